"""Methods about the bot itself: getMe, names and descriptions, logging out; answers to taps."""

from __future__ import annotations

from functools import partial

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.members import RIGHTS, RIGHTS_OF
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.methods.commands import spoken
from bot.sandbox.units import units

TEXTS = {
    "Name": ("name", 64),
    "Description": ("description", 512),
    "ShortDescription": ("short_description", 120),
}
TOAST_LIMIT = 200
STALE = "query is too old and response timeout expired or query ID is invalid"


def get_me(call: Call) -> Json:
    """Return the bot's account; ``can_read_all_group_messages`` tells the privacy mode."""
    off = ("can_connect_to_business", "has_main_web_app", "has_topics_enabled")
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.bot.privacy,
        "supports_inline_queries": call.bot.inline,
    }
    return {**call.bot.user.public(), **flags, **dict.fromkeys(off, False)}


def set_text(call: Call, what: str) -> bool:
    """Set name, description or short description, of all languages or one; an empty one is taken away."""
    name, limit = TEXTS[what]
    text, key = call.params.get(name) or "", (name, spoken(call))
    if len(text) > limit:
        raise bad_request(f"BOT_{name.upper()}_INVALID")
    call.bot.texts[key] = text
    return True


def get_text(call: Call, what: str) -> Json:
    """Return name, description or short description for a language."""
    name, _ = TEXTS[what]
    texts, language = call.bot.texts, spoken(call)
    fallback = call.bot.user.first_name if what == "Name" else ""
    return {name: texts.get((name, language)) or texts.get((name, "")) or fallback}


def set_default_rights(call: Call) -> bool:
    """Propose what the bot may do where it is made an administrator, in groups or in channels."""
    call.bot.default_rights[_places(call)] = call.params.get("rights") or {}
    return True


def get_default_rights(call: Call) -> Json:
    """Return what the bot proposes to be allowed."""
    asked, place = call.bot.default_rights.get(_places(call), {}), _places(call)
    own = RIGHTS_OF["channel" if place == "channels" else "supergroup"]
    return {name: bool(asked.get(name)) for name in ("is_anonymous", *RIGHTS, *own)}


def _places(call: Call) -> str:
    return "channels" if call.params.get("for_channels") else "groups"


def answer_tap(call: Call) -> bool:
    """Answer a tap once within its life time; the person sees a toast or an alert."""
    world, params = call.world, call.params
    query = world.queries.get(params["callback_query_id"])
    if query is None or query.bot_id != call.bot.id or world.monotonic() - query.born > world.tap_life:
        raise bad_request(STALE)
    if units(params.get("text") or "") > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    given = {name: params[name] for name in ("text", "show_alert", "url") if params.get(name)}
    query.answer = given
    world.feed.tell("toast", room=query.room, user=query.user_id, query=query.id, answer=given)
    return True


def farewell(call: Call) -> bool:
    """Log out or close: nothing to move on this server."""
    call.bot.queue.take_over("terminated by another request")
    return True


def menu_button(call: Call) -> Json:
    """Return the button beside the input: the list of commands."""
    return {"type": "commands" if call.bot.commands else "default"}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    **{f"setMy{what}": partial(set_text, what=what) for what in TEXTS},
    **{f"getMy{what}": partial(get_text, what=what) for what in TEXTS},
    "setMyDefaultAdministratorRights": set_default_rights,
    "getMyDefaultAdministratorRights": get_default_rights,
    "answerCallbackQuery": answer_tap,
    "logOut": farewell,
    "close": farewell,
    "getChatMenuButton": menu_button,
    "setChatMenuButton": lambda _: True,
    "getUserProfilePhotos": lambda _: {"total_count": 0, "photos": []},
}
