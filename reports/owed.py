"""What one person owes: the own branches, the unit's where nobody else answers for them, and a reviewer's queue.

Each list says by its name why a task is in it; a task of which nothing is to be said today is in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from config.office import Reminders as ReminderRule
from ledger.entries import LeaveTaken
from ledger.people import Assignee, Person, PersonId, Role
from ledger.permissions import takes_part
from ledger.pressing import waits_for_reply
from ledger.tasks import Branch, Status, Task
from ledger.values import dataclass
from reports import lists
from reports.documents import DocumentLine, owed_by
from reports.lines import Line, Section
from reports.view import View

_WORKING = frozenset({Status.ASSIGNED, Status.ACTIVE})
AHEAD = "ahead_"
"""Begins the keys of what is due some workdays from now; the number follows."""

TOLD_BY_OTHERS = ("overdue", "due_today", "mend", "notices", "unacknowledged")
"""The lists that are worth a word in a group, where no private message reaches the person."""


def sections(view: View, person: Person) -> dict[str, Section]:
    """Return the lists of the private to-do, in the order of printing."""
    own = _own(view, person)
    mine = [one.task for one in own]
    instead = {one.task.number: one.instead for one in own}
    lists_of_own = (
        *_by_deadline(view, mine),
        Section("mend", tuple(_to_mend(view, mine))),
        Section("notices", tuple(_to_answer(view, mine))),
        Section("unacknowledged", tuple(view.line(one.task) for one in own if not one.signed)),
    )
    found = (
        *(_naming(section, instead) for section in lists_of_own),
        Section("to_review", _queue(view, person)),
        Section("broken", lists.broken_chains(view).lines if person.has(Role.COORDINATOR) else ()),
    )
    return {section.key: section for section in found}


def own_tasks(view: View, person: Person) -> Section:
    """Return the open tasks that the person still works on, by deadline."""
    own = _own(view, person)
    section = Section("open", tuple(view.overdue_line(one.task) for one in own))
    return _naming(section, {one.task.number: one.instead for one in own})


def documents(view: View, person: Person) -> tuple[DocumentLine, ...]:
    """Return the documents (办文) that wait for the person, or for somebody in whose place the person stands."""
    return owed_by(view, _stood_for(view, person))


def _naming(section: Section, instead: Mapping[str, str]) -> Section:
    """Say in each line in whose place the person reads it."""
    return Section(section.key, tuple(replace(line, instead=instead[line.number]) for line in section.lines))


def _by_deadline(view: View, mine: Sequence[Task]) -> Iterator[Section]:
    """Yield what is overdue, due, or due so many workdays from now as the house reminds of; and stages alike."""
    rule = view.facts.house.reminders
    late = [task for task in mine if task.is_overdue(view.now)]
    today = [task for task in mine if task.number in view.due_today]
    ahead = [(task, _workdays_to(view, task)) for task in mine if task not in late and task not in today]
    yield Section("overdue", tuple(view.overdue_line(task) for task in late if rule.while_overdue))
    yield Section("due_today", tuple(view.line(task) for task in today if rule.on_the_day))
    # What falls on a rest day has no morning of its own: the last workday before stands for it.
    yield Section("due_at_rest", tuple(view.line(task) for task, days in ahead if days == 0 and rule.on_the_day))
    for wanted in sorted(rule.workdays_before):
        yield Section(f"{AHEAD}{wanted}", tuple(view.line(task) for task, days in ahead if days == wanted))
    yield Section("stages", tuple(line for task in mine for line in _stages(view, task)))


def _workdays_to(view: View, task: Task) -> int | None:
    deadline = view.local(task.deadline)
    return None if deadline is None else view.facts.house.calendar.workdays_between(view.today, deadline.date())


def _stages(view: View, task: Task) -> Iterator[Line]:
    """Yield the stages (阶段) that fall on today or on the next workday: each task's own rule."""
    last = view.facts.house.calendar.next_workday(view.today)
    for stage in task.milestones:
        due = view.local(stage.deadline)
        if due is not None and view.now <= stage.deadline and due.date() <= last:
            yield view.line(task, note=stage.title, until=stage.deadline)


def _to_mend(view: View, mine: Sequence[Task]) -> Iterator[Line]:
    """Yield returned claims (补正) whose limit is near or over; ``note`` is how many items of the list still wait."""
    house = view.facts.house
    for task in mine:
        if task.mend_by is None or task.mending is None:
            continue
        days = house.calendar.workdays_between(view.today, house.hours.local(task.mend_by).date())
        late = view.now > task.mend_by
        if _is_reminded(house.reminders, days, late=late):
            left = f"{len(task.mending.waiting)}" if task.mending.is_list else ""
            yield view.line(task, days=-days if late else None, code=left, until=task.mend_by)


def _is_reminded(rule: ReminderRule, days: int, *, late: bool) -> bool:
    """Tell whether the morning reminds of a limit that is so many workdays away."""
    if late:
        return rule.while_overdue
    return days in rule.workdays_before or (days == 0 and rule.on_the_day)


def _to_answer(view: View, mine: Sequence[Task]) -> Iterator[Line]:
    """Yield the supervision notices that wait for the person's word."""
    for task in mine:
        notice = waits_for_reply(task)
        if notice is not None:
            yield lists.notice_line(view, task, notice)


@dataclass(frozen=True, slots=True)
class _Owed:
    """A task with a branch that somebody owes: whether all of those are signed, and in whose place."""

    task: Task
    signed: bool
    instead: str


def _own(view: View, person: Person) -> list[_Owed]:
    """Return the tasks with a branch that the person still owes, by deadline: the own ones, and those stood in for."""
    found: dict[str, _Owed] = {}
    for who in (person.id, *sorted(_stood_for(view, person) - {person.id})):
        instead = "" if who == person.id else view.facts.roster.person(who).name
        for task, branch in _branches_of(view, who):
            known = found.get(task.number, _Owed(task, signed=True, instead=instead))
            signed = known.signed and branch.status is not Status.ASSIGNED
            found[task.number] = replace(known, signed=signed)
    return sorted(found.values(), key=lambda one: view.place[one.task.number])


def _branches_of(view: View, who: PersonId) -> Iterator[tuple[Task, Branch]]:
    """Yield the branches under way for which the one person answers: the own ones, and the unit's."""
    unit = view.facts.roster.person(who).unit
    for assignee in (Assignee(person=who), *(() if unit is None else (Assignee(unit=unit),))):
        for task, branch in view.by_assignee.get(assignee, ()):
            if branch.status in _WORKING and _answers(view, who, branch):
                yield task, branch


def _answers(view: View, who: PersonId, branch: Branch) -> bool:
    """Tell whether a unit's branch is this person's: it is its heads' and doers', without a head everybody's."""
    if branch.assignee.unit is None:
        return True
    heads = {head.id for head in view.facts.roster.heads(branch.assignee.unit)}
    return not heads or who in heads | branch.doers


def _stood_for(view: View, person: Person) -> frozenset[PersonId]:
    """Return the person and everybody who is away today and named the person as delegate."""

    def covers(leave: LeaveTaken) -> bool:
        return leave.first <= view.today <= leave.last and leave.delegate == person.id

    return frozenset({person.id, *(leave.person for leave in view.facts.leaves if covers(leave))})


def _queue(view: View, person: Person) -> tuple[Line, ...]:
    if not person.roles & {Role.REVIEWER, Role.COORDINATOR}:
        return ()
    return tuple(view.overdue_line(task) for task in view.claimed if not takes_part(view.facts.roster, person, task))
