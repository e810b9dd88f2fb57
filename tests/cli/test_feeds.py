"""Feeds on the command line: how far each program is, and how one goes on."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.house import house_of
from config.settings import Settings, load_settings
from storage.feeds import Feeds
from storage.store import Store
from tests.cli.calling import taizhang

NOW = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)


def test_a_feed_that_was_given_up_is_shown_and_resumed(office):
    asyncio.run(_give_up(office))
    assert taizhang("feeds", "list").out == "screen\t3\t已停止\tHTTP 500\n"
    assert "外部程序\t停止推送 1 个；请与对方核对地址和密钥" in taizhang("check").out
    assert taizhang("feeds", "resume", "screen", "--after", "1").code == 0
    assert taizhang("feeds", "list").out == "screen\t1\t正常\t\n"
    assert "外部程序\t停止推送 0 个" in taizhang("check").out


async def _give_up(url: str) -> None:
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    feeds = Feeds(store.database)
    await feeds.begin("screen", after=3)
    await feeds.failed("screen", reason="HTTP 500", since=NOW, next_try=NOW + timedelta(minutes=10), given_up=True)
    await store.close()


def test_one_that_is_not_there_is_not_resumed(office):
    called = taizhang("feeds", "resume", "screen")
    assert called.code == 1 and "没有名为“screen”的外部程序" in called.err


def test_the_secret_may_come_from_the_environment_and_is_never_shown(office, monkeypatch):
    Path("taizhang.toml").write_text('[feeds.screen]\nurl = "https://a.example/entries"\n', encoding="utf-8")
    monkeypatch.setenv("TAIZHANG_FEEDS__SCREEN__SECRET", "0123456789abcdefX")
    assert load_settings().feeds["screen"].secret.get_secret_value() == "0123456789abcdefX"
    shown = taizhang("--show-config").out
    assert "feeds.screen.secret = ***" in shown and "0123456789abcdefX" not in shown
