"""Names that the roster does not hold, and those on it that are spelt alike: offered in words, never chosen."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording import strangers
from ledger.people import Roster

MOST = 3
_ALIKE = 55  # Of 100: two characters of three; less is no likeness in Chinese names.


def unknown(roster: Roster, names: Sequence[str]) -> str:
    """Return the question that names who is not on the roster, and up to three that are spelt alike."""
    return strangers.not_on_roster(names, [alike(roster, name) for name in names])


def alike(roster: Roster, name: str) -> tuple[str, ...]:
    """Return up to three names of people and units that are spelt like the one that was said, best first."""
    from rapidfuzz import fuzz, process  # Forty modules, for a name that nobody has.

    known = list(dict.fromkeys([*(one.name for one in roster.active_people), *(unit.name for unit in roster.units)]))
    return tuple(
        found for found, _, _ in process.extract(name, known, scorer=fuzz.ratio, limit=MOST, score_cutoff=_ALIKE)
    )


def without(text: str, names: Sequence[str]) -> str:
    """Return the words without the names, for the answer to put others in their place."""
    for name in names:
        text = text.replace(name, "")
    return text
