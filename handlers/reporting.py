"""日调度, 日报告 and 周总结 on request: composed for the units that the asker may see and the chat is bound to."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.questions import NotUnderstood
from ledger.people import UnitId
from ledger.permissions import visible_units
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from reports import compose, period_of
from storage.books import OpenBooks

KINDS = ("dispatch", "daily", "weekly")


async def on_report(books: OpenBooks, heard: Heard) -> Answers:
    """Return the report as it stands now; it is not the published one and claims no slot."""
    kind = str(heard.args.get("kind") or "")
    if kind not in KINDS:
        raise NotUnderstood("report")
    units = _units(books, heard)
    since = period_of(kind, books.now, books.house).start
    facts = await books.facts(since=since, at=books.now)
    parts = compose(kind, facts, units=units).parts
    return tuple(Answer(text=part, reply=number == 0, bulk=number > 0) for number, part in enumerate(parts))


def _units(books: OpenBooks, heard: Heard) -> frozenset[UnitId] | None:
    """Return the units to report on: what the asker may see ∩ what the group is bound to; ``None``: the whole house."""
    seen = visible_units(books.roster, heard.person)
    bound = None if heard.place.private else heard.place.unit
    if bound is None:
        units = seen
    else:
        here = frozenset(unit.id for unit in books.roster.units if books.roster.within(unit.id, bound))
        units = here if seen is None else seen & here
    if units is not None and not units:
        raise NotAllowed(Act.SEE_REPORT)
    return units
