"""What one person owes: the own branches, the unit's where nobody else answers for them, and a reviewer's queue."""

from __future__ import annotations

from ledger.facts import Facts
from ledger.lights import is_within
from ledger.people import Person, PersonId, Role
from ledger.permissions import is_own
from ledger.tasks import Branch, Status, Task
from reports import lists
from reports.view import Line, Section, View

_WORKING = frozenset({Status.ASSIGNED, Status.ACTIVE})


def sections(facts: Facts, person: Person) -> dict[str, Section]:
    """Return the lists of the private to-do, in the order of printing."""
    view = View(facts, None)
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


def own_tasks(facts: Facts, person: Person) -> Section:
    """Return the open tasks that the person still works on, by deadline."""
    view = View(facts, None)
    return Section("open", tuple(view.overdue_line(task) for task, _ in _own(view, person)))


def _own(view: View, person: Person) -> list[tuple[Task, bool]]:
    """Return the tasks with a branch that the person still owes, by deadline, and whether all of those are signed."""
    found: list[tuple[Task, bool]] = []
    for task in lists.by_deadline(view.open):
        branches = [branch for branch in task.branches if branch.status in _WORKING and _answers(view, person, branch)]
        if branches:
            found.append((task, all(branch.status is not Status.ASSIGNED for branch in branches)))
    return found


def _answers(view: View, person: Person, branch: Branch) -> bool:
    """Tell whether the branch is the person's; a unit's is its heads' and doers', else that of all its people."""
    roster = view.facts.roster
    if branch.assignee.person is not None:
        return branch.assignee.person in _stood_for(view, person)
    unit = branch.assignee.unit
    if unit is None or person.unit != unit:
        return False
    heads = roster.heads(unit)
    return person in heads or person.id in branch.doers or not heads


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
