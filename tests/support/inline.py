"""SQLite without a thread for each connection: where one thing happens after the other, nothing is gained by waiting.

A statement costs a quarter of what it costs with the hop to the thread and back. What many do at once is tested on the
connections as they are (``tests/storage``, ``tests/runtime``, ``tests/chaos``): here a statement that waits for another
connection's commit would let nobody commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import Any

import pytest

from storage.one_trip import OneTripConnection


class InlineConnection(OneTripConnection):
    """A connection that does in the event loop's own thread what is asked of it."""

    def __await__(self) -> Generator[Any, None, InlineConnection]:
        return self._connect().__await__()

    async def _connect(self) -> InlineConnection:
        if self._connection is None:
            self._connection = self._connector()
        return self

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._running or self._connection is None:
            raise ValueError("Connection closed")
        return fn(*args, **kwargs)

    def stop(self) -> asyncio.Future[Any] | None:
        """Close what is open; there is no thread to wait for."""
        self._running = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        return None


def open_inline(patch: pytest.MonkeyPatch) -> None:
    """Let stores open such connections from now on."""
    patch.setattr("storage.engines.OneTripConnection", InlineConnection)
