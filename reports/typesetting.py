"""Typesetting: a template of typst and JSON values become pictures or a PDF, in our own fonts only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ledger.values import dataclass
from reports.fonts import FOLDER, shown
from reports.giving_back import give_back

TALLEST = 9000
"""The platform takes no picture whose width and height are more than 10,000 together (Bot API, sendPhoto)."""
_REMEMBERED = 10
"""So many files typst's library goes on to remember what it made for one of them (``comemo::evict``)."""
_EMPTY = b"#set page(width: 1pt, height: 1pt, margin: 0pt)"


@dataclass(frozen=True, slots=True)
class Typeset:
    """Pages of a picture, or the one file; ``missing`` counts the signs that no font has, printed as 〓."""

    pages: tuple[bytes, ...]
    missing: int


def typeset(
    template: Path, values: Mapping[str, Any], *, form: Literal["png", "pdf"], made_at: datetime | None = None
) -> Typeset:
    """Return what the template makes of the values; the same values give the same bytes.

    Values reach the template as data, so that no text of users is ever read as markup. Runs without the GIL.
    """
    import typst

    printable, missing = _printable(values)
    data = json.dumps({**printable, "missing": missing}, ensure_ascii=False, sort_keys=True)
    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=_fonts())
    made = compiler.compile(format=form, ppi=144, sys_inputs={"data": data}, timestamp=_stamp(made_at))
    pages = made if isinstance(made, list) else [made]
    _forget()
    return Typeset(tuple(page for page in pages if page is not None), missing)


def _forget() -> None:
    """Let typst let go of what it laid out: it keeps all of its last ten files (20 MiB each) for one that is the same.

    Each further file makes it forget what eleven files have not asked for; these ones are empty.
    """
    import typst

    compiler = typst.Compiler(font_paths=_fonts())
    for _ in range(_REMEMBERED + 1):
        compiler.compile(_EMPTY, format="png")
    give_back()


def _stamp(moment: datetime | None) -> int | None:
    """Return whole seconds: typst takes no fractions."""
    return None if moment is None else int(moment.timestamp())


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


def _printable(value: Any) -> tuple[Any, int]:
    """Return the value with every sign that would be an empty box replaced, and how many they are."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, Mapping):
        pairs = {key: _printable(one) for key, one in value.items()}
        return {key: one for key, (one, _) in pairs.items()}, sum(count for _, count in pairs.values())
    if isinstance(value, list | tuple):
        items = [_printable(one) for one in value]
        return [one for one, _ in items], sum(count for _, count in items)
    return value, 0
