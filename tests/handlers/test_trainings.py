"""培训 in the chat and by the clock: planned, told of, answered, attended; and a warning before the cadence breaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.training import Training
from storage.verify import verify
from tests.support.dialog import ADMIN, COLLEAGUE, COORDINATOR, GROUP, HEAD, LEADER, STAFF, Dialog
from tests.support.scenes import scene
from tests.support.shown import Hands

SAID = "12月10日下午培训公文写作，综合科组织，全体人员参加，地点三楼会议室"


def at(dialog: Dialog, moment: str) -> None:
    """Let it be that hour of the office."""
    wanted = datetime.fromisoformat(f"{moment}+08:00").astimezone(UTC)
    dialog.passes(seconds=(wanted - dialog.now).total_seconds())


async def ring(dialog: Dialog) -> list[tuple[int, str]]:
    """Ring once; return who reads what in consequence."""
    await Training(dialog.store, Hands(lambda: dialog.now), dialog.desk).ring()
    before = len(dialog.calls)
    await dialog.delivered()
    return [(one.chat, one.payload["text"]) for one in dialog.calls[before:]]


def invited(told: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out the warnings."""
    return [one for one in told if "培训通知" in one[1]]


@scene
async def planned(dialog: Dialog) -> None:
    """Begin with one training on the 10th of December."""
    await dialog.says(COORDINATOR, SAID)
    await dialog.taps(COORDINATOR, "确认登记")


async def test_a_sentence_becomes_a_card_and_then_a_row_of_the_plan(dialog: Dialog) -> None:
    (card,) = await dialog.says(COORDINATOR, SAID)
    assert card == (
        "<b>请核对培训登记</b>\n内容：公文写作\n时间：12月10日（星期四）14:30\n组织：综合科\n参加：全体人员\n"
        "地点：三楼会议室\n确认后登记，开始前7天内自动通知参加人员；10分钟内未确认自动失效。"
    )
    (done,) = await dialog.taps(COORDINATOR, "确认登记")
    assert done == "PX-2026-1 公文写作已登记：12月10日（星期四）14:30，综合科组织。"
    for words in ("培训计划", "本季度培训"):
        (listed,) = await dialog.says(STAFF, words)
        assert "PX-2026-1 公文写作｜12月10日（星期四）14:30｜综合科｜计划" in listed
    (asked,) = await dialog.says(COORDINATOR, "登记培训，综合科组织")
    assert asked.startswith("未写明内容、时间、参加范围，尚未登记。")


@pytest.mark.parametrize("who", [STAFF, ADMIN])
async def test_others_plan_nothing(dialog: Dialog, who: str) -> None:
    assert "请核对培训登记" not in "".join(await dialog.says(who, SAID))


async def test_a_head_plans_what_the_own_office_organises(dialog: Dialog) -> None:
    assert "请核对培训登记" in "".join(await dialog.says(HEAD, SAID))
    assert "请核对培训登记" not in "".join(await dialog.says(HEAD, SAID.replace("综合科组织", "督查室组织")))


async def test_talk_of_training_in_a_group_is_left_alone(planned: Dialog) -> None:
    for words in ("下午培训别迟到", "培训计划", "12月10日的培训我参加不了", "昨天的培训讲得好"):
        assert await planned.says(COLLEAGUE, words, chat=GROUP) == []


async def test_an_announcement_in_a_group_is_a_card_for_whoever_may_plan_it_alone(dialog: Dialog) -> None:
    said = "12月11日下午3点举办公文写作培训，综合科组织，督查室、审核科参加"
    for who in (STAFF, ADMIN):
        assert await dialog.says(who, said, chat=GROUP) == []
    assert await dialog.says(HEAD, said.replace("综合科组织", "督查室组织"), chat=GROUP) == []
    assert "请核对培训登记" in "".join(await dialog.says(COORDINATOR, said, chat=GROUP))


async def test_people_are_invited_once_in_working_hours_and_answer_with_a_word(planned: Dialog) -> None:
    at(planned, "2026-12-03T07:30")
    assert await ring(planned) == []
    at(planned, "2026-12-03T15:00")
    told = invited(await ring(planned))
    assert len(told) == 9 and all("<b>培训通知</b>\nPX-2026-1 公文写作｜12月10日" in text for _, text in told)
    assert await ring(planned) == []
    assert await planned.taps(STAFF, "参加") == ["已登记您参加 PX-2026-1 公文写作。"]
    (no,) = await planned.says(COLLEAGUE, "PX-2026-1 不能参加，出差")
    assert no.startswith("已登记您不能参加 PX-2026-1 公文写作")
    (early,) = await planned.says(HEAD, "PX-2026-1 参加：张三")
    assert early.startswith("PX-2026-1 尚未开始（12月10日（星期四）14:30）")
    at(planned, "2026-12-10T16:00")
    (noted,) = await planned.says(HEAD, "PX-2026-1 参加：张三、赵科长")
    assert noted == "PX-2026-1 公文写作参训名单已登记，共2人。"
    (seen,) = await planned.says(HEAD, "PX-2026-1 参训情况")
    assert "综合科：应到3人，参训2人" in seen and "未参训人员\n综合科：王五" in seen and "督查室" not in seen
    (whole,) = await planned.says(COORDINATOR, "PX-2026-1 参训情况")
    assert "督查室：应到2人，参训0人" in whole
    assert "应到" not in "".join(await planned.says(STAFF, "PX-2026-1 参训情况"))
    assert await planned.says(COORDINATOR, "PX-2026-1 已参加") == ["已登记您参加了 PX-2026-1 公文写作。"]
    assert (await verify(planned.store)).is_whole


async def test_two_trainings_are_one_message(planned: Dialog) -> None:
    await planned.says(COORDINATOR, SAID.replace("公文写作", "督查业务").replace("12月10日", "12月9日"))
    await planned.taps(COORDINATOR, "确认登记")
    at(planned, "2026-12-03T15:00")
    told = invited(await ring(planned))
    assert len(told) == 9 and all("PX-2026-1" in text and "PX-2026-2" in text for _, text in told)


async def test_who_was_invited_hears_of_a_change_and_of_the_end(planned: Dialog) -> None:
    at(planned, "2026-12-03T15:00")
    await ring(planned)
    (card,) = await planned.says(COORDINATOR, "PX-2026-1 改到12月11日上午9点")
    assert "时间：12月11日（星期五）09:00" in card
    done, *told = await planned.taps(COORDINATOR, "确认登记")
    assert done.startswith("PX-2026-1 公文写作已更新") and len(told) == 8
    done, *told = await planned.says(COORDINATOR, "PX-2026-1 取消，与常务会冲突")
    assert done == "PX-2026-1 公文写作已取消，已通知的人员将收到消息。"
    assert told[0] == "PX-2026-1 公文写作（12月11日（星期五）09:00）已取消，请勿前往。原因：与常务会冲突。"
    (gone,) = await planned.says(STAFF, "PX-2026-1 参加")
    assert gone == "PX-2026-1 已取消，不能再办理。如仍需举办，请重新登记。"


async def test_a_quarter_without_training_is_warned_of_a_month_before_its_end_once(dialog: Dialog) -> None:
    at(dialog, "2026-11-30T15:00")
    assert await ring(dialog) == []
    at(dialog, "2026-12-01T15:00")
    told = await ring(dialog)
    users = {dialog.user(who) for who in (COORDINATOR, LEADER)}
    assert {chat for chat, _ in told} == users and len(told) == 2
    assert "2026年全市性培训尚未举办，也未列入计划，应于12月31日（星期四）前举办。" in told[0][1]
    assert "全办四季度专题培训尚未举办" in told[0][1]
    assert await ring(dialog) == []
    at(dialog, "2026-12-08T15:00")
    assert await ring(dialog) == []


async def test_a_training_in_the_plan_keeps_the_warning_away(planned: Dialog) -> None:
    at(planned, "2026-12-01T15:00")
    told = await ring(planned)
    assert told and all("专题培训" not in text for _, text in told)  # The city-wide one is still wanting.


async def test_material_is_kept_and_comes_again(planned: Dialog) -> None:
    (filed,) = await planned.sends_table(COORDINATOR, "讲义.pdf", b"%PDF", "PX-2026-1 讲义")
    assert filed == "PX-2026-1 公文写作的材料已登记，共1份。"
    (card,) = await planned.says(STAFF, "PX-2026-1")
    assert "材料：讲义.pdf" in card
    await planned.taps(STAFF, "材料")
    assert any(one.method == "copyMessage" for one in planned.calls)


async def test_an_answer_without_a_number_is_to_the_invitation_that_waits_for_it(planned: Dialog) -> None:
    (nothing,) = await planned.says(STAFF, "参加")
    assert nothing.startswith("未能理解该内容")
    at(planned, "2026-12-04T10:00")
    await ring(planned)
    (joined,) = await planned.says(STAFF, "参加")
    assert "PX-2026-1" in joined
    (stays,) = await planned.says(COLLEAGUE, "不能参加，出差")
    assert "PX-2026-1" in stays
    assert await planned.says(HEAD, "参加", chat=GROUP) == []
    at(planned, "2026-12-11T10:00")
    (came,) = await planned.says(COLLEAGUE, "已参加")
    assert "PX-2026-1" in came
