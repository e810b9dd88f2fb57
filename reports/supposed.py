"""What-if (假设测算) as text and data: score and place before and after, and the lines that make the difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import UnitId
from ledger.scores import Appraisal, ScoreLine
from ledger.supposing import Move
from reports.english_scores import score_words
from reports.points import shown, signed
from reports.score_words import ScoreWords
from reports.scores import line_data, line_of, printed
from reports.splitting import split
from reports.words import clean

Compared = tuple[Appraisal, Appraisal, tuple[Move, ...]]
"""A register's appraisal as it stands, as it would be, and how each unit would fare."""


def supposed_text(
    facts: Facts,
    unit: UnitId,
    what: str,
    found: Sequence[Compared],
    *,
    placed: bool,
    language: Language = Language.CHINESE,
) -> tuple[str, ...]:
    """Return the parts of the message on what the unit's score would be if ``what``; ``placed`` tells places, too."""
    said = score_words(language)
    heading = said.heading(said.supposed, escape(clean(facts.roster.unit(unit).name)), escape(what))
    blocks = []
    for before, after, moved in found:
        mine = next((one for one in moved if one.unit == unit), None)
        if mine is not None:
            blocks.append("\n".join(_block(said, facts, (before, after), mine, placed=placed)))
    return split(heading, [*blocks, said.only_a_trial], language=language)


def _block(
    said: ScoreWords, facts: Facts, pair: tuple[Appraisal, Appraisal], one: Move, *, placed: bool
) -> Iterator[str]:
    old, new = one.before, one.after
    yield f"<b>{escape(clean(pair[1].register.name))}</b>"
    places = said.bar + said.places(old.place, new.place, new.of) if placed else ""
    yield said.moved(old.score.total, new.score.total) + places
    lines = [*_lines(said, said.comes, pair[1], one.come, facts), *_lines(said, said.goes, pair[0], one.gone, facts)]
    if lines:
        yield f"<blockquote>{chr(10).join(lines)}</blockquote>"


def _lines(said: ScoreWords, sign: str, found: Appraisal, lines: Iterable[ScoreLine], facts: Facts) -> list[str]:
    return [said.changed(sign, line_of(said, one)) for one in printed(said, found, lines, facts)]


def backtest_lines(facts: Facts, compared: Compared) -> Iterator[str]:
    """Yield a line for each unit that moves, and under it one for each rule that moves it."""
    before, after, found = compared
    for one in (one for one in found if one.moves):
        old, new = one.before, one.after
        places = f"{old.place}→{new.place}/{new.of}"
        totals = f"{shown(old.score.total)}→{shown(new.score.total)}"
        yield "\t".join((facts.roster.unit(one.unit).name, places, totals, score_words(Language.CHINESE).by(one.by)))
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
