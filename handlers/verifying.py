"""核验: whoever answers for the ledger asks whether it is whole, and whether a printed 校验码 is on it."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.reading.phrases import printed_head
from handlers.wording import verifying
from ledger.permissions import check_right
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_verify(books: OpenBooks, heard: Heard) -> Answers:
    """``/verify``, 核验台账, 核验 校验码 81bc5b36a482: in private, what the proof found; nothing is recorded."""
    check_right(heard.person, Act.VERIFY)
    if not heard.place.private:
        return (Answer(text=verifying.ONLY_IN_PRIVATE),)
    head = printed_head(heard.text)
    if not head and any(one.isdigit() for one in heard.text):
        return (Answer(text=verifying.NO_HEAD),)
    return (Answer(text=verifying.proved(await books.proof(head), head)),)
