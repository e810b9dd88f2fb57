"""/help: a short start by role and place, topics of one phone screen, and every phrase in them does what it says."""

from __future__ import annotations

import re

import pytest

from handlers.wording import helping
from tests.handlers.test_rostering import entries, known
from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    REVIEWER,
    STAFF,
    Dialog,
)

WIDE, HIGH = 20, 22
"""Characters in a line and lines on a phone with its keyboard down."""

SECTIONS = {
    STAFF: ["办理事项", "查询"],
    HEAD: ["办理事项", "交办", "查询"],
    COORDINATOR: ["办理事项", "交办", "审核销号", "查询"],
    REVIEWER: ["办理事项", "审核销号", "查询"],
    LEADER: ["交办", "审核销号", "查询"],
    ADMIN: ["管理", "查询"],
}
BUTTONS = {
    STAFF: "签收 反馈 延期 销号 日报 查询 办文 信息 制度 培训 考评 撤销 命令",
    HEAD: "签收 反馈 延期 销号 日报 交办 调整 催办 查询 报表 办文 办会 信息 制度 培训 考评 撤销 命令",
    COORDINATOR: "签收 反馈 延期 销号 日报 交办 调整 催办 审核 查询 报表 通报 办文 办会 信息 制度 培训 考评 撤销"
    " 推送 导入 命令",
    REVIEWER: "签收 反馈 延期 销号 日报 审核 查询 办文 信息 制度 培训 撤销 命令",
    LEADER: "交办 调整 催办 批示 审核 查询 报表 办文 办会 信息 制度 培训 考评 撤销 签收 反馈 延期 销号 命令",
    ADMIN: "查询 办文 制度 培训 撤销 名册 工作群 推送 日历 导入 签收 反馈 延期 销号 命令",
}


def lines_on_a_phone(text: str) -> int:
    """Return how many lines the text takes, long ones wrapped."""
    plain = re.sub(r"</?b>", "", text)
    return sum(max(1, -(-len(line) // WIDE)) for line in plain.split("\n"))


@pytest.mark.parametrize("who", SECTIONS)
async def test_each_role_reads_its_own_duties_on_one_screen(dialog: Dialog, who: str) -> None:
    private = (await dialog.says(who, "/help"))[0]
    shown = dialog.last_to(who)
    assert re.findall(r"<b>(.+?)</b>", private) == SECTIONS[who]
    assert " ".join(shown.buttons) == BUTTONS[who]
    assert lines_on_a_phone(private) + -(-len(shown.buttons) // 5) <= HIGH
    group = (await dialog.says(who, "/help", chat=GROUP))[0]
    assert re.findall(r"<b>(.+?)</b>", group) == ["命令"]
    assert lines_on_a_phone(group) <= HIGH


async def test_every_topic_fits_one_screen_and_comes_by_button_and_by_words(dialog: Dialog) -> None:
    topics = {}
    for who in SECTIONS:
        await dialog.says(who, "/help")
        for label in list(dialog.last_to(who).buttons):
            topics[label] = (await dialog.taps(who, label))[0]
    assert set(topics) == {*(one.name for one in helping.TOPICS), helping.COMMANDS}
    for label, text in topics.items():
        assert lines_on_a_phone(text) <= HIGH, label
    for words in ("帮助 延期", "/help 延期", "延期怎么办理", "怎么申请延期", "帮助：申请延期？"):
        assert (await dialog.says(STAFF, words))[0] == topics["延期"], words


def test_no_word_leads_to_two_topics() -> None:
    words = [word for topic in helping.TOPICS for word in (topic.name, *topic.also)]
    assert len(words) == len(set(words))


def phrases(topic: str, label: str) -> list[str]:
    """Return the topic's phrases for what the label names, told of the first task."""
    found = helping.topic_called(topic)
    assert found is not None
    said = re.search(rf"· {label}：(.+)", found.text)
    assert said is not None, (topic, label)
    bare = re.sub(r"（.+?）", "", said[1]).replace("118号", "DB-2026-1").replace(" 118 ", " 2026-1 ")
    return [bare] if label in {"日报", "分解", "重点", "蹲点"} else bare.split("；")


@pytest.mark.parametrize(
    ("topic", "label", "kind"),
    [
        ("签收", "签收", "Acknowledged"),
        ("反馈", "反馈", "ProgressNoted"),
        ("反馈", "卡点", "BlockerRaised"),
        ("签收", "不予受理", "Declined"),
        ("延期", "延期", "ExtensionRequested"),
    ],
)
async def test_what_the_help_tells_staff_to_write_works(assigned: Dialog, topic: str, label: str, kind: str) -> None:
    await assigned.says(STAFF, phrases(topic, label)[0])
    assert await assigned.kinds() == ["Assigned", kind]


async def test_what_the_help_tells_of_a_task_that_goes_on_works(assigned: Dialog) -> None:
    await assigned.says(STAFF, phrases("反馈", "卡点")[0])
    await assigned.says(STAFF, phrases("反馈", "解除")[0])
    await assigned.says(STAFF, phrases("反馈", "反馈")[0])
    await assigned.says(STAFF, phrases("反馈", "更正")[0])
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    await assigned.says(REVIEWER, phrases("审核", "退回")[0])
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    await assigned.says(REVIEWER, phrases("审核", "销号")[0])
    await assigned.says(COORDINATOR, phrases("审核", "属实")[0])
    await assigned.says(COORDINATOR, phrases("审核", "归档")[0])
    await assigned.says(COORDINATOR, phrases("审核", "不实")[0])
    kinds = "BlockerRaised BlockerCleared ProgressNoted Corrected CompletionClaimed Returned CompletionClaimed"
    assert (await assigned.kinds())[1:] == [*kinds.split(), "Closed", "Rechecked", "Archived", "Reopened"]


async def test_what_the_help_tells_of_the_day_works(assigned: Dialog) -> None:
    assert "日报已登记" in (await assigned.says(STAFF, "日报：" + phrases("日报", "日报")[0]))[0]
    assert "日报已登记" in (await assigned.says(COLLEAGUE, phrases("日报", "无事项")[0]))[0]
    assert "由王五代办" in (await assigned.says(STAFF, phrases("日报", "请假")[0]))[0]


@pytest.mark.parametrize(
    ("topic", "label", "kind"),
    [
        ("调整", "调整", "Amended"),
        ("调整", "转办", "Reassigned"),
        ("调整", "撤回", "Withdrawn"),
        ("调整", "归类", "Categorised"),
        ("调整", "重点", "OrientationsSet"),
        ("催办", "催办", "Reminded"),
        ("催办", "督办", "Escalated"),
        ("调整", "中止", "Suspended"),
    ],
)
async def test_what_the_help_tells_coordinators_to_write_works(
    assigned: Dialog, topic: str, label: str, kind: str
) -> None:
    await assigned.says(COORDINATOR, phrases(topic, label)[0])
    assert await assigned.kinds() == ["Assigned", kind]
    assert "请核对交办内容" in (await assigned.says(COORDINATOR, phrases("交办", "交办")[0]))[0]


async def test_what_the_help_tells_of_circulars_works(assigned: Dialog) -> None:
    assigned.passes(days=7)
    week, month = phrases("通报", "起草")
    assert "没有可通报的事项" in (await assigned.says(COORDINATOR, month))[0]
    assert (await assigned.says(COORDINATOR, week))[0].startswith("<b>通报稿（第1版，待报批）</b>")
    card = assigned.last_to(COORDINATOR)
    assert (await assigned.says(COORDINATOR, "删去第2条", reply_to=card))[0].startswith("该通报稿共1条")
    await assigned.says(COORDINATOR, phrases("通报", "报批")[0], reply_to=card)
    await assigned.says(LEADER, "同意", reply_to=assigned.last_to(LEADER))
    said = (await assigned.says(COORDINATOR, phrases("通报", "印发")[0]))[0]
    assert said == "督查通报〔2026〕1号已印发至：全办工作群。"
    await assigned.says(COORDINATOR, phrases("通报", "纪要")[0])
    assert assigned.calls[-1].method == "sendDocument"


async def test_what_the_help_tells_leaders_to_write_works(assigned: Dialog) -> None:
    await assigned.says(LEADER, phrases("批示", "批示")[0])
    assert (await assigned.kinds())[-1] == "Instruction"
    await assigned.says(STAFF, phrases("延期", "延期")[0])
    await assigned.says(LEADER, phrases("批示", "延期")[0])
    assert (await assigned.kinds())[-1] == "ExtensionDecided"


async def test_what_the_help_tells_of_questions_is_answered(assigned: Dialog) -> None:
    assigned.passes(days=8)
    for label in ("我的", "清单", "查找", "一项"):
        for words in phrases("查询", label):
            asked = words.replace("住建局", "综合科").replace("供热", "经济")
            said = await assigned.says(COORDINATOR, asked)
            assert said and not said[0].startswith("未能理解"), asked


async def test_what_the_help_tells_administrators_to_write_works(dialog: Dialog) -> None:
    await dialog.says(ADMIN, phrases("名册", "新增")[0].replace("张三", "钱多多"))
    await dialog.taps(ADMIN, "确认")
    assert await known(dialog, "钱多多") is not None
    assert "邀请链接" in dialog.last_to(ADMIN).text
    for label in ("更正", "角色", "离任", "调动"):
        for words in phrases("名册", label):
            (said,) = await dialog.says(ADMIN, words)
            assert "请核对" in said or "无需" in said, words
    assert "张三的绑定链接" in (await dialog.says(ADMIN, phrases("名册", "邀请")[0]))[0]
    for label in ("改时间", "停发"):
        assert "请核对" in (await dialog.says(ADMIN, phrases("推送", label)[0]))[0]
    for label in ("上班", "放假"):
        assert "请核对" in (await dialog.says(ADMIN, phrases("日历", label)[0]))[0]
    assert len(await entries(dialog)) == 2


async def test_what_the_help_tells_of_papers_meetings_and_information_works(dialog: Dialog) -> None:
    for topic, label in (("办文", "登记"), ("办文", "签发"), ("办会", "登记")):
        await dialog.says(COORDINATOR, phrases(topic, label)[0])
        assert "已登记" in (await dialog.taps(COORDINATOR, "确认登记"))[0]
    for words in (*phrases("办文", "查看"), *phrases("信息", "统计"), *phrases("办会", "查看")):
        assert await dialog.says(COORDINATOR, words), words
    for words in phrases("办会", "调整"):
        said = await dialog.says(COORDINATOR, words.replace("HY-2026-1 ", "HY-2026-1 "))
        assert "HY-2026-1" in said[0] and "未能" not in said[0], words
    await dialog.says(STAFF, phrases("信息", "报送")[0])
    assert "采用，已登记" in (await dialog.says(COORDINATOR, phrases("信息", "采用")[0]))[0]
    assert "已作废" in (await dialog.says(STAFF, phrases("信息", "作废")[0]))[0]
