"""The card of an assignment and what is asked under it (交办卡片)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english import evidence
from handlers.english.terms import ORIGIN, URGENCY
from handlers.english.voice import called, entitled, escape, headed, short
from handlers.storing import Draft
from handlers.wording.voice import Voice
from ledger.entries import Completion
from ledger.origins import OriginKind
from ledger.people import Assignee, Roster, UnitId
from ledger.personal import cut
from ledger.receipts import latest_from
from ledger.tasks import Task

_ASKED = {
    "when": "Please choose a deadline, or reply to this message with one, for example: 下周三下班前.",
    "what": "Please choose a category: the claim brings the evidence that it asks for. Or reply: 改类别为民生.",
    "who": "Please choose the unit or person, or reply to this message with the name.",
}
_WHICH = "Please choose the task to change; a reply to this message changes all of them."


def card(voice: Voice, drafts: tuple[Draft, ...], doubts: Sequence[str], *, proposing: bool = False) -> str:
    """Show an assignment, or a proposal to oneself, as understood, before it counts."""
    blocks = [draft(voice, one) for one in drafts]
    title = "Please check your proposal" if proposing else "Please check the assignment"
    then = "Once confirmed it goes to your head" if proposing else "Once confirmed it gets its number"
    lines = [f"<b>{title}</b>", *blocks, *(escape(doubt) for doubt in doubts)]
    return "\n".join([*lines, f"{then}; after 10 minutes this card lapses. To change it, use the buttons or reply."])


def draft(voice: Voice, one: Draft) -> str:
    """Show one task as understood: what, who, by when, in which stages."""
    label = "Lead" if one.support else "Assignee"
    rule = " (any one will do)" if one.completion is Completion.ANY else ""
    lines = [f"Task: {entitled(one.title)}", f"{label}: {voice.names(one.lead)}{rule}"]
    if one.support:
        lines.append(f"Support: {voice.names(one.support)}")
    lines.append(f"Deadline: {_limit(voice, one)}")
    lines += [f"Stage: {headed(stage.title)}, {voice.moment(stage.deadline)}" for stage in one.milestones]
    if one.urgency:
        lines.append(f"Urgency: {URGENCY[one.urgency]}")
    if one.origin or one.origin_kind:
        lines.append(f"Origin: {origin(one.origin_kind, short(one.origin))}")
    if one.parent:
        lines.append(f"Part of: {one.parent}")
    if one.category:
        lines.append(f"Category: {called(one.category)}, {evidence.asked_for(voice.house, one.category)}")
    return "\n".join(lines)


def _limit(voice: Voice, one: Draft) -> str:
    if one.deadline is not None:
        return voice.time_left(one.deadline, provisional=one.provisional)
    return voice.term(one.term, latest_from(one.term, voice.now, voice.house)) if one.term is not None else "none"


def origin(kind: OriginKind | None, words: str) -> str:
    """Return what a task goes back to: the kind of source, and its words."""
    return " | ".join(filter(None, (ORIGIN[kind] if kind else "", words)))


def asked(panel: str, *, several: bool) -> str:
    """Ask under the card for another deadline or assignee; of several tasks, for which of them first."""
    return _WHICH if several else _ASKED[panel]


def choice(at: int, one: Draft) -> str:
    """Return the label of one of several tasks on a card."""
    return f"{at + 1}. {cut(' '.join(one.title.split()), 13)}"


def twins(known: Sequence[Task]) -> tuple[str, ...]:
    """Say which tasks the card seems to repeat."""
    return tuple(f"Same words as {task.number}: please check whether it is the same task." for task in known)


def same_as(task: Task) -> str:
    """Return the label that gives the card up for the task that there is."""
    return f"Same as {task.number}"


def same(task: Task) -> str:
    """Say that nothing was recorded twice."""
    return f"Same task as {task.number}, not registered again: {headed(task.title)}."


def forwarded() -> str:
    """Ask to look at an assignment made of somebody else's words."""
    return "Forwarded from somebody else: once confirmed, it is assigned in your name."


def which_of(names: Sequence[str]) -> str:
    """Ask who is meant by a name that the roster holds more than once."""
    return f"The roster has several “{called(names[0])}”; nothing was registered yet. Please choose:"


def labelled(roster: Roster, one: Assignee) -> str:
    """Return the name with the unit it belongs to, to tell people or units of one name apart."""
    unit = roster.unit_of(one) if one.person is not None else _parent(roster, one)
    where = roster.unit(unit).name if unit is not None else ""
    title = roster.person(one.person).title if one.person is not None else ""
    more = " ".join(filter(None, (where, title)))
    return f"{roster.name_of(one)} ({more})" if more else roster.name_of(one)


def _parent(roster: Roster, one: Assignee) -> UnitId | None:
    return roster.unit(one.unit).parent if one.unit is not None else None
