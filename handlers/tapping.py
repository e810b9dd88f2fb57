"""Taps: the stored action behind a button is taken once and led down the same path as words."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery
from telegram.constants import ChatType

from handlers import binding, denying
from handlers.addressing import told_to
from handlers.buttons import ASIDE
from handlers.conversation import perform
from handlers.desk import Desk
from handlers.heard import Answer, Answers, Heard, Ready
from handlers.incoming import is_credible, place_of, topic_of
from handlers.sheets import Sheet
from handlers.speaking import Listener, answer_tap, speak
from handlers.wording import commands as wording
from handlers.wording import running
from ledger.entries import Source
from ledger.people import Person
from storage.actions import ActionGone, StoredAction
from storage.books import OpenBooks

VISITOR_ACTS: dict[str, Callable[[OpenBooks, int, dict[str, Any]], Awaitable[Answers]]] = {
    "bind.mine": binding.on_mine,
    "bind.not_mine": binding.on_not_mine,
}
"""What somebody who is not bound may press."""

_ONCE = frozenset(
    {
        "assign.confirm",
        "assign.drop",
        "ack",
        "close",
        "archive",
        "true",
        "unblock",
        "chat.done",
        "chat.leave",
        "evidence",
        "resume",
        "back",
        "document.confirm",
        "document.drop",
        "document.step",
        "training.confirm",
        "training.drop",
        "training.step",
        "regulation.confirm",
        "regulation.drop",
        "regulation.laid",
        "regulation.tasks",
    }
)
_CARDS = ("assign.", "propose.")  # Their words are those of the sentence, which was read already.
_ONCE_FAMILIES = (
    "handover.",
    "roster.file.",
    "bind.",
    "propose.",
    "extension.",
    "recur.confirm",
    "recur.drop",
    "calendar.",
    "depart.",
    "move.",
    "timetable.",
    "day.",
    "recheck.",
    "import.",
    "roster.confirm",
    "roster.drop",
    "role.",
)


async def on_tap(
    books: OpenBooks,
    desk: Desk,
    query: CallbackQuery,
    sheet: Sheet | None = None,
    ready: Ready | None = None,
) -> None:
    """Do what the button stands for, or say why not; the tap itself is always answered. ``sheet``: its table."""
    if query.message is None or not query.data:
        books.settle("ignored", "tap without a message")
        return
    chat = query.message.chat
    person = await books.directory.person_of_user(query.from_user.id)
    listener = Listener(
        chat=chat.id,
        message=query.message.message_id,
        topic=topic_of(query.message),
        person=person.id if person else None,
        tapped=True,
    )
    await books.outbox.tapped(query.data, message=query.message.message_id, now_real=desk.real_now())
    try:
        action = await _taken(books, desk, query.data, person, chat.id)
    except ActionGone as gone:
        await _refused(books, desk, listener, query, gone.reason)
        return
    if person is None:
        answers = await _visitors(books, query.from_user.id, action)
        if not answers:
            await _refused(books, desk, listener, query, "not_yours")
            return
    else:
        _attribute(books, chat.id, action)
        heard = replace(await _heard(books, desk, query, person, action), sheet=sheet, ready=ready)
        answers = await perform(books, heard, action.act)
        if action.args.get(ASIDE):
            answers = tuple(replace(answer, edit=False) for answer in answers)
    toast = next((answer.toast for answer in answers if answer.toast), "")
    await speak(books, desk, listener, tuple(answer for answer in answers if not answer.toast))
    await answer_tap(books, desk, query.id, chat.id, told_to(books, toast, listener.person))


async def _taken(books: OpenBooks, desk: Desk, token: str, person: Person | None, chat: int) -> StoredAction:
    known = await books.actions.peek(token)
    if known is None:
        raise ActionGone("unknown")
    if person is None and known.act not in VISITOR_ACTS:
        raise ActionGone("not_yours")
    return await books.actions.take(
        token,
        person=person.id if person else None,
        chat=chat,
        now_real=desk.real_now(),
        once=is_once(known.act, known.args),
    )


def is_once(act: str, args: Mapping[str, Any]) -> bool:
    """Tell whether one press spends the whole card; views and prompts for words may be pressed again."""
    return act in _ONCE or act.startswith(_ONCE_FAMILIES) or "text" in args or "files" in args


async def _visitors(books: OpenBooks, user: int, action: StoredAction) -> Answers:
    """Do what a visitor may; nothing where the button was shown to somebody else."""
    if action.args.get("user") != user:
        return ()
    return await VISITOR_ACTS[action.act](books, user, dict(action.args))


async def _heard(books: OpenBooks, desk: Desk, query: CallbackQuery, person: Person, action: StoredAction) -> Heard:
    assert query.message is not None  # noqa: S101 - on_tap has looked
    chat = query.message.chat
    received = books.source.received_at if books.source is not None else desk.real_now()
    text = str(action.args.get("text", "")) if not action.act.startswith(_CARDS) else ""
    tapped, shown = desk.tap_sent_at(received), query.message.date
    return Heard(
        person=person,
        user=query.from_user.id,
        place=await place_of(books, chat.id, str(chat.type or ChatType.PRIVATE)),
        message=query.message.message_id,
        sent_at=max(tapped, shown) if is_credible(shown, books.now) else tapped,  # Never before the button was there.
        text=unicodedata.normalize("NFKC", text),
        said=text,
        tapped=True,
        addressed=True,
        task=action.task,
        args=action.args,
        bot=desk.username,
    )


async def _denied(books: OpenBooks, query: CallbackQuery, listener: Listener) -> None:
    user = query.from_user.id
    await denying.refused(books, user=user, person=listener.person, act=denying.BUTTON, chat=listener.chat)


def _attribute(books: OpenBooks, chat: int, action: StoredAction) -> None:
    """Let an entry name the message that brought its files, not the button that only chose the task."""
    if "files" in action.args and "source" in action.args:
        books.said_in(Source(chat=chat, message=int(action.args["source"])))


async def _refused(books: OpenBooks, desk: Desk, listener: Listener, query: CallbackQuery, reason: str) -> None:
    """Say why on the tap; a card whose life is over says so itself, a button of nobody or of another is noted."""
    if reason in {"unknown", "not_yours"}:
        await _denied(books, query, listener)
    if reason == "expired":
        await speak(books, desk, listener, (Answer(text=running.card_lapsed(), edit=True),))
    gone = told_to(books, wording.tap_gone(reason), listener.person)
    await answer_tap(books, desk, query.id, listener.chat, gone)
