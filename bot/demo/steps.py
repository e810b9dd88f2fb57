"""One step of the demo's history as an act of the ledger, by the same rules as everybody's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.demo.pictures import photo
from bot.demo.plan import Step
from ledger.acts import acknowledging, changing, closing, declining, progressing
from ledger.acts import requests as asked
from ledger.acts.ports import Books
from ledger.entries import Evidence
from ledger.people import Assignee, PersonId, Roster


def target(roster: Roster, name: str) -> Assignee:
    """Return the unit or person of that name; ``KeyError`` where there is none."""
    for unit in roster.units:
        if unit.name == name:
            return Assignee(unit=unit.id)
    return Assignee(person=person_named(roster, name))


def person_named(roster: Roster, name: str) -> PersonId:
    """Return the person of that name; the demo has no namesakes."""
    for person in roster.active_people:
        if person.name == name:
            return person.id
    raise KeyError(name)


def evidence(name: str) -> Evidence:
    """Return the photo of that name as evidence."""
    content = photo(name)
    return Evidence(sha256=hashlib.sha256(content).hexdigest(), name=name, size=len(content), kind="photo")


@dataclass(frozen=True, slots=True)
class Doing:
    """A step about to be done: by whom, when, on which task."""

    books: Books
    number: str
    step: Step
    at: datetime

    def ask(self, kind: Callable[..., Any], **more: Any) -> Any:
        """Return the request of that kind with everything that the step says anyway."""
        person = person_named(self.books.roster, self.step.who)
        return kind(number=self.number, person=person, sent_at=self.at, **more)


async def do(books: Books, number: str, step: Step, at: datetime) -> None:
    """Do the step on the task; refusals and unknown acts are faults of the data and rise."""
    await _ACTS[step.act](Doing(books, number, step, at))


async def _progress(doing: Doing) -> None:
    match = re.fullmatch(r"(?:(\d+)%\s+)?(.*)", doing.step.rest, re.DOTALL)
    percent, note = match.groups() if match else (None, doing.step.rest)
    request = doing.ask(asked.NoteProgress, note=note, percent=int(percent) if percent else None)
    await progressing.note_progress(doing.books, request)


async def _block(doing: Doing) -> None:
    unit, reason = doing.step.rest.split(maxsplit=1)
    request = doing.ask(asked.RaiseBlocker, reason=reason, needs=target(doing.books.roster, unit))
    await progressing.raise_blocker(doing.books, request)


async def _claim(doing: Doing) -> None:
    first, _, rest = doing.step.rest.partition(" ")
    pictured = first.endswith(".png")
    files, note = ((evidence(first),), rest) if pictured else ((), doing.step.rest)
    task = await doing.books.task(doing.number)
    despite = "配合单位的工作已并入本单位材料" if task.open_supports else ""
    await closing.claim(doing.books, doing.ask(asked.ClaimCompletion, note=note, files=files, despite=despite))


async def _acknowledge(doing: Doing) -> None:
    await acknowledging.acknowledge(doing.books, doing.ask(asked.AcknowledgeTask))


async def _decline(doing: Doing) -> None:
    await declining.decline(doing.books, doing.ask(asked.DeclineTask, reason=doing.step.rest))


async def _close(doing: Doing) -> None:
    await closing.close(doing.books, doing.ask(asked.CloseTask, note=doing.step.rest))


async def _return(doing: Doing) -> None:
    await closing.return_(doing.books, doing.ask(asked.ReturnTask, missing=doing.step.rest))


async def _remind(doing: Doing) -> None:
    await changing.remind(doing.books, doing.ask(asked.RemindTask))


async def _withdraw(doing: Doing) -> None:
    await changing.withdraw(doing.books, doing.ask(asked.WithdrawTask, reason=doing.step.rest))


_ACTS: dict[str, Callable[[Doing], Awaitable[None]]] = {
    "签收": _acknowledge,
    "不予受理": _decline,
    "反馈": _progress,
    "卡点": _block,
    "申请销号": _claim,
    "销号": _close,
    "退回": _return,
    "催办": _remind,
    "撤回": _withdraw,
}
