"""The demo's history as a row of happenings in the order of time, told to whichever books are open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import field, replace
from datetime import datetime

from bot.demo.days import Days
from bot.demo.mail import Mail
from bot.demo.plan import DailyPlan, History, LeavePlan, RecurrencePlan, Remark, Step, TaskPlan, Word, newcomers
from bot.demo.steps import person_named, target, wish_of
from bot.demo.words import COMING_BACK, asking_leave, giving, reporting, stopping
from handlers.acts import ACTS
from handlers.confirming import told_in_private
from handlers.heard import Answer, Answers
from handlers.recipients import workers
from handlers.wording import assignments
from handlers.wording.voice import Voice
from ledger.acts.assigning import assign
from ledger.acts.recurring import recurrences
from ledger.acts.requests import AssignTask
from ledger.entries import Source
from ledger.tasks import Task
from ledger.values import dataclass
from storage.books import OpenBooks

Happening = Callable[[OpenBooks, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Story:
    """Tells the history; afterwards ``numbers`` holds each task's number by its key."""

    history: History
    days: Days
    mail: Mail
    numbers: dict[str, str] = field(default_factory=dict)

    def happenings(self) -> list[tuple[datetime, Happening]]:
        """Return everything that happened, with its moment, in the order of time."""
        return sorted(self._all(), key=lambda happening: happening[0])

    def _all(self) -> Iterator[tuple[datetime, Happening]]:
        for task in self.history.tasks:
            yield self.days.moment(task.given), self._given(task)
            for step in task.steps:
                yield self.days.moment(step.mark), self._done(task, step)
        for leave in self.history.leaves:
            yield self.days.moment(leave.said), self._left(leave)
            if leave.back is not None:
                yield self.days.moment(leave.back), self._back(leave)
        for daily in self.history.dailies:
            yield self.days.moment(daily.said), self._reported(daily)
        for recurrence in self.history.recurrences:
            yield self.days.moment(recurrence.said), self._recurring(recurrence)
            if recurrence.stopped is not None:
                yield self.days.moment(recurrence.stopped), self._stopped(recurrence)
        for draw in self.history.draws:
            yield self.days.moment(draw.said), self._drawn(draw)
        for word in self.history.words:
            yield self.days.moment(word.said), self._chatted(word)

    def _given(self, plan: TaskPlan) -> Happening:
        async def tell(books: OpenBooks, at: datetime) -> None:
            if plan.chat:
                books.said_in(self.mail.said(plan.by, giving(plan, self.days), plan.chat))
                await self._announce(books, plan, await assign(books, self._request(books, plan, at)))
                return
            heard = self.mail.heard(books, plan.by, giving(plan, self.days))
            task = await assign(books, self._request(books, plan, at))
            missed = _unreached(books, task)
            text = assignments.assigned(Voice.of(books), (task,), missed)
            await self.mail.answered(books, heard, (Answer(text=text, task=task.number, purpose="task"),))
            await self._told(books, plan, task)

        return tell

    async def _announce(self, books: OpenBooks, plan: TaskPlan, task: Task) -> None:
        missed = _unreached(books, task)
        text = assignments.with_unreached(assignments.assigned_in_group(Voice.of(books), task), missed)
        chat = self.mail.cast.chats[plan.chat]
        await self.mail.posted(books, (Answer(text=text, chat=chat, task=task.number, purpose="task"),))
        await self._told(books, plan, task)

    async def _told(self, books: OpenBooks, plan: TaskPlan, task: Task) -> None:
        self.numbers[plan.key] = task.number
        told: Answers = tuple(told_in_private(books, task, one) for one in workers(books.roster, task.branches))
        await self.mail.posted(books, told)

    def _request(self, books: OpenBooks, plan: TaskPlan, at: datetime) -> AssignTask:
        return AssignTask(
            person=person_named(books.roster, plan.by),
            sent_at=at,
            title=plan.title,
            lead=tuple(target(books.roster, name) for name in plan.lead),
            support=tuple(target(books.roster, name) for name in plan.support),
            completion=plan.mode,
            deadline=self.days.moment(plan.due) if plan.due is not None else None,
            term=plan.term,
            urgency=plan.urgency,
            origin=plan.origin,
            parent=self.numbers[plan.parent] if plan.parent else None,
        )

    def _done(self, plan: TaskPlan, step: Step) -> Happening:
        async def tell(books: OpenBooks, _: datetime) -> None:
            number = self.numbers[plan.key]
            wish = wish_of(step, await books.task(number), self.days)
            words = wish.words.format(number=number)
            more = {"text": wish.text, "said": wish.text, "args": wish.args or {}, "reply_purpose": wish.purpose}
            heard = self.mail.heard(books, step.who, words, task=number, file=wish.file, **more)
            await self.mail.answered(books, heard, await ACTS[wish.act](books, heard))

        return tell

    def _left(self, plan: LeavePlan) -> Happening:
        async def tell(books: OpenBooks, _: datetime) -> None:
            args = {"from": self.days.day(plan.first).isoformat(), "to": self.days.day(plan.last).isoformat()}
            delegate = {"delegate": plan.delegate} if plan.delegate else {}
            heard = self.mail.heard(books, plan.who, asking_leave(plan, self.days), args={**args, **delegate})
            await self.mail.answered(books, heard, await ACTS["leave"](books, heard))

        return tell

    def _back(self, plan: LeavePlan) -> Happening:
        async def tell(books: OpenBooks, _: datetime) -> None:
            heard = self.mail.heard(books, plan.who, COMING_BACK, args={"ends": True})
            await self.mail.answered(books, heard, await ACTS["back"](books, heard))

        return tell

    def _reported(self, plan: DailyPlan) -> Happening:
        async def tell(books: OpenBooks, _: datetime) -> None:
            args = {"done": plan.done, "plan": plan.plan, "difficulty": plan.difficulty}
            late = {"report_date": self.days.day(plan.day).isoformat()} if plan.day is not None else {}
            heard = self.mail.heard(books, plan.who, reporting(plan, self.days), args={**args, **late})
            await self.mail.answered(books, heard, await ACTS["report_day"](books, heard))

        return tell

    def _drawn(self, plan: Remark) -> Happening:
        async def tell(books: OpenBooks, at: datetime) -> None:
            first = self.days.hours.local(at).date().replace(day=1)
            heard = self.mail.heard(books, plan.who, plan.text, args={"first": first.isoformat()})
            await self.mail.answered(books, heard, await ACTS["recheck.draw"](books, heard))

        return tell

    def _recurring(self, plan: RecurrencePlan) -> Happening:
        async def tell(books: OpenBooks, _: datetime) -> None:
            heard = self.mail.heard(books, plan.who, plan.text, text=plan.text, said=plan.text)
            card = await ACTS["recur"](books, heard)
            await self.mail.answered(books, heard, card)
            confirmed = replace(heard, args=card[0].buttons[0][0].args)
            await self.mail.answered(books, heard, await ACTS["recur.confirm"](books, confirmed))

        return tell

    def _stopped(self, plan: RecurrencePlan) -> Happening:
        async def tell(books: OpenBooks, _: datetime) -> None:
            words = stopping(next(one.n for one in await recurrences(books) if one.rule.said == plan.text))
            heard = self.mail.heard(books, plan.who, words, text=words, said=words)
            await self.mail.answered(books, heard, await ACTS["recur.stop"](books, heard))

        return tell

    def _chatted(self, word: Word) -> Happening:
        async def tell(books: OpenBooks, _: datetime) -> None:
            self.mail.said(word.who, word.text, word.chat, photo=word.photo)
            books.said_in(Source())

        return tell


def _unreached(books: OpenBooks, task: Task) -> tuple[str, ...]:
    """In the past only those who have not met the bot could not be told."""
    return tuple(one.name for one in workers(books.roster, task.branches) if one.name in newcomers())
