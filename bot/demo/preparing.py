"""Before the curtain: a furnished world and a seeded ledger, with the clock standing still."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.clock import ScaledClock
from bot.demo.cast import TOKEN, Cast, furnish
from bot.demo.days import Days
from bot.demo.seeding import SETTLED, Seeding, keep_evidence
from bot.evidence import EvidenceFolder
from bot.house import evidence_folder, house_of
from bot.sandbox.world import World
from config.appraisal.reading import SHIPPED
from config.office import AppraisalRules
from config.settings import Settings
from ledger.values import dataclass
from storage.store import Store


class LedgerInUse(Exception):  # noqa: N818 - named for what is so
    """The database holds something already; the demo never writes into a real ledger."""


@dataclass(frozen=True)
class Stage:
    """Everything that the demo is played with; ``numbers`` holds the history's task numbers by their keys."""

    clock: ScaledClock
    world: World
    cast: Cast
    days: Days
    settings: Settings
    numbers: dict[str, str]


async def prepare(start: datetime, folder: Path, database: str = "") -> Stage:
    """Furnish and seed; ``folder`` takes the evidence, and the ledger unless ``database`` names an empty one."""
    settings = settings_for(folder, database)
    house = house_of(settings)
    days = Days(start, house.calendar, house.hours)
    clock = ScaledClock(days.moment(SETTLED), speed=0)
    world = World(clock)
    cast = furnish(world)
    store = await Store.open(settings.database_url, house=house, evidence=evidence_folder(settings))
    try:
        await _refuse_if_used(store, start)
        numbers = await Seeding(store, world, clock, cast, days, settings).seed()
    finally:
        await store.close()
    await keep_evidence(EvidenceFolder(evidence_folder(settings)))
    world.bot_of(TOKEN).queue.pending.clear()  # What was said in the past has been heard.
    return Stage(clock, world, cast, days, settings, numbers)


def settings_for(folder: Path, database: str = "", api_url: str = "http://127.0.0.1") -> Settings:
    """Return the demo's settings: everything by default but the places."""
    return Settings(
        token=SecretStr(TOKEN),
        api_url=api_url,
        database_url=database or f"sqlite:///{folder / 'demo.db'}",
        evidence_folder=folder / "evidence",
        appraisal=AppraisalRules(rules=SHIPPED),
    )


async def _refuse_if_used(store: Store, at: datetime) -> None:
    async with store.reading(now=at) as books:
        if (await books.head()).seq or books.roster.version:
            raise LedgerInUse
