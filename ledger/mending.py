"""What a returned claim (退回) had to put right, and which of it is said to be (补正)."""

from __future__ import annotations

from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Mending:
    """The list, one item a line, and which items are ticked off, counted from 1."""

    wanted: str
    done: frozenset[int] = frozenset()

    @property
    def items(self) -> tuple[str, ...]:
        """The list."""
        return tuple(self.wanted.split("\n"))

    @property
    def is_list(self) -> bool:
        """More than one thing; what is but one is answered by the next claim."""
        return len(self.items) > 1

    @property
    def waiting(self) -> tuple[int, ...]:
        """Which items nobody has ticked off."""
        return tuple(n for n in range(1, len(self.items) + 1) if n not in self.done)
