"""The wire: calls to one server by HTTP/1.1 over connections that stay open, for a fraction of a general client's work.

Only what a call of the Bot API without files needs: a POST, and its answer whole. Proxies, redirects, uploads and
downloads are the general client's (``bot.transport``). What goes wrong before anything can have been sent is
``NotConnected`` or ``NotConnectedInTime``; what goes wrong later is another ``OSError``, and may have had its effect.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import cast
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from bot.addresses import connected

FRESH = 15.0
"""Seconds for which a connection may rest; servers close what rests for longer, perhaps under the next call."""
LARGEST = 64 * 2**20
"""Bytes of an answer; a hundred updates have a few hundred thousand, and a file at most 20 MiB."""
WHOLE = 20.0
"""Seconds beyond the silence that is allowed after which an answer that comes in drips counts as none."""
_FINAL = 200
"""Statuses below only announce the answer."""
_SAY_THE_END = (b"content-length", b"transfer-encoding")

Answer = tuple[int, bytes]


class NotConnected(ConnectionError):  # noqa: N818 - what is so
    """No connection could be made."""


class NotConnectedInTime(TimeoutError):  # noqa: N818 - what is so
    """No connection was free, or none could be made, within its seconds."""


class HungUp(ConnectionError):  # noqa: N818 - what is so
    """The server closed the connection before its answer was whole."""


class Garbled(ConnectionError):  # noqa: N818 - what is so
    """The server answered with something that is no HTTP."""


class TooLarge(ConnectionError):  # noqa: N818 - what is so
    """The server says more than anybody could have asked for."""


class _Reply:
    """An answer that is coming in; the parser calls it for each part."""

    def __init__(self) -> None:
        self._parser = HttpResponseParser(self)
        self._body: list[bytes] = []
        self._size = 0
        self._is_final = self._says_the_end = False
        self.answer: Answer | None = None
        """Status and body, as soon as it is whole."""
        self.line_stays = False

    def take(self, data: bytes) -> None:
        """Take what came; ``Garbled`` where that cannot be read, ``TooLarge`` where it does not end."""
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            raise Garbled from error
        if self._size > LARGEST:
            raise TooLarge

    def end(self) -> Answer | None:
        """Return the answer where the server shows its end by closing the connection, and has just done so."""
        return self._so_far() if self._is_final and not self._says_the_end else None

    def _so_far(self) -> Answer:
        return self._parser.get_status_code(), b"".join(self._body)

    def on_message_begin(self) -> None:
        """Let a second answer to one call, which belongs to nobody, end the connection."""
        self.line_stays = False

    def on_header(self, name: bytes, _value: bytes) -> None:
        self._says_the_end = self._says_the_end or name.lower() in _SAY_THE_END

    def on_headers_complete(self) -> None:
        self._is_final = self._parser.get_status_code() >= _FINAL

    def on_body(self, part: bytes) -> None:
        self._body.append(part)
        self._size += len(part)

    def on_message_complete(self) -> None:
        if self._is_final and self.answer is None:
            self.answer, self.line_stays = self._so_far(), self._parser.should_keep_alive()


class _Line(asyncio.Protocol):
    """One connection, on which one call at a time is made; a call that does not end well closes it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._reply: _Reply | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._at = self._asked_at = 0.0

    async def ask(self, request: bytes, patience: float | None) -> Answer:
        """Send a request and return status and body.

        ``TimeoutError`` after ``patience`` seconds of silence, or ``WHOLE`` seconds later however little comes.
        """
        assert self._transport is not None  # noqa: S101 - whoever asks has just looked
        self._reply, self._waiting = _Reply(), self._loop.create_future()
        self._at = self._asked_at = self._loop.time()
        if patience is not None:
            self._look_out(patience)
        self._transport.write(request)
        try:
            return await self._waiting
        finally:
            self._rest()

    @property
    def is_fresh(self) -> bool:
        """Whether another call can be made on it."""
        there = self._transport is not None and not self._transport.is_closing()
        return there and self._loop.time() - self._at < FRESH

    def close(self) -> None:
        """Let go of it at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport, self._at = cast("asyncio.Transport", transport), self._loop.time()

    def data_received(self, data: bytes) -> None:
        """Take a piece of the answer; what nobody has asked for closes the connection."""
        self._at = self._loop.time()
        if self._reply is None:
            self.close()
            return
        try:
            self._reply.take(data)
        except (Garbled, TooLarge) as error:
            self._fail(error)
        else:
            self._answer(self._reply.answer)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell whoever waits; an answer of unsaid length is whole now."""
        self._transport = None
        if error is None and self._reply is not None:
            self._answer(self._reply.end())
        self._fail(HungUp())

    def _answer(self, answer: Answer | None) -> None:
        if answer is not None and self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(answer)

    def _fail(self, error: Exception) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(error)

    def _look_out(self, patience: float) -> None:
        """Fail once nothing has come for so long, or the answer takes too long as a whole."""
        left = min(self._at, self._asked_at + WHOLE) + patience - self._loop.time()
        if left <= 0:
            self._fail(TimeoutError())
        else:
            self._watch = self._loop.call_later(left, self._look_out, patience)

    def _rest(self) -> None:
        """End the call, and the connection, too, unless it was left as it was found."""
        if self._watch is not None:
            self._watch.cancel()
        if self._reply is None or not self._reply.line_stays:
            self.close()
        self._reply = self._waiting = self._watch = None


class Wire:
    """Connections to one server, ``size`` at most; to be made where the loop runs."""

    def __init__(self, server: str, *, size: int, agent: str) -> None:
        parts = urlsplit(server)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._place = parts.hostname or "", parts.port or (443 if self._tls else 80)
        self._head = f"Host: {parts.netloc}\r\nUser-Agent: {agent}\r\nAccept: */*\r\n"
        self._free = asyncio.Semaphore(size)
        self._resting: list[_Line] = []
        self._closed = False

    def reaches(self, url: str) -> bool:
        """Tell whether the URL is one of the server's that needs no rewriting."""
        return url.startswith(f"{self._origin}/") and url.isascii() and url.isprintable() and not set(" #") & set(url)

    async def post(
        self, url: str, form: bytes | None, *, pool: float | None, connect: float | None, read: float | None
    ) -> Answer:
        """Return status and body of the answer; ``read`` are the seconds for which the server may be silent."""
        await self._until_free(pool)
        try:
            line = self._rested() or await self._connected(connect)
            try:
                return await line.ask(self._request(url, form), read)
            finally:
                self._keep(line)
        finally:
            self._free.release()

    def close(self) -> None:
        """Close every connection; calls that are under way end with theirs."""
        self._closed = True
        while self._resting:
            self._resting.pop().close()

    def _request(self, url: str, form: bytes | None) -> bytes:
        body = form or b""
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if form is not None else ""
        target = url[len(self._origin) :]
        return f"POST {target} HTTP/1.1\r\n{self._head}{kind}Content-Length: {len(body)}\r\n\r\n".encode("ascii") + body

    async def _until_free(self, seconds: float | None) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError:
            raise NotConnectedInTime from None

    async def _connected(self, seconds: float | None) -> _Line:
        try:
            async with asyncio.timeout(seconds):
                return await connected(_Line, *self._place, self._tls)
        except TimeoutError:
            raise NotConnectedInTime from None
        except (OSError, UnicodeError) as error:  # Also a certificate that is not the server's, and no name at all.
            raise NotConnected from error

    def _rested(self) -> _Line | None:
        """Return a connection that may be used again, the one that has rested least."""
        while self._resting:
            line = self._resting.pop()
            if line.is_fresh:
                return line
            line.close()
        return None

    def _keep(self, line: _Line) -> None:
        if line.is_fresh and not self._closed:
            self._resting.append(line)
        else:
            line.close()
