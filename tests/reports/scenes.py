"""Scenes: a few office days, told as entries, from which the golden texts are made."""

from __future__ import annotations

from datetime import date

from ledger import entries as e
from tests.support.facts import BUDGET, FINANCE, GENERAL, LI, QIAN, WANG, WU, ZHANG, ZHAO, ZHOU, Diary, to


def busy_week() -> Diary:
    """Return a week from Monday 2026-11-23 in which everything happens that a report can tell."""
    diary = Diary()
    _last_week(diary)
    _monday_to_wednesday(diary)
    _thursday_and_friday(diary)
    return diary


def _last_week(diary: Diary) -> None:
    minutes = diary.assign(1, "印发常务会议纪要", ZHAO, at="11-16 09:00", due="11-18 18:00")
    diary.on(e.Acknowledged, 1, "11-16 09:30", ZHAO, minutes)
    diary.on(e.CompletionClaimed, 1, "11-18 16:00", ZHAO, minutes)
    diary.on(e.Closed, 1, "11-19 10:00", QIAN)
    budget = diary.assign(
        2, "编报四季度预算执行情况", FINANCE, at="11-17 10:00", due="11-20 12:00", support=to(GENERAL)
    )
    diary.on(e.Acknowledged, 2, "11-17 17:30", ZHOU, budget)
    diary.on(e.ProgressNoted, 2, "11-19 11:00", ZHOU, budget, note="数据已收齐，正在汇总", percent=70)
    plan = diary.assign(3, "报送2027年重点工作安排", ZHANG, at="11-18 15:00", due="12-04 18:00")
    diary.on(e.Acknowledged, 3, "11-18 15:05", ZHANG, plan)


def _monday_to_wednesday(diary: Diary) -> None:
    analysis = diary.assign(4, "报送三季度经济运行分析", ZHANG, WANG, ZHAO, at="11-23 09:00", due="11-26 18:00")
    diary.on(e.Acknowledged, 4, "11-23 09:10", ZHANG, analysis)
    bonus = diary.assign(5, "修改招商奖补办法", WU, at="11-23 10:00", due="11-30 18:00")
    diary.on(e.Acknowledged, 5, "11-23 14:40", WU, bonus)
    diary.on(e.BlockerRaised, 5, "11-23 15:00", WU, bonus, reason="缺各区招商数据", needs=to(GENERAL)[0])
    topics = diary.assign(6, "汇总常务会议题", WANG, at="11-24 09:00", due="11-25 12:00")
    diary.on(e.Acknowledged, 6, "11-24 09:01", WANG, topics)
    diary.on(e.CompletionClaimed, 6, "11-25 11:30", WANG, topics, note="议题清单已报")
    diary.assign(7, "整理信访件办理台账", BUDGET, at="11-25 16:00")


def _thursday_and_friday(diary: Diary) -> None:
    diary.on(e.ProgressNoted, 4, "11-26 10:00", ZHANG, to(ZHANG)[0], note="初稿已完成", percent=80)
    diary.on(e.Returned, 6, "11-26 11:00", QIAN, missing="缺议题二的背景材料")
    diary.on(e.CompletionClaimed, 6, "11-26 15:00", WANG, to(WANG)[0], note="已补齐")
    diary.on(e.Closed, 6, "11-26 16:30", QIAN)
    diary.on(e.CompletionClaimed, 2, "11-26 16:40", ZHOU, to(FINANCE)[0])
    diary.assign(8, "起草元旦值班安排", LI, at="11-26 17:00", due="11-27 18:00")
    diary.note(e.LeaveTaken, "11-26 08:40", QIAN, person=WU.id, first=date(2026, 11, 26), last=date(2026, 11, 27))
    diary.on(e.Acknowledged, 8, "11-26 17:05", LI, to(LI)[0])
    diary.note(e.DailyReported, "11-27 16:50", ZHAO, day=date(2026, 11, 27), done="协调议题", plan="值班表")


def make_up_sunday() -> Diary:
    """Return the week of 2026-09-14, whose last workday is Sunday 2026-09-20 (调休)."""
    diary = Diary()
    first = diary.assign(41, "国庆假期值班安排", ZHAO, at="09-10 09:00", due="09-11 18:00")
    diary.on(e.Acknowledged, 41, "09-10 09:20", ZHAO, first)
    diary.on(e.CompletionClaimed, 41, "09-11 17:00", ZHAO, first)
    diary.on(e.Closed, 41, "09-14 09:00", QIAN)
    second = diary.assign(42, "节前安全检查方案", ZHANG, at="09-15 09:00", due="09-20 12:00")
    diary.on(e.Acknowledged, 42, "09-15 09:20", ZHANG, second)
    diary.on(e.CompletionClaimed, 42, "09-20 11:59", ZHANG, second)
    diary.on(e.Closed, 42, "09-20 16:00", QIAN)
    diary.assign(43, "三季度督查通报", WANG, at="09-20 10:00", due="09-24 18:00")
    return diary


def sixty_tasks() -> Diary:
    """Return sixty overdue tasks with long titles: more than one message holds."""
    diary = Diary()
    for n in range(1, 61):
        title = f"第{n}项：督促落实全市重点项目建设推进会议定事项并报送办理结果"
        diary.assign(n, title, (ZHANG, WANG, WU)[n % 3], at="11-16 09:00", due="11-20 18:00")
    return diary


def hostile() -> Diary:
    """Return titles and reasons that try to be markup, to be invisible or to turn the line around."""
    diary = Diary()
    bold = diary.assign(1, "<b>加粗</b> & <a href='tg://x'>链接</a>", WU, at="11-25 09:00", due="11-26 18:00")
    diary.on(e.BlockerRaised, 1, "11-25 09:30", WU, bold, reason="</blockquote>&lt;换行\n\n第二段")
    diary.assign(2, "零\u200b宽\u200d\u202e倒序\x00控制", WU, at="11-25 09:00", due="11-26 18:00")
    diary.assign(3, "家庭👨\u200d👩\u200d👧\u200d👦表情😀", WU, at="11-25 09:00", due="11-26 18:00")
    diary.assign(4, "\u200b\u200b", WU, at="11-25 09:00", due="11-26 18:00")
    diary.assign(5, "长" * 80, WU, at="11-25 09:00", due="11-26 18:00")
    return diary
