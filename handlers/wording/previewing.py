"""Words around the preview of what will be published (发布预览), and the reminder to those who have not reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from config.timetable import Rule
from handlers.wording.spoken import spoken
from handlers.wording.terms import REPORT
from handlers.wording.voice import Voice, called
from storage.chats import Chat

REMIND = "提醒未报"
_TITLES = 6  # More groups than this are counted.


@spoken
def heading(voice: Voice, reports: Iterable[tuple[Rule, Sequence[Chat]]], missing: int) -> str:
    """Say what will be published when and where, and that nobody has to let it pass."""
    lines = [f"{rule.time:%H:%M} {REPORT[rule.report]}：{_where(chats)}" for rule, chats in reports]
    day = voice.day(voice.house.hours.local(voice.now).date())
    who = f"未报 {missing} 人。" if missing else "应报人员均已报送。"
    return "\n".join(
        [f"<b>发布预览</b>｜{day}", *lines, f"{who}届时自动发布，无需确认；发布前的新情况仍会计入。报告现文如下："]
    )


def _where(chats: Sequence[Chat]) -> str:
    names = "、".join(called(chat.title) for chat in chats[:_TITLES])
    return f"{names}等{len(chats)}个群" if len(chats) > _TITLES else names


@spoken
def opening(rule: Rule, chats: Sequence[Chat]) -> str:
    """Label the button that opens one more text."""
    return f"{REPORT[rule.report]}｜{chats[0].title[:20]}"


@spoken
def nothing_more() -> str:
    """Say that the report is no longer to come today."""
    return "该报告今日已发布或不再发布，请在群内查看。"


@spoken
def reminded(told: int, missed: Sequence[str]) -> str:
    """Confirm to whoever pressed how many were reminded, and who cannot be reached."""
    reached = f"已提醒 {told - len(missed)} 名未报人员。"
    return f"{reached}无法私信：{'、'.join(map(called, missed))}，请另行联系。" if missed else reached


@spoken
def reminded_already(voice: Voice, last: datetime) -> str:
    """Say when they were reminded: once a day is enough."""
    return f"{voice.brief(last)} 已提醒过未报人员，当日不再重复。如需催办具体事项，请发送“催办 编号”。"


@spoken
def nobody_missing() -> str:
    """Say that nobody is left to be reminded."""
    return "应报人员均已报送或请假，无需提醒。"


@spoken
def quiet(voice: Voice) -> str:
    """Say that nobody is disturbed now."""
    return f"现为免打扰时段，未发提醒。请在{voice.waking_hours()}再试。"
