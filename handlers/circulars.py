"""通报: what is under way, and whatever is wanted of one by a button, in reply to it, or in words that can mean one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from handlers import approving, drafting, publishing
from handlers.circular_cards import About, card, may_read, readable
from handlers.heard import Answer, Answers, Button, Heard
from handlers.lists import first_page
from handlers.questions import NotUnderstood
from handlers.reading.circulars import CircularWords, words_on_circular
from handlers.speaking import rows_of
from handlers.wording import circulars as wording
from handlers.wording.commands import sent_in_private
from ledger.acts.circulars import all_circulars
from ledger.circulars import LAID, OPEN_STAGES, Stage
from ledger.permissions import check_right, scopes
from ledger.transitions import Act
from ledger.values import dataclass
from storage.books import OpenBooks

PAST = 5
"""Circulars that are out, or were given up, and are still listed."""


@dataclass(frozen=True, slots=True)
class Step:
    """What can be wanted of a circular, by what right, and how far it must have come."""

    do: Callable[[OpenBooks, Heard, About, CircularWords], Awaitable[Answers]]
    right: Act
    stages: frozenset[Stage]


_DRAFTS, _APPROVES = Act.DRAFT_CIRCULAR, Act.APPROVE_CIRCULAR
_STEPS: Mapping[str, Step] = {
    "delete": Step(drafting.delete, _DRAFTS, OPEN_STAGES),
    "replace": Step(drafting.replace, _DRAFTS, OPEN_STAGES),
    "add": Step(drafting.add, _DRAFTS, OPEN_STAGES),
    "title": Step(drafting.retitle, _DRAFTS, OPEN_STAGES),
    "submit": Step(approving.submit, _DRAFTS, frozenset({Stage.DRAFT, Stage.SUBMITTED})),
    "approve": Step(approving.approve, _APPROVES, frozenset({Stage.SUBMITTED})),
    "return": Step(approving.send_back, _APPROVES, LAID),
    "publish": Step(publishing.publish, _DRAFTS, frozenset({Stage.APPROVED})),
    "withdraw": Step(approving.withdraw, _DRAFTS, OPEN_STAGES),
}


async def on_circular(books: OpenBooks, heard: Heard) -> Answers:
    """``/circular``: what is under way; with a period, and in words (起草本周督办通报), a draft of its facts."""
    if heard.edited:
        return ()
    return await (drafting.on_draft(books, heard) if heard.text else _listed(books, heard))


async def _listed(books: OpenBooks, heard: Heard) -> Answers:
    """List what is under way and what came last, each with a button; a leader reads what was laid before one."""
    drafts = bool(scopes(heard.person, Act.DRAFT_CIRCULAR))
    if not drafts:
        check_right(heard.person, Act.APPROVE_CIRCULAR)
    known = [one for one in (await all_circulars(books)).values() if drafts or one.to is not None]
    able = [one for one in known if await may_read(books, heard.person, one)]
    shown = [*(one for one in able if one.is_open), *[one for one in able if not one.is_open][-PAST:]]
    buttons = (
        Button(label=f"{n}", act="circular.open", args={"circular": one.id}) for n, one in enumerate(shown, start=1)
    )
    answer = Answer(text=wording.listed(shown), buttons=rows_of(buttons, 4), to=heard.person.id)
    return (answer,) if heard.place.private else (answer, Answer(text=sent_in_private()))


async def on_open(books: OpenBooks, heard: Heard) -> Answers:
    """Show one of those listed as it stands."""
    one = await readable(books, heard.person, int(heard.args["circular"]))
    return await card(books, heard.person, one)


async def on_tasks(books: OpenBooks, heard: Heard) -> Answers:
    """事项清单: the tasks behind the sentences."""
    one = await readable(books, heard.person, int(heard.args["circular"]))
    return await first_page(books, heard, "circular", {"circular": one.id})


async def on_step(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the button under the card says."""
    return await _do(books, heard, CircularWords(what=str(heard.args["what"])), About.of(heard))


async def on_reply(books: OpenBooks, heard: Heard) -> Answers:
    """Take words in reply to a card: a change, or a step on its way; what is neither is asked about."""
    return () if heard.edited else await _do(books, heard, _wanted(books, heard), About.of(heard))


async def on_words(books: OpenBooks, heard: Heard) -> Answers:
    """Take words that answer no card, where they can mean one circular only (删去第3条, 批准通报, 印发通报)."""
    words = _wanted(books, heard)
    step, me = _STEPS[words.what], heard.person.id
    check_right(heard.person, step.right)
    fitting = [one for one in (await all_circulars(books)).values() if one.stage in step.stages]
    meant = [one for one in fitting if me in {*one.authors, one.to}] or fitting
    if not meant:
        return (Answer(text=wording.none_waits(words.what)),)
    if len(meant) > 1:
        return (Answer(text=wording.which_one()),)
    return await _do(books, heard, words, About(meant[0].id, meant[0].version))


def _wanted(books: OpenBooks, heard: Heard) -> CircularWords:
    words = words_on_circular(heard.said or heard.text, books.house.year(heard.sent_at))
    if words is None:
        raise NotUnderstood("circular")
    return words


async def _do(books: OpenBooks, heard: Heard, words: CircularWords, about: About) -> Answers:
    return await _STEPS[words.what].do(books, heard, about, words)
