"""What happened with duties in a period, as the appraisal (考评) looks at it: facts of the ledger, no points yet.

Only what is told of tasks counts, never how much somebody wrote or how often. Withdrawn tasks do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from config.appraisal.events import Event
from ledger.adjustments import Adjustment, Standing
from ledger.circulars import Circular, Tone
from ledger.closing_entries import Reopened
from ledger.entries import Closed, Completion, Recorded, Returned, TaskEntry
from ledger.escalations import Escalated, Level
from ledger.facts import Facts
from ledger.information import Information, adopted_in, submitted_in
from ledger.outages import Outage, moved
from ledger.people import Assignee
from ledger.rates import receipt_limit
from ledger.tasks import OVER, Branch, Part, Task
from ledger.time_entries import ExtensionDecided
from ledger.values import dataclass


class Excuse(StrEnum):
    """Why something costs nothing that otherwise would."""

    EXTENSION = "extension"
    SUSPENSION = "suspension"
    LEAVE = "leave"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened with one assignee's share of a task, or that people decided (``adjustment``).

    ``times`` counts workdays where the event lasts, else 1; 0 where nothing is left of it after the excuse. ``seq`` is
    the entry that tells it, or after which the task stood so.
    """

    event: Event
    task: Task | None
    whom: Assignee
    part: Part
    at: datetime
    seq: int
    times: int = 1
    level: Level | None = None
    excuse: Excuse | None = None
    outage: Outage | None = None
    adjustment: Adjustment | None = None
    information: Information | None = None

    @property
    def number(self) -> str:
        """The number of the task or the information; of what people decided that of the task that shows it, if any."""
        if self.task is not None:
            return self.task.number
        if self.information is not None:
            return self.information.number
        return self.adjustment.about if self.adjustment is not None else ""


def happenings(
    facts: Facts,
    circulars: Iterable[Circular] = (),
    adjustments: Iterable[Adjustment] = (),
    outages: Sequence[Outage] = (),
) -> tuple[Happening, ...]:
    """Return what happened in (facts.since, facts.at], in the order of time.

    ``circulars``, ``adjustments`` and ``outages`` are all that there are.
    """
    tasks = {task.number: task for task in facts.tasks if task.withdrawn_at is None}
    closings = {one.entry.number: one.seq for one in facts.records if isinstance(one.entry, Closed)}
    found = [
        *(one for task in tasks.values() for one in _closed(task, closings, facts, outages)),
        *(one for task in tasks.values() for one in _of_task(task, facts, outages)),
        *(one for record in facts.records for one in _of_record(record, tasks)),
        *_of_information(facts),
        *(one for circular in circulars for one in _of_circular(circular, tasks, facts)),
        *(
            _decided(one)
            for one in adjustments
            if one.standing is Standing.GRANTED and facts.since < one.at <= facts.at
        ),
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.seq, one.event, one.number)))


def _decided(one: Adjustment) -> Happening:
    return Happening(
        event=Event.DECIDED,
        task=None,
        whom=one.whom,
        part=Part.LEAD,
        at=one.at,
        seq=one.id,
        times=one.times,
        adjustment=one,
    )


def _of_task(task: Task, facts: Facts, outages: Sequence[Outage]) -> Iterator[Happening]:
    """Yield what follows from where the task stands: overdue, receipts, a notice without reply."""
    for branch in task.branches:
        yield from _overdue(task, branch, facts, outages)
        yield from _receipt(task, branch, facts, outages)
    notice = task.notice
    if (
        notice is not None
        and facts.since < notice.limit <= facts.at
        and not _answered(notice.answered_at, notice.limit)
    ):
        excused = _excused(notice.limit, notice.answered_at, facts, outages)
        yield from _each_lead(task, Event.NOTICE_UNANSWERED, notice.limit, task.version, level=notice.level, **excused)


def _closed(task: Task, closings: Mapping[str, int], facts: Facts, outages: Sequence[Outage]) -> Iterator[Happening]:
    """Yield that the task was closed in time, or before; ``closings`` holds the last such entry of each."""
    claimed, deadline = task.claimed_at, task.deadline
    if task.status not in OVER or task.closed_at is None or not facts.since < task.closed_at <= facts.at:
        return
    if claimed is None or deadline is None or claimed > moved(deadline, outages)[0]:
        return
    seq = closings.get(task.number, task.version)
    yield from _each_lead(task, Event.CLOSED_IN_TIME, task.closed_at, seq)
    if claimed <= deadline and (early := _workdays(claimed, deadline, facts)):
        yield from _each_lead(task, Event.CLOSED_EARLY, task.closed_at, seq, times=early)


def _overdue(task: Task, branch: Branch, facts: Facts, outages: Sequence[Outage]) -> Iterator[Happening]:
    """Yield the workdays of the period in which the share was late.

    Those of a suspension, of leave or of an outage cost nothing.
    """
    deadline = branch.due or task.deadline
    if deadline is None:
        return
    until, paused = _until(task, branch, deadline, facts)
    since = max(deadline, facts.since)
    late = _workdays(since, until, facts) if until > since else 0
    event, at = Event.OVERDUE, min(max(until, since), facts.at)
    if late:
        days, down = _days_off(branch.assignee, (since, until), deadline, facts, outages)
        excuse = (Excuse.OUTAGE if down is not None else Excuse.LEAVE) if days else None
        yield _one(event, task, branch, at, task.version, times=late - days, excuse=excuse, outage=down)
    elif paused and facts.since < deadline <= facts.at:
        yield _one(event, task, branch, at, task.version, times=0, excuse=Excuse.SUSPENSION)


def _until(task: Task, branch: Branch, deadline: datetime, facts: Facts) -> tuple[datetime, bool]:
    """Return where the time of being late ends, and whether it is a suspension that ends it."""
    claimed = task.claimed_at if task.completion is Completion.ANY and branch.part is Part.LEAD else branch.claimed_at
    if claimed is not None and (task.closed_at is not None or claimed <= deadline):
        return min(claimed, facts.at), False
    if branch.part is Part.SUPPORT and task.closed_at is not None:
        return deadline, False  # The work was accepted without it.
    if task.suspended is not None:
        return min(task.suspended.since, facts.at), True
    return facts.at, False


def _receipt(task: Task, branch: Branch, facts: Facts, outages: Sequence[Outage]) -> Iterator[Happening]:
    limit = receipt_limit(task, branch, facts.house)
    if limit is None or not facts.since < limit <= facts.at or _answered(branch.acknowledged_at, limit):
        return
    if _is_away(branch.assignee, facts.house.hours.local(limit).date(), facts):
        yield _one(Event.RECEIPT_LATE, task, branch, limit, task.version, times=0, excuse=Excuse.LEAVE)
    else:
        excused = _excused(limit, branch.acknowledged_at, facts, outages)
        yield _one(Event.RECEIPT_LATE, task, branch, limit, task.version, **excused)


def _of_record(record: Recorded, tasks: dict[str, Task]) -> Iterator[Happening]:
    """Yield what an entry tells of everybody who leads the task."""
    entry = record.entry
    task = tasks.get(entry.number) if isinstance(entry, TaskEntry) else None
    if task is None:
        return
    match entry:
        case Returned():
            yield from _each_lead(task, Event.RETURNED, entry.at, record.seq)
        case Reopened():
            yield from _each_lead(task, Event.REOPENED, entry.at, record.seq)
        case Escalated():
            yield from _each_lead(task, Event.NOTICE, entry.at, record.seq, level=entry.level)
        case ExtensionDecided() if entry.granted:
            yield from _each_lead(task, Event.EXTENDED, entry.at, record.seq, excuse=Excuse.EXTENSION)
        case _:
            return


def _of_circular(circular: Circular, tasks: dict[str, Task], facts: Facts) -> Iterator[Happening]:
    """Yield the praise and criticism of a circular that went out, once for each task and tone."""
    out = circular.published_at
    if out is None or not facts.since < out <= facts.at:
        return
    for tone, event in ((Tone.PRAISE, Event.PRAISED), (Tone.CRITICISM, Event.CRITICISED)):
        for number in dict.fromkeys(point.task for point in circular.of_tone(tone)):
            if number in tasks:
                yield from _each_lead(tasks[number], event, out, circular.id)


def _of_information(facts: Facts) -> Iterator[Happening]:
    """Yield what units submitted and what of it was adopted, each adoption by itself."""
    told = [
        (Event.INFORMATION_SUBMITTED, one, one.at, one.seq)
        for one in submitted_in(facts.information, facts.since, facts.at)
    ]
    told += [
        (Event.INFORMATION_ADOPTED, one, each.at, each.seq)
        for one, each in adopted_in(facts.information, facts.since, facts.at)
    ]
    for event, one, at, seq in told:
        whom = Assignee(unit=one.unit)
        yield Happening(event=event, task=None, whom=whom, part=Part.LEAD, at=at, seq=seq, information=one)


def _each_lead(task: Task, event: Event, at: datetime, seq: int, **more: Any) -> Iterator[Happening]:
    return (_one(event, task, branch, at, seq, **more) for branch in task.leads)


def _one(event: Event, task: Task, branch: Branch, at: datetime, seq: int, **more: Any) -> Happening:
    return Happening(event=event, task=task, whom=branch.assignee, part=branch.part, at=at, seq=seq, **more)


def _answered(answered: datetime | None, limit: datetime) -> bool:
    return answered is not None and answered <= limit


def _excused(limit: datetime, done: datetime | None, facts: Facts, outages: Sequence[Outage]) -> dict[str, Any]:
    """Return what an outage leaves of a limit that was missed: nothing, where it was kept within the grace."""
    later, outage = moved(limit, outages)
    if outage is None or (facts.at > later and not _answered(done, later)):
        return {}
    return {"times": 0, "excuse": Excuse.OUTAGE, "outage": outage}


def _workdays(start: datetime, end: datetime, facts: Facts) -> int:
    local = facts.house.hours.local
    return facts.house.calendar.workdays_between(local(start).date(), local(end).date())


def _is_away(whom: Assignee, day: date, facts: Facts) -> bool:
    """Tell whether the person is on leave on the day; a unit never is."""
    return any(leave.person == whom.person and leave.first <= day <= leave.last for leave in facts.leaves)


def _days_off(
    whom: Assignee, span: tuple[datetime, datetime], deadline: datetime, facts: Facts, outages: Sequence[Outage]
) -> tuple[int, Outage | None]:
    """Return the workdays after the first moment, up to the other, that cost nothing, and the last outage behind them.

    A day on which the person was on leave is one of leave, whether the bot was away or not.
    """
    first, last = (facts.house.hours.local(moment).date() for moment in span)
    days, down = 0, None
    for day in (first + timedelta(days=n + 1) for n in range((last - first).days)):
        if not facts.house.calendar.is_workday(day):
            continue
        if _is_away(whom, day, facts):
            days += 1
        elif outage := next((one for one in outages if one.takes(day, deadline, facts.house)), None):
            days, down = days + 1, outage
    return days, down
