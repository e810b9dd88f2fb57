"""What the clock presses for: receipts that are overdue go up the ladder, late tasks get supervision notices.

Each person gets one message for all that is due at the moment; nothing is due twice, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from handlers.buttons import act_button, first_buttons, open_button
from handlers.heard import Answer, Answers
from handlers.recipients import answerable, coordinators, heads_over, present
from handlers.speaking import rows_of
from handlers.unreached import named_in_groups
from handlers.wording import escalating, pressing
from handlers.wording.pressing import Unsigned
from handlers.wording.voice import Voice
from ledger.acts.pressing import chase, escalate_by_rule
from ledger.entries import Urgency
from ledger.escalations import Rung
from ledger.people import Person, PersonId, Role, Roster
from ledger.permissions import in_field
from ledger.pressing import level_due, next_rung
from ledger.queries import rank
from ledger.slots import is_quiet
from ledger.tasks import Notice, Task
from ledger.transitions import Act
from storage.books import OpenBooks

MOST = 12  # More lines than this are not read on a phone.


def due_receipts(books: OpenBooks, tasks: Iterable[Task]) -> tuple[Unsigned, ...]:
    """Return the receipts for which a rung of the ladder is due; in quiet time only those of 特急."""
    quiet = is_quiet(books.now, books.house)
    return tuple(one for task in tasks if not quiet or task.urgency is Urgency.CRITICAL for one in _rungs(books, task))


def _rungs(books: OpenBooks, task: Task) -> Iterator[Unsigned]:
    """Yield what is due; the leader's rung has no hour of its own, it waits for the leaders' list."""
    for branch in task.unacknowledged:
        due = next_rung(task, branch, books.house)
        if due is not None and due.at <= books.now and due.rung is not Rung.LEADER:
            yield Unsigned(task, branch, due.rung)


def due_notices(books: OpenBooks, tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return the late tasks that are to get a notice by rule; none before the office opens, or in quiet time."""
    hours = books.house.hours
    opened = hours.local(books.now).time() >= hours.morning_start
    if not opened or is_quiet(books.now, books.house):
        return ()
    return tuple(task for task in tasks if level_due(task, books.now, books.house) is not None)


async def chase_receipts(books: OpenBooks, numbers: Iterable[str] | None = None) -> Answers:
    """Record every rung that is due, of all tasks or of these, and tell its people."""
    await books.hold()
    owed = await books.tasks.unsigned() if numbers is None else await _these(books, numbers)
    told: dict[PersonId, list[Unsigned]] = {}
    for one in due_receipts(books, owed):
        people = present(books.roster, _listeners(books.roster, one))
        number, assignee = one.task.number, one.branch.assignee
        task = await chase(books, number, assignee, one.rung, told=[who.id for who in people], at=books.now)
        for who in people if task is not None else ():
            told.setdefault(who.id, []).append(one)
    voice = Voice.of(books)
    private = (_receipts(voice, person, unsigned) for person, unsigned in told.items())
    missed = {person: [pressing.of_receipt(one) for one in unsigned] for person, unsigned in told.items()}
    return *private, *await named_in_groups(
        books, missed, about=_numbers(one.task for many in told.values() for one in many)
    )


async def _these(books: OpenBooks, numbers: Iterable[str]) -> list[Task]:
    return sorted(await books.tasks.these(numbers), key=rank)


def _listeners(roster: Roster, one: Unsigned) -> tuple[Person, ...]:
    match one.rung:
        case Rung.ASSIGNEE:
            return roster.behind(one.branch.assignee)
        case Rung.HEAD:
            return heads_over(roster, one.branch.assignee)
        case _:
            return coordinators(roster, one.task, one.branch.assignee)


def _receipts(voice: Voice, person: PersonId, unsigned: Sequence[Unsigned]) -> Answer:
    if len(unsigned) > 1:
        text = pressing.receipts_overdue(voice, unsigned, most=MOST)
        tasks = tuple({one.task.number: one.task for one in unsigned}.values())
        return _merged(text, person, tasks)
    one = unsigned[0]
    acts = (Act.ACKNOWLEDGE, Act.DECLINE) if one.rung is Rung.ASSIGNEE else (Act.REMIND, Act.REASSIGN)
    buttons = (tuple(act_button(act, one.task) for act in acts),)
    text = pressing.receipt_overdue(voice, one)
    return Answer(text=text, to=person, buttons=buttons, task=one.task.number, purpose="task")


async def tell_leaders(books: OpenBooks, *, before: datetime) -> None:
    """Record the leaders' rung for what their list of this morning holds: it is on no list again."""
    await books.hold()
    for task in await books.tasks.unsigned():
        for branch in task.unacknowledged:
            if branch.chased is Rung.COORDINATOR and branch.chased_at is not None and branch.chased_at <= before:
                who = branch.assignee
                told = [one.id for one in books.roster.holders(Role.LEADER) if in_field(books.roster, one, who)]
                await chase(books, task.number, who, Rung.LEADER, told=told, at=books.now)


async def issue_notices(books: OpenBooks, numbers: Iterable[str] | None = None) -> Answers:
    """Record every notice that the rule calls for, for all tasks or these, and tell those who must answer."""
    await books.hold()
    found = await books.tasks.overdue(books.now) if numbers is None else await _these(books, numbers)
    told: dict[PersonId, list[tuple[Task, Notice]]] = {}
    for late in due_notices(books, found):
        task = await escalate_by_rule(books, late.number, at=books.now)
        if task is None or task.notice is None:
            continue
        for one in present(books.roster, answerable(books.roster, task)):
            told.setdefault(one.id, []).append((task, task.notice))
    voice = Voice.of(books)
    private = (_notices(voice, person, issued) for person, issued in told.items())
    missed = {person: [pressing.of_notice(task) for task, _ in issued] for person, issued in told.items()}
    return *private, *await named_in_groups(
        books, missed, about=_numbers(task for many in told.values() for task, _ in many)
    )


def _notices(voice: Voice, person: PersonId, issued: Sequence[tuple[Task, Notice]]) -> Answer:
    if len(issued) > 1:
        return _merged(escalating.several(voice, issued, most=MOST), person, [task for task, _ in issued])
    task, notice = issued[0]
    buttons = first_buttons(voice.roster, voice.roster.person(person), task)
    text = escalating.told(voice, task, notice)
    return Answer(text=text, to=person, buttons=buttons, task=task.number, purpose="task")


def _merged(text: str, person: PersonId, tasks: Sequence[Task]) -> Answer:
    buttons = rows_of((open_button(task) for task in tasks[:MOST]), 3)
    return Answer(text=text, to=person, buttons=buttons, about=_numbers(tasks))


def _numbers(tasks: Iterable[Task]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(task.number for task in tasks))
