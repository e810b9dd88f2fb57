"""导出台账: the ledger as a workbook in the standard columns, in private, as far as the asker may export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.beforehand import beforehand
from handlers.filtering import query_of
from handlers.heard import Answer, Answers, Heard, Paper
from handlers.lists import list_words, visible
from handlers.own_data import on_own_data
from handlers.reading.own_data import VERB, asks_own_data
from handlers.reading.phrases import without_export
from handlers.wording import exporting
from handlers.wording.ledger_rows import COLUMNS, task_row
from handlers.wording.voice import Voice
from ledger.permissions import check_right, may
from ledger.queries import State
from ledger.transitions import Act
from reports.sheets import xlsx_of
from reports.tables import SHADES
from storage.books import OpenBooks
from storage.export import TaskLine, lines_of


async def on_export(books: OpenBooks, heard: Heard) -> Answers:
    """``/export``, 导出台账, 导出住建局红灯: every task of the ledger, or those of a list; or 我的数据."""
    if asks_own_data(f"{VERB}{heard.text.removeprefix(VERB)}"):
        return await on_own_data(books, heard)
    check_right(heard.person, Act.EXPORT)
    if not heard.place.private:
        return (Answer(text=exporting.only_in_private()),)
    asked = _asked(books, heard)
    if asked is None:
        return (Answer(text=exporting.which()),)
    person = heard.person

    async def read(books: OpenBooks) -> tuple[Voice, tuple[TaskLine, ...]]:
        seen = await visible(books, person, query_of(books, person, asked))
        return Voice.of(books), lines_of(books, (one for one in seen if may(books.roster, person, Act.EXPORT, one)))

    return beforehand(heard, read, _workbook)


def _workbook(found: tuple[Voice, tuple[TaskLine, ...]]) -> Answers:
    voice, lines = found
    if not lines:
        return (Answer(text=exporting.nothing()),)
    content = xlsx_of(COLUMNS, [task_row(line, voice.house.hours) for line in lines], shades=SHADES)
    caption = exporting.caption(voice, [line.task for line in lines])
    return (Answer(text=caption, paper=Paper(exporting.name(voice), content)),)


def _asked(books: OpenBooks, heard: Heard) -> Mapping[str, Any] | None:
    """Return which tasks are wanted: all of them, or those of the words of a list; nothing where they are neither."""
    words = without_export(heard.said or heard.text)
    if not words:
        return {"filter": State.ANY.value}
    return list_words(books, replace(heard, text=words, said=words, mentions=()))
