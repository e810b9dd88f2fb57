"""The comparison with the schema finds what it should."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_honesty import faults_in

USER = {"id": 1, "is_bot": False, "first_name": "张三"}
MESSAGE: dict[str, Any] = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "from": USER, "text": "好"}


def test_what_the_schema_knows_passes() -> None:
    assert list(faults_in({"update_id": 1, "message": MESSAGE}, "Update")) == []
    assert list(faults_in({"status": "left", "user": USER}, "ChatMember")) == []


@pytest.mark.parametrize(
    ("kind", "value", "fault"),
    [
        ("Message", {**MESSAGE, "colour": "red"}, " (Message) has the unknown colour"),
        ("Message", {**MESSAGE, "text": 1}, ".text is no string: 1"),
        ("Message", {**MESSAGE, "message_id": True}, ".message_id is no integer: True"),
        ("Message", {**MESSAGE, "from": {"id": 1, "is_bot": False}}, ".from (User) lacks first_name"),
        (
            "Message",
            {**MESSAGE, "entities": [{"type": "bold", "offset": 0}]},
            ".entities[0] (MessageEntity) lacks length",
        ),
        ("Message", {**MESSAGE, "entities": {}}, ".entities is no list"),
        ("ChatMember", {"status": "left"}, " (ChatMemberLeft) lacks user"),
        ("MessageOrigin", {"type": "user", "date": 1}, " (MessageOriginUser) lacks sender_user"),
    ],
)
def test_a_planted_fault_is_found(kind: str, value: Any, fault: str) -> None:
    assert fault in list(faults_in(value, kind))
