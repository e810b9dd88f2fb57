"""Raw calls of the Bot API: a method's name and its parameters as they lie in the outbox, the raw result back."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

Json = dict[str, Any]


async def call(bot: Bot, method: str, payload: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
    """Call a method and return its result as parsed JSON; raises ``TelegramError`` as the library does."""
    # The library would rather see its typed methods; rows of the outbox and raw updates pass it by on purpose.
    warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)
    timeouts: dict[str, Any] = {} if read_timeout is None else {"read_timeout": read_timeout}
    return await bot.do_api_request(method, api_kwargs=dict(payload), **timeouts)


def parse_quietly(payload: bytes) -> Json:
    """Parse an answer of the server; the library's own parser would log it whole, words of people included."""
    try:
        parsed = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise TelegramError("Invalid server response") from error
    if not isinstance(parsed, dict):
        raise TelegramError("Invalid server response")
    return parsed


def retry_after(error: RetryAfter) -> float:
    """Return the seconds that the platform asks us to wait."""
    with warnings.catch_warnings():  # Nothing is awaited in here, so nobody else's filters are touched.
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        after = error.retry_after
    return float(after) if isinstance(after, (int, float)) else after.total_seconds()
