"""The command menu: set, read and delete per scope and language, and which menu a person gets to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.values import Bot, Room, User

NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST = 100
PLAIN = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
WITH_CHAT = ("chat", "chat_administrators", "chat_member")


def set_commands(call: Call) -> bool:
    """Replace the menu of one scope and language."""
    commands = [_checked(command) for command in call.params["commands"]]
    if len(commands) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[_key(call)] = commands
    call.world.feed.tell("commands", bot=call.bot.id)
    return True


def get_commands(call: Call) -> list[Json]:
    """Return the menu of exactly this scope and language."""
    return call.bot.commands.get(_key(call), [])


def delete_commands(call: Call) -> bool:
    """Forget the menu of one scope and language."""
    call.bot.commands.pop(_key(call), None)
    call.world.feed.tell("commands", bot=call.bot.id)
    return True


def menu(bot: Bot, room: Room, user: User) -> list[Json]:
    """Return the commands that this person sees in this room: the narrowest scope that has any."""
    for scope in _scopes(room, user):
        for language in (user.language_code or "", ""):
            if found := bot.commands.get((scope, language)):
                return found
    return []


def _scopes(room: Room, user: User) -> Iterator[str]:
    if room.private:
        yield from (f"chat:{room.id}", "all_private_chats", "default")
        return
    member = room.member(user.id)
    yield f"chat_member:{room.id}:{user.id}"
    if member and member.leads:
        yield f"chat_administrators:{room.id}"
    yield f"chat:{room.id}"
    if member and member.leads:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")


def _key(call: Call) -> tuple[str, str]:
    scope = call.params.get("scope") or {"type": "default"}
    kind, language = scope.get("type"), call.params.get("language_code") or ""
    if kind in PLAIN:
        return kind, language
    if kind not in WITH_CHAT:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    room = call.world.chat_for(call.bot, _chat_id(scope))
    person = f":{scope.get('user_id')}" if kind == "chat_member" else ""
    return f"{kind}:{room.id}{person}", language


def _chat_id(scope: Json) -> int:
    try:
        return int(scope["chat_id"])
    except (KeyError, TypeError, ValueError):
        raise bad_request("chat not found") from None


def _checked(command: Json) -> Json:
    if not isinstance(command, dict) or not NAME.fullmatch(str(command.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command.get("description", ""))) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command["command"].removeprefix("/"), "description": command["description"]}


METHODS: dict[str, Method] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
}
