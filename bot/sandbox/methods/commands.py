"""The command menu: set, read and delete per scope and language, and which menu a person gets to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.values import Bot, Room, User

NAME = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
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
    """Return the commands that this person sees in this room: the narrowest scope that has any.

    Within a scope the person's language (``zh-hans`` is ``zh``) goes before none.
    """
    language = (user.language_code or "").split("-")[0].lower()
    for scope in _scopes(room, user):
        for spoken in (language, ""):
            if found := bot.commands.get((scope, spoken)):
                return found
    return []


def _scopes(room: Room, user: User) -> Iterator[str]:
    if room.private:
        yield from (f"chat:{room.id}", "all_private_chats", "default")
        return
    member = room.member(user.id)
    if room.kind == "channel" or member is None:
        return
    yield f"chat_member:{room.id}:{user.id}"
    if member.leads:
        yield f"chat_administrators:{room.id}"
    yield f"chat:{room.id}"
    if member.leads:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")


def _key(call: Call) -> tuple[str, str]:
    scope = call.params.get("scope") or {"type": "default"}
    kind, language = scope.get("type"), spoken(call)
    if kind in PLAIN:
        return kind, language
    if kind not in WITH_CHAT:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    room = call.world.chat_for(call.bot, _chat_id(scope))
    _refuse_misplaced(room, kind)
    person = f":{scope.get('user_id')}" if kind == "chat_member" else ""
    return f"{kind}:{room.id}{person}", language


def _refuse_misplaced(room: Room, kind: str) -> None:
    if room.private and kind != "chat":
        raise bad_request("can't use specified scope in private chats")
    if room.kind == "channel":
        raise bad_request("can't change commands in channel chats")


def spoken(call: Call) -> str:
    """Return the language that a call names: two letters, or none for all."""
    language = call.params.get("language_code") or ""
    if language and not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return str(language)


def _chat_id(scope: Json) -> int | str:
    given = scope.get("chat_id")
    if isinstance(given, str) and given.startswith("@"):
        return given
    try:
        return int(str(given))
    except ValueError:
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
