"""``taizhang report scores``: the ranking of a quarter, and that of the centres, of the whole house or of one unit."""

from __future__ import annotations

import json

from handlers.scoring import Told
from ledger.people import UnitId
from ledger.pooled_scores import pooled
from reports.centre_scores import centre_text, centres_text
from reports.differing import plain
from reports.scores import appraisal_data, ranking_text


def as_json(told: Told, unit: UnitId | None) -> str:
    """Return every line of every score, of the unit and of those below it."""
    seen = _inside(told, unit)
    names = {one.name for one in told.facts.roster.units if seen is None or one.id in seen}
    rows = [row for row in appraisal_data(told.facts, told.found) if row["unit"] in names]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_text(told: Told, unit: UnitId | None) -> str:
    """Return the ranking in words; of a centre first its own score, of which its offices are the sum."""
    seen, below = _inside(told, unit), pooled(told.facts.roster, told.found, unit) if unit is not None else ()
    own = centre_text(told.facts, unit, told.span, below) if unit is not None and below else ()
    centres = centres_text(told.facts, told.span, told.found, seen) if unit is None else ()
    return "\n".join(map(plain, (*own, *ranking_text(told.facts, told.span, told.found, seen), *centres)))


def _inside(told: Told, unit: UnitId | None) -> frozenset[UnitId] | None:
    roster = told.facts.roster
    return None if unit is None else frozenset(one.id for one in roster.units if roster.within(one.id, unit))
