"""Walking: a share of the chain is proved entry by entry, while its tasks and documents are folded and compared.

Plain rows on a connection of its own, so that several processes can each walk a share.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, select

from ledger.chain import GENESIS, Break, link_hash
from ledger.facts import Head
from ledger.kinds import KINDS
from ledger.values import dataclass
from storage.codec import canonical_of, decode_stored, told_in
from storage.folds import Folds, of_documents, of_tasks
from storage.proving import SAID, STORED, Words, break_at, plain_rows, stamped, words_of
from storage.tables import chain, entries, texts
from storage.types import written

WINDOW = 1000
"""Entries in memory at once."""
_SILENT: Mapping[str, Any] = {}


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
    takers = {name: [one for one in folds if issubclass(kind, one.kind)] for name, kind in KINDS.items()}
    for rows, words in _windows(connection, share):
        made.is_empty = False
        for row, said, at in _proved(made, rows, words, share.wanted):
            if folds and not _fold(takers, row, said, at):
                made.broken, made.broken_task = Break(made.seq, "unreadable"), row[2]
                break
        if made.broken is not None:
            return made
        for one in folds:
            one.compare(connection, rows[0][0], made.seq)
    made.short = share.until is not None and made.seq < share.until
    made.differ = set().union(*(one.finish(connection, made.seq, more=share.until is not None) for one in folds))
    return made


def _windows(connection: Connection, share: Share) -> Iterator[tuple[Sequence[Any], Words]]:
    query = STORED.limit(WINDOW)
    if share.until is not None:
        query = query.where(entries.c.seq <= share.until)
    after = share.after
    while rows := plain_rows(connection, query.where(entries.c.seq > after)):
        first, after = rows[0][0], rows[-1][0]
        yield rows, words_of(plain_rows(connection, SAID.where(texts.c.seq.between(first, after))))


def _proved(made: Walk, rows: Sequence[Any], words: Words, wanted: str) -> Iterator[tuple[Sequence[Any], str, str]]:
    """Prove link after link, and yield the rows that hold, their data in canonical form with their texts, their stamps.

    What does not fit as it is stored is looked at thoroughly before it is called broken.
    """
    seq, before = made.seq, made.hash
    for row in rows:
        number, kind, task, _, _, _, data, sent, recorded_at, prev, own = row
        mine, at = words.get(number, _SILENT), stamped(sent)
        canonical = canonical_of(row, at=at, recorded_at=stamped(recorded_at))
        told = told_in(kind, data, mine)
        if told is None or number != seq + 1 or prev != before or own != link_hash(before, canonical):
            broken = break_at(row, mine, after=before, seq=seq)
            told = told_in(kind, written(json.loads(data)), mine) if broken is None else None
            if told is None:
                made.broken = broken or Break(number, "text")
                made.broken_task = task if number == made.broken.seq else None
                return
        said, erased = told
        made.seq, made.hash = seq, before = number, own
        made.erased += erased
        made.found = made.found or (wanted != "" and own.startswith(wanted))
        yield row, said, at


def _fold(takers: Mapping[str, Sequence[Folds]], row: Sequence[Any], said: str, at: str) -> bool:
    """Fold the entry; ``False`` where this program cannot read it, although its hash fits."""
    number, kind, task, by, chat, message, *_ = row
    try:
        entry = decode_stored(kind, said, task=task, by=by, at=at)
    except (KeyError, ValueError):  # Of a kind that is not known, or with data that the kind does not hold.
        return False
    for one in takers[kind]:
        one.take(entry, number, chat, message)
    return True
