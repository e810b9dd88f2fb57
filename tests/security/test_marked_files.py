"""A file that is marked inside never reaches the disk: a sheet's cell, a paper's heading, a line of a text."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from bot import marked_files
from bot.marked_files import marking_inside

WORDS = {
    "【绝密】": "绝密",
    "机密★1年": "机密",
    "秘密": "秘密",
    "密级：工作秘密": "工作秘密",
    "机 密 ☆ 长期": "机密",
    "内部资料 注意保存": "内部资料",
    "【内部】": "内部",
}


def sheet(*cells: str) -> bytes:
    """Return a workbook with the cells in a column."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for cell in cells:
        book.active.append([1, cell, "x"])
    book.save(held)
    return held.getvalue()


def package(name: str, xml: str) -> bytes:
    """Return an office package with one part."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, xml)
    return held.getvalue()


def paper(*paragraphs: str) -> bytes:
    """Return a document whose paragraphs are cut into runs, as word processors leave them."""
    runs = ("".join(f"<w:r><w:t>{sign}</w:t></w:r>" for sign in one) for one in paragraphs)
    return package("word/document.xml", "".join(f'<w:p w:id="1"><w:pPr/>{one}</w:p>' for one in runs))


@pytest.mark.parametrize(("text", "word"), WORDS.items())
def test_a_marking_is_seen_wherever_words_stand(text: str, word: str) -> None:
    inline = package("xl/worksheets/sheet1.xml", f'<c><v>7</v></c><c t="inlineStr"><is><t>{text}</t></is></c>')
    slide = package("ppt/slides/slide1.xml", f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")
    for content in (sheet("事项", text), paper("关于方案", text, "正文"), inline, slide):
        assert marking_inside("方案.xlsx", content) == word
    assert marking_inside("方案.txt", f"方案\n{text}\n正文".encode()) == word
    assert marking_inside("方案.csv", f"1,{text},x".encode("gb18030")) == word


def test_ordinary_papers_pass() -> None:
    assert marking_inside("台账.xlsx", sheet("报送秘密投票办法", "内部审计整改", "保密工作总结")) is None
    assert marking_inside("方案.docx", paper("机密文件管理办法修订稿", "商业秘密保护")) is None
    assert marking_inside("IMG.jpg", b"\xff\xd8\xff" + "机密★".encode()) is None


def test_what_is_no_paper_ends_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs are looked at as far as the limit, and broken packages are somebody else's to refuse."""
    monkeypatch.setattr(marked_files, "MOST", 10_000)
    bomb = package("word/document.xml", "0" * 10_010 + "<w:p>机密★</w:p>")
    for content in (bomb, bomb[:-30], b"PK\x03\x04", sheet("x")[:200], b""):
        assert marking_inside("x.docx", content) is None
