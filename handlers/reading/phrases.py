"""Words that name an act by themselves: 批示：…, 停止周期1, 周期事项, 重点事项, 蹲点…发现…, and the parts of 分解."""

from __future__ import annotations

import re

from handlers.reading.orientations import labels_in

_INSTRUCTION = re.compile(r"^\s*批示\s*[:：,，]?\s*")
_COURTESY = re.compile(
    r"^[\W_]*(?:好|收到|知道|知悉|辛苦|谢|感谢|嗯|行|可以|不错|明白|了解|ok|是的|对)[^,，。;；]{0,6}[\W_]*$",
    re.IGNORECASE,
)
_SHORTEST = 4  # Characters: less is a word in passing, and no instruction.
_STOP = re.compile(r"停止\D{0,6}?(?P<n>\d{1,6})|(?P<first>\d{1,6})\D{0,6}?停止")
_STOPS = re.compile(
    r"(?:请)?(?:停止[^\d,，。]{0,6}周期\D{0,4}\d{1,6}(?:号|项)?|周期\D{0,4}\d{1,6}(?:号|项)?停止)[。!！\s]*"
)
_LIST = re.compile(r"(?:查看|列出)?(?:全部|所有)?周期(?:事项|任务)(?:有哪些|清单)?[?？。\s]*")
_VISIT = re.compile(r"(?:蹲点|现场督[办查]|实地督[办查]).*发现", re.DOTALL)
_KEY = re.compile(r"(?:列为|设为)?重点事项")
_ENOUGH = 2  # Of the four labels: fewer may stand in any report.
_SPLIT = re.compile(r"(?:分解|拆分|拆解|细分)(?:给|为|成|如下)?[:：,，\s]*")
_CLAUSES = re.compile(r"[;；\n]+")


def is_instruction(text: str) -> bool:
    """Tell whether the words begin with 批示."""
    return _INSTRUCTION.match(text) is not None


def without_prefix(text: str) -> str:
    """Return the instruction itself."""
    return _INSTRUCTION.sub("", text)


def is_weighty(text: str) -> bool:
    """Tell whether a leader's words are more than thanks and a nod."""
    return len(text) >= _SHORTEST and _COURTESY.search(text) is None


def stops_recurrence(text: str) -> bool:
    """Tell whether the words stop a recurrence (停止周期1)."""
    return _STOPS.fullmatch(text) is not None


def number_to_stop(text: str) -> int | None:
    """Return the number that stands beside 停止."""
    found = _STOP.search(text)
    return int(found["n"] or found["first"]) if found else None


def lists_recurrences(text: str) -> bool:
    """Tell whether the words ask for what recurs."""
    return _LIST.fullmatch(text) is not None


def is_visit(text: str) -> bool:
    """Tell whether the words report a visit on site and what was found."""
    return _VISIT.search(text) is not None


def is_orientation(text: str) -> bool:
    """Tell whether the words set orientations of a key task: 重点事项 with a label, or two labels."""
    labels = labels_in(text)
    return labels >= _ENOUGH or bool(labels and _KEY.match(text))


def clauses_of(text: str) -> tuple[str, ...]:
    """Return the parts that follow 分解, each by itself."""
    marker = _SPLIT.search(text)
    clauses = _CLAUSES.split(text[marker.end() :] if marker else text)
    return tuple(clause.strip() for clause in clauses if clause.strip())
