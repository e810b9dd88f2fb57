"""Private texts: one message that merges what a person owes; ``None`` where nothing is owed, not to disturb anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from ledger.attendance import Attendance, absentees, attendance, reporters
from ledger.entries import TaskEntry
from ledger.facts import Facts
from ledger.house import House
from ledger.languages import ALL_CHINESE, Languages
from ledger.people import Person, PersonId, Role
from ledger.slots import DueSlot
from reports import owed
from reports.lines import Section
from reports.periods import period_of
from reports.rendering import one_message
from reports.view import View
from reports.words import ENTRIES, ENTRY, titled

_LENGTHS = (30, 12, 6, 3)  # Lines per list: a private text is one message, so long lists say how many more there are.


class Reminders:
    """The private texts of one moment; reads the facts once for everybody.

    ``since`` is the last cut-off of the daily report (else the planned one), ``due`` the hour of the next. Everybody
    reads them in the chosen language.
    """

    def __init__(
        self,
        facts: Facts,
        *,
        since: datetime | None = None,
        due: datetime | None = None,
        languages: Languages = ALL_CHINESE,
    ) -> None:
        self._facts = facts
        self._languages = languages
        self._view = View(facts, None)
        self._start = period_of("daily", facts.at, facts.house, last=since).start
        self._due = self._view.local(due)
        self._owed: dict[PersonId, Mapping[str, Section]] = {}

    @cached_property
    def _away(self) -> frozenset[PersonId]:
        return absentees(self._facts.leaves, self._view.today)

    @cached_property
    def _reporters(self) -> frozenset[PersonId]:
        return reporters(self._facts, self._start)

    def todo(self, person: Person) -> str | None:
        """Return the list of 08:30, each task under the reason why it is there; nobody gets an empty one.

        Somebody on leave gets none; whoever stands in for them reads their tasks among the own ones.
        """
        sections = self.owed(person)
        papers = owed.documents(self._view, person) if sections else ()
        if not papers and not any(section.count for section in sections.values()):
            return None
        return self._write(person, "todo", {"s": sections, "papers": papers, "view": self._view})

    def owed(self, person: Person) -> Mapping[str, Section]:
        """Return the lists of 08:30 in the order of printing; none for somebody on leave."""
        if not person.is_active or person.id in self._away:
            return {}
        if person.id not in self._owed:
            self._owed[person.id] = owed.sections(self._view, person)
        return self._owed[person.id]

    def gist(self, person: Person) -> list[tuple[str, int]]:
        """Return what the person's list holds, in figures: for those who must be told of it by others."""
        found = self.owed(person)
        return [(key, found[key].count) for key in owed.TOLD_BY_OTHERS if key in found and found[key].count]

    def prompt(self, person: Person) -> str | None:
        """Return the prompt of 16:30 with the day's entries and the open tasks of somebody who has yet to report.

        ``None`` for those who owe no report, are on leave, or whose progress of today is their report already.
        """
        if not self._is_missing(person):
            return None
        open_ = owed.own_tasks(self._view, person)
        return self._write(person, "prompt", {"done": self._entries_of(person), "open": open_, "due": self._due})

    def last_call(self, person: Person) -> str | None:
        """Return the last reminder of 17:15; ``None`` for everybody who is not missing."""
        if not self._is_missing(person):
            return None
        return self._write(person, "last_call", {"done": self._entries_of(person), "due": self._due})

    def draft(self, person: Person) -> str:
        """Return the daily report that the prompt proposes, one line for each entry of the day; empty without any."""
        return "\n".join(f"{one['what']}：{one['title']}（{one['number']}）" for one in self._entries_of(person))

    def missing_names(self, person: Person) -> str | None:
        """Return the names of those who have not reported, for a coordinator (all) or a head (the own unit)."""
        if person.has(Role.COORDINATOR):
            view, found = self._view, self._attendance
        elif person.has(Role.HEAD) and person.unit is not None:
            view = View(self._facts, (person.unit,))
            found = self._attendance.of_units(view.inside)
        else:
            return None
        if not found.missing:
            return None
        return self._write(person, "missing", {"view": view, "attendance": found, "roster": self._facts.roster})

    @cached_property
    def _attendance(self) -> Attendance:
        return attendance(self._facts, units=None, since=self._start)

    def _is_missing(self, person: Person) -> bool:
        return person.owes_report and person.id not in self._away and person.id not in self._reporters

    def _entries_of(self, person: Person) -> list[dict[str, Any]]:
        """Return what the person did in the period: what it was, on which task; once, however often."""
        done = [
            (ENTRIES.get(type(entry).__name__, ENTRY), entry.number, titled(self._titles.get(entry.number, ""), 40))
            for entry in self._entries.get(person.id, ())
        ]
        return [{"what": what, "number": number, "title": title} for what, number, title in dict.fromkeys(done)]

    @cached_property
    def _entries(self) -> dict[PersonId, list[TaskEntry]]:
        found: dict[PersonId, list[TaskEntry]] = {}
        for entry in self._facts.said(TaskEntry):
            if entry.at > self._start and entry.by is not None:
                found.setdefault(entry.by, []).append(entry)
        return found

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {task.number: task.title for task in self._facts.tasks}

    def _write(self, person: Person, name: str, values: Mapping[str, Any]) -> str:
        language = self._languages.of_person(person.id)
        return one_message(f"{name}.html.j2", self._view.today, values, _LENGTHS, language)[0]


def missed(slots: Sequence[DueSlot], *, house: House, titles: Mapping[int, str] | None = None) -> str | None:
    """Return one summary, for the coordinator, of the slots given up; ``titles`` names the chats."""
    if not slots:
        return None
    rows = [(due, house.hours.local(due.due_at)) for due in sorted(slots, key=lambda due: due.due_at)]
    values = {"rows": rows, "titles": titles or {}}
    return one_message("missed.html.j2", rows[-1][1].date(), values, _LENGTHS)[0]
