"""Which of a server's addresses is taken, and what becomes of the others."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Any, cast

import pytest

from bot.addresses import connected, first, in_turn


class Transport:
    """What a connection is let go by."""

    def __init__(self) -> None:
        self.is_aborted = False

    def abort(self) -> None:
        self.is_aborted = True


def made(name: str, *, after: asyncio.Event | None = None, refused: str = "") -> Any:
    """Return a try that gives a connection called ``name``, once that is let through."""

    async def trying() -> tuple[Transport, str]:
        if after is not None:
            await after.wait()
        if refused:
            raise OSError(refused)
        return Transport(), name

    return trying()


async def test_families_take_turns() -> None:
    found = [(6, "::1"), (6, "::2"), (4, "127.0.0.1")]
    assert in_turn(found) == ["::1", "127.0.0.1", "::2"]


async def test_an_address_that_does_not_answer_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.addresses.NEXT", 0.0)
    never = asyncio.Event()
    assert cast("Any", await first([made("silent", after=never), made("quick")])) == "quick"
    assert len(asyncio.all_tasks()) == 1


async def test_the_first_that_answers_is_taken_and_the_next_is_never_begun() -> None:
    begun = []

    async def noted() -> Any:
        begun.append("second")

    assert cast("Any", await first([made("first"), noted()])) == "first"
    assert begun == []


async def test_a_refusal_is_followed_by_the_next_at_once_and_the_last_one_is_told() -> None:
    assert cast("Any", await first([made("", refused="no route"), made("second")])) == "second"
    with pytest.raises(OSError, match="closed"):
        await first([made("", refused="no route"), made("", refused="closed")])


async def test_a_connection_that_comes_too_late_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.addresses.NEXT", 0.0)
    both, late = asyncio.Event(), Transport()

    async def stubborn() -> Any:
        with contextlib.suppress(asyncio.CancelledError):
            await both.wait()
        return late, "late"

    assert cast("Any", await first([stubborn(), made("quick")])) == "quick"
    assert late.is_aborted


async def test_a_server_on_one_family_alone_is_reached_by_its_name() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    server = await asyncio.start_server(lambda _, writer: writer.close(), sock=listener)
    async with server:
        assert isinstance(
            await connected(asyncio.Protocol, "localhost", listener.getsockname()[1], None), asyncio.Protocol
        )
