"""Heard and Answer: what the door makes of an update, and what wording makes of the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.entries import Evidence
from ledger.people import Person, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The chat of an update; ``unit`` and ``bound`` say what a group is bound to (``None``: the whole house)."""

    chat: int
    private: bool
    bound: bool = True
    unit: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message or tap of a bound person, ready to be understood; ``text`` is NFKC-normalised."""

    person: Person
    user: int
    place: Place
    message: int
    text: str
    sent_at: datetime
    edited: bool = False
    reply_to: int | None = None
    reply_task: str | None = None
    reply_purpose: str | None = None
    mentions: tuple[str, ...] = ()
    files: tuple[Evidence, ...] = ()
    too_big: bool = False
    forwarded: bool = False
    source_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button that stands for a stored act; ``person`` alone may press it where given."""

    label: str
    act: str
    task: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    anyone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One message to one chat: HTML text, rows of buttons, and the task it is about.

    ``chat`` is ``None`` for the chat in which the person was heard. ``purpose`` says what a reply to it means.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    chat: int | None = None
    task: str | None = None
    purpose: str = ""
    reply: bool = True
    keyboard: tuple[tuple[str, ...], ...] = ()
    edits: int | None = None
