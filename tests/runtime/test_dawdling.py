"""Connections that say no whole request (slow loris) are closed, so that they take nobody's place."""

from __future__ import annotations

import asyncio
import contextlib
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import serving
from bot.serving import HEAD, MOST, PATIENCE, Dawdling, application, listening_at, served


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


@pytest.mark.parametrize("endless", [b"X-Long: " + b"a" * 2 * HEAD, b"X: y\r\n" * HEAD])
async def test_a_head_without_end_is_cut_off_at_once(endless):
    """A parser that copies what it has with each piece would take the loop, and the memory, for itself."""
    async with served(application([]), listener := listening_at("127.0.0.1", 0), grace=1):
        reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
        with contextlib.suppress(ConnectionResetError):
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n" + endless)
            await writer.drain()
            assert await asyncio.wait_for(reader.read(), PATIENCE / 2) == b""
        writer.close()


async def test_a_long_body_is_no_long_head():
    async def length(request):
        return PlainTextResponse(str(len(await request.body())))

    app = application([Route("/", length, methods=["POST"])])
    async with served(app, listener := listening_at("127.0.0.1", 0), grace=1):
        reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
        chunk = b"%x\r\n%b\r\n" % (HEAD, b"a" * HEAD)
        for head, body in (
            (b"Content-Length: %d" % (8 * HEAD), b"a" * 8 * HEAD),
            (b"Transfer-Encoding: chunked", chunk * 8 + b"0\r\n\r\n"),
        ):
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n\r\n" + body)
            assert str(8 * HEAD).encode() in await reader.read(1000)
        writer.close()


async def test_a_path_that_is_nearly_right_leads_nowhere():
    app = application([Route("/secret", lambda _: PlainTextResponse("da"))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as browser:
        assert (await browser.get("/secret/")).status_code == (await browser.get("/other/")).status_code == 404
