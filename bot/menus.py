"""Menus: the commands that the platform offers while somebody types ``/``, by place."""

from __future__ import annotations

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.calls import call
from handlers.commands import Scope, menu
from ledger.languages import Language

log = structlog.get_logger(__name__)

SCOPES = {
    Scope.PRIVATE: "all_private_chats",
    Scope.GROUP: "all_group_chats",
    Scope.ADMINISTRATOR: "all_chat_administrators",
}
CODES = {Language.CHINESE: "", Language.ENGLISH: "en"}
"""The platform shows the menu of the client's own language, else the one without a code."""


async def set_menus(bot: Bot) -> None:
    """Tell the platform the commands of every scope and language; without them everything still works by words."""
    for scope, name in SCOPES.items():
        for language, code in CODES.items():
            commands = [{"command": command, "description": said} for command, said in menu(scope, language)]
            payload = {"commands": commands, "scope": {"type": name}, "language_code": code}
            try:
                await call(bot, "setMyCommands", payload)
            except TelegramError as error:
                log.warning("menu_not_set", scope=name, language=language, kind=type(error).__name__)
