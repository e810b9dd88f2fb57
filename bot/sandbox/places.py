"""Points on the map: still ones, venues, and live ones that move for a while."""

from __future__ import annotations

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.world import World

FOR_EVER = 0x7FFFFFFF
SHORTEST, LONGEST = 60, 86_400
POINT = ("latitude", "longitude", "horizontal_accuracy")
LIVE = ("live_period", "heading", "proximity_alert_radius")
VENUE = ("title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type")


def point(given: Json) -> Json:
    """Return the Bot API's Location of a call or of a person, or refuse."""
    for name in ("latitude", "longitude"):
        if given.get(name) is None:
            raise bad_request(f"{name} is empty")
    where: Json = {name: float(given[name]) for name in POINT if given.get(name) is not None}
    if abs(where["latitude"]) > 90 or abs(where["longitude"]) > 180:
        raise bad_request("wrong location specified")
    return where


def location(given: Json) -> Json:
    """Return a Location that may be live."""
    where, period = point(given), given.get("live_period") or 0
    if not period:
        return where
    if period != FOR_EVER and not SHORTEST <= period <= LONGEST:
        raise bad_request("wrong live location period specified")
    return {**where, **moving(given)}


def moving(given: Json) -> Json:
    """Return the fields of a live location, or refuse."""
    if given.get("heading") and not 1 <= given["heading"] <= 360:
        raise bad_request("wrong live location heading specified")
    if not 0 <= (given.get("proximity_alert_radius") or 0) <= 100_000:
        raise bad_request("wrong live location proximity alert radius specified")
    return {name: given[name] for name in LIVE if given.get(name)}


def venue(given: Json) -> Json:
    """Return the message fields of a venue: the platform names the point twice."""
    where = point(given)
    named = {name: given[name] for name in VENUE if given.get(name)}
    return {"venue": {"location": where, **named}, "location": where}


def moved(world: World, message: Json, given: Json | None) -> Json:
    """Return a live message at another place, or at its end when there is none; what does not live is refused."""
    old = message.get("location", {})
    if "live_period" not in old:
        raise bad_request("there is no live location in the message to edit")
    period = old["live_period"]
    if period != FOR_EVER and world.moment() > message["date"] + period:
        raise bad_request("message can't be edited")
    if given is None:
        return {**message, "location": {name: old[name] for name in POINT if name in old}}
    kept = {"live_period": given.get("live_period") or period}
    return {**message, "location": {**point(given), **moving(given), **kept}}
