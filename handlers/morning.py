"""The morning's to-do list (待办): under it a tap signs for a task, and another opens each of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from config.timetable import ReportKind
from handlers.buttons import ASIDE
from handlers.heard import Answer, Button
from handlers.speaking import rows_of
from handlers.wording import morning as wording
from ledger.people import Person
from reports.lines import Section
from reports.private import Reminders

MOST_TO_SIGN = 6
"""Receipts that have a button of their own; of more the list is opened."""


def todo(reminders: Reminders, person: Person) -> Answer | None:
    """Return the person's list of 08:30 with its buttons; nothing where nothing is owed; pure."""
    text = reminders.todo(person)
    if text is None:
        return None
    buttons = tuple(_buttons(reminders.owed(person)))
    return Answer(text=text, to=person.id, buttons=buttons, purpose=ReportKind.TODO, bulk=True)


def _buttons(found: Mapping[str, Section]) -> Iterator[tuple[Button, ...]]:
    unsigned = [line.number for line in found["unacknowledged"].lines]
    yield from rows_of((_signing(number) for number in unsigned[:MOST_TO_SIGN]), 2)
    yield from rows_of((_opening(key, section) for key, section in found.items() if section.count), 3)


def _signing(number: str) -> Button:
    return Button(label=wording.signs(number), act="ack", task=number, args={ASIDE: True}, item=number)


def _opening(key: str, section: Section) -> Button:
    """Return the button that opens the list; a task stands in it once, however many of its stages are near."""
    numbers = list(dict.fromkeys(line.number for line in section.lines))
    args = {"title": wording.name_of(key), "numbers": numbers, "open": True, ASIDE: True}
    return Button(label=wording.opens(key, section.count), act="list.open", args=args, item=key)
