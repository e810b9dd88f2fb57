"""交办: ``/assign``, a plain sentence, the card that confirms it, and the words that mend a card."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from typing import Any

from handlers.buttons import first_buttons
from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.values import Intent, Reading, TaskReading
from handlers.recipients import people_behind, unreached, workers
from handlers.speaking import rows_of
from handlers.storing import Draft
from handlers.suggesting import unknown, without
from handlers.understanding import assignees_in, deadline_in, understood
from handlers.wording import assignments, frames, tasks, terms
from handlers.wording.voice import Voice
from ledger.acts.assigning import assign, check_assignment
from ledger.acts.changing import amend
from ledger.acts.requests import AmendTask, AssignTask
from ledger.entries import Completion
from ledger.people import Assignee, Person, PersonId, Role
from ledger.permissions import may_assign, scopes
from ledger.refusals import DeadlinePassed
from ledger.tasks import Task
from ledger.transitions import Act
from storage.actions import ActionGone
from storage.books import OpenBooks

PROPOSED = "confirm_urgency"  # Asks on the card whether the limit of the urgency rule will do.
ASSIGNED = "assigned"  # What a message is linked to once it became tasks: an edit of it amends.


async def on_assign(books: OpenBooks, heard: Heard) -> Answers:
    """Show a sentence that assigns as a card; ask for what is missing; nothing counts before 确认."""
    return await assign_by(books, heard, understood(books, heard), heard.text)


async def assign_by(books: OpenBooks, heard: Heard, reading: Reading, text: str) -> Answers:
    """Make the card out of a reading of ``text``."""
    if not scopes(heard.person, Act.ASSIGN) and _is_chatter(heard):
        return ()
    if heard.made_purpose == ASSIGNED:
        return await on_edited(books, heard, reading)
    if reading.intent is not Intent.ASSIGN or not reading.tasks:
        raise NotUnderstood("assign")
    whole = _with_proposals(reading)
    strangers = tuple(reading.args.get("unknown", ()))
    if strangers:
        return (await _asked_for_more(books, heard, without(text, strangers), unknown(books.roster, strangers)),)
    missing = assignments.missing(Voice.of(books), whole)
    if missing is not None:
        return (await _asked_for_more(books, heard, text, missing),)
    drafts = tuple(_draft(task) for task in whole.tasks)
    offers = tuple(_draft(replace(task, deadline=task.offer or task.deadline)) for task in whole.tasks)
    doubts = assignments.doubts(Voice.of(books), whole)
    return (await _card(books, heard, drafts, text, doubts=doubts, offers=offers),)


def _is_chatter(heard: Heard) -> bool:
    return not heard.place.private and not heard.addressed


def _with_proposals(reading: Reading) -> Reading:
    """Put the limit of the urgency rule where none was said; the card says so and asks."""
    if any(task.deadline is None and task.offer is None for task in reading.tasks):
        return reading
    proposed = {PROPOSED} if any(task.deadline is None for task in reading.tasks) else set()
    tasks = tuple(
        replace(task, offer=None, deadline=task.offer) if task.deadline is None else task for task in reading.tasks
    )
    asks = [ask for ask in reading.asks if ask != "deadline" or not proposed]
    return replace(reading, tasks=tasks, asks=(*asks, *proposed))


def _draft(task: TaskReading) -> Draft:
    lead = (task.lead_id,) if task.lead_id is not None else task.assignee_ids
    assert task.deadline is not None  # noqa: S101 - a missing deadline was asked for
    return Draft(
        title=task.title,
        lead=lead,
        support=tuple(one for one in task.support_ids if one not in lead),
        completion=Completion(task.mode),
        deadline=task.deadline,
        urgency=next((kind for kind, word in terms.URGENCY.items() if task.urgency in (kind, word)), None),
        provisional=task.provisional,
    )


async def _asked_for_more(books: OpenBooks, heard: Heard, text: str, missing: str) -> Answer:
    """Keep the first words beside the question, so that the answer completes them."""
    args = {"text": text, "source": heard.args.get("source", heard.message)}
    kept = await _keep(books, heard, "assign.more", args, group="")
    return Answer(text=missing, purpose=f"more:{kept}", prompt=True)


async def _keep(books: OpenBooks, heard: Heard, act: str, args: dict[str, Any], *, group: str) -> str:
    return await books.actions.store(
        act=act,
        task=None,
        args=args,
        person=heard.person.id,
        chat=heard.place.chat,
        version=None,
        expires_at=None,
        group=group or secrets.token_urlsafe(12),
    )


async def _card(
    books: OpenBooks,
    heard: Heard,
    drafts: tuple[Draft, ...],
    text: str,
    *,
    doubts: tuple[str, ...] = (),
    offers: tuple[Draft, ...] = (),
) -> Answer:
    proposing = all(is_proposal(books, heard, draft) for draft in drafts)
    for draft in drafts:
        _check(books, heard, draft, proposing=proposing)
    source = heard.args.get("source", heard.message)
    args = {"drafts": [draft.as_json() for draft in drafts], "text": text, "source": source}
    kept = await _keep(books, heard, "assign.mend", args, group="")
    await _replace_card(books, heard, source, kept)
    buttons = [
        Button(
            label=terms.CONFIRM, act="propose.confirm" if proposing else "assign.confirm", args=args | {"card": kept}
        ),
        Button(label=terms.DROP, act="assign.drop", args={"card": kept}),
    ]
    if offers and offers != drafts:
        offered = args | {"drafts": [draft.as_json() for draft in offers]}
        buttons.append(Button(label=terms.UNTIL_DAY_BEFORE, act="assign.offer", args=offered))
    words = assignments.card(Voice.of(books), drafts, doubts, proposing=proposing)
    return Answer(text=words, buttons=rows_of(buttons), purpose=f"card:{kept}", lapses=True, edit=True)


def _check(books: OpenBooks, heard: Heard, draft: Draft, *, proposing: bool) -> None:
    if not proposing:
        check_assignment(books, request_for(heard, draft, ""))
    elif draft.deadline <= heard.sent_at:
        raise DeadlinePassed(draft.deadline)


def is_proposal(books: OpenBooks, heard: Heard, draft: Draft) -> bool:
    """Tell whether this is a wish of staff for themselves, in private: what they may not assign, they may propose."""
    own = (Assignee(person=heard.person.id),)
    able = may_assign(books.roster, heard.person, own)
    return heard.place.private and heard.person.has(Role.STAFF) and not able and draft.lead == own and not draft.support


async def _replace_card(books: OpenBooks, heard: Heard, source: int, kept: str) -> None:
    """Let the person's own message stand for one card at a time: a newer one makes the older void."""
    before = await books.tasks.by_message(heard.place.chat, source)
    kind, _, older = before.purpose.partition(":") if before else ("", "", "")
    if kind == "card":
        with suppress(ActionGone):
            await spend(books, heard, older)
    await books.tasks.link(heard.place.chat, source, task=None, purpose=f"card:{kept}")


async def spend(books: OpenBooks, heard: Heard, kept: str) -> None:
    """Use the card up; ``ActionGone`` where it was confirmed, dropped or replaced before. It has no life to outlast."""
    await books.actions.take(kept, person=heard.person.id, chat=heard.place.chat, now_real=books.now)


def request_for(heard: Heard, draft: Draft, origin: str) -> AssignTask:
    """Return the request to assign the draft, by the right of whoever was heard."""
    return AssignTask(
        person=heard.person.id,
        sent_at=heard.sent_at,
        title=draft.title,
        lead=draft.lead,
        support=draft.support,
        completion=draft.completion,
        deadline=draft.deadline,
        urgency=draft.urgency,
        provisional=draft.provisional,
        origin=origin,
    )


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """确认 on the card: number and record every task, put the outcome in the card's place, and tell the assignees."""
    drafts = tuple(Draft.from_json(kept) for kept in heard.args["drafts"])
    for draft in drafts:
        check_assignment(books, request_for(heard, draft, ""))
    await spend(books, heard, heard.args["card"])
    given = tuple([await assign(books, request_for(heard, draft, "")) for draft in drafts])
    told = {person.id: person for task in given for person in _told(books, task)}
    missed = await unreached(books, told.values())
    await books.tasks.link(heard.place.chat, heard.args["source"], task=_only(given), purpose=ASSIGNED)
    private = (told_in_private(books, task, one) for task in given for one in _told(books, task))
    return *_outcome(Voice.of(books), given, missed, private=heard.place.private), *private


def _outcome(voice: Voice, given: tuple[Task, ...], missed: tuple[str, ...], *, private: bool) -> Answers:
    """Return the card's last form; in a group several tasks get a line each, for 收到 answers exactly one of them."""
    if private:
        return (Answer(text=assignments.assigned(voice, given, missed), edit=True, task=_only(given), purpose="task"),)
    lines = [assignments.assigned_in_group(voice, task) for task in given]
    if len(given) == 1:
        text = assignments.with_unreached(lines[0], missed)
        return (Answer(text=text, edit=True, task=_only(given), purpose="task"),)
    card = Answer(text=assignments.with_unreached(assignments.several(len(given)), missed), edit=True)
    return card, *(Answer(text=line, task=task.number, purpose="task") for line, task in zip(lines, given, strict=True))


def _only(given: tuple[Task, ...]) -> str | None:
    return given[0].number if len(given) == 1 else None


def _told(books: OpenBooks, task: Task) -> tuple[Person, ...]:
    found: dict[PersonId, Person] = {}
    for branch in task.branches:
        found |= {one.id: one for one in people_behind(books.roster, branch.assignee)}
    return tuple(found.values())


def told_in_private(books: OpenBooks, task: Task, one: Person) -> Answer:
    """Return the assignment as its assignee reads it."""
    text = tasks.assignment(Voice.of(books), task)
    buttons = first_buttons(books.roster, one, task)
    return Answer(text=text, to=one.id, buttons=buttons, task=task.number, purpose="task")


async def on_drop(books: OpenBooks, heard: Heard) -> Answers:
    """撤销 on the card: nothing was recorded, and nothing will be."""
    await spend(books, heard, heard.args["card"])
    return (Answer(text=assignments.dropped(), edit=True),)


async def on_more(books: OpenBooks, heard: Heard) -> Answers:
    """Words that were missing from an assignment, in reply to the question."""
    text = frames.JOINED.format(first=heard.args["text"], more=heard.text)
    whole = replace(heard, text=text, said=text, mentions=())
    return await assign_by(books, whole, understood(books, whole), text)


async def on_offer(books: OpenBooks, heard: Heard) -> Answers:
    """Take the workday before the rest day, by one press: the card shows it and still asks."""
    drafts = tuple(Draft.from_json(kept) for kept in heard.args["drafts"])
    return (await _card(books, heard, drafts, heard.args["text"]),)


async def on_mend(books: OpenBooks, heard: Heard) -> Answers:
    """Words in reply to a card: another deadline or other assignees make a new card in its place."""
    drafts = tuple(Draft.from_json(kept) for kept in heard.args["drafts"])
    deadline = deadline_in(books, heard, heard.text)
    named = assignees_in(books, heard, heard.text)
    if deadline is None and not named:
        raise NotUnderstood("mend")
    mended = tuple(_mended(draft, deadline, named) for draft in drafts)
    return (await _card(books, heard, mended, heard.args["text"]),)


def _mended(draft: Draft, deadline: Any, named: tuple[Assignee, ...]) -> Draft:
    changed = replace(draft, deadline=deadline or draft.deadline)
    if not named:
        return changed
    return replace(changed, lead=named, support=tuple(one for one in draft.support if one not in named))


async def on_edited(books: OpenBooks, heard: Heard, reading: Reading) -> Answers:
    """Amend the task that the message became, as of the edit, and tell everybody what it was and is."""
    if heard.made is None or len(reading.tasks) != 1:
        return (Answer(text=assignments.edited_too_much()),)
    before, said = await books.task(heard.made), reading.tasks[0]
    deadline = said.deadline if said.deadline != before.deadline else None
    title = said.title if said.title != before.title else ""
    hint = _other_leads(before, said)
    if deadline is None and not title:
        return (Answer(text=assignments.edited_leads(before), task=before.number),) if hint else ()
    request = AmendTask(
        number=before.number, person=heard.person.id, sent_at=heard.sent_at, title=title, deadline=deadline
    )
    task = await amend(books, request)
    text = tasks.amended(Voice.of(books), task, before)
    told = [one for one in workers(books.roster, task.branches) if one.id != heard.person.id]
    answers = [Answer(text=text, task=task.number, purpose="task")]
    answers += [Answer(text=assignments.edited_leads(before))] if hint else []
    return *answers, *(Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told)


def _other_leads(task: Task, said: TaskReading) -> bool:
    named = {said.lead_id} if said.lead_id is not None else set(said.assignee_ids)
    return bool(named) and named != {branch.assignee for branch in task.leads}
