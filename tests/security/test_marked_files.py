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


def archive(*parts: tuple[str, bytes]) -> bytes:
    """Return an archive of files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in parts:
            made.writestr(name, content)
    return held.getvalue()


def in_names(name: str) -> bytes:
    """Return an archive of one empty file, its name in GBK and no flag that says so."""
    content = archive(("x" * len(name.encode("gb18030")), b""))
    return content.replace(len(name.encode("gb18030")) * b"x", name.encode("gb18030"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("方案.ofd", package("Doc_0/Pages/Page_0/Content.xml", '<ofd:TextCode X="0" Y="3">机密★1年</ofd:TextCode>')),
        ("方案.docx", package("word/document2.xml", "<w:p><w:t>机密★</w:t></w:p>")),
        ("方案.docx", package("word/endnotes.xml", "<w:p><w:t>机密★</w:t></w:p>")),
        ("方案.odt", package("styles.xml", "<style:header><text:p>机密★</text:p></style:header>")),
        ("方案.docx", package("docProps/custom.xml", "<property><vt:lpwstr>机密</vt:lpwstr></property>")),
        ("台账.xlsx", package("xl/workbook.xml", '<sheets><sheet name="机密" sheetId="1"/></sheets>')),
        ("汇编.zip", archive(("方案.docx", paper("机密★")))),
        ("汇编.zip", archive(("a.zip", archive(("说明.txt", "机密★".encode("gb18030")))))),
        ("汇编.zip", archive(("机密-方案.pdf", b"%PDF-"))),
        ("汇编.zip", in_names("机密-方案.pdf")),
        ("说明.txt", "\ufeff说明\r\n机密\r\n".encode("utf-16-le")),
        ("说明", "说明\n机密★".encode()),
        ("页.html", "<html><body><p>机密</p></body></html>".encode()),
        ("页.htm", "<table><tr><td>1</td><td>机密</td></tr></table>".encode("gb18030")),
    ],
)
def test_a_marking_is_seen_in_less_usual_papers(name: str, content: bytes) -> None:
    assert marking_inside(name, content) == "机密"


def test_a_damaged_part_hides_no_other() -> None:
    whole = archive(("a.xml", b"<p>x</p>" * 50), ("b.xml", "<p>机密★</p>".encode()))
    assert marking_inside("x.docx", whole.replace(b"<p>x</p>" * 50, b"<p>y</p>" * 50)) == "机密"


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
