"""What only supposes, wishes, remembers, passes on or entertains is silence; an order in words close to it is read."""

import csv
from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest

from handlers.reading import Context, Intent
from handlers.reading.mood import MOODS
from ledger.people import Role
from tests.reading.expectations import deadlines, people
from tests.reading.office import said
from tests.reading.scoring import DATA
from tests.support.twins import some

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
OFFICES = ("财政局", "住建局", "教育局", "海勃湾区", "张三")
DAYS = ("周五前", "月底前", "12月5日前", "三天内")
WORK = ("把方案报上来", "把清单整理好", "把数据核实清楚", "完成整改", "把材料交齐")

ASKED = (
    "{o}刚才报的数有误，{d}把方案报上来",
    "去年这项工作拖了后腿，今年{o}{d}把方案报上来",
    "希望{o}务必{d}把方案报上来",
    "{o}想想办法，{d}把方案报上来",
)
"""Orders beside such words whose doer is asked about, and never passed over."""

DEADLINES = dict(
    zip(DAYS, ("2026-11-27T18:00", "2026-11-30T18:00", "2026-12-05T18:00", "2026-11-26T18:00"), strict=True)
)

ONE_IN = 5
"""Of the texts that a frame makes so many are tried, and the first; in each mouth others."""


def frames(name):
    """Return the texts of each kind: {o} is who acts, {d} his limit, {w} his work."""
    found = defaultdict(list)
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["kind"]].append(row["text"].replace("\\n", "\n"))
    return found


SILENT, SPOKEN = frames("moods_silent.tsv"), frames("moods_orders.tsv")


def variations(frame):
    """Return every text of a frame, the parts that it does not have left out."""
    fillers = {"o": OFFICES, "d": DAYS, "w": WORK}
    used = {name: values for name, values in fillers.items() if f"{{{name}}}" in frame}
    for parts in product(*used.values()):
        yield frame.format(**dict(zip(used, parts, strict=True))), dict(zip(used, parts, strict=True))


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)
def test_every_mood_is_documented(mood):
    assert f"| {mood.name} |" in DOCUMENT


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.LEADER])
@pytest.mark.parametrize("kind", SILENT)
def test_what_asks_nothing_of_the_ledger_is_not_answered(kind, role):
    texts = [text for frame in SILENT[kind] for text, _ in some(variations(frame), ONE_IN, beside=role)]
    assert [text for text in texts if said(text, role=role, context=Context.GROUP).intent is not Intent.NONE] == []


@pytest.mark.parametrize("kind", SPOKEN)
def test_an_order_beside_it_is_read(kind):
    missed = []
    for frame in SPOKEN[kind]:
        for text, parts in some(variations(frame), ONE_IN):
            found = said(text)
            if (found.intent, people(found), deadlines(found)) != (Intent.ASSIGN, parts["o"], DEADLINES[parts["d"]]):
                missed.append((text, found.intent.value, people(found), deadlines(found), found.asks))
    assert missed == []


@pytest.mark.parametrize("frame", ASKED)
def test_an_order_whose_doer_is_unclear_is_asked_about(frame):
    for text, parts in variations(frame):
        found = said(text)
        assert (found.intent, deadlines(found), found.asks) == (Intent.ASSIGN, DEADLINES[parts["d"]], ("assignee",)), (
            text
        )
