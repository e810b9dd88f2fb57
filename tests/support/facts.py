"""Facts for tests: a small office, and a diary of entries that is folded as the books would fold it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from config.calendars import load_calendars
from ledger.attendance import leaves_in_force
from ledger.calendar import WorkCalendar
from ledger.chain import GENESIS, entry_hash
from ledger.entries import Assigned, Entry, Recorded, Source, TaskEntry
from ledger.facts import Facts, Head
from ledger.folding import replay
from ledger.hours import OfficeHours
from ledger.house import House
from ledger.kinds import NUDGES
from ledger.people import Assignee, Person, PersonId, Role, Roster, Unit, UnitId, UnitKind
from ledger.undoing import standing

HOUSE = House(calendar=WorkCalendar(load_calendars()), hours=OfficeHours())

OFFICE = Unit(id=UnitId(1), kind=UnitKind.DEPARTMENT, name="市政府办公室")
GENERAL = Unit(id=UnitId(2), kind=UnitKind.OFFICE, name="综合科", parent=OFFICE.id)
SUPERVISION = Unit(id=UnitId(3), kind=UnitKind.OFFICE, name="督查室", parent=OFFICE.id)
FINANCE = Unit(id=UnitId(4), kind=UnitKind.DEPARTMENT, name="财政局")
BUDGET = Unit(id=UnitId(5), kind=UnitKind.OFFICE, name="预算科", parent=FINANCE.id)


def _person(number: int, name: str, unit: Unit, *roles: Role) -> Person:
    return Person(id=PersonId(number), name=name, unit=unit.id, roles=frozenset(roles))


ZHANG = _person(1, "张三", GENERAL, Role.STAFF)
WANG = _person(2, "王五", GENERAL, Role.STAFF)
ZHAO = _person(3, "赵敏", GENERAL, Role.HEAD)
LI = _person(4, "李四", SUPERVISION, Role.COORDINATOR)
QIAN = _person(5, "钱程", SUPERVISION, Role.REVIEWER)
CHEN = _person(6, "陈静", OFFICE, Role.LEADER)
SUN = _person(7, "孙平", SUPERVISION, Role.ADMIN)
ZHOU = _person(8, "周立", FINANCE, Role.HEAD)
WU = _person(9, "吴越", BUDGET, Role.STAFF)
ROSTER = Roster(
    units=(OFFICE, GENERAL, SUPERVISION, FINANCE, BUDGET),
    people=(ZHANG, WANG, ZHAO, LI, QIAN, CHEN, SUN, ZHOU, WU),
)


def local(text: str) -> datetime:
    """Return ``11-27 18:00`` of 2026 (or ``2026-11-27 18:00``), said in business time, as storage keeps it: in UTC."""
    day, hour = text.split()
    day = day if day.count("-") == 2 else f"2026-{day}"
    return HOUSE.hours.at(date.fromisoformat(day), time.fromisoformat(hour)).astimezone(UTC)


def to(*whom: Person | Unit) -> tuple[Assignee, ...]:
    """Return people and units as assignees."""
    return tuple(Assignee(person=one.id) if isinstance(one, Person) else Assignee(unit=one.id) for one in whom)


class Diary:
    """Entries in the order of the chain; ``facts`` reads them as storage does."""

    def __init__(self, roster: Roster = ROSTER, house: House = HOUSE) -> None:
        self.roster = roster
        self.house = house
        self.records: list[Recorded] = []

    def note(self, kind: type[Entry], at: str, by: Person | None, **fields: Any) -> None:
        """Append one entry sent at that local time."""
        seq = len(self.records) + 1
        entry = kind(at=local(at), by=by.id if by else None, **fields)
        prev = self.records[-1].hash if self.records else GENESIS
        body = {"seq": seq, "kind": kind.__name__, "at": entry.at.isoformat()}
        self.records.append(
            Recorded(
                seq=seq, entry=entry, recorded_at=entry.at, source=Source(), prev=prev, hash=entry_hash(prev, body)
            )
        )

    def assign(
        self, n: int, title: str, *whom: Person | Unit, at: str, due: str | None = None, **fields: Any
    ) -> Assignee:
        """Append an assignment by the coordinator; return the first lead for the entries that follow."""
        lead = to(*whom)
        deadline = local(due) if due else None
        self.note(Assigned, at, LI, number=f"DB-2026-{n}", title=title, lead=lead, deadline=deadline, **fields)
        return lead[0]

    def on(self, kind: type[Entry], n: int, at: str, by: Person, assignee: Assignee | None = None, **f: Any) -> None:
        """Append an entry about a task, or about the assignee's branch of it."""
        if assignee is not None:
            f["assignee"] = assignee
        self.note(kind, at, by, number=f"DB-2026-{n}", **f)

    def facts(self, at: str, *, days: int = 21) -> Facts:
        """Return the facts as of that local time, reaching back so many days."""
        now, since = local(at), local(at) - timedelta(days=days)
        known = [record for record in self.records if record.entry.at <= now]
        last = known[-1] if known else None
        return Facts(
            since=since,
            at=now,
            house=self.house,
            roster=self.roster,
            tasks=tuple(replay(records) for records in _by_task(known).values()),
            records=standing(record for record in known if record.entry.at > since),
            leaves=leaves_in_force(record.entry for record in known),
            head=Head(last.seq, last.hash) if last else Head(0, GENESIS),
            heard={number: _heard(records) for number, records in _by_task(known).items()},
        )


def _heard(records: Sequence[Recorded]) -> datetime:
    words = (
        one.entry for one in standing(records) if one.entry.by is not None and type(one.entry).__name__ not in NUDGES
    )
    return max(entry.at for entry in words)


def _by_task(records: Sequence[Recorded]) -> dict[str, list[Recorded]]:
    found: dict[str, list[Recorded]] = {}
    for record in records:
        if isinstance(record.entry, TaskEntry):
            found.setdefault(record.entry.number, []).append(record)
    return found
