"""办文 in the chat: registered by a sentence or a file, taken on by buttons and in words, listed, and reported."""

from __future__ import annotations

import pytest

from ledger.documents import Document
from storage.verify import verify
from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    OFFICE_GROUP,
    OUTSIDE_HEAD,
    OUTSIDER,
    REVIEWER,
    STAFF,
    Dialog,
)
from tests.support.scenes import scene

INCOMING = "收文内政办发〔2026〕35号，综合科首办，2个工作日内办理完毕"
CARD = """<b>请核对办文登记</b>
文种：收文
标题：内政办发〔2026〕35号
文号：内政办发〔2026〕35号
首办：综合科
办结时限：11月25日（星期三）18:00（剩2个工作日）
确认后编号登记；10分钟内未确认自动失效。修改首办或时限，请直接回复本消息写明。"""
NEUTRAL = "未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"


async def document(dialog: Dialog, number: str = "SW-2026-1") -> Document | None:
    """Return the document as it stands."""
    async with dialog.store.reading(now=dialog.now) as books:
        return await books.documents.get(number)


@scene
async def incoming(dialog: Dialog) -> None:
    """Begin with one incoming document of 综合科."""
    await dialog.says(COORDINATOR, INCOMING)
    await dialog.taps(COORDINATOR, "确认登记")


@scene
async def for_signature(dialog: Dialog) -> None:
    """Begin with one document for signature of 综合科."""
    await dialog.says(COORDINATOR, "签发件《关于加强冬季供暖保障的通知》，综合科3日内办结")
    await dialog.taps(COORDINATOR, "确认登记")


async def test_a_sentence_becomes_a_card_and_then_a_numbered_document(dialog: Dialog) -> None:
    assert await dialog.says(COORDINATOR, INCOMING) == [CARD]
    assert await document(dialog) is None
    confirmed, told = await dialog.taps(COORDINATOR, "确认登记")
    assert confirmed == "SW-2026-1 已登记：内政办发〔2026〕35号，综合科首办，限11月25日（星期三）18:00前办结。"
    assert told.startswith("SW-2026-1 收文：内政办发〔2026〕35号\n由综合科首办")
    assert list(dialog.last_to(HEAD).buttons) == ["签收", "送签", "办结", "转办", "退回"]


async def test_a_card_is_confirmed_once_and_dropped_for_good(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, INCOMING)
    card = dialog.last_to(COORDINATOR)
    assert await dialog.taps(COORDINATOR, "取消") == ["已取消，未作登记。"]
    assert await dialog.press(COORDINATOR, card.buttons["确认登记"], card) == []
    assert await document(dialog) is None


async def test_a_reply_changes_the_card_and_makes_the_older_one_void(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, INCOMING)
    older = dialog.last_to(COORDINATOR)
    (card,) = await dialog.says(COORDINATOR, "改由王五首办，周五下班前", reply_to=older)
    assert "首办：王五\n办结时限：11月27日（星期五）18:00" in card
    assert "所写时限超过办文限时（2个工作日），请核对。" in card
    assert await dialog.press(COORDINATOR, older.buttons["确认登记"], older) == []
    await dialog.taps(COORDINATOR, "确认登记")
    assert await document(dialog, "SW-2026-2") is None


async def test_the_first_handler_is_asked_for(dialog: Dialog) -> None:
    said = "收文：自治区发改委《关于报送2027年重大项目清单的函》，1个工作日内办结"
    (asked,) = await dialog.says(COORDINATOR, said)
    assert asked.startswith("未写明首办单位或人员，尚未登记。")
    (card,) = await dialog.says(COORDINATOR, "张三首办", reply_to=dialog.last_to(COORDINATOR))
    assert "标题：自治区发改委《关于报送2027年重大项目清单的函》\n首办：张三" in card


async def test_a_paper_that_is_known_is_said_on_the_card(incoming: Dialog) -> None:
    (card,) = await incoming.says(COORDINATOR, INCOMING)
    assert "该文号已登记为 SW-2026-1，请核对是否重复。" in card


async def test_a_file_with_its_caption_is_kept_as_the_paper(dialog: Dialog) -> None:
    (card,) = await dialog.sends_photo(COORDINATOR, INCOMING)
    assert "原件：1份" in card
    await dialog.taps(COORDINATOR, "确认登记")
    one = await document(dialog)
    assert one is not None
    assert [file.name for file in one.files] == ["photo.jpg"]
    await dialog.taps(HEAD, "原件")
    assert "copyMessage" in [call.method for call in dialog.calls if call.chat == dialog.user(HEAD)]


async def test_minutes_have_two_clocks(dialog: Dialog) -> None:
    (card,) = await dialog.says(COORDINATOR, "第38次常务会议纪要今天走签发，3日内印发，张三跟")
    assert "签发时限：11月23日（星期一）18:00（今日到期）\n印发时限：11月26日（星期四）18:00" in card
    await dialog.taps(COORDINATOR, "确认登记")
    assert await document(dialog, "JY-2026-1") is not None


async def test_staff_who_register_are_told_who_does(dialog: Dialog) -> None:
    (said,) = await dialog.says(STAFF, INCOMING)
    assert said == "您没有“登记办文”的权限。如有需要，请联系督查员。"


async def test_a_head_registers_for_a_colleague_of_the_office(dialog: Dialog) -> None:
    (card,) = await dialog.says(HEAD, "收文内政办发〔2026〕35号，张三首办，2个工作日内办理完毕")
    assert "首办：张三\n办结时限：11月25日（星期三）18:00" in card


async def test_the_first_handler_answers_until_the_next_one_signs(incoming: Dialog) -> None:
    await incoming.taps(HEAD, "签收")
    handed, told = await incoming.says(STAFF, "SW-2026-1 转审核科，请协助核稿")
    assert handed == "SW-2026-1 已转审核科，待其签收；签收之前仍由综合科负责。"
    assert told.endswith("附言：请协助核稿")
    (shown,) = await incoming.says(HEAD, "SW-2026-1")
    assert "首办：综合科（已转审核科，待签收）" in shown
    assert "收回" in incoming.last_to(HEAD).buttons
    signed, told = await incoming.says(REVIEWER, "收到", reply_to=incoming.last_to(REVIEWER))
    assert signed.startswith("SW-2026-1 已签收，由审核科负责办理")
    assert told.endswith("审核科已签收，办理责任已转移。")


async def test_what_is_on_its_way_is_taken_back(incoming: Dialog) -> None:
    await incoming.says(HEAD, "SW-2026-1 转审核科")
    await incoming.says(HEAD, "SW-2026-1")
    back, told = await incoming.taps(HEAD, "收回")
    assert back.startswith("SW-2026-1 已收回，仍由综合科负责办理")
    assert told.endswith("已收回该件，无需签收。")


async def test_a_button_asks_for_the_words_that_it_needs(incoming: Dialog) -> None:
    (asked,) = await incoming.taps(HEAD, "转办")
    assert asked == "请回复本消息，写明 SW-2026-1 转给哪个科室或哪位同志。"
    (again,) = await incoming.says(HEAD, "某某办公室", reply_to=incoming.last_to(HEAD))
    assert again.startswith("名册中没有唯一对应“某某办公室”的单位或人员。")
    handed, _ = await incoming.says(HEAD, "审核科", reply_to=incoming.last_to(HEAD))
    assert handed.startswith("SW-2026-1 已转审核科")
    await incoming.taps(REVIEWER, "退回")
    returned, *_ = await incoming.says(REVIEWER, "不属我科职责", reply_to=incoming.last_to(REVIEWER))
    assert returned == "SW-2026-1 已退回，由综合科继续负责。"


async def test_it_is_signed_off_by_the_leader_and_only_then_issued(for_signature: Dialog) -> None:
    (refused,) = await for_signature.says(HEAD, "QF-2026-1 印发")
    assert refused == "QF-2026-1 尚未签发，不能办结或印发。请先送签，例如：QF-2026-1 送签。"
    submitted, _ = await for_signature.says(HEAD, "QF-2026-1 送签")
    assert submitted == "QF-2026-1 已送陈静签发。"
    assert await for_signature.taps(LEADER, "签发") == [
        "QF-2026-1 已签发。",
        "QF-2026-1 签发件：《关于加强冬季供暖保障的通知》\n陈静：已签发，请印发。",
    ]
    issued, told = await for_signature.taps(HEAD, "印发")
    assert issued == "QF-2026-1 已印发，用时0个工作日，按时。"
    assert told.endswith("赵科长：已印发。")


async def test_a_leader_sends_it_back_with_the_reason(for_signature: Dialog) -> None:
    await for_signature.says(HEAD, "QF-2026-1 送陈静签发")
    await for_signature.says(LEADER, "退回修改，第二条再核", reply_to=for_signature.last_to(LEADER))
    one = await document(for_signature, "QF-2026-1")
    assert one is not None
    assert (one.reason, one.submitted_to) == ("第二条再核", None)


async def test_the_paper_is_meant_by_its_own_number_as_well(incoming: Dialog) -> None:
    finished, _ = await incoming.says(HEAD, "内政办发〔2026〕35号已办结，已报自治区")
    assert finished == "SW-2026-1 已办结，用时0个工作日，按时。"


async def test_the_last_step_is_undone_by_its_button_and_by_word(incoming: Dialog) -> None:
    await incoming.taps(HEAD, "办结")
    undone, told = await incoming.taps(HEAD, "撤销本次操作")
    assert undone == "已撤销 SW-2026-1 的“办结或印发”，现为“待签收”。"
    assert told.endswith("赵科长撤销了“办结或印发”，现为“待签收”。")
    await incoming.says(HEAD, "SW-2026-1 签收")
    assert (await incoming.says(HEAD, "撤销"))[0] == "已撤销 SW-2026-1 的“签收”，现为“待签收”。"
    assert (await incoming.says(HEAD, "SW-2026-1 撤销"))[0].startswith("SW-2026-1")
    assert (await verify(incoming.store)).is_whole


@pytest.mark.parametrize("person", [OUTSIDER, OUTSIDE_HEAD, REVIEWER, ADMIN])
@pytest.mark.parametrize("words", ["SW-2026-1", "SW-2026-1 签收", "SW-2026-9 签收"])
async def test_others_do_not_learn_that_there_is_such_a_document(incoming: Dialog, person: str, words: str) -> None:
    assert await incoming.says(person, words) == [NEUTRAL]


async def test_in_a_group_it_is_registered_and_signed_for_in_reply(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, INCOMING, chat=GROUP)
    await dialog.taps(COORDINATOR, "确认登记", chat=GROUP)
    (signed, *_) = await dialog.says(COLLEAGUE, "收到", chat=GROUP, reply_to=dialog.last_to(GROUP))
    assert signed.startswith("SW-2026-1 已签收，由综合科负责办理")
    assert await dialog.says(OUTSIDER, "好的好的", chat=GROUP, reply_to=dialog.last_to(GROUP)) != [signed]


async def test_a_group_hears_nothing_of_anothers_document(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "收文财函〔2026〕7号，财政局首办，2个工作日内办结")
    await dialog.taps(COORDINATOR, "确认登记")
    assert await dialog.says(COORDINATOR, "SW-2026-1", chat=OFFICE_GROUP) == [NEUTRAL]
    assert await dialog.says(COORDINATOR, "SW-2026-1", chat=GROUP) != [NEUTRAL]


async def test_the_sweep_lists_what_is_not_signed_off_and_how_long_it_lies(incoming: Dialog) -> None:
    await incoming.says(COORDINATOR, "签发件《关于供暖的通知》，综合科3日内办结")
    await incoming.taps(COORDINATOR, "确认登记")
    await incoming.says(COORDINATOR, "QF-2026-1 已签发")
    incoming.passes(days=4, hours=5)
    (said,) = await incoming.says(COORDINATOR, "未批文件大起底")
    assert said == (
        "<b>未批文件 1件</b>（超时1件）\n<b>收文（1）</b>\n"
        "SW-2026-1 内政办发〔2026〕35号｜综合科｜待签收｜办结超时2个工作日｜第5个工作日"
    )
    (said,) = await incoming.says(COORDINATOR, "办文清单")
    assert "QF-2026-1" in said
    assert await incoming.says(OUTSIDE_HEAD, "未批文件大起底") == ["目前没有您可查看的未批文件。"]


async def test_the_turnaround_is_told_by_office_beside_limit_and_former_practice(incoming: Dialog) -> None:
    incoming.passes(days=3)
    await incoming.says(HEAD, "SW-2026-1 办结")
    (said,) = await incoming.says(COORDINATOR, "办文用时")
    assert said == (
        "<b>办文用时</b>｜本季度\n收文：1件，平均3.0个工作日（限2个工作日，原7个工作日），按时率0.0%\n\n"
        "综合科：收文1件，平均3.0个工作日，按时率0.0%"
    )
    for words, days in (("本月办文用时", "11月1日"), ("综合科本季度办文用时", "10月1日")):
        assert f"{days}至11月26日\n收文：1件" in (await incoming.says(COORDINATOR, words))[0]
    says = ((COORDINATOR, "上季度办文用时", "没有办结或签发"), (HEAD, "SW-2026-1 签收", "不能签收或收回"))
    assert all([told in (await incoming.says(who, words))[0] for who, words, told in says])
    assert (await incoming.says(STAFF, "办文用时"))[0].startswith("您没有“查看报告”的权限。")


async def test_what_ran_out_stands_in_dispatch_and_daily_report(incoming: Dialog) -> None:
    incoming.passes(days=2)
    (said, *_) = await incoming.says(COORDINATOR, "/dispatch")
    assert "<b>办文到期和超时 1</b>\n<blockquote>SW-2026-1 收文：内政办发〔2026〕35号｜综合科｜限18:00办结" in said
    incoming.passes(days=1)
    (said, *_) = await incoming.says(COORDINATOR, "/daily")
    assert "<b>办文超时 1</b>\n<blockquote>SW-2026-1 收文：内政办发〔2026〕35号｜综合科｜办结超时1个工作日" in said


async def test_a_paper_is_forwarded_with_its_caption(dialog: Dialog) -> None:
    """Whoever forwards it registers it by the own right; what that does not reach is refused in words."""
    origin = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "某局长"}}
    (card,) = await dialog.says(COORDINATOR, INCOMING, more=origin)
    assert "首办：综合科" in card
    assert "根据转发的文件登记，请核对。" in card
    (refused,) = await dialog.says(HEAD, "收文财函〔2026〕7号，财政局首办，2个工作日内办结", more=origin)
    assert refused == "您没有“登记办文”的权限。如有需要，请联系督查员。"


async def test_a_paper_without_handler_and_limit_is_asked_about_and_the_own_office_proposed(dialog: Dialog) -> None:
    (question,) = await dialog.says(HEAD, "收文内政办发〔2026〕35号")
    assert question.startswith("未写明首办单位或人员，尚未登记。")
    (card,) = await dialog.taps(HEAD, "由综合科首办")
    assert card == CARD
    await dialog.taps(HEAD, "确认登记")
    found = await document(dialog)
    assert found is not None
    assert found.reference == "内政办发〔2026〕35号"


async def test_who_handles_it_may_as_well_be_written(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "签发件《关于加强冬季供暖保障的通知》")
    (card,) = await dialog.says(COORDINATOR, "综合科首办", reply_to=dialog.last_to(COORDINATOR))
    assert "文种：签发件\n标题：《关于加强冬季供暖保障的通知》\n首办：综合科\n签发时限：11月26日" in card


async def test_a_leader_reads_in_the_digest_what_is_overdue_in_the_field(incoming: Dialog) -> None:
    assert "今日无待决事项" in (await incoming.says(LEADER, "/digest"))[0]
    incoming.passes(days=4)
    (text,) = await incoming.says(LEADER, "/digest")
    assert "需您定夺或过问 1 项" in text
    assert "<b>办文超时 1</b>\nSW-2026-1 收文：内政办发〔2026〕35号｜综合科｜办结超时2个工作日" in text
    assert (await incoming.taps(LEADER, "SW-2026-1"))[0].startswith("<b>SW-2026-1</b>")


async def test_the_number_of_documents_in_a_report_opens_their_list(incoming: Dialog) -> None:
    incoming.passes(days=4)
    await incoming.says(COORDINATOR, "/dispatch")
    (listed,) = await incoming.taps(COORDINATOR, "办文到期和超时 1")
    assert "<b>办文到期和超时 1</b>" in listed and "SW-2026-1 收文：内政办发〔2026〕35号｜综合科" in listed
    assert (await incoming.taps(COORDINATOR, "SW-2026-1"))[0].startswith("<b>SW-2026-1</b>")
    await incoming.says(OUTSIDE_HEAD, "/dispatch")
    await incoming.says(COORDINATOR, "/daily")
    assert "办文超时 1" in str(incoming.last_to(COORDINATOR).buttons)
