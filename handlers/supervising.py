"""蹲点督办: an order to go there is a card; ``/visit`` or 蹲点…发现… records a visit, its findings are a card."""

from __future__ import annotations

from datetime import datetime, time

from handlers.cards import show
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import UNCLEAR, assignee_named, check_shown_here
from handlers.progressing import files_of
from handlers.questions import NotUnderstood, WhichTask, WordsMissing
from handlers.reading.normalise import normalise
from handlers.reading.reader import read_deadline
from handlers.reading.visits import VisitSaid, visit_in
from handlers.recipients import workers
from handlers.storing import Card, Draft
from handlers.understanding import names_within
from handlers.wording import supervising
from handlers.wording.voice import Voice
from ledger.acts.origin_requests import RecordVisit
from ledger.acts.supervising import record_visit
from ledger.origins import OriginKind
from ledger.people import Assignee
from ledger.permissions import may_assign
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_inspect(books: OpenBooks, heard: Heard) -> Answers:
    """Show the order to supervise on site as a card; who goes and by when it is reported must be said."""
    said = heard.args.get("by")
    names = said if isinstance(said, list | tuple) else [said] if said else []
    lead = tuple(found for name in names if (found := assignee_named(books, str(name))) is not None)
    deadline = heard.args.get("deadline")
    if not lead or not isinstance(deadline, datetime):
        raise NotUnderstood("inspect")
    title = supervising.title(str(heard.args.get("place") or ""), heard.task)
    draft = Draft(title=title, lead=lead, deadline=deadline)
    return (await show(books, heard, Card(drafts=(draft,), text=heard.text, source=heard.message)),)


async def on_visit(books: OpenBooks, heard: Heard) -> Answers:
    """Record a visit with what was found; findings with somebody to mend them and a limit become a card."""
    if heard.edited:
        return ()
    if heard.args.get(UNCLEAR):
        raise WhichTask("visit")
    number = heard.task or heard.reply_task
    said = visit_in(normalise(heard.said or heard.text).strip())
    if said is None:
        if number is not None:
            raise WordsMissing("visit", number)
        raise NotUnderstood("visit")
    about = None
    if number is not None:
        await check_shown_here(books, heard, Act.VISIT, number)
        about = await books.task(number)
    request = _request(books, heard, said, number)
    record = await record_visit(books, request)
    voice = Voice.of(books)
    beside = names_within(books.roster, said.whose) or tuple(one.assignee for one in (about.leads if about else ()))
    drafts, rest = _drafts(books, heard, request, beside, record.seq)
    answers = [Answer(text=supervising.recorded(voice, request, rest), task=number, purpose="task")]
    if about is not None:
        notice = supervising.notice(voice, request, about, heard.person.name)
        told = (one for one in workers(books.roster, about.branches) if one.id != heard.person.id)
        answers += [Answer(text=notice, to=one.id, task=number, purpose="task") for one in told]
    if drafts:
        answers.append(await show(books, heard, Card(drafts=drafts, text=heard.text, source=heard.message)))
    return tuple(answers)


def _request(books: OpenBooks, heard: Heard, said: VisitSaid, number: str | None) -> RecordVisit:
    return RecordVisit(
        person=heard.person.id,
        sent_at=heard.sent_at,
        place=said.place,
        held_at=_held_at(books, heard, said.time),
        visitors=names_within(books.roster, said.people) or (Assignee(person=heard.person.id),),
        findings=said.findings,
        fix_by=_moment(books, said.limit, heard.sent_at),
        files=files_of(heard),
        about=number,
    )


def _mending(heard: Heard) -> str:
    """Return what was said of who mends it and until when (整改：综合科，周五前)."""
    said = visit_in(normalise(heard.said or heard.text).strip())
    return said.limit if said is not None else ""


def _held_at(books: OpenBooks, heard: Heard, words: str) -> datetime:
    """Return the moment that was said, else that of the message; today's hours are read as of this morning."""
    hours = books.house.hours
    morning = hours.at(hours.local(heard.sent_at).date(), time())
    return _moment(books, words, morning) or heard.sent_at


def _moment(books: OpenBooks, words: str, at: datetime) -> datetime | None:
    if not words:
        return None
    house = books.house
    local = house.hours.local(at)
    return read_deadline(words, roster=books.roster, calendar=house.calendar, hours=house.hours, at=local).value


def _drafts(
    books: OpenBooks, heard: Heard, visit: RecordVisit, beside: tuple[Assignee, ...], cause: int
) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """Return a draft for each finding that somebody can be given (``beside``: who, unless it says so), and the rest."""
    drafts, rest = [], []
    named = names_within(books.roster, _mending(heard))[:1] or beside
    for finding in visit.findings:
        lead = names_within(books.roster, finding)[:1] or named
        if visit.fix_by is None or not lead or not may_assign(books.roster, heard.person, lead):
            rest.append(finding)
            continue
        drafts.append(
            Draft(
                title=supervising.to_mend(finding),
                lead=lead,
                deadline=visit.fix_by,
                origin=supervising.origin(Voice.of(books), visit),
                origin_kind=OriginKind.VISIT,
                cause=cause,
            )
        )
    return tuple(drafts), tuple(rest)
