"""A city's office (49 units, 5,000 people, 20,000 open tasks): every report is whole, fits and can be read.

A quarter of its tasks already is more than any report can print, and makes each list be cut; ``TAIZHANG_LONG=1`` takes
all of them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest

from handlers.figures import MOST, figure_rows
from ledger.circular_facts import MOST as MOST_SENTENCES
from ledger.circular_facts import chosen, findings
from ledger.circulars import Tone
from ledger.people import Role
from ledger.tasks import Status
from reports import Composed, Reminders, compose
from reports.board import board
from reports.composing import BUILDERS, MOST_PARTS
from reports.digest import digest, digest_text
from reports.figure_text import FigurePage, figure_text
from reports.figures import Figures
from reports.files import FORMS
from reports.papers import paper_of
from reports.pictures import pictures_of, ranking_of
from reports.splitting import LIMIT, units, visible
from reports.tables import rows_of
from reports.view import View
from tests.reports.city import EVENING, OPEN, PEOPLE, city_facts
from tests.reports.test_pictures import size
from tests.support.twins import ALL

KINDS = list(BUILDERS)
PICTURES = 10
"""The most that the platform takes in one album; a group is sent no more of one report."""
ONE_IN = 1 if ALL else 4
"""Of the city's tasks."""


@cache
def composed(kind: str) -> Composed:
    return compose(kind, city_facts(EVENING, ONE_IN))


def sections(kind: str) -> Iterator[dict]:
    data = composed(kind).data
    yield from data["sections"].values()
    for flow in data.get("flows", {}).values():
        yield from (part for part in flow.values() if isinstance(part, dict))


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_a_few_messages_that_fit(kind):
    parts = composed(kind).parts
    assert 1 <= len(parts) <= MOST_PARTS
    assert max(units(visible(part)) for part in parts) <= LIMIT


@pytest.mark.parametrize("kind", KINDS)
def test_each_figure_is_the_length_of_its_list_and_what_is_cut_is_counted(kind):
    """Of each printed list, the lines that are there and those that are named as left out are all of it."""
    for section in sections(kind):
        assert section["count"] == len(section["tasks"]) == len(section["lines"])
    printed = re.findall(r"<b>(\S+) (\d+)</b>\n<blockquote[^>]*>(.*?)</blockquote>", _whole(kind), re.DOTALL)
    assert printed
    for _, count, quote in printed:
        left = re.search(r"……另有 (\d+) ", quote)
        shown = sum(line.startswith("DB-2026-") for line in quote.splitlines())
        assert shown + (int(left[1]) if left else 0) == int(count)


def _whole(kind: str) -> str:
    """Return the text without the headings between its parts."""
    cut = r"</blockquote>\n\n<b>[^\n]*（\d+/\d+）\n<blockquote[^>]*>"
    return re.sub(cut, "\n", composed(kind).text)


def test_nothing_is_lost_between_the_facts_and_the_lists():
    facts = city_facts(EVENING, ONE_IN)
    running = {one.number for one in facts.tasks if one.status in {Status.ASSIGNED, Status.ACTIVE, Status.CLAIMED}}
    stands = {one.number for one in facts.tasks if one.status is Status.SUSPENDED}
    late = {one.number for one in facts.tasks if one.is_overdue(facts.at)}
    assert len(running | stands) == OPEN // ONE_IN
    weekly = composed("weekly").data["sections"]
    for key, numbers in (("open", running), ("suspended", stands), ("overdue", late)):
        assert set(weekly[key]["tasks"]) == numbers
        assert weekly[key]["count"] == len(numbers)
    for kind in ("dispatch", "weekly"):
        by_unit = [
            one for unit in composed(kind).data["units"] for light in ("red", "yellow", "green") for one in unit[light]
        ]
        assert len(by_unit) == len(running)
        assert set(by_unit) == running
    present = composed("daily").data["attendance"]
    assert present["owed"] == len(present["reported"]) + len(present["missing"]) + len(present["on_leave"])
    owing = [one for one in facts.roster.people if not one.has(Role.LEADER)]
    assert (present["owed"], len(facts.roster.people)) == (len(owing), PEOPLE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_has_a_row_for_every_line(kind):
    report = composed(kind)
    own = [*report.data["sections"].values()]
    own += [next(iter(flow.values())) for flow in report.data.get("flows", {}).values()]
    assert len(list(rows_of(report))) == sum(one["count"] for one in own)


@pytest.mark.parametrize("kind", KINDS)
def test_the_numbers_are_buttons_and_every_page_of_a_list_fits(kind):
    report = composed(kind)
    rows = figure_rows(report, anyone=True)
    assert sum(map(len, rows)) <= MOST
    figures = Figures(report.built)
    for figure in figures.whole:
        pieces = [(part, [figures.drawn(line) for line in part.lines[:10]]) for part in figure.parts[:10]]
        page = FigurePage(
            pieces=pieces, page=1, pages=9, seen=figure.count, links={}, named={p.unit for p, _ in pieces}
        )
        assert units(visible(figure_text(report.built, "报告", figure, page))) <= LIMIT


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_are_within_what_the_platform_takes(kind):
    drawn = [*pictures_of(composed(kind)), *(ranking_of(composed(kind)) if kind == "weekly" else ())]
    assert len(pictures_of(composed(kind))) <= PICTURES
    for picture in drawn:
        width, height = size(picture.content)
        assert width == 1080
        assert height <= 2.5 * width, "the platform makes a taller one so small that nobody can read it"


@pytest.mark.parametrize("kind", ["dispatch", "daily", "weekly"])
def test_papers_hold_the_figures_of_the_text_and_open(kind):
    report = composed(kind)
    titles = [block.text for block in paper_of(report.built).blocks]
    shown = dict(re.findall(r"、(\S+?)(?:事项)?（(\d+)项）", "\n".join(titles)))
    text = visible(report.text)
    assert shown
    assert all(f"{title} {count}" in text for title, count in shown.items())
    (file,) = FORMS["docx"](report).pages
    assert zipfile.ZipFile(BytesIO(file)).testzip() is None


def test_private_texts_are_one_message_each():
    facts = city_facts(EVENING, ONE_IN)
    view, reminders = View(facts), Reminders(facts)
    leaders = [digest_text(view, found)[0] for one in facts.roster.people if (found := digest(view, one))]
    some = [*facts.roster.holders(Role.COORDINATOR), *facts.roster.holders(Role.REVIEWER), *facts.roster.people[-300:]]
    makers = (reminders.todo, reminders.prompt, reminders.last_call, reminders.missing_names)
    texts = [text for one in some for make in makers if (text := make(one))]
    assert len(leaders) == len(facts.roster.holders(Role.LEADER))
    assert len(texts) > len(some)
    live = board(facts, units=None, since=None)
    assert max(units(visible(text)) for text in (*leaders, *texts, live)) <= LIMIT


def test_a_circular_says_no_more_than_anybody_reads():
    facts = city_facts(EVENING, ONE_IN)
    found = findings(facts)
    kept = chosen(found, facts.roster, tones=frozenset(Tone), offices={})
    assert len(found) > len(kept)
    assert all(sum(one.tone is tone for one in kept) == MOST_SENTENCES for tone in Tone)
