"""Walking: a share of the chain is proved entry by entry, while its tasks and documents are folded and compared.

Plain rows on a connection of its own, so that several processes can each walk a share.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, select

from ledger.chain import GENESIS, Break, link_hash, text_hash
from ledger.entries import Source
from ledger.facts import Head
from ledger.values import dataclass
from storage.codec import HASHED, canonical_of, decode_stored, hashed_in
from storage.folds import Folds, of_documents, of_tasks
from storage.proving import SAID, STORED, Words, break_at, stamped, words_of
from storage.tables import chain, entries, texts
from storage.types import written

WINDOW = 1000
"""Entries in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The entries behind the link ``after``, up to ``until`` or to the end; ``wanted`` is a hash or its beginning.

    Without ``folded`` the chain alone is proved, and no state is compared.
    """

    after: int
    until: int | None = None
    wanted: str = ""
    folded: bool = True


@dataclass
class Walk:
    """What was found on the way to the link ``seq``; ``differ`` are numbers whose row is not the fold of its entries.

    ``is_empty``: there were no entries. ``short``: the entries ended before the share did.
    """

    seq: int
    hash: str
    broken: Break | None = None
    broken_task: str | None = None
    erased: int = 0
    found: bool = False
    is_empty: bool = True
    short: bool = False
    differ: set[str] = field(default_factory=set)


def last_of(connection: Connection) -> Head:
    """Return the head as the chain remembers it."""
    row = connection.execute(select(chain.c.seq, chain.c.hash)).one()
    return Head(row.seq, row.hash)


def walk(connection: Connection, share: Share) -> Walk:
    """Read the share once and say what does not fit; nothing counts after the first break."""
    before: str | None = connection.execute(select(entries.c.hash).where(entries.c.seq == share.after)).scalar()
    made = Walk(share.after, before or GENESIS)
    made.found = bool(share.wanted) and GENESIS.startswith(share.wanted)
    folds = (of_tasks(share.after), of_documents(share.after)) if share.folded else ()
    for rows, words in _windows(connection, share):
        made.is_empty = False
        proved = _prove(made, rows, words, share.wanted)
        if made.broken is not None:
            return made
        if folds:
            _fold(folds, proved, words)
        for one in folds:
            one.compare(connection, rows[0].seq, made.seq)
    made.short = share.until is not None and made.seq < share.until
    made.differ = set().union(*(one.finish(connection, made.seq, more=share.until is not None) for one in folds))
    return made


def _windows(connection: Connection, share: Share) -> Iterator[tuple[Sequence[Any], Words]]:
    query = STORED.limit(WINDOW)
    if share.until is not None:
        query = query.where(entries.c.seq <= share.until)
    after = share.after
    while rows := connection.execute(query.where(entries.c.seq > after)).all():
        first, after = rows[0].seq, rows[-1].seq
        yield rows, words_of(connection.execute(SAID.where(texts.c.seq.between(first, after))))


def _prove(made: Walk, rows: Sequence[Any], words: Words, wanted: str) -> list[Sequence[Any]]:
    """Prove link after link, and return the rows that hold, their data in canonical form.

    What does not fit as it is stored is looked at thoroughly before it is called broken.
    """
    proved: list[Sequence[Any]] = []
    for row in rows:
        number, _, task, _, _, _, data, at, recorded_at, prev, own = row
        canonical = canonical_of(row, at=stamped(at), recorded_at=stamped(recorded_at))
        fits = number == made.seq + 1 and prev == made.hash and own == link_hash(prev, canonical)
        mine = words.get(number, {})
        if not fits or not all(_says(data, name, *said) for name, said in mine.items()):
            if (broken := break_at(row, mine, after=made.hash, seq=made.seq)) is not None:
                made.broken, made.broken_task = broken, task if number == broken.seq else None
                break
            data = written(json.loads(data))
            row = (*row[:6], data, *row[7:])  # noqa: PLW2901 - the same entry
        made.erased += hashed_in(data) - sum(word is not None for word, _ in mine.values())
        made.seq, made.hash = number, own
        made.found = made.found or (wanted != "" and own.startswith(wanted))
        proved.append(row)
    return proved


def _says(data: str, name: str, word: str | None, salt: str | None) -> bool:
    """Tell whether the entry holds the hash of the text; an erased one leaves nothing to compare."""
    return word is None or f'"{name}":"{HASHED}{text_hash(salt or "", word)}"' in data


def _fold(folds: Sequence[Folds], proved: Iterable[Sequence[Any]], words: Words) -> None:
    for row in proved:
        number, _, _, _, chat, message, _, at, *_ = row
        entry = decode_stored(row, at=stamped(at), texts=words.get(number, {}))
        for one in folds:
            if isinstance(entry, one.kind):
                one.take(entry, seq=number, source=Source(chat=chat, message=message))
