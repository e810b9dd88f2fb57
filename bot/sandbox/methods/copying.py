"""Methods that send again what was sent: forwards with their origin, copies without."""

from __future__ import annotations

from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.forwarding import carried, origin_fields
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.values import Room

MOST = 100
IN_ORDER = "message identifiers must be in a strictly increasing order"


def forward_message(call: Call) -> Json:
    """Forward one message with its origin."""
    source, number = call.chat("from_chat_id"), call.params["message_id"]
    message = _found(source, number, "forward")
    return call.send(_forwarded(message), keyboard=False)


def forward_messages(call: Call) -> list[Json]:
    """Forward several messages; those that cannot be are left out, albums stay together."""
    return _numbers(call, [_forwarded(message) for message in _among(call, "forward")], "forwarded")


def copy_message(call: Call) -> Json:
    """Send the same content as the bot's own; a caption given replaces the old one."""
    source, number = call.chat("from_chat_id"), call.params["message_id"]
    content = carried(_found(source, number, "copy"))
    if "caption" in call.params and "text" not in content:
        content = _bare(content) | call.caption()
    return {"message_id": call.send(content)["message_id"]}


def copy_messages(call: Call) -> list[Json]:
    """Copy several messages; those that cannot be are left out."""
    contents = [{**carried(message), **_album(message)} for message in _among(call, "copy")]
    bare = call.params.get("remove_caption")
    return _numbers(call, [_bare(content) if bare else content for content in contents], "copied")


def _numbers(call: Call, contents: list[Json], done: str) -> list[Json]:
    if not contents:
        raise bad_request(f"messages can't be {done}")
    sent = call.send_all(_renumbered(call, contents))
    return [{"message_id": message["message_id"]} for message in sent]


def _found(source: Room, number: int, act: str) -> Json:
    message = source.messages.get(number)
    if message is None:
        raise bad_request(f"message to {act} not found")
    if not carried(message) or message.get("has_protected_content"):
        done = {"forward": "forwarded", "copy": "copied"}[act]
        raise bad_request(f"the message can't be {done}")
    return message


def _among(call: Call, act: str) -> list[Json]:
    source, numbers = call.chat("from_chat_id"), call.params["message_ids"]
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST:
        raise bad_request("too many message identifiers specified")
    if sorted(set(numbers)) != numbers:
        raise bad_request(IN_ORDER)
    return [source.messages[number] for number in numbers if _can_be(source, number, act)]


def _can_be(source: Room, number: int, act: str) -> bool:
    try:
        _found(source, number, act)
    except ApiError:
        return False
    return True


def _forwarded(message: Json) -> Json:
    return {**carried(message), **_album(message), **origin_fields(message)}


def _album(message: Json) -> Json:
    return {"media_group_id": message["media_group_id"]} if "media_group_id" in message else {}


def _renumbered(call: Call, contents: list[Json]) -> list[Json]:
    """Albums travel as new albums."""
    old = {content["media_group_id"] for content in contents if "media_group_id" in content}
    new = {album: str(call.world.number("album", 13_000_000_001)) for album in sorted(old)}
    for content in contents:
        if "media_group_id" in content:
            content["media_group_id"] = new[content["media_group_id"]]
    return contents


def _bare(content: Json) -> Json:
    return {name: value for name, value in content.items() if not name.startswith("caption")}


METHODS: dict[str, Method] = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
