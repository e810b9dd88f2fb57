"""One call of a feed: a body of entries, and the headers that prove where it comes from (docs/programs.md)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.posting import as_json
from ledger.values import dataclass

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """What is posted; ``last`` is the entry up to which an answer of 2xx confirms."""

    body: bytes
    headers: dict[str, str]
    last: int


def call_of(name: str, entries: Sequence[Entry], *, secret: str, at: datetime) -> Call:
    """Return the call; the signature covers moment and body, so that neither can be exchanged or used again later."""
    body = as_json({"feed": name, "entries": entries})
    stamp = str(int(at.timestamp()))
    first, last = entries[0]["seq"], entries[-1]["seq"]
    headers = {
        "Taizhang-Feed": name,
        "Taizhang-Timestamp": stamp,
        "Taizhang-Signature": f"v1={signature(secret, stamp, body)}",
        "Idempotency-Key": f"{name}-{first}-{last}",
    }
    return Call(body, headers, last)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Return the HMAC-SHA256 of ``stamp.body`` in hexadecimal."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
