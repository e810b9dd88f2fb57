"""The site: a link is opened by a tap, then the browser's own secret shows the page until its time is over."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from urllib.parse import urlsplit

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from bot.serving import application
from bot.web.reading import material, reader_of
from config.channels import BoardPage
from ledger.people import Person
from ledger.values import dataclass
from reports.web import STYLE
from reports.web.page import board_html, gate_html, refused_html
from storage.page_links import PageLinks
from storage.store import Store

log = structlog.get_logger(__name__)

COOKIE = "taizhang_board"
FRESH = 15.0
"""Seconds for which a page is shown as it was made: reloading again and again reads the ledger no oftener."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_GONE = 404
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
"""With every answer: nothing is kept, embedded, indexed or told to others, and nothing comes from elsewhere."""


@dataclass
class Site:
    """Answers browsers; every request asks anew who it is for, and what that person may see."""

    store: Store
    clock: Clock
    settings: BoardPage
    monotonic: Callable[[], float] = time.monotonic
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)
    _made: dict[str, tuple[float, Person, str]] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The path under which the public address lies, without a slash at its end."""
        return urlsplit(self.settings.url).path.rstrip("/")

    async def gate(self, request: Request) -> Response:
        """Ask for a tap; whether the link is good is not told before."""
        token = request.path_params["token"]
        return (
            self._html(gate_html(base=self.base, target=f"/b/{token}")) if _TOKEN.fullmatch(token) else self._refused()
        )

    async def open(self, request: Request) -> Response:
        """Spend the link, give this browser its secret, and lead on to the page."""
        token = request.path_params["token"]
        if _is_from_elsewhere(request) or not await self._is_free(token):
            return self._refused()
        async with self.store.books(now=self.clock.now()) as books:
            opened = await PageLinks(books.connection, now=books.now).open(token)
            reader = None if opened is None else await reader_of(books, opened[0])
            left = 0 if opened is None else int((opened[1].expires_at - books.now).total_seconds())
        if opened is None or reader is None:
            log.info("board_refused")
            return self._refused()
        log.info("board_opened", person=int(reader.id))
        answer = RedirectResponse(f"{self.base}/", status_code=303, headers=HEADERS)
        self._set(answer, opened[0], life=left)
        return answer

    async def page(self, request: Request) -> Response:
        """Show the page to the browser that opened the link."""
        secret = request.cookies.get(COOKIE, "")
        if not _TOKEN.fullmatch(secret):
            return self._refused()
        async with self._making:  # One page is made at a time, however many ask.
            async with self.store.reading(now=self.clock.now()) as books:
                reader = await reader_of(books, secret)
                if reader is None:
                    self._made.pop(secret, None)
                    return self._refused()
                if (kept := self._kept(secret, reader)) is not None:
                    return self._html(kept)
                read = await material(books, reader)
            html = await asyncio.to_thread(lambda: board_html(read.page(), reader=reader.name, base=self.base))
            self._made[secret] = self.monotonic(), reader, html
        return self._html(html)

    async def leave(self, request: Request) -> Response:
        """End the link by which this browser came."""
        secret = request.cookies.get(COOKIE, "")
        self._made.pop(secret, None)
        if await self._shows(secret):
            async with self.store.books(now=self.clock.now()) as books:
                await PageLinks(books.connection, now=books.now).leave(secret)
        answer = self._refused()
        self._set(answer, "", life=0)
        return answer

    async def style(self, _request: Request) -> Response:
        """Return the style sheet."""
        return FileResponse(STYLE, headers={**HEADERS, "Cache-Control": "no-cache"}, media_type="text/css")

    async def robots(self, _request: Request) -> Response:
        """Send search engines away."""
        return PlainTextResponse("User-agent: *\nDisallow: /\n", headers=HEADERS)

    async def _is_free(self, token: str) -> bool:
        if not _TOKEN.fullmatch(token):
            return False
        async with self.store.reading(now=self.clock.now()) as books:
            return await PageLinks(books.connection, now=books.now).is_free(token)

    async def _shows(self, secret: str) -> bool:
        if not _TOKEN.fullmatch(secret):
            return False
        async with self.store.reading(now=self.clock.now()) as books:
            return await PageLinks(books.connection, now=books.now).visit(secret) is not None

    def _kept(self, secret: str, reader: Person) -> str | None:
        """Return the page of this browser while it is fresh and the person's place in the roster is the same."""
        now = self.monotonic()
        self._made = {key: one for key, one in self._made.items() if now - one[0] < FRESH}
        made = self._made.get(secret)
        return made[2] if made is not None and made[1] == reader else None

    def _set(self, answer: Response, secret: str, *, life: int) -> None:
        secure = self.settings.url.startswith("https://")
        path = f"{self.base}/"
        answer.set_cookie(COOKIE, secret, max_age=life, path=path, secure=secure, httponly=True, samesite="strict")

    def _html(self, html: str, status: int = 200) -> Response:
        return HTMLResponse(html, status_code=status, headers=HEADERS)

    def _refused(self) -> Response:
        return self._html(refused_html(base=self.base), _GONE)


def _is_from_elsewhere(request: Request) -> bool:
    """Tell whether another site's page made the browser ask: it could put its own link in the place of the leader's."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


async def _nothing(_request: Request, _problem: Exception) -> Response:
    return PlainTextResponse("", status_code=_GONE, headers=HEADERS)


def site_app(site: Site) -> Starlette:
    """Return the web application; what it does not know it answers with nothing."""
    return application(
        [
            Route("/", site.page, methods=["GET"]),
            Route("/b/{token}", site.gate, methods=["GET"]),
            Route("/b/{token}", site.open, methods=["POST"]),
            Route("/leave", site.leave, methods=["POST"]),
            Route("/page.css", site.style, methods=["GET"]),
            Route("/robots.txt", site.robots, methods=["GET"]),
        ],
        exception_handlers={404: _nothing, 405: _nothing},
    )
