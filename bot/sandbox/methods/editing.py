"""Methods that change or delete messages."""

from __future__ import annotations

from bot.sandbox import keyboards
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.files import CAPTIONED
from bot.sandbox.inline import message_of
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.methods.messages import said
from bot.sandbox.posting import change, remove
from bot.sandbox.privacy import is_service
from bot.sandbox.rights import may
from bot.sandbox.values import Room

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
DELETABLE = 48 * 3600
DELETE_AT_ONCE = 100


def edit_text(call: Call) -> Json | bool:
    """Replace a text or a rich message, also one by the other; a keyboard that is not given again goes away."""
    room, message = own_message(call)
    content = said(call)
    if "text" not in message and "rich_message" not in message:
        raise bad_request("there is no text in the message to edit")
    return replaced(call, room, message, content, drop=("text", "entities", "rich_message"))


def edit_caption(call: Call) -> Json | bool:
    """Replace the caption of a file."""
    room, message = own_message(call)
    if not any(kind in message for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    return replaced(call, room, message, call.caption(), drop=("caption", "caption_entities"))


def edit_markup(call: Call) -> Json | bool:
    """Replace or remove the inline keyboard alone."""
    room, message = own_message(call)
    return replaced(call, room, message, {}, drop=())


def own_message(call: Call) -> tuple[Room, Json]:
    """Return the message that an edit means, which the bot may change, and its chat, or refuse."""
    if name := call.params.get("inline_message_id"):
        return message_of(call.world, call.bot, name)
    if call.params.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    room, number = call.chat(sending=True), call.params["message_id"]
    message = room.messages.get(number)
    if message is None:
        raise bad_request("message to edit not found")
    own = room.authors[number] == call.bot.id
    editor = room.kind == "channel" and may(room, call.member(room), "can_edit_messages")
    under = number in room.keyboards  # Only messages without a keyboard, or with an inline one, can be edited.
    if not (own or editor) or under or "forward_origin" in message or is_service(message):
        raise bad_request("message can't be edited")
    return room, message


def replaced(call: Call, room: Room, message: Json, content: Json, *, drop: tuple[str, ...]) -> Json | bool:
    """Change a message: without the fields ``drop`` and the old keyboard, with the new content and keyboard.

    Of a message that came through the bot nothing is returned but that it is done.
    """
    markup = keyboards.inline_only(call.params.get("reply_markup"))
    kept = {name: value for name, value in message.items() if name not in (*drop, "reply_markup", "edit_date")}
    edited = {**kept, **content, **({"reply_markup": markup} if markup else {})}
    number = message["message_id"]
    if edited == {name: value for name, value in room.messages[number].items() if name != "edit_date"}:
        raise bad_request(SAME)
    changed = change(call.world, room, edited, by=call.bot.id)
    return True if call.params.get("inline_message_id") else changed


def delete_message(call: Call) -> bool:
    """Delete one message, if the bot may."""
    room, number = call.chat(sending=True), call.params["message_id"]
    if number not in room.messages:
        raise bad_request("message to delete not found")
    _refuse_delete(call, room, room.messages[number])
    remove(call.world, room, number)
    return True


def delete_messages(call: Call) -> bool:
    """Delete up to 100 messages; those that are not there are skipped."""
    room, numbers = call.chat(sending=True), call.params["message_ids"]
    if not 1 <= len(numbers) <= DELETE_AT_ONCE:
        raise bad_request("there must be 1-100 message identifiers to delete")
    for number in [number for number in numbers if number in room.messages]:
        _refuse_delete(call, room, room.messages[number])
        remove(call.world, room, number)
    return True


def _refuse_delete(call: Call, room: Room, message: Json) -> None:
    member = call.member(room)
    own = room.authors[message["message_id"]] == call.bot.id
    leads = member.leads and may(room, member, "can_delete_messages")
    if not own and not room.private and not leads:
        raise bad_request("message can't be deleted")
    old = call.world.moment() - message["date"] > DELETABLE
    if old and not (leads and room.kind in ("supergroup", "channel")):
        raise bad_request("message can't be deleted for everyone")


METHODS: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
