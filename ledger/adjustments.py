"""Manual adjustments (人工赋分) as the fold of their entries, and which rules somebody may decide of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from config.appraisal.events import Event
from config.appraisal.model import Item, Register, Rule
from config.appraisal.reading import in_force
from ledger.entries import Evidence, Recorded
from ledger.people import Assignee, PersonId, Roster, Unit
from ledger.score_entries import AdjustmentDecided, AdjustmentProposed, AdjustmentWithdrawn
from ledger.values import dataclass


class Standing(StrEnum):
    """How far an adjustment has come."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """An adjustment as it stands; ``id`` is the ``seq`` of its proposal, ``decided`` that of the second person's word.

    Only a granted one gives a line; it counts for the day ``at`` on which it was proposed.
    """

    id: int
    at: datetime
    whom: Assignee
    register: str
    version: int
    rule: str
    item: str
    times: int
    reason: str
    files: tuple[Evidence, ...]
    about: str
    paper: str
    proposed_by: PersonId
    standing: Standing = Standing.WAITING
    decided_by: PersonId | None = None
    decided: int | None = None


def adjustments_of(records: Iterable[Recorded]) -> dict[int, Adjustment]:
    """Return every adjustment that the entries tell of, by its id, in order."""
    found: dict[int, Adjustment] = {}
    for record in records:
        match record.entry:
            case AdjustmentProposed() as entry:
                found[record.seq] = _proposed(record.seq, entry)
            case AdjustmentDecided() as entry if entry.adjustment in found:
                standing = Standing.GRANTED if entry.granted else Standing.REFUSED
                before = found[entry.adjustment]
                found[before.id] = replace(before, standing=standing, decided_by=entry.by, decided=record.seq)
            case AdjustmentWithdrawn() as entry if entry.adjustment in found:
                found[entry.adjustment] = replace(found[entry.adjustment], standing=Standing.WITHDRAWN)
    return found


def _proposed(seq: int, entry: AdjustmentProposed) -> Adjustment:
    assert entry.by is not None  # noqa: S101 - the clock proposes nothing
    return Adjustment(
        id=seq,
        at=entry.at,
        whom=entry.whom,
        register=entry.register,
        version=entry.version,
        rule=entry.rule,
        item=entry.item,
        times=entry.times,
        reason=entry.reason,
        files=entry.files,
        about=entry.about,
        paper=entry.paper,
        proposed_by=entry.by,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A decided rule of a register that may hold of somebody, and the item that it would count under (if any)."""

    register: Register
    rule: Rule
    item: Item | None

    @property
    def key(self) -> str:
        """The item's key, empty where there is none."""
        return self.item.key if self.item is not None else ""

    def times(self, points: Decimal) -> int:
        """Return how often the rule must hold for so many points; 0 where no whole number of times gives them."""
        count = points / self.rule.points
        return int(count) if count > 0 and count == int(count) else 0


def choices(registers: Sequence[Register], day: date, unit: Unit) -> tuple[Choice, ...]:
    """Return every decided rule in force on the day that may hold of the scored unit, under each of its items."""
    keys = dict.fromkeys(one.key for one in registers)
    valid = (in_force(registers, key, day) for key in keys)
    return tuple(
        Choice(register, rule, item)
        for register in valid
        if register is not None and unit.kind.value in register.scored and (items := register.items_of(unit.name))
        for rule in register.rule
        if rule.event is Event.DECIDED
        for item in _items_under(rule, items)
    )


def _items_under(rule: Rule, items: Sequence[Item]) -> Iterator[Item | None]:
    """Yield what the rule may count under: the items that it is about; else the one for all tasks, if there is one."""
    if rule.items:
        yield from (item for item in items if item.key in rule.items)
    else:
        yield next((item for item in items if item.is_general), None)


def cited(found: Iterable[Choice], words: str) -> tuple[Choice, ...]:
    """Return those that the words name: by key of item or rule, by the rule's name, or by its article."""
    known, wanted = tuple(found), words.strip()
    exact = tuple(one for one in known if wanted and wanted in {one.key, one.rule.key, one.rule.name})
    return exact or tuple(one for one in known if wanted and _names(one, wanted))


def _names(one: Choice, words: str) -> bool:
    return any(words in text or text in words for text in (one.rule.name, one.rule.cites))


def scored_unit(registers: Iterable[Register], roster: Roster, whom: Assignee) -> Unit | None:
    """Return the nearest unit, from the assignee's own upwards, that some register scores."""
    known, unit = tuple(registers), roster.unit_of(whom)
    while unit is not None:
        one = roster.unit(unit)
        if any(one.kind.value in register.scored and register.items_of(one.name) for register in known):
            return one
        unit = one.parent
    return None
