"""The card of a register (办文、办会、制度、培训): what was understood, to be confirmed or dropped by a tap."""

from __future__ import annotations

from typing import Any

from handlers.cards import keep, spend, supersede
from handlers.heard import Answer, Answers, Button, Heard
from handlers.speaking import rows_of
from handlers.wording import register_cards as wording
from storage.books import OpenBooks

Rows = tuple[tuple[Button, ...], ...]
NUMBER = "register.number"
"""The argument that carries the number that is meant."""


async def keys_of(
    books: OpenBooks, heard: Heard, args: dict[str, Any], *, of: str, keeps: str = "", source: int | None = None
) -> tuple[str, Rows]:
    """Keep what was understood, and return the action that it is kept as, and the buttons of the card.

    ``of`` is the register whose ``confirm`` and ``drop`` they are; ``keeps`` the act to which further words lead (that
    of confirming, without one). An older card of the same words (``source``, else those just heard) becomes void.
    """
    kept = await keep(books, heard, keeps or f"{of}.confirm", args, group="")
    await supersede(books, heard, heard.message if source is None else source, kept)
    confirm = Button(label=wording.CONFIRM, act=f"{of}.confirm", args=args | {"card": kept})
    return kept, rows_of((confirm, Button(label=wording.DROP, act=f"{of}.drop", args={"card": kept})))


async def on_drop(books: OpenBooks, heard: Heard) -> Answers:
    """取消: nothing is registered."""
    await spend(books, heard, heard.args["card"])
    return (Answer(text=wording.dropped(), edit=True),)
