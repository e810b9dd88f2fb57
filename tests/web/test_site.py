"""What the leaders' page tells browsers besides its words, and where it listens."""

from __future__ import annotations

import asyncio

import pytest

from bot.web.serving import board_served
from bot.web.site import HEADERS
from config.channels import BoardPage
from config.mistakes import WrongSetting
from config.section import Address
from config.settings import Settings
from tests.support.dialog import Dialog
from tests.web.conftest import Browser, Hands, link_of, path_of


async def test_every_answer_forbids_keeping_embedding_and_indexing(talk: Dialog, browser: Browser) -> None:
    link = path_of(await link_of(talk))
    asked = [("/", "GET"), (link, "GET"), (link, "POST"), ("/", "GET"), ("/robots.txt", "GET"), ("/leave", "POST")]
    for path, method in [*asked, ("/nothing", "GET"), ("/", "DELETE")]:
        told = await browser.asks(path, method)
        assert {name: told.headers.get(name) for name in HEADERS} == dict(HEADERS), path
    style = await browser.asks("/page.css")
    assert style.status == 200 and style.headers["Content-Type"].startswith("text/css")


async def test_the_cookie_is_for_this_page_alone(talk: Dialog, browser: Browser) -> None:
    told = await browser.asks(path_of(await link_of(talk)), "POST")
    facts = {part.strip().lower() for part in told.cookie.split(";")[1:]}
    assert facts == {"httponly", "secure", "samesite=strict", "path=/board/", "max-age=1800"}
    assert told.headers["Location"] == "/board/"


async def test_the_page_asks_for_nothing_but_its_style(talk: Dialog, browser: Browser) -> None:
    """No script, no picture, no address of elsewhere; links lead below the public address."""
    page = await browser.opens(await link_of(talk))
    assert "<script" not in page.text and " style=" not in page.text and "http" not in page.text.replace("https://", "")
    assert 'href="/board/page.css"' in page.text and 'action="/board/leave"' in page.text


async def test_a_page_is_made_once_in_a_while_and_shown_as_made(talk: Dialog, browser: Browser) -> None:
    first = await browser.opens(await link_of(talk))
    talk.passes(minutes=1)  # Business time; the real seconds that a page is good for have not passed.
    assert (await browser.asks("/")).text == first.text


async def test_it_is_off_unless_the_settings_say_where(talk: Dialog, unused_tcp_port: int) -> None:
    async with board_served(Settings(), talk.store, Hands(talk)):
        pass
    taken = BoardPage(url="http://127.0.0.1/board", listen=Address("127.0.0.1", unused_tcp_port))
    settings = Settings(page=taken)
    async with board_served(settings, talk.store, Hands(talk)):
        with pytest.raises(WrongSetting, match=r"page\.listen"):
            async with board_served(settings, talk.store, Hands(talk)):
                pass


@pytest.mark.parametrize(
    ("given", "wrong"),
    [({"url": "http://oa.example.gov.cn/board"}, "https"), ({"url": "https://oa.cn", "life": "3d"}, "12h")],
)
def test_a_wrong_setting_is_refused(given: dict[str, str], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        BoardPage(**given)


@pytest.mark.parametrize("came", ["cross-site", "same-site"])
async def test_another_sites_page_opens_no_link_in_a_leaders_browser(talk: Dialog, browser: Browser, came: str) -> None:
    """It could put its own link, and so its own page, in the place of the leader's."""
    link = path_of(await link_of(talk))
    async with browser.session.post(browser.url + link, headers={"Sec-Fetch-Site": came}) as answer:
        assert (answer.status, answer.headers.get("Set-Cookie")) == (404, None)
    async with browser.session.post(
        browser.url + link, headers={"Sec-Fetch-Site": "same-origin"}, allow_redirects=False
    ) as answer:
        assert answer.status == 303


@pytest.mark.parametrize("path", ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/b/../page.css", "/b/%2e%2e%2fx", "/b/%00", "/page.css/../../x", "//etc/passwd", "/b/a/b", "/b/%ff%fe"])  # fmt: skip  # noqa: E501
async def test_a_path_leads_nowhere_else(talk: Dialog, browser: Browser, path: str) -> None:
    """As it is sent, not as a client would tidy it up."""
    host, port = browser.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    told = await reader.read()
    writer.close()
    assert told.startswith(b"HTTP/1.1 404") and b"root:" not in told and b"nosniff" in told


async def test_who_only_looks_spends_no_link(talk: Dialog, browser: Browser) -> None:
    """Chat programs fetch a preview of whatever address they see, by GET or HEAD, and some ask for OPTIONS."""
    link = path_of(await link_of(talk))
    for method in ("HEAD", "GET", "OPTIONS", "PUT", "GET"):
        async with browser.session.request(
            method, browser.url + link, headers={"User-Agent": "TelegramBot (like TwitterBot)"}
        ) as told:
            assert told.headers.get("Set-Cookie") is None and told.status in {200, 404}
    assert (await browser.asks(link, "POST")).status == 303
