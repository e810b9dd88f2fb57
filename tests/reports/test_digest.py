"""The leaders' digest: only what needs a decision, each line once, short."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ledger import entries as e
from ledger.circulars import Circular, Point, Stage, Tone
from ledger.escalations import ReceiptChased, Rung
from ledger.people import Person, Role, Roster
from ledger.time_entries import ExtensionRequested
from reports.digest import digest, digest_text
from reports.splitting import LIMIT, units, visible
from reports.view import View
from tests.reports.goldens import agrees
from tests.support.facts import (
    BUDGET,
    CHEN,
    FINANCE,
    GENERAL,
    LI,
    QIAN,
    ROSTER,
    WANG,
    WU,
    ZHANG,
    ZHAO,
    ZHOU,
    Diary,
    local,
    to,
)

MORNING = "11-27 08:40"


def morning() -> Diary:
    """Return what waits on Friday: a request, a dispute, a red light, a blocker of four days and an unsigned task."""
    diary = Diary()
    asked = diary.assign(1, "报送三季度经济运行分析", ZHANG, at="11-23 09:00", due="11-27 18:00")
    diary.on(e.Acknowledged, 1, "11-23 09:10", ZHANG, asked)
    wish = {"deadline": local("12-02 18:00"), "reason": "数据未核实"}
    diary.on(ExtensionRequested, 1, "11-26 15:00", ZHANG, asked, **wish)
    topics = diary.assign(2, "汇总常务会议题", WANG, at="11-24 09:00", due="11-27 12:00")
    diary.on(e.CompletionClaimed, 2, "11-25 11:30", WANG, topics)
    diary.on(e.Returned, 2, "11-25 14:00", QIAN, missing="缺议题二的背景材料")
    diary.on(e.CompletionClaimed, 2, "11-26 15:00", WANG, topics, note="已补齐")
    late = diary.assign(3, "编报四季度预算执行情况", FINANCE, at="11-17 10:00", due="11-24 12:00")
    diary.on(e.Acknowledged, 3, "11-17 17:30", ZHOU, late)
    bonus = diary.assign(4, "修改招商奖补办法", WU, at="11-20 10:00", due="12-04 18:00")
    diary.on(e.BlockerRaised, 4, "11-23 15:00", WU, bonus, reason="缺各区招商数据", needs=to(GENERAL)[0])
    unsigned = diary.assign(5, "整理信访件办理台账", BUDGET, at="11-24 09:00", due="12-04 18:00")
    diary.on(ReceiptChased, 5, "11-26 10:00", None, unsigned, rung=Rung.COORDINATOR, told=(LI.id,))
    diary.assign(6, "起草元旦值班安排", LI, at="11-26 17:00", due="11-30 18:00")
    return diary


def test_the_digest_of_a_morning():
    view = View(morning().facts(MORNING))
    found = digest(view, CHEN)
    assert found is not None
    text, shown = digest_text(view, found)
    agrees("digest", text)
    lines = [line for section in shown.sections.values() for line in section.lines]
    assert [line.number for line in lines] == [f"DB-2026-{n}" for n in range(1, 6)]
    assert found.count == shown.count == 5


def test_nothing_that_waits_is_one_line():
    view = View(Diary().facts(MORNING))
    found = digest(view, CHEN)
    assert found is not None
    assert digest_text(view, found)[0].splitlines()[1:] == ["今日无待决事项。"]


def laid(number: int, *, to: Person = CHEN, stage: Stage = Stage.SUBMITTED) -> Circular:
    """Return a circular of two sentences that was laid before somebody."""
    return Circular(
        id=number,
        version=2,
        title="关于2026年11月23日至26日督查事项办理情况的通报",
        points=tuple(Point(tone, "DB-2026-1", "办理情况。") for tone in Tone),
        chats=(),
        first=date(2026, 11, 23),
        last=date(2026, 11, 26),
        as_of=local(MORNING),
        authors=frozenset({LI.id}),
        stage=stage,
        to=to.id,
    )


def test_circulars_that_wait_for_this_leader_are_counted_and_come_first():
    view = View(morning().facts(MORNING))
    others = [laid(n, stage=stage) for n, stage in enumerate(Stage, start=3) if stage is not Stage.SUBMITTED]
    found = digest(view, CHEN, [laid(1), laid(2, to=ZHAO), *others])
    assert found is not None
    text, _ = digest_text(view, found)
    agrees("digest_circular", text)
    assert found.count == 6
    assert found.as_data()["circulars"]["count"] == len(found.circulars) == 1


def test_many_circulars_stay_one_short_message():
    view = View(Diary().facts(MORNING))
    found = digest(view, CHEN, [laid(n) for n in range(1, 31)])
    assert found is not None
    text, shown = digest_text(view, found)
    assert (found.count, len(shown.circulars)) == (30, 8)
    assert "通报待批 30" in text and "另有 22 份，发送 /circular 查看。" in text


def test_only_leaders_get_one():
    view = View(morning().facts(MORNING))
    assert [one.name for one in ROSTER.people if digest(view, one) is not None] == ["陈静"]
    gone = replace(CHEN, left_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert digest(view, gone) is None


@pytest.mark.parametrize(("field", "numbers"), [(GENERAL, [1, 2, 6]), (FINANCE, [3, 4, 5])])
def test_a_leader_reads_what_lies_in_the_own_field(field, numbers):
    """Whoever assigned a task is asked about its extension first; here a coordinator did, so the field decides."""
    roster = Roster(units=ROSTER.units, people=(*ROSTER.people, replace(CHEN, id=77, name="何领", fields=(field.id,))))
    diary = morning()
    diary.roster = roster
    view = View(diary.facts(MORNING))
    found = digest(view, roster.person(77))
    assert found is not None
    shown = {line.number for section in found.sections.values() for line in section.lines}
    assert shown <= {f"DB-2026-{n}" for n in numbers}
    assert shown


def test_a_leader_decides_nothing_about_the_own_work():
    diary = Diary(Roster(units=ROSTER.units, people=(*ROSTER.people, replace(CHEN, id=77, name="何领"))))
    both = diary.assign(1, "汇总常务会议题", CHEN, at="11-24 09:00", due="11-27 12:00")
    diary.on(e.CompletionClaimed, 1, "11-25 11:30", CHEN, both)
    diary.on(e.Returned, 1, "11-25 14:00", QIAN, missing="缺背景材料")
    diary.on(e.CompletionClaimed, 1, "11-26 15:00", CHEN, both)
    view = View(diary.facts(MORNING))
    counts = {one.name: found.count for one in diary.roster.people if (found := digest(view, one))}
    assert counts == {"陈静": 0, "何领": 1}


def test_sixty_red_lights_stay_one_short_message():
    diary = Diary()
    for n in range(1, 61):
        diary.assign(n, "督促落实会议定事项并报送办理结果", WANG, at="11-16 09:00", due="11-20 18:00")
    view = View(diary.facts(MORNING))
    found = digest(view, CHEN)
    assert found is not None
    text, shown = digest_text(view, found)
    assert "红灯 60" in text
    assert "另有 52 项，发送“红灯”查看。" in text
    assert shown.count == 8
    assert units(visible(text)) < LIMIT / 4


def test_reviewers_and_coordinators_have_no_digest():
    view = View(morning().facts(MORNING))
    assert all(digest(view, one) is None for one in ROSTER.people if not one.has(Role.LEADER))
