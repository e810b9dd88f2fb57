"""Pictures, tables and papers in English: nothing Chinese but names and people's words, and the same figures."""

from __future__ import annotations

import json
import re
from io import BytesIO
from string import Formatter
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from ledger.languages import Language
from reports.composing import Composed, Revision
from reports.files import FORMS
from reports.papers import docx_of, paper_of, pdf_of
from reports.papers import writing as papers
from reports.papers.numbering import ordinal
from reports.papers.titles import title_lines
from reports.pictures import drawing, pictures_of
from reports.pictures.values import board, daily, summary
from reports.pictures.words import CHINESE, ENGLISH
from reports.rich_tables import as_html, rich_table
from reports.tables import COLUMNS, ENGLISH_COLUMNS
from tests.reports.test_pictures import KINDS, city, composed, size
from tests.support.facts import Diary, local

WIDE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
IN_CHINESE = {"circular.paper.j2", "minutes.paper.j2"}
"""Papers that are approved and signed in Chinese."""
VALUES: dict[str, Any] = {"dispatch": board, "daily": daily, "weekly": summary, "monthly": summary}


def english(kind: str, diary: Diary | None = None, **options: Any) -> Composed:
    return composed(kind, diary, language=Language.ENGLISH, **options)


def chinese_in(text: str, report: Composed) -> list[str]:
    """Return what is Chinese, but for the names and words that the facts hold."""
    held = json.dumps(report.data, ensure_ascii=False, default=str)
    held += "".join(one.name for one in (*report.built.view.facts.roster.people, *report.built.view.facts.roster.units))
    return [found for found in WIDE.findall(text.replace("〓", "")) if found not in held]


def test_each_word_of_the_pictures_is_there_in_both_languages_and_takes_the_same_facts():
    def places(words):
        return {key: [field for _, field, *_ in Formatter().parse(one) if field is not None] for key, one in words}

    assert places(CHINESE.items()) == places(ENGLISH.items())
    assert [one for one in ENGLISH.values() if WIDE.search(one.replace("〓", ""))] == []


def test_templates_of_pictures_hold_no_word_of_their_own():
    told = {one.name: WIDE.findall(one.read_text("utf-8").replace("　", "")) for one in drawing.FOLDER.glob("*.typ")}
    del told["standings.typ"]  # Of the command line, which is Chinese.
    assert {name for name, found in told.items() if found} == set()


@pytest.mark.parametrize("kind", VALUES)
def test_a_picture_prints_the_same_figures_and_nothing_chinese_but_names(kind):
    report = english(kind, late=True, planned=local("11-25 17:30"))
    values, theirs = (
        VALUES[kind](one.built) for one in (report, composed(kind, late=True, planned=local("11-25 17:30")))
    )
    assert chinese_in(json.dumps(values, ensure_ascii=False), report) == []
    assert [*_figures(values)] == [*_figures(theirs)]
    (picture,) = pictures_of(report)
    assert size(picture.content)[0] == 1080
    assert picture.content != pictures_of(composed(kind))[0].content
    assert chinese_in(picture.caption, report) == []


def _figures(value: Any):
    """Yield the numbers of the values, in their order."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _figures(one)
    elif isinstance(value, int):
        yield value


def test_of_several_english_pictures_each_says_which_it_is():
    first, *_, last = pictures_of(english("weekly", city()))
    assert first.caption.endswith("\n(picture 1 of 3)")
    assert last.caption == "<b>Weekly summary</b> | Fri 27 Nov 2026 | Whole house\n(picture 3 of 3)"


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_units_is_english_and_its_html_too(kind):
    report = english(kind, revision=Revision(2, local("11-26 18:00")))
    html = as_html(rich_table(report))
    assert chinese_in(html, report) == []
    assert "(version 2)" in html.partition("\n")[0]
    assert chinese_in(as_html(rich_table(english(kind, city(300)))), english(kind, city(300))) == []


def test_the_workbook_of_a_report_is_english_and_of_the_same_rows():
    report = english("weekly")
    ours, theirs = (
        CalamineWorkbook.from_filelike(BytesIO(FORMS["xlsx"](one).pages[0])) for one in (report, composed("weekly"))
    )
    assert (ours.sheet_names, theirs.sheet_names) == (["Report"], ["台账"])
    (head, *rows), (their_head, *their_rows) = (one.get_sheet_by_index(0).to_python() for one in (ours, theirs))
    assert (tuple(head), tuple(their_head)) == (ENGLISH_COLUMNS, COLUMNS)
    assert [row[1:3] for row in rows] == [row[1:3] for row in their_rows]
    assert {row[5] for row in rows} <= {"", "Red light", "Yellow light", "Green light"}
    assert [cell for row in rows for cell in row if chinese_in(cell, report)] == []


def test_each_paper_has_its_english_template_of_the_same_pieces():
    macros = re.compile(r"{% macro (\w+)")
    chinese, in_english = (
        {one.name: set(macros.findall(one.read_text("utf-8"))) for one in folder.glob("*.j2")}
        for folder in (papers.FOLDER, papers.FOLDER / "en")
    )
    assert chinese.keys() - in_english.keys() == IN_CHINESE
    assert {name: chinese[name] - pieces for name, pieces in in_english.items()} == {name: set() for name in in_english}


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_tells_in_english_what_the_chinese_one_tells(kind):
    report = english(kind)
    ours, theirs = paper_of(report.built), paper_of(composed(kind).built)
    assert [one.kind for one in ours.blocks] == [one.kind for one in theirs.blocks]
    assert [one.cells[1:] for one in ours.blocks if one.cells][1:] == [
        one.cells[1:] for one in theirs.blocks if one.cells and one.cells[0] != "单位"
    ]
    said = "\n".join(
        (ours.title, ours.subtitle, ours.day, *(text for one in ours.blocks for text in (one.text, *one.cells)))
    )
    assert chinese_in(said, report) == []


def test_a_word_file_has_latin_fonts_for_latin_letters_and_says_that_they_are_english():
    document = Document(BytesIO(docx_of(paper_of(english("weekly").built))))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    fonts = {(one._r.rPr.rFonts.get(qn("w:ascii")), one._r.rPr.rFonts.get(qn("w:eastAsia"))) for one in runs}
    assert ("Arial", "黑体") in fonts
    assert {latin for latin, _ in fonts} == {"Arial", "Times New Roman"}
    assert {one._r.rPr.find(qn("w:lang")).get(qn("w:val")) for one in runs} == {"en-GB"}
    assert document.core_properties.language == "en-GB"
    assert document.paragraphs[0].text == "Weekly summary on supervised tasks"


def test_an_english_pdf_is_made_and_is_the_same_each_time():
    paper = paper_of(english("daily").built)
    made = pdf_of(paper)
    assert made.pages[0].startswith(b"%PDF")
    assert (made, made.missing) == (pdf_of(paper), 0)


def test_headings_are_numbered_in_figures_and_a_title_breaks_between_words():
    assert [ordinal(level, 2, Language.ENGLISH) for level in range(4)] == ["2. ", "(2) ", "2) ", "– "]
    assert title_lines("Weekly summary on supervised tasks of the office") == (
        "Weekly summary on supervised",
        "tasks of the office",
    )
