"""Sentences about points that people decide (人工赋分): the proposal, who confirms it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from handlers.english.voice import called, escape, listed, untold
from handlers.wording.adjusting import MOST_CHOICES
from handlers.wording.voice import Voice
from ledger import score_refusals as r
from ledger.adjustments import Adjustment, Choice, Standing
from ledger.people import Assignee
from ledger.refusals import Refusal
from reports.points import arithmetic, signed
from reports.scores import evidence_words

AGREE, REFUSE, WITHDRAW = "Agree", "Refuse", "Withdraw"
ONLY_IN_PRIVATE = "Scores are proposed in private only, for example: 给城管局扣0.5分，依据4.2，无故缺席调度会."
ONE_BY_ONE = "One unit at a time: nothing was registered. Please write one unit in a message."
NONE_WAITS = (
    "No proposed score waits for you. To propose one, write: 给城管局扣0.5分，依据4.2，无故缺席调度会, with evidence."
)
EVIDENCE = "Please reply with evidence (files or photos), or a task or document number; then it can be confirmed."
WHY_NOT = "Please reply with your reasons for refusing."
NOBODY_CONFIRMS = (
    "Registered, but nobody can confirm it (a reviewer or leader, neither the proposer nor of the unit). "
    "Please ask the administrator."
)
_STANDING = {Standing.GRANTED: "confirmed", Standing.REFUSED: "refused", Standing.WITHDRAWN: "withdrawn"}
_NO_WORDS = "(no words)"


def choose_rule(name: str, points: Decimal, found: Sequence[Choice]) -> str:
    """Ask under which rule the points are proposed."""
    lines = [f"{n}. {_rule(one)}" for n, one in enumerate(found, start=1)]
    return "\n".join([f"Please choose the rule for {signed(points)} points for {called(name)}:", *lines])


def rule_label(n: int, one: Choice) -> str:
    """Return the label of a rule's button."""
    return f"{n}. {called(one.rule.name, 40)}" + (f"·{one.key}" if one.key else "")


def no_rule(name: str, points: Decimal, able: Sequence[Choice]) -> str:
    """Say that no rule gives so many points, and which ones there are."""
    shown = dict.fromkeys(f"· {_rule(one)}" for one in able)
    head = f"No rule gives {called(name)} {signed(points)} points; nothing was registered."
    if not shown:
        return (
            f"{head} The unit is not appraised, or no rule is left to people. Overdue and returned tasks are counted."
        )
    more = len(shown) - MOST_CHOICES
    rest = f"\n{more} more; please name the rule." if more > 0 else ""
    return "\n".join([f"{head} Points come in whole steps of a rule:", *list(shown)[:MOST_CHOICES]]) + rest


def too_many(name: str, points: Decimal, found: Sequence[Choice]) -> str:
    """Say that more rules fit than can be chosen from, and how to name one."""
    names = listed(dict.fromkeys(called(one.rule.name) for one in found[:MOST_CHOICES]))
    what = f"{len(found)} rules give {called(name)} {signed(points)} points, such as {names}"
    return f"{what}. Please name the rule, for example: 依据4.2."


def _rule(one: Choice) -> str:
    cites = listed(filter(None, (one.register.name, one.key, one.rule.cites)))
    return f"{called(one.rule.name)} {signed(one.rule.points)} each ({called(cites)})"


def proposal(voice: Voice, one: Adjustment, choice: Choice | None) -> str:
    """Return what is proposed, for whoever reads it."""
    whom, proposer = _name(voice, one.whom), voice.roster.person(one.proposed_by).name
    rule = "" if choice is None else f"\n{_counted(one, choice)}"
    return (
        f"<b>Proposed score</b> | {whom}{rule}\nReason: {escape(one.reason) or _NO_WORDS}\n"
        f"Evidence: {escape(evidence_words(one))}\nProposed by: {called(proposer)}"
    )


def _counted(one: Adjustment, choice: Choice) -> str:
    under = f", {one.item}" if one.item else ""
    cites = f"{called(choice.register.name)} version {one.version}{under}, {called(choice.rule.cites)}"
    return f"{called(choice.rule.name)} {arithmetic(one.times, choice.rule.points, '')} ({cites})"


def proposed(names: Iterable[str], missed: Sequence[str]) -> str:
    """Confirm the proposal and say whose word it waits for."""
    return f"Sent to {listed(map(called, names))}; it counts once one of them agrees.{untold(missed)}"


def granted(voice: Voice, one: Adjustment) -> str:
    """Confirm to whoever agreed that it counts."""
    return f"The score of {_name(voice, one.whom)} is confirmed and counts."


def granted_by(name: str, voice: Voice, one: Adjustment) -> str:
    """Tell the proposer that it counts."""
    return f"{called(name)} confirmed the score of {_name(voice, one.whom)}; it counts."


def refused(voice: Voice, one: Adjustment) -> str:
    """Confirm to whoever refused that nothing counts."""
    return f"The score of {_name(voice, one.whom)} is refused and does not count."


def refused_by(name: str, reason: str, voice: Voice, one: Adjustment) -> str:
    """Tell the proposer why nothing counts."""
    return (
        f"{called(name)} refused the score of {_name(voice, one.whom)}: {escape(reason)}. It does not count; "
        "to propose it again, please add rule and evidence."
    )


def counted(voice: Voice, one: Adjustment, choice: Choice | None) -> str:
    """Tell those whose score it is what was counted, and on what evidence."""
    rule = "" if choice is None else f"{_counted(one, choice)}\n"
    return (
        f"Counted in the score of {_name(voice, one.whom)}:\n{rule}Reason: {escape(one.reason) or _NO_WORDS}\n"
        f"Evidence: {escape(evidence_words(one))}\n/score shows every line."
    )


def withdrawn(voice: Voice, one: Adjustment) -> str:
    """Say that the proposal is given up."""
    return f"The proposed score of {_name(voice, one.whom)} is withdrawn; nothing to confirm."


def _name(voice: Voice, whom: Assignee) -> str:
    return called(voice.roster.name_of(whom))


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.NotScored: lambda _voice, _said: (
        "The rule does not apply to this unit or is void; nothing was registered. Please name another rule."
    ),
    r.NothingShown: lambda _voice, _said: (
        "Evidence is needed; nothing was registered. Please attach files or photos, or write a task or document number."
    ),
    r.AdjustmentSettled: lambda _voice, said: (
        f"This proposal is {_STANDING[said.standing]} already. If anything changes, a coordinator can propose anew."
    ),
    r.ProposerDecides: lambda _voice, _said: "You proposed it; another reviewer or leader must confirm.",
    r.OwnScore: lambda _voice, _said: "It is about you or your unit; another reviewer or leader must confirm.",
}
