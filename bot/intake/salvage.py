"""Salvage: one update that no parser can read must not keep the good ones beside it from being read."""

from __future__ import annotations

import hashlib
import json
import re

from telegram.error import TelegramError

from bot.calls import Json, parse_quietly
from ledger.values import dataclass

UNREADABLE = "unreadable"
_RESULT = re.compile(r'"result"\s*:\s*\[')
_OK = re.compile(r'^\s*\{[^\[]*"ok"\s*:\s*true', re.DOTALL)
_UPDATE_ID = re.compile(r'"update_id"\s*:\s*(\d{1,18})\b')
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)


PATIENCE = 3
"""An update that does not end is asked for so often: half an answer ends otherwise the next time."""


@dataclass
class UpdatesParser:
    """Parses answers to getUpdates; where one cannot be read as a whole, update by update.

    An update that stays unreadable becomes ``{"update_id": n, "unreadable": sha256}``: its body is not kept, for
    nobody could look into it for markings. One at which the answer ends is left out, so that the platform hands it
    out again: only when it has come so ``PATIENCE`` times is it unreadable.
    """

    _unended: str = ""
    _times: int = 0

    def __call__(self, payload: bytes) -> Json:
        """Return the answer; raises ``TelegramError`` where it is no list of updates, or half of one without any."""
        try:
            return parse_quietly(payload)
        except TelegramError:
            text = payload.decode("utf-8", "replace")
            opening = _RESULT.search(text)
            if opening is None or _OK.match(text) is None:
                raise
            whole, rest = _pieces(text, opening.end())
            if not whole and rest and not self._is_known(rest):
                raise
            return {"ok": True, "result": [read_one(piece) for piece in whole or (rest,) if piece]}

    def _is_known(self, unended: str) -> bool:
        """Tell whether this very rest has come often enough to be what the platform means."""
        self._times = self._times + 1 if unended == self._unended else 1
        self._unended = unended
        return self._times >= PATIENCE


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


def _pieces(text: str, start: int) -> tuple[list[str], str]:
    """Return the elements of the list that begins at ``start``, and what is left where the list never ends.

    Brackets are counted outside strings.
    """
    found, depth, begin = list[str](), 0, start
    for token in _TOKENS.finditer(text, start):
        sign = token[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}" and depth:
            depth -= 1
        elif depth == 0 and sign in ",]":
            if text[begin : token.start()].strip():
                found.append(text[begin : token.start()])
            if sign == "]":
                return found, ""
            begin = token.end()
    return found, text[begin:].strip()
