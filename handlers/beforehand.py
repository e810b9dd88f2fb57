"""What takes long is made before the books of its update open for writing: others are not held up by a large ledger.

A handler that is asked for a file looks at the right and then raises ``Beforehand``; nothing was written yet. Whoever
opened the books reads in a reading, makes the file beside the event loop, and has the update dealt with once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from handlers.heard import Answers, Heard, Ready
from ledger.people import Person
from storage.books import OpenBooks

T = TypeVar("T")


class Beforehand(Exception):  # noqa: N818 - named for what is so
    """The answers to ``asker`` take long: ``read`` what they need in a reading, then ``make`` them in a thread."""

    def __init__(
        self, asker: Person, read: Callable[[OpenBooks], Awaitable[Any]], make: Callable[[Any], Answers]
    ) -> None:
        super().__init__()
        self.asker, self.read, self.make = asker, read, make


async def made_ready(wanted: Beforehand, reading: AbstractAsyncContextManager[OpenBooks]) -> Ready:
    """Return the answers; the books are closed again before they are made."""
    async with reading as books:
        material = await wanted.read(books)
    return Ready(wanted.asker, await asyncio.to_thread(wanted.make, material))


def beforehand(heard: Heard, read: Callable[[OpenBooks], Awaitable[T]], make: Callable[[T], Answers]) -> Answers:
    """Return the answers if they are ready, else ask for them; whoever got another role meanwhile gets others."""
    if heard.ready is None or heard.ready.asker != heard.person:
        raise Beforehand(heard.person, read, make)
    return heard.ready.answers
