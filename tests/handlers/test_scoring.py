"""考评得分 in the chat: in private only, one's own office for staff, the ranking for those who see more than one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ledger.outages import OutageNoted
from storage.verify import verify
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, HEAD, LEADER, OUTSIDER, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene


@scene
async def late(assigned: Dialog) -> None:
    """Go on to the second workday after the deadline of 张三's task, which was received in time."""
    await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF))
    assigned.passes(days=8)


async def test_a_score_is_told_line_by_line_with_its_rule_and_sum(late: Dialog) -> None:
    (said,) = await late.says(STAFF, "我们科这个季度多少分，扣在哪了")
    assert said.splitlines() == [
        "<b>考评得分</b>｜综合科｜本季度",
        "<b>科室量化考评细则</b>（第2版，云政办发〔2026〕18号）",
        "得分 99｜良好",
        "基础分 100｜扣分 -1",
        "",
        "<b>扣分 1</b>",
        "<blockquote>DB-2026-1 报送三季度经济运行分析｜逾期 2个工作日 × -0.5 = -1（第九条）</blockquote>",
    ]


async def test_who_sees_more_than_one_office_gets_the_ranking(late: Dialog) -> None:
    for who in (COORDINATOR, LEADER):
        (said,) = await late.says(who, "/score")
        assert said.splitlines()[0] == "<b>考评排名</b>｜本季度"
    (said,) = await late.says(COORDINATOR, "/score")
    assert said.splitlines()[1:] == [
        "<b>科室量化考评细则·科室</b>",
        "<blockquote>1. 督查室｜100｜良好",
        "1. 审核科｜100｜良好",
        "3. 综合科｜99｜良好</blockquote>",
    ]
    (said,) = await late.says(COORDINATOR, "综合科这季度多少分，扣在哪了")
    assert said.splitlines()[2] == "得分 99｜良好｜第3名（共3）"


async def test_who_sees_one_office_gets_that_and_no_place(late: Dialog) -> None:
    (said,) = await late.says(HEAD, "/score")
    assert said.splitlines()[0] == "<b>考评得分</b>｜综合科｜本季度"
    assert "名" not in said.splitlines()[2]


async def test_scores_are_not_told_in_groups(late: Dialog) -> None:
    (said,) = await late.says(COORDINATOR, "综合科这季度多少分", chat=GROUP)
    assert said == "考评得分和排名仅在私聊中查询，请私信发送 /score 查看。"


async def test_other_offices_and_those_who_only_review_are_refused(late: Dialog) -> None:
    for who, words in ((STAFF, "/score 督查室"), (OUTSIDER, "/score 综合科"), (REVIEWER, "/score 综合科")):
        (said,) = await late.says(who, words)
        assert "考评得分" in said
        assert "得分 " not in said


async def test_how_the_own_score_is_counted_is_told_with_the_numbers_put_in(late: Dialog) -> None:
    (said,) = await late.says(STAFF, "怎么算的")
    assert said.splitlines() == [
        "<b>得分怎么算</b>｜张三｜本季度",
        "<b>科室量化考评细则</b>（第2版，云政办发〔2026〕18号）",
        "个人得分 = 综合科得分 99 × 30% + 本人得分 99 × 70% = 99",
        "本人得分 = 基础分 100，本人承办事项 -1",
        "",
        "<blockquote>DB-2026-1 报送三季度经济运行分析｜逾期 2个工作日 × -0.5 = -1（第九条）</blockquote>",
    ]
    (said,) = await late.says(COLLEAGUE, "我的得分是怎么算的？")
    assert "综合科得分 99 × 30% + 本人得分 100 × 70% = 99.7" in said
    (said,) = await late.says(LEADER, "怎么算的")
    assert said == "现行细则未将您的得分与所在科室挂钩。科室得分的明细请发 /score 查看。"


async def test_an_outage_is_told_with_its_times(late: Dialog) -> None:
    """The bot was away from the afternoon of the deadline until just now."""
    began = datetime(2026, 11, 27, 8, tzinfo=UTC)
    async with late.store.books(now=late.now) as books:
        until = late.now + timedelta(hours=1)
        await books.record(OutageNoted(at=late.now, by=None, began=began, ended=late.now, until=until))
    (said,) = await late.says(STAFF, "我们科这个季度多少分，扣在哪了")
    assert said.splitlines()[2:] == [
        "得分 100｜良好",
        "基础分 100",
        "",
        "<b>不计分 1</b>",
        "<blockquote>DB-2026-1 报送三季度经济运行分析｜逾期 0，系统停机 11-27 16:00 至 12-01 10:00，"
        "12-01 11:00 前不计（第九条）</blockquote>",
    ]


async def test_what_a_closing_today_would_bring_is_told_and_nothing_is_recorded(assigned: Dialog) -> None:
    await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF))
    before = await assigned.entries()
    (said,) = await assigned.says(STAFF, "若今天销号能得多少分？")
    assert said.splitlines() == [
        "<b>假设测算</b>｜综合科｜假设在办事项今天全部销号",
        "<b>科室量化考评细则</b>",
        "得分 100 → 100.5（+0.5）",
        "<blockquote>增：DB-2026-1 报送三季度经济运行分析｜按期销号 +0.5（第六条）</blockquote>",
        "",
        "仅为按现有记录测算，不记入台账；以实际销号为准。",
    ]
    (said,) = await assigned.says(COORDINATOR, "若1号今天销号")
    assert said.splitlines()[0] == "<b>假设测算</b>｜综合科｜假设DB-2026-1今天销号"
    assert said.splitlines()[2] == "得分 100 → 100.5（+0.5）｜名次 1 → 1（共3）"
    (said,) = await assigned.says(LEADER, "如果综合科今天全部销号能得多少分")
    assert "得分 100 → 100.5" in said
    assert await assigned.entries() == before


async def test_a_late_task_stops_losing_when_it_is_closed_and_that_is_told(late: Dialog) -> None:
    (said,) = await late.says(HEAD, "若DB-2026-1今天销号，会怎样")
    assert "得分 99 → 99（不变）" in said


async def test_what_is_asked_of_others_or_of_what_is_over_is_refused(late: Dialog) -> None:
    (said,) = await late.says(STAFF, "若督查室今天销号能得多少分")
    assert "考评得分" in said
    (said,) = await late.says(OUTSIDER, "若1号今天销号")
    assert "假设测算" not in said
    await late.sends_photo(STAFF, "DB-2026-1 申请销号")
    await late.says(REVIEWER, "同意销号 DB-2026-1")
    (said,) = await late.says(HEAD, "若1号今天销号")
    assert said == "DB-2026-1 已办结、撤回或中止，无从测算；请写一件在办事项，例：若118号今天销号。"


async def test_a_year_is_told_by_quarter_and_month_and_a_cadres_by_its_sides(late: Dialog) -> None:
    (said,) = await late.says(COORDINATOR, "综合科今年累计多少分")
    assert said.splitlines() == [
        "<b>年度累计</b>｜综合科｜2026年",
        "<b>科室量化考评细则</b>",
        "年度得分 99｜良好｜第3名（共3）",
        "各季度平均：四季度 99",
        "累计加分 0，累计扣分 -1",
        "<blockquote>12月 0／-1</blockquote>",
    ]
    (ranking,) = await late.says(LEADER, "今年累计多少分？")
    assert ranking.splitlines()[:2] == ["<b>年度累计</b>｜2026年", "<b>科室量化考评细则·科室</b>"]
    (own,) = await late.says(STAFF, "我今年累计得了多少分")
    assert own.splitlines()[0] == "<b>年度累计</b>｜综合科｜2026年"
    (said,) = await late.says(STAFF, "督查室今年累计多少分")
    assert "年度得分" not in said


async def test_the_honours_list_is_for_those_who_see_more_than_one_unit(late: Dialog) -> None:
    (said,) = await late.says(LEADER, "年度评优名单")
    assert said.splitlines()[0] == "<b>年度评优建议名单</b>｜2026年"
    (said,) = await late.says(STAFF, "年度评优名单")
    assert "评优" not in said


async def test_a_quarter_is_named_by_its_number_or_as_the_last_one(late: Dialog) -> None:
    for words in ("综合科四季度多少分", "综合科2026年第四季度得分", "/score 综合科 四季度"):
        (said,) = await late.says(COORDINATOR, words)
        assert said.splitlines()[0] == "<b>考评得分</b>｜综合科｜本季度", words
    for words in ("三季度排名", "/score 上季度", "综合科三季度多少分", "综合科去年四季度多少分"):
        (said,) = await late.says(COORDINATOR, words)
        assert said.endswith("季度台账尚未启用，没有考评得分。查本季度请发 /score。"), words
    (said,) = await late.says(COORDINATOR, "/score 2027年一季度")
    assert said == "2027年一季度尚未开始。查本季度请发 /score。"


async def test_places_are_asked_for_in_several_ways(late: Dialog) -> None:
    for words in ("排名", "考评排名", "本季度排名"):
        (said,) = await late.says(COORDINATOR, words)
        assert said.splitlines()[0] == "<b>考评排名</b>｜本季度", words
    for words in ("本季度综合科排第几", "综合科第几名"):
        (said,) = await late.says(COORDINATOR, words)
        assert said.splitlines()[2] == "得分 99｜良好｜第3名（共3）", words
    (said,) = await late.says(LEADER, "年度荣誉榜")
    assert said.splitlines()[0] == "<b>年度评优建议名单</b>｜2026年"


async def test_what_would_be_is_asked_about_a_unit_without_asking_for_points(assigned: Dialog) -> None:
    for words in ("若综合科今天全部销号", "综合科若今天销号能得多少分", "若综合科今天销号"):
        (said,) = await assigned.says(COORDINATOR, words)
        assert said.splitlines()[0] == "<b>假设测算</b>｜综合科｜假设在办事项今天全部销号", words
    assert await assigned.says(STAFF, "若今天销号") == await assigned.says(STAFF, "若今天销号能得多少分")


async def test_a_task_counts_once_for_its_unit_and_for_each_of_its_people_who_share_it(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, f"请{STAFF}、{COLLEAGUE}任一人周五下班前报送三季度经济运行分析")
    await dialog.taps(COORDINATOR, "确认")
    for who in (STAFF, COLLEAGUE):
        await dialog.says(who, "1号收到")
    dialog.passes(days=8)
    (said,) = await dialog.says(HEAD, "我们科这个季度多少分")
    assert said.count("DB-2026-1 ") == 1, said
    own = [(await dialog.says(who, "怎么算的"))[0] for who in (STAFF, COLLEAGUE)]
    assert [one.count("DB-2026-1 ") for one in own] == [1, 1], own
    assert (await verify(dialog.store)).is_whole
