"""Reading: what the page of one leader is made of, as far as that leader's rights reach at this moment."""

from __future__ import annotations

from handlers.addressing import in_words_of
from handlers.scoring import Standings, standings
from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import Person, UnitId
from ledger.permissions import scopes, visible_units
from ledger.quarters import Quarter
from ledger.transitions import Act
from ledger.values import dataclass
from reports.web.page import BoardPage, Standing, board_page
from reports.web.trends import reach
from storage.books import OpenBooks
from storage.page_links import PageLinks


@dataclass(frozen=True, slots=True)
class Material:
    """The facts, the units that may be seen (``None``: all), and the two quarters of the ranking, where one may be."""

    facts: Facts
    units: frozenset[UnitId] | None
    quarters: tuple[Standings, Standings] | None
    ranked: frozenset[UnitId] | None
    language: Language

    def page(self) -> BoardPage:
        """Return the page's values; pure."""
        return board_page(self.facts, self.units, self._standing(), self.language)

    def _standing(self) -> Standing | None:
        if self.quarters is None:
            return None
        now, before = (one.made() for one in self.quarters)
        span = in_words_of(now.span, self.language)
        return Standing(now.facts, span, now.found, before.found if before.known else (), self.ranked)


async def reader_of(books: OpenBooks, secret: str) -> Person | None:
    """Return whose page the browser may show now; nobody once the link, the binding or the right is gone."""
    visit = await PageLinks(books.connection, now=books.now).visit(secret)
    if visit is None or await books.directory.user_of(visit.person) != visit.user:
        return None
    person = next((one for one in books.roster.people if one.id == visit.person), None)
    return person if person is not None and scopes(person, Act.SEE_BOARD) else None


async def material(books: OpenBooks, person: Person) -> Material:
    """Read everything that the person's page is made of."""
    house = books.house
    facts = await books.facts(since=reach(books.now, house), at=books.now)
    seen = visible_units(books.roster, person, Act.SEE_BOARD)
    ranked, language = visible_units(books.roster, person, Act.SEE_SCORES), books.languages.of_person(person.id)
    if not house.registers or not scopes(person, Act.SEE_SCORES):
        return Material(facts, seen, None, ranked, language)
    quarter = Quarter.of(house.hours.local(books.now).date())
    quarters = await standings(books, quarter=quarter), await standings(books, quarter=quarter.before)
    return Material(facts, seen, quarters, ranked, language)
