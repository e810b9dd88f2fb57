"""The plainest messages are made of what they hold alone, and are what the library makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from handlers.parsing import cast_plain
from handlers.shape import flaw

USER = {"id": 20_001, "is_bot": False, "first_name": "赵明", "language_code": "zh-hans"}
GROUP = {"id": -1_002_000_000_001, "type": "supergroup", "title": "第1组"}
WORDS = "DB-2026-1 已完成6%"
PLAIN: dict[str, Any] = {"message_id": 7, "date": 1_795_000_000, "chat": GROUP, "from": USER, "text": WORDS}
BOLD: dict[str, Any] = {"type": "bold", "offset": 0, "length": 9}
ANSWERED: dict[str, Any] = {**PLAIN, "message_id": 6, "entities": [BOLD]}


def update(**changes: Any) -> dict[str, Any]:
    return {"update_id": 3, "message": {**PLAIN, **changes}}


def parsed(raw: dict[str, Any], bot: None = None) -> Update:
    return cast_plain(raw, bot) or Update.de_json(dict(raw), bot)


def everything(one: Any) -> Any:
    """Return all that an object of the library holds, and all that its parts hold."""
    if not hasattr(one, "api_kwargs"):
        return one
    names = {name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ())} - {"_bot", "__dict__"}
    return type(one), {name: everything(getattr(one, name, None)) for name in names}


@pytest.mark.parametrize(
    "raw",
    [
        update(),
        update(chat={"id": 20_001, "type": "private", "first_name": "赵明", "username": "zhao"}),
        update(reply_to_message={**PLAIN, "message_id": 6}),
        update(reply_to_message=ANSWERED),
        update(reply_to_message={**ANSWERED, "reply_markup": {"inline_keyboard": []}}),
        update(entities=[{**BOLD, "type": "of another year"}]),
        update(entities=[{"type": "mention", "offset": 0, "length": 4}]),
        update(date=0),
        {"update_id": 3, "edited_message": {**PLAIN, "edit_date": 1_795_000_100}},
    ],
)
def test_an_update_is_what_the_library_makes_of_it(raw):
    assert everything(parsed(raw, None)) == everything(Update.de_json(dict(raw), None))


@pytest.mark.parametrize(
    "raw",
    [
        update(chat={"type": "supergroup"}),
        update(**{"from": {"id": 20_001}}),
        update(date="yesterday"),
        update(date=10**20),
        update(chat={**GROUP, "type": 5}),
        {"update_id": 3, "message": "words"},
    ],
)
def test_what_the_library_cannot_read_is_refused_as_by_it(raw):
    """What it takes for something, however odd, is taken for the same."""
    assert outcome(lambda: parsed(raw, None)) == outcome(lambda: Update.de_json(dict(raw), None))


def outcome(make: Any) -> Any:
    try:
        return everything(make())
    except Exception as refused:
        return type(refused)


LARGE = 2**63


@pytest.mark.parametrize(
    ("raw", "is_plain"),
    [
        (update(), True),
        (update(reply_to_message=ANSWERED), True),
        (update(reply_to_message={**ANSWERED, "reply_to_message": ANSWERED}), False),
        (update(entities=[{**BOLD, "offset": True}]), False),
        (update(entities=[{**BOLD, "user": USER}]), False),
        (update(entities=["bold"]), False),
        (update(message_id=-LARGE), True),
        (update(message_id=LARGE), False),
        (update(message_id=True), False),
        (update(chat={**GROUP, "id": LARGE}), False),
        (update(chat={**GROUP, "type": "nowhere"}), False),
        (update(**{"from": {**USER, "id": -LARGE - 1}}), False),
        (update(**{"from": {**USER, "id": "1"}}), False),
        (update(text=7), False),
        (update(date=2**32), False),
    ],
)
def test_what_is_plain_has_no_flaw(raw, is_plain):
    """The door looks at the shape of everything else."""
    found = cast_plain(raw, None)
    assert (found is not None) is is_plain
    if found is not None:
        assert flaw(found) is None
