"""Everybody says every step of a document (办文): what is allowed leaves its entry, the rest nothing."""

from __future__ import annotations

from bot.sandbox.people import Message
from tests.rights.asking import is_refusal
from tests.rights.office import TITLE, Rights
from tests.rights.table import ON_A_DOCUMENT, PRINCIPALS, Row

OUTSIDE = frozenset({"stranger", "leaver"})
SHARED = [("gave", "registered"), ("gave", "submitted")]
"""What everybody is refused on: nothing happens to it."""


async def wrong_on_documents(rights: Rights) -> list[str]:
    """Return the cells that are not as the table has them."""
    asked = [(act, who) for act in ON_A_DOCUMENT for who in PRINCIPALS]
    alone = [one for one in asked if ON_A_DOCUMENT[one[0]].state and ON_A_DOCUMENT[one[0]].expected(one[1]) == "y"]
    numbers = await rights.documents([(who, ON_A_DOCUMENT[act].state) for act, who in alone])
    own = dict(zip(alone, numbers, strict=True))
    shared = dict(zip(("registered", "submitted"), await rights.documents(SHARED), strict=True))
    heard, said = rights.heard(), {}
    for act, row in ON_A_DOCUMENT.items():
        for who in PRINCIPALS:
            words = row.words.format(n=own.get((act, who)) or shared.get(row.state, ""))
            said[act, who] = await rights.person(who).says(words)
        await rights.settle(heard + len(said))
    left = {(chat, message): kind for kind, _, chat, message in rights.entries()}
    answers = {who: await rights.answers(rights.person(who)) for who in PRINCIPALS}
    outcomes = (
        (act, who, left.get((rights.person(who).id, message.id)), answers[who].get(message.id))
        for (act, who), message in said.items()
    )
    return [
        f"{who} × {act}: {kind} {answer and answer.text!r}"
        for act, who, kind, answer in outcomes
        if not _is_right(ON_A_DOCUMENT[act], who, kind, answer)
    ]


def _is_right(row: Row, who: str, kind: str | None, answer: Message | None) -> bool:
    if row.expected(who) == "n":
        return kind is None and (who in OUTSIDE or (answer is not None and is_refusal(answer.text)))
    if row.kind:
        return kind == row.kind
    return answer is not None and (row.name in answer.buttons if row.name else TITLE in answer.text)
