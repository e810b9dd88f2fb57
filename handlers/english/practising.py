"""Sentences of the task that newcomers try the words on (试办); each says that the ledger keeps nothing of it."""

from __future__ import annotations

from datetime import datetime

from handlers.english.voice import called, short
from handlers.wording.voice import Voice
from ledger.people import Person

BEGIN, RECEIPT = "Try one", "Acknowledge"
_MARK = "[For practice, not in the ledger]"
_EXAMPLE = "For example: 完成60%，初稿已成。"


def offered() -> str:
    """Offer a first try."""
    return "You may try one first: one receipt, one progress, half a minute; the ledger keeps nothing of it."


def only_in_private() -> str:
    """Say in a group where it is tried."""
    return "This is tried in private only; please send /practice there."


def task(voice: Voice, person: Person, until: datetime) -> str:
    """Hand the person the task, as a real one would come."""
    return (
        f"{_MARK}\n{called(person.name)}, please submit the practice material.\nDeadline: {voice.moment(until)}\n"
        f"Real tasks reach you like this: press “{RECEIPT}”, or reply 收到."
    )


def receipt() -> str:
    """Say what the tap has done."""
    return f"{_MARK}\nAcknowledged. Whoever assigned it can see that."


def ask_progress() -> str:
    """Ask for the progress, in words."""
    return f"{_MARK}\nPlease reply to this message with a sentence of progress, in Chinese. {_EXAMPLE}"


def not_read() -> str:
    """Say that the words were not read as progress, and how such words look."""
    return f"{_MARK}\nNo progress was read from this; please reply once more. {_EXAMPLE}"


def over(words: str, percent: int | None) -> str:
    """Say what would have been kept, and what comes after it on a real task."""
    share = f"{percent}%, " if percent is not None else ""
    said = f"“{short(words)}”" if words.strip() else "the file"
    return (
        f"{_MARK}\nRead as progress: {share}{said}. It counts both for the task and for the day's return.\n"
        "Once the work is done, send a photo or file with 申请销号; somebody else reviews and closes.\n"
        "The practice is over, nothing was registered. /my shows your tasks, /help what to write."
    )
