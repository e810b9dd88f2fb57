"""What the entries of the registers beside the list of tasks have in common: documents, meetings and others."""

from __future__ import annotations

from ledger.entries import Entry
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry(Entry):
    """An entry about one thing in a register of the office; ``number`` is the office's own number of it."""

    number: str
