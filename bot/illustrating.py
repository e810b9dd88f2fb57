"""Illustrating: pictures beside a report's text, drawn in a thread, kept and queued with it; the text never waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog

from reports.composing import Composed
from reports.pictures import Picture, pictures_of
from storage.books import OpenBooks
from storage.outbox import Outgoing
from storage.papers import keep_paper

log = structlog.get_logger(__name__)


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


async def photo(books: OpenBooks, chat: int, picture: Picture, *, now: datetime, **fields: Any) -> Outgoing:
    """Keep the picture in the books' transaction and return the row that sends it; ``fields`` are those of the row."""
    number = await keep_paper(books.connection, name="report.png", content=picture.content, now=now)
    payload = {"chat_id": chat, "photo": {"paper": number}, "caption": picture.caption, "parse_mode": "HTML"}
    return Outgoing(chat=chat, method="sendPhoto", payload=payload, lane=f"c{chat}", **fields)
