"""Words and files on a claim that waits for its review: they join it (补充佐证材料、补充说明), and are not too late."""

from __future__ import annotations

from dataclasses import replace

from handlers import closing, progressing
from handlers.heard import Answers, Heard
from handlers.meaning import UNCLEAR
from handlers.progressing import files_of
from handlers.questions import WhichTask
from handlers.wording import tasks
from handlers.wording.refusals import refusal
from handlers.wording.voice import Voice
from ledger.refusals import WrongStatus
from ledger.tasks import Status
from storage.books import OpenBooks


async def on_progress(books: OpenBooks, heard: Heard) -> Answers:
    """Record progress; words and files on a task that is claimed join the claim, and the reviewers are told."""
    try:
        return await progressing.on_progress(books, heard)
    except (WrongStatus, WhichTask) as refused:
        if not (_adds(heard, refused) or _explains(heard, refused)):
            raise
        return await closing.on_evidence(books, heard, said_as="progress")


async def on_claim(books: OpenBooks, heard: Heard) -> Answers:
    """Record the claim; what is claimed already, and said again with files, gets these as further evidence.

    Where the clock stands still the claim has to wait, and what came with it is kept.
    """
    try:
        return await closing.on_claim(books, heard)
    except (WrongStatus, WhichTask) as refused:
        if not _adds(heard, refused):
            raise
        return await _kept(books, heard, refused)


async def _kept(books: OpenBooks, heard: Heard, refused: WrongStatus | WhichTask) -> Answers:
    added = await closing.on_evidence(books, heard, said_as="claim")
    if isinstance(refused, WrongStatus) and refused.status is Status.SUSPENDED:
        text = tasks.with_files_kept(refusal(Voice.of(books), refused), len(files_of(heard)))
        return (replace(added[0], text=text),)
    return added


def _explains(heard: Heard, refused: WrongStatus | WhichTask) -> bool:
    """Tell whether words alone belong to a claim: that of the task which was named or replied to."""
    claimed = isinstance(refused, WrongStatus) and refused.status is Status.CLAIMED
    return claimed and bool(heard.text) and not heard.edited


def _adds(heard: Heard, refused: WrongStatus | WhichTask) -> bool:
    """Tell whether the files belong to a claim: the one that was meant, or the only task there is to add them to."""
    if not heard.files or heard.edited:
        return False
    if isinstance(refused, WrongStatus):
        return refused.status in {Status.CLAIMED, Status.SUSPENDED}
    return not refused.tasks and UNCLEAR not in heard.args and heard.place.private
