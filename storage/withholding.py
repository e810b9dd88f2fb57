"""The outbox in minimal mode: no file, picture, table or copy of a message leaves; a sentence takes its place."""

from __future__ import annotations

from typing import Any

from ledger.discretion import discretion

_BY_WORDS = frozenset({"sendMessage", "editMessageText", "editMessageCaption", "answerCallbackQuery"})
_WORDLESS = frozenset({"editMessageReplyMarkup", "deleteMessage", "pinChatMessage", "unpinChatMessage", "leaveChat"})
_MORE = frozenset({"rich_message", "caption", "photo", "document", "from_chat_id", "text"})


def allowed(method: str, payload: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the call as it may leave: itself, or in minimal mode a sentence for whatever is more than text."""
    how = discretion()
    plain = method in _WORDLESS or (method in _BY_WORDS and "rich_message" not in payload)
    if how is None or plain:
        return method, payload
    kept = {name: value for name, value in payload.items() if name not in _MORE} | {"text": how.file}
    if method.startswith("edit"):
        return "editMessageText", kept
    kept.pop("message_id", None)  # That of the message to be copied.
    return "sendMessage", kept
