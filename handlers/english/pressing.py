"""Sentences of the clock about receipts that are overdue, and about those who cannot be told in private (催签)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import called, headed, headline, many
from handlers.wording.pressing import Unsigned
from handlers.wording.voice import Voice
from ledger.escalations import Rung
from ledger.tasks import Task

_ASKED = {
    Rung.ASSIGNEE: "Please acknowledge; if it is not your unit's duty, decline with the reason.",
    Rung.HEAD: "Please see to the receipt, or reassign it.",
    Rung.COORDINATOR: "Assignee and head were told; please coordinate.",
}


def receipt_overdue(voice: Voice, one: Unsigned) -> str:
    """Tell one person of one receipt that is overdue, and what is expected of them."""
    who = "" if one.rung is Rung.ASSIGNEE else f"by {voice.assignee(one.branch.assignee)} "
    facts = f"{headed(one.task.title)} | {voice.deadline(one.task)}"
    return f"{one.task.number} not acknowledged {who}for {_hours(voice, one)}: {facts}\n{_ASKED[one.rung]}"


def receipts_overdue(voice: Voice, unsigned: Sequence[Unsigned], *, most: int) -> str:
    """Tell one person of several in one message."""
    lines = [f"<b>Receipts overdue ({len(unsigned)})</b>"]
    lines += [
        f"{one.task.number} {headline(one.task.title)} | "
        f"{voice.assignee(one.branch.assignee)} | not acknowledged for {_hours(voice, one)}"
        for one in unsigned[:most]
    ]
    if len(unsigned) > most:
        lines.append(f"{len(unsigned) - most} more, /my shows them.")
    rungs = dict.fromkeys(one.rung for one in unsigned)
    return "\n".join([*lines, *(_ASKED[rung] for rung in rungs)])


def _hours(voice: Voice, one: Unsigned) -> str:
    house = voice.house
    hours = int(house.hours.working_hours_between(one.branch.since, voice.now, house.calendar))
    return many(hours, "working hour")


def of_receipt(one: Unsigned) -> str:
    """Return what somebody is to be told by others: a receipt."""
    return f"{one.task.number} to acknowledge"


def of_urging(task: Task) -> str:
    """Return what somebody is to be told by others: an urging."""
    return f"{task.number} reminder"


def of_notice(task: Task) -> str:
    """Return what somebody is to be told by others: a supervision notice."""
    return f"{task.number} supervision notice"


def missed_message(number: str) -> str:
    """Return what somebody is to be told by others: that a message about the task did not arrive."""
    return f"{number} a message did not arrive"


def named(people: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Name in a group those whom no private message reaches, and what waits for them; nobody can be mentioned."""
    lines = [f"{called(name)}: {'; '.join(said)}" for name, said in people]
    first = "These colleagues do not use this assistant and cannot be told in private; please tell them:"
    return "\n".join([first, *lines, "To start using it, please ask the administrator for a link."])


def held() -> str:
    """Say that what others are told arrives when the quiet time is over."""
    return "It is quiet time now: what goes to others arrives when the office opens on the next workday."
