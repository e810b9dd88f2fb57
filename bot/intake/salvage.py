"""Salvage: one update that no parser can read must not keep the good ones beside it from being read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from telegram.error import TelegramError

from bot.calls import Json, parse_quietly

UNREADABLE = "unreadable"
_RESULT = re.compile(r'"result"\s*:\s*\[')
_OK = re.compile(r'^\s*\{[^\[]*"ok"\s*:\s*true', re.DOTALL)
_UPDATE_ID = re.compile(r'"update_id"\s*:\s*(\d{1,18})\b')
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)


def parse_updates(payload: bytes) -> Json:
    """Parse an answer to getUpdates; where it cannot be read as a whole, update by update.

    An update that stays unreadable becomes ``{"update_id": n, "unreadable": sha256}``: its body is not kept, for
    nobody could look into it for markings. Raises ``TelegramError`` where the answer is no list of updates at all.
    """
    try:
        return parse_quietly(payload)
    except TelegramError:
        text = payload.decode("utf-8", "replace")
        opening = _RESULT.search(text)
        if opening is None or _OK.match(text) is None:
            raise
        return {"ok": True, "result": [read_one(piece) for piece in _pieces(text, opening.end())]}


def unreadable(update_id: int | None, body: str) -> Json:
    """Return what is kept of an update that cannot be read: its id, where it shows, and the body's SHA-256."""
    return {"update_id": update_id, UNREADABLE: hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()}


def read_one(piece: str) -> Json:
    """Return one update, or what is kept of one that cannot be read."""
    try:
        parsed = json.loads(piece)
    except (ValueError, RecursionError):
        parsed = None
    if isinstance(parsed, dict):
        return parsed
    known = _UPDATE_ID.search(piece)
    return unreadable(int(known[1]) if known else None, piece)


def _pieces(text: str, start: int) -> Iterator[str]:
    """Yield the elements of the list that begins at ``start``, counting brackets outside strings."""
    depth, begin = 0, start
    for token in _TOKENS.finditer(text, start):
        sign = token[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}" and depth:
            depth -= 1
        elif depth == 0 and sign in ",]":
            if text[begin : token.start()].strip():
                yield text[begin : token.start()]
            if sign == "]":
                return
            begin = token.end()
    if text[begin:].strip():
        yield text[begin:]
