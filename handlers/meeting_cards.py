"""A meeting (办会) as somebody reads it: what is planned, and the buttons of what is open to them."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.heard import Answer, Button, Heard
from handlers.speaking import rows_of
from handlers.storing import Draft
from handlers.wording import meetings as wording
from ledger.acts import meetings as acts
from ledger.acts.requests import Request
from ledger.meetings import Meeting, MeetingStage
from ledger.origins import OriginKind
from ledger.refusals import NotAllowed
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

PURPOSE = "meeting"
"""What a message about a meeting is linked to: a reply to it is about the meeting."""
NUMBER = "meeting"
"""The argument that carries the number of the meeting that is meant."""


async def meeting_seen(books: OpenBooks, heard: Heard) -> Meeting:
    """Return the meeting if the person may see it; in a group only in one of the whole house."""
    number = str(heard.args[NUMBER])
    if not heard.place.private and heard.place.unit is not None:
        raise NotAllowed(Act.SEE_MEETING, number)
    return await acts.meeting_for(books, heard.person.id, number, act=Act.SEE_MEETING)


def told(books: OpenBooks, heard: Heard, one: Meeting, text: str) -> Answer:
    """Return words about the meeting, in private with the buttons of what may be done with it."""
    keys = _buttons(books, heard, one) if heard.place.private else ()
    return Answer(text=text, buttons=keys, task=one.number, purpose=PURPOSE)


def _buttons(books: OpenBooks, heard: Heard, one: Meeting) -> tuple[tuple[Button, ...], ...]:
    able = acts.may_on_meeting(books.roster, heard.person, Act.ARRANGE_MEETING, one.registered_by)
    planned = able and one.stage is MeetingStage.PLANNED
    begun = books.now >= one.starts
    wanted = {"held": planned and begun, "move": planned, "cancel": planned, "tasks": bool(one.tasks)}
    return rows_of(
        (
            Button(label=wording.STEPS[what], act="meeting.step", args={NUMBER: one.number, "what": what})
            for what, there in wanted.items()
            if there
        ),
        3,
    )


async def note_decisions(
    books: OpenBooks, heard: Heard, drafts: Sequence[Draft], given: Sequence[Task]
) -> tuple[str, ...]:
    """Let the meeting that the tasks go back to list them as its decisions (议定事项); return what is said of it."""
    cause = drafts[0].cause if drafts and drafts[0].origin_kind is OriginKind.MEETING else None
    if cause is None:
        return ()
    request = Request(person=heard.person.id, sent_at=heard.sent_at)
    one = await acts.note_decisions(books, request, cause, tuple(task.number for task in given))
    return (wording.decided(one),) if one is not None else ()
