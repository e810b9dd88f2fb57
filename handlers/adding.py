"""Files with words on a claim that waits for its review: further evidence (补充佐证材料), not a word too late."""

from __future__ import annotations

from handlers import closing, progressing
from handlers.heard import Answers, Heard
from handlers.meaning import UNCLEAR
from handlers.questions import WhichTask
from ledger.refusals import WrongStatus
from ledger.tasks import Status
from storage.books import OpenBooks


async def on_progress(books: OpenBooks, heard: Heard) -> Answers:
    """Record progress; with files on a task that is claimed they join the evidence, and the reviewers are told."""
    try:
        return await progressing.on_progress(books, heard)
    except (WrongStatus, WhichTask) as refused:
        if not _adds(heard, refused):
            raise
        return await closing.on_evidence(books, heard, said_as="progress")


async def on_claim(books: OpenBooks, heard: Heard) -> Answers:
    """Record the claim; what is claimed already, and said again with files, gets these as further evidence."""
    try:
        return await closing.on_claim(books, heard)
    except (WrongStatus, WhichTask) as refused:
        if not _adds(heard, refused):
            raise
        return await closing.on_evidence(books, heard, said_as="claim")


def _adds(heard: Heard, refused: WrongStatus | WhichTask) -> bool:
    """Tell whether the files belong to a claim: the one that was meant, or the only task there is to add them to."""
    if not heard.files or heard.edited:
        return False
    if isinstance(refused, WrongStatus):
        return refused.status is Status.CLAIMED
    return not refused.tasks and UNCLEAR not in heard.args and heard.place.private
