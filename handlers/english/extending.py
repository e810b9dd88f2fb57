"""Sentences about extensions: asked, decided, and what is still missing (延期)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.english.voice import called, entitled, listed, shown, within
from handlers.wording.voice import Voice
from ledger.tasks import AskedExtension, Task

_MISSING = {
    (True, True): "Please reply with the new date and the reason, for example: 延到下周三，数据未核实.",
    (True, False): "Please reply with the new date, for example: 下周三.",
    (False, True): "Please reply with the reason for the extension.",
}
HOW = "Please reply 同意 (agree), 不同意 (refuse), or until when, for example: 延到周五."


def missing(number: str, *, date: bool, reason: bool) -> str:
    """Ask for the date, the reason, or both."""
    return f"{number} {_MISSING[date, reason]}"


def requested(voice: Voice, task: Task, asked: AskedExtension, deciders: Iterable[str]) -> str:
    """Confirm the request: to whom it went, and what holds until it is decided."""
    names = called(listed(deciders))
    to = f"went to {names}" if names else "is registered, but nobody can decide it; please ask the coordinator"
    holds = f" Until then the deadline is {voice.moment(task.deadline)}." if task.deadline else ""
    return f"{task.number} {_kind(asked)} until {voice.moment(asked.deadline)} {to}.{holds}"


def card(voice: Voice, task: Task, asked: AskedExtension) -> str:
    """Put the request before those who decide."""
    lines = [
        f"<b>{task.number} {_kind(asked)}</b>",
        entitled(task.title),
        f"Requested by: {voice.person(asked.by)}",
        f"Reason: {shown(asked.reason)}",
        f"Deadline now: {voice.deadline(task)}",
        f"Requested: {voice.moment(asked.deadline)}",
        f"Extensions so far: {task.extensions}",
    ]
    return "\n".join([*lines, "Please agree, refuse or choose another date; or reply, for example: 可以，延到周五."])


def _kind(asked: AskedExtension) -> str:
    return "extension request (after the deadline)" if asked.late else "extension request"


def granted(voice: Voice, task: Task, by: str) -> str:
    """Say what was granted, and by whom; the deadline of the beginning stays on record, however often it was moved."""
    was = f", first deadline {voice.moment(task.original_deadline)}" if task.original_deadline else ""
    last = " No further extension." if task.last_extension else ""
    return f"{task.number} extended to {voice.deadline(task)}{was}. Decided by {called(by)}.{last}"


def refused(voice: Voice, task: Task, by: str, reason: str) -> str:
    """Say that the deadline stays, and who decided so."""
    stays = f"; the deadline stays {voice.deadline(task)}" if task.deadline else ""
    why = f" Words: {within(reason)}." if reason else ""
    return f"{task.number} extension refused{stays}. Decided by {called(by)}.{why}"


def other_date(number: str) -> str:
    """Ask the decider for another date."""
    return f"{number} Please reply until when you agree, for example: 延到周五."


def how_to_decide(number: str) -> str:
    """Ask the decider to say it in words that can be read in one way only."""
    return f"{number} Your decision was not understood; nothing was registered. {HOW}"


def pending(voice: Voice, asked: AskedExtension) -> str:
    """Return the line of a task's view on a request that waits."""
    return f"Pending: {_kind(asked)} until {voice.moment(asked.deadline)}"
