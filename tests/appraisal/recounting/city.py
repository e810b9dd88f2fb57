"""``python -m tests.appraisal.recounting.city [TASKS] [SEED]``: a quarter of a city's office, counted a second time.

The demo's 49 districts and departments and 16 offices with 5,000 people; a quarter's tasks with everything that may
happen to them, drawn by a seed, written into a ledger of its own, scored and exported by the command line. Prints the
figures; 1 where any line differs.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from datetime import time as hour
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import time_machine

from bot.demo.plan import office_rows
from bot.demo.quick_books import QuickBooks, Tasks
from bot.house import house_of
from config.appraisal.reading import SHIPPED
from config.settings import Settings
from ledger import circular_entries as c
from ledger import entries as e
from ledger import score_entries as s
from ledger.people import Assignee, Role
from ledger.roster_rows import PERSON, RosterRow
from storage.store import Store
from tests.appraisal.recounting.__main__ import recount
from tests.appraisal.recounting.lives import FIRST, Lives
from tests.cli.calling import taizhang

PEOPLE, QUARTER = 5_000, "2026Q3"
NOW = datetime.fromisoformat("2026-10-20T09:00+08:00")


def _rows() -> tuple[RosterRow, ...]:
    """Return the demo's roster, filled up with staff in turn."""
    rows = office_rows()
    homes = [row.name for row in rows if row.kind in {"district", "department", "office"}]
    missing = PEOPLE - sum(row.kind == PERSON for row in rows)
    return rows + tuple(
        RosterRow(kind=PERSON, name=f"科员{n}", unit=homes[n % len(homes)], roles=(Role.STAFF,), line=1_000 + n)
        for n in range(missing)
    )


async def fill(url: str, tasks: int, seed: int) -> int:
    """Write the quarter into the empty ledger; return how many entries there are."""
    house = house_of(Settings(database_url=url))
    store = await Store.open(url, house=house)
    start = datetime.combine(FIRST - timedelta(days=20), hour(8), NOW.tzinfo)
    async with store.books(now=start) as books:
        await books.directory.import_roster(_rows(), by=None, now=start, sha256="0" * 64)
    async with store.books(now=NOW) as opened:
        await opened.reread_roster()
        lives = Lives(opened.roster, house, seed)
        for n in range(1, tasks + 1):
            lives.life(n)
        lives.away()
        lives.decided()
        books = QuickBooks(opened, store, Tasks())
        await _written(books, lives)
        head = await books.head()
    await store.close()
    return head.seq


async def _written(books: QuickBooks, lives: Lives) -> None:
    dead: set[str] = set()
    for entry in lives.in_order():
        if isinstance(entry, e.TaskEntry):
            if entry.number not in dead and entry.at < NOW:
                await books.append(entry)
            dead |= {entry.number} if isinstance(entry, e.Withdrawn) else set()
        elif isinstance(entry, s.AdjustmentProposed):
            seq = (await books.record(entry)).seq
            granted = lives.often(0.7)
            answer = s.AdjustmentDecided(at=entry.at, by=lives.people[0].id, adjustment=seq, granted=granted)
            await books.record(answer)
        else:
            await books.record(entry)
    for day in (35, 70):
        await _circular(books, lives, day)
    await books.write_down()


async def _circular(books: QuickBooks, lives: Lives, day: int) -> None:
    at, tasks = lives.at(day, "17:00"), tuple(lives.chance.sample(lives.numbers[: len(lives.numbers) // 3], 30))
    first = FIRST + timedelta(days=day)
    draft = c.CircularDrafted(at=at, by=lives.by, title="情况通报", sentences="\n".join(f"{one}。" for one in tasks),
                              tasks=tasks, praises=15, first=first, last=first, as_of=at)  # fmt: skip
    seq = (await books.record(draft)).seq
    out = c.CircularPublished(at=at, by=lives.by, circular=seq, version=1, paper=f"督查通报〔2026〕{day}号", chats=())
    await books.record(out)


async def appeal(url: str, scores: list[dict[str, Any]], seed: int) -> int:
    """Dispute every seventh line that cost something; every other one is granted. Returns how many."""
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    chance, count = Random(seed), 0
    async with store.books(now=NOW) as books:
        leader = next(one.id for one in books.roster.active_people if Role.LEADER in one.roles)
        units = {one.name: one.id for one in books.roster.units}
        for score in scores:
            for line in _costly(score["lines"]):
                unit = units[score["unit"]]
                asked = s.ScoreAppealed(
                    at=NOW, by=leader, unit=unit, whom=Assignee(unit=unit), register=score["register"],
                    version=line["version"], rule=line["rule"], item=line["item"], task=line["task"],
                    line=line["seq"], line_at=datetime.fromisoformat(line["at"]), points=Decimal(line["points"]),
                    reason="情况属实",
                )  # fmt: skip
                seq, granted = (await books.record(asked)).seq, chance.random() < 0.5
                await books.record(s.AppealDecided(at=NOW, by=leader, appeal=seq, granted=granted, reason="经核"))
                count += 1
    await store.close()
    return count


def _costly(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    costly = [one for one in lines if one["kind"] == "rule" and Decimal(one["points"]) < 0]
    yield from costly[::7]


def main(tasks: int = 3_000, seed: int = 20261127) -> int:
    """Print the figures."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'city.db'}"
        os.environ |= {"TAIZHANG_DATABASE_URL": url, "TAIZHANG_APPRAISAL__RULES": str(SHIPPED)}
        files, scores = (folder / "entries.jsonl", folder / "roster.csv", SHIPPED), folder / "scores.json"
        with time_machine.travel(NOW):
            entries = asyncio.run(fill(url, tasks, seed))
            _run("report", "scores", "--on", "2026-09-30", "--format", "json", "--out", str(scores))
            appeals = asyncio.run(appeal(url, json.loads(scores.read_text("utf-8")), seed))
            _run("report", "scores", "--on", "2026-09-30", "--format", "json", "--out", str(scores))
            _run("ledger", "export", str(files[0]))
            _run("roster", "export", str(files[1]), "--ids")
        out = recount(files, scores, QUARTER)
    figures = f"{PEOPLE} people, {tasks} tasks, {entries} entries, {appeals} appeals: {out}"
    print(*out.differing[:50], figures, f"{time.monotonic() - begun:.0f} s", sep="\n")  # noqa: T201 - its voice
    return int(bool(out.differing))


def _run(*arguments: str) -> None:
    called = taizhang(*arguments)
    assert called.code == 0, called.err


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
