"""Papers in the form of GB/T 9704-2012: what the file says of itself, and that its figures are those of the text."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from config.office import Papers
from ledger.origin_entries import OrientationsSet
from reports import compose
from reports.papers import CircularDraft, Kind, MinutesDraft, circular, docx_of, minutes, paper_of, pdf_of
from reports.papers.numbering import numeral
from reports.papers.paper import paper_from
from reports.papers.sheet import signature_gaps
from reports.papers.titles import title_lines
from reports.splitting import visible
from tests.reports import scenes
from tests.support.facts import LI, WU, Diary

_LISTED = {
    "dispatch": {"due_today", "overdue", "new", "unacknowledged", "to_review", "blockers", "silent"},
    "daily": {"closed", "new", "progressed"},
    "weekly": {"overdue", "suspended", "rest_of_week", "next_week"},
}
MADE = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
HOSTILE = [
    "<w:p>&amp;</w:p>",
    "=1+1",
    "1 假标题",
    "= 假标题",
    "甲\x00乙\x1f丙\u202e丁\ufffe戊\ud800己",
    "#let x = 1 *粗* $x$",
    "长" * 3000,
]


def built(kind: str, diary: Diary | None = None, at: str = "11-27 17:30"):
    facts = (diary or scenes.busy_week()).facts(at)
    house = replace(facts.house, papers=Papers(issuer="市政府督查室", addressee="市政府各位领导"))
    return compose(kind, replace(facts, house=house))


def file_of(paper):
    return Document(BytesIO(docx_of(paper)))


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def fonts_of(paragraph) -> set[tuple[str, str, float]]:
    found = set()
    for run in paragraph.runs:
        fonts = run._r.rPr.rFonts
        found.add((fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii")), run.font.size.pt))
        language = run._r.rPr.find(qn("w:lang"))
        assert (language.get(qn("w:eastAsia")), language.get(qn("w:val"))) == ("zh-CN", "en-US")
    return found


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("督查事项日报告", ["督查事项日报告"]),
        ("关于2026年11月23日至27日督查事项办理情况的通报", ["关于2026年11月23日至27日", "督查事项办理情况的通报"]),
        ("云岭市人民政府办公室市政府督查室督查事项日报告", ["云岭市人民政府办公室市政府督查室", "督查事项日报告"]),
        (
            "市政府督查室和绩效考评科关于2026年三季度会议纪要",
            ["市政府督查室和绩效考评科", "关于2026年三季度会议纪要"],
        ),
        ("甲" * 41, ["甲" * 14, "甲" * 13, "甲" * 14]),
    ],
)
def test_a_long_title_breaks_between_words_into_lines_about_equally_long(title: str, lines: list[str]):
    assert list(title_lines(title)) == lines


def test_the_sheet_has_the_margins_and_the_grid_of_the_standard():
    document = file_of(paper_of(built("weekly").built))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert int(22 * 579 / 20) <= Mm(225).pt + 1
    body = [one for one in document.paragraphs if one.text.startswith("截至")]
    assert [one.paragraph_format.line_spacing for one in body] == [Pt(28.95)]
    assert body[0]._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert body[0].runs[0]._r.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert Mm(156).pt >= 28 * (16 - 0.25)


def test_only_lines_of_the_body_keep_to_the_grid_and_a_table_to_the_measure():
    """What is taller or lower would be stretched to the next line of the grid (seen in LibreOffice)."""
    document = file_of(paper_of(built("weekly").built))
    free = [one.text for one in document.paragraphs if one._p.pPr.find(qn("w:snapToGrid")) is not None]
    assert free == ["市政府督查室督查事项周总结"]
    (table,) = document.tables
    assert table.alignment.name == "CENTER"
    assert sum(column.width for column in table.columns) <= Mm(156)
    names = [one.tag.rpartition("}")[2] for one in table._tbl.tblPr]
    assert names.index("tblLayout") < names.index("tblCellMar") < names.index("tblLook")  # The schema's order.
    assert all(one.paragraphs[0]._p.pPr.find(qn("w:snapToGrid")) is not None for one in table.rows[1].cells)


def test_title_headings_and_body_have_the_fonts_of_the_standard():
    diary = scenes.busy_week()
    diary.note(OrientationsSet, "11-27 17:10", LI, number="DB-2026-4", problem="口径不一", target="按时报送")
    document = file_of(paper_of(built("weekly", diary).built))
    by_text = {one.text: fonts_of(one) for one in document.paragraphs if one.text}
    assert by_text["市政府督查室督查事项周总结"] == {("方正小标宋简体", "方正小标宋简体", 22)}
    assert by_text["一、总体情况"] == {("黑体", "黑体", 16)}
    assert by_text["（一）报送三季度经济运行分析（DB-2026-4）"] == {("楷体_GB2312", "楷体_GB2312", 16)}
    assert by_text["1. 问题导向：口径不一"] == {("仿宋_GB2312", "仿宋_GB2312", 16)}
    assert by_text["2. 目标导向：按时报送"] == {("仿宋_GB2312", "仿宋_GB2312", 16)}
    assert by_text["4. 成效导向：未填"] == {("仿宋_GB2312", "仿宋_GB2312", 16)}
    with zipfile.ZipFile(BytesIO(docx_of(paper_of(built("weekly").built)))) as package:
        assert not [name for name in package.namelist() if "fonts/" in name]


def test_the_elements_stand_in_the_order_of_the_standard():
    shown = [text for text in texts(file_of(paper_of(built("daily").built))) if text]
    assert shown[:4] == ["市政府督查室督查事项日报告", "（2026年11月27日）", "市政府各位领导：", "一、总体情况"]
    assert shown[-2:] == ["市政府督查室", "2026年11月27日"]
    headings = [text for text in shown if re.match("[一二三四五六七八九十]+、", text)]
    assert [text.split("、")[0] for text in headings] == list("一二三四五")[: len(headings)]


def test_signature_and_date_stand_on_the_right():
    document = file_of(paper_of(built("daily").built))
    name, day = document.paragraphs[-2:]
    assert [one.alignment.name for one in (name, day)] == ["RIGHT", "RIGHT"]
    assert [one._p.pPr.ind.get(qn("w:rightChars")) for one in (name, day)] == ["500", "200"]
    assert all(one.paragraph_format.keep_with_next for one in document.paragraphs[-4:-1])


@pytest.mark.parametrize(
    ("signed", "gaps"), [("市政府督查室", (5, 2)), ("市人民政府办公室督查科", (2, 4)), ("", (2, 4))]
)
def test_the_date_begins_two_signs_right_of_the_signature(signed, gaps):
    assert signature_gaps(signed, "2026年11月27日") == gaps


def test_the_page_number_stands_on_the_outer_side():
    document = file_of(paper_of(built("daily").built))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name == side
        assert paragraph.text == "— 1 —"
        assert "".join(one.text for one in paragraph._p.iter(qn("w:instrText"))).strip() == "PAGE"
        assert fonts_of(paragraph) == {("宋体", "宋体", 14)}


@pytest.mark.parametrize("kind", ["dispatch", "daily", "weekly"])
def test_every_figure_of_a_paper_is_one_of_the_text(kind):
    composed = built(kind)
    sections = composed.data["sections"]
    paper = "\n".join(texts(file_of(paper_of(composed.built))))
    text = visible(composed.text)
    for title, shown in re.findall(r"[一二三四五六七八九十]+、(.+?)（(\d+)[项次]）", paper):
        assert f"{title.removesuffix('事项')} {shown}" in text or f"{title} {shown}" in text
    printed = [one for key, one in sections.items() if key in _LISTED[kind]]
    told = {number for one in printed for number in one["tasks"]}
    assert told <= set(re.findall(r"DB-2026-\d+", paper))
    for word, figure in re.findall(r"(应报|已报|未报|请假|销号|新交办|有进展)(\d+)[项人]", paper):
        assert f"{word} {figure}" in text


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_one_paragraph_of_text(title):
    diary = Diary()
    diary.assign(1, title, WU, at="11-27 09:00", due="11-30 18:00")
    paper = paper_of(built("daily", diary).built)
    assert paper.title == "市政府督查室督查事项日报告"
    items = [block.text for block in paper.blocks if block.kind is Kind.THIRD]
    assert len(items) == 1 and "（DB-2026-1）" in items[0] and items[0].startswith("1. ")
    assert items[0] in texts(file_of(paper))
    assert pdf_of(paper).pages[0].startswith(b"%PDF")


def test_the_same_report_gives_the_same_files():
    paper = paper_of(built("weekly").built)
    assert docx_of(paper) == docx_of(paper)
    assert pdf_of(paper) == pdf_of(paper)


def test_a_sign_that_no_font_has_is_replaced_and_counted():
    diary = Diary()
    diary.assign(1, "报送㴘水河整治方案😀", WU, at="11-27 09:00", due="11-30 18:00")
    assert pdf_of(paper_of(built("daily", diary).built)).missing == 2
    assert pdf_of(paper_of(built("daily").built)).missing == 0


def test_a_circular_names_its_parts_in_order():
    one = CircularDraft(
        issuer="市政府办公室",
        title="关于11月份督查事项办理情况的通报",
        number="督查通报〔2026〕11号",
        addressee="各区政府，市政府各部门",
        opening="现将有关情况通报如下。",
        parts=[("提出表扬", ["财政局按期办结3项。"]), ("提出批评", ["甲局逾期2项。", "乙局逾期1项。"])],
        closing="请各单位对照整改。",
    )
    shown = [text for text in texts(file_of(circular(one, dated=date(2026, 12, 1), made_at=MADE))) if text]
    assert shown == [
        "督查通报〔2026〕11号",
        "关于11月份督查事项办理情况的通报",
        "各区政府，市政府各部门：",
        "现将有关情况通报如下。",
        "一、提出表扬",
        "1. 财政局按期办结3项。",
        "二、提出批评",
        "1. 甲局逾期2项。",
        "2. 乙局逾期1项。",
        "请各单位对照整改。",
        "市政府办公室",
        "2026年12月1日",
    ]


def test_minutes_name_who_came_and_are_not_signed():
    one = MinutesDraft(
        issuer="市政府办公室",
        title="市政府常务会议纪要",
        held="2026年11月26日",
        place="第一会议室",
        chair="陈静",
        present=["张三", "王五"],
        absent=["吴越"],
        decisions=[("关于招商奖补办法", ["由发改委修改后印发。"])],
    )
    shown = [text for text in texts(file_of(minutes(one, dated=date(2026, 11, 26), made_at=MADE))) if text]
    assert shown[1].startswith("2026年11月26日，陈静在第一会议室主持召开会议。")
    assert shown[2:-1] == ["一、关于招商奖补办法", "1. 由发改委修改后印发。", "出席：张三、王五。", "请假：吴越。"]
    assert shown[-1] == "2026年11月26日"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
    ],
)
def test_headings_count_in_chinese(count, written):
    assert numeral(count) == written


def test_each_level_counts_anew_below_the_next_higher():
    paper = paper_from("1 甲\n2 乙\n3 丙\n4 丁\n2 戊\n3 己\n1 庚\n3 辛", dated=date(2026, 11, 1), made_at=MADE)
    assert [block.text for block in paper.blocks] == [
        "一、甲", "（一）乙", "1. 丙", "（1）丁", "（二）戊", "1. 己", "二、庚", "1. 辛",
    ]  # fmt: skip


def test_a_list_of_the_whole_city_is_cut_and_says_so():
    diary = Diary()
    for n in range(1, 131):
        diary.assign(n, "督促落实会议定事项", WU, at="11-16 09:00", due="11-20 18:00")
    paper = paper_of(built("dispatch", diary).built)
    shown = [block.text for block in paper.blocks]
    assert "二、逾期事项（130项）" in shown
    assert shown.count("另有30项，见台账。") == 2  # 逾期 and 待签收.


def test_signs_of_xml_and_spaces_are_read_back_as_they_were_written():
    paper = paper_from(
        "= 甲&乙<丙>\np 一&amp;二<三>\nr 单位\t数\nr 甲&乙\nr 丙\t<1>", dated=date(2026, 11, 1), made_at=MADE
    )
    spaced = replace(paper.blocks[0], text=" 前后 ")
    document = file_of(replace(paper, signed="办&公<室>", blocks=(*paper.blocks, spaced)))
    assert [one.text for one in document.paragraphs if one.text] == [
        "甲&乙<丙>", "一&amp;二<三>", " 前后 ", "办&公<室>", "2026年11月1日",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["单位", "数"], ["甲&乙", ""], ["丙", "<1>"],
    ]  # fmt: skip
    assert (document.core_properties.title, document.core_properties.author) == ("甲&乙<丙>", "办&公<室>")
    assert document.core_properties.created == MADE
