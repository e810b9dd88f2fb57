"""One message for several answers that wait for one group (合并答复): each keeps whom it answers and its number."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import called


def line(user: int, name: str, text: str) -> str:
    """Return one answer, with a mention of the person whom it answers in the place of the reply."""
    return f'<a href="tg://user?id={user}">{called(name)}</a>: {text}'


def together(lines: Sequence[str]) -> str:
    """Return the answers as one message, in the order in which they were given."""
    return "\n".join([f"{len(lines)} answers:", *lines])
