"""Channels: whether the address of every one can be read, is its messenger's, and is closed to others."""

from __future__ import annotations

from pathlib import Path

from bot.channels.address import FILE
from bot.cli.channels import trouble_of
from bot.cli.checks.files import advice, is_open_to_others
from bot.cli.checks.findings import Finding, fine, mind
from config.settings import Settings
from storage.books import OpenBooks
from storage.channels import Channel, Channels


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
    if open_ones := [file for channel, _ in found if (file := _file(channel)) and is_open_to_others(file)]:
        return mind("推送渠道", advice(open_ones))
    return fine("推送渠道", f"{len(found)} 个，地址均可用" if found else "没有添加")


def _file(channel: Channel) -> Path | None:
    return Path(channel.address.removeprefix(FILE)) if channel.address.startswith(FILE) else None
