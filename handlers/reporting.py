"""日调度, 日报告 and 周总结 on request: composed for the unit that the asker may see and the chat is bound to."""

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
    unit = _unit(books, heard)
    since = period_of(kind, books.now, books.house).start
    facts = await books.facts(since=since, at=books.now)
    parts = compose(kind, facts, unit=unit).parts
    return tuple(Answer(text=part, reply=number == 0, bulk=number > 0) for number, part in enumerate(parts))


def _unit(books: OpenBooks, heard: Heard) -> UnitId | None:
    """Return the unit to report on: all that the asker may see, in a group never more than it is bound to."""
    seen = visible_units(books.roster, heard.person)
    if not heard.place.private:
        if seen is None or heard.place.unit in seen:
            return heard.place.unit
        raise NotAllowed(Act.SEE_REPORT)
    if seen is None:
        return None
    if heard.person.unit not in seen:
        raise NotAllowed(Act.SEE_REPORT)
    return heard.person.unit
