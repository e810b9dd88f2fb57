"""Heard and Answer: what the door makes of an update, and what wording makes of the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any

from handlers.reading.facts import fact
from handlers.sheets import Sheet
from ledger.entries import Evidence, Source
from ledger.people import Person, PersonId, UnitId
from ledger.values import dataclass


@fact(kw_only=True)
class Place:
    """The chat of an update; ``unit`` and ``bound`` say what a group is bound to (``None``: the whole house).

    ``topic`` is the topic of a forum in which it was said, ``None`` in its general one and everywhere else.
    """

    chat: int
    private: bool
    bound: bool = True
    unit: UnitId | None = None
    title: str = ""
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named by the platform's own id: the span in ``Heard.said`` and who it is."""

    start: int
    end: int
    person: PersonId


@fact(kw_only=True)
class Heard:
    """One message or tap of a bound person, ready to be understood.

    ``text`` is NFKC-normalised, ``said`` the words as they came, where spans of mentions fit. ``task`` and ``args``
    come from a button, a command or the reading. ``made`` is the task that this very message brought about, which an
    edit changes; ``reply_tasks`` are those of a message that says several confirmations; ``album`` joins the pictures
    that were sent as one. ``origin`` are the words of the person's message that this one answers, ``media`` the
    platform's id of the file in it. ``sheet`` is what a sent table comes to, or what a tap on its card did, ``ready``
    what was made beforehand. ``bot`` is the bot's own username.
    """

    person: Person
    user: int
    place: Place
    message: int
    sent_at: datetime
    text: str = ""
    said: str = ""
    edited: bool = False
    tapped: bool = False
    addressed: bool = False
    reply_to: int | None = None
    reply_task: str | None = None
    reply_tasks: tuple[str, ...] = ()
    reply_purpose: str = ""
    task: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    files: tuple[Evidence, ...] = ()
    too_big: bool = False
    forwarded: bool = False
    album: int | None = None
    made: str | None = None
    made_purpose: str = ""
    origin: str = ""
    media: str = ""
    sheet: Sheet | None = None
    ready: Ready | None = None
    bot: str = ""


@fact(kw_only=True)
class Button:
    """A button that stands for a stored act; the one it was shown to may press it, or ``anyone`` in the chat.

    ``version`` makes the press fail once the task has gone on. One press spends the buttons of its ``item``: all that a
    message has, unless it lists several.
    """

    label: str
    act: str
    task: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    anyone: bool = False
    version: int | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be sent (导出文件)."""

    name: str
    content: bytes = field(repr=False)


@fact(kw_only=True)
class Answer:
    """One message to one chat: HTML text, rows of buttons, and the task it is about.

    ``chat`` and ``to`` (a person, in private) are ``None`` for the chat in which the person was heard. ``purpose``
    says what a reply to it means. ``edit`` puts it in the place of the card that was tapped, ``prompt`` opens the
    keyboard for words, ``lapses`` gives its buttons the short life of a card, ``toast`` answers the tap itself.
    ``silent`` arrives without a sound. ``copies`` sends that very message once more instead of a text. ``about`` are
    the tasks of a merged message. ``paper`` is sent as a file with the text as its caption, within a day or not at all.
    ``slot`` is the row under which a publication is counted, ``part`` its place there.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    chat: int | None = None
    to: PersonId | None = None
    task: str | None = None
    purpose: str = ""
    reply: bool = True
    keyboard: tuple[tuple[str, ...], ...] = ()
    edit: bool = False
    prompt: bool = False
    lapses: bool = False
    bulk: bool = False
    silent: bool = False
    toast: str = ""
    copies: Source | None = None
    about: tuple[str, ...] = ()
    paper: Paper | None = None
    slot: int | None = None
    part: int = 1


@dataclass(frozen=True, slots=True)
class Ready:
    """What was made beforehand, for somebody as the roster had them then; ``of`` says what for."""

    asker: Person
    made: Any
    of: Any = None


Answers = tuple[Answer, ...]
