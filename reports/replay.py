"""A published report made anew (重放): as it was sent, as it comes out today, and which lines changed by what."""

from __future__ import annotations

from ledger.entries import Recorded
from ledger.facts import Head
from ledger.slots import Published
from ledger.values import dataclass
from reports.composing import Composed
from reports.differing import changed_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A published report, made anew from what was known ``then`` and from what is known ``today``.

    ``late`` are the entries sent until its cut-off and recorded after it was made.
    """

    published: Published
    head: Head
    then: Composed
    today: Composed
    late: tuple[Recorded, ...]

    @property
    def is_same(self) -> bool:
        """Whether it came out as it was sent, to the byte."""
        return self.then.text == self.published.body

    @property
    def by_late_entries(self) -> tuple[tuple[str, str], ...]:
        """The lines that late entries changed."""
        return changed_lines(self.then.text, self.today.text)

    @property
    def otherwise(self) -> tuple[tuple[str, str], ...]:
        """The lines that something else changed: people, units, calendar, settings, or words that were erased."""
        return changed_lines(self.published.body, self.then.text)
