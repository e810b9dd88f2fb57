"""A city's office for reports: 49 units and their offices, 5,000 people, 20,000 open tasks, two weeks of closed ones.

Everything is drawn by one seed, so that each run composes the same texts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random

from ledger import entries as e
from ledger.escalations import Escalated, Level, ReceiptChased, Rung
from ledger.facts import Facts
from ledger.origin_entries import OrientationsSet
from ledger.people import Assignee, Person, PersonId, Role, Roster, Unit, UnitId, UnitKind
from ledger.time_entries import ExtensionRequested, Suspended
from tests.support.facts import LI, QIAN, SUPERVISION, Diary, local

UNITS, OFFICES, PEOPLE, OPEN, CLOSED = 49, 4, 5_000, 20_000, 3_000
MORNING, EVENING = "11-27 08:30", "11-27 17:30"
FRIDAY = date(2026, 11, 27)
_FIELDS = "发展改革 教育 科技 工业和信息化 公安 民政 司法 财政 自然资源 生态环境 住房和城乡建设 交通运输 水务"
_ABOUT = "重点项目建设 三季度经济运行分析 信访积案化解 老旧小区改造 供热保障 安全生产检查 招商引资 常务会议定事项"


@cache
def roster() -> Roster:
    """Return districts and departments with their offices, a head in each, leaders with their fields, and staff."""
    fields = _FIELDS.split()
    tops = [_top(n, fields[n % len(fields)]) for n in range(UNITS)]
    offices = [
        Unit(id=UnitId(1000 + OFFICES * n + k), kind=UnitKind.OFFICE, name=f"{top.name}第{k + 1}科", parent=top.id)
        for n, top in enumerate(tops)
        for k in range(OFFICES)
    ]
    staff = [_person(100 + n, f"人员{n}", offices[n % len(offices)], n < len(offices)) for n in range(PEOPLE - 8)]
    leaders = [
        Person(
            id=PersonId(50 + n),
            name=f"市长{n}",
            unit=SUPERVISION.id,
            roles=frozenset({Role.LEADER}),
            fields=tuple(top.id for top in tops[n::6]),
        )
        for n in range(6)
    ]
    return Roster(units=(*tops, *offices, SUPERVISION), people=(*leaders, LI, QIAN, *staff))


def _top(n: int, field: str) -> Unit:
    if n < 3:
        return Unit(id=UnitId(100 + n), kind=UnitKind.DISTRICT, name=f"第{n + 1}区")
    return Unit(id=UnitId(100 + n), kind=UnitKind.DEPARTMENT, name=f"市{field}局{n}")


def _person(number: int, name: str, unit: Unit, head: bool) -> Person:
    return Person(id=PersonId(number), name=name, unit=unit.id, roles=frozenset({Role.HEAD if head else Role.STAFF}))


class _City(Diary):
    """The entries of all tasks, one task after the other."""

    def __init__(self) -> None:
        super().__init__(roster())
        self.chance = Random(20261127)
        self.staff = [one for one in self.roster.people if one.id >= 100]
        self.number = 0

    def day(self, earliest: int, latest: int, hour: str) -> str:
        """Return an hour of a day so many days from the Friday of the reports."""
        return f"{FRIDAY + timedelta(days=self.chance.randint(earliest, latest)):%Y-%m-%d} {hour}"

    def begin(self, at: str, due: str | None) -> tuple[int, Person, Assignee]:
        """Assign the next task to somebody, at times to an office or with support."""
        self.number += 1
        about = _ABOUT.split()
        title = f"督促落实{self.chance.choice(about)}第{self.number}项并报送办理结果"
        person = self.chance.choice(self.staff)
        whom: Person | Unit = person
        if self.chance.random() < 0.1 and person.unit is not None:
            whom = self.roster.unit(person.unit)
        support = (Assignee(person=self.chance.choice(self.staff).id),) if self.chance.random() < 0.1 else ()
        return self.number, person, self.assign(self.number, title, whom, at=at, due=due, support=support)

    def close(self) -> None:
        """Let a task be closed within the last two weeks, one in five late, one in ten returned on the way."""
        back = self.chance.randint(1, 13)
        due = f"{FRIDAY - timedelta(days=back + self.chance.choice((-6, -4, -2, 0, 3)))} 18:00"
        n, by, lead = self.begin(self.day(-40, -20, "09:00"), due)
        self.on(e.Acknowledged, n, self.day(-19, -17, "10:00"), by, lead)
        if self.chance.random() < 0.1:
            self.on(e.CompletionClaimed, n, self.day(-16, -15, "10:00"), by, lead)
            self.on(e.Returned, n, self.day(-14, -14, "11:00"), QIAN, missing="缺印发文件")
        day = FRIDAY - timedelta(days=back)
        self.on(e.CompletionClaimed, n, f"{day} 10:00", by, lead, note="已办结")
        self.on(e.Closed, n, f"{day} 15:00", QIAN)

    def go_on(self) -> None:
        """Let a task be under way: unsigned, moved, held up, claimed, standing still, noticed, asked for more time."""
        due = None if self.chance.random() < 0.01 else self.day(-20, 60, "18:00")
        n, by, lead = self.begin(self.day(-40, -21, "09:00"), due)
        if self.chance.random() < 0.06:
            if self.chance.random() < 0.5:
                self.note(
                    ReceiptChased,
                    self.day(-15, -15, "09:00"),
                    None,
                    number=f"DB-2026-{n}",
                    assignee=lead,
                    rung=Rung.COORDINATOR,
                )
            return
        self.on(e.Acknowledged, n, self.day(-20, -18, "10:00"), by, lead)
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            percent = self.chance.choice((None, 30, 60, 80))
            self.on(
                e.ProgressNoted,
                n,
                self.day(-17, 0, "08:10"),
                by,
                lead,
                note="已形成初稿，正在征求意见",
                percent=percent,
            )
        turns: list[Callable[[int, Person, Assignee], None]] = [
            self._held_up,
            self._claimed,
            self._still,
            self._noticed,
            self._asked,
            self._key,
        ]
        if self.chance.random() < 0.3:
            self.chance.choice(turns)(n, by, lead)

    def _held_up(self, n: int, by: Person, lead: Assignee) -> None:
        needs = Assignee(unit=self.chance.choice(self.roster.units[:UNITS]).id)
        self.on(
            e.BlockerRaised, n, self.day(-10, -1, "11:00"), by, lead, reason="缺各区数据，多次催要未果", needs=needs
        )

    def _claimed(self, n: int, by: Person, lead: Assignee) -> None:
        self.on(e.CompletionClaimed, n, self.day(-9, -8, "11:00"), by, lead)
        if self.chance.random() < 0.3:
            self.on(e.Returned, n, self.day(-7, -5, "11:00"), QIAN, missing="缺佐证材料")
            self.on(e.CompletionClaimed, n, self.day(-4, 0, "08:20"), by, lead)

    def _still(self, n: int, _by: Person, _lead: Assignee) -> None:
        self.on(Suspended, n, self.day(-9, -1, "11:00"), LI, reason="待上级批复", awaiting="省厅批复")

    def _noticed(self, n: int, _by: Person, _lead: Assignee) -> None:
        level = self.chance.choice(list(Level))
        limit = local(self.day(-2, 3, "18:00"))
        self.on(Escalated, n, self.day(-6, -3, "09:00"), LI, notice=f"督办〔2026〕{n}号", level=level, limit=limit)

    def _asked(self, n: int, by: Person, lead: Assignee) -> None:
        deadline = local(self.day(61, 70, "18:00"))
        self.on(ExtensionRequested, n, self.day(-3, -1, "09:00"), by, lead, deadline=deadline, reason="审批时间较长")

    def _key(self, n: int, _by: Person, _lead: Assignee) -> None:
        self.on(
            OrientationsSet,
            n,
            self.day(-8, -1, "09:00"),
            LI,
            problem="口径不一",
            target="年底前完成",
            result="已建台账",
        )


@cache
def _diary(one_in: int) -> Diary:
    city = _City()
    for _ in range(CLOSED // one_in):
        city.close()
    for _ in range(OPEN // one_in):
        city.go_on()
    for one in city.staff[::40]:
        city.note(e.LeaveTaken, "11-26 08:00", LI, person=one.id, first=FRIDAY, last=FRIDAY)
    for one in city.staff[::2]:
        city.note(e.DailyReported, "11-27 16:00", one, day=FRIDAY, done="推进在办事项", plan="继续推进")
    return city


@cache
def city_facts(at: str, one_in: int = 1) -> Facts:
    """Return the facts of the whole city at that local time, or with one in so many of its tasks."""
    return _diary(one_in).facts(at)
