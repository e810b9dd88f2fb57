"""What takes long is made before the books of its update open for writing: others are not held up by a large ledger.

A handler that is asked for a file looks at the right and then raises ``Beforehand``; nothing was written yet. Whoever
opened the books reads in a reading, makes the file beside the event loop, and has the update dealt with once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from handlers.heard import Heard, Ready
from ledger.people import Person
from storage.books import OpenBooks

T = TypeVar("T")
M = TypeVar("M")


class Beforehand(Exception):  # noqa: N818 - named for what is so
    """What ``asker`` wants takes long: ``read`` what it needs in a reading, then ``make`` it in a thread.

    ``of`` says what it is made for, where that may be another thing by the time it is ready.
    """

    def __init__(
        self, asker: Person, read: Callable[[OpenBooks], Awaitable[Any]], make: Callable[[Any], Any], of: Any = None
    ) -> None:
        super().__init__()
        self.asker, self.read, self.make, self.of = asker, read, make, of


async def made_ready(wanted: Beforehand, reading: AbstractAsyncContextManager[OpenBooks]) -> Ready:
    """Return what was wanted; the books are closed again before it is made."""
    async with reading as books:
        material = await wanted.read(books)
    return Ready(wanted.asker, await asyncio.to_thread(wanted.make, material), wanted.of)


def beforehand(heard: Heard, read: Callable[[OpenBooks], Awaitable[T]], make: Callable[[T], M], *, of: Any = None) -> M:
    """Return what is made if it is ready, else ask for it; whoever got another role meanwhile gets it made anew."""
    ready = heard.ready
    if ready is None or ready.asker != heard.person or ready.of != of:
        raise Beforehand(heard.person, read, make, of)
    made: M = ready.made
    return made
