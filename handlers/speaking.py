"""Speaking: answers become outbox rows and stored actions, inside the same transaction as the effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.addressing import addressed
from handlers.desk import TAP_LIFE, Desk
from handlers.heard import Answer, Answers, Button, Heard, Paper
from handlers.keyboards import Markup, laid_out
from handlers.reading.facts import fact
from handlers.withholding import in_words
from handlers.wording import pressing
from handlers.wording.spoken import joined
from ledger.entries import Source, Urgency
from ledger.people import PersonId
from ledger.slots import is_quiet
from ledger.values import dataclass
from storage.actions import NewAction
from storage.books import OpenBooks
from storage.outbox import Outgoing
from storage.papers import keep_paper

LONGEST = 4096
PAPER_LIFE = timedelta(days=1)
"""A file that could not be sent for so long is asked for anew."""


@fact(kw_only=True)
class Listener:
    """Whom an answer goes to by itself: the chat, topic and message that were heard, and the person, where bound."""

    chat: int
    message: int | None = None
    topic: int | None = None
    person: PersonId | None = None
    tapped: bool = False

    def place(self, chat: int) -> dict[str, Any]:
        """Return where a message to that chat goes: into the topic in which the listener was heard, or the chat."""
        there = {"message_thread_id": self.topic} if self.topic is not None and chat == self.chat else {}
        return {"chat_id": chat, **there}

    @classmethod
    def of(cls, heard: Heard) -> Listener:
        """Return the listener behind what was heard."""
        return cls(
            chat=heard.place.chat,
            message=heard.message,
            topic=heard.place.topic,
            person=heard.person.id,
            tapped=heard.tapped,
        )


@fact()
class Spoken:
    """One message as it goes into the outbox, and what its buttons stand for."""

    outgoing: Outgoing
    actions: tuple[NewAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Push:
    """What a push by the clock is counted under (its slot's row), and the real moment after which it helps nobody."""

    slot: int
    expires_at: datetime


NOBODY = Listener(chat=0)
"""The clock says nothing to whoever would be listening: every answer names its chat or person."""


async def speak(books: OpenBooks, desk: Desk, listener: Listener, answers: Answers) -> None:
    """Put every answer into the outbox; what is meant for somebody who is not bound is left out.

    What others than the listener would read about tasks in quiet time is held until the office opens, but for 特急; the
    listener is told so.
    """
    for answer in await _with_word_of_delay(books, listener, in_words(answers)):
        chat = await _chat_of(books, listener, answer)
        if chat is None:
            continue
        answer = addressed(books, answer, chat, listener.person)  # noqa: PLW2901 - the same answer, as it is read
        if answer.copies is not None:
            await _put_copy(books, answer, answer.copies, listener.place(chat))
        elif answer.paper is not None:
            await _put_paper(books, answer, answer.paper, listener.place(chat), now=desk.real_now())
        else:
            lapses_at = desk.real_now() + desk.card_life if answer.lapses else None
            await _put(books, listener, answer, chat, lapses_at=lapses_at)


async def _with_word_of_delay(books: OpenBooks, listener: Listener, answers: Answers) -> Answers:
    """Add to the first answer to the listener that others are told when the office opens, where that is so."""
    if not answers or not answers[0].text or _is_pushed(listener, answers[0]):
        return answers
    held = [one for one in answers if await _is_held(books, listener, one)]
    if not any([await _chat_of(books, listener, one) is not None for one in held]):
        return answers
    return replace(answers[0], text=joined(answers[0].text, pressing.held())), *answers[1:]


async def _is_held(books: OpenBooks, listener: Listener, answer: Answer) -> bool:
    """Tell whether it is quiet time, and none of the tasks is 特急; what is about no task waits for nothing."""
    about = answer.about or ((answer.task,) if answer.task else ())
    if not about or not _is_pushed(listener, answer) or not is_quiet(books.now, books.house):
        return False
    found = [await books.tasks.get(number) for number in about]
    return all(task is None or task.urgency is not Urgency.CRITICAL for task in found)


def _is_pushed(listener: Listener, answer: Answer) -> bool:
    return answer.to not in {None, listener.person} or answer.chat not in {None, listener.chat}


async def leave_chat(books: OpenBooks, chat: int) -> None:
    """Have the bot leave a group that nobody bound."""
    await books.outbox.put(Outgoing(chat=chat, method="leaveChat", payload={"chat_id": chat}, lane=f"c{chat}"))


async def answer_tap(books: OpenBooks, desk: Desk, query: str, chat: int, toast: str) -> None:
    """Answer the tap itself; the server forgets it after 150 s, so the row expires then."""
    await books.outbox.put(
        Outgoing(
            chat=chat,
            method="answerCallbackQuery",
            payload={"callback_query_id": query, "text": toast[:200]},
            lane=f"t{query}",
            expires_at=desk.real_now() + TAP_LIFE,
        )
    )


async def _chat_of(books: OpenBooks, listener: Listener, answer: Answer) -> int | None:
    if answer.to is not None:
        return await books.directory.user_of(answer.to)
    return answer.chat if answer.chat is not None else listener.chat


async def _put(books: OpenBooks, listener: Listener, answer: Answer, chat: int, *, lapses_at: datetime | None) -> None:
    said = await spoken(books, listener, answer, chat, lapses_at=lapses_at)
    await books.actions.store_all(said.actions)
    await books.outbox.put(said.outgoing)


async def spoken(
    books: OpenBooks,
    listener: Listener,
    answer: Answer,
    chat: int,
    *,
    lapses_at: datetime | None = None,
    under: Push | None = None,
) -> Spoken:
    """Return the message that an answer becomes, with what its buttons stand for, to be put into the outbox."""
    editing = answer.edit and listener.tapped
    where = {"chat_id": chat} if editing else listener.place(chat)
    payload: dict[str, Any] = {**where, "text": clipped(answer.text), "parse_mode": "HTML"}
    markup, actions = _markup(listener, answer, chat, lapses_at)
    if editing:
        payload["message_id"] = listener.message
    elif answer.reply and chat == listener.chat and listener.message is not None and not listener.tapped:
        payload["reply_parameters"] = {"message_id": listener.message, "allow_sending_without_reply": True}
    if markup:
        payload["reply_markup"] = markup
    if answer.silent and not editing:
        payload["disable_notification"] = True
    outgoing = Outgoing(
        chat=chat,
        method="editMessageText" if editing else "sendMessage",
        payload=payload,
        task=answer.task,
        purpose=answer.purpose,
        bulk=answer.bulk,
        lane=f"c{chat}",
        held=await _is_held(books, listener, answer),
        slot=under.slot if under else answer.slot,
        part=answer.part,
        expires_at=under.expires_at if under else None,
    )
    return Spoken(outgoing, actions)


async def _put_copy(books: OpenBooks, answer: Answer, source: Source, where: dict[str, Any]) -> None:
    """Send a message as it once came, files included; the platform keeps the bytes."""
    origin = {"from_chat_id": source.chat, "message_id": source.message}
    await books.outbox.put(
        Outgoing(
            chat=where["chat_id"],
            method="copyMessage",
            payload=where | origin,
            task=answer.task,
            purpose=answer.purpose,
            lane=f"c{where['chat_id']}",
        )
    )


async def _put_paper(books: OpenBooks, answer: Answer, paper: Paper, where: dict[str, Any], *, now: datetime) -> None:
    """Keep the file beside its message; whoever sends it reads it there, however often the process died between."""
    number = await keep_paper(books.connection, name=paper.name, content=paper.content, now=now)
    method, place = ("sendPhoto", "photo") if paper.name.endswith(".png") else ("sendDocument", "document")
    file = {place: {"paper": number}, "caption": answer.text, "parse_mode": "HTML"}
    await books.outbox.put(
        Outgoing(
            chat=where["chat_id"],
            method=method,
            payload=where | file,
            purpose=answer.purpose,
            bulk=answer.bulk,
            lane=f"c{where['chat_id']}",
            expires_at=now + PAPER_LIFE,
            slot=answer.slot,
            part=answer.part,
        )
    )


def _markup(
    listener: Listener, answer: Answer, chat: int, lapses_at: datetime | None
) -> tuple[Markup | None, tuple[NewAction, ...]]:
    if answer.buttons:
        return laid_out(answer.buttons, chat, owner=answer.to or listener.person, lapses_at=lapses_at)
    if answer.prompt:
        return {"force_reply": True, "selective": True}, ()
    if answer.keyboard and not answer.edit:
        rows = [[{"text": label} for label in row] for row in answer.keyboard]
        return {"keyboard": rows, "resize_keyboard": True, "is_persistent": True}, ()
    return None, ()


def clipped(text: str) -> str:
    """Return the text within the platform's limit, cut between lines so that no tag is torn."""
    if units(text) <= LONGEST:
        return text
    kept: list[str] = []
    for line in text.split("\n"):
        if units("\n".join([*kept, line])) > LONGEST - 2:
            break
        kept.append(line)
    return "\n".join([*kept, "…"])


def units(text: str) -> int:
    """Return the length in UTF-16 units, as the platform counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def rows_of(buttons: Iterable[Button], width: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Lay buttons out in rows that a thumb can hit."""
    row = tuple(buttons)
    return tuple(row[start : start + width] for start in range(0, len(row), width))
