"""Orders as people type them (``data/orders.tsv``): people, deadlines, questions and titles; and orders made from parts."""  # noqa: E501

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading import Context, Intent, to_minute
from ledger.people import Role
from tests.reading.expectations import deadlines, people
from tests.reading.office import said
from tests.reading.scoring import DATA

with (DATA / "orders.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_an_order_is_read_as_noted():
    wrong = []
    for row in ROWS:
        reading = said(row["text"].replace("\\n", "\n"), at=row["at"], role=Role(row["role"]), context=Context.GROUP)
        titles = " / ".join(task.title for task in reading.tasks).replace("\n", "\\n")
        found = reading.intent.value, people(reading), deadlines(reading), ",".join(reading.asks), titles
        noted = tuple(row[name] for name in ("intent", "people", "deadline", "asks", "titles"))
        wrong += [] if found == noted else [(row["text"], noted, found)]
    assert wrong == []
    assert len(ROWS) > 400


CALLS = ["请", "烦请", "麻烦", "辛苦", "劳驾", "让", "责成", "由", "通知", ""]
WHO = {
    "张三": "张三",
    "综合科张三": "张三",
    "市教育局": "教育局",
    "公安局、水务局": "公安局,水务局",
    "乌达区人民政府": "乌达区",
    "王五和李明两个人": "王五,李明",
}
WHEN = {
    "周五前": "2026-11-27T18:00",
    "最晚周五": "2026-11-27T18:00",
    "明儿晌午前": "2026-11-24T12:00",
    "后天后晌五点前": "2026-11-25T17:00",
    "于本月28日前": "2026-11-28T18:00",
    "在年根儿之前": "2026-12-31T18:00",
}
WHAT = ["报送供热台账", "完成清欠自查", "拿出处置意见"]
ENDS = ["", "，谢谢", "，别忘了", "，联系人赵六，电话3998111"]


@given(*map(st.sampled_from, (CALLS, sorted(WHO), sorted(WHEN), WHAT, ENDS)))
@settings(max_examples=200, deadline=None)
def test_openings_and_ends_change_nothing(call, who, when, what, end):
    reading = said(f"{call}{who}{when}{what}{end}")
    (task,) = reading.tasks
    found = people(reading), to_minute(task.deadline), task.title, reading.asks
    assert (reading.intent, *found) == (Intent.ASSIGN, WHO[who], WHEN[when], what, ())


STRANGERS = ["残联", "园林中心", "海勃湾区教育局", "财政局预算科", "城投公司", "相关单位"]


@given(st.sampled_from(STRANGERS), st.sampled_from(sorted(WHEN)), st.sampled_from(WHAT))
@settings(max_examples=60, deadline=None)
def test_a_stranger_beside_a_known_office_is_never_dropped(stranger, when, what):
    reading = said(f"请民政局、{stranger}{when}{what}")
    assert "assignee" in reading.asks
    assert people(reading) == "民政局"


@given(st.sampled_from([("12月25日前", "28日前", "2026-12-28T18:00"), ("12月1日前", "5日前", "2026-12-05T18:00")]))
def test_the_month_said_before_is_carried_on(days):
    first, second, when = days
    assert deadlines(said(f"请财政局{first}报预算，审计局{second}报意见")).split("|")[1] == when


SLIPS = ["不对，是", "哦不，", "说错了，是", "更正，", "口误，", "不，", "等等，", "打错了，应该是"]
DAYS = {"周三": "2026-11-25", "周四": "2026-11-26", "下周一": "2026-11-30", "12月3日": "2026-12-03"}


@given(st.sampled_from(sorted(DAYS)), st.sampled_from(SLIPS), st.sampled_from(sorted(DAYS)), st.sampled_from(WHAT))
@settings(max_examples=100, deadline=None)
def test_a_limit_taken_back_in_the_same_message_is_void(first, slip, second, what):
    for text in (f"请张三{first}前{what}，{slip}{second}前", f"请张三{first}前，{slip}{second}前{what}"):
        reading = said(text)
        assert (people(reading), deadlines(reading), reading.asks) == ("张三", f"{DAYS[second]}T18:00", ())


HEARD = {
    "住健局": "住建局",
    "章三": "张三",
    "李思": "李四",
    "周三铭": "周三明",
    "教育据": "教育局",
    "海渤湾区": "海勃湾区",
}


@given(st.sampled_from(sorted(HEARD)), st.sampled_from(["", "请", "麻烦", "让"]), st.sampled_from(WHAT))
@settings(max_examples=60, deadline=None)
def test_a_name_as_voice_input_writes_it_is_confirmed(written, call, what):
    reading = said(f"{call}{written}周五前{what}")
    assert (people(reading), deadlines(reading), reading.asks) == (
        HEARD[written],
        "2026-11-27T18:00",
        ("confirm_name",),
    )


@pytest.mark.parametrize(
    ("text", "who", "when"),
    [
        ("布置任务给张三：汇总除雪情况，明天中午12点前", "张三", "2026-11-24T12:00"),
        ("派给王五：简报第35期，明天下午5点", "王五", "2026-11-24T17:00"),
        ("张三 周五 信息汇编", "张三", "2026-11-27T18:00"),
    ],
)
def test_what_is_handed_out_in_private_is_an_order(text, who, when):
    reading = said(text, context=Context.PRIVATE)
    assert (reading.intent, people(reading), deadlines(reading), reading.asks) == (Intent.ASSIGN, who, when, ())


@pytest.mark.parametrize("text", ["派给王五的活他早干完了", "张三 周五 团建", "布置给孩子的作业明天交"])
def test_what_only_sounds_handed_out_is_none(text):
    assert said(text, context=Context.PRIVATE).intent is Intent.NONE


@pytest.mark.parametrize(
    ("told", "ordered"),
    [
        ("城管局三天内拆了四十处，效率真高", "城管局三天内把违建拆了"),
        ("张三周五前去不了", "张三周五前报不了的要书面说明原因"),
        ("农牧局那边回话了，说12月5日前能完", "农牧局12月5日前回复"),
        ("文旅局元旦前有演出", "文旅局元旦前有演出，请公安局周五前报安保方案"),
        ("宣传部周五来拍宣传片", "综合科明天上午来把文件领走"),
        ("城管局周三前拆完了", "城管局周三前拆完"),
    ],
)
def test_what_is_told_of_an_office_is_no_order(told, ordered):
    assert said(told).intent is Intent.NONE
    assert said(ordered).intent is Intent.ASSIGN
