"""What a dialog shows: a message with its buttons, and its clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Hands:
    """A clock whose hands somebody else turns."""

    read: Callable[[], datetime]

    def now(self) -> datetime:
        """Return where they stand."""
        return self.read()


@dataclass
class Shown:
    """A message as it stands in a chat: its text and its buttons by label."""

    chat: int
    message: int
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)


def buttons_of(payload: Mapping[str, Any]) -> dict[str, str]:
    """Return the tokens of a message's buttons by their labels."""
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}
