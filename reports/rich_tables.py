"""Rich tables (富文本表格): a report's table by unit as a rich message of the Bot API, and the same in HTML.

The figures are those of the pictures. The length is chosen so that the HTML fits into one message, too: whether the
server knows rich messages is learned by sending one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ledger.values import dataclass
from reports.composing import LENGTHS, Built, Composed
from reports.pictures.values import board, daily, summary
from reports.pictures.words import CHINESE, ENGLISH, words_of
from reports.splitting import LIMIT, units, visible

RichMessage = Mapping[str, Any]
"""The Bot API's InputRichMessage."""

FOLDED = 5
"""A quote with more lines is folded, as in the reports' texts."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a report's rows are among the values of its picture, and the words of its heading and of its columns."""

    values: Callable[[Built], dict[str, Any]]
    rows: str
    caption: str
    columns: Mapping[str, str]


_LIGHTS = {"all": "open", "red": "red", "yellow": "yellow", "green": "green"}
_PEOPLE = {key: key for key in ("owed", "reported", "missing", "on_leave")}
_TABLES: Mapping[str, _Table] = {
    "dispatch": _Table(board, "units", "open_table", {"name": "unit", **_LIGHTS}),
    "daily": _Table(daily, "offices", "attendance", {"name": "unit", **_PEOPLE}),
    "summary": _Table(
        summary, "units", "open_table", {"name": "unit", "closed": "closed", **_LIGHTS, "on_time": "share"}
    ),
}


def rich_table(composed: Composed) -> RichMessage | None:
    """Return heading and table of the report's units, the longest that fits; ``None`` where it has no units."""
    table = _TABLES[composed.built.form]
    rows = table.values(composed.built)[table.rows]
    if not rows:
        return None
    for most in LENGTHS:
        message = _message(composed, table, rows, most)
        if units(visible(as_html(message))) <= LIMIT:
            break
    return message


def _heading(composed: Composed) -> str:
    """Return the first line of the text, and which version this is."""
    revision = composed.built.revision
    heading = visible(composed.opening.partition("\n")[0])
    return heading + words_of(composed.built.language)["version"].format(revision.number) if revision else heading


def _message(composed: Composed, table: _Table, rows: Sequence[Mapping[str, Any]], most: int) -> RichMessage:
    words = words_of(composed.built.language)
    titles = [_cell(words[title], column, is_header=True) for column, title in table.columns.items()]
    cells = [[_cell(str(row[column]), column) for column in table.columns] for row in rows[:most]]
    blocks = [
        {"type": "heading", "text": _heading(composed), "size": 4},
        {
            "type": "table",
            "caption": words[table.caption],
            "cells": [titles, *cells],
            "is_striped": True,
            "is_compact": True,
        },
    ]
    if len(rows) > most:
        blocks.append({"type": "paragraph", "text": words["more_units"].format(len(rows) - most)})
    return {"blocks": blocks, "skip_entity_detection": True}  # A unit's name is no link, whatever it looks like.


def _cell(text: str, column: str, **more: bool) -> dict[str, Any]:
    return {"text": text, "align": "left" if column == "name" else "right", "valign": "middle", **more}


def as_html(message: RichMessage) -> str:
    """Return what ``rich_table`` has made as the text of a message: each row a line of a quote."""
    return "\n".join(line for block in message["blocks"] for line in _lines(block))


def _lines(block: Mapping[str, Any]) -> Iterator[str]:
    if block["type"] == "table":
        (_, *titles), *rows = [[escape(cell["text"], quote=False) for cell in row] for row in block["cells"]]
        colon = ENGLISH["colon"] if block["caption"] in ENGLISH.values() else CHINESE["colon"]
        lines = [f"{name}{colon}{' '.join(map('{} {}'.format, titles, figures))}" for name, *figures in rows]
        yield escape(block["caption"], quote=False)
        yield f"<blockquote{' expandable' if len(rows) > FOLDED else ''}>" + "\n".join(lines) + "</blockquote>"
    else:
        words = escape(block["text"], quote=False)
        yield f"<b>{words}</b>" if block["type"] == "heading" else words
