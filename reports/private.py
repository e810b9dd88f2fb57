"""Private texts: one message that merges what a person owes; ``None`` where nothing is owed, not to disturb anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ledger.attendance import absentees, attendance, owes_report, reporters
from ledger.entries import TaskEntry
from ledger.facts import Facts
from ledger.house import House
from ledger.people import Person, Role
from ledger.slots import DueSlot
from reports import owed
from reports.periods import period_of
from reports.rendering import blocks_of
from reports.splitting import LIMIT, units, visible
from reports.view import View

_LENGTHS = (30, 12, 6, 3)  # Lines per list: a private text is one message, so long lists say how many more there are.


def todo(facts: Facts, person: Person) -> str | None:
    """Return the list of 08:30: due today, overdue, unsigned, due soon; for reviewers and coordinators their queue.

    Somebody on leave gets none; whoever stands in for them sees their tasks among the own ones.
    """
    today = View(facts, None).today
    if person.id in absentees(facts.leaves, today):
        return None
    sections = owed.sections(facts, person)
    if not any(section.count for section in sections.values()):
        return None
    return _one_message("todo.html.j2", today, {"s": sections})


def prompt(facts: Facts, person: Person, *, since: datetime | None = None, due: datetime | None = None) -> str | None:
    """Return the prompt of 16:30 with the day's entries and the open tasks of somebody who has yet to report.

    ``None`` for those who owe no report, are on leave, or whose progress of today is their report already.
    ``since`` is the last cut-off of the daily report, ``due`` the hour of the next.
    """
    if not _is_missing(facts, person, since):
        return None
    values = {
        "done": _own_entries(facts, person, _start(facts, since)),
        "open": owed.own_tasks(facts, person),
        "due": _local(facts, due),
    }
    return _one_message("prompt.html.j2", View(facts, None).today, values)


def last_call(
    facts: Facts, person: Person, *, since: datetime | None = None, due: datetime | None = None
) -> str | None:
    """Return the last reminder of 17:15; ``None`` for everybody who is not missing."""
    if not _is_missing(facts, person, since):
        return None
    return _one_message("last_call.html.j2", View(facts, None).today, {"due": _local(facts, due)})


def missing_names(facts: Facts, person: Person, *, since: datetime | None = None) -> str | None:
    """Return the names of those who have not reported, for a coordinator (all) or a head (the own office)."""
    if person.has(Role.COORDINATOR):
        unit = None
    elif person.has(Role.HEAD) and person.unit is not None:
        unit = person.unit
    else:
        return None
    view = View(facts, unit)
    found = attendance(facts, unit=unit, since=_start(facts, since))
    if not found.missing:
        return None
    return _one_message("missing.html.j2", view.today, {"view": view, "attendance": found, "roster": facts.roster})


def missed(slots: Sequence[DueSlot], *, house: House, titles: Mapping[int, str] | None = None) -> str | None:
    """Return one summary, for the coordinator, of the slots given up; ``titles`` names the chats."""
    if not slots:
        return None
    rows = [(due, house.hours.local(due.due_at)) for due in sorted(slots, key=lambda due: due.due_at)]
    return _one_message("missed.html.j2", rows[-1][1].date(), {"rows": rows, "titles": titles or {}})


def _is_missing(facts: Facts, person: Person, since: datetime | None) -> bool:
    if not owes_report(person) or person.id in absentees(facts.leaves, View(facts, None).today):
        return False
    return person.id not in reporters(facts, _start(facts, since))


def _start(facts: Facts, since: datetime | None) -> datetime:
    return period_of("daily", facts.at, facts.house, last=since).start


def _local(facts: Facts, moment: datetime | None) -> datetime | None:
    return View(facts, None).local(moment)


def _own_entries(facts: Facts, person: Person, start: datetime) -> list[dict[str, Any]]:
    """Return what the person did in the period, by kind and task."""
    titles = {task.number: task.title for task in facts.tasks}
    own = (record.entry for record in facts.records if record.entry.by == person.id and record.entry.at > start)
    return [
        {"kind": type(entry).__name__, "number": entry.number, "title": titles.get(entry.number, "")}
        for entry in own
        if isinstance(entry, TaskEntry)
    ]


def _one_message(template: str, today: date, values: Mapping[str, Any]) -> str:
    """Render with the longest lists that still fit into one message."""
    for most in _LENGTHS:
        text = "\n\n".join(blocks_of(template, {**values, "most": most}, today=today))
        if units(visible(text)) <= LIMIT:
            break
    return text
