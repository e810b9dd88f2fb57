"""Which of the bot's messages answers which: a reply alone, or a line of a message that gathers several answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.sandbox.people import Message

_GATHERED = "合并答复"


def answers_in(said: Sequence[Message]) -> dict[int, Message]:
    """Return the first answer to each message of a chat."""
    found: dict[int, Message] = {}
    for one in said:
        replied = one.raw.get("reply_to_message")
        if one.by_bot and replied:
            found.setdefault(replied["message_id"], one)
    for one in said:
        if one.by_bot and one.text.startswith(_GATHERED):
            found = dict.fromkeys(_together(one, said), one) | found
    return found


def _together(one: Message, said: Sequence[Message]) -> Iterator[int]:
    """Yield the messages that it answers: of the person whom a line mentions, about the task of the line."""
    people = [mark["user"]["id"] for mark in one.raw["entities"] if mark["type"] == "text_mention"]
    for person, line in zip(people, one.text.splitlines()[1:], strict=True):
        number = re.search(r"DB-\d+-\d+", line)
        for message in said:
            if number and message.raw["from"]["id"] == person and number[0] in message.text:
                yield message.id
