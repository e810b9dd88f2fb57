"""Sentences about appeals (申诉): which line is disputed, who answers, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from handlers.english.voice import called, escape, listed, untold
from handlers.wording.voice import Voice
from ledger import score_refusals as r
from ledger.adjustments import Standing
from ledger.appeals import Appeal, Disputed
from ledger.refusals import Refusal
from reports.points import signed

GRANT, REFUSE = "Grant the appeal", "Refuse the appeal"
ONLY_IN_PRIVATE = "Appeals are made in private only; please say there which points you dispute, and why."
NOTHING_FITS = (
    "No lost points that you may appeal fit this; nothing was registered. /score shows every line; or write the task: "
    "/appeal 118 当天系统故障."
)
NOTHING_LOST = "There are no lost points that you may appeal. /score shows every line."
CHOOSE = "Please choose the points to appeal:"
WHY = "Please reply with the reasons for your appeal."
WHY_ANSWER = "Please reply with the reasons for your answer."
NOBODY_ANSWERS = "Registered, but no leader can answer it. Please ask the administrator."
_STANDING = {Standing.GRANTED: "granted", Standing.REFUSED: "refused"}


def line_label(about: Disputed, rule: str) -> str:
    """Return the label of a line's button."""
    return called(" ".join(filter(None, (about.task, rule, signed(about.points)))), 40)


def appeal(voice: Voice, one: Appeal, rule: str) -> str:
    """Return the appeal, for whoever reads it."""
    about = one.about
    unit, by = voice.roster.unit(about.unit).name, voice.roster.person(one.by).name
    line = " | ".join(filter(None, (called(about.task), f"{called(rule)} {signed(about.points)}", _day(voice, about))))
    return f"<b>Appeal</b> | {called(unit)}\n{line}\nReasons: {escape(one.reason)}\nBy: {called(by)}"


def _day(voice: Voice, about: Disputed) -> str:
    return voice.day(voice.house.hours.local(about.line_at).date())


def submitted(names: Iterable[str], missed: Sequence[str]) -> str:
    """Confirm the appeal and say who answers it."""
    to = listed(map(called, names))
    return f"Sent to {to}; you are told in private. The result is a line of its own; the first stays.{untold(missed)}"


def answered(voice: Voice, one: Appeal, rule: str) -> str:
    """Say what came of the appeal, and why."""
    about = one.about
    what = " ".join(filter(None, (called(about.task), called(rule), signed(about.points))))
    granted = one.standing is Standing.GRANTED
    result = f"granted, {signed(one.given)} points given back" if granted else "refused, the points stay lost"
    unit = called(voice.roster.unit(about.unit).name)
    return f"Appeal of {unit} ({what}): {result}. Reasons: {escape(one.answer)}"


def _too_late(voice: Voice, said: r.AppealTooLate) -> str:
    return (
        f"The time to appeal ended {voice.moment(said.limit)}; nothing was registered. "
        "With new evidence, please speak to the coordinator."
    )


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.NothingLost: lambda _voice, _said: (
        "Only lost points can be appealed; nothing was registered. /score shows every line."
    ),
    r.AppealTooLate: _too_late,
    r.AppealedAlready: lambda _voice, _said: "These points were appealed before; once is the limit. See /score.",
    r.AppealSettled: lambda _voice, said: (
        f"This appeal is {_STANDING[said.standing]} already. If anything changes, a coordinator can propose a score."
    ),
    r.OwnAppeal: lambda _voice, _said: "The appeal is yours or your unit's; another leader must answer it.",
}
