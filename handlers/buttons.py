"""Which buttons a task shows a person: transitions × permissions, nothing else."""

from __future__ import annotations

from handlers.heard import Button
from handlers.speaking import rows_of
from handlers.wording import terms
from ledger.people import Person, Roster
from ledger.permissions import branch_of, may, takes_part
from ledger.refusals import NotAllowed
from ledger.tasks import Branch, Status, Task
from ledger.transitions import TRANSITIONS, Act, fits_branch

ASIDE = "aside"
"""The argument of a button under a list: what comes of it is said below the list, which stays."""

ACT_NAMES: dict[Act, str] = {
    Act.ACKNOWLEDGE: "ack",
    Act.DECLINE: "decline",
    Act.PROGRESS: "progress",
    Act.CLAIM: "claim",
    Act.RAISE_BLOCKER: "blocker",
    Act.CLEAR_BLOCKER: "unblock",
    Act.CORRECT: "correct",
    Act.MEND: "mend",
    Act.REQUEST_EXTENSION: "extend",
    Act.CLOSE: "close",
    Act.RETURN: "return",
    Act.ARCHIVE: "archive",
    Act.RECHECK: "true",
    Act.REOPEN: "reopen",
    Act.REMIND: "remind",
    Act.ESCALATE: "escalate",
    Act.REASSIGN: "reassign",
    Act.AMEND: "amend",
    Act.CATEGORISE: "category",
    Act.SPLIT: "split",
    Act.INSTRUCT: "instruct",
    Act.ORIENT: "orient",
    Act.VISIT: "visit",
    Act.WITHDRAW: "withdraw",
    Act.SUSPEND: "suspend",
    Act.RESUME: "resume",
}
"""The name under which each act of a task is stored in a button and kept in the table of acts."""

_BRANCH_ACTS = (
    Act.ACKNOWLEDGE,
    Act.DECLINE,
    Act.PROGRESS,
    Act.CLAIM,
    Act.RAISE_BLOCKER,
    Act.CLEAR_BLOCKER,
    Act.CORRECT,
    Act.MEND,
    Act.REQUEST_EXTENSION,
)
_TASK_ACTS = (
    Act.CLOSE,
    Act.RETURN,
    Act.ARCHIVE,
    Act.RECHECK,
    Act.REOPEN,
    Act.REMIND,
    Act.ESCALATE,
    Act.REASSIGN,
    Act.AMEND,
    Act.WITHDRAW,
    Act.SUSPEND,
    Act.RESUME,
    Act.SPLIT,
    Act.INSTRUCT,
    Act.ORIENT,
    Act.VISIT,
)
_ON_SIGHT = frozenset({Act.CLOSE, Act.RETURN, Act.RECHECK, Act.REOPEN})
"""Decided on what the card shows, by others than the doer: void once the task has gone on."""


def acts_for(roster: Roster, person: Person, task: Task) -> tuple[Act, ...]:
    """Return the acts that are possible for the person where the task stands, in the order of the day's work."""
    branch = own_branch(roster, person, task)
    own = [act for act in _BRANCH_ACTS if _is_possible(roster, person, act, task)]
    others = [act for act in _TASK_ACTS if task.status in TRANSITIONS[act] and may(roster, person, act, task)]
    reviewed = [act for act in others if act not in _ON_SIGHT or not takes_part(roster, person, task)]
    if branch is not None and _hands_over(person, task, branch, others):
        reviewed.append(Act.REASSIGN)
    return tuple(own + reviewed)


def task_buttons(roster: Roster, person: Person, task: Task) -> tuple[tuple[Button, ...], ...]:
    """Return the rows of buttons under a task, as the person may press them."""
    return rows_of(act_button(act, task) for act in acts_for(roster, person, task))


def first_buttons(roster: Roster, person: Person, task: Task) -> tuple[tuple[Button, ...], ...]:
    """Return the few buttons that come with an assignment or its receipt."""
    wanted = (Act.ACKNOWLEDGE, Act.DECLINE, Act.PROGRESS, Act.CLAIM)
    return rows_of(act_button(act, task) for act in acts_for(roster, person, task) if act in wanted)


def act_button(act: Act, task: Task) -> Button:
    """Return the button for one act on the task."""
    version = task.version if act in _ON_SIGHT else None
    return Button(label=terms.ACT[act], act=ACT_NAMES[act], task=task.number, version=version)


def open_button(task: Task) -> Button:
    """Return the button that opens one task from a list."""
    return Button(label=task.number, act="task", task=task.number)


def own_branch(roster: Roster, person: Person, task: Task, act: Act = Act.CLAIM) -> Branch | None:
    """Return the branch that the person's act is about: the own one first, then the office's, then a colleague's."""
    try:
        return branch_of(roster, person, act, task)
    except NotAllowed:
        return None


def _is_possible(roster: Roster, person: Person, act: Act, task: Task) -> bool:
    branch = own_branch(roster, person, task, act)
    return branch is not None and _fits(act, task, branch)


def _fits(act: Act, task: Task, branch: Branch) -> bool:
    """Leave out what fits the status and still has no object, or would only be refused."""
    pointless = {
        Act.CLEAR_BLOCKER: branch.blocker is None,
        Act.RAISE_BLOCKER: branch.blocker is not None,
        Act.CORRECT: branch.percent is None,
        Act.MEND: not (task.mending is not None and task.mending.is_list and task.mending.waiting),
        Act.DECLINE: branch.assignee in branch.decliners,
        Act.REQUEST_EXTENSION: task.asked is not None or task.last_extension or branch.status is Status.ASSIGNED,
    }
    return not pointless.get(act, False) and fits_branch(act, task, branch)


def _hands_over(person: Person, task: Task, branch: Branch, others: list[Act]) -> bool:
    """Staff may wish to hand over what is their own; the head decides."""
    own = branch.assignee.person == person.id
    return Act.REASSIGN not in others and own and fits_branch(Act.REASSIGN, task, branch)
