"""Random days of the demo's office: each number of its reports, told by the command line, against the second count."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.demo.preparing import Stage
from bot.house import house_of
from storage.store import Store
from tests.cli.calling import taizhang
from tests.recomputing.comparing import compared
from tests.recomputing.counting import Count

FIRST, SPAN = date(2026, 11, 13), 34
"""The office's history ends in the middle of the span; what comes after it grows late."""
KINDS = ("dispatch", "daily", "weekly")


@dataclass(frozen=True)
class Office:
    """What the export does not hold: who belongs where, as the roster has it, and what its groups are bound to."""

    people: dict[int, dict[str, Any]]
    parents: dict[int, int | None]
    names: dict[int | None, str]
    bound: dict[int, int | None]

    @classmethod
    async def of(cls, stage: Stage, at: datetime) -> Office:
        """Read the roster once."""
        store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
        async with store.reading(now=at) as books:
            people = {
                int(one.id): {"unit": one.unit, "roles": [str(role) for role in one.roles], "active": one.is_active}
                for one in books.roster.people
            }
            units = {int(one.id): one for one in books.roster.units}
            bound = {chat.id: chat.unit for chat in await books.directory.chats() if chat.bound_at is not None}
        await store.close()
        names: dict[int | None, str] = {number: one.name for number, one in units.items()}
        parents: dict[int, int | None] = {number: one.parent for number, one in units.items()}
        return cls(people, parents, names | {None: ""}, bound)


def random_days(seed: int, count: int) -> list[date]:
    """Return so many different days, workdays and rest days alike, in order."""
    chance = random.Random(seed)
    return sorted(FIRST + timedelta(n) for n in chance.sample(range(SPAN), count))


Found = tuple[date, str, int, list[str]]
"""A day, a report, how many numbers it has, and those that differ."""


def exported(folder: Path) -> list[dict[str, Any]]:
    """Return the ledger's entries as ``taizhang ledger export`` writes them."""
    export = folder / "entries.jsonl"
    assert taizhang("ledger", "export", str(export)).code == 0
    return [json.loads(line) for line in export.read_text("utf-8").splitlines()]


def recomputed(stage: Stage, at: datetime, days: list[date], entries: list[dict[str, Any]]) -> Iterator[Found]:
    """Yield each report of each day, for the whole house and for each unit that a group is bound to."""
    office = asyncio.run(Office.of(stage, at))
    chats = {unit: chat for chat, unit in office.bound.items()}
    for day in days:
        for kind in KINDS:
            for unit, chat in chats.items():
                told = taizhang("report", kind, "--on", day.isoformat(), "--chat", str(chat), "--format", "json")
                report = json.loads(told.out)
                cut_off = datetime.fromisoformat(report["period"]["until"])
                count = Count(entries, cut_off, people=office.people, parents=office.parents, unit=unit)
                pairs = list(compared(report, count, office.names))
                wrong = [f"{what}: told {one!r}, counted {two!r}" for what, one, two in pairs if one != two]
                yield day, f"{kind} of {office.names[unit] or 'the house'}", len(pairs), wrong
