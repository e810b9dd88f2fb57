"""Filling a city's ledger: 49 units, 5,000 people, as many tasks as wanted, the same activity on its last day.

250 tasks begin each day, and each is over after four: a larger ledger is an older one, with the same tasks open.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy import insert

from bot.house import house_of
from config.settings import Settings
from ledger.chain import link_hash
from ledger.people import Person, PersonId, Role
from ledger.roster_rows import PERSON, RosterRow, RosterRows
from storage.books import TASKS
from storage.codec import canonical_of
from storage.directory import ACTIVE
from storage.roster_tables import bindings
from storage.store import Store
from storage.tables import branches, counters, entries, tasks, texts
from tests.benchmarks.large.lives import DAYS, STANDS, STEPS, Life, assignment, later, moment, state
from tests.benchmarks.large.writing import Bulk, writing

LAST_DAY = date(2026, 11, 26)
"""A Thursday; the morning after it is a workday, too."""
EVENING = datetime.combine(LAST_DAY, time(9, 30), UTC)
MORNING = datetime.combine(LAST_DAY + timedelta(days=1), time(0, 30), UTC)
UNITS, OFFICES, PEOPLE, A_DAY = 49, 4, 5_000, 250
FIRST_USER, FIRST_GROUP = 30_001, -1_003_000_000_001
REPORTS = ("dispatch", "daily", "weekly")
_DELAY = timedelta(seconds=2)
_ABOUT = ("重点项目建设", "三季度经济运行分析", "信访积案化解", "老旧小区改造", "供热保障", "安全生产检查")


Row = tuple[object, ...]


@dataclass(frozen=True)
class Size:
    """How many tasks there are; ``is_open``: none was ever finished."""

    tasks: int
    is_open: bool = False


def fill(url: str, size: Size) -> None:
    """Fill an empty database; to be called outside any event loop."""
    head, staff, chiefs = asyncio.run(_office(url))
    begins = [LAST_DAY - timedelta(days=n) for n in reversed(range(-(-size.tasks // A_DAY)))]
    with writing(url) as bulk:
        writer = _Writer(bulk, *head)
        for day in begins:
            writer.begin(day, staff, chiefs, left=size.tasks - writer.begun)
            writer.live(day, is_open=size.is_open)
        writer.settle(is_open=size.is_open)


async def _office(url: str) -> tuple[tuple[int, str], list[Person], list[PersonId]]:
    """Write the roster, who is bound, and the groups, as the program does it; return the head and who takes part."""
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    now = datetime.combine(LAST_DAY - timedelta(days=5000), time(1), UTC)
    async with store.books(now=now) as books:
        await books.directory.import_roster(roster(), by=None, now=now, sha256="0" * 64)
        await books.reread_roster()
        bound = [_bound(person.id, FIRST_USER + n, now) for n, person in enumerate(books.roster.people)]
        await books.connection.execute(insert(bindings), bound)
        tops = [unit for unit in books.roster.units if unit.parent is None]
        chiefs = [books.roster.holders(role)[0].id for role in (Role.COORDINATOR, Role.REVIEWER)]
        for number, unit in enumerate(tops):
            chat = FIRST_GROUP - number
            await books.directory.note_chat(chat, title=unit.name, kind="supergroup", now=now)
            await books.directory.bind_chat(chat, unit=unit.id, reports=REPORTS, by=chiefs[0], now=now)
        staff = [person for person in books.roster.people if person.roles == {Role.STAFF}]
        head = await books.head()
    await store.close()
    return (head.seq, head.hash), staff, chiefs


def _bound(person: PersonId, user: int, now: datetime) -> dict[str, object]:
    moments = {"requested_at": now, "bound_at": now}
    return {"person": person, "user": user, "state": ACTIVE, "via": "command", **moments}


def roster() -> RosterRows:
    """Return 49 units of four offices each, a coordinator, a reviewer, an administrator, and staff."""
    units = [RosterRow(kind="department", name=f"第{n + 1}局") for n in range(UNITS)]
    offices = [
        RosterRow(kind="office", name=f"第{n + 1}局{k + 1}科", unit=f"第{n + 1}局")
        for n in range(UNITS)
        for k in range(OFFICES)
    ]
    chiefs = [("李调度", Role.COORDINATOR), ("钱复核", Role.REVIEWER), ("孙管理", Role.ADMIN)]
    people = [RosterRow(kind=PERSON, name=name, unit="第1局", roles=(role,)) for name, role in chiefs]
    staff = [
        RosterRow(kind=PERSON, name=f"人员{n}", unit=offices[n % len(offices)].name, roles=(Role.STAFF,))
        for n in range(PEOPLE - len(chiefs))
    ]
    return (*units, *offices, *people, *staff)


@dataclass
class _Writer:
    """Writes the chain day by day; ``alive`` are the lives that are not over, with the number of their last entry."""

    bulk: Bulk
    seq: int
    hash: str
    begun: int = 0
    years: dict[int, int] = field(default_factory=dict)
    alive: dict[date, list[Life]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def begin(self, day: date, staff: list[Person], chiefs: list[PersonId], *, left: int) -> None:
        """Let the day's tasks begin, at most so many."""
        self.alive[day] = [self._life(day, staff, chiefs) for _ in range(min(A_DAY, left))]

    def _life(self, day: date, staff: list[Person], chiefs: list[PersonId]) -> Life:
        n = self.years[day.year] = self.years.get(day.year, 0) + 1
        self.begun += 1
        person, support = (staff[self.begun * step % len(staff)].id for step in (7, 11))
        if support == person:
            support = staff[(self.begun * 11 + 1) % len(staff)].id  # Whoever leads supports nobody.
        return Life(
            number=f"DB-{day.year}-{n}",
            title=f"督促落实{_ABOUT[n % len(_ABOUT)]}第{n}项并报送办理结果",
            giver=chiefs[0],
            person=person,
            reviewer=chiefs[1],
            support=support if n % 10 == 0 else None,
            begun=day,
            due=1 if n % 5 == 0 else DAYS - 1,
        )

    def live(self, day: date, *, is_open: bool) -> None:
        """Write the day's entries, in their order, and put away the lives that are over."""
        rows: list[Row] = []
        words: list[Row] = []
        for number, step in sorted(enumerate(STEPS), key=lambda one: one[1].at):
            begun = day - timedelta(days=step.day)
            if begun in self.alive and (not is_open or number < STANDS[1]):
                self._write(self.alive[begun], number, moment(begun, step), rows, words)
        self.bulk.add(entries, rows)
        self.bulk.add(texts, words)
        over = day - timedelta(days=1 if is_open else DAYS - 1)
        self._put(self.alive.pop(over, []), STANDS[1] if is_open else len(STEPS))

    def _write(self, lives: list[Life], number: int, at: datetime, rows: list[Row], words: list[Row]) -> None:
        """Write the same step of all lives that began on one day."""
        step = STEPS[number]
        stamps = {"at": _stamp(at), "recorded_at": _stamp(at + _DELAY)}
        stored = _stored(at), _stored(at + _DELAY)
        for life in lives:
            self.seq += 1
            data, free = later(number, life.person) if number else assignment(life)
            head = (self.seq, step.kind.__name__, life.number, life.by(step), None, None, data)
            prev, self.hash = self.hash, link_hash(self.hash, canonical_of(head, **stamps))
            rows.append((*head[:3], *stored, *head[3:6], data, prev, self.hash, None))
            words += [(self.seq, *one) for one in free]
            self.last[life.number] = self.seq

    def settle(self, *, is_open: bool) -> None:
        """Write the tasks that are still open, where the counters stand, and the head of the chain."""
        for begun, lives in self.alive.items():
            self._put(lives, STANDS[min((LAST_DAY - begun).days, 1 if is_open else DAYS - 1)])
        self.bulk.add(counters, [(TASKS, year, n) for year, n in self.years.items()])
        self.bulk.run(f"UPDATE chain SET seq = {self.seq}, hash = '{self.hash}'")  # noqa: S608 - our own hash

    def _put(self, lives: list[Life], stage: int) -> None:
        known = [(life, self.last.pop(life.number)) for life in lives]
        self.bulk.add(tasks, [_task(life, stage, version) for life, version in known])
        self.bulk.add(branches, [row for life in lives for row in _branches(life, stage)])


def _task(life: Life, stage: int, version: int) -> Row:
    is_open = int(stage < len(STEPS))
    status = "active" if is_open else "archived"
    deadline, begun, last = (
        _kept(one) for one in (life.deadline, moment(life.begun, STEPS[0]), moment(life.begun, STEPS[stage - 1]))
    )
    whole = state(life, stage, version=version)
    return life.number, version, status, is_open, deadline, begun, life.giver, last, life.title, whole


def _branches(life: Life, stage: int) -> Iterator[Row]:
    is_open = int(stage < len(STEPS))
    yield life.number, 0, life.person, None, "lead", "active" if is_open else "claimed", is_open
    if life.support is not None:
        yield life.number, 1, life.support, None, "support", "assigned", is_open


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00")


def _stored(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.000000")


_kept = cache(_stored)
