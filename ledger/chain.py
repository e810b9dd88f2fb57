"""The hash chain over the entries: what is hashed, and how a break is found.

Each hash covers the entry's canonical JSON and the hash before it (SHA-256, hexadecimal). Free texts are in it only as
salted hashes, so that erasing their words leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from ledger.values import dataclass

GENESIS = "0" * 64
"""What the first entry is linked to."""
_BEGUN = hashlib.sha256()  # OpenSSL looks up what it is asked for by name each time; a copy knows it.


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the chain as it is stored: ``body`` is everything that is hashed except ``prev``."""

    seq: int
    body: Mapping[str, Any]
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not fit, and what is wrong: gap, link, hash, text, lost or unreadable."""

    seq: int
    why: str


def entry_hash(prev: str, body: Mapping[str, Any]) -> str:
    """Return the hash that links ``body`` (JSON values only) to ``prev``."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return link_hash(prev, canonical)


def link_hash(prev: str, canonical: str) -> str:
    """Return the hash that links an entry, given as its canonical JSON, to ``prev``."""
    return _digest(f"{prev}\n{canonical}".encode())


def text_hash(salt: str, text: str) -> str:
    """Return the salted hash that stands for a free text in the chain."""
    return _digest(f"{salt}\n{text}".encode("utf-8", "surrogatepass"))


def _digest(said: bytes) -> str:
    begun = _BEGUN.copy()
    begun.update(said)
    return begun.hexdigest()


def first_break(links: Iterable[Link], *, after: str = GENESIS, seq: int = 0) -> Break | None:
    """Return the first entry that is missing, wrongly linked or changed; ``None`` where the chain is whole."""
    for link in links:
        seq += 1
        if link.seq != seq:
            return Break(seq, "gap")
        if link.prev != after:
            return Break(seq, "link")
        if link.hash != entry_hash(link.prev, link.body):
            return Break(seq, "hash")
        after = link.hash
    return None
