"""Methods about polls; how bots poll for updates is in ``receiving``."""

from __future__ import annotations

from bot.sandbox import polls
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.keyboards import inline_only
from bot.sandbox.methods.call import Call, Method


def send_poll(call: Call) -> Json:
    """Send a poll or a quiz."""
    poll = polls.make(call.world, call.bot.id, call.params, call.find_user)
    return call.send({"poll": polls.public(poll, open_book=True)})


def stop_poll(call: Call) -> Json:
    """Close the bot's own poll and return the result."""
    room, number = call.chat(sending=True), call.params["message_id"]
    message = room.messages.get(number)
    if message is None:
        raise bad_request("message with poll to stop not found")
    if "poll" not in message:
        raise bad_request("message is not a poll")
    poll = polls.poll_in(call.world, room, number)
    if room.authors[number] != call.bot.id or "forward_origin" in message:
        raise bad_request("poll can't be stopped")
    if poll.facts["is_closed"]:
        raise bad_request("poll has already been closed")
    _change_keyboard(call, message)
    polls.close(call.world, poll)
    return polls.public(poll, open_book=True)


def _change_keyboard(call: Call, message: Json) -> None:
    message.pop("reply_markup", None)
    if markup := inline_only(call.params.get("reply_markup")):
        message["reply_markup"] = markup


METHODS: dict[str, Method] = {"sendPoll": send_poll, "stopPoll": stop_poll}
