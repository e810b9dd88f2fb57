"""Terms that run from the receipt (签收后时限): so many workdays, days or hours after 签收."""

from __future__ import annotations

import re
from enum import StrEnum

from ledger.values import dataclass

_DELTA = re.compile(r"\+(\d{1,3})(wd|d|h)")


class TermUnit(StrEnum):
    """What a term is counted in; the values are those of the reader's ``delta``."""

    WORKDAYS = "wd"
    DAYS = "d"
    HOURS = "h"


@dataclass(frozen=True, slots=True)
class Term:
    """How long an assignee has from the receipt on."""

    amount: int
    unit: TermUnit

    @classmethod
    def parse(cls, delta: str) -> Term:
        """Return the term that ``+2wd``, ``+3d`` or ``+24h`` says; ``ValueError`` for anything else."""
        found = _DELTA.fullmatch(delta)
        if found is None:
            raise ValueError(delta)
        return cls(int(found[1]), TermUnit(found[2]))

    def __str__(self) -> str:
        """Return +2wd, as ``parse`` reads it."""
        return f"+{self.amount}{self.unit}"
