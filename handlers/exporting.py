"""导出台账: the ledger as a workbook in the standard columns, in private, as far as the asker may export."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.filtering import query_of
from handlers.heard import Answer, Answers, Heard, Paper
from handlers.lists import list_words, visible
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
from storage.export import lines_of


async def on_export(books: OpenBooks, heard: Heard) -> Answers:
    """``/export``, 导出台账, 导出住建局红灯: every task of the ledger, or those of a list."""
    check_right(heard.person, Act.EXPORT)
    if not heard.place.private:
        return (Answer(text=exporting.only_in_private()),)
    asked = _asked(books, heard)
    if asked is None:
        return (Answer(text=exporting.which()),)
    seen = await visible(books, heard.person, query_of(books, heard.person, asked))
    tasks = tuple(task for task in seen if may(books.roster, heard.person, Act.EXPORT, task))
    if not tasks:
        return (Answer(text=exporting.nothing()),)
    rows = [task_row(line, books.house.hours) for line in lines_of(books, tasks)]
    content = await asyncio.to_thread(xlsx_of, COLUMNS, rows, shades=SHADES)
    voice = Voice.of(books)
    return (Answer(text=exporting.caption(voice, tasks), paper=Paper(exporting.name(voice), content)),)


def _asked(books: OpenBooks, heard: Heard) -> Mapping[str, Any] | None:
    """Return which tasks are wanted: all of them, or those of the words of a list; nothing where they are neither."""
    words = without_export(heard.said or heard.text)
    if not words:
        return {"filter": State.ANY.value}
    return list_words(books, replace(heard, text=words, said=words, mentions=()))
