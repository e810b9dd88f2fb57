"""Words, command and button ask for one act and leave the same entry (说话、命令、按钮三种方式效果相同)."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest

from ledger.entries import Entry
from tests.support.dialog import COORDINATOR, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene

ASIDE = frozenset({"number", "at", "said", "notice"})
"""What tells the three tasks apart, or keeps the sentence itself."""


@dataclass(frozen=True)
class Way:
    """One act: its button with the reply to the question behind it, the sentence, and the command."""

    button: str
    reply: str
    words: str
    command: str
    who: str = STAFF
    before: str = ""
    photo: bool = False


WAYS = {
    "Acknowledged": Way("签收", "", "{n} 收到", "/ack {n}"),
    "Declined": Way("不予受理", "应由王五办理", "{n} 不予受理，应由王五办理", "/decline {n} 应由王五办理"),
    "ProgressNoted": Way("反馈", "完成60%，初稿已成", "{n} 完成60%，初稿已成", "/progress {n} 完成60%，初稿已成"),
    "BlockerRaised": Way("报告卡点", "图纸未到", "{n} 卡点：图纸未到", "/blocker {n} 图纸未到", before="{n} 收到"),
    "BlockerCleared": Way("解除卡点", "", "{n} 卡点已解决", "/unblock {n}", before="{n} 卡点：图纸未到"),
    "ExtensionRequested": Way(
        "申请延期",
        "延到12月2日，图纸未到",
        "{n} 申请延期到12月2日，图纸未到",
        "/extend {n} 12月2日，图纸未到",
        before="{n} 收到",
    ),
    "CompletionClaimed": Way("申请销号", "", "{n} 申请销号", "/claim {n}", photo=True),
    "Closed": Way("同意销号", "", "{n} 同意销号", "/close {n}", who=REVIEWER, before="{n} 申请销号", photo=True),
    "Returned": Way(
        "退回", "缺附表", "{n} 退回，缺附表", "/return {n} 缺附表", who=REVIEWER, before="{n} 申请销号", photo=True
    ),
    "Reminded": Way("催办", "", "催办 {n}", "/remind {n}", who=COORDINATOR),
    "Reassigned": Way("转办", "转王五", "{n} 转王五", "/reassign {n} 王五", who=COORDINATOR),
    "Amended": Way("调整交办内容", "改到下周三", "{n} 改到下周三", "/amend {n} 下周三", who=COORDINATOR),
    "Suspended": Way("中止", "等省里批复", "{n} 先中止，等省里批复", "/suspend {n} 等省里批复", who=COORDINATOR),
    "Withdrawn": Way("撤回", "重复交办", "撤回{n}，重复交办", "/withdraw {n} 重复交办", who=COORDINATOR),
}


@scene
async def alike(dialog: Dialog) -> None:
    """Give one person three tasks that are the same but for their names."""
    for name in "甲乙丙":
        await dialog.says(COORDINATOR, f"请张三周五下班前报送{name}材料")
        await dialog.taps(COORDINATOR, "确认")


async def _by_button(dialog: Dialog, way: Way, number: str) -> None:
    await dialog.says(way.who, f"/task {number}")
    await dialog.taps(way.who, way.button)
    if way.reply:
        await dialog.says(way.who, way.reply, reply_to=dialog.last_to(way.who))


async def _before(dialog: Dialog, way: Way, number: str) -> None:
    if way.before and way.photo:
        await dialog.sends_photo(STAFF, way.before.format(n=number))
    elif way.before:
        await dialog.says(STAFF, way.before.format(n=number))
    elif way.photo:
        await dialog.sends_photo(STAFF, "", reply_to=await _card_of(dialog, number))


async def _card_of(dialog: Dialog, number: str) -> int:
    await dialog.says(STAFF, f"/task {number}")
    return dialog.last_to(STAFF).message


def _what(entry: Entry) -> dict[str, object]:
    told = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in ASIDE}
    return {"kind": type(entry).__name__, **told}


@pytest.mark.parametrize("kind", WAYS)
async def test_the_three_ways_leave_the_same_entry(alike: Dialog, kind: str) -> None:
    way, numbers = WAYS[kind], [f"DB-2026-{n}" for n in (1, 2, 3)]
    for number in numbers:
        await _before(alike, way, number)

    await _by_button(alike, way, numbers[0])
    await alike.says(way.who, way.words.format(n=numbers[1]))
    await alike.says(way.who, way.command.format(n=numbers[2]))

    first, second, third = [_what((await alike.entries(number))[-1]) for number in numbers]
    assert first["kind"] == kind
    assert first == second == third
