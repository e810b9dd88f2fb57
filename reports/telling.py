"""Telling: the lines of a report's lists as its messages print them, each worded once, whatever lengths are tried."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

from ledger.lights import Light
from reports.lines import Line, Section
from reports.words import clipped

MARKS = {Light.RED: "🔴", Light.YELLOW: "🟡", Light.GREEN: "🟢"}
_WHO = 30
Worded = Callable[[Line], str]
"""A macro of a template that makes markup of a line."""


def headed(line: Line, *, nothing: str, bar: str, joint: str) -> Markup:
    """Return what every line begins with: number, light, title (``nothing`` where it has none) and who it is with.

    It is escaped in one go: a template that puts it together escapes five pieces.
    """
    mark = MARKS[line.lit.light] if line.lit else ""
    title, who = clipped(line.title) or nothing, clipped(joint.join(line.who), _WHO)
    return escape(f"{line.number} {mark}{title}{bar}{who}")


def heading_of(*, nothing: str, bar: str, joint: str) -> Worded:
    """Return what heads a line in these words, which a template chooses once; a macro would cost as much again."""
    return partial(headed, nothing=nothing, bar=bar, joint=joint)


class Told:
    """The lines of one report that were worded already; shorter lists are cut from the longer ones."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[int, list[str]] = {}

    def __call__(self, section: Section, most: int, head: Worded, tail: Worded) -> Markup:
        """Return the first lines of the section, which a report lists once, and holds as long as it is worded."""
        known = self._known.setdefault(id(section), [])
        known += [f"{head(line)}{tail(line)}" for line in section.lines[len(known) : most]]
        return Markup("\n".join(known[:most]))  # noqa: S704 - markup of macros
