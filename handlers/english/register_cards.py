"""Words on the card of a register (办文、办会、制度、培训): the same wherever something is registered."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.english.voice import headline

CONFIRM, DROP = "Register", "Cancel"


def dropped() -> str:
    """Say that nothing was registered."""
    return "Cancelled; nothing was registered."


def which(found: Mapping[str, str]) -> str:
    """Ask which of several, by number and title, an answer without a number is meant for."""
    lines = [f"{number} {headline(title, 40)}" for number, title in found.items()]
    return "\n".join(("Several wait for your answer; please choose, or write the number:", *lines))
