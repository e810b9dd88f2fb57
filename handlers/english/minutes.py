"""Sentences of minutes (纪要): what stands beside the paper, which is Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.english.voice import listed, many

_FACTS = {"held": "time", "place": "place", "chair": "chair", "present": "present"}


def missing(meeting: Mapping[str, str]) -> tuple[str, ...]:
    """Return what nobody has said of the meeting."""
    return tuple(word for name, word in _FACTS.items() if name not in meeting)


def caption(count: int, blanks: Sequence[str]) -> str:
    """Return what stands under the file, and what is to be filled in by hand."""
    said = f"Minutes, {many(count, 'decision')}."
    if not blanks:
        return said
    return f"{said}\nNot said and left blank: {listed(blanks)}; please fill them in, or write “时间：…” there."


def nothing() -> str:
    """Say what minutes are made of."""
    return "Nothing to make minutes of. First send the decisions and confirm the assignment, then write 出一份纪要."
