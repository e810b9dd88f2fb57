"""Duties: what is looked after at each ring of the bell, in which order, and by which of several processes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.archiving import Archiving
from bot.bell import OFTEN, USUAL, Bell
from bot.boards import Boards
from bot.clock import SystemClock, speed_of
from bot.closing_months import ClosingMonths
from bot.departing import Departing
from bot.freezing import Freezing
from bot.housekeeping import Housekeeping
from bot.parts import Parts
from bot.pressing import Pressing
from bot.previewing import Previewing
from bot.publishing import Publishing
from bot.readiness import Readiness
from bot.recounting import Recounting
from bot.recurring import Recurring
from bot.reminding import Reminding
from bot.restored import AfterRestore
from bot.retention import Erasing
from bot.revising import Revising
from bot.rounds import Duty, Rounds
from bot.steadiness import confirming
from bot.training import Training
from bot.watching import Watching
from bot.weighing import Weighing
from config.settings import Settings

REAL = SystemClock()


def shared(parts: Parts, settings: Settings, keeping: Housekeeping) -> list[Duty]:
    """Return what one process looks after for all."""
    timing = (parts.store, parts.clock, REAL.now)
    names, whole = settings.names_in_groups, not settings.privacy.minimal
    pictures, tables = whole and settings.papers.pictures, whole and settings.papers.rich_tables
    publishing = Publishing(*timing, names=names, pictures=pictures, tables=tables)
    return [
        keeping.wait_no_more,
        AfterRestore(parts.store, parts.clock).ring,  # Before anything is published or reminded of.
        publishing.ring,
        Revising(*timing, names=names).ring,
        Recurring(parts.store, parts.clock, parts.desk).ring,
        Reminding(*timing).ring,
        Watching(parts.store, parts.clock).ring,
        Weighing(*timing, cap=settings.burden.weekly_cap).ring,
        Previewing(*timing, names=names).ring,
        Boards(*timing).ring,
        Departing(parts.store, parts.clock, parts.desk).ring,
        Recounting(parts.store, parts.clock, parts.desk).ring,
        Pressing(parts.store, parts.clock, parts.desk).ring,
        Training(parts.store, parts.clock, parts.desk).ring,
        Archiving(parts.store, parts.clock).ring,
        ClosingMonths(parts.store, parts.clock).ring,
        Freezing(parts.store, parts.clock, parts.desk).ring,
        Erasing(*timing, settings.retention, parts.folder, confirming(parts.store, parts.clock)).ring,
        keeping.lapse_cards,
        keeping.leave_unknown_groups,
        keeping.prune,
    ]


@asynccontextmanager
async def ringing(
    parts: Parts, settings: Settings, keeping: Housekeeping, *, done: Callable[[], None], ours: Callable[[], bool]
) -> AsyncIterator[None]:
    """Let the bell ring meanwhile.

    Of several processes one does what is ``ours``, and each looks after its own signs of life.
    """
    ready = Readiness(parts.store.inbox, parts.health.vitals.pulse).is_ready
    own = [keeping.sign_of_life, parts.health.vitals.tick]
    made = Rounds(shared(parts, settings, keeping), own, ready, done, ours)
    bell = Bell(made.ring, every=USUAL if speed_of(parts.clock) == 1.0 and settings.clock_url is None else OFTEN)
    bell.start()
    try:
        yield
    finally:
        await bell.stop()
