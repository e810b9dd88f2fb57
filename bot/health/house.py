"""The health of a running bot put together: vitals, looks, page and watchdog."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.health.looking import Looking
from bot.health.vitals import Marks, Vitals
from bot.health.watchdog import Watchdog
from config.settings import Settings
from ledger.values import dataclass
from storage.store import Store


@dataclass(frozen=True)
class Wellness:
    """What the wiring needs: the vitals to be fed, and the watchdog to be run."""

    vitals: Vitals
    watchdog: Watchdog


@asynccontextmanager
async def wellness(settings: Settings, store: Store, clock: Clock, *, evidence: Path) -> AsyncIterator[Wellness]:
    """Serve the page, if any, from before the platform is reached until everything has ended."""
    real = SystemClock().now
    vitals = Vitals(Marks.beside(evidence), real)
    looking = Looking(store, clock, real, evidence.parent)
    watchdog = Watchdog(store, clock, looking, vitals, settings.health, polls=settings.webhook is None)
    try:
        if settings.health.listen is None:
            yield Wellness(vitals, watchdog)
            return
        # Prometheus's client and the web server are loaded where they are used.
        from bot.health.page import Page, health_app
        from bot.serving import bound, served

        listener = bound(settings.health.listen, "health.listen")
        async with served(health_app(Page(looking, vitals, settings.health)), listener, grace=1):
            yield Wellness(vitals, watchdog)
    finally:
        await looking.close()
