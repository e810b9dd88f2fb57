"""Several tasks in one statement: the same act for each where that is safe, else a question; never silently one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handlers.heard import Answer, Answers, Heard
from handlers.reading.values import Reading
from handlers.understanding import with_reading
from handlers.wording import choices
from storage.books import OpenBooks

Perform = Callable[[OpenBooks, Heard, str], Awaitable[Answers]]

_SAFE = frozenset({"ack", "progress", "close", "query"})  # The same words hold for each of the tasks.
_ABOUT_ONE = _SAFE | {
    "decline", "blocker", "unblock", "claim", "amend", "correct", "withdraw", "reassign", "remind", "escalate",
    "return", "split", "extend", "extend_approve", "extend_reject",
}  # fmt: skip


async def perform_each(books: OpenBooks, heard: Heard, reading: Reading, act: str, perform: Perform) -> Answers:
    """Do what was read, once for each task that it names."""
    meant = with_reading(heard, reading)
    numbers = reading.task_numbers
    if len(numbers) < 2 or act not in _ABOUT_ONE:
        return await perform(books, meant, act)
    if act == "remind" and not reading.unclear:
        return await perform(books, replace(meant, args={**meant.args, "tasks": list(numbers)}), act)
    if act not in _SAFE or (reading.unclear and act != "query"):
        return (Answer(text=choices.one_by_one(numbers)),)
    said = [(number, await perform(books, replace(meant, task=number), act)) for number in numbers]
    return tuple(_with_number(answer, number) for number, answers in said for answer in answers)


def _with_number(answer: Answer, number: str) -> Answer:
    """Say in each refusal which of the tasks it is about."""
    return answer if number in answer.text else replace(answer, text=choices.about(number, answer.text))
