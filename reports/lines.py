"""Lines of a report's lists, each drawn when somebody looks at it: a report counts all of them and shows the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar, overload

from ledger.lights import Lit
from ledger.terms import Term
from ledger.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list; ``days`` are workdays of being overdue, of waiting or of a blocker, as the list has it.

    ``why`` is a code that the template words: what breaks the chain, or whose help a blocker needs. ``instead`` names
    the one in whose place somebody reads the line in a private list. ``term`` runs from a receipt that is owed.
    """

    number: str
    title: str
    who: tuple[str, ...]
    deadline: datetime | None
    lit: Lit | None
    days: int | None = None
    percent: int | None = None
    note: str = ""
    why: str = ""
    instead: str = ""
    term: Term | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the line as JSON values."""
        return {
            "number": self.number,
            "title": self.title,
            "who": list(self.who),
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "light": self.lit.light.value if self.lit else None,
            "claimed": bool(self.lit and self.lit.claimed),
            "days": self.days,
            "percent": self.percent,
            "note": self.note,
            "why": self.why or None,
        }


class Drawn(Sequence[Line], Generic[T]):
    """The lines of a list by what each is drawn from; whoever counts them draws none."""

    __slots__ = ("_draw", "_of")

    def __init__(self, of: Iterable[T], draw: Callable[[T], Line]) -> None:
        self._of, self._draw = tuple(of), draw

    def __len__(self) -> int:
        return len(self._of)

    def __iter__(self) -> Iterator[Line]:
        return map(self._draw, self._of)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        return Drawn(self._of[at], self._draw) if isinstance(at, slice) else self._draw(self._of[at])


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a report; its figure is the length of the list, and nothing else."""

    key: str
    lines: Sequence[Line]

    @property
    def count(self) -> int:
        """The figure that is printed."""
        return len(self.lines)

    def as_data(self) -> dict[str, Any]:
        """Return the figure, the task numbers behind it and the lines as JSON values."""
        lines = [line.as_data() for line in self.lines]
        return {"count": len(lines), "tasks": [line["number"] for line in lines], "lines": lines}


def sections_data(sections: Mapping[str, Section]) -> dict[str, Any]:
    """Return all lists of a report as JSON values."""
    return {key: section.as_data() for key, section in sections.items()}
