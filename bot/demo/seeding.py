"""An empty ledger becomes the demo office's: roster, bindings, chats and history, all by the ordinary acts."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from bot.demo.cast import Cast
from bot.demo.days import Days, Mark
from bot.demo.pictures import photo
from bot.demo.plan import ChatPlan, chat_plans, history, office_rows
from bot.demo.steps import person_named
from bot.demo.story import Story
from bot.evidence import EvidenceFolder
from ledger.people import Roster, UnitId
from storage.books import OpenBooks
from storage.store import Store

ADMINISTRATOR = "史文博"
SETTLED = Mark.read("-10 09:00")
"""When roster and bindings were set up: before anything in the history."""

JUST_NOW = timedelta(minutes=1)
"""The chats were bound a minute ago: a chat that was bound last week would be owed last week's reports."""


async def seed(store: Store, days: Days, cast: Cast) -> dict[str, str]:
    """Fill the empty ledger; returns the numbers of the history's tasks by their keys."""
    await _settle(store, days.moment(SETTLED), cast)
    story = Story(history(), days)
    for at, tell in story.happenings():
        async with store.books(now=at) as books:
            await tell(books, at)
    await _bind_chats(store, days.start - JUST_NOW, cast)
    return story.numbers


async def keep_evidence(folder: EvidenceFolder) -> None:
    """Put the photos of the history where evidence is kept."""
    for name in pictured():
        await folder.keep(photo(name))


def pictured() -> tuple[str, ...]:
    """Return the names of the history's photos."""
    words = (step.rest.partition(" ")[0] for task in history().tasks for step in task.steps)
    return tuple(word for word in words if word.endswith(".png"))


async def _settle(store: Store, at: datetime, cast: Cast) -> None:
    async with store.books(now=at) as books:
        await books.directory.import_roster(office_rows(), by=None, now=at, sha256=_sha256())
    async with store.books(now=at) as books:
        await _bind_people(books, at, cast)


def _sha256() -> str:
    return hashlib.sha256(repr(office_rows()).encode()).hexdigest()


async def _bind_people(books: OpenBooks, at: datetime, cast: Cast) -> None:
    """Bind the administrator first, who then approves everybody else."""
    first = person_named(books.roster, ADMINISTRATOR)
    await books.directory.bind(first, cast.users[ADMINISTRATOR], approved_by=None, now=at)
    for person in books.roster.active_people:
        if person.id != first:
            await books.directory.bind(person.id, cast.users[person.name], approved_by=first, now=at)


async def _bind_chats(store: Store, at: datetime, cast: Cast) -> None:
    async with store.books(now=at) as books:
        for plan in chat_plans():
            await _bind_chat(books, plan, at, cast.chats[plan.title])


async def _bind_chat(books: OpenBooks, plan: ChatPlan, at: datetime, chat: int) -> None:
    await books.directory.note_chat(chat, title=plan.title, kind="supergroup", now=at)
    by = person_named(books.roster, ADMINISTRATOR)
    unit = _unit(books.roster, plan.unit) if plan.unit else None
    await books.directory.bind_chat(chat, unit=unit, reports=plan.reports, by=by, now=at)


def _unit(roster: Roster, name: str) -> UnitId:
    return next(unit.id for unit in roster.units if unit.name == name)
