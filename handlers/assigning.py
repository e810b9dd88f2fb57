"""交办: ``/assign``, a plain sentence, a reply to or a forward of other words; what is missing is asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.cards import keep, show
from handlers.confirming import ASSIGNED
from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.evidence import category_in, without_category
from handlers.reading.pointing import points_back
from handlers.reading.sources import SourceSaid, source_in, without_source
from handlers.reading.values import Intent, Mentioned, Reading, TaskReading
from handlers.recipients import workers
from handlers.speaking import rows_of
from handlers.storing import Card, Draft, assignee_from, assignee_json
from handlers.suggesting import unknown, without
from handlers.understanding import term_of, understood
from handlers.wording import assignments, cards, frames, tasks, terms
from handlers.wording.voice import Voice
from ledger.acts.changing import amend
from ledger.acts.requests import AmendTask
from ledger.entries import Completion, Urgency
from ledger.origins import OriginKind
from ledger.people import Assignee, Person, Roster
from ledger.permissions import may, may_assign, scopes
from ledger.receipts import is_provisional
from ledger.tasks import Milestone, Task
from ledger.transitions import Act
from storage.books import OpenBooks

PROPOSED = "confirm_urgency"  # Asks on the card whether the limit of the urgency rule will do.
LONGEST_ORIGIN = 1000  # Characters of another message that a task quotes as its origin.
LONGEST_TITLE = 120


async def on_assign(books: OpenBooks, heard: Heard) -> Answers:
    """Show a sentence that assigns as a card; ask for what is missing; nothing counts before 确认."""
    return await assign_by(books, heard, understood(books, heard), heard.text)


async def about_the_task(books: OpenBooks, heard: Heard, reading: Reading) -> tuple[Heard, Reading]:
    """Say what an order in reply to a task is about where it only points there (请王五周五前办结此件).

    To whoever leads that task it is a change of its limit, to others an order of the same matter.
    """
    if heard.reply_task is None or heard.origin or len(reading.tasks) != 1 or not points_back(reading.tasks[0].title):
        return heard, reading
    task, said = await books.tasks.get(heard.reply_task), reading.tasks[0]
    if reading.intent is not Intent.ASSIGN or task is None or not may(books.roster, heard.person, Act.SEE, task):
        return heard, reading
    if said.deadline is not None and set(_leads(said)) == {branch.assignee for branch in task.leads}:
        args = {"deadline": said.deadline}
        return heard, Reading(text=reading.text, intent=Intent.AMEND, args=args, asks=reading.asks)
    return replace(heard, origin=task.title), reading


async def on_forwarded(books: OpenBooks, heard: Heard, reading: Reading) -> Answers:
    """Show somebody else's words, forwarded, as a card of whoever forwarded them; without the right, as nothing."""
    if not may_give(books, heard.person, reading):
        return ()
    told = replace(heard, args={"doubts": [cards.forwarded()]}, origin=heard.origin or heard.text)
    return await assign_by(books, told, reading, heard.text)


def may_give(books: OpenBooks, person: Person, reading: Reading) -> bool:
    """Tell whether it is certainly an order, of somebody who may give it to everybody whom it names."""
    everybody = tuple(one for task in reading.tasks for one in _leads(task) + task.support_ids)
    certain = reading.intent is Intent.ASSIGN and reading.certain and bool(everybody)
    return certain and may_assign(books.roster, person, everybody)


async def assign_by(books: OpenBooks, heard: Heard, reading: Reading, text: str) -> Answers:
    """Make the card out of a reading of ``text``."""
    if not scopes(heard.person, Act.ASSIGN) and _is_chatter(heard):
        return ()
    if heard.made_purpose == ASSIGNED:
        return await on_edited(books, heard, reading)
    if reading.intent is not Intent.ASSIGN or not reading.tasks:
        raise NotUnderstood("assign")
    whole = _with_proposals(books, heard, reading)
    strangers = tuple(reading.args.get("unknown", ()))
    if strangers:
        return (await _asked_for_more(books, heard, without(text, strangers), unknown(books.roster, strangers)),)
    twice = next((pair for task in whole.tasks for pair in task.candidates), None)
    if twice is not None:
        return (_asked_which(books, heard, text, *twice),)
    missing = assignments.missing(Voice.of(books), whole)
    if missing is not None:
        return (await _asked_for_more(books, heard, text, missing),)
    return (await show(books, heard, _card(books, heard, whole, text)),)


def _is_chatter(heard: Heard) -> bool:
    return not heard.place.private and not heard.addressed


def _with_proposals(books: OpenBooks, heard: Heard, reading: Reading) -> Reading:
    """Put the limit of the urgency rule where none was said; the card says so and asks."""
    if any(_lacks_limit(task) and task.offer is None for task in reading.tasks):
        return reading
    proposed = {PROPOSED} if any(map(_lacks_limit, reading.tasks)) else set()
    tasks = tuple(_with_limit(books, heard, task) if _lacks_limit(task) else task for task in reading.tasks)
    asks = [ask for ask in reading.asks if ask != "deadline" or not proposed]
    return replace(reading, tasks=tasks, asks=(*asks, *proposed))


def _lacks_limit(task: TaskReading) -> bool:
    return task.deadline is None and term_of(task) is None


def _with_limit(books: OpenBooks, heard: Heard, task: TaskReading) -> TaskReading:
    """Return the task with the limit that the house gives to its urgency (特急、加急、平急)."""
    workdays = books.house.urgency_workdays.get(_urgency(task) or Urgency.NORMAL)
    deadline = task.offer
    if deadline is not None and workdays is not None:
        day = books.house.calendar.add_workdays(books.house.hours.local(heard.sent_at).date(), workdays)
        deadline = books.house.hours.end_of_business(day)
    provisional = deadline is not None and is_provisional(heard.sent_at, deadline, books.house)
    return replace(task, offer=None, deadline=deadline, provisional=provisional)


def _urgency(task: TaskReading) -> Urgency | None:
    return next((kind for kind, word in terms.URGENCY.items() if task.urgency in (kind, word)), None)


def _card(books: OpenBooks, heard: Heard, reading: Reading, text: str) -> Card:
    names = tuple(books.house.evidence_needs)
    drafts = tuple(_draft(heard, task, names) for task in reading.tasks)
    offers = tuple(_draft(heard, replace(task, deadline=task.offer or task.deadline), names) for task in reading.tasks)
    doubts = (*heard.args.get("doubts", ()), *assignments.doubts(Voice.of(books), reading))
    return Card(drafts=drafts, text=text, source=_source(heard), doubts=doubts, offers=offers)


def _source(heard: Heard) -> int:
    return int(heard.args.get("source", heard.message))


def _leads(task: TaskReading) -> tuple[Assignee, ...]:
    return (task.lead_id,) if task.lead_id is not None else task.assignee_ids


def _draft(heard: Heard, task: TaskReading, categories: Collection[str]) -> Draft:
    lead, source = _leads(task), _source_said(heard)
    title = without_category(task.title, categories)
    return Draft(
        title=_title(heard, without_source(title, source) if source else title),
        lead=lead,
        support=tuple(one for one in task.support_ids if one not in lead),
        completion=Completion(task.mode),
        deadline=task.deadline,
        term=term_of(task),
        urgency=_urgency(task),
        provisional=task.provisional,
        milestones=tuple(Milestone(one.title, one.deadline) for one in task.milestones if one.deadline is not None),
        about=heard.reply_to if heard.origin else None,
        media=heard.media,
        cause=heard.args.get("cause"),
        origin=(heard.origin or (source.words if source else ""))[:LONGEST_ORIGIN],
        origin_kind=source.kind if source else None,
        category=category_in(heard.said or heard.text, categories),
    )


def _source_said(heard: Heard) -> SourceSaid | None:
    """Return what the task goes back to: what a rule says it does, or what the words themselves refer to."""
    kind = heard.args.get("origin_kind")
    return SourceSaid(OriginKind(kind), heard.origin) if kind else source_in(heard.said or heard.text)


def _title(heard: Heard, title: str) -> str:
    """Return the title; one that only points at the message it answers is said in that message's words."""
    if not heard.origin or not points_back(title):
        return title
    first = next((line.strip() for line in heard.origin.splitlines() if line.strip()), "")
    return first[:LONGEST_TITLE] or title


async def _asked_for_more(books: OpenBooks, heard: Heard, text: str, missing: str) -> Answer:
    """Keep the first words beside the question, so that the answer completes them."""
    kept = await keep(books, heard, "assign.more", _first_words(heard, text), group="")
    return Answer(text=missing, purpose=f"more:{kept}", prompt=True)


def _first_words(heard: Heard, text: str) -> dict[str, Any]:
    return {
        "text": text,
        "source": _source(heard),
        "said_at": heard.sent_at.isoformat(),
        "origin": heard.origin[:LONGEST_ORIGIN],
        "about": heard.reply_to if heard.origin else None,
        "media": heard.media,
        "picked": list(heard.args.get("picked", ())),
        "doubts": list(heard.args.get("doubts", ())),
        "origin_kind": heard.args.get("origin_kind"),
        "cause": heard.args.get("cause"),
    }


def _again(heard: Heard, text: str) -> Heard:
    """Return what was heard as if the first words, kept beside a question, had just been said whole."""
    kept = heard.args
    return replace(
        heard, text=text, said=text, mentions=(), origin=kept["origin"], reply_to=kept["about"], media=kept["media"]
    )


async def on_more(books: OpenBooks, heard: Heard) -> Answers:
    """Words that were missing from an assignment, in reply to the question."""
    text = frames.JOINED.format(first=heard.args["text"], more=heard.text)
    whole = _again(heard, text)
    return await assign_by(books, whole, understood(books, whole, text, _picked(books.roster, heard, text)), text)


def _asked_which(books: OpenBooks, heard: Heard, text: str, name: str, who: tuple[Assignee, ...]) -> Answer:
    """Ask by buttons which of the people or units of one name is meant."""
    first = _first_words(heard, text)

    def button(one: Assignee) -> Button:
        picked = [*first["picked"], [name, assignee_json(one)]]
        return Button(label=cards.labelled(books.roster, one), act="assign.pick", args=first | {"picked": picked})

    return Answer(text=cards.which_of([name]), buttons=rows_of(map(button, who), 1), lapses=True)


async def on_pick(books: OpenBooks, heard: Heard) -> Answers:
    """Take the one whose button was pressed: the sentence is read again, as of when it was sent."""
    text = str(heard.args["text"])
    sent = replace(_again(heard, text), sent_at=datetime.fromisoformat(heard.args["said_at"]))
    return await assign_by(books, sent, understood(books, sent, text, _picked(books.roster, heard, text)), text)


def _picked(roster: Roster, heard: Heard, text: str) -> tuple[Mentioned, ...]:
    """Return where in the text the names stand that were chosen by button, each with whom it means."""
    chosen = [(name, assignee_from(one)) for name, one in heard.args.get("picked", ())]
    spans = ((_span(roster, text, name, who), who) for name, who in chosen)
    return tuple(Mentioned(*span, who) for span, who in spans if span is not None)


def _span(roster: Roster, text: str, name: str, who: Assignee) -> tuple[int, int] | None:
    words = (name, *(roster.unit(who.unit).aliases if who.unit is not None else ()))
    word = next((word for word in words if word in text), None)
    return (text.index(word), text.index(word) + len(word)) if word is not None else None


async def on_edited(books: OpenBooks, heard: Heard, reading: Reading) -> Answers:
    """Amend the task that the message became, as of the edit, and tell everybody what it was and is."""
    if heard.made is None or len(reading.tasks) != 1:
        return (Answer(text=assignments.edited_too_much()),)
    before, said = await books.task(heard.made), reading.tasks[0]
    deadline = said.deadline if said.deadline != before.deadline else None
    title = _title(heard, said.title)
    title = title if title != before.title else ""
    hint = _other_leads(before, said)
    term = term_of(said)
    if term is not None and term != before.original_term:
        return (Answer(text=assignments.edited_term(before)),)
    if deadline is None and not title:
        return (Answer(text=assignments.edited_leads(before), task=before.number),) if hint else ()
    request = AmendTask(
        number=before.number,
        person=heard.person.id,
        sent_at=heard.sent_at,
        title=title,
        deadline=deadline,
        said=heard.text,
    )
    task = await amend(books, request)
    text = tasks.amended(Voice.of(books), task, before)
    told = [one for one in workers(books.roster, task.branches) if one.id != heard.person.id]
    answers = [Answer(text=text, task=task.number, purpose="task")]
    answers += [Answer(text=assignments.edited_leads(before))] if hint else []
    return *answers, *(Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told)


def _other_leads(task: Task, said: TaskReading) -> bool:
    named = set(_leads(said))
    return bool(named) and named != {branch.assignee for branch in task.leads}
