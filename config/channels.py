"""Ways in and out: webhook, pace of sending, health and logs."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, field_validator

from config.section import Address, Duration, HttpUrl, ListenAddress, Section, is_loopback, is_loopback_url


def encrypted(url: str) -> str:
    """Return the URL if what goes there is encrypted, or stays on this machine; ``ValueError`` else."""
    if not url.startswith("https://") and not is_loopback_url(url):
        raise ValueError("应写成以 https:// 开头的网址")
    return url


def speakable(secret: SecretStr) -> SecretStr:
    """Return the secret if it is long enough, and of signs that any header takes; ``ValueError`` else."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
        raise ValueError("应为 16 至 256 位的字母、数字、下划线或连字符")
    return secret


Encrypted = Annotated[HttpUrl, AfterValidator(encrypted)]
Speakable = Annotated[SecretStr, AfterValidator(speakable)]


class Webhook(Section):
    """Where the platform delivers to, what it must say to be believed, and where we listen."""

    url: Encrypted
    secret: Speakable
    listen: ListenAddress = Address("127.0.0.1", 8443)


class Work(StrEnum):
    """What a process does: fetch updates, deal with them, send messages, ring for what is due."""

    POLLER = "poller"
    WORKER = "worker"
    SENDER = "sender"
    TICKER = "ticker"


class Processes(Section):
    """What of the work this process does; several may share it on PostgreSQL, on SQLite one does it all."""

    roles: tuple[Work, ...] = tuple(Work)

    @field_validator("roles")
    @classmethod
    def _some(cls, roles: tuple[Work, ...]) -> tuple[Work, ...]:
        if not roles:
            raise ValueError("至少写一项：poller、worker、sender、ticker")
        return roles


class Pacing(Section):
    """The platform's limits: messages a second in all, seconds between two in one chat, a minute in a group."""

    per_second: Annotated[float, Field(gt=0, le=1000)] = 30
    chat_seconds: Annotated[float, Field(ge=0, le=60)] = 1
    group_per_minute: Annotated[int, Field(gt=0, le=6000)] = 20


class Channels(Section):
    """Servers of other messengers that a house runs itself, beside the public ones; seconds for a call."""

    hosts: tuple[str, ...] = ()
    timeout: Annotated[float, Field(gt=0, le=60)] = 10


class Feed(Section):
    """A program that gets the entries as they are written, each call signed by ``secret``.

    ``kinds``: of which kinds (empty: all); ``words``: with free texts and names; ``start``: from now, or from the first
    entry. What is not confirmed for ``give_up`` waits for an administrator.
    """

    url: Encrypted
    secret: Speakable
    kinds: tuple[str, ...] = ()
    words: bool = False
    start: Literal["now", "first"] = "now"
    give_up: Duration = timedelta(days=3)


class Privacy(Section):
    """Minimal mode (最简模式): only numbers, names, dates and so many signs of a title go through the platform."""

    minimal: bool = False
    title_length: Annotated[int, Field(ge=0, le=40)] = 12


class Flood(Section):
    """How many messages of one person are dealt with in a minute (0: all), and how many of the rest may wait."""

    per_minute: Annotated[int, Field(ge=0, le=6000)] = 60
    most_waiting: Annotated[int, Field(ge=1, le=100_000)] = 600


class Probe(Section):
    """Whether, and after how many seconds, to find out if a message of unknown fate arrived; else people are asked."""

    enabled: bool = True
    after: Annotated[float, Field(ge=0.1, le=300)] = 15


class Health(Section):
    """Where ``/healthz`` and ``/metrics`` listen (without an address nowhere), and from when on a figure is a trouble.

    ``check``, the page and the alarms to the administrators go by the same limits.
    """

    listen: ListenAddress | None = None
    poll_age: Duration = timedelta(minutes=3)
    tick_age: Duration = timedelta(minutes=5)
    inbox_age: Duration = timedelta(minutes=5)
    outbox_age: Duration = timedelta(minutes=10)
    push_age: Duration = timedelta(minutes=10)
    disk_mb: Annotated[int, Field(ge=0, le=1_000_000)] = 200

    @field_validator("listen")
    @classmethod
    def _private(cls, listen: Address | None) -> Address | None:
        if listen is not None and not is_loopback(listen.host):
            raise ValueError('只能监听本机，例如 "127.0.0.1:8081"')
        return listen


class BoardPage(Section):
    """The leaders' page (看板网页): the address by which browsers reach it, where we listen, how long a link holds.

    ``life`` runs from the making of the link, whether or not it was opened; then a new one is asked for.
    """

    url: Encrypted
    listen: ListenAddress = Address("127.0.0.1", 8082)
    life: Duration = timedelta(minutes=30)

    @field_validator("life")
    @classmethod
    def _short(cls, life: timedelta) -> timedelta:
        if not timedelta(minutes=1) <= life <= timedelta(hours=12):
            raise ValueError('应在 "1m" 至 "12h" 之间')
        return life


class Logs(Section):
    """How the log is written."""

    form: Literal["console", "json"] = "console"
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
