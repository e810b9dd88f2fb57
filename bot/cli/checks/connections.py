"""Connections: whether what the settings name elsewhere takes a connection; nothing is sent, nothing is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.channels.address import WrongAddress, address_at
from bot.channels.messengers import MESSENGERS
from bot.cli.checks.findings import Finding, fine, mind, stops
from bot.proxies import is_behind_proxy
from config.settings import Settings
from handlers.wording.feeds import unknown_kind
from ledger.kinds import KINDS
from storage.books import OpenBooks
from storage.channels import Channels

SECONDS = 3.0
"""For which a server may take its time; all are tried at once."""
_PORTS = {"https": 443, "http": 80}

Place = tuple[str, str, int]
"""What somebody calls it, host and port."""


async def connections_finding(settings: Settings, books: OpenBooks) -> Finding:
    """Tell where no connection is made: the page as we listen and as browsers find it, feeds, channels.

    What goes through a proxy is not tried: that the proxy answers says nothing of what lies behind it.
    """
    for name, feed in settings.feeds.items():
        if strange := next((kind for kind in feed.kinds if kind not in KINDS), None):
            return stops("对外连接", f"feeds.{name}.kinds：{unknown_kind(strange)}")
    places = [*_page(settings), *_feeds(settings), *await _channels(settings, books)]
    if not places:
        return fine("对外连接", "没有领导看板、外部程序和推送渠道")
    tried = [one for one in places if not is_behind_proxy("https", one[1])]
    taken = await asyncio.gather(*(_takes(host, port) for _, host, port in tried))
    closed = [name for (name, *_), is_taken in zip(tried, taken, strict=True) if not is_taken]
    if closed:
        return mind("对外连接", f"{'、'.join(closed)}连接不上；请确认对方和本机器人都已启动，核对地址、端口和防火墙")
    unseen = len(places) - len(tried)
    return fine("对外连接", f"{len(tried)} 处可连接" + (f"，{unseen} 处经代理，未试" if unseen else ""))


def _page(settings: Settings) -> Iterator[Place]:
    if settings.page is not None:
        yield "领导看板（监听）", settings.page.listen.host, settings.page.listen.port
        yield _place("领导看板（网址）", settings.page.url)


def _feeds(settings: Settings) -> Iterator[Place]:
    return (_place(f"外部程序“{name}”", feed.url) for name, feed in settings.feeds.items())


async def _channels(settings: Settings, books: OpenBooks) -> list[Place]:
    """Return the channels whose address can be read; of the others ``channels_finding`` tells."""
    found = []
    for channel, chat in await Channels(books).all():
        try:
            address = address_at(channel.address, MESSENGERS[channel.platform], hosts=settings.channels.hosts)
        except WrongAddress:
            continue
        found.append(_place(f"推送渠道“{chat.title}”", address.url))
    return found


def _place(name: str, url: str) -> Place:
    parts = urlsplit(url)
    return name, parts.hostname or "", parts.port or _PORTS[parts.scheme]


async def _takes(host: str, port: int) -> bool:
    """Tell whether the server takes a connection, which is closed again at once."""
    try:
        async with asyncio.timeout(SECONDS):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True
