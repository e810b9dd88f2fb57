"""Slash commands accept a number in each spelling and mean the same act as the words."""

import pytest

from handlers.reading import Context, Intent
from ledger.people import Role
from tests.reading.office import said


@pytest.mark.parametrize("spelling", ["118", "118号", "2026-118", "DB-2026-118", "１１８", "db-2026-118"])
def test_a_number_in_any_spelling(spelling):
    reading = said(f"/ack {spelling}", role=Role.STAFF)
    assert (reading.intent, reading.task_number, reading.certain) == (Intent.ACK, "DB-2026-118", True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/progress 118 完成80%", Intent.PROGRESS),
        ("/claim 118 验收单见附件", Intent.CLOSE_REQUEST),
        ("/extend 118 延期到12月4日", Intent.EXTEND_REQUEST),
        ("/my", Intent.QUERY),
        ("/daily", Intent.REPORT_REQUEST),
        ("/assign 请张三周五前报送材料", Intent.ASSIGN),
        ("/unknown 118", Intent.NONE),
    ],
)
def test_a_command_means_its_act(text, intent):
    role = Role.COORDINATOR if intent in (Intent.ASSIGN, Intent.REPORT_REQUEST) else Role.STAFF
    assert said(text, role=role, context=Context.GROUP).intent is intent


def test_a_command_without_a_number_asks_which_task():
    assert said("/ack", role=Role.STAFF).asks == ("which_task",)
    assert said("/ack", role=Role.STAFF, context=Context.REPLY).asks == ()
