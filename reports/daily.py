"""Daily report (日报告): what was closed, assigned and moved since the last one, and who reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ledger.attendance import Attendance, OfficeAttendance, attendance, reporters
from ledger.entries import BranchEntry, CompletionClaimed, Corrected, EvidenceAdded, ProgressNoted
from ledger.facts import Head
from ledger.people import PersonId, UnitId
from ledger.tasks import Task
from ledger.values import dataclass
from reports import lists
from reports.documents import DocumentLine, breaches
from reports.lines import Drawn, Line, Section, sections_data
from reports.periods import Period
from reports.view import View
from reports.words import beside_share

_PROGRESS = (ProgressNoted, EvidenceAdded, CompletionClaimed)


@dataclass(frozen=True, slots=True)
class DailyReport:
    """The daily report as a value; ``sections`` in the order of printing, ``late`` who reported afterwards (补报).

    ``documents`` are those whose clocks ran out (办文超时).
    """

    sections: Mapping[str, Section]
    attendance: Attendance
    head: Head
    unit_names: Mapping[UnitId | None, str]
    late: tuple[PersonId, ...] = ()
    documents: tuple[DocumentLine, ...] = ()

    @property
    def is_nil(self) -> bool:
        """Nothing was closed, assigned or moved: the report is a nil return (零报告)."""
        return not any(section.count for section in self.sections.values())

    @property
    def incomplete(self) -> tuple[OfficeAttendance, ...]:
        """The units that are listed: somebody is missing or on leave."""
        return tuple(office for office in self.attendance.offices if office.missing or office.on_leave)

    def as_data(self) -> dict[str, Any]:
        """Return figures and lists as JSON values; people by id, never by name."""
        present = self.attendance
        offices = [{"unit": self.unit_names[office.unit] or None, **_present(office)} for office in present.offices]
        return {
            "nil": self.is_nil,
            "sections": sections_data(self.sections),
            "attendance": {**_present(present), "late": list(self.late), "offices": offices},
            "documents": [line.as_data() for line in self.documents],
        }


def _present(people: Attendance | OfficeAttendance) -> dict[str, Any]:
    return {
        "owed": len(people.owed),
        "reported": list(people.reported),
        "missing": list(people.missing),
        "on_leave": list(people.on_leave),
    }


def daily_report(view: View, period: Period) -> DailyReport:
    """Return the daily report for the view's unit."""
    sections = (
        lists.closed(view, period.start, period.end),
        lists.newly_assigned(view, period.start, period.end),
        progressed(view, period),
    )
    present = attendance(view.facts, units=view.units, since=period.reported_since(view.facts.house))
    names = {office.unit: view.unit_name(office.unit) for office in present.offices}
    return DailyReport(
        {section.key: section for section in sections},
        present,
        view.facts.head,
        names,
        _late(view, period, present),
        breaches(view, period),
    )


def _late(view: View, period: Period, present: Attendance) -> tuple[PersonId, ...]:
    """Return who is among those who reported by a late return only."""
    if not view.facts.late:
        return ()
    in_time = reporters(replace(view.facts, late=()), period.reported_since(view.facts.house))
    return tuple(one for one in present.reported if one not in in_time)


def progressed(view: View, period: Period) -> Section:
    """有进展: tasks with progress, evidence or a claim in the period; the line tells the last of them."""
    moved: dict[str, list[BranchEntry]] = {}
    for entry in _branch_entries(view, period):
        if isinstance(entry, _PROGRESS) or entry.number in moved:
            moved.setdefault(entry.number, []).append(entry)
    found = (task for task in view.tasks if task.number in moved)
    return Section("progressed", Drawn(found, lambda task: _line(view, task, moved[task.number])))


def _branch_entries(view: View, period: Period) -> Iterator[BranchEntry]:
    """Yield what moved or corrected a branch inside the unit in the period, and the red ink put over it afterwards."""
    roster = view.facts.roster
    of_period = view.facts.recorded(*_PROGRESS, Corrected, after=period.start, until=period.end)
    told = {record.seq for record in of_period}
    inked = [one for one in view.facts.late if isinstance(one.entry, Corrected) and one.entry.corrects in told]
    for entry in (record.entry for record in (*of_period, *inked)):
        if isinstance(entry, BranchEntry) and (view.units is None or view.covers(roster.unit_of(entry.assignee))):
            yield entry


def _line(view: View, task: Task, entries: list[BranchEntry]) -> Line:
    """Tell who moved the task last, how far, and the last words; a correction (更正) replaces what it corrects.

    Once the task is claimed, the words before the claim are over: 100% beside 完成85% would contradict itself.
    """
    branch = next((branch for branch in task.branches if branch.assignee == entries[-1].assignee), None)
    said = [one for one in entries if isinstance(one, (Corrected, CompletionClaimed, ProgressNoted))]
    notes = [one.note for one in said if one.note or not isinstance(one, ProgressNoted)]
    percent = branch.percent if branch else None
    return view.line(task, branch=branch, percent=percent, note=beside_share(notes[-1], percent) if notes else "")
