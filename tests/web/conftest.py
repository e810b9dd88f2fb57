"""The small office with the leaders' page switched on, and a browser that keeps what it is given."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import aiohttp
import pytest

from bot.sandbox.transport import listening
from bot.web.site import Site, site_app
from config.channels import BoardPage
from tests.handlers.conftest import week  # noqa: F401 - a scene
from tests.support.databases import Databases, SqliteDatabases
from tests.support.dialog import LEADER, Dialog
from tests.support.office_chats import assigned, dialog, office_url  # noqa: F401 - fixtures

PUBLIC = "https://oa.example.gov.cn/board"


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Iterator[Databases]:
    yield sqlite_databases
    sqlite_databases.clear()


@pytest.fixture
def talk(week: Dialog) -> Dialog:  # noqa: F811 - the fixture
    """Hand out a week's chats of an office that has the page."""
    week.store.house = replace(week.store.house, page=BoardPage(url=PUBLIC))
    return week


@dataclass
class Told:
    """An answer as a browser sees it."""

    status: int
    text: str
    headers: Mapping[str, str]
    cookie: str = ""


class Browser:
    """Asks as the reverse proxy would hand it on; keeps the cookie that it got, and sends it back."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url, self.session, self.secret = url, session, ""

    async def asks(self, path: str, method: str = "GET") -> Told:
        """Ask; where the answer leads on is not followed."""
        cookies = {"Cookie": f"taizhang_board={self.secret}"} if self.secret else {}
        async with self.session.request(method, self.url + path, headers=cookies, allow_redirects=False) as answer:
            told = Told(answer.status, await answer.text(), answer.headers, answer.headers.get("Set-Cookie", ""))
        if given := re.match(r'taizhang_board="?([\w-]*)"?;', told.cookie):
            self.secret = given[1]
        return told

    async def opens(self, link: str) -> Told:
        """Follow a link from the chat and tap what it shows; return the page that it leads to."""
        await self.asks(path_of(link))
        opened = await self.asks(path_of(link), "POST")
        return await self.asks("/") if opened.status == 303 else opened


def path_of(link: str) -> str:
    """Return the path of a link as the program behind the proxy sees it."""
    return link.removeprefix(PUBLIC)


async def link_of(talk: Dialog, who: str = LEADER, words: str = "/board") -> str:
    """Have somebody ask for the page; return the link in the answer."""
    (text,) = await talk.says(who, words)
    found = re.search(r'href="([^"]+)"', text)
    assert found, text
    return found[1]


@dataclass
class Hands:
    """A clock that shows the chats' time."""

    talk: Dialog
    speed: float = 1.0

    def now(self) -> datetime:
        return self.talk.now


@pytest.fixture
async def browser(talk: Dialog) -> AsyncIterator[Browser]:
    """Hand out a browser before the page of the small office."""
    site = Site(talk.store, Hands(talk), BoardPage(url=PUBLIC))
    async with (
        listening(site_app(site), 0) as url,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
    ):
        yield Browser(url, session)
