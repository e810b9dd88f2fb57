"""批示: ``/instruct``, 批示：…, or a leader's reply to a task; with a duty and a limit in it, a card follows."""

from __future__ import annotations

from dataclasses import replace

from handlers.assigning import assign_by
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import UNCLEAR, check_shown_here
from handlers.questions import WhichTask, WordsMissing
from handlers.reading.phrases import without_prefix
from handlers.reading.reader import read_directive
from handlers.reading.values import Context, Intent, Reading
from handlers.recipients import workers
from handlers.understanding import understood
from handlers.wording import instructing
from handlers.wording.voice import Voice
from ledger.acts.instructing import instruct
from ledger.acts.origin_requests import InstructTask
from ledger.origins import OriginKind
from ledger.people import Person, PersonId, Role
from ledger.permissions import may
from ledger.tasks import Task
from ledger.transitions import Act, fits
from storage.books import OpenBooks


async def instructs(books: OpenBooks, heard: Heard) -> bool:
    """Tell whether words in reply to a task are an instruction: a leader's, about a task of the own field."""
    told = heard.reply_task is not None and heard.reply_purpose == "task"  # A card asks for its own answer.
    if not told or heard.edited or not heard.person.has(Role.LEADER):
        return False
    if not _directs(books, heard):
        return False
    task = await books.task(str(heard.reply_task))
    return fits(Act.INSTRUCT, task.status) and may(books.roster, heard.person, Act.INSTRUCT, task)


def _directs(books: OpenBooks, heard: Heard) -> bool:
    house = books.house
    return read_directive(
        heard.said or heard.text,
        roster=books.roster,
        calendar=house.calendar,
        hours=house.hours,
        at=heard.sent_at,
        context=Context.PRIVATE if heard.place.private else Context.GROUP,
    )


async def on_instruct(books: OpenBooks, heard: Heard) -> Answers:
    """Attach the words to the task and tell those concerned; a duty with a limit in them becomes a card."""
    if heard.edited:
        return ()
    words = without_prefix(heard.said.strip() or heard.text)
    number = heard.task or heard.reply_task
    order = understood(books, replace(heard, reply_task=None, said=""), words) if words else Reading(text="")
    ordered = order.intent is Intent.ASSIGN and bool(order.tasks)
    if number is None or heard.args.get(UNCLEAR):
        if not ordered:
            raise WhichTask("instruct")
        return await assign_by(books, _as_order(heard, words, cause=None), order, words)
    if not words:
        raise WordsMissing("instruct", number)
    await check_shown_here(books, heard, Act.INSTRUCT, number)
    request = InstructTask(number=number, person=heard.person.id, sent_at=heard.sent_at, words=words)
    task = await instruct(books, request)
    answers = _answers(books, heard, task, words)
    card = await assign_by(books, _as_order(heard, words, cause=task.version), order, words) if ordered else ()
    return *answers, *card


def _as_order(heard: Heard, words: str, *, cause: int | None) -> Heard:
    """Return the words as an order that quotes the instruction as its source."""
    args = {"origin_kind": OriginKind.INSTRUCTION.value, "cause": cause, "source": heard.message}
    return replace(heard, text=words, said=words, origin=words, reply_task=None, args=args, mentions=())


def _answers(books: OpenBooks, heard: Heard, task: Task, words: str) -> Answers:
    told = [one for one in _concerned(books, task) if one.id != heard.person.id]
    notice = instructing.notice(Voice.of(books), task, heard.person.name, words)
    return Answer(text=instructing.attached(task, len(told)), task=task.number, purpose="task"), *(
        Answer(text=notice, to=one.id, task=task.number, purpose="task") for one in told
    )


def _concerned(books: OpenBooks, task: Task) -> tuple[Person, ...]:
    """Return who has to know: those who work on the task, and its coordinator, else all coordinators."""
    found: dict[PersonId, Person] = {one.id: one for one in workers(books.roster, task.branches)}
    giver = books.roster.person(task.assigned_by) if task.assigned_by is not None else None
    known = giver is not None and giver.is_active and giver.has(Role.COORDINATOR)
    beside = (giver,) if giver is not None and known else books.roster.holders(Role.COORDINATOR)
    return tuple((found | {one.id: one for one in beside}).values())
