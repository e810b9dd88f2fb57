"""Contexts of templates, emptied when the text is made.

Each is in a ring with its macros, which the collector finds late, and would hold the report with all tasks of its
period until then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context

_MADE = "_made"
"""The name by which contexts find the list that they enter themselves in; no template asks for it."""


class Emptied(Context):
    """A context that can be found again: the template's own, and one for each template that it imports."""

    def __init__(self, environment: Any, parent: dict[str, Any], *given: Any, **named: Any) -> None:
        super().__init__(environment, parent, *given, **named)
        if _MADE in parent:
            parent[_MADE].append(self)


def pieces(template: Template, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the text piece by piece; at its end, or once nobody wants more of it, nothing holds the values any more."""
    made: list[Emptied] = []
    try:
        yield from template.generate(values, **{_MADE: made})
    finally:
        for context in made:
            context.vars.clear()
            context.parent.clear()
