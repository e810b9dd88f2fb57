"""The probe: finds out whether a message of unknown fate arrived, without ever sending it twice.

Editing a message into what it already is changes nothing, and the platform says so: "message is not modified" means
that the message is there. So the ids that it can have got are tried one after the other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.calls import Json, call
from storage.outbox import Outbound

log = structlog.get_logger(__name__)

CANDIDATES = 20
EDGE = 5
"""So many ids in a row that nobody has yet are taken for the end of the chat."""
_EDITS = {"sendMessage": ("editMessageText", "text"), "sendPhoto": ("editMessageCaption", "caption")}
_EDITS["sendDocument"] = _EDITS["sendPhoto"]


class Finding(StrEnum):
    """What a candidate id, or the whole probe, has shown."""

    FOUND = "found"
    OTHER = "other"
    NOBODY = "nobody"
    ABSENT = "absent"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Probed:
    """The finding, and the message's id where it was found."""

    finding: Finding
    message: int | None = None


@dataclass(frozen=True)
class Probe:
    """Looks for one message; ``known_after`` tells the highest message id known before it, and ids known to be others."""

    bot: Bot
    known_before: Callable[[Outbound], Awaitable[int | None]]

    async def look(self, row: Outbound) -> Probed:
        """Return found (with its id), absent (it may be sent again) or unclear (people must be asked)."""
        if row.method not in _EDITS:
            return Probed(Finding.UNCLEAR)
        highest = await self.known_before(row)
        if highest is None:
            return Probed(Finding.UNCLEAR)
        findings: list[Finding] = []
        for candidate in _candidates(highest):
            finding = await self._try(row, candidate)
            if finding is Finding.FOUND:
                return Probed(Finding.FOUND, candidate)
            if finding is Finding.UNCLEAR:
                return Probed(Finding.UNCLEAR)
            findings.append(finding)
        ended = all(finding is Finding.NOBODY for finding in findings[-EDGE:])
        return Probed(Finding.ABSENT if ended else Finding.UNCLEAR)

    async def _try(self, row: Outbound, candidate: int) -> Finding:
        method, payload = _edit(row, candidate)
        try:
            await call(self.bot, method, payload)
        except RetryAfter:
            return Finding.UNCLEAR
        except BadRequest as error:
            return _meaning(error.message.lower())
        except TelegramError:
            return Finding.UNCLEAR
        # The edit took hold: a message of ours lay there that we did not know, and it now says what it should.
        log.warning("probe_changed_a_message", outbox=row.id)
        return Finding.FOUND


def _candidates(highest: int) -> Iterator[int]:
    yield from range(highest + 1, highest + 1 + CANDIDATES)


def _edit(row: Outbound, candidate: int) -> tuple[str, Json]:
    """Return the edit that would change nothing: the same words, the same keyboard."""
    method, words = _EDITS[row.method]
    wanted = ("chat_id", words, "parse_mode", "link_preview_options")
    payload: dict[str, Any] = {name: row.payload[name] for name in wanted if name in row.payload}
    markup = row.payload.get("reply_markup")
    if isinstance(markup, dict) and "inline_keyboard" in markup:
        payload["reply_markup"] = markup
    return method, {**payload, "message_id": candidate}


def _meaning(said: str) -> Finding:
    if "not modified" in said:
        return Finding.FOUND
    if "to edit not found" in said or "message_id_invalid" in said:
        return Finding.NOBODY
    return Finding.OTHER if "can't be edited" in said else Finding.UNCLEAR
