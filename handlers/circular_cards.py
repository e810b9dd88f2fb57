"""The card of a circular (通报稿) as its authors and leaders read it: sentences, buttons, and what a reply means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from handlers import waiting
from handlers.heard import Answer, Answers, Button, Heard
from handlers.speaking import rows_of
from handlers.wording import circulars as wording
from handlers.wording.voice import Voice
from ledger.acts import circulars as acts
from ledger.circulars import Circular, Stage
from ledger.people import Person
from ledger.permissions import may, scopes
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.chats import Chat

STEP = "circular.step"
"""The act of a button that takes a circular a step on: what words in reply would do as well."""
R = TypeVar("R", bound=acts.AboutCircular)


@dataclass(frozen=True, slots=True)
class About:
    """Which version of which circular whoever speaks or taps has seen."""

    circular: int
    version: int

    @classmethod
    def of(cls, heard: Heard) -> About:
        """Return what a button or a reply carries."""
        return cls(int(heard.args["circular"]), int(heard.args["version"]))

    def kept(self, **more: Any) -> dict[str, Any]:
        """Return what a button is to carry."""
        return {"circular": self.circular, "version": self.version, **more}

    def asks(self, kind: type[R], heard: Heard, **more: Any) -> R:
        """Return a request about it."""
        return kind(person=heard.person.id, sent_at=heard.sent_at, circular=self.circular, version=self.version, **more)


async def card(books: OpenBooks, reader: Person, one: Circular, *, note: str = "") -> Answers:
    """Return the circular as this person reads it, with what the person may do; a reply to it is about it."""
    drafts, approves = scopes(reader, Act.DRAFT_CIRCULAR), scopes(reader, Act.APPROVE_CIRCULAR)
    decides = bool(approves) and one.stage is Stage.SUBMITTED and reader.id not in one.authors
    hint = wording.HOW_TO_DECIDE if decides else _hint(one) if drafts else ""
    titles = [chat.title for _, chat in await present(books, one.chats)]
    parts = wording.card(Voice.of(books), one, titles, note=note, hint=hint)
    purpose = f"card:{await waiting.kept_for(books, reader, 'circular.reply', About(one.id, one.version).kept())}"
    buttons = rows_of(_buttons(one, drafts=bool(drafts), decides=decides))
    return tuple(
        Answer(
            text=part,
            to=reader.id,
            purpose=purpose,
            about=one.tasks,
            reply=False,
            buttons=buttons if n == len(parts) else (),
        )
        for n, part in enumerate(parts, start=1)
    )


def _hint(one: Circular) -> str:
    hints = {Stage.DRAFT: wording.HOW_TO_CHANGE, Stage.APPROVED: wording.HOW_TO_PUBLISH}
    return hints.get(one.stage, "")


def _buttons(one: Circular, *, drafts: bool, decides: bool) -> list[Button]:
    about = About(one.id, one.version)

    def button(label: str, act: str, **more: str) -> Button:
        return Button(label=label, act=act, args=about.kept(**more))

    found = []
    if decides:
        found += [button(wording.APPROVE, STEP, what="approve"), button(wording.RETURN, "circular.return")]
    if drafts and one.stage is Stage.DRAFT:
        found.append(button(wording.SUBMIT, STEP, what="submit"))
    if drafts and one.stage is Stage.APPROVED:
        found.append(button(wording.PUBLISH, STEP, what="publish"))
    found += [button(wording.TASKS, "circular.tasks"), button(wording.WORD, "circular.paper")]
    if drafts and one.is_open:
        found += [button(wording.GROUPS, "circular.groups"), button(wording.WITHDRAW, STEP, what="withdraw")]
    return found


async def groups(books: OpenBooks) -> tuple[Chat, ...]:
    """Return the groups that are bound and there."""
    return tuple(chat for chat in await books.directory.chats() if chat.active and chat.bound_at is not None)


async def present(books: OpenBooks, chats: Iterable[int]) -> tuple[tuple[int, Chat], ...]:
    """Return those of the chosen groups that are there, each with the chat that it is now: a group may have moved."""
    found = []
    for chosen in chats:
        chat = await books.directory.chat(await books.directory.moved_to(chosen) or chosen)
        if chat is not None and chat.active and chat.bound_at is not None:
            found.append((chosen, chat))
    return tuple(found)


async def told_authors(books: OpenBooks, heard: Heard, one: Circular, *, note: str) -> Answers:
    """Return the card for everybody who wrote it, but for whoever has just decided."""
    authors = (books.roster.person(author) for author in sorted(one.authors - {heard.person.id}))
    cards = [await card(books, author, one, note=note) for author in authors if author.is_active]
    return tuple(answer for card in cards for answer in card)


async def readable(books: OpenBooks, person: Person, circular: int) -> Circular:
    """Return the circular if the person may read it; else refuse."""
    one = (await acts.all_circulars(books)).get(circular)
    if one is None or not await may_read(books, person, one):
        raise NotAllowed(Act.DRAFT_CIRCULAR)
    return one


async def may_read(books: OpenBooks, person: Person, one: Circular) -> bool:
    """Tell whether somebody who drafts or approves may see every task that it speaks of."""
    if not scopes(person, Act.DRAFT_CIRCULAR) and not scopes(person, Act.APPROVE_CIRCULAR):
        return False
    found = [await books.tasks.get(number) for number in one.tasks]
    return all(task is not None and may(books.roster, person, Act.SEE, task) for task in found)
