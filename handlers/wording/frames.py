"""Sentences built from a person's words, so that one reader understands every way of saying it (补全句式)."""

from __future__ import annotations

UNTIL = "请{name}{words}报送材料"
"""A deadline said alone, put where the reader expects one."""

ASSIGNED = "请{names}{deadline}{title}"
"""A card's draft with one part of it said anew."""

EXTENDED = "申请延期{words}"
"""A span said alone (两天), put where the reader expects one."""

JOINED = "{first}，{more}"
"""A first message and what was missing from it."""

COMMANDS = {
    "report_day": "日报：{words}",
    "leave": "请假：{words}",
    "back": "{words}销假",
}
"""Commands whose words are read as the sentence that they shorten."""
