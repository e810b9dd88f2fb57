"""Frozen scores (封存) proved: their hash is that of the chain, and the same follows from ledger and rules today."""

from __future__ import annotations

from handlers.scoring import material
from ledger.entries import Recorded
from ledger.facts import Head
from ledger.quarters import Quarter
from ledger.score_entries import ScoresFrozen
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.frozen_scores import canonical, digest


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of proving one quarter: whether its words are those of the hash, and follow from the ledger."""

    quarter: Quarter
    digest: str
    is_whole: bool
    follows: bool

    @property
    def verdict(self) -> str:
        """In words."""
        if not self.is_whole:
            return "封存内容与校验码不符，请核验台账并从备份恢复"
        return "重算一致" if self.follows else "封存完整；重算不一致，封存后细则、名册或日历有变动"


async def proofs(books: OpenBooks, wanted: Quarter | None = None) -> list[Proof]:
    """Return one for each frozen quarter, or for the one that is wanted."""
    found = [
        await _proof(books, one, one.entry)
        for one in await books.records_of(ScoresFrozen)
        if isinstance(one.entry, ScoresFrozen)
    ]
    return [one for one in found if wanted in {None, one.quarter}]


async def _proof(books: OpenBooks, record: Recorded, entry: ScoresFrozen) -> Proof:
    quarter, house = Quarter.read(entry.quarter), books.house
    upto = Head(entry.upto, record.prev)
    read = await material(books, since=quarter.since(house), at=quarter.until(house), upto=upto)
    follows = digest(canonical(read.appraised())) == entry.digest
    return Proof(quarter, entry.digest, digest(entry.appraisals) == entry.digest, follows)
