"""Illustrating: table and pictures beside a report's text, made in a thread, queued with it; the text never waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog

from reports.composing import Composed
from reports.pictures import Picture, pictures_of
from reports.rich_tables import RichMessage, rich_table
from storage.books import OpenBooks
from storage.outbox import Outgoing
from storage.papers import keep_paper

log = structlog.get_logger(__name__)

Beside = Picture | RichMessage


def tabled(report: Composed) -> tuple[RichMessage, ...]:
    """Return the table of a report that has something to tell; none where it cannot be made, which is logged."""
    try:
        table = None if report.data["nil"] else rich_table(report)
    except Exception as error:  # A door: the text goes out alone.
        log.warning("not_tabled", report=report.kind, kind=type(error).__name__)
        return ()
    return () if table is None else (table,)


def drawn(report: Composed) -> tuple[Picture, ...]:
    """Return the pictures of a report that has something to tell; none where they cannot be drawn, which is logged."""
    if report.data["nil"]:
        return ()
    try:
        pictures = pictures_of(report)
    except Exception as error:  # A door: the text goes out alone.
        log.warning("not_drawn", report=report.kind, kind=type(error).__name__)
        return ()
    if missing := sum(picture.missing for picture in pictures[:1]):
        log.warning("missing_glyphs", report=report.kind, count=missing)
    return pictures


async def attached(books: OpenBooks, chat: int, one: Beside, *, now: datetime, **fields: Any) -> Outgoing:
    """Return the row that sends it, a picture being kept in the books' transaction; ``fields`` are those of the row."""
    if isinstance(one, Picture):
        number = await keep_paper(books.connection, name="report.png", content=one.content, now=now)
        method, said = "sendPhoto", {"photo": {"paper": number}, "caption": one.caption, "parse_mode": "HTML"}
    else:
        method, said = "sendRichMessage", {"rich_message": one}
    return Outgoing(chat=chat, method=method, payload={"chat_id": chat, **said}, lane=f"c{chat}", **fields)
