"""The card of an assignment: what was understood, before it counts; each change by a tap or by words is a new card."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.heard import Answer, Answers, Button, Heard
from handlers.panels import WHAT, WHEN, WHO, asks_which, panel_buttons
from handlers.questions import NotUnderstood
from handlers.reading.evidence import category_said, is_category
from handlers.recipients import absences_behind, stand_in_of
from handlers.speaking import rows_of
from handlers.storing import Card, Draft, assignee_from
from handlers.twins import twin_of
from handlers.understanding import assignees_in, deadline_in, term_in
from handlers.wording import assignments, attending, cards, terms
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts.assigning import check_assignment
from ledger.acts.requests import AssignTask
from ledger.entries import Completion, Source
from ledger.people import Assignee, Role
from ledger.permissions import may_assign
from ledger.refusals import DeadlinePassed, NoSuchCategory
from ledger.tasks import Task
from storage.actions import ActionGone, NewAction
from storage.books import OpenBooks


async def show(books: OpenBooks, heard: Heard, card: Card, *, panel: str = "", only: int | None = None) -> Answer:
    """Return the card with its buttons, or with a panel of changes (for the draft ``only``); older ones become void."""
    proposing = all(is_proposal(books, heard, draft) for draft in card.drafts)
    for draft in card.drafts:
        await _check(books, heard, draft, proposing=proposing)
    known = await _twins(books, card)
    card = replace(card, twins=tuple(task.number for task in known))
    args = card.as_json()
    kept = await keep(books, heard, "assign.mend", args, group="")
    await supersede(books, heard, card.source, kept)
    if panel:
        buttons = rows_of(await panel_buttons(books, heard, card, panel, only))
    else:
        buttons = rows_of(
            _buttons(
                card, args | {"card": kept}, known, proposing=proposing, categories=bool(books.house.evidence_needs)
            )
        )
    doubts = (*card.doubts, *cards.twins(known), *_away(books, card))
    words = cards.card(Voice.of(books), card.drafts, doubts, proposing=proposing)
    text = joined(words, cards.asked(panel, several=asks_which(card, only))) if panel else words
    return Answer(text=text, buttons=buttons, purpose=f"card:{kept}", lapses=True, edit=True)


def _away(books: OpenBooks, card: Card) -> tuple[str, ...]:
    """Return who is on leave among those whom the card names, and who stands in."""
    named = [one for draft in card.drafts for one in (*draft.lead, *draft.support)]
    voice, found = Voice.of(books), absences_behind(books.roster, named)
    return tuple(attending.away(voice, one, stand_in_of(books.roster, one)) for one in found)


async def _twins(books: OpenBooks, card: Card) -> tuple[Task, ...]:
    """Return the open tasks that the drafts seem to repeat, each once."""
    found = [await twin_of(books, draft) for draft in card.drafts]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _buttons(
    card: Card, args: dict[str, Any], known: tuple[Task, ...], *, proposing: bool, categories: bool
) -> list[Button]:
    confirm = "propose.confirm" if proposing else "assign.confirm"
    buttons = [
        Button(label=terms.CONFIRM, act=confirm, args=args),
        Button(label=terms.DROP, act="assign.drop", args={"card": args["card"]}),
        Button(label=terms.OTHER_DEADLINE, act="assign.change", args=args | {"panel": WHEN}),
        Button(label=terms.OTHER_ASSIGNEE, act="assign.change", args=args | {"panel": WHO}),
    ]
    if categories:
        buttons.append(Button(label=terms.OTHER_CATEGORY, act="assign.change", args=args | {"panel": WHAT}))
    if card.offers and card.offers != card.drafts:
        offered = args | {"drafts": args["offers"], "offers": [], "doubts": []}
        buttons.append(Button(label=terms.UNTIL_DAY_BEFORE, act="assign.change", args=offered))
    if len(card.drafts) == 1:
        same = ((cards.same_as(task), args | {"same": task.number}) for task in known)
        buttons += [Button(label=label, act="assign.same", args=chosen) for label, chosen in same]
    return buttons


async def _check(books: OpenBooks, heard: Heard, draft: Draft, *, proposing: bool) -> None:
    if not proposing:
        await check_assignment(books, request_for(heard, draft))
    elif draft.deadline is not None and draft.deadline <= heard.sent_at:
        raise DeadlinePassed(draft.deadline)


def is_proposal(books: OpenBooks, heard: Heard, draft: Draft) -> bool:
    """Tell whether this is a wish of staff for themselves, in private: what they may not assign, they may propose."""
    own = (Assignee(person=heard.person.id),)
    able = may_assign(books.roster, heard.person, own)
    alone = draft.lead == own and not draft.support and draft.parent is None
    return heard.place.private and heard.person.has(Role.STAFF) and not able and alone


async def keep(books: OpenBooks, heard: Heard, act: str, args: dict[str, Any], *, group: str) -> str:
    """Store an act of the person's own in this chat, and return its token."""
    person, chat = heard.person.id, heard.place.chat
    group = group or secrets.token_urlsafe(12)
    return await books.actions.store(NewAction(act=act, task=None, args=args, person=person, chat=chat, group=group))


async def supersede(books: OpenBooks, heard: Heard, source: int, kept: str) -> None:
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


def request_for(heard: Heard, draft: Draft, *, origin: str = "", said: str = "") -> AssignTask:
    """Return the request to assign the draft by the right of whoever was heard; ``said`` are the words as they came."""
    chat = heard.place.chat
    return AssignTask(
        person=heard.person.id,
        sent_at=heard.sent_at,
        title=draft.title,
        lead=draft.lead,
        support=draft.support,
        completion=draft.completion,
        deadline=draft.deadline,
        term=draft.term,
        urgency=draft.urgency,
        provisional=draft.provisional,
        origin=origin or draft.origin,
        milestones=draft.milestones,
        said=said,
        about=Source(chat=chat, message=draft.about) if draft.about is not None else None,
        media=draft.media,
        origin_kind=draft.origin_kind,
        parent=draft.parent,
        cause=draft.cause,
        category=draft.category,
    )


async def on_change(books: OpenBooks, heard: Heard) -> Answers:
    """Open or close a panel under the card, or take one of its choices; the card still asks to be confirmed."""
    card, args = Card.from_json(heard.args), heard.args
    only: int | None = args.get("only")
    chosen = {name: args[name] for name in ("until", "lead", "completion", "category") if name in args}
    if chosen and only is not None:
        drafts = list(card.drafts)
        drafts[only] = _changed(drafts[only], chosen)
        card = replace(card, drafts=tuple(drafts), doubts=() if "until" in chosen else card.doubts, offers=())
    return (await show(books, heard, card, panel=str(args.get("panel", "")), only=only),)


def _changed(draft: Draft, chosen: dict[str, Any]) -> Draft:
    if "until" in chosen:
        return replace(draft, deadline=datetime.fromisoformat(chosen["until"]), term=None, provisional=False)
    if "completion" in chosen:
        return replace(draft, completion=Completion(chosen["completion"]))
    if "category" in chosen:
        return replace(draft, category=chosen["category"])
    return _led_by(draft, tuple(map(assignee_from, chosen["lead"])))


def _led_by(draft: Draft, lead: tuple[Assignee, ...]) -> Draft:
    return replace(draft, lead=lead, support=tuple(one for one in draft.support if one not in lead))


async def on_mend(books: OpenBooks, heard: Heard) -> Answers:
    """Words in reply to a card: another deadline, other assignees or a category make a new card in its place."""
    card = Card.from_json(heard.args)
    if is_category(heard.text):
        return (await _with_category(books, heard, card),)
    deadline, term = deadline_in(books, heard, heard.text), term_in(books, heard, heard.text)
    named = assignees_in(books, heard, heard.text)
    if deadline is None and term is None and not named:
        raise NotUnderstood("mend")
    drafts = card.drafts
    if deadline is not None or term is not None:
        drafts = tuple(replace(draft, deadline=deadline, term=None if deadline else term) for draft in drafts)
    if named:
        drafts = tuple(_led_by(draft, named) for draft in drafts)
    return (await show(books, heard, replace(card, drafts=drafts, doubts=(), offers=())),)


async def _with_category(books: OpenBooks, heard: Heard, card: Card) -> Answer:
    name, known = category_said(heard.text), tuple(books.house.evidence_needs)
    if name not in known:
        raise NoSuchCategory("", known)
    drafts = tuple(replace(draft, category=name) for draft in card.drafts)
    return await show(books, heard, replace(card, drafts=drafts))


async def on_drop(books: OpenBooks, heard: Heard) -> Answers:
    """撤销 on the card: nothing was recorded, and nothing will be."""
    await spend(books, heard, heard.args["card"])
    return (Answer(text=assignments.dropped(), edit=True),)


async def on_same(books: OpenBooks, heard: Heard) -> Answers:
    """为同一事项 on the card: nothing is recorded twice; the message stands for the task that there is."""
    await spend(books, heard, heard.args["card"])
    task = await books.task(str(heard.args["same"]))
    await books.tasks.link(heard.place.chat, int(heard.args["source"]), task=task.number, purpose="task")
    return (Answer(text=cards.same(task), edit=True, task=task.number, purpose="task"),)
