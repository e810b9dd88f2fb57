"""Ways in and out: webhook, pace of sending, health and logs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator

from config.section import Address, Duration, HttpUrl, ListenAddress, Section, is_loopback, is_loopback_url


class Webhook(Section):
    """Where the platform delivers to, what it must say to be believed, and where we listen."""

    url: HttpUrl
    secret: SecretStr
    listen: ListenAddress = Address("127.0.0.1", 8443)

    @field_validator("url")
    @classmethod
    def _safe(cls, url: str) -> str:
        if not url.startswith("https://") and not is_loopback_url(url):
            raise ValueError("应写成以 https:// 开头的网址")
        return url

    @field_validator("secret")
    @classmethod
    def _speakable(cls, secret: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
            raise ValueError("应为 16 至 256 位的字母、数字、下划线或连字符")
        return secret


class Pacing(Section):
    """The platform's limits: messages a second in all, seconds between two in one chat, a minute in a group."""

    per_second: Annotated[float, Field(gt=0, le=1000)] = 30
    chat_seconds: Annotated[float, Field(ge=0, le=60)] = 1
    group_per_minute: Annotated[int, Field(gt=0, le=6000)] = 20


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


class Logs(Section):
    """How the log is written."""

    form: Literal["console", "json"] = "console"
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
