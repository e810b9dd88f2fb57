"""Links to the leaders' page: who gets one, what it opens, and what ends it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from ledger.people import PersonId
from storage.mail_tables import outbox
from storage.page_links import PageLinks
from storage.roster_tables import page_links
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, HEAD, LEADER, STAFF, USERS, Dialog
from tests.web.conftest import PUBLIC, Browser, link_of, path_of

REFUSED = "链接无效或已失效"
BOARD = '<h2 id="lights">亮灯</h2>'


async def test_a_leader_asks_and_a_tap_opens_the_page_once(talk: Dialog, browser: Browser) -> None:
    """Looking at the link spends nothing; whoever comes second with it, or with its copy, reads that it is void."""
    link = await link_of(talk)
    assert link.startswith(f"{PUBLIC}/b/")
    for _ in range(2):
        gate = await browser.asks(path_of(link))
        assert gate.status == 200 and "打开看板" in gate.text and BOARD not in gate.text
    page = await browser.opens(link)
    assert page.status == 200 and BOARD in page.text and f"供{LEADER}查阅" in page.text
    assert BOARD in (await browser.asks("/")).text

    other = Browser(browser.url, browser.session)
    assert REFUSED in (await other.opens(link)).text
    assert (await other.asks("/")).status == 404


@pytest.mark.parametrize("words", ["看板", "打开领导看板", "请发一下看板链接", "/看板", "领导看板"])
async def test_words_ask_for_the_page(talk: Dialog, words: str) -> None:
    assert (await link_of(talk, words=words)).startswith(PUBLIC)


@pytest.mark.parametrize("who", [STAFF, HEAD, COORDINATOR, ADMIN])
async def test_nobody_else_gets_a_link(talk: Dialog, who: str) -> None:
    (text,) = await talk.says(who, "/board")
    assert "href" not in text
    assert await _links(talk) == []


async def test_a_link_is_handed_out_in_private_only(talk: Dialog) -> None:
    said = await talk.says(LEADER, "/board", chat=GROUP)
    assert not any("href" in text for text in said)
    assert await _links(talk) == []


async def test_without_the_page_there_is_no_link(talk: Dialog) -> None:
    talk.store.house = replace(talk.store.house, page=None)
    (text,) = await talk.says(LEADER, "/board")
    assert text.startswith("领导看板网页尚未启用")


async def test_neither_token_nor_secret_is_kept(talk: Dialog, browser: Browser) -> None:
    """The database holds hashes, and forgets the message with the link once it has arrived."""
    link = await link_of(talk)
    await browser.opens(link)
    token = link.rpartition("/")[2]
    (row,) = await _links(talk)
    async with talk.store.reading(now=talk.now) as books:
        sent = (await books.connection.execute(select(outbox.c.payload))).scalars().all()
    kept = f"{row}{sent}"
    assert token not in kept and browser.secret not in kept and row.opened_at == talk.now


async def test_it_is_over_when_its_time_is(talk: Dialog, browser: Browser) -> None:
    """Unopened or opened, a link ends half an hour after it was made."""
    late, page = await link_of(talk), Browser(browser.url, browser.session)
    talk.passes(minutes=31)
    assert REFUSED in (await browser.opens(late)).text
    assert BOARD in (await page.opens(await link_of(talk))).text
    talk.passes(minutes=29)
    assert BOARD in (await page.asks("/")).text
    talk.passes(minutes=1)
    assert (await page.asks("/")).status == 404


@pytest.mark.parametrize("token", ["x" * 43, "x", "x" * 500, "..%2F..%2Fetc", "x" * 42 + "%00"])
async def test_a_forged_link_opens_nothing(talk: Dialog, browser: Browser, token: str) -> None:
    await link_of(talk)
    for method in ("GET", "POST"):
        told = await browser.asks(f"/b/{token}", method)
        assert BOARD not in told.text and not told.cookie and told.status in {200, 404}
    browser.secret = token
    assert (await browser.asks("/")).status == 404


async def test_a_leader_takes_links_back(talk: Dialog, browser: Browser) -> None:
    await browser.opens(await link_of(talk))
    (text,) = await talk.says(LEADER, "收回看板链接")
    assert text.startswith("已收回看板链接")
    assert (await browser.asks("/")).status == 404
    (text,) = await talk.says(LEADER, "/board 收回")
    assert text.startswith("没有有效的看板链接")


async def test_a_new_link_ends_the_one_before(talk: Dialog, browser: Browser) -> None:
    first = await link_of(talk)
    await browser.opens(first)
    await link_of(talk)
    assert (await browser.asks("/")).status == 404


async def test_leaving_ends_it_in_this_browser(talk: Dialog, browser: Browser) -> None:
    await browser.opens(await link_of(talk))
    secret = browser.secret
    gone = await browser.asks("/leave", "POST")
    assert "Max-Age=0" in gone.cookie
    browser.secret = secret
    assert (await browser.asks("/")).status == 404


async def test_whoever_leaves_the_office_or_the_post_sees_nothing_from_then_on(talk: Dialog, browser: Browser) -> None:
    """The right is looked up at each request: a page that was open a second ago is closed."""
    await browser.opens(await link_of(talk))
    await talk.says(ADMIN, f"{LEADER}退休")
    await talk.taps(ADMIN, "办理离任")
    await talk.taps(ADMIN, "确认离任")
    assert (await browser.asks("/")).status == 404


async def test_another_account_of_the_person_has_not_the_old_ones_page(talk: Dialog, browser: Browser) -> None:
    """A link belongs to the binding that asked for it: a lost phone's browser is closed with its binding."""
    await browser.opens(await link_of(talk))
    async with talk.store.books(now=talk.now) as books:
        leader = next(one.id for one in books.roster.people if one.name == LEADER)
        await books.directory.bind(leader, 4711, approved_by=None, now=talk.now)
    assert (await browser.asks("/")).status == 404


async def test_each_leader_sees_by_the_own_right(talk: Dialog, browser: Browser) -> None:
    """A link of somebody without the right, however it came about, opens nothing; nor does it open another's page."""
    async with talk.store.books(now=talk.now) as books:
        staff = next(one.id for one in books.roster.people if one.name == STAFF)
        token = await PageLinks(books.connection, now=books.now).make(
            PersonId(staff), USERS[STAFF], life=talk.store.house.page.life
        )
    told = await browser.opens(f"{PUBLIC}/b/{token}")
    assert told.status == 404 and REFUSED in told.text and not browser.secret


async def _links(talk: Dialog) -> list:
    async with talk.store.reading(now=talk.now) as books:
        return list((await books.connection.execute(select(page_links))).all())
