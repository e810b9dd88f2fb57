"""Scores of the reader on messages that others wrote: exact, wrong without a question, and silence kept."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from handlers.reading import Context, Intent, Reading
from ledger.people import Role
from tests.reading.expectations import deadlines, people
from tests.reading.office import said

DATA = Path(__file__).parent / "data"
ALOUD = (Role.STAFF, Role.COORDINATOR, Role.LEADER)
"""In whose mouth a message of the silent corpora is tried."""


@dataclass(frozen=True)
class Result:
    """One message beside what it was expected to mean."""

    row: dict[str, str]
    reading: Reading

    @property
    def found(self) -> tuple[str, str]:
        """People and deadlines as read."""
        return people(self.reading), deadlines(self.reading).replace("|", ";")

    @property
    def deadline_is_right(self) -> bool:
        """All deadlines, in whatever order the tasks were said."""
        return sorted(self.found[1].split(";")) == sorted(self.row["deadline"].split(";"))

    @property
    def is_exact(self) -> bool:
        """Intent, people and deadlines are those that were expected."""
        intent = self.reading.intent.value == self.row["intent"]
        return intent and _same_people(self.found[0], self.row["people"]) and self.deadline_is_right

    @property
    def is_silently_wrong(self) -> bool:
        """A deadline that nobody meant, and no question about it: the one thing that must not happen."""
        named = bool(self.found[1].strip(";"))
        return named and self.reading.certain and not self.deadline_is_right

    def __str__(self) -> str:
        """Return what was wanted and what was found, for whoever mends the grammar."""
        row = self.row
        head = (
            f"{'SILENTLY WRONG ' if self.is_silently_wrong else ''}[{row['at']} {row['sender_role']} {row['context']}]"
        )
        wanted = f"{row['intent']} | {row['people']} | {row['deadline']} | {row['asks']} | {row['notes']}"
        found = f"{self.reading.intent.value} | {' | '.join(self.found)} | {','.join(self.reading.asks)}"
        return f"{head} {row['text']}\n  wanted {wanted}\n  found  {found}"


def results(name: str) -> list[Result]:
    """Read every message of a corpus; a line break is written as a backslash and an n."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Result(row, _read(row)) for row in rows]


def _read(row: dict[str, str]) -> Reading:
    text = row["text"].replace("\\n", "\n")
    return said(text, at=row["at"], role=Role(row["sender_role"]), context=Context(row["context"]))


def answered(name: str, *, in_every_mouth: bool = True) -> list[tuple[str, Role, Intent]]:
    """Return the messages of a silent corpus that would be answered in a group, each with whose mouth and what for.

    Else each is tried in one mouth, always the same.
    """
    return list(_answered(name, in_every_mouth))


def _answered(name: str, in_every_mouth: bool) -> Iterator[tuple[str, Role, Intent]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        text = line.replace("\\n", "\n")
        for role in ALOUD if in_every_mouth else (ALOUD[crc32(line.encode()) % len(ALOUD)],):
            intent = said(text, role=role, context=Context.GROUP).intent
            if intent is not Intent.NONE:
                yield text, role, intent
                break


def _same_people(found: str, wanted: str) -> bool:
    """Tell whether the same people bear the same parts; for several tasks the sets of all of them are compared."""
    return sorted(map(_parts, found.split("|"))) == sorted(map(_parts, wanted.split("|"))) if wanted else not found


def _parts(text: str) -> tuple[tuple[str, ...], ...]:
    main: set[str] = set()
    others: dict[str, set[str]] = {"co": set(), "except": set()}
    for name in filter(None, re.split("[;,]", _spread(text))):
        kind, _, rest = name.rpartition("=")
        others[kind].add(rest) if kind in others else main.add(rest if kind in {"lead", "group", ""} else name)
    return tuple(tuple(sorted(one)) for one in (main, others["co"], others["except"]))


def _spread(text: str) -> str:
    """Write ``co=A,B`` as ``co=A;co=B``, so that every name says what it is there for."""
    spread = []
    for part in text.split(";"):
        kind, equals, names = part.rpartition("=") if part.count("=") == 1 else ("", "", part)
        spread += [f"{kind.replace('sub', 'co')}{equals}{name}" for name in names.split(",")]
    return ";".join(spread)
