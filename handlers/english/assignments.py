"""Assignments as cards and as confirmations: what was understood, what is missing, what was recorded (交办)."""

from __future__ import annotations

from handlers.english import cards
from handlers.english.tasks import not_bound
from handlers.english.voice import called, headed, many
from handlers.reading.values import Reading, TaskReading
from handlers.storing import Draft
from handlers.wording.voice import Voice
from ledger.people import Person
from ledger.tasks import Task

_MISSING = {
    "deadline": "No deadline, so nothing is registered yet. Please reply with one, for example: 周五下班前.",
    "assignee": "No unit or person, so nothing is registered yet. Please reply with who is to do it.",
    "unit": "No unit, so nothing is registered yet. Please reply with the unit's name.",
    "contradiction": "The dates contradict each other; nothing is registered yet. Please reply with the right date.",
    "title": "It does not say what is to be done; nothing is registered yet. Please reply with the task.",
}
_UNCLEAR = "Not clear enough; nothing is registered yet. Please write who is to do what by when."
_DOUBTS = {
    "confirm_far": "The deadline is more than 90 days away, please check.",
    "confirm_past": "The date has passed and was read as the next one, please check.",
    "confirm_name": "The name differs slightly from the roster, which was followed; please check.",
    "confirm_typo": "The date seems misspelt and was read by its sound, please check.",
    "confirm_today": "The deadline is today, please check.",
    "confirm_ahead": "The deadline was counted back from the meeting, please check.",
    "confirm_midnight": "Sent after midnight: please check the date.",
    "confirm_makeup": "That weekend has a make-up workday, and the deadline was counted by it; please check.",
    "confirm_urgency": "No deadline was given; it was proposed by the urgency, please check.",
    "rest_day": "The deadline falls on a rest day: is the workday before meant?",
    "provisional": "The holidays of that year are not published yet: the deadline is provisional.",
}
_OTHER_DOUBT = "This can be read in more than one way, please check."


def missing(voice: Voice, reading: Reading) -> str | None:
    """Return the question for what an assignment lacks; nothing where a card can be shown."""
    for ask in reading.asks:
        if ask in _MISSING:
            return _MISSING[ask]
        if not ask.startswith("confirm_"):
            return _UNCLEAR
    return _lacking(reading.tasks)


def _lacking(tasks: tuple[TaskReading, ...]) -> str | None:
    for task in tasks:
        if task.deadline is None and task.delta is None:
            return _MISSING["deadline"]
        if task.lead_id is None and not task.assignee_ids:
            return _MISSING["assignee"]
        if not task.title.strip():
            return _MISSING["title"]
    return None


def doubts(voice: Voice, reading: Reading) -> tuple[str, ...]:
    """Return what the card asks to be looked at twice."""
    said = [_DOUBTS.get(ask, _OTHER_DOUBT) for ask in reading.asks]
    for task in reading.tasks:
        said += [_DOUBTS[warning] for warning in task.warnings if warning in _DOUBTS]
        if task.offer is not None:
            said.append(f"It could be {voice.moment(task.offer)}.")
    return tuple(dict.fromkeys(said))


def assigned(voice: Voice, tasks: tuple[Task, ...], then: tuple[str, ...]) -> str:
    """Confirm an assignment to the one who gave it; ``then`` is what else there is to know."""
    lines = [
        f"{task.number} assigned to {voice.leads(task)}: {headed(task.title)}, deadline {voice.deadline(task)}."
        for task in tasks
    ]
    return "\n".join([*lines, *then])


def with_unreached(text: str, unreached: tuple[str, ...]) -> str:
    """Add the names of those whom nobody but the reader can tell."""
    return f"{text}\n{not_bound(unreached)}" if unreached else text


def several(count: int) -> str:
    """Announce the tasks of one card, a message each, so that each can be signed for."""
    return f"{many(count, 'task')} assigned. Assignees: please reply 收到 to each message below to acknowledge it."


def assigned_in_group(voice: Voice, task: Task) -> str:
    """Say in the group who has to do what by when."""
    support = f" (support: {voice.supports(task)})" if task.supports else ""
    what = f"{headed(task.title)}, deadline {voice.deadline(task)}"
    return f"{task.number} assigned to {voice.leads(task)}{support}: {what}. Reply 收到 to this message to acknowledge."


def proposal(voice: Voice, drafts: tuple[Draft, ...], by: str) -> str:
    """Put what staff wish to do before those who may assign it."""
    blocks = [cards.draft(voice, one) for one in drafts]
    then = "Please agree or refuse; once agreed it is assigned in your name and gets its number."
    return "\n".join([f"<b>Proposed by {called(by)}</b>", *blocks, then])


def proposed() -> str:
    """Tell the proposer what happens next."""
    return "Your proposal went to your head; once agreed it gets its number. You will be told here."


def proposer_gone(person: Person) -> str:
    """Say that the proposal is void, for nobody is there to work on it."""
    return f"{called(person.name)}, who proposed it, has left: the proposal is void. Please assign it to somebody else."


def proposal_refused(drafts: tuple[Draft, ...]) -> str:
    """Say that the proposal was turned down."""
    titles = "; ".join(headed(draft.title) for draft in drafts)
    return f"The proposal was refused and is not registered: {titles}."


def dropped() -> str:
    """Say that the card was given up."""
    return "Discarded; nothing was registered."


def edited_too_much() -> str:
    """Say that an edited message cannot be matched with what it became."""
    return (
        "This message became a task and cannot be matched any more; the ledger is unchanged. "
        "Please amend by number, for example: /amend 118 下周三."
    )


def edited_term(task: Task) -> str:
    """Say that a deadline does not become one that runs from the receipt."""
    return (
        f"{task.number} The deadline is unchanged. To count from the receipt, withdraw and assign anew: "
        f"/withdraw {task.number} reason."
    )


def edited_leads(task: Task) -> str:
    """Say that another assignee takes a reassignment."""
    return f"{task.number} The assignee is unchanged. To change it, reassign: /reassign {task.number} name."
