"""The feeds of the settings, as a loop of the running bot."""

from __future__ import annotations

from bot.clock import Clock, SystemClock
from bot.feeds.feeding import Feeding
from bot.posting import Poster
from bot.process import Loop
from config.mistakes import WrongSetting
from config.settings import Settings
from handlers.wording.feeds import unknown_kind
from ledger.kinds import KINDS
from storage.store import Store


def feeding(settings: Settings, store: Store, clock: Clock, poster: Poster) -> Loop:
    """Return the loop; ``WrongSetting`` where a kind of entries is not known."""
    for name, feed in settings.feeds.items():
        for kind in feed.kinds:
            if kind not in KINDS:
                raise WrongSetting(f"feeds.{name}.kinds", unknown_kind(kind))
    return Feeding(store, clock, SystemClock().now, poster, settings.feeds).run
