"""Who is told about a task: the assignees themselves, or the heads of a unit, else its people."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.people import Absence, Assignee, Person, PersonId, Role, Roster
from ledger.permissions import in_field, may, takes_part
from ledger.tasks import Branch, Task
from ledger.transitions import Act
from storage.books import OpenBooks


def workers(roster: Roster, branches: Iterable[Branch]) -> tuple[Person, ...]:
    """Return everybody who answers for the branches, each once: assignees and those who worked on them."""
    found: dict[PersonId, Person] = {}
    for branch in branches:
        for person in roster.behind(branch.assignee):
            found[person.id] = person
        for doer in branch.doers:
            person = roster.person(doer)
            if person.is_active:
                found[doer] = person
    return tuple(found.values())


def reviewers(roster: Roster, task: Task) -> tuple[Person, ...]:
    """Return who is asked to decide a claim: the one who assigned and the reviewers, never those who did the work."""
    asked: dict[PersonId, Person] = {}
    if task.assigned_by is not None:
        asked[task.assigned_by] = roster.person(task.assigned_by)
    asked |= {person.id: person for person in roster.holders(Role.REVIEWER)}
    able = _able(roster, task, asked.values())
    return able or _able(roster, task, roster.holders(Role.COORDINATOR))


def _able(roster: Roster, task: Task, people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(one for one in people if may(roster, one, Act.CLOSE, task) and not takes_part(roster, one, task))


def deciders(roster: Roster, person: Person, task: Task) -> tuple[Person, ...]:
    """Return who decides whether the person may hand the task over: the heads of the unit, else the coordinators."""
    heads = roster.heads(person.unit) if person.unit is not None else ()
    able = tuple(head for head in heads if head.id != person.id and may(roster, head, Act.REASSIGN, task))
    return able or roster.holders(Role.COORDINATOR)


def heads_over(roster: Roster, assignee: Assignee) -> tuple[Person, ...]:
    """Return the heads of the assignee's unit beside the assignee; where those were told already, of the unit above."""
    first = {one.id for one in roster.behind(assignee)}
    unit = roster.unit_of(assignee)
    while unit is not None:
        heads = tuple(head for head in roster.heads(unit) if head.id not in first)
        if heads:
            return heads
        unit = roster.unit(unit).parent
    return ()


def answerable(roster: Roster, task: Task) -> tuple[Person, ...]:
    """Return who answers a supervision notice: those who still have work to do, and the heads of their units."""
    branches = [branch for branch in task.branches if branch.claimed_at is None]
    found = {one.id: one for one in workers(roster, branches)}
    for branch in branches:
        unit = roster.unit_of(branch.assignee)
        found |= {head.id: head for head in roster.heads(unit)} if unit is not None else {}
    return tuple(found.values())


def coordinators(roster: Roster, task: Task, assignee: Assignee) -> tuple[Person, ...]:
    """Return the coordinator who assigned the task, else those whose field holds the assignee."""
    found = [one for one in roster.holders(Role.COORDINATOR) if in_field(roster, one, assignee)]
    return tuple(one for one in found if one.id == task.assigned_by) or tuple(found)


def setters(roster: Roster, by: PersonId | None) -> tuple[Person, ...]:
    """Return who set a recurring duty; where nobody did who is still there, the coordinators."""
    setter = roster.person(by) if by is not None else None
    return (setter,) if setter is not None and setter.is_active else roster.holders(Role.COORDINATOR)


def present(roster: Roster, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return those who are there today, and in the place of who is on leave (请假) the stand-in, each once."""
    found: dict[PersonId, Person] = {}
    for one in people:
        absence = roster.absence_of(one.id)
        who = one if absence is None else stand_in_of(roster, absence)
        if who is not None and who.is_active:
            found[who.id] = who
    return tuple(found.values())


def stand_in_of(roster: Roster, absence: Absence) -> Person | None:
    """Return who stands in (代办); nobody where that person has left or is on leave, too."""
    if absence.delegate is None or roster.absence_of(absence.delegate) is not None:
        return None
    who = roster.person(absence.delegate)
    return who if who.is_active else None


def absences_behind(roster: Roster, assignees: Iterable[Assignee]) -> tuple[Absence, ...]:
    """Return the leaves of those behind the assignees, each once, wherever all behind the same one are away."""
    found: dict[PersonId, Absence] = {}
    for assignee in assignees:
        away = [roster.absence_of(one.id) for one in roster.behind(assignee)]
        if all(away):
            found |= {one.person: one for one in away if one is not None}
    return tuple(found.values())


async def unreached(books: OpenBooks, people: Iterable[Person]) -> tuple[str, ...]:
    """Return the names of those who cannot be told in private: not bound, or the bot is blocked."""
    return tuple([person.name for person in people if not await books.directory.reachable(person.id)])


async def unreached_behind(books: OpenBooks, assignees: Iterable[Assignee]) -> tuple[str, ...]:
    """Return whom a word about these assignees does not reach, each once: people, and units that have nobody.

    In the place of who is on leave it is the stand-in whom it must reach.
    """
    missed: list[str] = []
    for assignee in assignees:
        behind = books.roster.behind(assignee)
        told = [who for one in behind for who in present(books.roster, (one,)) or (one,)]
        missed += await unreached(books, told) if told else [books.roster.name_of(assignee)]
    return tuple(dict.fromkeys(missed))
