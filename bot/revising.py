"""Revising (更新): a late return or red ink changes the published daily report in place, as its next version."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

import structlog

from bot.alerts import WINDOW, say_lost, sentence
from bot.clock import Clock
from handlers.addressing import in_words_of, labelled
from handlers.figures import figure_rows
from handlers.keyboards import keyboard
from handlers.wording import running
from ledger.values import dataclass
from reports.composing import Composed, Revision, compose
from reports.periods import period_of
from reports.rich_tables import rich_table
from storage.books import OpenBooks
from storage.delivery import is_channel
from storage.outbox import Outgoing, Sent
from storage.store import Store
from storage.versions import Stale

log = structlog.get_logger(__name__)

GATHERING = timedelta(minutes=2)
"""What comes within this after the first late return makes one version together with it."""
LATECOMERS = timedelta(hours=1)
"""For so long after the cut-off a message that was sent before it may still be on its way to us."""


@dataclass
class Revising:
    """Updates published daily reports; the row decides which process does, and every version is made once."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    names: bool = False

    async def ring(self) -> None:
        """Make the next version of each report that is out of date, in the groups that still hold it."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            behind = await books.versions.behind(since=now - LATECOMERS)
            stale = await books.versions.stale(before=now - GATHERING)
            active = {chat.id for chat in await books.directory.chats() if chat.active}
        if behind:
            async with self.store.books(now=now) as books:
                await books.versions.outdate_all(behind)
        for one in stale:
            if one.slot.chat in active:
                await self._guarded(one)

    async def _guarded(self, stale: Stale) -> None:
        try:
            await self._revise(stale)
        except Exception as error:  # A door: the next group's report does not wait for this one's.
            log.warning("not_revised", chat=stale.slot.chat, period=stale.slot.period, kind=type(error).__name__)

    async def _revise(self, stale: Stale) -> None:
        slot, now = stale.slot, self.clock.now()
        async with self.store.reading(now=now) as books:
            last = await books.slots.last_cut_off(slot.report, slot.chat, before=stale.cut_off)
            since = period_of(slot.report, stale.cut_off, books.house, last=last).before
            facts = await books.facts(since=since, at=stale.cut_off, amended=True)
            unseen, language = await books.alarms.before(slot.chat, stale.due_at), books.languages.of(slot.chat, None)
        report = await asyncio.to_thread(
            compose,
            slot.report,
            facts,
            units=None if stale.unit is None else (stale.unit,),
            late=stale.late,
            planned=stale.due_at,
            since=last,
            names=self.names,
            revision=Revision(stale.version + 1, now),
            unseen=unseen,
            language=language,
        )
        async with self.store.books(now=now) as books:
            if await books.versions.settle(stale, seen=facts.head.seq) and report.figures != stale.figures:
                await books.versions.add(stale, body=report.text, figures=report.figures, head=facts.head.hash)
                await self._edit(books, stale, report)
                log.info("revised", chat=slot.chat, period=slot.period, version=stale.version + 1)

    async def _edit(self, books: OpenBooks, stale: Stale, report: Composed) -> None:
        """Put the new text in the place of the old one; a group where that cannot be done is told so, once."""
        sent = await books.outbox.of_slot(stale.id)
        here = [one for one in sent if one.chat == stale.slot.chat and not one.lost]
        common: dict[str, Any] = {"slot": stale.id, "expires_at": self.real() + WINDOW}
        if here and not is_channel(stale.slot.chat):
            rows = labelled(figure_rows(report, anyone=True), report.built.language)
            lists = await keyboard(books, rows, stale.slot.chat) if rows else None
            for outgoing in _changes(stale, report, here, lists, common):
                await books.outbox.put(outgoing)
        elif sent:
            await say_lost(books, stale.id)


def _changes(
    stale: Stale, report: Composed, sent: Sequence[Sent], lists: Mapping[str, Any] | None, common: dict[str, Any]
) -> Iterator[Outgoing]:
    """Yield the edits of texts and table, new parts, and a note under each picture; lists open from the last text."""
    chat, purpose = stale.slot.chat, stale.slot.report
    texts = [one for one in sent if one.method == "sendMessage" and one.part > 0]
    for number, (text, old) in enumerate(zip_longest(report.parts, texts), start=1):
        below = lists if number == len(report.parts) else None
        if old is None:
            yield sentence(chat, text, purpose=purpose, bulk=True, silent=True, part=number, markup=below, **common)
        else:
            yield _edit(old, _text(text or _gone(report)), common, below)
    for old in (one for one in sent if one.method == "sendRichMessage"):
        table = rich_table(report)
        yield _edit(old, {"rich_message": table} if table is not None else _text(_gone(report)), common)
    for old in (one for one in sent if one.method == "sendPhoto"):
        note = in_words_of(running.picture_of_version(report.opening, stale.version + 1), report.built.language)
        yield _edit(old, {"caption": note, "parse_mode": "HTML"}, common)


def _text(words: str) -> dict[str, Any]:
    return {"text": words, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _gone(report: Composed) -> str:
    return in_words_of(running.part_gone(report.opening.partition("\n")[0]), report.built.language)


def _edit(
    old: Sent, said: Mapping[str, Any], common: dict[str, Any], markup: Mapping[str, Any] | None = None
) -> Outgoing:
    """Return the edit of what a message says, with the buttons of the new version."""
    method = "editMessageCaption" if old.method == "sendPhoto" else "editMessageText"
    payload = {"chat_id": old.chat, **said}
    payload |= {"reply_markup": dict(markup)} if markup is not None else {}
    return Outgoing(
        chat=old.chat, method=method, payload=payload, lane=f"c{old.chat}", bulk=True, edits=old.id, **common
    )
