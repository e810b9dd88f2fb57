"""What is not said to the bot names no act by itself, and no register: so most messages of a group are not asked."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

import pytest

from handlers import phrases
from handlers.heard import Heard, Place
from handlers.reading.document_steps import begins_with_number, numbers_in
from handlers.reading.key import ALL, marks_of
from handlers.reading.normalise import normalise
from ledger.house import House
from ledger.people import Role
from tests.reading.office import CALENDAR, HOURS, MONDAY, OFFICE, moment
from tests.reading.scoring import DATA

HOUSE = House(calendar=CALENDAR, hours=HOURS)
NUMBERED = (
    "SW-2026-12已办结",
    "请把ＱＦ－２０２６－３送签",
    "hy-2026-1 参会",
    "PX-2026-2",
    "ZD-2-2026-1",
    "XX2026-1",
    "SW-2026-",
    "DB-2026-1",
)


def words() -> Iterator[str]:
    """Yield what is said in the corpus of examples, and what merely looks like the number of a register."""
    with (DATA / "words.tsv").open(encoding="utf-8", newline="") as file:
        yield from [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    yield from NUMBERED


@pytest.mark.parametrize("roles", [{Role.STAFF}, {Role.COORDINATOR, Role.ADMIN}, {Role.LEADER, Role.REVIEWER}])
def test_what_is_said_to_nobody_names_nothing_but_a_binding(roles: set[Role]) -> None:
    person = replace(next(iter(OFFICE.people)), roles=frozenset(roles))
    place, at = Place(chat=-1, private=False), moment(MONDAY)
    for text in words():
        heard = Heard(person=person, user=1, place=place, message=1, sent_at=at, text=normalise(text), said=text)
        named = phrases._alone(heard, HOUSE, ALL)
        assert named in {None, "bind"}, text
        assert phrases._alone(heard, HOUSE, marks_of(heard.text)) == named, text


def test_one_look_tells_whether_any_register_is_meant() -> None:
    patterns = HOUSE.other_numberings
    assert len(patterns) == 7
    found = [text for text in words() if begins_with_number(text, patterns)]
    assert found == [text for text in words() if any(numbers_in(text, (one,))[0] for one in patterns)]
    assert [text for text in NUMBERED if text in found] == list(NUMBERED[:5])
