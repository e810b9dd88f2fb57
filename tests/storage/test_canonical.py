"""What is written out for each class is, to the byte, what pydantic and ``json`` make of the same value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, NewType, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter

from ledger.chain import text_hash
from ledger.documents import Document
from ledger.entries import free_fields
from ledger.hours import OfficeHours
from ledger.kinds import KINDS
from ledger.people import Assignee, PersonId, UnitId
from ledger.tasks import Branch, Part, Task
from storage.codec import HASHED, dump_state, encode, read_task
from storage.types import text_of, written
from tests.ledger.house import MONDAY, STAFF, person

ROUNDS = 4
LEFT_OUT = 0.4
TEXTS = (
    "",
    "报送材料",
    'a"b\\c',
    "行\n与\t制表\r\b\f\x01\x1f\x7f",
    "\u2028 \ufdd0 é",
    "😀",
    "半个字\ud800",
    "</script>",
)
ZONES = (UTC, timezone(timedelta(0)), timezone(timedelta(hours=8)), ZoneInfo("Asia/Shanghai"), ZoneInfo("UTC"))
PLAIN: dict[Any, Callable[[Random], Any]] = {
    str: lambda dice: dice.choice(TEXTS),
    int: lambda dice: dice.choice((0, 1, -7, 10**18, dice.randrange(1000))),
    bool: lambda dice: dice.choice((False, True)),
    datetime: lambda dice: datetime(
        dice.choice((1, 1987, 2026)), 3 + dice.randrange(7), 12, 1, 30, 0, dice.choice((0, 1, 120_000)),
        tzinfo=dice.choice(ZONES),
    ),
    date: lambda dice: date(2026, 1, 1 + dice.randrange(28)),
    time: lambda dice: time(dice.randrange(24), 30, dice.choice((0, 7))),
    Decimal: lambda dice: Decimal(dice.randrange(-500, 500)) / 10,
}  # fmt: skip


def _any(dice: Random, hint: Any) -> Any:
    """Return some value of the type; what has a default is left out now and then."""
    hint = hint.__supertype__ if isinstance(hint, NewType) else hint
    if get_origin(hint) in {tuple, frozenset}:
        return get_origin(hint)(_any(dice, get_args(hint)[0]) for _ in range(dice.choice((0, 1, 3))))
    if get_args(hint):
        return None if dice.random() < LEFT_OUT else _any(dice, get_args(hint)[0])
    if hint is Assignee:
        return Assignee(person=PersonId(7)) if dice.random() < LEFT_OUT else Assignee(unit=UnitId(8))
    if is_dataclass(hint):
        types, held = get_type_hints(hint), fields(hint)
        said = [one.name for one in held if one.default is MISSING or dice.random() >= LEFT_OUT]
        return _made(hint, {name: _any(dice, types[name]) for name in said})
    return PLAIN[hint](dice) if hint in PLAIN else dice.choice([*hint])


def _made(kind: Any, said: dict[str, Any]) -> Any:
    return kind(**said)


def _values(value: Any, *, sparse: bool = False) -> Any:
    kind: Any = type(value)
    return _adapter(kind).dump_python(value, mode="json", exclude_defaults=sparse)


_adapter = cache(TypeAdapter)


def test_every_kind_of_entry_is_chained_as_it_always_was() -> None:
    dice = Random(110)
    for kind in KINDS.values():
        for _ in range(ROUNDS):
            entry = _any(dice, kind)
            data, coded = _values(entry), encode(entry)
            assert [(one.field, one.text) for one in coded.texts] == [
                (name, data[name]) for name in free_fields(kind) if data[name]
            ]
            data |= {one.field: HASHED + text_hash(one.salt, one.text) for one in coded.texts}
            number = data.pop("number", None)
            assert coded.data == written({name: said for name, said in data.items() if name not in {"by", "at"}})
            assert coded.task == number
            assert kind.__name__ == coded.kind


@pytest.mark.parametrize("kind", [Task, Document])
def test_a_state_is_kept_as_it_always_was(kind: type[Any]) -> None:
    dice = Random(110)
    for _ in range(25):
        state = _any(dice, kind)
        assert dump_state(state) == written(_values(state, sparse=True))


def test_equal_moments_of_two_zones_are_written_as_they_are() -> None:
    here = MONDAY.astimezone(timezone(timedelta(hours=8)))
    branch = Branch(assignee=person(STAFF), part=Part.LEAD, since=MONDAY)
    task = Task(
        number="1", title="报送", branches=(branch, replace(branch, since=here)), assigned_by=None, assigned_at=MONDAY,
        version=1,
    )  # fmt: skip
    for one in (task, read_task(dump_state(task))):
        assert dump_state(one) == written(_values(one, sparse=True))


def test_an_hour_that_comes_twice_has_two_texts() -> None:
    """In one zone the two are equal; what is remembered of one must not be said of the other."""
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))
    assert first == second
    assert [text_of(one) for one in (first, second)] == ["2026-10-25 00:30:00.000000", "2026-10-25 01:30:00.000000"]
    hours = OfficeHours(timezone="UTC")
    assert [hours.local(one).hour for one in (first, second)] == [0, 1]
