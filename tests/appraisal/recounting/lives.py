"""A quarter of a city's office, drawn by a seed: everything that may happen to its tasks, its people and the bot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as hour
from random import Random
from typing import Any

from config.appraisal.events import Event
from config.appraisal.reading import shipped_registers
from ledger import entries as e
from ledger import score_entries as s
from ledger.closing_entries import Categorised, Reopened
from ledger.escalations import Escalated, Level
from ledger.house import House
from ledger.origin_entries import OrientationsSet
from ledger.outages import OutageNoted
from ledger.people import Assignee, PersonId, Role, Roster
from ledger.time_entries import ExtensionDecided, ExtensionRequested, Resumed, Suspended

FIRST = date(2026, 7, 1)
_PAPER = e.Evidence(sha256="ab" * 32, name="佐证.pdf", size=1024, kind="document")
_ABOUT = "重点任务 常务会议议定事项 民生实事 热线工单 领导批示 督查整改 政协提案 政务信息 公文校核 集中学习 日常工作"


class Lives:
    """Draws the entries of the quarter; ``told`` holds them, to be sorted by their moments."""

    def __init__(self, roster: Roster, house: House, seed: int) -> None:
        self.chance, self.house = Random(seed), house
        self.people = [one for one in roster.active_people if one.unit is not None]
        self.units = [one for one in roster.units if one.kind.value != "centre"]
        self.roster = roster
        self.by = next(one.id for one in self.people if Role.COORDINATOR in one.roles)
        self.told: list[e.Entry] = []
        self.numbers: list[str] = []

    def at(self, day: int, clock: str = "") -> datetime:
        """Return an hour of the n-th day of the quarter."""
        spoken = clock or f"{self.chance.randint(8, 18):02}:{self.chance.randint(0, 59):02}"
        return self.house.hours.at(FIRST + timedelta(days=day), hour.fromisoformat(spoken))

    def often(self, share: float) -> bool:
        """Tell, by chance."""
        return self.chance.random() < share

    def somebody(self) -> tuple[Assignee, PersonId]:
        """Return an assignee, and who acts for it."""
        person = self.chance.choice(self.people)
        unit = self.chance.random() < 0.4 and person.unit is not None
        return (Assignee(unit=person.unit) if unit else Assignee(person=person.id)), person.id

    def life(self, n: int) -> None:
        """Let one task begin, go on and perhaps end."""
        begun, length = self.chance.randint(-10, 85), self.chance.randint(1, 25)
        number = f"DB-2026-{n}"
        self.numbers.append(number)
        leads = [self.somebody() for _ in range(self.chance.choice((1, 1, 1, 2)))]
        helping = [self.somebody()] if self.often(0.25) else []
        title = f"{self.chance.choice(_ABOUT.split())}第{n}项"
        start, due = self.at(begun), self.at(begun + length, "18:00")
        any_one = len(leads) > 1 and self.often(0.3)
        self._tell(
            e.Assigned, start, self.by, number=number, title=title, deadline=due,
            lead=tuple(who for who, _ in leads), support=tuple(who for who, _ in helping),
            completion=e.Completion.ANY if any_one else e.Completion.EACH,
            urgency=self.chance.choice((None, None, *e.Urgency)),
            category=self.chance.choice(("", "", "督查", "民生", "项目", "指标")),
        )  # fmt: skip
        for who, by in [*leads, *helping]:
            if self.often(0.95):
                late = timedelta(hours=self.chance.choice((0, 1, 2, 30)))
                self._tell(e.Acknowledged, start + late + timedelta(minutes=20), by, number=number, assignee=who)
        self._middle(number, begun, length, due, leads)
        self._end(number, begun + length, leads, helping)

    def _middle(
        self, number: str, begun: int, length: int, due: datetime, leads: Sequence[tuple[Assignee, PersonId]]
    ) -> None:
        who, by = leads[0]
        on = begun + max(1, length // 2)
        if self.often(0.1):
            self._tell(OrientationsSet, self.at(on), self.by, number=number, problem="口径不一", target="年底完成")
        if self.often(0.05):
            self._tell(Categorised, self.at(on), self.by, number=number, category="民生")
        if self.often(0.1):
            later = due + timedelta(days=5)
            asked = self.at(on)
            self._tell(ExtensionRequested, asked, by, number=number, assignee=who, deadline=later, reason="审批较长")
            granted = self.often(0.7)
            self._tell(ExtensionDecided, asked + timedelta(hours=3), self.by, number=number, granted=granted,
                       deadline=later if granted else None)  # fmt: skip
        elif self.often(0.1):
            stop = self.at(on)
            self._tell(Suspended, stop, self.by, number=number, reason="待批复", awaiting="省厅")
            if self.often(0.7):
                days = self.chance.randint(1, 9)
                self._tell(Resumed, stop + timedelta(days=days), self.by, number=number,
                           deadline=due + timedelta(days=days))  # fmt: skip
        if self.often(0.05):
            new, _ = self.somebody()
            self._tell(e.Reassigned, self.at(on, "18:30"), self.by, number=number, old=who, new=new)

    def _end(self, number: str, due: int, leads: Sequence[tuple[Assignee, PersonId]], helping: Sequence[Any]) -> None:
        if self.often(0.03):
            self._tell(e.Withdrawn, self.at(due, "19:00"), self.by, number=number, reason="不再办理")
            return
        done = due + self.chance.choice((-5, -3, -2, 0, 0, 0, 1, 3, 7, 12))
        if self.often(0.15):
            self._noticed(number, due, leads[0])
        if self.often(0.12):
            return
        if self.often(0.1):
            self._claimed(number, self.at(done, "09:00"), leads)
            self._tell(e.Returned, self.at(done, "11:00"), self.by, number=number, missing="缺印章")
        self._claimed(number, self.at(done, "16:00"), [*leads, *(helping if self.often(0.7) else [])])
        if self.often(0.85):
            self._tell(e.Closed, self.at(done + 1, "10:00"), self.by, number=number)
            if self.often(0.04):
                self._tell(Reopened, self.at(done + 3, "10:00"), self.by, number=number, reason="现场未见",
                           deadline=self.at(done + 9, "18:00"))  # fmt: skip

    def _claimed(self, number: str, at: datetime, by: Iterable[tuple[Assignee, PersonId]]) -> None:
        for who, person in by:
            self._tell(e.CompletionClaimed, at, person, number=number, assignee=who)

    def _noticed(self, number: str, due: int, lead: tuple[Assignee, PersonId]) -> None:
        level, at = self.chance.choice(list(Level)), self.at(due + 1, "09:00")
        notice = f"督办〔2026〕{number[8:]}号"
        limit = self.at(due + 3, "18:00")
        self._tell(Escalated, at, self.by, number=number, notice=notice, level=level, limit=limit)
        if self.often(0.6):
            note = at + timedelta(days=self.chance.choice((1, 4)))
            self._tell(e.ProgressNoted, note, lead[1], number=number, assignee=lead[0], note="正在办理")

    def away(self) -> None:
        """Let one in twelve be on leave for some days, and the bot be down three times."""
        for person in self.people[::12]:
            first = FIRST + timedelta(days=self.chance.randint(0, 85))
            last = first + timedelta(days=self.chance.randint(0, 9))
            at = self.house.hours.at(first, hour(8))
            self._tell(e.LeaveTaken, at, person.id, person=person.id, first=first, last=last)
            if self.often(0.2):
                self._tell(e.LeaveEnded, at, person.id, person=person.id, first=last, last=last)
        for day in (12, 40, 77):
            began, ended = self.at(day, "15:00"), self.at(day + 1, "10:00")
            until = self.house.hours.add_working_hours(ended, 4, self.house.calendar)
            self._tell(OutageNoted, ended, None, began=began, ended=ended, until=until)

    def decided(self) -> None:
        """Let people propose points, some of which are granted; numbers follow once the entries are sorted."""
        rules = [(one, rule) for one in shipped_registers() for rule in one.rule if rule.event is Event.DECIDED]
        for _ in range(150):
            register, rule = self.chance.choice(rules)
            unit = self.chance.choice([one for one in self.units if one.kind.value in register.scored])
            items = [one.key for one in register.items_of(unit.name) if not rule.items or one.key in rule.items]
            whom = Assignee(unit=unit.id)
            self._tell(s.AdjustmentProposed, self.at(self.chance.randint(0, 91)), self.by, whom=whom,
                       register=register.key, version=register.version, rule=rule.key, reason="经核实",
                       item=self.chance.choice(items) if items else "", files=(_PAPER,),
                       times=self.chance.choice((1, 1, 2)))  # fmt: skip

    def _tell(self, kind: type[e.Entry], at: datetime, by: PersonId | None, **more: Any) -> None:
        self.told.append(kind(at=at, by=by, **more))

    def in_order(self) -> list[e.Entry]:
        """Return the entries as they would come, each task's own in the order in which they were told."""
        last: dict[str, datetime] = {}
        ordered = []
        for entry in self.told:
            number = getattr(entry, "number", "")
            at = max(entry.at, last.get(number, entry.at)) if number else entry.at
            last[number] = at
            ordered.append(replace(entry, at=at))
        return sorted(ordered, key=lambda one: one.at)
