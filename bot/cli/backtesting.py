"""A changed rule file on a past quarter: who would move, and why; the quarter itself stays as it is."""

from __future__ import annotations

from dataclasses import replace

from bot.cli.failing import Failed
from config.appraisal.model import Register
from handlers.scoring import Material, material, standings
from ledger.facts import Facts, Head
from ledger.quarters import Quarter
from ledger.supposing import moves
from ledger.values import dataclass
from reports.supposed import Compared
from storage.books import OpenBooks


@dataclass(frozen=True, slots=True)
class Backtest:
    """What came of it; ``frozen`` tells whether the quarter was compared as it was frozen."""

    facts: Facts
    compared: Compared
    frozen: bool


async def backtest(books: OpenBooks, register: Register, quarter: Quarter) -> Backtest:
    """Judge the whole quarter by the register, as though it had been in force from its first day; nothing is written.

    It is compared with what was frozen, or with what follows today where the quarter is not frozen yet.
    """
    if quarter.since(books.house) > books.now:
        raise Failed(f"{quarter} 尚未开始，请写一个已过或当前的季度。")
    read = await standings(books, quarter=quarter)
    if not read.read.facts.head.seq:
        raise Failed(f"台账在 {quarter} 没有记录，请换一个季度。")
    stands = next((one for one in read.made().found if one.register.key == register.key), None)
    if stands is None:
        raise Failed(f"{quarter} 没有按 {register.key} 考评，无从比较；请核对文件中的 key。")
    read = read if read.frozen is None else replace(read, read=await _as_frozen(books, quarter, read.frozen.upto))
    facts = read.read.facts
    trial = register.model_copy(update={"effective": min(register.effective, quarter.first)})
    house = replace(facts.house, registers=(trial,))
    (after,) = replace(read.read, facts=replace(facts, house=house)).appraised()
    return Backtest(facts, (stands, after, moves(stands, after)), read.frozen is not None)


async def _as_frozen(books: OpenBooks, quarter: Quarter, upto: int) -> Material:
    """Read what was known when the quarter was frozen, so that nothing but the rules makes a difference."""
    house = books.house
    return await material(books, since=quarter.since(house), at=quarter.until(house), upto=Head(upto, ""))
