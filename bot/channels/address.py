"""Addresses: where a channel's webhook and its signing secret are read from, and which servers may be written to.

They are secrets as the bot's token is: they lie in a file or a variable, which the database only names.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

from bot.channels.platform import Messenger
from config.section import is_loopback
from ledger.values import dataclass

FILE, VARIABLE = "file:", "env:"
_LARGEST = 4096
"""Bytes of such a file; it holds one URL and one secret."""


class Wrong(StrEnum):
    """What may be wrong with an address."""

    UNREADABLE = "unreadable"
    NO_URL = "no_url"
    HOST = "host"
    INSECURE = "insecure"
    NO_KEY = "no_key"


class WrongAddress(Exception):  # noqa: N818 - what is so
    """An address that is not there, or not the messenger's; it never quotes what was read."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.value)
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Address:
    """The webhook and the secret that its calls are signed with; ``""`` where they are not."""

    url: str = field(repr=False)
    secret: str = field(default="", repr=False)


def address_at(
    reference: str, messenger: Messenger, *, hosts: Collection[str] = (), env: Mapping[str, str] | None = None
) -> Address:
    """Return what the reference (``file:…`` or ``env:…``) names; ``WrongAddress`` where it cannot be used.

    Only the messenger's own server, and ``hosts`` of the settings (a house's own installation), are written to.
    """
    url, *rest = _read(reference, os.environ if env is None else env).split() or [""]
    parts = _parts(url)
    if parts.netloc != messenger.host and parts.netloc not in hosts:
        raise WrongAddress(Wrong.HOST)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise WrongAddress(Wrong.INSECURE)
    if not _key(parts, messenger):
        raise WrongAddress(Wrong.NO_KEY)
    return Address(url, rest[0] if rest else "")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_url = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_url = False
    if not is_url or parts.username is not None or parts.fragment:
        raise WrongAddress(Wrong.NO_URL)
    return parts


def _key(parts: SplitResult, messenger: Messenger) -> str:
    """Return the robot's key; nothing where the URL is not one of the messenger's webhooks."""
    if not parts.path.startswith(messenger.path):
        return ""
    if messenger.key:
        return parse_qs(parts.query).get(messenger.key, [""])[0]
    return "" if parts.query else parts.path.removeprefix(messenger.path)


def _read(reference: str, env: Mapping[str, str]) -> str:
    if reference.startswith(VARIABLE):
        found = env.get(reference.removeprefix(VARIABLE), "")
    else:
        found = _content(Path(reference.removeprefix(FILE)))
    if not found.strip():
        raise WrongAddress(Wrong.UNREADABLE)
    return found


def _content(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise WrongAddress(Wrong.UNREADABLE) from None
