"""Pictures of the reports: their size, their figures, and what becomes of names that no font can set."""

from __future__ import annotations

import struct
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from ledger import entries as e
from ledger.people import Person, PersonId, Role, Roster, Unit, UnitId, UnitKind
from ledger.time_entries import Resumed, Suspended
from reports import compose
from reports.fonts import characters, shown
from reports.pictures import caption, pictures_of, ranking_of
from reports.pictures.values import board, daily, ranking, summary
from reports.splitting import units
from tests.reports import scenes
from tests.support.facts import LI, QIAN, WANG, WU, ZHANG, Diary, local, to

KINDS = {"dispatch": "11-26 08:30", "daily": "11-26 17:30", "weekly": "11-27 17:30", "monthly": "11-30 17:30"}
SLOWEST = 3.0  # Seconds; a picture takes a tenth of one where nobody else works.


def composed(kind: str, diary: Diary | None = None, **options):
    return compose(kind, (diary or scenes.busy_week()).facts(KINDS[kind]), **options)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def city(count: int = 49) -> Diary:
    """Return an office of many units with long names, each with a task that is late and one that is not."""
    names = [f"市第{n}国有资产监督管理和公共资源交易委员会" for n in range(1, count + 1)]
    houses = [Unit(id=UnitId(10 + n), kind=UnitKind.DEPARTMENT, name=name) for n, name in enumerate(names)]
    people = [
        Person(id=PersonId(100 + n), name=f"王{n}", unit=unit.id, roles=frozenset({Role.STAFF}))
        for n, unit in enumerate(houses)
    ]
    diary = Diary(Roster(units=tuple(houses), people=(*people, LI)))
    for n, person in enumerate(people):
        diary.assign(2 * n + 1, "报送材料", person, at="11-16 09:00", due="11-24 18:00")
        diary.assign(2 * n + 2, "报送方案", person, at="11-16 09:00", due="12-24 18:00")
    return diary


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_as_wide_as_a_phone_and_the_same_each_time(kind):
    first, again = (pictures_of(composed(kind)) for _ in range(2))
    assert first == again
    assert [size(picture.content)[0] for picture in first] == [1080]


@pytest.mark.parametrize("kind", KINDS)
def test_forty_nine_units_fit_within_what_the_platform_takes(kind):
    report = composed(kind, city())
    started = time.perf_counter()
    drawn = pictures_of(report)
    assert time.perf_counter() - started < SLOWEST * len(drawn)
    for picture in drawn:
        width, height = size(picture.content)
        assert width == 1080
        assert width + height <= 10_000
        assert height <= 20 * width
        assert len(picture.content) < 10 * 1024 * 1024


def test_the_board_counts_what_the_text_counts():
    report = composed("dispatch")
    values = board(report.built)
    assert [(one["title"], one["count"]) for one in values["tiles"]] == [
        ("今日到期", 1), ("逾期", 1), ("新交办", 1), ("待签收", 4), ("待销号", 1), ("卡点", 1), ("督办", 0),
        ("久无进展", 1),
    ]  # fmt: skip
    for tile in values["tiles"]:
        assert f"{tile['title']} {tile['count']}" in report.text
    shown_units = [(one["name"], one["all"], one["red"]) for one in values["units"]]
    assert shown_units == [(unit["unit"], unit["count"], len(unit["red"])) for unit in report.data["units"]]
    assert values["open"] == sum(one["all"] for one in values["units"])


def test_the_daily_picture_counts_what_the_text_counts():
    report = composed("daily")
    values = daily(report.built)
    for tile in values["tiles"]:
        assert f"{tile['title']} {tile['count']}" in report.text
    assert values["people"] == {"owed": 7, "reported": 3, "missing": 3, "on_leave": 1}
    assert "应报 7｜已报 3｜未报 3｜请假 1" in report.text


def test_the_weekly_picture_counts_what_the_text_counts():
    report = composed("weekly")
    values = summary(report.built)
    for flow in values["flows"]:
        assert f"{flow['title']} {flow['now']}（上周 {flow['before']}" in report.text
    for rate in values["rates"]:
        assert f"{rate['title']} {rate['now']['shown']}" in report.text
    assert values["days"][-1]["open"] == report.data["sections"]["open"]["count"] == values["open"]
    assert [one["day"] for one in values["days"]] == [
        "11.20 周五", "11.23 周一", "11.24 周二", "11.25 周三", "11.26 周四", "11.27 周五",
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["11-23", "11-24", "11-25", "11-26"])
def test_what_was_open_on_a_day_is_what_that_day_would_have_told(day):
    """The line is drawn from today's facts; each point is the 在办 of that evening's own facts."""
    diary = scenes.busy_week()
    ends = {one["day"][5:]: one["open"] for one in compose("weekly", diary.facts(KINDS["weekly"])).data["days"]}
    then = compose("weekly", diary.facts(f"{day} 17:30")).data["sections"]["open"]["tasks"]
    assert sorted(ends[day]) == sorted(then)


def test_a_suspended_task_is_not_open_while_it_stands_still():
    diary = Diary()
    diary.assign(1, "报送方案", ZHANG, at="11-16 09:00", due="12-24 18:00")
    diary.on(Suspended, 1, "11-24 10:00", QIAN, reason="等待批复")
    diary.on(Resumed, 1, "11-26 10:00", QIAN, deadline=local("12-28 18:00"))
    report = composed("weekly", diary)
    assert [one["open"] for one in summary(report.built)["days"]] == [1, 1, 0, 0, 1, 1]


def test_units_are_ranked_by_their_rate_and_the_same_rate_is_the_same_place():
    diary = Diary()
    for n, (who, claimed) in enumerate([(ZHANG, True), (WANG, False), (WU, True)], start=1):
        diary.assign(n, "报送材料", who, at="11-16 09:00", due="11-24 18:00")
        diary.on(e.Acknowledged, n, "11-16 10:00", who, to(who)[0])
        if claimed:
            diary.on(e.CompletionClaimed, n, "11-24 10:00", who, to(who)[0])
            diary.on(e.Closed, n, "11-24 15:00", QIAN)
    report = composed("weekly", diary)
    (group,) = ranking(report.built)["groups"]
    assert [(one["place"], one["name"], one["percent"], one["change"]) for one in group["rows"]] == [
        (1, "预算科", "100.0", None),
        (2, "综合科", "50.0", None),
    ]
    assert size(ranking_of(report)[0].content)[0] == 1080


def test_the_caption_is_the_heading_and_the_first_figures():
    report = composed("daily")
    assert caption(report) == "<b>日报告</b>｜2026-11-26 周四｜全办\n销号 1｜新交办 1｜有进展 3"
    assert pictures_of(report)[0].caption == caption(report)


def test_of_several_pictures_only_the_first_repeats_the_figures():
    report = composed("weekly", city())
    first, *others = [picture.caption for picture in pictures_of(report)]
    heading, last = caption(report).splitlines()[0], len(others) + 1
    assert first == f"{caption(report)}\n（图1／{last}）"
    assert others == [f"{heading}\n（图{n}／{last}）" for n in range(2, last + 1)]
    assert others


def test_a_late_report_says_so_in_its_picture_and_caption():
    report = composed("daily", late=True, planned=local("11-26 17:30"))
    assert "迟发" in caption(report)
    assert daily(report.built)["late"] == "迟发：原定 17:30"


def test_a_caption_that_would_be_too_long_keeps_the_heading():
    report = composed("daily")
    long = replace(report, opening="标题\n" + "长" * 1100)
    assert caption(long) == "标题"
    assert units(caption(long)) <= 1024


def test_a_name_that_no_font_has_is_printed_with_a_mark_and_counted():
    diary = city(2)
    first, second = diary.roster.units
    diary.roster = Roster(units=(replace(first, name="㴘水区😀"), second), people=diary.roster.people)
    (picture,) = pictures_of(composed("dispatch", diary))
    assert picture.missing == 2
    assert pictures_of(composed("dispatch", city(2)))[0].missing == 0


@pytest.mark.parametrize("name", ["#let x = 1", "*粗*", "$x$", "\\", "]", "<b>&amp;</b>", '"', "长" * 300])
def test_hostile_names_are_only_text(name):
    diary = city(1)
    diary.roster = Roster(units=(replace(diary.roster.units[0], name=name),), people=diary.roster.people)
    for kind in KINDS:
        assert pictures_of(composed(kind, diary))


def test_the_fonts_hold_what_offices_write():
    common = "喆镕堃珺昉旸玥翀祎赟〔2026〕35号℃㎡①—…“”‘’《》·0123456789AZaz％，。：；！？（） "
    assert shown(common) == (common, 0)
    assert len(characters()) > 9000
    assert shown("甲\U0001f600乙㴘") == ("甲〓乙〓", 2)


def test_an_own_mark_counts_as_no_missing_sign():
    assert shown("〓") == ("〓", 0)
    assert SimpleNamespace(**dict(zip(("text", "missing"), shown("文\ufe0f字"), strict=True))).text == "文字"
