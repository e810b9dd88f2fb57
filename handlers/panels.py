"""The panels under the card of an assignment: another deadline, somebody else, another category, by one tap each."""

from __future__ import annotations

from typing import Any

from handlers.heard import Button, Heard
from handlers.offering import deadlines_to_offer, people_to_offer
from handlers.storing import Card, Draft, assignee_json
from handlers.wording import cards, terms
from handlers.wording.voice import Voice
from ledger.entries import Completion
from ledger.house import House
from storage.books import OpenBooks

WHEN, WHO, WHAT = "when", "who", "what"
"""改时限, 改责任 and 改类别."""


def asks_which(card: Card, only: int | None) -> bool:
    """Tell whether it is to be asked first which of several tasks is meant."""
    return only is None and len(card.drafts) > 1


async def panel_buttons(books: OpenBooks, heard: Heard, card: Card, panel: str, only: int | None) -> list[Button]:
    """Return the buttons of the panel, for the draft ``only`` where there are several."""
    args = card.as_json() | {"panel": panel}
    back = Button(label=terms.BACK, act="assign.change", args=card.as_json())
    if asks_which(card, only):
        drafts = enumerate(card.drafts)
        chosen = [Button(label=cards.choice(n, one), act="assign.change", args=args | {"only": n}) for n, one in drafts]
        return [*chosen, back]
    args |= {"only": only or 0, "panel": ""}
    draft = card.drafts[only or 0]
    if panel == WHEN:
        return [*_deadline_buttons(books, heard, args), back]
    if panel == WHAT:
        return [*_category_buttons(books.house, draft, args), back]
    return [*await _assignee_buttons(books, heard, draft, args), back]


def _deadline_buttons(books: OpenBooks, heard: Heard, args: dict[str, Any]) -> list[Button]:
    voice = Voice.of(books)
    offered = deadlines_to_offer(books.house, heard.sent_at)
    return [
        Button(label=voice.day(one.date()), act="assign.change", args=args | {"until": one.isoformat()})
        for one in offered
    ]


def _category_buttons(house: House, draft: Draft, args: dict[str, Any]) -> list[Button]:
    """Return a button for each category, and one for none where the draft has one."""
    names = [*house.evidence_needs, *([""] if draft.category else [])]
    return [
        Button(label=name or terms.NO_CATEGORY, act="assign.change", args=args | {"category": name}) for name in names
    ]


async def _assignee_buttons(books: OpenBooks, heard: Heard, draft: Draft, args: dict[str, Any]) -> list[Button]:
    given = await books.tasks.assigned_by(heard.person.id)
    offered = people_to_offer(books.roster, heard.person, draft, given)
    buttons = [
        Button(label=books.roster.name_of(one), act="assign.change", args=args | {"lead": [assignee_json(one)]})
        for one in offered
    ]
    if len(draft.lead) > 1:
        other = Completion.EACH if draft.completion is Completion.ANY else Completion.ANY
        buttons.append(
            Button(label=terms.COMPLETION[other], act="assign.change", args=args | {"completion": other.value})
        )
    return buttons
