"""Outcomes: what an error of a call means for the row that was being sent (platform facts, Bot API errors)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.calls import retry_after
from bot.intake.extracting import integer
from ledger.values import dataclass

TOKEN_PAUSE = 20.0
ELSEWHERE = "the answer was about another chat"
_DONE = (
    "message is not modified",
    "message to edit not found",
    "message to delete not found",
    "query is too old",
    "message to copy not found",
)
_GONE = ("message can't be edited", "message_id_invalid", "query id is invalid")
_LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
_UNREADABLE = ("can't parse", "message thread not found", "topic_closed", "topic_deleted")


class Fate(StrEnum):
    """What becomes of the row; ``PLAIN``: the server cannot read this form of it, but perhaps a simpler one.

    ``MORE``: a piece has arrived and others follow; ``SKIPPED``: the messenger takes nothing of this kind.
    """

    DONE = "done"
    MORE = "more"
    SKIPPED = "skipped"
    RETRY = "retry"
    PLAIN = "plain"
    MIGRATED = "migrated"
    BLOCKED = "blocked"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The row's fate; ``after`` seconds for a retry that the platform has timed, ``chat`` after a migration.

    ``pieces``: so many of the message's pieces have arrived.
    """

    fate: Fate
    reason: str = ""
    after: float | None = None
    chat: int | None = None
    pieces: int = 0


def outcome_of(
    error: Exception, method: str, *, rich: bool = False, surely_not_sent: Callable[[BaseException], bool]
) -> Outcome:
    """Return what the error of a call means; a ``rich`` message that is refused may not be known there at all."""
    reason = _short(error)
    copying = method == "copyMessage"  # What it complains of may be the chat copied from, not the one written to.
    match error:
        case RetryAfter():
            return Outcome(Fate.RETRY, reason, after=retry_after(error))
        case ChatMigrated():
            return Outcome(Fate.DONE if copying else Fate.MIGRATED, reason, chat=error.new_chat_id)
        case Forbidden():
            return Outcome(Fate.DONE if copying else Fate.BLOCKED, reason)
        case InvalidToken() | EndPointNotFound():
            return Outcome(Fate.PLAIN, reason) if rich else Outcome(Fate.RETRY, reason, after=TOKEN_PAUSE)
        case BadRequest():
            refusal = _refusal(error.message.lower(), method, reason)
            return replace(refusal, fate=Fate.PLAIN) if rich and refusal.fate is Fate.REFUSED else refusal
    again = _was_refused(error) or is_idempotent(method) or surely_not_sent(error)
    return Outcome(Fate.RETRY if again else Fate.UNKNOWN, reason)


def arrived_as(result: object, chat: object) -> tuple[Outcome, int | None]:
    """Return that it arrived, and as which message, where one was made.

    An answer about a message of another chat was not ours: nobody knows what became of it.
    """
    if not isinstance(result, dict):
        return Outcome(Fate.DONE), None
    place = result.get("chat")
    if isinstance(place, dict) and integer(place.get("id")) not in {None, chat}:
        return Outcome(Fate.UNKNOWN, ELSEWHERE), None
    return Outcome(Fate.DONE), integer(result.get("message_id"))


def _was_refused(error: Exception) -> bool:
    """Tell whether the server said that it did nothing, without saying for how long."""
    too_many = isinstance(error, TelegramError) and error.message.startswith("Too Many Requests")
    return isinstance(error, Conflict) or too_many


def is_idempotent(method: str) -> bool:
    """Tell whether doing it twice is the same as doing it once; only sending is not."""
    return not method.startswith(("send", "copy", "forward"))


def is_lost(method: str, reason: str) -> bool:
    """Tell whether an edit changed nothing because its message is gone, or is not to be changed any more."""
    return method.startswith("edit") and any(words in reason.lower() for words in _LOST)


def _refusal(said: str, method: str, reason: str) -> Outcome:
    if any(words in said for words in _DONE) or (is_idempotent(method) and any(words in said for words in _GONE)):
        return Outcome(Fate.DONE, reason)
    if any(words in said for words in _UNREADABLE):
        return Outcome(Fate.PLAIN, reason)
    return Outcome(Fate.REFUSED, reason)


def _short(error: Exception) -> str:
    """Keep the server's refusal, which is its own words; of anything else only the kind, for it may hold ours."""
    server = isinstance(error, (BadRequest, Forbidden, RetryAfter, ChatMigrated))
    said = error.message if server and isinstance(error, TelegramError) else ""
    return f"{type(error).__name__}: {said}"[:200] if said else type(error).__name__
