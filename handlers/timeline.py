"""118号经过: everything that happened to a task, in order, with the way to each message that said so."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import check_shown_here
from handlers.paging import Page
from handlers.questions import WhichTask
from handlers.wording import timeline as wording
from handlers.wording.voice import Voice
from ledger.entries import Recorded
from ledger.origin_entries import SiteVisit
from ledger.permissions import authorise
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

PAGE = 10  # Entries of about two lines each: a screen and a half of a phone.


async def on_timeline(books: OpenBooks, heard: Heard) -> Answers:
    """Show a page of the task's entries, oldest first; the last page where none is named."""
    number = heard.task or heard.reply_task
    if number is None:
        raise WhichTask("timeline", await books.tasks.open_of(heard.person) if heard.place.private else ())
    await check_shown_here(books, heard, Act.SEE, number)
    task = await books.task(number)
    authorise(books.roster, heard.person, Act.SEE, task)
    records = await records_about(books, task)
    page = Page.cut(records, int(heard.args.get("page", len(records))), size=PAGE)
    text = wording.page(Voice.of(books), task, page, await titles_of(books, page.shown), count=len(records))
    turning = page.buttons("timeline", task=number)
    return (Answer(text=text, buttons=(turning,) if turning else (), task=number, purpose="task", edit=heard.tapped),)


def timeline_row(task: Task) -> tuple[tuple[Button, ...], ...]:
    """Return the button that opens the whole course of the task."""
    return ((Button(label=wording.OPEN, act="timeline", task=task.number),),)


async def records_about(books: OpenBooks, task: Task) -> tuple[Recorded, ...]:
    """Return the task's entries, and the visits that looked into it or from which it came."""
    visits = [
        record
        for record in await books.records_of(SiteVisit)
        if isinstance(record.entry, SiteVisit) and (record.entry.about == task.number or record.seq == task.cause)
    ]
    return tuple(sorted([*await books.entries_of(task.number), *visits], key=lambda record: record.seq))


async def titles_of(books: OpenBooks, records: Iterable[Recorded]) -> dict[int, str]:
    """Return the titles of the groups in which the entries were said."""
    groups = {record.source.chat for record in records if record.source.chat is not None and record.source.chat < 0}
    known = [await books.directory.chat(chat) for chat in sorted(groups)]
    return {chat.id: chat.title for chat in known if chat is not None}
