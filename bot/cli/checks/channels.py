"""Channels: whether the address of every one can be read, and is its messenger's."""

from __future__ import annotations

from bot.cli.channels import trouble_of
from bot.cli.checks.findings import Finding, fine, mind
from config.settings import Settings
from storage.books import OpenBooks
from storage.channels import Channels


async def channels_finding(settings: Settings, books: OpenBooks) -> Finding:
    """Tell of the first channel that nothing can be sent to; nothing is posted, for there is no call but a message."""
    found = await Channels(books).all()
    wrong = [
        f"“{chat.title}”{trouble}"
        for channel, chat in found
        if (trouble := trouble_of(settings, channel.platform, channel.address))
    ]
    if wrong:
        return mind("推送渠道", f"{len(wrong)} 个不可用：{wrong[0]}")
    return fine("推送渠道", f"{len(found)} 个，地址均可用" if found else "没有添加")
