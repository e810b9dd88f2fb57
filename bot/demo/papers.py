"""Evidence of the demo as files that open: drawn photos, PDF pages and texts, made from nothing but their names."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from bot.demo.pictures import photo

PICTURES = (".png",)
_LINES = ("云岭市政务台账 演示材料", "内容为虚构，仅供演示佐证材料的报送、调看和审核。")
_SIZE, _TOP, _LEFT, _STEP = 18, 740, 72, 34


def kind_of(name: str) -> str:
    """Return whether the file is sent as a photo or as a document."""
    return "photo" if PurePosixPath(name).suffix in PICTURES else "document"


def is_file(word: str) -> bool:
    """Tell whether a word of a step names a file."""
    return PurePosixPath(word).suffix in {*PICTURES, ".pdf", ".txt"}


@cache
def content_of(name: str) -> bytes:
    """Return the file's bytes; the same name gives the same bytes."""
    path = PurePosixPath(name)
    if path.suffix in PICTURES:
        return photo(name)
    lines = (path.stem, *_LINES)
    return _pdf(lines) if path.suffix == ".pdf" else "\n".join(lines).encode("utf-8-sig")


def _pdf(lines: tuple[str, ...]) -> bytes:
    """Return a page with the lines in the Chinese font that every reader brings along."""
    shown = "".join(
        f"1 0 0 1 {_LEFT} {_TOP - row * _STEP} Tm <{line.encode('utf-16-be').hex()}> Tj "
        for row, line in enumerate(lines)
    )
    page = f"BT /F1 {_SIZE} Tf {shown}ET".encode()
    return _written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    )


def _written(*objects: bytes) -> bytes:
    """Return the file: the objects in order, and the table of where each begins."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )
