"""Methods that send points on the map and let them move."""

from __future__ import annotations

from bot.sandbox import places
from bot.sandbox.errors import Json
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.methods.editing import own_message, replaced


def send_location(call: Call) -> Json:
    """Send a point on the map, live for a while if a period is given."""
    return call.send({"location": places.location(call.params)})


def send_venue(call: Call) -> Json:
    """Send a point with a name and an address."""
    return call.send(places.venue(call.params))


def move(call: Call) -> Json | bool:
    """Move a live location."""
    room, message = own_message(call)
    return replaced(call, room, message, places.moved(call.world, message, call.params), drop=())


def stop(call: Call) -> Json | bool:
    """End a live location before its time."""
    room, message = own_message(call)
    return replaced(call, room, message, places.moved(call.world, message, None), drop=())


METHODS: dict[str, Method] = {
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "editMessageLiveLocation": move,
    "stopMessageLiveLocation": stop,
}
