"""Who may do what: one table of role × act × scope, deny by default (``docs/access.md``).

``authorise`` is called inside the effect's transaction; the same refusal stands for "not allowed" and "no such task".
A leader or coordinator whose roster row names no field (分管) has the whole house as the field.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ledger.people import Assignee, Person, Role, Roster, UnitId
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.tasks import OVER, Branch, Status, Task
from ledger.transitions import Act, fits_branch

_N, _OWN, _OFFICE, _GIVEN, _FIELD = Scope.NONE, Scope.OWN, Scope.OFFICE, Scope.GIVEN, Scope.FIELD
_CLAIMED, _NOT_OWN, _ANY, _DELEGATED = Scope.CLAIMED, Scope.NOT_OWN, Scope.ANY, Scope.DELEGATED
_LED = Scope.LED
_WORK = (_OWN, _OFFICE, _OWN, _OWN, _OWN, _OWN)

# fmt: off
_ROWS: dict[Act, tuple[Scope, Scope, Scope, Scope, Scope, Scope]] = {
    #                  staff   head     coordinator reviewer  leader    administrator
    Act.SEE:          (_OWN,   _OFFICE, _ANY,       _CLAIMED, _FIELD,   _OWN),
    Act.SEE_REPORT:   (_N,     _OFFICE, _ANY,       _N,       _FIELD,   _N),
    Act.SEE_DIGEST:   (_N,     _N,      _N,         _N,       _FIELD,   _N),
    Act.SEE_BOARD:    (_N,     _N,      _N,         _N,       _FIELD,   _N),
    Act.SEE_SCORES:   (_OFFICE, _OFFICE, _ANY,      _N,       _ANY,     _N),
    Act.EXPORT:       (_OWN,   _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.VERIFY:       (_N,     _N,      _ANY,       _N,       _ANY,     _ANY),
    Act.ASSIGN:       (_N,     _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.SPLIT:        (_N,     _LED,    _ANY,       _N,       _ANY,     _N),
    Act.RECUR:        (_N,     _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.INSTRUCT:     (_N,     _N,      _N,         _N,       _FIELD,   _N),
    Act.ORIENT:       (_N,     _LED,    _ANY,       _N,       _ANY,     _N),
    Act.VISIT:        (_N,     _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.ACKNOWLEDGE:   _WORK,
    Act.DECLINE:       _WORK,
    Act.PROGRESS:      _WORK,
    Act.ADD_EVIDENCE:  _WORK,
    Act.RAISE_BLOCKER: _WORK,
    Act.CLEAR_BLOCKER: _WORK,
    Act.CLAIM:         _WORK,
    Act.CORRECT:       _WORK,
    Act.MEND:          _WORK,
    Act.CLOSE:        (_N,     _N,      _NOT_OWN,   _NOT_OWN, _NOT_OWN, _N),
    Act.RETURN:       (_N,     _N,      _NOT_OWN,   _NOT_OWN, _NOT_OWN, _N),
    Act.ARCHIVE:      (_N,     _N,      _ANY,       _CLAIMED, _ANY,     _N),
    Act.RECHECK:      (_N,     _N,      _NOT_OWN,   _NOT_OWN, _NOT_OWN, _N),
    Act.REOPEN:       (_N,     _N,      _NOT_OWN,   _NOT_OWN, _NOT_OWN, _N),
    Act.REASSIGN:     (_N,     _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.WITHDRAW:     (_N,     _GIVEN,  _GIVEN,     _N,       _ANY,     _N),
    Act.AMEND:        (_N,     _GIVEN,  _GIVEN,     _N,       _ANY,     _N),
    Act.CATEGORISE:   (_N,     _GIVEN,  _GIVEN,     _N,       _ANY,     _N),
    Act.REQUEST_EXTENSION: _WORK,
    Act.DECIDE_EXTENSION: (_N, _N,      _DELEGATED, _N,       _FIELD,   _N),
    Act.SUSPEND:      (_N,     _GIVEN,  _GIVEN,     _N,       _ANY,     _N),
    Act.RESUME:       (_N,     _GIVEN,  _GIVEN,     _N,       _ANY,     _N),
    Act.REMIND:       (_N,     _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.ESCALATE:     (_N,     _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.UNDO:         (_OWN,   _OWN,    _OWN,       _OWN,     _OWN,     _OWN),
    Act.REPORT_DAY:   (_OWN,   _OWN,    _OWN,       _OWN,     _OWN,     _OWN),
    Act.TAKE_LEAVE:   (_OWN,   _OFFICE, _FIELD,     _OWN,     _OWN,     _OWN),
    Act.END_LEAVE:    (_OWN,   _OFFICE, _FIELD,     _OWN,     _OWN,     _OWN),
    Act.BIND_PERSON:  (_N,     _OFFICE, _N,         _N,       _N,       _ANY),
    Act.BIND_CHAT:    (_N,     _N,      _N,         _N,       _N,       _ANY),
    Act.SET_CALENDAR: (_N,     _N,      _N,         _N,       _N,       _ANY),
    Act.SET_TIMETABLE: (_N,    _N,      _FIELD,     _N,       _N,       _ANY),
    Act.CHANGE_ROSTER: (_N,    _N,      _N,         _N,       _N,       _ANY),
    Act.GRANT_ROLE:   (_N,     _N,      _N,         _N,       _FIELD,   _ANY),
    Act.PREPARE_IMPORT: (_N,   _N,      _ANY,       _N,       _N,       _ANY),
    Act.IMPORT:       (_N,     _N,      _ANY,       _N,       _N,       _N),
    Act.DRAFT_CIRCULAR: (_N,   _N,      _ANY,       _N,       _N,       _N),
    Act.APPROVE_CIRCULAR: (_N, _N,      _N,         _N,       _FIELD,   _N),
    Act.MAKE_MINUTES: (_N,     _N,      _ANY,       _N,       _N,       _N),
    Act.PROPOSE_SCORE: (_N,    _N,      _ANY,       _N,       _N,       _N),
    Act.CONFIRM_SCORE: (_N,    _N,      _N,         _ANY,     _FIELD,   _N),
    Act.APPEAL_SCORE: (_OWN,   _OFFICE, _N,         _N,       _N,       _N),
    Act.DECIDE_APPEAL: (_N,    _N,      _N,         _N,       _FIELD,   _N),
    Act.SEE_DOCUMENT: (_OWN,   _OFFICE, _ANY,       _OWN,     _FIELD,   _OWN),
    Act.REGISTER_DOCUMENT: (_N, _OFFICE, _ANY,      _N,       _ANY,     _N),
    Act.SIGN_DOCUMENT:   _WORK,
    Act.HAND_DOCUMENT: (_OWN,  _OFFICE, _ANY,       _OWN,     _FIELD,   _OWN),
    Act.RETURN_DOCUMENT: (_OWN, _OFFICE, _OWN,      _OWN,     _FIELD,   _OWN),
    Act.SUBMIT_DOCUMENT: _WORK,
    Act.SIGN_OFF_DOCUMENT: (_N, _N,     _NOT_OWN,   _N,       _FIELD,   _N),
    Act.FINISH_DOCUMENT: _WORK,
    Act.WITHDRAW_DOCUMENT: (_N, _GIVEN, _GIVEN,     _N,       _FIELD,   _N),
    Act.SEE_REGULATION: (_ANY, _ANY,    _ANY,       _ANY,     _ANY,     _ANY),
    Act.KEEP_REGULATION: (_N,  _N,      _ANY,       _N,       _N,       _N),
    Act.READ_REGULATION: (_OWN, _OWN,   _OWN,       _OWN,     _OWN,     _OWN),
    Act.SEE_READERS:  (_N,     _OFFICE, _ANY,       _N,       _FIELD,   _N),
    Act.SEE_TRAINING: (_ANY,   _ANY,    _ANY,       _ANY,     _ANY,     _ANY),
    Act.KEEP_TRAINING: (_N,    _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.JOIN_TRAINING: (_OWN,  _OWN,    _OWN,       _OWN,     _OWN,     _OWN),
    Act.SEE_ATTENDANCE: (_N,   _OFFICE, _ANY,       _N,       _FIELD,   _N),
    Act.SEE_MEETING:  (_N,     _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.ARRANGE_MEETING: (_N,  _OFFICE, _ANY,       _N,       _ANY,     _N),
    Act.SEE_INFORMATION: (_OFFICE, _OFFICE, _ANY,   _OFFICE,  _FIELD,   _N),
    Act.SUBMIT_INFORMATION: (_OFFICE, _OFFICE, _ANY, _OFFICE, _N,       _N),
    Act.ADOPT_INFORMATION: (_N, _N,     _NOT_OWN,   _N,       _N,       _N),
    Act.WITHDRAW_INFORMATION: (_OWN, _OFFICE, _ANY, _OWN,     _N,       _N),
}
# fmt: on

STANDING_IN = frozenset({
    Act.SEE, Act.ACKNOWLEDGE, Act.PROGRESS, Act.ADD_EVIDENCE, Act.RAISE_BLOCKER, Act.CLEAR_BLOCKER, Act.CLAIM,
    Act.MEND, Act.CORRECT,
})  # fmt: skip
"""What whoever stands in (代办) may do, on the tasks of somebody on leave (请假) and while the leave lasts."""

PERMISSIONS: dict[tuple[Role, Act], Scope] = {
    (role, act): scope for act, row in _ROWS.items() for role, scope in zip(Role, row, strict=True)
}
"""Every cell of the table; a missing cell is refused."""


def scopes(person: Person, act: Act) -> frozenset[Scope]:
    """Return how far the person's roles reach for the act; nobody who left reaches anything."""
    return _scopes(person.roles, act) if person.is_active else frozenset()


@cache
def _scopes(roles: frozenset[Role], act: Act) -> frozenset[Scope]:
    return frozenset(PERMISSIONS.get((role, act), Scope.NONE) for role in roles) - {Scope.NONE}


def check_right(person: Person, act: Act) -> None:
    """Refuse (``NotAllowed``) whoever may not do the act on anything at all."""
    if not scopes(person, act):
        raise NotAllowed(act)


def may(roster: Roster, person: Person, act: Act, task: Task) -> bool:
    """Tell whether the person may do the act on the task."""
    reach = scopes(person, act)
    if any(_reaches(roster, scope, person, task) for scope in reach):
        return True
    return act in STANDING_IN and bool(reach) and stands_in(roster, person, task)


def authorise(roster: Roster, person: Person, act: Act, task: Task) -> None:
    """Refuse (``NotAllowed``) unless the table lets the person do the act on the task."""
    if not may(roster, person, act, task):
        raise NotAllowed(act, task.number)


def may_assign(roster: Roster, person: Person, targets: Iterable[Assignee], *, act: Act = Act.ASSIGN) -> bool:
    """Tell whether the person may assign to all of these, once or (``RECUR``) again and again."""
    reach = scopes(person, act)
    if Scope.ANY in reach:
        return True
    return Scope.OFFICE in reach and all(_in_office(roster, person, target) for target in targets)


def may_split(roster: Roster, person: Person, task: Task, targets: Iterable[Assignee]) -> bool:
    """Tell whether the person may split the task among these: a head among the office and those who share the task."""
    if not may(roster, person, Act.SPLIT, task):
        return False
    if Scope.ANY in scopes(person, Act.SPLIT):
        return True
    sharing = {branch.assignee for branch in task.branches}
    return all(target in sharing or _in_office(roster, person, target) for target in targets)


def may_for(roster: Roster, person: Person, act: Act, other: Person) -> bool:
    """Tell whether the person may do an act that concerns a person (leave, binding, taking back one's own)."""
    reach = scopes(person, act)
    if Scope.ANY in reach or (Scope.OWN in reach and person.id == other.id):
        return True
    target = Assignee(person=other.id)
    if Scope.OFFICE in reach and _in_office(roster, person, target):
        return True
    return Scope.FIELD in reach and (person.id == other.id or in_field(roster, person, target))


def visible_units(roster: Roster, person: Person, act: Act = Act.SEE_REPORT) -> frozenset[UnitId] | None:
    """Return the units whose figures the person may see; ``None`` stands for the whole house."""
    reach = scopes(person, act)
    if Scope.ANY in reach or (Scope.FIELD in reach and not person.fields):
        return None
    roots = list(person.fields) if Scope.FIELD in reach else []
    if Scope.OFFICE in reach and person.unit is not None:
        roots.append(person.unit)
    return frozenset(unit.id for unit in roster.units if any(roster.within(unit.id, root) for root in roots))


def is_own(person: Person, task: Task) -> bool:
    """Tell whether the person is answerable for the task, belongs to a unit that is, or worked on it."""
    return any(is_own_branch(person, branch) or person.id in branch.doers for branch in task.held)


def is_own_branch(person: Person, branch: Branch) -> bool:
    """Tell whether the branch is the person's; a unit's is shared by those who belong to exactly that unit."""
    if branch.assignee.person is not None:
        return branch.assignee.person == person.id
    return branch.assignee.unit == person.unit


def stands_in(roster: Roster, person: Person, task: Task) -> bool:
    """Tell whether the person stands in today for somebody who is answerable for the task."""
    return any(_is_covered(roster, person, branch) for branch in task.held)


def takes_part(roster: Roster, person: Person, task: Task) -> bool:
    """Tell whether the person works on the task, also in somebody's place: such a one never decides about it."""
    return is_own(person, task) or stands_in(roster, person, task)


def _is_covered(roster: Roster, person: Person, branch: Branch) -> bool:
    """Tell whether the branch is that of somebody on leave for whom the person stands in; a unit's is its head's."""
    return any(
        is_own_branch(absent, branch) and (branch.assignee.person is not None or absent.has(Role.HEAD))
        for absent in roster.covered_by(person.id)
    )


def branch_of(roster: Roster, person: Person, act: Act, task: Task) -> Branch:
    """Return the branch that the person's act is about; else refuse.

    The own one comes first, then the office's, then that of somebody on leave for whom the person stands in. Whoever
    has nothing left to do of that kind on the own branch means the colleague's.
    """
    found = _branches(roster, person, act, task)
    if not found:
        raise NotAllowed(act, task.number)
    if len(found) == 1:
        return found[0]
    return next((branch for branch in found if fits_branch(act, task, branch)), found[0])


def _branches(roster: Roster, person: Person, act: Act, task: Task) -> list[Branch]:
    reach, held = scopes(person, act), task.held
    own = [branch for branch in held if is_own_branch(person, branch)]
    found: list[Branch] = []
    if own and not reach.isdisjoint(_SHARED):
        found.append(own[0] if len(own) == 1 else min(own, key=lambda branch: branch.assignee.person is None))
    elif Scope.OFFICE in reach:
        found += [branch for branch in held if _in_office(roster, person, branch.assignee)][:1]
    if act in STANDING_IN and reach and roster.covered_by(person.id):
        found += [branch for branch in held if _is_covered(roster, person, branch) and branch not in found]
    return found


_SHARED = frozenset({Scope.OWN, Scope.OFFICE})


def _in_office(roster: Roster, person: Person, target: Assignee) -> bool:
    return person.unit is not None and roster.within(roster.unit_of(target), person.unit)


def in_field(roster: Roster, person: Person, target: Assignee) -> bool:
    """Tell whether the target lies in the person's field (分管); without a field, everything does."""
    if not person.fields:
        return True
    return any(roster.within(roster.unit_of(target), unit) for unit in person.fields)


def _given(roster: Roster, person: Person, task: Task) -> bool:
    """Heads reach what their office assigned; coordinators what they assigned, or what lies in their field."""
    if task.assigned_by == person.id:
        return True
    if person.has(Role.COORDINATOR) and _task_in_field(roster, person, task):
        return True
    if not person.has(Role.HEAD) or task.assigned_by is None:
        return False
    return _in_office(roster, person, Assignee(person=task.assigned_by))


def _task_in_field(roster: Roster, person: Person, task: Task) -> bool:
    return any(in_field(roster, person, branch.assignee) for branch in task.branches)


def _reaches(roster: Roster, scope: Scope, person: Person, task: Task) -> bool:
    own = is_own(person, task)
    match scope:
        case Scope.ANY | Scope.NOT_OWN:
            # That a reviewer is not the doer is refused by the act itself, with its own reason.
            reached = True
        case Scope.OWN:
            reached = own
        case Scope.OFFICE:
            reached = own or any(_in_office(roster, person, branch.assignee) for branch in task.held)
        case Scope.LED:
            reached = any(_in_office(roster, person, branch.assignee) for branch in task.leads)
        case Scope.GIVEN:
            reached = _given(roster, person, task)
        case Scope.FIELD | Scope.DELEGATED:
            # Whether anything was delegated is asked by the act itself, which knows the house rules.
            reached = own or task.assigned_by == person.id or _task_in_field(roster, person, task)
        case Scope.CLAIMED:
            reached = own or task.status in {Status.CLAIMED, *OVER}
        case Scope.NONE:
            reached = False
    return reached
