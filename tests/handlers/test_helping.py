"""/help: short, by role and place, and every phrase in it does what it says."""

from __future__ import annotations

import re

import pytest

from handlers.wording import helping
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

SECTIONS = {
    STAFF: ["办理事项", "日报和请假", "查询", "命令"],
    HEAD: ["办理事项", "日报和请假", "交办和督办", "查询", "命令"],
    COORDINATOR: ["办理事项", "日报和请假", "交办和督办", "审核销号", "查询", "命令"],
    REVIEWER: ["办理事项", "日报和请假", "审核销号", "查询", "命令"],
    LEADER: ["交办和督办", "审核销号", "查询", "命令"],
    ADMIN: ["管理", "查询", "命令"],
}


@pytest.mark.parametrize("who", SECTIONS)
async def test_each_role_reads_its_own_duties(dialog: Dialog, who: str) -> None:
    private = (await dialog.says(who, "/help"))[0]
    assert re.findall(r"<b>(.+?)</b>", private) == SECTIONS[who]
    group = (await dialog.says(who, "/help", chat=GROUP))[0]
    assert re.findall(r"<b>(.+?)</b>", group) == ["命令"]
    assert len(group) < len(private) < 1200  # Some three screens of a phone.


def phrase(section: str, label: str) -> str:
    """Return the help's phrase for what the label names, told of the first task."""
    found = re.search(rf"· {label}：(.+)", section)
    assert found is not None
    return found[1].partition("；催")[0].replace("118号", "DB-2026-1")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("签收", "Acknowledged"),
        ("反馈", "ProgressNoted"),
        ("卡点", "BlockerRaised"),
        ("不予受理", "Declined"),
        ("延期", "ExtensionRequested"),
    ],
)
async def test_what_the_help_tells_staff_to_write_works(assigned: Dialog, label: str, kind: str) -> None:
    await assigned.says(STAFF, phrase(helping._WORK, label))
    assert await assigned.kinds() == ["Assigned", kind]


async def test_what_the_help_tells_of_claim_and_day_works(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    assert (await assigned.kinds())[-1] == "CompletionClaimed"
    assert "日报已登记" in (await assigned.says(STAFF, "日报：" + phrase(helping._REPORT, "日报")))[0]
    assert "日报已登记" in (await assigned.says(COLLEAGUE, phrase(helping._REPORT, "无事项")))[0]
    assert "由王五代办" in (await assigned.says(STAFF, phrase(helping._REPORT, "请假")))[0]


@pytest.mark.parametrize(
    ("label", "kind"),
    [("调整", "Amended"), ("转办", "Reassigned"), ("撤回", "Withdrawn"), ("催办", "Reminded"), ("中止", "Suspended")],
)
async def test_what_the_help_tells_coordinators_to_write_works(assigned: Dialog, label: str, kind: str) -> None:
    await assigned.says(COORDINATOR, phrase(helping._STEER, label))
    assert await assigned.kinds() == ["Assigned", kind]
    assert "请核对交办内容" in (await assigned.says(COORDINATOR, phrase(helping._ASSIGN, "交办")))[0]
