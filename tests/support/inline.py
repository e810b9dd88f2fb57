"""SQLite without a thread for each connection: where one thing happens after the other, nothing is gained by waiting.

Without the hop to the thread and back for each statement a dialog costs a fifth less. What many do at once is
tested on the connections as they are (``tests/storage``, ``tests/runtime``, ``tests/chaos``): here a statement that
waits for another connection's commit would let nobody commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import Any

import aiosqlite
import pytest

from storage.one_trip import OneTripConnection


class _AtOnce:
    """Stands where the queue of the thread stands, and does what is put into it."""

    def put_nowait(self, wanted: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, work = wanted
        try:
            done = work()
        except BaseException as failure:
            if future is None:
                raise
            future.set_exception(failure)
        else:
            if future is not None:
                future.set_result(done)


class InlineConnection(OneTripConnection):
    """A connection that does in the event loop's own thread what is asked of it."""

    def __init__(self, *how: Any) -> None:
        super().__init__(*how)
        self._tx = _AtOnce()  # type: ignore[assignment]

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        return self._connect().__await__()


def open_inline(patch: pytest.MonkeyPatch) -> None:
    """Let stores open such connections from now on."""
    patch.setattr("storage.engines.OneTripConnection", InlineConnection)
