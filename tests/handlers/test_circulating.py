"""报批、批准、印发 in the chat: nothing is published but what a leader approved, and that once."""

from __future__ import annotations

from ledger.circulars import Stage
from ledger.slots import Slot
from storage.channels import Channels
from storage.papers import Papers
from tests.support.circulars import PUBLISHED, approved, circulars, drafted, first_of, presses, stage, texts_in
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, LEADER, OFFICE_GROUP, REVIEWER, Dialog


async def test_once_approved_it_is_published_once(week: Dialog) -> None:
    await drafted(week)
    said = await week.taps(COORDINATOR, "报批")
    assert said[0] == "第1版已报陈静审批。批准前修改的，须重新报批。"
    assert list(week.last_to(LEADER).buttons) == ["批准", "退回修改", "事项清单", "Word 版"]
    assert texts_in(week, GROUP) == []
    said = await week.taps(LEADER, "批准")
    assert said[0] == "已批准通报稿第1版，由督查员印发。印发前如不同意，请写“退回通报”并说明原因。"
    assert texts_in(week, GROUP) == []
    said = await presses(week, COORDINATOR, "印发")
    assert said == "督查通报〔2026〕1号已印发至：全办工作群。"
    assert texts_in(week, GROUP) == [PUBLISHED]
    files = [one for one in week.calls if one.chat == GROUP and one.method == "sendDocument"]
    names = [await Papers(week.store.database).get(one.payload["document"]["paper"]) for one in files]
    assert [name for name, _ in filter(None, names)] == ["督查通报〔2026〕1号.docx", "督查通报〔2026〕1号.pdf"]
    sent = [one for one in week.calls if one.chat == GROUP]
    assert [(one.method, one.part, one.slot) for one in sent] == [
        ("sendMessage", 1, sent[0].slot),
        ("sendDocument", 2, sent[0].slot),
        ("sendDocument", 3, sent[0].slot),
    ]
    assert sent[0].slot is not None
    again = await presses(week, COORDINATOR, "印发")
    assert again == "该通报已印发，不能改动或重复印发。如需更正，请另行起草。"
    assert texts_in(week, GROUP) == [PUBLISHED]
    (one,) = await circulars(week)
    async with week.store.reading(now=week.now) as books:
        assert await books.slots.body(Slot("circular", GROUP, str(one.id))) == PUBLISHED


async def test_it_goes_its_way_in_words(week: Dialog) -> None:
    await drafted(week)
    await week.says(COORDINATOR, "报陈静审批", reply_to=week.last_to(COORDINATOR))
    await week.says(LEADER, "同意", reply_to=week.last_to(LEADER))
    assert await stage(week) is Stage.APPROVED
    await week.says(COORDINATOR, "印发通报")
    assert await stage(week) is Stage.PUBLISHED
    assert texts_in(week, GROUP) == [PUBLISHED]


async def test_nothing_is_published_that_nobody_approved(week: Dialog) -> None:
    await drafted(week)
    card = week.last_to(COORDINATOR)
    (said,) = await week.says(COORDINATOR, "印发", reply_to=card)
    assert said == "该通报稿尚未报批。请督查员点“报批”，领导批准后方可印发。"
    await week.taps(COORDINATOR, "报批")
    (said,) = await week.says(COORDINATOR, "印发", reply_to=card)
    assert said == "该通报稿正待领导审批，批准后方可印发。"
    assert texts_in(week, GROUP) == []


async def test_an_approval_holds_for_the_version_that_was_seen(week: Dialog) -> None:
    """What was changed since is not approved by the old button, and an approved one that is changed is no longer."""
    await drafted(week)
    first = week.last_to(COORDINATOR)
    await week.taps(COORDINATOR, "报批")
    old = week.last_to(LEADER)
    await week.says(COORDINATOR, "删去第3条", reply_to=first)
    said = first_of(week, await week.press(LEADER, old.buttons["批准"], old))
    assert said.startswith("该通报稿已更新为第2版，此处所见已失效。")
    (said,) = await week.says(LEADER, "同意", reply_to=old)
    assert said.startswith("该通报稿已更新为第2版")
    assert await stage(week) is Stage.DRAFT
    await week.taps(COORDINATOR, "报批")
    await week.taps(LEADER, "批准")
    ready = week.last_to(COORDINATOR)
    await week.says(COORDINATOR, "删去第2条", reply_to=ready)
    said = first_of(week, await week.press(COORDINATOR, ready.buttons["印发"], ready))
    assert said.startswith("该通报稿已更新为第3版")
    assert texts_in(week, GROUP) == []


async def test_a_leader_sends_it_back_with_a_reason(week: Dialog) -> None:
    await drafted(week)
    await week.taps(COORDINATOR, "报批")
    await week.taps(LEADER, "退回修改")
    said = await week.says(LEADER, "第2条请再核实", reply_to=week.last_to(LEADER))
    assert said[0] == "通报稿第1版已退回督查员修改。"
    card = week.last_to(COORDINATOR)
    assert card.text.splitlines()[:2] == ["<b>通报稿（第1版，待报批）</b>", "陈静退回修改：第2条请再核实"]
    await week.taps(COORDINATOR, "报批")
    await week.says(LEADER, "退回，标题改一下", reply_to=week.last_to(LEADER))
    assert await stage(week) is Stage.DRAFT


async def test_a_leader_takes_an_approval_back_before_it_is_out(week: Dialog) -> None:
    await approved(week)
    await week.says(LEADER, "退回通报，暂缓印发")
    assert await stage(week) is Stage.DRAFT
    said = await presses(week, COORDINATOR, "印发")
    assert said == "该通报稿尚未报批。请督查员点“报批”，领导批准后方可印发。"


async def test_a_draft_is_withdrawn_and_its_leader_hears_of_it(week: Dialog) -> None:
    await drafted(week)
    await week.taps(COORDINATOR, "报批")
    said = await week.says(COORDINATOR, "撤回通报稿")
    assert said[0] == "通报稿（第1版）已撤稿，不再印发。"
    assert week.last_to(LEADER).text.startswith("李四已撤回通报稿（第1版）")
    said = await presses(week, LEADER, "批准")
    assert said.startswith("该通报稿已撤稿。")


async def test_the_groups_are_chosen_and_approved_with_it(week: Dialog) -> None:
    await drafted(week)
    await week.taps(COORDINATOR, "印发范围")
    await week.taps(COORDINATOR, "☐ 综合科工作群")
    await week.taps(COORDINATOR, "☑ 全办工作群")
    said = await presses(week, COORDINATOR, "完成")
    assert "印发范围：综合科工作群" in said.splitlines()
    await week.taps(COORDINATOR, "报批")
    await week.taps(LEADER, "批准")
    await presses(week, COORDINATOR, "印发")
    assert texts_in(week, GROUP) == []
    assert len(texts_in(week, OFFICE_GROUP)) == 1


async def test_a_group_of_another_messenger_may_be_among_them(week: Dialog) -> None:
    async with week.store.books(now=week.now) as books:
        chat = await Channels(books).add("督查企业微信群", platform="wecom", address="file:wecom.url")
        await books.directory.bind_chat(chat, unit=None, reports=(), by=None, now=week.now)
    await drafted(week)
    await week.taps(COORDINATOR, "印发范围")
    await week.taps(COORDINATOR, "☐ 督查企业微信群")
    await week.taps(COORDINATOR, "完成")
    await week.taps(COORDINATOR, "报批")
    await week.taps(LEADER, "批准")
    await presses(week, COORDINATOR, "印发")
    assert texts_in(week, chat) == texts_in(week, GROUP) == [PUBLISHED]


async def test_without_a_group_it_is_not_laid_before_anybody(week: Dialog) -> None:
    await drafted(week)
    await week.taps(COORDINATOR, "印发范围")
    await week.taps(COORDINATOR, "☑ 全办工作群")
    await week.taps(COORDINATOR, "完成")
    said = await presses(week, COORDINATOR, "报批")
    assert said.startswith("尚未选定印发范围")


async def test_by_night_nothing_is_published(week: Dialog) -> None:
    await approved(week)
    week.passes(hours=6)
    said = await presses(week, COORDINATOR, "印发")
    assert said == "现为免打扰时段，未印发。请在工作日08:00至20:00点“印发”。"
    week.passes(days=2, hours=12)
    await presses(week, COORDINATOR, "印发")
    assert len(texts_in(week, GROUP)) == 1


async def test_numbers_have_no_gap_and_what_is_given_up_takes_none(week: Dialog) -> None:
    await approved(week)
    await week.says(COORDINATOR, "撤稿", reply_to=week.last_to(COORDINATOR))
    for _ in range(2):
        await approved(week)
        await presses(week, COORDINATOR, "印发")
    assert [one.number for one in await circulars(week)] == ["", "督查通报〔2026〕1号", "督查通报〔2026〕2号"]


async def test_what_is_published_is_out_however_the_week_goes_on(week: Dialog) -> None:
    """A sentence stands as it was approved; what happened since is no part of it."""
    await approved(week)
    await week.sends_photo(COLLEAGUE, "DB-2026-2 申请销号")
    await week.says(REVIEWER, "同意销号 DB-2026-2")
    week.passes(minutes=5)
    await presses(week, COORDINATOR, "印发")
    assert texts_in(week, GROUP) == [PUBLISHED]


async def test_a_circular_is_not_sent_back_without_a_word(week: Dialog) -> None:
    await drafted(week)
    await week.taps(COORDINATOR, "报批")
    (asked,) = await week.says(LEADER, "退回通报")
    assert asked == "请回复本消息，写明第1版需要修改之处。"
    (said, *_) = await week.says(LEADER, "第2条核实后再报", reply_to=week.last_to(LEADER))
    assert said == "通报稿第1版已退回督查员修改。"


async def laid(week: Dialog) -> None:
    """Let the week's draft be laid before the leader, who opens the digest."""
    await drafted(week)
    await week.taps(COORDINATOR, "报批")
    await week.says(LEADER, "/digest")


async def test_the_digest_counts_what_waits_and_is_answered_by_a_tap(week: Dialog) -> None:
    await laid(week)
    digest = week.last_to(LEADER)
    assert "<b>通报待批 1</b>\n通报1 关于2026年11月23日至27日督查事项办理情况的通报｜第1版，3条" in digest.text
    assert list(digest.buttons)[:3] == ["通报1 查看", "通报1 批准", "通报1 退回修改"]
    (shown,) = await week.press(LEADER, digest.buttons["通报1 查看"], digest)
    assert shown.startswith("<b>通报稿（第1版，待批准）</b>")
    said = await week.press(LEADER, digest.buttons["通报1 批准"], digest)
    assert said[0].startswith("已批准通报稿第1版")
    assert await stage(week) is Stage.APPROVED
    assert "通报待批" not in (await week.says(LEADER, "/digest"))[0]


async def test_the_digest_is_answered_in_words(week: Dialog) -> None:
    await laid(week)
    await week.says(LEADER, "退回通报，第2条核实后再报", reply_to=week.last_to(LEADER))
    assert await stage(week) is Stage.DRAFT
    await week.taps(COORDINATOR, "报批")
    await week.says(LEADER, "/digest")
    await week.says(LEADER, "批准通报", reply_to=week.last_to(LEADER))
    assert await stage(week) is Stage.APPROVED


async def test_what_comes_back_from_the_digest_needs_a_word(week: Dialog) -> None:
    await laid(week)
    digest = week.last_to(LEADER)
    (asked,) = await week.press(LEADER, digest.buttons["通报1 退回修改"], digest)
    assert asked == "请回复本消息，写明第1版需要修改之处。"
    await week.says(LEADER, "第2条请核实", reply_to=week.last_to(LEADER))
    assert await stage(week) is Stage.DRAFT


async def test_an_old_digest_does_not_approve_a_newer_version(week: Dialog) -> None:
    await laid(week)
    digest = week.last_to(LEADER)
    await week.says(COORDINATOR, "删去第2条")
    await week.taps(COORDINATOR, "报批")
    await week.press(LEADER, digest.buttons["通报1 批准"], digest)
    assert await stage(week) is Stage.SUBMITTED
