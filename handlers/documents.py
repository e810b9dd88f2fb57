"""办文: whatever is done with a document by a button, in reply to it, or in words with its number or 文号."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from handlers.document_cards import (
    ACT_OF_STEP,
    behind,
    confirmed,
    patterns,
    registrar,
    seen_here,
    shown,
    told,
)
from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.document_steps import DocumentWords, numbers_in, reference_in, words_on_document
from handlers.reading.key import either_of, marks_of
from handlers.reading.phrases import is_bare_undo, is_undo
from handlers.recipients import unreached, unreached_behind
from handlers.speaking import rows_of
from handlers.understanding import assignees_in
from handlers.wording import documents as wording
from handlers.wording.voice import Voice
from ledger.acts import documents as acts
from ledger.documents import Document
from ledger.people import Person, PersonId
from ledger.transitions import Act
from storage.actions import NewAction
from storage.books import OpenBooks

_ONE_BY_ONE = frozenset({"submit", "return", "withdraw"})
"""Steps that may ask for words or a choice: of one document at a time, where those are not said."""
NUMBERS = "documents"
"""The argument that carries the numbers of the documents that are meant."""


def about_document(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act that the words name of the documents that they begin with, or answer; nothing where there is none.

    撤销 is the act of that name; all else is a step.
    """
    numbers, rest = numbers_in(heard.text, patterns(books.house))
    if not numbers and heard.reply_task is not None:
        numbers, rest = numbers_in(heard.reply_task, patterns(books.house))[0], heard.text
    if not numbers:
        return None
    if is_undo(rest) or is_bare_undo(rest):
        return "undo", replace(heard, task=numbers[0], text="", said="")
    return "document.words", replace(heard, args={**heard.args, NUMBERS: list(numbers)}, text=rest, said=rest)


_REFERENCE = either_of(reference_in)


async def named_by_reference(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return words that begin with the number on the paper (内政办发〔2026〕35号已办结) as words on that document."""
    reference = reference_in(heard.text) if _REFERENCE & marks_of(heard.text) else ""
    if not reference or heard.edited or words_on_document(heard.text[len(reference) :]) is None:
        return None
    known = [one for one in await books.documents.with_reference(reference) if one.is_open]
    if len(known) != 1:
        return None
    rest = heard.text[len(reference) :]
    return "document.words", replace(heard, args={**heard.args, NUMBERS: [known[0].number]}, text=rest, said=rest)


async def on_words(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the words say of the documents that they name; a number alone shows its document."""
    if heard.edited:
        return ()
    numbers = tuple(map(str, heard.args[NUMBERS]))
    documents = [await seen_here(books, heard, number) for number in numbers]
    if not any(map(str.isalnum, heard.text)):
        return tuple(shown(books, heard, one) for one in documents)
    words = words_on_document(heard.text)
    if words is None:
        addressed = heard.place.private or heard.addressed
        return (Answer(text=wording.what_next(numbers[0]), task=numbers[0], purpose="document"),) if addressed else ()
    if len(numbers) > 1 and words.what in _ONE_BY_ONE and not (words.words or words.to):
        return (Answer(text=wording.which_of_several(numbers)),)
    return tuple([answer for one in documents for answer in await _STEPS[words.what](books, heard, one, words)])


async def on_step(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the button under a document says."""
    document = await seen_here(books, heard, str(heard.args["document"]))
    return await _STEPS[str(heard.args["what"])](books, heard, document, DocumentWords(what=str(heard.args["what"])))


async def on_open(books: OpenBooks, heard: Heard) -> Answers:
    """Show one of those listed as it stands."""
    return (shown(books, heard, await seen_here(books, heard, str(heard.args["document"]))),)


async def on_paper(books: OpenBooks, heard: Heard) -> Answers:
    """原件: send the message that brought the paper once more, in private."""
    document = await seen_here(books, heard, str(heard.args["document"]))
    if document.paper is None:
        return (Answer(text=wording.no_paper()),)
    return (Answer(text="", copies=document.paper, to=heard.person.id, task=document.number, purpose="document"),)


async def on_asked(books: OpenBooks, heard: Heard) -> Answers:
    """Take in reply what a step lacked: the reason, or to whom it goes."""
    if heard.edited:
        return ()
    document, what = await seen_here(books, heard, str(heard.args["document"])), str(heard.args["what"])
    said = (heard.said or heard.text).strip()
    read = words_on_document(said)
    whole = read is not None and read.what == what and bool(read.words or read.to)
    words = read if read is not None and whole else DocumentWords(what=what, to=said, words=said)
    return await _STEPS[what](books, heard, document, words)


async def on_leader(books: OpenBooks, heard: Heard) -> Answers:
    """Lay it before the leader who was chosen from several."""
    document = await seen_here(books, heard, str(heard.args["document"]))
    return await _submitted(books, heard, document, PersonId(int(heard.args["to"])))


async def _sign(books: OpenBooks, heard: Heard, document: Document, _words: DocumentWords) -> Answers:
    after = await acts.sign(books, _request(heard, document))
    voice = Voice.of(books)
    if document.offered is not None and after.handler == document.handler:
        notice = wording.taken_back_notice(after, heard.person.name)
        answer = confirmed(books, heard, after, wording.taken_back(voice, after))
        return answer, *told(books, heard, after, behind(books, document.offered), notice)
    before = behind(books, document.handler) if after.handler != document.handler else ()
    answer = confirmed(books, heard, after, wording.signed(voice, after))
    return answer, *told(books, heard, after, before, wording.taken_over(voice, after))


async def _hand(books: OpenBooks, heard: Heard, document: Document, words: DocumentWords) -> Answers:
    if not words.to:
        return await _asked(books, heard, document, "hand", wording.to_whom(document.number))
    named = assignees_in(books, heard, words.to)
    if len(named) != 1:
        return await _asked(books, heard, document, "hand", wording.no_such_handler(words.to))
    (to,) = named
    note = words.words if words.words != words.to else ""
    request = acts.HandDocument(**_asking(heard, document), to=to, note=note)
    after, voice = await acts.hand_over(books, request), Voice.of(books)
    text = wording.handed(voice, after, await unreached_behind(books, (to,)))
    notice = wording.handed_to(voice, after, heard.person.name, note)
    return confirmed(books, heard, after, text), *told(books, heard, after, behind(books, to), notice)


async def _return(books: OpenBooks, heard: Heard, document: Document, words: DocumentWords) -> Answers:
    if not words.words:
        return await _asked(books, heard, document, "return", wording.why("return", document.number))
    request = acts.ReturnDocument(**_asking(heard, document), reason=words.words)
    after, voice = await acts.send_back(books, request), Voice.of(books)
    people = (*behind(books, after.handler), *registrar(books, after))
    notice = wording.returned_notice(voice, after, heard.person.name)
    return confirmed(books, heard, after, wording.returned(voice, after)), *told(books, heard, after, people, notice)


async def _submit(books: OpenBooks, heard: Heard, document: Document, words: DocumentWords) -> Answers:
    """Lay it before the leader who is named, else before the only one who can sign it; several are a choice."""
    await acts.check_step(books, _request(heard, document), Act.SUBMIT_DOCUMENT)
    able = acts.signers(books.roster, document)
    meant = [one for one in able if not words.to or words.to in _called(one)]
    if len(meant) == 1:
        return await _submitted(books, heard, document, meant[0].id)
    if not meant or words.to:
        return (Answer(text=wording.no_such_leader(words.to, [one.name for one in able])),)
    about = {"document": document.number}
    keys = (Button(label=one.name, act="document.leader", args=about | {"to": one.id}) for one in meant)
    return (Answer(text=wording.choose_leader(document.number), buttons=rows_of(keys), reply=False),)


def _called(leader: Person) -> frozenset[str]:
    """Return what a leader is called in the office: 陈明远, 陈副市长."""
    return frozenset({leader.name, leader.title, f"{leader.name[0]}{leader.title}", *leader.aliases})


async def _submitted(books: OpenBooks, heard: Heard, document: Document, to: PersonId) -> Answers:
    after = await acts.submit(books, acts.SubmitDocument(**_asking(heard, document), to=to))
    voice, leader = Voice.of(books), books.roster.person(to)
    answer = confirmed(books, heard, after, wording.submitted(voice, after, await unreached(books, [leader])))
    return answer, *told(books, heard, after, (leader,), wording.submitted_to(voice, after, heard.person.name))


async def _sign_off(books: OpenBooks, heard: Heard, document: Document, _words: DocumentWords) -> Answers:
    after, voice = await acts.sign_off(books, _request(heard, document)), Voice.of(books)
    notice = wording.signed_off_notice(voice, after, heard.person.name)
    people = behind(books, after.handler)
    return confirmed(books, heard, after, wording.signed_off(after)), *told(books, heard, after, people, notice)


async def _finish(books: OpenBooks, heard: Heard, document: Document, words: DocumentWords) -> Answers:
    after = await acts.finish(books, acts.FinishDocument(**_asking(heard, document), note=words.words))
    text = wording.finished(Voice.of(books), after, heard.sent_at)
    notice = wording.finished_notice(after, heard.person.name)
    return confirmed(books, heard, after, text), *told(books, heard, after, registrar(books, after), notice)


async def _withdraw(books: OpenBooks, heard: Heard, document: Document, words: DocumentWords) -> Answers:
    if not words.words:
        return await _asked(books, heard, document, "withdraw", wording.why("withdraw", document.number))
    after = await acts.withdraw(books, acts.WithdrawDocument(**_asking(heard, document), reason=words.words))
    people = behind(books, *document.holders)
    notice = wording.withdrawn_notice(after, heard.person.name)
    return confirmed(books, heard, after, wording.withdrawn(after)), *told(books, heard, after, people, notice)


_STEPS: Mapping[str, Callable[[OpenBooks, Heard, Document, DocumentWords], Awaitable[Answers]]] = {
    "sign": _sign,
    "hand": _hand,
    "return": _return,
    "submit": _submit,
    "sign_off": _sign_off,
    "finish": _finish,
    "withdraw": _withdraw,
}


async def _asked(books: OpenBooks, heard: Heard, document: Document, what: str, question: str) -> Answers:
    """Ask for what the step lacks, where it is possible at all; the reply brings it."""
    await acts.check_step(books, _request(heard, document), ACT_OF_STEP[what])
    args = {"document": document.number, "what": what}
    person, chat = heard.person.id, heard.place.chat
    token = await books.actions.store(NewAction(act="document.asked", task=None, args=args, person=person, chat=chat))
    return (Answer(text=question, purpose=f"more:{token}", prompt=True),)


def _asking(heard: Heard, document: Document) -> dict[str, Any]:
    return {"person": heard.person.id, "sent_at": heard.sent_at, "number": document.number}


def _request(heard: Heard, document: Document) -> acts.DocumentRequest:
    return acts.DocumentRequest(**_asking(heard, document))
