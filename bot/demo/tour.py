"""The guided tour of the chat page: its data, with accounts, chats and moments put in (docs/decisions/0013-page.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo.days import Mark
from bot.demo.plan import data
from bot.demo.preparing import Stage

KEPT = ("title", "explain", "en", "say", "press", "photo", "caption", "reply_to_last_bot", "expect")


def tour(stage: Stage) -> dict[str, Any]:
    """Return the tour as the page reads it."""
    given = data("tour")
    steps = [_step(stage, step) for step in given["step"]]
    return {**{name: given[name] for name in ("title", "minutes", "en")}, "steps": steps}


def _step(stage: Stage, given: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: given[name] for name in KEPT if name in given}
    chat = str(stage.cast.chats[given["chat"]]) if "chat" in given else ""
    hour = {"advance_to": stage.days.moment(Mark.read(f"0 {given['at']}")).isoformat()} if "at" in given else {}
    return {"user": stage.cast.users[given["who"]], "chat": chat, **kept, **hour}
