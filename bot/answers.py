"""Answers: what came back over HTTP, as the Bot API would have said it; what it did not say refuses nothing.

Between us and the platform stand proxies, portals and servers of others' making. Only ``"ok": false`` is a refusal: a
page that says 403 blocks no chat, and one that says 404 makes no token wrong. A success that is none is not taken for
one, whatever its status.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, TypeGuard

Answer = tuple[int, bytes]
Json = dict[str, Any]

LONGEST_WAIT = 86_400
"""Seconds; whoever tells us to wait longer is asked again after a day."""
_UNHEARD: Answer = 502, b"{}"
"""The platform was not heard: what a gateway without its server behind it says."""
_FINE = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:')
_LARGEST = 2**63
_OK, _ABOVE_OK = 200, 300
_REFUSALS = range(400, 600)
_TOO_MANY, _FAILED = 429, 500


def judged(status: int, body: bytes) -> Answer:
    """Return the answer to a call with the status that it deserves, and a refusal in the form the library can read.

    What cannot be parsed under a good status is left to whoever parses it: half an answer may hold whole updates.
    """
    is_good = _OK <= status < _ABOVE_OK
    if is_good and _FINE.match(body):
        return status, body
    said = _parsed(body)
    if isinstance(said, dict) and said.get("ok") is False:
        code = said.get("error_code") if is_good else status
        return _refusal(code if isinstance(code, int) and code in _REFUSALS else _FAILED, said)
    if status == _TOO_MANY:
        return _refusal(status, {})
    unparsed = said is None
    has_result = isinstance(said, dict) and said.get("ok") is True and "result" in said
    return (status, body) if is_good and (unparsed or has_result) else _UNHEARD


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _refusal(status: int, said: Json) -> Answer:
    """Keep of a refusal what has a meaning, each part only where it is of its kind."""
    given = said.get("parameters")
    parameters = _parameters(given) if isinstance(given, dict) else {}
    kept: Json = {"ok": False, "error_code": status}
    if isinstance(said.get("description"), str):
        kept["description"] = said["description"]
    if status == _TOO_MANY and "retry_after" not in parameters:
        kept["description"] = "Too Many Requests"  # Refused all the same, without a word about how long.
    if parameters:
        kept["parameters"] = parameters
    return status, json.dumps(kept).encode()


def _parameters(given: Json) -> Json:
    kept: Json = {}
    wait, moved = given.get("retry_after"), given.get("migrate_to_chat_id")
    if _is_number(wait) and math.isfinite(wait) and wait > 0:
        kept["retry_after"] = min(math.ceil(wait), LONGEST_WAIT)
    if isinstance(moved, int) and not isinstance(moved, bool) and -_LARGEST <= moved < 0:
        kept["migrate_to_chat_id"] = moved
    return kept


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
