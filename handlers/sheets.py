"""What a sent table (.xlsx, .csv) comes to: read and weighed before the books of its update open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import ClassVar, TypeAlias

from ledger.acts.importing import Fate
from ledger.people import Person
from ledger.roster_rows import RosterRows
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a table: the line (0: the whole file), the column, and what is wrong with the remedy."""

    line: int
    column: str
    what: str


class Wanted(StrEnum):
    """What a file or a tap wants of a table, by the names of the acts."""

    LOOK = "import"
    SUBMIT = "import.submit"
    IMPORT = "import.confirm"
    ROSTER_LOOK = "roster.file"
    ROSTER = "roster.file.confirm"
    ROSTER_AGREE = "roster.file.agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSheet:
    """A ledger that was kept elsewhere (台账): what became, or would become, of its rows.

    ``fates`` counts the rows (``None``: wrong ones), ``late`` the open tasks past their limit among the new ones,
    ``ignored`` are header words that nobody understands. ``done`` counts the tasks that this card has brought, from
    ``first`` to ``last``. A file that cannot be taken as a whole has ``faults`` and no ``fates``.
    """

    act: ClassVar[Wanted] = Wanted.LOOK
    name: str
    sha256: str
    fates: Mapping[Fate | None, int] = field(default_factory=dict)
    late: int = 0
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()
    done: int = 0
    first: str = ""
    last: str = ""

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return sum(self.fates.values())

    @property
    def new(self) -> int:
        """How many rows are not here yet."""
        return self.fates.get(Fate.NEW, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterSheet:
    """A roster (花名册): what an import would change, as it was found when nothing was imported yet.

    ``version`` is that of the roster that it was weighed against, ``joined`` and ``left`` are names, ``held`` counts
    the open tasks of who would leave, ``gaining`` are those with more than a post who come or change. A file that
    cannot be taken has ``faults`` and no ``rows``.
    """

    act: ClassVar[Wanted] = Wanted.ROSTER_LOOK
    name: str
    sha256: str
    rows: RosterRows = field(default=(), repr=False)
    version: int = 0
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    held: int = 0
    gaining: tuple[Person, ...] = field(default=(), repr=False)
    faults: tuple[Fault, ...] = ()


Sheet: TypeAlias = LedgerSheet | RosterSheet
"""A table that somebody sent."""
