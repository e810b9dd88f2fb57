"""撤销: one's own last act is taken back by words, ``/undo`` or the button under its confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.buttons import task_buttons
from handlers.closing import claim_cards_again
from handlers.document_undoing import is_of_document, undo_step
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import check_shown_here, with_number
from handlers.reading import phrases
from handlers.recipients import reviewers
from handlers.wording import undoing as wording
from handlers.wording.voice import Voice
from ledger.acts.requests import UndoLast
from ledger.acts.undoing import undo
from ledger.entries import Recorded, TaskEntry
from ledger.people import Role
from ledger.tasks import Status, Task
from ledger.transitions import Act
from ledger.undoing import UNDOABLE
from storage.books import OpenBooks


async def on_undo(books: OpenBooks, heard: Heard) -> Answers:
    """Take back the person's last act, and tell once every chat that heard of it."""
    if heard.edited:
        return ()
    if await is_of_document(books, heard):
        return await undo_step(books, heard, _told)
    await _check_place(books, heard)
    seq = heard.args.get("seq")
    request = UndoLast(
        person=heard.person.id,
        sent_at=heard.sent_at,
        number=heard.task or heard.reply_task,
        seq=int(seq) if seq is not None else None,
    )
    taken = await undo(books, request)
    done = [(await books.task(number), kind) for number, kind in _kinds(taken)]
    voice, only = Voice.of(books), done[0][0].number if len(done) == 1 else None
    buttons = task_buttons(books.roster, heard.person, done[0][0]) if only and heard.place.private else ()
    answer = Answer(text=wording.undone(voice, done), buttons=buttons, task=only, purpose="task", edit=True)
    notice = wording.undone_notice(voice, heard.person.name, done)
    told = await _told(books, heard, taken)
    others = [Answer(text=notice, chat=chat, task=only, purpose="task") for chat in told]
    return answer, *others, *await _to_review(books, heard, done)


async def _to_review(books: OpenBooks, heard: Heard, done: Iterable[tuple[Task, str]]) -> Answers:
    """Return the cards of claims that wait again, as their decision was taken back, for the other reviewers."""
    answers: list[Answer] = []
    for task in [task for task, kind in done if kind in {"Closed", "Returned"} and task.status is Status.CLAIMED]:
        people = [one for one in reviewers(books.roster, task) if one.id != heard.person.id]
        answers += await claim_cards_again(books, task, tuple(people))
    return tuple(answers)


def _kinds(taken: tuple[Recorded, ...]) -> tuple[tuple[str, str], ...]:
    """Return the tasks' numbers with what was done to each, every pair once."""
    found = [(one.entry.number, type(one.entry).__name__) for one in taken if isinstance(one.entry, TaskEntry)]
    return tuple(dict.fromkeys(found))


async def _told(books: OpenBooks, heard: Heard, taken: tuple[Recorded, ...]) -> tuple[int, ...]:
    """Return the other chats that heard of the act; whoever is bound no more hears nothing."""
    chats = await books.outbox.chats_told([record.seq for record in taken])
    others = [chat for chat in chats if chat != heard.place.chat]
    return tuple([chat for chat in others if chat < 0 or await books.directory.person_of_user(chat) is not None])


async def _check_place(books: OpenBooks, heard: Heard) -> None:
    """Refuse in a group to speak of an act on tasks that the group is not bound to."""
    if heard.place.private:
        return
    for record in await books.last_act(heard.person.id):
        if isinstance(record.entry, TaskEntry):
            await check_shown_here(books, heard, Act.UNDO, record.entry.number)


async def undoes(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act where plain words take back one's own last act; in a group only in reply, or addressed.

    Nothing but 撤销 about a task means, said by those who assign, their last act if it may be undone, else the task.
    """
    if not (heard.place.private or heard.addressed or heard.reply_task) or heard.edited:
        return None
    numbered = with_number(heard, books.house)
    if phrases.is_undo(numbered.text):
        return "undo", numbered
    if not phrases.is_bare_undo(numbered.text):
        return None
    about = numbered.task or numbered.reply_task
    if about is None or heard.person.roles <= {Role.STAFF} or await _did_last(books, heard, about):
        return "undo", numbered
    return None


async def _did_last(books: OpenBooks, heard: Heard, number: str) -> bool:
    last = [record.entry for record in await books.last_act(heard.person.id)]
    return any(isinstance(entry, TaskEntry) and entry.number == number and UNDOABLE[type(entry)] for entry in last)


async def with_button(books: OpenBooks, heard: Heard, answers: Answers) -> Answers:
    """Put 撤销 under the confirmation, in private, where everything that was just recorded may be taken back."""
    if not (answers and heard.place.private):
        return answers
    written = [one for one in books.written if one.entry.by == heard.person.id]
    if not written or not all(UNDOABLE[type(one.entry)] for one in written):
        return answers
    first, *others = answers
    if first.prompt or first.keyboard or first.to is not None or first.chat is not None or first.task is None:
        return answers
    button = Button(label=wording.BUTTON, act="undo", task=first.task, args={"seq": written[-1].seq})
    return replace(first, buttons=(*first.buttons, (button,))), *others
