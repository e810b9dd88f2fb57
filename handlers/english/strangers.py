"""Words about names that the roster does not hold (名册外人员)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import called, listed


def not_on_roster(names: Sequence[str], alike: Sequence[Sequence[str]]) -> str:
    """Say who is not on the roster, name those spelt alike, and ask who is meant."""
    lines = [_one(name, near) for name, near in zip(names, alike, strict=True)]
    return "\n".join([*lines, "Nothing is registered yet. Please reply with the unit or person."])


def _one(name: str, near: Sequence[str]) -> str:
    hint = f" Spelt alike: {listed(map(called, near))}." if near else ""
    return f"The roster has no “{called(name)}”.{hint}"
