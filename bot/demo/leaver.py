"""Somebody who left before the demo's week: moved to another office, then retired."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.demo.steps import person_named
from ledger.acts.departing import LetGo, Move, let_go, move
from ledger.office_entries import Leaving
from ledger.people import PersonId, Role
from ledger.roster_rows import PERSON, RosterRow
from storage.books import OpenBooks

FORMER = RosterRow(kind=PERSON, name="沈归田", unit="综合一科", roles=(Role.STAFF,), title="四级调研员")
NEW_UNIT = "督查室"


async def let_somebody_go(books: OpenBooks, by: PersonId, at: datetime) -> None:
    """Move the person, set the day of retirement, and bring it forward."""
    who = person_named(books.roster, FORMER.name)
    unit = next(one.id for one in books.roster.units if one.name == NEW_UNIT)
    roles = (Role.STAFF,)
    await move(books, Move(person=by, sent_at=at, who=who, unit=unit, roles=roles, title=FORMER.title, carry=True))
    day = books.house.hours.local(at).date() + timedelta(days=7)
    await let_go(books, LetGo(person=by, sent_at=at, who=who, how=Leaving.RETIRED, day=day))
    await let_go(books, LetGo(person=by, sent_at=at, who=who, how=Leaving.RETIRED))
