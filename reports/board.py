"""The live board (工作看板): a group's dispatch figures as they stand now, in one message that is changed in place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import UnitId
from reports.dispatch import daily_dispatch
from reports.english import day_words
from reports.periods import period_of
from reports.rendering import one_message
from reports.view import View
from reports.words import moment_words

_LENGTHS = (60, 20, 5)
"""Units that are listed; more than fit into one message are counted."""


def board(
    facts: Facts,
    *,
    units: Collection[UnitId] | None,
    since: datetime | None,
    language: Language = Language.CHINESE,
) -> str:
    """Return what the board says, without the moment; new is what was assigned since the last dispatch."""
    view = View(facts, units)
    report = daily_dispatch(view, period_of("dispatch", facts.at, facts.house, last=since))
    return one_message("board.html.j2", view.today, {"report": report, "view": view}, _LENGTHS, language)[0]


def stamped(body: str, facts: Facts, language: Language = Language.CHINESE) -> str:
    """Return the board with the moment since which it says so."""
    local = facts.house.hours.local(facts.at)
    if language is Language.ENGLISH:
        return f"{body}\n\nAs of {day_words(local.date())} {local:%H:%M}; it follows the ledger by itself."
    return f"{body}\n\n更新于 {local:%m-%d} {moment_words(local, local.date())}，随台账变动自动更新。"
