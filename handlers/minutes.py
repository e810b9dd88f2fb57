"""纪要: the paper of a meeting whose decisions are the tasks that its minutes, pasted as one message, became."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Heard, Paper
from handlers.reading.circulars import told_of_meeting
from handlers.wording import minutes as wording
from handlers.wording.commands import sent_in_private
from handlers.wording.voice import Voice
from ledger.entries import Assigned, Source
from ledger.permissions import check_right, may
from ledger.tasks import Task
from ledger.transitions import Act
from reports.papers import docx_of
from reports.papers import minutes as paper_of
from storage.books import OpenBooks


async def on_minutes(books: OpenBooks, heard: Heard) -> Answers:
    """``/minutes``, 出一份纪要: of the message replied to, else of the latest one that became tasks; in private."""
    check_right(heard.person, Act.MAKE_MINUTES)
    if heard.edited:
        return ()
    given = await _given(books, heard)
    found = [task for entry in given if (task := await books.tasks.get(entry.number)) is not None]
    tasks = [task for task in found if task.withdrawn_at is None and may(books.roster, heard.person, Act.SEE, task)]
    if not tasks:
        return (Answer(text=wording.nothing()),)
    meeting = told_of_meeting(given[0].said)

    async def read(books: OpenBooks) -> Voice:
        return Voice.of(books)

    def make(voice: Voice) -> Answers:
        return _paper(voice, heard, meeting, tasks)

    answers = beforehand(heard, read, make)
    sent = tuple(Answer(text=one.text, paper=one.paper, to=heard.person.id) for one in answers)
    return sent if heard.place.private else (*sent, Answer(text=sent_in_private()))


def _paper(voice: Voice, heard: Heard, meeting: dict[str, str], tasks: Sequence[Task]) -> Answers:
    local = voice.house.hours.local(heard.sent_at)
    paper = paper_of(wording.minutes(voice, meeting, tasks), dated=local.date(), made_at=local)
    caption = wording.caption(len(tasks), wording.missing(meeting))
    return (Answer(text=caption, paper=Paper(wording.file_name(local.date()), docx_of(paper))),)


async def _given(books: OpenBooks, heard: Heard) -> list[Assigned]:
    """Return what the person assigned by the message that is meant."""
    said = Source(chat=heard.place.chat, message=heard.reply_to) if heard.reply_to is not None else None
    records = await books.assigned_by(heard.person.id, said)
    return [one.entry for one in records if isinstance(one.entry, Assigned)]
