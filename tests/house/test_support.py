"""What tests stand on must itself stand."""

from __future__ import annotations

import sqlite3
from urllib.parse import urlsplit

import psycopg
import pytest
from aiohttp import web

from tests.support.require import missing


def _execute(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Run the statements and return the rows of the last one."""
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:
            *first, last = statements
            for statement in first:
                connection.execute(statement.encode())
            cursor = connection.execute(last.encode())
            return list(cursor.fetchall()) if cursor.description else []
    connected = sqlite3.connect(urlsplit(url).path[1:])
    try:
        rows = [connected.execute(statement).fetchall() for statement in statements][-1]
        connected.commit()
        return rows
    finally:
        connected.close()


def test_each_test_gets_an_empty_database(databases):
    first, second = databases.fresh(), databases.fresh()
    _execute(first, "CREATE TABLE task (n INTEGER)", "INSERT INTO task VALUES (1)")

    _execute(second, "CREATE TABLE task (n INTEGER)")

    assert _execute(second, "SELECT * FROM task") == []


def test_a_template_is_filled_once_and_copied(databases):
    filled = []

    def fill(url: str) -> None:
        filled.append(url)
        _execute(url, "CREATE TABLE task (n INTEGER)", "INSERT INTO task VALUES (118)")

    copies = [databases.copy_of("one task", fill) for _ in range(2)]
    _execute(copies[0], "DELETE FROM task")

    assert len(filled) == 1
    assert _execute(copies[1], "SELECT n FROM task") == [(118,)]


def test_what_is_missing_is_skipped_at_home_and_fails_where_it_is_required(monkeypatch):
    monkeypatch.setenv("TAIZHANG_REQUIRE", "browser")
    with pytest.raises(pytest.skip.Exception, match="no postgres: none here"):
        missing("postgres", "none here")

    monkeypatch.setenv("TAIZHANG_REQUIRE", "browser,postgres")
    with pytest.raises(pytest.fail.Exception, match="TAIZHANG_REQUIRE names postgres"):
        missing("postgres", "none here")


@pytest.mark.browser
async def test_a_real_browser_shows_chinese(browser, unused_tcp_port):
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<title>台账</title><p>已签收", content_type="text/html", charset="utf-8")

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    tab = await browser.new_page()

    await tab.goto(f"http://127.0.0.1:{unused_tcp_port}/")

    assert await tab.title() == "台账"
    assert await tab.inner_text("p") == "已签收"
    await runner.cleanup()
