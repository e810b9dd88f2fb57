"""What differs between two texts of a report: the lines that fell away and those that came."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import unescape

_TAG = re.compile(r"</?[a-z][^<>]*>")


def plain(markup: str) -> str:
    """Return the text of a message without its Telegram tags."""
    return unescape(_TAG.sub("", markup))


def changed_lines(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the lines that differ, in order: ``-`` with what was said, ``+`` with what would be said instead."""
    old, new = plain(before).split("\n"), plain(after).split("\n")
    found: list[tuple[str, str]] = []
    for step, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if step != "equal":
            found += [("-", line) for line in old[i:j] if line] + [("+", line) for line in new[k:m] if line]
    return tuple(found)
