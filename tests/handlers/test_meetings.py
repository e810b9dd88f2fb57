"""办会 in the chat: registered by a sentence that orders it, changed, held, minuted, and its decisions followed."""

from __future__ import annotations

import pytest

from ledger.acts.meetings import all_meetings
from ledger.meetings import Meeting
from ledger.origins import OriginKind
from storage.verify import verify
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, OFFICE_GROUP, OUTSIDER, STAFF, Dialog
from tests.support.scenes import scene

SENTENCE = "登记会议：11月30日下午3点在301会议室召开第12次常务会议，议题：1.审议招商奖补办法；2.研究供热保障"
NOTICE = "11月30日下午3点在301会议室召开第12次常务会议，议题：1.审议招商奖补办法；2.研究供热保障"
CARD = """<b>请核对会议登记</b>
会议：第12次常务会议
时间：11月30日（星期一）15:00
地点：301会议室
议题1：审议招商奖补办法
议题2：研究供热保障
确认后编号登记；10分钟内未确认自动失效。如有出入，请取消后重新登记。"""
DECISIONS = """会议纪要：
一、由综合科牵头，财政局配合，12月4日前拿出招商奖补办法修改稿；
二、请财政局12月8日前报送供热补贴测算。"""
NEUTRAL = "未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"


async def meetings(dialog: Dialog) -> list[Meeting]:
    async with dialog.store.reading(now=dialog.now) as books:
        return list((await all_meetings(books)).values())


@scene
async def planned(dialog: Dialog) -> None:
    """Begin with one meeting, registered by the coordinator."""
    await dialog.says(COORDINATOR, SENTENCE)
    await dialog.taps(COORDINATOR, "确认登记")


@scene
async def over(planned: Dialog) -> None:
    """Begin after the meeting, whose decisions have become two tasks."""
    planned.passes(days=7, hours=7)
    await planned.says(COORDINATOR, f"HY-2026-1 {DECISIONS}")
    await planned.taps(COORDINATOR, "确认")


async def test_a_sentence_becomes_a_card_and_then_a_numbered_meeting(dialog: Dialog) -> None:
    assert await dialog.says(COORDINATOR, SENTENCE) == [CARD]
    assert await meetings(dialog) == []
    (text,) = await dialog.taps(COORDINATOR, "确认登记")
    assert text.startswith("HY-2026-1 已登记：第12次常务会议，11月30日（星期一）15:00，301会议室，议题2项。")
    (one,) = await meetings(dialog)
    assert one.agenda == ("审议招商奖补办法", "研究供热保障")
    assert (await verify(dialog.store)).is_whole


async def test_labels_on_their_own_lines_are_read_and_what_is_missing_is_asked(dialog: Dialog) -> None:
    text = "会议安排：供热调度会\n时间：明天上午9点\n地点：302会议室\n议题：一、供热保障"
    assert (
        "会议：供热调度会\n时间：11月24日（星期二）09:00\n地点：302会议室\n议题1：供热保障"
        in (await dialog.says(LEADER, text))[0]
    )
    assert (await dialog.says(COORDINATOR, "登记会议：11月30日召开常务会议"))[0].startswith("未写明开始时间")
    assert (await dialog.says(COORDINATOR, "登记会议：11月30日下午3点研究供热"))[0].startswith("未写明会议名称")
    assert await dialog.taps(LEADER, "取消") == ["已取消，未作登记。"]
    assert await meetings(dialog) == []


@pytest.mark.parametrize(
    "text", [NOTICE, f"会议通知：{NOTICE}", SENTENCE, f"会议安排：{NOTICE}", f"【会议安排】{NOTICE}"]
)
async def test_a_notice_of_a_meeting_in_a_group_is_chatter(dialog: Dialog, text: str) -> None:
    for who in (STAFF, COORDINATOR, LEADER):
        assert await dialog.says(who, text, chat=GROUP) == []
    assert await meetings(dialog) == []


async def test_who_may_not_arrange_meetings_registers_none(dialog: Dialog) -> None:
    await dialog.says(STAFF, SENTENCE)
    assert not any("确认登记" in one.buttons for one in dialog.shown)
    assert await meetings(dialog) == []


async def test_hour_place_and_agenda_are_changed_by_number_or_in_reply(planned: Dialog) -> None:
    (text,) = await planned.says(COORDINATOR, "HY-2026-1 改到12月1日上午9点")
    assert "时间：12月1日（星期二）09:00\n地点：301会议室" in text
    (text,) = await planned.says(COORDINATOR, "改在302会议室", reply_to=planned.last_to(COORDINATOR))
    assert "时间：12月1日（星期二）09:00\n地点：302会议室" in text
    (text,) = await planned.says(COORDINATOR, "HY-2026-1 增加议题：研究防汛工作")
    assert "议题3：研究防汛工作" in text
    assert (await planned.says(COORDINATOR, "HY-2026-1 改到晚些时候"))[0].startswith("未能识别")
    await planned.taps(COORDINATOR, "调整")
    (text,) = await planned.says(COORDINATOR, "改到12月2日下午3点，401会议室", reply_to=planned.last_to(COORDINATOR))
    assert "时间：12月2日（星期三）15:00\n地点：401会议室" in text


async def test_a_cancelled_meeting_takes_no_more_steps(planned: Dialog) -> None:
    await planned.taps(COORDINATOR, "取消会议")
    (text,) = await planned.says(COORDINATOR, "与省里会议冲突", reply_to=planned.last_to(COORDINATOR))
    assert text == "HY-2026-1 第12次常务会议 已取消：与省里会议冲突。"
    assert "不能作此操作" in (await planned.says(COORDINATOR, "HY-2026-1 改到12月1日上午9点"))[0]
    assert "不能作此操作" in (await planned.says(COORDINATOR, f"HY-2026-1 {DECISIONS}"))[0]


async def test_a_meeting_is_held_after_its_hour_and_names_its_minutes(planned: Dialog) -> None:
    assert "尚未到开会时间" in (await planned.says(COORDINATOR, "HY-2026-1 已召开"))[0]
    planned.passes(days=7, hours=7)
    assert "已召开" in (await planned.says(COORDINATOR, "HY-2026-1 已召开"))[0]
    assert "没有您可查看的纪要 JY-2026-1" in (await planned.says(COORDINATOR, "HY-2026-1 纪要 JY-2026-1"))[0]
    await planned.says(COORDINATOR, "第12次常务会议纪要今天走签发，3日内印发，综合科首办")
    await planned.taps(COORDINATOR, "确认登记")
    (text,) = await planned.says(COORDINATOR, "HY-2026-1 纪要 JY-2026-1")
    assert text == "HY-2026-1 第12次常务会议 的纪要为 JY-2026-1。"
    assert "纪要：JY-2026-1" in (await planned.says(COORDINATOR, "HY-2026-1"))[0]


async def test_decisions_become_tasks_in_one_go_and_the_meeting_is_their_source(planned: Dialog) -> None:
    planned.passes(days=7, hours=7)
    (card,) = await planned.says(COORDINATOR, f"HY-2026-1 {DECISIONS}")
    assert "招商奖补办法" in card and "供热补贴测算" in card
    confirmed = (await planned.taps(COORDINATOR, "确认"))[0]
    assert "来源：HY-2026-1 第12次常务会议，议定事项共2项。" in confirmed
    (one,) = await meetings(planned)
    assert one.tasks == ("DB-2026-1", "DB-2026-2")
    task = await planned.task("DB-2026-1")
    assert (task.origin_kind, task.origin, task.cause) == (OriginKind.MEETING, "第12次常务会议", one.id)
    assert (await verify(planned.store)).is_whole


async def test_decisions_in_reply_to_the_meeting(planned: Dialog) -> None:
    await planned.says(COORDINATOR, DECISIONS, reply_to=planned.last_to(COORDINATOR))
    await planned.taps(COORDINATOR, "确认")
    assert (await meetings(planned))[0].tasks == ("DB-2026-1", "DB-2026-2")


async def test_what_became_of_the_decisions_is_a_list_with_their_state(over: Dialog) -> None:
    over.passes(days=5)
    for words in ("常务会议定事项办得怎么样", "HY-2026-1 议定事项", "查一下第12次常务会议议定事项清单"):
        (text,) = await over.says(COORDINATOR, words)
        assert text.startswith("<b>HY-2026-1 第12次常务会议议定事项：已销号0，在办2，其中逾期1（2）</b>")
        assert "DB-2026-1 " in text and "DB-2026-2 " in text
    assert "尚无您可查看的议定事项" in (await over.says(COORDINATOR, "党组会议定事项办得怎么样"))[0]
    (text,) = await over.says(OUTSIDER, "常务会议定事项办得怎么样")
    assert "DB-2026-2" in text
    assert await over.says(COORDINATOR, "常务会议定事项办得怎么样", chat=GROUP) == []


async def test_meetings_are_listed_for_who_may_see_them(planned: Dialog) -> None:
    (text,) = await planned.says(LEADER, "会议清单")
    assert text == "<b>待召开 1</b>\nHY-2026-1 第12次常务会议｜11月30日（星期一）15:00｜301会议室"
    assert (await planned.taps(LEADER, "HY-2026-1"))[0].startswith("<b>HY-2026-1</b>\n会议：第12次常务会议")
    assert "目前没有您可查看的会议" in (await planned.says(HEAD, "/meetings"))[0]
    assert await planned.says(HEAD, "HY-2026-1") == [NEUTRAL]
    assert await planned.says(COORDINATOR, "HY-2026-1", chat=OFFICE_GROUP) == [NEUTRAL]
    assert (await planned.says(STAFF, "/meetings"))[0].startswith("您没有“查看会议”的权限")
