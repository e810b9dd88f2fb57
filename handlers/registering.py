"""登记办文: a sentence, or a file with its caption, becomes a card; 确认登记 numbers it and tells its first handler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.cards import keep, spend
from handlers.document_cards import PURPOSE, behind, buttons, told
from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.document_steps import bare_document
from handlers.reading.document_titles import title_in
from handlers.reading.values import Intent, Reading
from handlers.recipients import absences_behind, stand_in_of, unreached_behind
from handlers.register_cards import keys_of
from handlers.speaking import rows_of
from handlers.storing import assignee_from, assignee_json, evidence_from, evidence_json
from handlers.understanding import assignees_in, deadline_in, read_as, understood
from handlers.wording import attending
from handlers.wording import registering as wording
from handlers.wording.voice import Voice
from ledger.acts.documents import RegisterDocument, check_registration, register
from ledger.document_entries import DocumentKind
from ledger.document_rights import may_register
from ledger.documents import DocumentLimit, limits_of
from ledger.entries import Evidence, Source
from ledger.people import Assignee, Role
from ledger.permissions import check_right, scopes
from ledger.transitions import Act
from ledger.values import dataclass
from storage.books import OpenBooks


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """One document as understood, before it counts; ``source`` is the message that the words came in."""

    kind: DocumentKind
    title: str
    reference: str
    handler: Assignee | None
    limit: DocumentLimit
    words: str
    source: int
    said_at: datetime
    about: int | None = None
    files: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what a stored action keeps."""
        return {
            "kind": self.kind.value,
            "title": self.title,
            "reference": self.reference,
            "handler": assignee_json(self.handler) if self.handler else None,
            "sign_by": self.limit.sign_by.isoformat() if self.limit.sign_by else None,
            "finish_by": self.limit.finish_by.isoformat() if self.limit.finish_by else None,
            "words": self.words,
            "source": self.source,
            "said_at": self.said_at.isoformat(),
            "about": self.about,
            "papers": evidence_json(self.files),
            "doubts": list(self.doubts),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> DocumentDraft:
        """Return the draft that was kept."""
        return cls(
            kind=DocumentKind(kept["kind"]),
            title=kept["title"],
            reference=kept["reference"],
            handler=assignee_from(kept["handler"]) if kept["handler"] else None,
            limit=DocumentLimit(_moment(kept["sign_by"]), _moment(kept["finish_by"])),
            words=kept["words"],
            source=int(kept["source"]),
            said_at=datetime.fromisoformat(kept["said_at"]),
            about=kept["about"],
            files=evidence_from(kept["papers"]),
            doubts=tuple(kept["doubts"]),
        )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


async def on_register(books: OpenBooks, heard: Heard) -> Answers:
    """Show the sentence as a card; ask who handles it first where that is missing; nothing counts before 确认登记."""
    if heard.edited:
        return ()
    readings = (understood(books, heard), read_as(books, heard, Role.COORDINATOR))
    reading = next((one for one in readings if one.intent is Intent.REGISTER_DOC), readings[0])
    return await _register_by(books, heard, reading, ())


async def on_forwarded(books: OpenBooks, heard: Heard, reading: Reading) -> Answers:
    """Show a forwarded paper with its caption as a card of whoever forwarded it; without the right, as nothing."""
    if reading.intent is not Intent.REGISTER_DOC or not scopes(heard.person, Act.REGISTER_DOCUMENT):
        return ()
    return await _register_by(books, heard, reading, (wording.forwarded(),))


async def _register_by(books: OpenBooks, heard: Heard, reading: Reading, doubts: tuple[str, ...]) -> Answers:
    if not scopes(heard.person, Act.REGISTER_DOCUMENT) and not heard.place.private and not heard.addressed:
        return ()
    check_right(heard.person, Act.REGISTER_DOCUMENT)
    understood_ = reading.intent is Intent.REGISTER_DOC and bool(reading.tasks)
    draft = _draft(books, heard, reading) if understood_ else _bare(books, heard)
    if draft is None:
        raise NotUnderstood("document.register")
    named, draft = _named(reading) if understood_ else (), replace(draft, doubts=(*doubts, *draft.doubts))
    if len(named) == 1:
        return (await _card(books, heard, draft),)
    names = [books.roster.name_of(one) for one in named]
    return (await _asked(books, heard, draft, wording.which_first(names) if names else wording.who_first()),)


def _bare(books: OpenBooks, heard: Heard) -> DocumentDraft | None:
    """Return what words say that name nothing but the paper (收文内政办发〔2026〕35号), with the usual limits."""
    said = bare_document(heard.text)
    if said is None:
        return None
    kind = DocumentKind(said.kind)
    return DocumentDraft(
        kind=kind,
        title=title_in(heard.said or heard.text, said.title),
        reference=said.reference,
        handler=None,
        limit=limits_of(kind, heard.sent_at, books.house),
        words=heard.text,
        source=heard.message,
        said_at=heard.sent_at,
        about=heard.reply_to if heard.media and not heard.forwarded else None,
        files=heard.files,
    )


def _named(reading: Reading) -> tuple[Assignee, ...]:
    task = reading.tasks[0]
    return (task.lead_id,) if task.lead_id is not None else task.assignee_ids


def _draft(books: OpenBooks, heard: Heard, reading: Reading) -> DocumentDraft:
    task, named = reading.tasks[0], _named(reading)
    kind = DocumentKind(reading.args["kind"])
    milestones = tuple(one.deadline for one in task.milestones if one.deadline is not None)
    reference = str(reading.args.get("document", "")).strip()
    said = DocumentLimit(milestones[0], milestones[-1]) if len(milestones) > 1 else DocumentLimit(None, task.deadline)
    return DocumentDraft(
        kind=kind,
        title=title_in(heard.said or heard.text, task.title) or reference,
        reference=reference,
        handler=named[0] if len(named) == 1 else None,
        limit=_with_said(kind, limits_of(kind, heard.sent_at, books.house), said),
        words=heard.text,
        source=heard.message,
        said_at=heard.sent_at,
        about=heard.reply_to if heard.media and not heard.forwarded else None,
        files=heard.files,
    )


def _with_said(kind: DocumentKind, usual: DocumentLimit, said: DocumentLimit) -> DocumentLimit:
    """Let the limits that were said stand in the place of the usual ones, each for the clock that its kind has."""
    match kind:
        case DocumentKind.INCOMING:
            return DocumentLimit(finish_by=said.finish_by or usual.finish_by)
        case DocumentKind.FOR_SIGNATURE:
            return DocumentLimit(sign_by=said.finish_by or usual.sign_by)
        case DocumentKind.MINUTES:
            finish_by = said.finish_by or usual.finish_by
            sign_by = said.sign_by or usual.sign_by
            assert sign_by is not None  # noqa: S101 - minutes have both clocks
            assert finish_by is not None  # noqa: S101 - minutes have both clocks
            return DocumentLimit(min(sign_by, finish_by), finish_by)


async def _asked(books: OpenBooks, heard: Heard, draft: DocumentDraft, question: str) -> Answer:
    kept = await keep(books, heard, "document.mend", draft.as_json(), group="")
    return Answer(text=question, buttons=_own_office(books, heard, draft), purpose=f"more:{kept}", prompt=True)


def _own_office(books: OpenBooks, heard: Heard, draft: DocumentDraft) -> tuple[tuple[Button, ...], ...]:
    """Return the button by which the office of whoever registers it handles it first, where nobody was named."""
    unit = heard.person.unit
    own = None if unit is None else Assignee(unit=unit)
    if own is None or draft.handler is not None or not may_register(books.roster, heard.person, own):
        return ()
    args = replace(draft, handler=own).as_json()
    return rows_of((Button(label=wording.by_office(books.roster.name_of(own)), act="document.first", args=args),))


async def on_first(books: OpenBooks, heard: Heard) -> Answers:
    """由本科室首办: show the card of the paper with the office as its first handler."""
    return (await _card(books, heard, DocumentDraft.from_json(heard.args)),)


async def _card(books: OpenBooks, heard: Heard, draft: DocumentDraft) -> Answer:
    """Return the card with its buttons; an older one of the same words becomes void."""
    request = _request(heard, draft)
    check_registration(books, request)
    kept, keys = await keys_of(books, heard, draft.as_json(), of="document", keeps="document.mend", source=draft.source)
    text = wording.card(
        Voice.of(books),
        kind=draft.kind,
        title=draft.title,
        reference=draft.reference,
        handler=request.handler,
        limit=draft.limit,
        files=len(draft.files) or int(draft.about is not None),
        doubts=(*draft.doubts, *await _doubts(books, draft)),
    )
    return Answer(text=text, buttons=keys, purpose=f"card:{kept}", lapses=True)


async def _doubts(books: OpenBooks, draft: DocumentDraft) -> tuple[str, ...]:
    """Return what is to be looked at twice: a paper that is known, a long limit, a handler on leave."""
    assert draft.handler is not None  # noqa: S101 - a card has its handler
    known = await books.documents.with_reference(draft.reference) if draft.reference else ()
    found = [wording.known_before(one.number) for one in known if one.withdrawn_at is None][:1]
    usual, house = limits_of(draft.kind, draft.said_at, books.house), books.house
    ends = [(draft.limit.sign_by, usual.sign_by), (draft.limit.finish_by, usual.finish_by)]
    for said, limit in ends:
        if said is not None and limit is not None and said > limit:
            first, last = (house.hours.local(moment).date() for moment in (draft.said_at, limit))
            found.append(wording.longer_than_limit(house.calendar.workdays_between(first, last)))
    voice = Voice.of(books)
    away = absences_behind(books.roster, (draft.handler,))
    return *found, *(attending.away(voice, one, stand_in_of(books.roster, one)) for one in away)


def _request(heard: Heard, draft: DocumentDraft) -> RegisterDocument:
    assert draft.handler is not None  # noqa: S101 - without one it is asked for first
    about = Source(chat=heard.place.chat, message=draft.about) if draft.about is not None else None
    return RegisterDocument(
        person=heard.person.id,
        sent_at=draft.said_at,
        kind=draft.kind,
        title=draft.title,
        reference=draft.reference,
        handler=draft.handler,
        sign_by=draft.limit.sign_by,
        finish_by=draft.limit.finish_by,
        files=draft.files,
        said=draft.words,
        about=about,
    )


async def on_mend(books: OpenBooks, heard: Heard) -> Answers:
    """Take another handler or limit in reply to the card, or the handler that was asked for."""
    draft, words = DocumentDraft.from_json(heard.args), heard.said or heard.text
    named = assignees_in(books, heard, words)
    until = deadline_in(books, heard, words)
    if len(named) > 1 or (not named and until is None):
        names = [books.roster.name_of(one) for one in named]
        return (await _asked(books, heard, draft, wording.which_first(names) if names else wording.not_changed()),)
    limit = draft.limit if until is None else _with_said(draft.kind, draft.limit, DocumentLimit(None, until))
    draft = replace(draft, handler=named[0] if named else draft.handler, limit=limit)
    if draft.handler is None:
        return (await _asked(books, heard, draft, wording.who_first()),)
    return (await _card(books, heard, draft),)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Register the document as of its sentence, put the outcome in the card's place, and tell the first handler."""
    draft = DocumentDraft.from_json(heard.args)
    request = _request(heard, draft)
    check_registration(books, request)
    await spend(books, heard, heard.args["card"])
    books.said_in(Source(chat=heard.place.chat, message=draft.source))
    document = await register(books, request)
    await books.tasks.link(heard.place.chat, draft.source, task=document.number, purpose=PURPOSE)
    voice = Voice.of(books)
    missed = await unreached_behind(books, (document.handler,))
    keys = buttons(books, heard.person, document) if heard.place.private else ()
    answer = Answer(
        text=wording.registered(voice, document, missed), buttons=keys, task=document.number, purpose=PURPOSE, edit=True
    )
    given = wording.given if document.handler.person is not None else wording.given_to_unit
    return answer, *told(books, heard, document, behind(books, document.handler), given(voice, document))
