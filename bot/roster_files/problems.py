"""What can be wrong with a roster file, said in Chinese so that whoever keeps the file can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: the line (the header is 1; 0 means the whole file), the column, what is wrong and what to write."""

    line: int
    column: str
    what: str

    def __str__(self) -> str:
        if not self.line:
            return self.what
        column = f"“{self.column}”" if self.column else ""
        return f"第 {self.line} 行{column}：{self.what}"


class RosterFileError(ValueError):
    """The file cannot be taken as it is; ``problems`` says everything that is wrong, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def whole(cls, what: str) -> Self:
        """Return the error of a file that cannot be read at all."""
        return cls([Problem(0, "", what)])


class WrongTableError(RosterFileError):
    """The table is about something else: its header has none of the columns that make it a ledger or a roster."""
