"""Lists of meetings (会议清单), and of what became of their decisions (议定事项)."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Button, Heard
from handlers.lists import first_page
from handlers.meeting_cards import NUMBER, PURPOSE
from handlers.reading.meetings import asks_decisions
from handlers.speaking import rows_of
from handlers.wording import meetings as wording
from handlers.wording.voice import Voice
from ledger.acts import meetings as acts
from ledger.meetings import Meeting, MeetingStage
from ledger.permissions import check_right, may
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

MOST, RECENT = 12, 5
"""Meetings of a list that are a tap away; past ones that it holds."""


async def decisions_of(books: OpenBooks, heard: Heard, one: Meeting) -> Answers:
    """Return the list of the tasks that the meeting's decisions became, with how far they have come."""
    tasks = await _tasks_seen(books, heard, one)
    if not tasks:
        return (Answer(text=wording.no_decisions(one.title), task=one.number, purpose=PURPOSE),)
    title = wording.tasks_title(one, tasks, books.now)
    return await first_page(books, heard, "numbered", {"title": title, "numbers": [task.number for task in tasks]})


async def _tasks_seen(books: OpenBooks, heard: Heard, one: Meeting) -> list[Task]:
    found = [task for number in one.tasks if (task := await books.tasks.get(number)) is not None]
    return [task for task in found if may(books.roster, heard.person, Act.SEE, task)]


async def on_decisions(books: OpenBooks, heard: Heard) -> Answers:
    """常务会议定事项办得怎么样: those of the latest meeting of that name that has any."""
    name = asks_decisions(heard.text) or ""
    for one in reversed((await acts.all_meetings(books)).values()):
        named = not name or name in one.title or name == one.number
        if named and one.tasks and await _tasks_seen(books, heard, one):
            return await decisions_of(books, heard, one)
    return (Answer(text=wording.no_decisions(name)),)


async def on_meetings(books: OpenBooks, heard: Heard) -> Answers:
    """``/meetings``, 会议清单: what is ahead, and the latest that were held, in private."""
    check_right(heard.person, Act.SEE_MEETING)
    known = (await acts.all_meetings(books)).values()
    seen = [one for one in known if acts.may_on_meeting(books.roster, heard.person, Act.SEE_MEETING, one.registered_by)]
    ahead = sorted((one for one in seen if one.stage is MeetingStage.PLANNED), key=lambda one: one.starts)
    held = sorted((one for one in seen if one.stage is MeetingStage.HELD), key=lambda one: one.starts)
    past = held[::-1][:RECENT]
    keys = (
        Button(label=one.number, act="meeting.step", args={NUMBER: one.number, "what": "open"}, item=one.number)
        for one in (*ahead, *past)[:MOST]
    )
    return (Answer(text=wording.listed(Voice.of(books), ahead, past), buttons=rows_of(keys, 3), to=heard.person.id),)
