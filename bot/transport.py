"""HTTP to the Bot API, behind the library's own ``BaseRequest``: calls over ``bot.wire``, all else over aiohttp.

What else there is: files, both ways, and servers behind a proxy. What matters to delivery is kept: an error says
whether the request can have reached the server.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.answers import judged
from bot.proxies import is_behind_proxy
from bot.sessions import failures, session, unconnected, unsent
from bot.wire import LARGEST, NotConnected, NotConnectedInTime, TooLarge, Wire
from config.section import is_loopback_url

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession, ClientTimeout, FormData

Parse = Callable[[bytes], dict[str, Any]]
Timeout = Any  # Seconds, ``None`` for no limit, or the library's mark for "not said".

CONNECT_TIMEOUT = 5.0
READ_TIMEOUT = 10.0
WRITE_TIMEOUT = 10.0
FILE_WRITE_TIMEOUT = 60.0  # 50 MB, the platform's limit, over a slow line.
POOL_TIMEOUT = 5.0
DOWNLOAD = 300.0
"""Seconds for a file, of at most 20 MiB."""
GRACE, SLOWEST = 20.0, 16 * 1024
"""Seconds after which a file has to come at so many bytes a second: one that drips would hold up its chat."""

_URL_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


class NotRunning(RuntimeError):  # noqa: N818 - what is so
    """A call before ``initialize`` or after ``shutdown``."""


def surely_not_sent(error: BaseException | None) -> bool:
    """Tell whether no connection was made, so that sending again doubles nothing; anything later is unknown."""
    while error is not None:
        if isinstance(error, (NotConnected, NotConnectedInTime, NotRunning, *unsent())):
            return True
        error = error.__cause__
    return False


def parse_answer(payload: bytes) -> dict[str, Any]:
    """Parse an answer; the library's own parser would write an unreadable one, people's words included, to the log."""
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise TelegramError("Invalid server response")
    return answer


class AiohttpRequest(BaseRequest):
    """Requests to one server; proxies of the environment are used unless the server is this machine."""

    def __init__(
        self,
        api_url: str,
        *,
        pool_size: int = 64,
        connect_timeout: float | None = CONNECT_TIMEOUT,
        read_timeout: float | None = READ_TIMEOUT,
        write_timeout: float | None = WRITE_TIMEOUT,
        file_write_timeout: float | None = FILE_WRITE_TIMEOUT,
        pool_timeout: float | None = POOL_TIMEOUT,
        parse: Parse = parse_answer,
    ) -> None:
        self._api_url = api_url
        self._trust_env = not is_loopback_url(api_url)
        self._pool_size = pool_size
        self._connect, self._read, self._pool = connect_timeout, read_timeout, pool_timeout
        self._write, self._file_write = write_timeout, file_write_timeout
        self._parse = parse
        self._running = False
        self._session: ClientSession | None = None
        self._wire: Wire | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call says nothing else."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool of connections; a second call changes nothing."""
        if not self._running:
            self._running = True
            server = urlsplit(self._api_url)
            if not is_behind_proxy(server.scheme, server.hostname or ""):
                self._wire = Wire(self._api_url, size=self._pool_size, agent=self.USER_AGENT)

    async def shutdown(self) -> None:
        """Close every connection; ``initialize`` opens them again."""
        self._running = False
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """Parse an answer as the caller of the constructor wished."""
        return self._parse(payload)

    async def do_request(  # noqa: PLR0917 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body; raises ``TimedOut`` or ``NetworkError`` with aiohttp's error as the cause."""
        if not self._running:
            raise NetworkError("the transport is not running") from NotRunning()
        files = request_data if request_data is not None and request_data.contains_files else None
        fields = None if request_data is None or files else _fields(request_data)
        pool, connect = _said(pool_timeout, self._pool), _said(connect_timeout, self._connect)
        read = _said(read_timeout, self._read)
        try:
            if method == "POST" and files is None and self._wire is not None and self._wire.reaches(url):
                return judged(*await self._wire.post(url, fields, pool=pool, connect=connect, read=read))
            write = _said(write_timeout, self._file_write if files else self._write)
            timeout = _timeout(pool=pool, connect=connect, write=write, read=read, is_download=method == "GET")
            body, headers = _form(files) if files else fields, None if fields is None else _URL_ENCODED
            how: dict[str, Any] = {"data": body, "headers": headers, "timeout": timeout, "allow_redirects": False}
            async with self._opened().request(method, url, **how) as answer:
                status, content = answer.status, await _read(answer)
                return (status, content) if method == "GET" and answer.ok else judged(status, content)
        except TimeoutError as error:
            raise TimedOut(_kind(error)) from _without_url(error)
        except failures() as error:
            raise NetworkError(_kind(error)) from _without_url(error)

    def _opened(self) -> ClientSession:
        """Return the session of what does not go over the wire, made when it is first asked for."""
        if self._session is None:
            headers = {"User-Agent": self.USER_AGENT}
            self._session = session(proxies=self._trust_env, pool_size=self._pool_size, headers=headers)
        return self._session


async def _read(answer: ClientResponse) -> bytes:
    """Return the whole body; ``TooLarge`` beyond what anybody could have asked for, ``TimeoutError`` where it drips."""
    content, patience = bytearray(), time.monotonic() + GRACE
    async for piece in answer.content.iter_any():
        content += piece
        if len(content) > LARGEST:
            raise TooLarge
        if len(content) < SLOWEST * (time.monotonic() - patience):
            raise TimeoutError
    return bytes(content)


def _said(timeout: Timeout, default: float | None) -> float | None:
    if timeout is BaseRequest.DEFAULT_NONE:
        return default
    return None if timeout is None else float(timeout)


@lru_cache(maxsize=64)
def _timeout(
    *, pool: float | None, connect: float | None, write: float | None, read: float | None, is_download: bool
) -> ClientTimeout:
    """Return aiohttp's limits; it has none for writing, so an upload is bound by the sum of all."""
    from aiohttp import ClientTimeout

    return ClientTimeout(
        total=DOWNLOAD if is_download else _sum(pool, connect, write, read),
        connect=_sum(pool, connect),
        sock_connect=connect,
        sock_read=read,
    )


def _sum(*timeouts: float | None) -> float | None:
    known = [timeout for timeout in timeouts if timeout is not None]
    return sum(known) if len(known) == len(timeouts) else None


def _fields(request_data: RequestData) -> bytes:
    """Return the body of a call without files."""
    return "&".join(f"{name}={_quoted(value)}" for name, value in request_data.json_parameters.items()).encode("ascii")


def _quoted(value: str) -> str:
    """Return the value with every byte of it as ``%XX``: choosing among them would take a third of a whole call."""
    if not value or (value.isascii() and value.isalnum()):
        return value
    return "%" + value.encode().hex("%")


def _form(request_data: RequestData) -> FormData:
    """Return the form with its files, with names as they are and not percent-encoded."""
    from aiohttp import FormData

    form = FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in request_data.multipart_data.items():
        form.add_field(name, content, filename=_one_line(filename), content_type=mimetype)
    return form


def _one_line(filename: str) -> str:
    """Return a name that is safe in a header line, which a control character would end."""
    return "".join(character if character.isprintable() else "_" for character in filename)


def _kind(error: BaseException) -> str:
    """Name the kind only: the text of an error may hold the URL, and the URL holds the token."""
    return type(error).__name__


def _without_url(error: BaseException) -> BaseException:
    """Keep the error as the cause, for its kind, but neither its text nor what lies behind it."""
    if not isinstance(error, unconnected()):
        error.args = (_kind(error),)
    error.__cause__ = None
    error.__suppress_context__ = True
    return error
