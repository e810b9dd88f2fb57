"""分解: the lead's head, or whoever assigns, splits a task: a card with a part for each who is named."""

from __future__ import annotations

from handlers.cards import show
from handlers.heard import Answers, Heard
from handlers.meaning import task_meant
from handlers.questions import WordsMissing
from handlers.reading.normalise import normalise
from handlers.reading.phrases import clauses_of
from handlers.reading.values import TaskReading
from handlers.storing import Card, Draft
from handlers.understanding import term_of, understood
from handlers.wording import splitting as wording
from handlers.wording.voice import Voice
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

_LEFT_OPEN = frozenset({"which_task", "deadline"})  # The task is known, and its own limit holds where none is said.

_CONFIRM = "confirm_"
"""What is read and only to be looked at: that is what the card is for."""


async def on_split(books: OpenBooks, heard: Heard) -> Answers:
    """Show the parts as a card; without a limit of its own a part is due with the whole. Nothing counts before 确认."""
    number = await task_meant(books, heard, Act.SPLIT, name="split")
    parent = await books.task(number)
    parts = _parts(books, heard, parent)
    if not parts or (parent.deadline is None and parent.term is None):
        raise WordsMissing("split", number)
    drafts = tuple(_draft(heard, parent, part) for part in parts)
    source = int(heard.args.get("source", heard.message))
    doubts = wording.doubts(Voice.of(books), parent, drafts)
    return (await show(books, heard, Card(drafts=drafts, text=heard.text, source=source, doubts=doubts)),)


def _parts(books: OpenBooks, heard: Heard, parent: Task) -> tuple[TaskReading, ...]:
    """Read every clause on its own, so that each part may have a limit of its own."""
    clauses = clauses_of(normalise(heard.text))
    return tuple(part for clause in clauses for part in _read(books, heard, parent, clause))


def _read(books: OpenBooks, heard: Heard, parent: Task, clause: str) -> tuple[TaskReading, ...]:
    """Read a clause as shares (甲区3栋、乙区2栋), else as an order to whoever is named; ask where neither will do."""
    for sentence, intent in wording.sentences(parent.number, clause):
        reading = understood(books, heard, sentence)
        asked = {ask for ask in reading.asks if not ask.startswith(_CONFIRM)} - _LEFT_OPEN
        if reading.intent is intent and reading.tasks and not asked:
            return reading.tasks
    raise WordsMissing("split", parent.number)


def _draft(heard: Heard, parent: Task, part: TaskReading) -> Draft:
    said = part.deadline is not None or term_of(part) is not None
    return Draft(
        title=wording.title(parent, part.title),
        lead=(part.lead_id,) if part.lead_id is not None else part.assignee_ids,
        support=part.support_ids,
        deadline=part.deadline if said else parent.deadline,
        term=term_of(part) if said else None if parent.deadline else parent.term,
        urgency=parent.urgency,
        provisional=part.provisional if part.deadline else parent.provisional,
        origin=parent.origin,
        origin_kind=parent.origin_kind,
        parent=parent.number,
    )
