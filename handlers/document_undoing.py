"""撤销 of one's own last step on a document (办文)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers.document_cards import PURPOSE, confirmed, patterns, seen_here
from handlers.heard import Answer, Answers, Heard
from handlers.reading.document_steps import numbers_in
from handlers.wording import documents as wording
from handlers.wording.undoing import DONE
from ledger.acts import documents as acts
from ledger.acts.requests import UndoLast
from ledger.document_entries import DocumentEntry
from ledger.entries import Recorded
from storage.books import OpenBooks

Told = Callable[[OpenBooks, Heard, tuple[Recorded, ...]], Awaitable[tuple[int, ...]]]


async def is_of_document(books: OpenBooks, heard: Heard) -> bool:
    """Tell whether a document is named, or the last act was a step on one and nothing else is named."""
    named = heard.task or heard.reply_task
    if named is not None:
        return bool(numbers_in(named, patterns(books.house))[0])
    return _is_step(await books.last_act(heard.person.id))


def _is_step(last: tuple[Recorded, ...]) -> bool:
    return bool(last) and isinstance(last[-1].entry, DocumentEntry)


async def undo_step(books: OpenBooks, heard: Heard, told: Told) -> Answers:
    """Take the step back, and tell once every chat that heard of it."""
    last = (await books.last_act(heard.person.id))[-1:]
    number = heard.task or heard.reply_task
    named = last[-1].entry.number if last and isinstance(last[-1].entry, DocumentEntry) else number
    if named is not None:
        await seen_here(books, heard, named)
    seq = heard.args.get("seq")
    request = UndoLast(
        person=heard.person.id, sent_at=heard.sent_at, number=number, seq=int(seq) if seq is not None else None
    )
    document = await acts.undo_step(books, request, last)
    what = DONE[type(last[-1].entry).__name__]
    answer = confirmed(books, heard, document, wording.undone(document, what))
    notice = wording.undone_notice(document, heard.person.name, what)
    others = await told(books, heard, last)
    return answer, *(Answer(text=notice, chat=chat, task=document.number, purpose=PURPOSE) for chat in others)
