"""The wire against a server that says, byte for byte, what a test wants it to say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.wire import FRESH, Garbled, HungUp, NotConnected, NotConnectedInTime, TooLarge, Wire

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Server:
    """Answers each call with the next of its answers; after the last, or where one is empty, it hangs up."""

    def __init__(self) -> None:
        self.answers: list[tuple[bytes, ...]] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self.asked = asyncio.Event()
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while self.answers:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                self.asked.set()
                for piece in self.answers.pop(0):
                    writer.write(piece)
                    await writer.drain()
        except asyncio.IncompleteReadError:
            pass  # The other end has hung up.
        finally:
            writer.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    yield server
    listening.close()


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    wire = Wire(server.url, size=1, agent="test")
    yield wire
    wire.close()


async def post(wire: Wire, url: str, form: bytes | None = b"a=1", *, read: float | None = 5.0) -> tuple[int, bytes]:
    return await wire.post(url, form, pool=5.0, connect=5.0, read=read)


async def test_calls_share_a_connection(server: Server, wire: Wire) -> None:
    server.answers = [(OK,), (OK,), (OK,)]

    assert await post(wire, f"{server.url}/botx/getMe", None) == (200, b"{}")
    assert await post(wire, f"{server.url}/botx/sendMessage") == (200, b"{}")

    assert server.connections == 1
    assert server.requests[0].startswith(b"POST /botx/getMe HTTP/1.1\r\n")
    assert server.requests[0].endswith(b"Content-Length: 0\r\n\r\n")
    assert server.requests[1].endswith(b"Content-Length: 3\r\n\r\na=1")


@pytest.mark.parametrize(
    ("pieces", "answer"),
    [
        ((b"HTTP/1.1 429 Too Many\r\nContent-Len", b"gth: 3\r\n\r\na", b"bc"), (429, b"abc")),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1", b"\r\nc\r\n0\r\n\r\n"), (200, b"abc")),
        ((b"HTTP/1.1 100 Continue\r\n\r\n", OK), (200, b"{}")),
        ((b"HTTP/1.1 204 No Content\r\n\r\n",), (204, b"")),
    ],
)
async def test_an_answer_may_come_in_any_form(
    server: Server, wire: Wire, pieces: tuple[bytes, ...], answer: tuple[int, bytes]
) -> None:
    server.answers = [pieces, (OK,), (OK,)]

    assert await post(wire, f"{server.url}/x") == answer
    assert await post(wire, f"{server.url}/x") == (200, b"{}")
    assert server.connections == 1


async def test_an_answer_may_end_with_its_connection(server: Server, wire: Wire) -> None:
    server.answers = [(b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n<html>",)]

    assert await post(wire, f"{server.url}/x") == (502, b"<html>")


@pytest.mark.parametrize(
    ("piece", "error"),
    [
        (b"", HungUp),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", HungUp),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", HungUp),
        (b"HTTP/1.1 200 OK\r\nConte", HungUp),
        (b"SSH-2.0-OpenSSH_9.6\r\n", Garbled),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", Garbled),
    ],
)
async def test_half_an_answer_and_garbage_are_errors(
    server: Server, wire: Wire, piece: bytes, error: type[Exception]
) -> None:
    server.answers = [(piece,)]

    with pytest.raises(error):
        await post(wire, f"{server.url}/x")


async def test_an_answer_without_end_is_not_read_to_it(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wire.LARGEST", 1000)
    server.answers = [(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n", b"x" * 2000)]

    with pytest.raises(TooLarge):
        await post(wire, f"{server.url}/x")


async def test_a_connection_that_was_closed_meanwhile_is_not_used(server: Server, wire: Wire) -> None:
    """Else a server that restarts would make the next message one of unknown fate."""
    server.answers = [(OK,)]
    assert await post(wire, f"{server.url}/x") == (200, b"{}")
    await asyncio.sleep(0.01)  # Until the end of the connection has come here, over a real socket.
    server.answers = [(OK,), (OK,)]

    assert await post(wire, f"{server.url}/x") == (200, b"{}")
    assert server.connections == 2


async def test_a_connection_that_has_rested_for_long_is_not_used(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers = [(OK,), (OK,), (OK,)]
    await post(wire, f"{server.url}/x")
    loop = asyncio.get_running_loop()
    later = loop.time() + FRESH
    monkeypatch.setattr(loop, "time", lambda: later)

    await wire.post(f"{server.url}/x", None, pool=None, connect=None, read=None)

    assert server.connections == 2


async def test_what_nobody_has_asked_for_ends_the_connection(server: Server, wire: Wire) -> None:
    """The answer to one call is never taken for the answer to another."""
    server.answers = [(OK + OK,), (OK,), (OK,)]
    await post(wire, f"{server.url}/x")
    await post(wire, f"{server.url}/x")

    assert server.connections == 2


async def test_silence_ends_a_call_and_its_connection(server: Server, wire: Wire) -> None:
    server.answers = [(b"HTTP/1.1 200 OK\r\n",), (OK,), (OK,)]

    with pytest.raises(TimeoutError) as caught:
        await post(wire, f"{server.url}/x", read=0.02)
    await post(wire, f"{server.url}/x")

    assert not isinstance(caught.value, NotConnectedInTime)
    assert server.connections == 2


async def test_an_answer_in_drips_ends_the_call_like_silence(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something comes again and again, and never the end."""
    monkeypatch.setattr("bot.wire.WHOLE", -4.9)  # A tenth of a second as a whole, five of silence.
    server.answers = [(b"HTTP/1.1 200 OK\r\n",), (OK,)]

    with pytest.raises(TimeoutError):
        await post(wire, f"{server.url}/x")


async def test_a_call_that_is_given_up_frees_its_place(server: Server, wire: Wire) -> None:
    server.answers = [(b"HTTP/1.1 200 OK\r\n",), (OK,), (OK,)]
    call = asyncio.create_task(post(wire, f"{server.url}/x"))
    await server.asked.wait()
    with pytest.raises(NotConnectedInTime):
        await wire.post(f"{server.url}/x", None, pool=0.0, connect=5.0, read=5.0)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)

    assert await post(wire, f"{server.url}/x") == (200, b"{}")


async def test_a_server_that_speaks_no_tls_is_not_connected_to(server: Server) -> None:
    wire = Wire(server.url.replace("http:", "https:"), size=1, agent="test")

    with pytest.raises(NotConnected):
        await post(wire, f"{server.url.replace('http:', 'https:')}/x")


def test_a_url_that_needs_rewriting_is_left_to_others() -> None:
    wire = Wire("http://bots.example/api", size=1, agent="test")

    assert wire.reaches("http://bots.example/api/bot1:x/getMe")
    others = (
        "http://bots.example.org/x",
        "http://bots.example/a b",
        "http://bots.example/台账",
        "http://bots.example/a#b",
    )
    assert not any(map(wire.reaches, (*others, "http://bots.example/a\r\nX: y")))
