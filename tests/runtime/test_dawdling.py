"""Connections that say no whole request (slow loris) are closed, so that they take nobody's place."""

from __future__ import annotations

import asyncio
import contextlib
from types import SimpleNamespace
from typing import Any

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import serving
from bot.serving import MOST, PATIENCE, Dawdling, listening_at, served


class Connection:
    """A connection whose request is ``cycle``; nothing of it came where that is ``None``."""

    def __init__(self, cycle: Any = None) -> None:
        self.cycle = cycle


def request(*, more_body: bool = False, response_complete: bool = False) -> Any:
    return SimpleNamespace(more_body=more_body, response_complete=response_complete)


def test_who_says_no_whole_request_in_time_is_closed_and_who_waits_for_an_answer_is_not():
    silent, slow, between = (
        Connection(),
        Connection(request(more_body=True)),
        Connection(request(response_complete=True)),
    )
    asking = Connection(request())
    dawdling, all_ = Dawdling(), [silent, slow, between, asking]
    assert list(dawdling.over(all_, now=0.0)) == []
    assert list(dawdling.over(all_, now=PATIENCE - 0.1)) == []
    assert set(dawdling.over(all_, now=PATIENCE)) == {silent, slow, between}


def test_who_asks_anew_begins_anew():
    one, dawdling = Connection(), Dawdling()
    list(dawdling.over([one], now=0.0))
    one.cycle = request()
    list(dawdling.over([one], now=9.0))
    one.cycle = request(response_complete=True)
    assert list(dawdling.over([one], now=12.0)) == []


def test_of_too_many_those_that_were_first_go():
    first, dawdling = [Connection() for _ in range(10)], Dawdling()
    list(dawdling.over(first, now=0.0))
    assert set(dawdling.over([*first, *(Connection() for _ in range(MOST))], now=1.0)) == set(first)


async def test_a_server_closes_half_a_request(monkeypatch):
    monkeypatch.setattr(serving, "PATIENCE", 0.0)
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("da"))])
    listener = listening_at("127.0.0.1", 0)
    async with served(app, listener, grace=1):
        reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        with contextlib.suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 10) == b""
        writer.close()
