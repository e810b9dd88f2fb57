"""Parts: what everything else of a running bot is made of."""

from __future__ import annotations

from telegram import Bot

from bot.clock import Clock
from bot.evidence import EvidenceFolder
from bot.health.house import Wellness
from bot.posting import Poster
from handlers.desk import Desk
from handlers.door import App
from ledger.values import dataclass
from storage.store import Store


@dataclass(frozen=True)
class Parts:
    """Store, clock, the library's application, the desk of the door, health, the evidence, and what posts to others."""

    store: Store
    clock: Clock
    application: App
    desk: Desk
    health: Wellness
    folder: EvidenceFolder
    poster: Poster

    @property
    def bot(self) -> Bot:
        """The library's bot."""
        bot: Bot = self.application.bot
        return bot
