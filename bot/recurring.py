"""Recurring duties: the task of each occurrence is assigned by the bell, once, however many processes ring."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from handlers.confirming import assignees_told
from handlers.desk import Desk
from handlers.heard import Answer, Answers
from handlers.recipients import setters, unreached_behind
from handlers.speaking import NOBODY, speak
from handlers.wording import assignments, recurring
from handlers.wording.voice import Voice
from ledger.acts.recurring import begin_occurrence, recurrences
from ledger.house import House
from ledger.recurrence import Standing, current, due_instead
from ledger.slots import DueSlot, Slot, is_quiet
from ledger.tasks import Task
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)

_LONGEST_REST = timedelta(days=15)  # A notice moves an occurrence by no more.


@dataclass
class Recurring:
    """Assigns what is to be worked on now; what fell due while nobody rang is past, and never made up for."""

    store: Store
    clock: Clock
    desk: Desk

    async def ring(self) -> None:
        """Assign the current occurrence of every rule that has none yet, outside quiet time."""
        for standing, due in await self._due():
            try:
                await self._begin(standing, due)
            except Exception as error:  # A door: one duty's trouble must not keep the next from being assigned.
                log.warning("recurrence_put_off", recurrence=standing.n, kind=type(error).__name__)

    async def _due(self) -> list[tuple[Standing, datetime]]:
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            house = books.house
            if is_quiet(now, house):
                return []
            known = [(one, current(one.rule, house, now)) for one in await recurrences(books)]
            begun = await books.slots.published(since=now - _LONGEST_REST)
            return [(one, due) for one, due in known if due is not None and not _is_begun(one, due, begun, house)]

    async def _begin(self, standing: Standing, due: datetime) -> None:
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            if standing.seq not in {one.seq for one in await recurrences(books)}:
                return  # Stopped between the plan and the row.
            slot = DueSlot(slot=slot_of(standing, due), due_at=due)
            if await books.slots.claim(slot, cut_off=books.now, since=standing.rule.at, body="", head="") is None:
                return  # Another process was first.
            origin = recurring.origin(Voice.of(books), standing)
            task = await begin_occurrence(books, standing, due=due, at=books.now, origin=origin)
            await speak(books, self.desk, NOBODY, await _answers(books, standing, task))
        log.info("recurrence_begun", recurrence=standing.n, task=task.number)


def _is_begun(standing: Standing, due: datetime, begun: Collection[Slot], house: House) -> bool:
    """Tell whether the occurrence was begun, be it for another day: a notice may have come since."""
    mine = [slot for slot in begun if slot.report == slot_of(standing, due).report]
    return any(due in (then, _moved(standing, then, house)) for then in (_due_of(slot, house) for slot in mine))


def _moved(standing: Standing, then: datetime, house: House) -> datetime | None:
    before = replace(house, calendar=house.calendar.without_notices({then.year}))
    return due_instead(standing.rule, then, before=before, house=house)


def _due_of(slot: Slot, house: House) -> datetime:
    local = datetime.fromisoformat(slot.period)
    return house.hours.at(local.date(), local.time())


def slot_of(standing: Standing, due: datetime) -> Slot:
    """Return the slot of one occurrence: its row decides, not the process."""
    return Slot(f"recurring:{standing.seq}", 0, f"{due:%Y-%m-%dT%H:%M}")


async def _answers(books: OpenBooks, standing: Standing, task: Task) -> Answers:
    """Return the assignment for everybody it concerns: the assignees, the group it was set in, whoever set it."""
    answers = list(assignees_told(books, task))
    missed = await unreached_behind(books, [branch.assignee for branch in task.branches])
    voice, chat = Voice.of(books), standing.source.chat
    if chat is not None and chat < 0:
        known = await books.directory.chat(chat)
        if known is not None and known.active and known.bound_at is not None:
            text = assignments.with_unreached(assignments.assigned_in_group(voice, task), missed)
            answers.append(Answer(text=text, chat=chat, task=task.number, purpose="task"))
            return tuple(answers)
    if missed:
        text = assignments.assigned(voice, (task,), missed)
        told = setters(books.roster, standing.rule.by)
        answers += [Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told]
    return tuple(answers)
