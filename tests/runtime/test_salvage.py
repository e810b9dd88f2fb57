"""What cannot be read does not keep what stands beside it from being read."""

from __future__ import annotations

import json

import pytest
from telegram.error import TelegramError

from bot.intake.extracting import raw_update
from bot.intake.salvage import PATIENCE, UNREADABLE, UpdatesParser

GOOD = {"update_id": 8, "message": {"message_id": 1, "text": '收到，[括号]{}与"引号"', "chat": {"id": 5}}}


def batch(*pieces: str) -> bytes:
    return ('{"ok":true,"result":[' + ",".join(pieces) + "]}").encode()


def test_a_good_batch_is_read_as_it_is():
    assert UpdatesParser()(batch(json.dumps(GOOD)))["result"] == [GOOD]


@pytest.mark.parametrize(
    "broken",
    [
        '{"update_id": 7, "message": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"update_id": 7, "message": {"message_id": 1e}}',
        '{"update_id": 7, "message": {"message_id": tru}}',
    ],
)
def test_one_broken_update_costs_only_itself(broken):
    first, second = UpdatesParser()(batch(broken, json.dumps(GOOD)))["result"]
    assert first["update_id"] == 7
    assert len(first[UNREADABLE]) == 64
    assert second == GOOD


def test_half_an_answer_costs_nothing():
    """Wherever it ends, what was whole is read and the rest is asked for again."""
    first, second = {**GOOD, "update_id": 6}, {**GOOD, "update_id": 7}
    whole = batch(*(json.dumps(one, ensure_ascii=False) for one in (first, second, GOOD)))
    for end in range(len(whole)):
        try:
            read = UpdatesParser()(whole[:end])["result"]
        except TelegramError:
            read = []
        assert read == [first, second, GOOD][: len(read)]


def test_an_update_that_never_ends_is_unreadable_after_some_patience():
    parser, broken = UpdatesParser(), '{"update_id": 7, "message": {"message_id": [[[}}'
    assert parser(batch(json.dumps(GOOD), broken))["result"] == [GOOD]
    for _ in range(PATIENCE - 1):
        with pytest.raises(TelegramError):
            parser(batch(broken, json.dumps(GOOD)))
    (read,) = parser(batch(broken, json.dumps(GOOD)))["result"]
    assert (read["update_id"], len(read[UNREADABLE])) == (7, 64)


@pytest.mark.parametrize("page", [b"<html>502 Bad Gateway</html>", b"", b'{"ok":true,"res', b"[1,2]", b"\x00\xff"])
def test_what_is_no_list_of_updates_is_an_error(page):
    with pytest.raises(TelegramError):
        UpdatesParser()(page)


WHO = {"id": 9}


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ({"message": {"message_id": 3, "chat": {"id": -5}, "from": WHO}}, (-5, 9, 3, "message", "c-5")),
        (
            {"callback_query": {"from": WHO, "message": {"message_id": 4, "chat": {"id": 7}}}},
            (7, 9, 4, "callback_query", "c7"),
        ),
        (
            {"message": {"message_id": "x", "chat": {"id": 2**70}, "from": {"id": True}}},
            (None, None, None, "message", "other"),
        ),
        ({"message": "no object"}, (None, None, None, "unknown", "other")),
        ({"strange_kind": {"from": WHO}}, (None, 9, None, "strange_kind", "u9")),
    ],
)
def test_ids_are_extracted_tolerantly(inner, expected):
    row = raw_update({"update_id": 1, **inner})
    assert (row.chat, row.user, row.message, row.kind, row.lane) == expected


def test_the_raw_text_is_ascii_whatever_comes():
    row = raw_update({"update_id": 1, "message": {"text": "\ud800 \x00 台账", "chat": {"id": 1}}})
    assert row.raw.isascii()
    assert json.loads(row.raw)["message"]["text"] == "\ud800 \x00 台账"


def test_an_update_without_id_has_the_same_key_again():
    assert raw_update({"message": {}}).update_id == raw_update({"message": {}}).update_id < 0


def test_of_a_marked_update_only_ids_and_reason_are_left():
    update = {
        "update_id": 1,
        "message": {
            "message_id": 3,
            "date": 1,
            "chat": {"id": 5, "type": "private", "first_name": "张三"},
            "from": {"id": 5, "first_name": "张三"},
            "text": "【机密】关于干部调整的请示",
        },
    }
    row = raw_update(update)
    assert row.marked == "机密"
    assert (row.chat, row.message) == (5, 3)
    assert json.loads(row.raw) == {
        "update_id": 1,
        "marked": "机密",
        "message": {"message_id": 3, "date": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5}},
    }
