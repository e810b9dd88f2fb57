"""The answer to what somebody typed after the bot's name."""

from __future__ import annotations

from bot.sandbox import entities, places
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.files import described
from bot.sandbox.keyboards import inline_only
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.methods.messages import contact_of
from bot.sandbox.methods.profile import STALE
from bot.sandbox.updates import TYPED

MOST = 50
CACHED = {"gif": "animation", "mpeg4_gif": "animation"}


def answer(call: Call) -> bool:
    """Offer results; each becomes a message when the person chooses it."""
    query, world = call.world.inline_queries.get(call.params["inline_query_id"]), call.world
    if query is None or query.bot_id != call.bot.id or world.monotonic() - query.born > TYPED:
        raise bad_request(STALE)
    results = call.params["results"]
    if len(results) > MOST:
        raise bad_request("too many inline query results specified")
    if len({result.get("id") for result in results}) != len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    query.results = [_offered(call, result) for result in results]
    world.feed.tell("inline", user=query.user_id, query=query.id)
    return True


def _offered(call: Call, result: Json) -> Json:
    shown: Json = {name: result[name] for name in ("id", "type", "title", "description") if name in result}
    return {**shown, "content": _content(call, result), "keyboard": inline_only(result.get("reply_markup"))}


def _content(call: Call, result: Json) -> Json:
    given = result.get("input_message_content") or {}
    if "message_text" in given:
        return entities.body(given["message_text"], given.get("parse_mode"), given.get("entities"), call.find_user)
    if "phone_number" in (source := given or result):
        return contact_of(source)
    if "latitude" in source:
        return places.venue(source) if source.get("address") else {"location": places.location(source)}
    kind = CACHED.get(str(result["type"]), str(result["type"]))
    kept = call.world.files.get(str(result.get(f"{result['type']}_file_id")))
    if kept is None:
        raise bad_request("input message content is not specified")
    return {**described(kind, kept), **call.caption(result)}


METHODS: dict[str, Method] = {"answerInlineQuery": answer}
