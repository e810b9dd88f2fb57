"""How long a parameter, or a field of an object in one, may be: in characters, UTF-16 units, bytes or parts.

Texts and captions are measured after their entities, in ``entities``. Where the platform itself cuts what is too long
(titles, descriptions), a strict world refuses it, for it is a bot's mistake, and any other world cuts it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.units import units

START_PARAMETER = r"[A-Za-z0-9_-]{1,64}"
"""What a deep link ``?start=…`` can carry."""


def _characters(text: str) -> int:
    return len(text.strip())


def _command(text: str) -> int:
    return _characters(text.strip().removeprefix("/"))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Limit:
    """The most, and the least, of a value; the words for too much and for too little."""

    most: int
    long: str
    least: int = 0
    short: str = ""
    measure: Callable[[Any], int] = _characters
    cut: bool = False


def _title(most: int, name: str) -> Limit:
    return Limit(most, f"{name} length must not exceed {most}", 1, f"{name} must be non-empty", cut=True)


def _buttons(most: int, name: str) -> Limit:
    return Limit(most, f"{name} length must not exceed {most}", 1, f"{name} must be non-empty", units)


LIMITS = {
    "answerCallbackQuery.text": Limit(200, "MESSAGE_TOO_LONG", measure=units),
    "sendPoll.question": Limit(300, "poll question length must not exceed 300", 1, "text must be non-empty"),
    "sendPoll.options": Limit(
        12, "poll can't have more than 12 options", 1, "poll must have at least one answer option", len
    ),
    "sendPoll.explanation": Limit(200, "poll explanation length must not exceed 200", measure=units),
    "InputPollOption.text": Limit(100, "poll options length must not exceed 100", 1, "text must be non-empty"),
    "createForumTopic.name": _title(128, "name"),
    "editForumTopic.name": Limit(128, "name length must not exceed 128", cut=True),
    "editGeneralForumTopic.name": _title(128, "name"),
    "setChatTitle.title": _title(128, "title"),
    "setChatDescription.description": Limit(255, "description length must not exceed 255", cut=True),
    "setChatAdministratorCustomTitle.custom_title": Limit(16, "CUSTOM_TITLE_INVALID"),
    "createChatInviteLink.name": Limit(32, "invite link name length must not exceed 32", cut=True),
    "editChatInviteLink.name": Limit(32, "invite link name length must not exceed 32", cut=True),
    "sendContact.vcard": Limit(2048, "vCard size must not exceed 2048", measure=_bytes),
    "setMyCommands.commands": Limit(100, "BOT_COMMANDS_TOO_MUCH", measure=len),
    "deleteMessages.message_ids": Limit(100, "too many message identifiers specified", measure=len),
    "forwardMessages.message_ids": Limit(100, "too many message identifiers specified", measure=len),
    "copyMessages.message_ids": Limit(100, "too many message identifiers specified", measure=len),
    "BotCommand.command": Limit(32, "command length must not exceed 32", 1, "command must be non-empty", _command),
    "BotCommand.description": Limit(
        256, "command description length must not exceed 256", 1, "command description must be non-empty"
    ),
    "InlineKeyboardButton.callback_data": Limit(64, "BUTTON_DATA_INVALID", measure=_bytes),
    "CopyTextButton.text": Limit(256, "BUTTON_COPY_TEXT_INVALID", 1, "BUTTON_COPY_TEXT_INVALID"),
    "ReplyKeyboardMarkup.input_field_placeholder": _buttons(64, "input field placeholder"),
    "ForceReply.input_field_placeholder": _buttons(64, "input field placeholder"),
    "ReplyParameters.quote": Limit(1024, "quote length must not exceed 1024", measure=units),
}
"""By ``method.parameter`` or ``Object.field``."""


def held(of: str, value: Any, *, strict: bool) -> Any:
    """Return a value that is neither too long nor too short, cut where the platform cuts; else refuse it."""
    limit = LIMITS.get(of)
    if limit is None or not isinstance(value, str | list):
        return value
    size = limit.measure(value)
    if size < limit.least:
        raise bad_request(limit.short)
    if size <= limit.most:
        return value
    if limit.cut and not strict and isinstance(value, str):
        return value.strip()[: limit.most]
    raise bad_request(limit.long)
