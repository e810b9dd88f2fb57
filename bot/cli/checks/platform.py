"""The platform: whether the Bot API answers, what the bot may see, and who else takes its updates."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from bot.cli.asking import Asking, BotUnreachable
from bot.cli.checks.findings import Finding, fine, mind, stops
from config.settings import Settings
from storage.chats import Chat

READING = "群里只看得到命令和回复；请把机器人设为群管理员，或在 BotFather 关闭隐私模式后重新拉进群"


async def platform_findings(api: Asking, settings: Settings, chats: Iterable[Chat]) -> AsyncIterator[Finding]:
    """Yield what the platform says; nothing more once it does not answer."""
    try:
        me = await api.call("getMe")
    except BotUnreachable as problem:
        yield stops("机器人接口", f"没有应答（{problem}），请核对令牌、api_url 和网络")
        return
    yield fine("机器人接口", f"@{me.get('username')} 应答正常")
    reads_all = bool(me.get("can_read_all_group_messages"))
    yield fine("隐私模式", "已关闭，能读群消息") if reads_all else mind("隐私模式", f"已开启，{READING}")
    for chat in chats:
        yield await _rights(api, chat, int(me["id"]), reads_all=reads_all)
    yield await _poller(api, settings)


async def _rights(api: Asking, chat: Chat, bot: int, *, reads_all: bool) -> Finding:
    item = f"群权限 {chat.title}"
    try:
        status = str((await api.call("getChatMember", chat_id=chat.id, user_id=bot))["status"])
    except BotUnreachable as problem:
        return mind(item, f"查询不到（{problem}），请核对机器人是否还在群里")
    if status in {"left", "kicked"}:
        return mind(item, "机器人已不在群里，请重新拉进群，或用 taizhang chats set 停掉该群的报告")
    if status == "administrator" or reads_all:
        return fine(item, "可读可发")
    return mind(item, READING)


async def _poller(api: Asking, settings: Settings) -> Finding:
    """Ask only about the webhook: polling to find a second poller would throw the first one out."""
    try:
        info: dict[str, Any] = await api.call("getWebhookInfo")
    except BotUnreachable as problem:
        return mind("收取消息", f"查询不到（{problem}），请稍后再试")
    elsewhere = info.get("url") and (settings.webhook is None or settings.webhook.url != info["url"])
    if elsewhere:
        return stops("收取消息", "别的程序用 webhook 占用了这个机器人，请停掉它，或换一个令牌")
    return fine("收取消息", f"没有别的程序占用，待收 {info.get('pending_update_count', 0)} 条")
