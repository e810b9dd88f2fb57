"""The fonts that pictures and PDFs are set in, and which characters they hold."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
FONTS = ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf", "NotoSerifSC-Regular.otf")
INSTEAD = "〓"
"""Stands for a character that no font here holds, as printers have always set it."""

_INVISIBLE = frozenset("\n\u200d\ufe0f")


def shown(text: str) -> tuple[str, int]:
    """Return the text with 〓 for each character that would be an empty box, and how many those are."""
    known = characters()
    bits = [sign if sign in known else "" if sign in _INVISIBLE else INSTEAD for sign in text]
    return "".join(bits), sum(bit != sign and bit == INSTEAD for bit, sign in zip(bits, text, strict=True))


@lru_cache(maxsize=1)
def characters() -> frozenset[str]:
    """Return the characters that every font here holds, by the fonts' own tables (cmap)."""
    held = [frozenset(map(chr, _mapped((FOLDER / name).read_bytes()))) for name in FONTS]
    return frozenset.intersection(*held)


def _mapped(font: bytes) -> Iterator[int]:
    """Yield the code points of the table in format 12, which the script that makes the fonts has written."""
    start = _table(font, b"cmap")
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        found = start + struct.unpack_from(">I", font, start + 4 + 8 * number + 4)[0]
        if struct.unpack_from(">H", font, found)[0] != 12:
            continue
        for group in range(struct.unpack_from(">I", font, found + 12)[0]):
            first, last, _ = struct.unpack_from(">III", font, found + 16 + 12 * group)
            yield from range(first, last + 1)
        return
    raise ValueError("the font has no character table in format 12")


def _table(font: bytes, tag: bytes) -> int:
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError("the font has no character table")
