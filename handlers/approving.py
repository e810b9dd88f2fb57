"""报批: a circular is laid before a leader, who approves it or sends it back; whoever wrote it may give it up."""

from __future__ import annotations

from collections.abc import Iterable

from handlers import waiting
from handlers.circular_cards import About, card, told_authors
from handlers.drafting import current
from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.circulars import CircularWords
from handlers.recipients import unreached
from handlers.speaking import rows_of
from handlers.wording import circulars as wording
from ledger.acts import circulars as acts
from ledger.circulars import LAID
from ledger.people import Person, PersonId
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_submit(books: OpenBooks, heard: Heard) -> Answers:
    """Lay it before the leader who was chosen from several."""
    return await _submitted(books, heard, About.of(heard), PersonId(int(heard.args["to"])))


async def submit(books: OpenBooks, heard: Heard, about: About, words: CircularWords) -> Answers:
    """Lay it before the leader who is named, else before the only one who can approve it."""
    if not words.words:
        return await _submitted(books, heard, about, None)
    able = await acts.approvers(books, await current(books, heard, about))
    named = [one for one in able if words.words in {one.name, *one.aliases}]
    if len(named) != 1:
        return (Answer(text=wording.no_such_leader(words.words, [one.name for one in able])),)
    return await _submitted(books, heard, about, named[0].id)


async def _submitted(books: OpenBooks, heard: Heard, about: About, to: PersonId | None) -> Answers:
    if to is None:
        able = await acts.approvers(books, await current(books, heard, about))
        if len(able) > 1:
            return (_choice_of(able, about),)
        to = able[0].id
    one = await acts.submit(books, about.asks(acts.SubmitCircular, heard, to=to))
    leader = books.roster.person(to)
    answer = Answer(text=wording.submitted(one, leader.name, await unreached(books, [leader])))
    return answer, *await card(books, leader, one, note=wording.submitted_by(heard.person.name))


def _choice_of(able: Iterable[Person], about: About) -> Answer:
    buttons = (Button(label=one.name, act="circular.submit", args=about.kept(to=one.id)) for one in able)
    return Answer(text=wording.choose_leader(), buttons=rows_of(buttons), reply=False)


async def approve(books: OpenBooks, heard: Heard, about: About, _words: CircularWords) -> Answers:
    """Approve exactly the version that was seen; whoever wrote it may publish it now."""
    one = await acts.approve(books, about.asks(acts.AboutCircular, heard))
    told = await told_authors(books, heard, one, note=wording.approved_by(heard.person.name))
    return Answer(text=wording.approved(one)), *told


async def on_return(books: OpenBooks, heard: Heard) -> Answers:
    """退回修改, by tap: what is to be otherwise is asked for."""
    return await _asked_why(books, heard, About.of(heard))


async def _asked_why(books: OpenBooks, heard: Heard, about: About) -> Answers:
    one = await acts.circular_for(books, about.asks(acts.AboutCircular, heard), Act.APPROVE_CIRCULAR, LAID)
    token = await waiting.kept_for(books, heard.person, "circular.return.why", About(one.id, one.version).kept())
    return (Answer(text=wording.why_return(one), purpose=f"more:{token}", prompt=True),)


async def on_return_why(books: OpenBooks, heard: Heard) -> Answers:
    """Take the reason in reply."""
    if heard.edited:
        return ()
    words = CircularWords(what="return", words=heard.said.strip() or heard.text)
    return await send_back(books, heard, About.of(heard), words)


async def send_back(books: OpenBooks, heard: Heard, about: About, words: CircularWords) -> Answers:
    """Send it back with the reason, which is asked for; whoever wrote it reads that above the card."""
    if not words.words:
        return await _asked_why(books, heard, about)
    one = await acts.send_back(books, about.asks(acts.ReturnCircular, heard, reason=words.words))
    told = await told_authors(books, heard, one, note=wording.returned_by(heard.person.name, words.words))
    return Answer(text=wording.returned(one)), *told


async def withdraw(books: OpenBooks, heard: Heard, about: About, _words: CircularWords) -> Answers:
    """Give it up; the leader who has it hears that nothing waits any more."""
    to = (await current(books, heard, about)).to
    one = await acts.withdraw(books, about.asks(acts.AboutCircular, heard))
    answer = Answer(text=wording.withdrawn(one))
    notice = Answer(text=wording.withdrawn_notice(one, heard.person.name), to=to, about=one.tasks)
    return (answer, notice) if to is not None else (answer,)
