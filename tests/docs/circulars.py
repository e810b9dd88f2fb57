"""The draft of a circular that the manual quotes: what was closed of the manual's week, and what was late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.wording import circulars
from handlers.wording.circular_sentences import sentence
from handlers.wording.voice import Voice
from ledger.circular_facts import Finding
from ledger.circulars import Circular, Tone
from ledger.people import PersonId, Roster
from ledger.tasks import Notice, Task

LABELS = (circulars.SUBMIT, circulars.TASKS, circulars.WORD, circulars.GROUPS, circulars.WITHDRAW)
FIRST, LAST = date(2026, 11, 23), date(2026, 11, 30)


def circular_draft(roster: Roster, voice: Voice, closed: Task, late: Task, notice: Notice) -> str:
    """Return the draft as its author reads it."""
    praised = Finding(task=closed, tone=Tone.PRAISE)
    faulty = Finding(task=replace(late, number="DB-2026-121"), tone=Tone.CRITICISM, overdue=1, notice=notice)
    one = Circular(
        id=1,
        version=1,
        title=circulars.default_title(FIRST, LAST),
        points=tuple(sentence(roster, found, voice.now) for found in (praised, faulty)),
        chats=(),
        first=FIRST,
        last=LAST,
        as_of=voice.now,
        authors=frozenset({PersonId(1)}),
    )
    (text,) = circulars.card(voice, one, ["市政府办公室工作群"], hint=circulars.HOW_TO_CHANGE)
    return text
