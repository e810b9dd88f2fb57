"""What one person owes: the own branches, the unit's where nobody else answers for them, and a reviewer's queue."""

from __future__ import annotations

from ledger.lights import is_within
from ledger.people import Assignee, Person, PersonId, Role
from ledger.permissions import is_own
from ledger.tasks import Branch, Status, Task
from reports import lists
from reports.view import Line, Section, View

_WORKING = frozenset({Status.ASSIGNED, Status.ACTIVE})


def sections(view: View, person: Person) -> dict[str, Section]:
    """Return the lists of the private to-do, in the order of printing."""
    own = _own(view, person)
    mine = [task for task, _ in own]
    ahead = [task for task in mine if not task.is_overdue(view.now) and not view.is_due_today(task)]
    tomorrow = [task for task in ahead if _is_near(view, task, workdays=1)]
    soon = [task for task in ahead if task not in tomorrow and _is_near(view, task, workdays=3)]
    found = (
        Section("overdue", tuple(view.overdue_line(task) for task in mine if task.is_overdue(view.now))),
        Section("due_today", tuple(view.line(task) for task in mine if view.is_due_today(task))),
        Section("tomorrow", tuple(view.line(task) for task in tomorrow)),
        Section("soon", tuple(view.line(task) for task in soon)),
        Section("unacknowledged", tuple(view.line(task) for task, signed in own if not signed)),
        Section("to_review", _queue(view, person)),
        Section("broken", lists.broken_chains(view).lines if person.has(Role.COORDINATOR) else ()),
    )
    return {section.key: section for section in found}


def own_tasks(view: View, person: Person) -> Section:
    """Return the open tasks that the person still works on, by deadline."""
    return Section("open", tuple(view.overdue_line(task) for task, _ in _own(view, person)))


def _own(view: View, person: Person) -> list[tuple[Task, bool]]:
    """Return the tasks with a branch that the person still owes, by deadline, and whether all of those are signed."""
    signed: dict[str, bool] = {}
    tasks: dict[str, Task] = {}
    for assignee in _assignees(view, person):
        for task, branch in view.by_assignee.get(assignee, ()):
            if branch.status in _WORKING and _answers(view, person, branch):
                tasks[task.number] = task
                signed[task.number] = signed.get(task.number, True) and branch.status is not Status.ASSIGNED
    return [(task, signed[task.number]) for task in lists.by_deadline(tasks.values())]


def _assignees(view: View, person: Person) -> list[Assignee]:
    """Return as whom the person may be answerable: the own name, those stood in for, the own unit."""
    names = [Assignee(person=who) for who in sorted(_stood_for(view, person))]
    return names if person.unit is None else [*names, Assignee(unit=person.unit)]


def _answers(view: View, person: Person, branch: Branch) -> bool:
    """Tell whether a unit's branch is this person's: it is its heads' and doers', without a head everybody's."""
    if branch.assignee.unit is None:
        return True
    heads = {head.id for head in view.facts.roster.heads(branch.assignee.unit)}
    return not heads or person.id in heads | branch.doers


def _stood_for(view: View, person: Person) -> frozenset[PersonId]:
    """Return the person and everybody who is away today and named the person as delegate."""
    today = view.today
    leaves = (leave for leave in view.facts.leaves if leave.first <= today <= leave.last)
    return frozenset({person.id}) | {leave.person for leave in leaves if leave.delegate == person.id}


def _is_near(view: View, task: Task, *, workdays: int) -> bool:
    return task.deadline is not None and is_within(task.deadline, view.now, view.facts.house, workdays=workdays)


def _queue(view: View, person: Person) -> tuple[Line, ...]:
    if not person.roles & {Role.REVIEWER, Role.COORDINATOR}:
        return ()
    return tuple(line for line, task in lists.waiting(view) if not is_own(person, task))
