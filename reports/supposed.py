"""What-if (假设测算) as text and data: score and place before and after, and the lines that make the difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from ledger.facts import Facts
from ledger.people import UnitId
from ledger.scores import Appraisal, ScoreLine
from ledger.supposing import Move
from reports.scores import line_data, printed, shown, signed
from reports.splitting import split
from reports.words import clean

Compared = tuple[Appraisal, Appraisal, tuple[Move, ...]]
"""A register's appraisal as it stands, as it would be, and how each unit would fare."""
ONLY_A_TRIAL = "仅为按现有记录测算，不记入台账；以实际销号为准。"


def supposed_text(facts: Facts, unit: UnitId, what: str, found: Sequence[Compared], *, placed: bool) -> tuple[str, ...]:
    """Return the parts of the message on what the unit's score would be if ``what``; ``placed`` tells places, too."""
    heading = f"<b>假设测算</b>｜{escape(clean(facts.roster.unit(unit).name))}｜{escape(what)}"
    blocks = []
    for before, after, moved in found:
        mine = next((one for one in moved if one.unit == unit), None)
        if mine is not None:
            blocks.append("\n".join(_block(facts, (before, after), mine, placed=placed)))
    return split(heading, [*blocks, ONLY_A_TRIAL])


def _block(facts: Facts, pair: tuple[Appraisal, Appraisal], one: Move, *, placed: bool) -> Iterator[str]:
    old, new = one.before, one.after
    yield f"<b>{escape(clean(pair[1].register.name))}</b>"
    yield f"得分 {shown(old.score.total)} → {shown(new.score.total)}（{_by(one.by)}）" + (
        f"｜名次 {old.place} → {new.place}（共{new.of}）" if placed else ""
    )
    lines = [*_said("增", pair[1], one.come, facts), *_said("减", pair[0], one.gone, facts)]
    if lines:
        yield f"<blockquote>{chr(10).join(lines)}</blockquote>"


def _said(sign: str, found: Appraisal, lines: Iterable[ScoreLine], facts: Facts) -> list[str]:
    return [
        f"{sign}：{escape(one.about)}｜{escape(one.rule)} {one.sum}（{escape(one.cites)}）"
        for one in printed(found, lines, facts)
    ]


def _by(points: Decimal) -> str:
    return signed(points) if points else "不变"


def backtest_lines(facts: Facts, compared: Compared) -> Iterator[str]:
    """Yield a line for each unit that moves, and under it one for each rule that moves it."""
    before, after, found = compared
    for one in (one for one in found if one.moves):
        old, new = one.before, one.after
        places = f"{old.place}→{new.place}/{new.of}"
        totals = f"{shown(old.score.total)}→{shown(new.score.total)}"
        yield "\t".join((facts.roster.unit(one.unit).name, places, totals, _by(one.by)))
        yield from (f"\t{line}" for line in _by_rule(before, after, one))


def _by_rule(before: Appraisal, after: Appraisal, one: Move) -> Iterator[str]:
    """Yield what each rule gave and would give, and by how many lines."""
    sums: dict[str, list[Decimal | int]] = defaultdict(lambda: [Decimal(), 0, Decimal(), 0])
    for place, found, lines in ((0, before, one.gone), (2, after, one.come)):
        for line in lines:
            kept = sums[found.rule(line).name if line.rule else "基础分和上下限"]
            kept[place] += line.points
            kept[place + 1] += 1
    for name, (was, old, will, new) in sums.items():
        yield f"{name}：{signed(was)}（{old}条）→ {signed(will)}（{new}条）"


def backtest_data(facts: Facts, compared: Compared) -> list[dict[str, Any]]:
    """Return every unit with its place and score before and after, and every line that differs, as JSON values."""
    return [
        {
            "unit": facts.roster.unit(one.unit).name,
            "register": compared[1].register.key,
            "moves": one.moves,
            "place": {"before": one.before.place, "after": one.after.place, "of": one.after.of},
            "total": {"before": str(one.before.score.total), "after": str(one.after.score.total)},
            "grade": {"before": one.before.grade.value, "after": one.after.grade.value},
            "gone": [line_data(line) for line in one.gone],
            "come": [line_data(line) for line in one.come],
        }
        for one in compared[2]
    ]
