"""The platform's own words for what is missing, unreadable or of a wrong shape (source: the official server)."""

from __future__ import annotations

MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "animation": "there is no animation in the request",
    "audio": "there is no audio in the request",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "sticker": "there is no sticker in the request",
    "video": "there is no video in the request",
    "video_note": "there is no video note in the request",
    "voice": "there is no voice in the request",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "from_chat_id": "chat_id is empty",
}
"""By the name of a parameter; any other one is ``parameter "x" is required``."""

NOT_JSON = {
    "reply_markup": "can't parse reply keyboard markup JSON object",
    "reply_parameters": "can't parse reply parameters JSON object",
    "link_preview_options": "can't parse link preview options JSON object",
    "scope": "can't parse BotCommandScope JSON object",
    "reaction": "can't parse reaction types JSON object",
    "menu_button": "can't parse menu button JSON object",
    "rights": "can't parse ChatAdministratorRights JSON object",
    **{
        name: f"can't parse {name} JSON object"
        for name in ("commands", "media", "message_ids", "options", "permissions")
    },
}
"""Of a parameter that should be JSON and is not."""

WRONG_SHAPE = {
    "reply_markup": "object expected as reply markup",
    "reply_parameters": "object expected as reply parameters",
    "link_preview_options": "object expected as link preview options",
    "permissions": "object expected as permissions",
    "commands": "expected an Array of BotCommand",
    "media": "expected an Array of InputMedia",
    "message_ids": "expected an Array of message identifiers",
    "options": "expected an Array of String as options",
    "reaction": "expected an Array of ReactionType",
    "scope": "can't parse BotCommandScope: BotCommandScope must be an Object",
}
"""Of a parameter that is an object where an array belongs, or the other way round."""

PARSED_AS = {
    "InlineKeyboardButton": "inline keyboard button",
    "KeyboardButton": "keyboard button",
    "MessageEntity": "MessageEntity",
    "BotCommand": "BotCommand",
    "BotCommandScope": "BotCommandScope",
    "InputMedia": "InputMedia",
    "InputPollOption": "InputPollOption",
    "ReactionType": "ReactionType",
    "ChatPermissions": "chat permissions",
    "ChatAdministratorRights": "ChatAdministratorRights",
    "MenuButton": "menu button",
}
"""What stands after ``Can't parse`` before the fault of an object, by its name or the common beginning of several."""

NO_SUCH_TYPE = {
    "InputMedia": 'type "{}" is unsupported',
    "BotCommandScope": "Unsupported type specified",
    "MenuButton": "MenuButton has unsupported type",
    "ReactionType": "invalid reaction type specified",
}
"""Of an object whose ``type`` is none of the known ones."""

NO_OBJECT = {
    "InlineKeyboardButton": "InlineKeyboardButton must be an Object",
    "KeyboardButton": "KeyboardButton must be a String or an Object",
    "BotCommandScope": "BotCommandScope must be an Object",
    "integer": "message identifier must be a Number",
    "string": "expected an Array of String",
}
"""Of a part of an array that is of another kind; else ``expected an Object``."""

NO_ROWS = {
    "inline_keyboard": 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    "keyboard": 'field "keyboard" must be an Array of Arrays',
}


def family(words: dict[str, str], name: str) -> str | None:
    """Return the words for an object, or for the narrowest family that its name begins with."""
    kinds = [kind for kind in words if name.startswith(kind)]
    return words[max(kinds, key=len)] if kinds else None
