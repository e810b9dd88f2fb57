"""What the entries of every register have in common that is not the list of tasks: documents, regulations, training."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry(Entry):
    """An entry about one thing in a register of the office; ``number`` is the office's own number of it."""

    number: str
