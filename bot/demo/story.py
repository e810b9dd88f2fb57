"""The demo's history as a row of happenings in the order of time, told to whichever books are open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.demo.days import Days
from bot.demo.plan import DailyPlan, History, LeavePlan, Step, TaskPlan
from bot.demo.steps import do, person_named, target
from ledger.acts.assigning import assign
from ledger.acts.attending import report_day, take_leave
from ledger.acts.ports import Books
from ledger.acts.requests import AssignTask, ReportDay, TakeLeave

Happening = Callable[[Books, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Story:
    """Tells the history; afterwards ``numbers`` holds each task's number by its key."""

    history: History
    days: Days
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
        for daily in self.history.dailies:
            yield self.days.moment(daily.said), self._reported(daily)

    def _given(self, plan: TaskPlan) -> Happening:
        async def tell(books: Books, at: datetime) -> None:
            request = AssignTask(
                person=person_named(books.roster, plan.by),
                sent_at=at,
                title=plan.title,
                lead=tuple(target(books.roster, name) for name in plan.lead),
                support=tuple(target(books.roster, name) for name in plan.support),
                completion=plan.mode,
                deadline=self.days.moment(plan.due),
                urgency=plan.urgency,
                origin=plan.origin,
            )
            self.numbers[plan.key] = (await assign(books, request)).number

        return tell

    def _done(self, plan: TaskPlan, step: Step) -> Happening:
        async def tell(books: Books, at: datetime) -> None:
            await do(books, self.numbers[plan.key], step, at)

        return tell

    def _left(self, plan: LeavePlan) -> Happening:
        async def tell(books: Books, at: datetime) -> None:
            who = person_named(books.roster, plan.who)
            first, last = self.days.day(plan.first), self.days.day(plan.last)
            delegate = person_named(books.roster, plan.delegate) if plan.delegate else None
            request = TakeLeave(person=who, sent_at=at, whose=who, first=first, last=last, delegate=delegate)
            await take_leave(books, request)

        return tell

    def _reported(self, plan: DailyPlan) -> Happening:
        async def tell(books: Books, at: datetime) -> None:
            who, day = person_named(books.roster, plan.who), self.days.day(plan.said.day)
            said = ReportDay(
                person=who, sent_at=at, day=day, done=plan.done, plan=plan.plan, difficulty=plan.difficulty
            )
            await report_day(books, said)

        return tell
