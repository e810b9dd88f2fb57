"""Menus: the commands that the platform offers while somebody types ``/``, by place."""

from __future__ import annotations

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.calls import call
from handlers.commands import Scope, menu

log = structlog.get_logger(__name__)

SCOPES = {
    Scope.PRIVATE: "all_private_chats",
    Scope.GROUP: "all_group_chats",
    Scope.ADMINISTRATOR: "all_chat_administrators",
}


async def set_menus(bot: Bot) -> None:
    """Tell the platform the commands of every scope; without them everything still works by words."""
    for scope, name in SCOPES.items():
        commands = [{"command": command, "description": said} for command, said in menu(scope)]
        try:
            await call(bot, "setMyCommands", {"commands": commands, "scope": {"type": name}})
        except TelegramError as error:
            log.warning("menu_not_set", scope=name, kind=type(error).__name__)
