"""What every section of the settings shares: frozen, nothing unknown, and values as an office writes them."""

from __future__ import annotations

import ipaddress
import re
from datetime import time, timedelta
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_settings import NoDecode

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Section(BaseModel):
    """A part of the settings; an unknown name in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Address(NamedTuple):
    """Where a server of ours listens."""

    host: str
    port: int


def is_loopback(host: str) -> bool:
    """Tell whether the host (of a URL or an address) is this machine itself."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"  # A name below it is asked of the DNS by many systems, and may lead anywhere.


def is_loopback_url(url: str) -> bool:
    """Tell whether the URL stays on this machine."""
    return is_loopback(urlsplit(url).hostname or "")


def _time_of_day(value: object) -> object:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (found := re.fullmatch(r"(\d{1,2}):(\d{2})", value.strip())):
        hour, minute = int(found[1]), int(found[2])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ValueError('应写成 "08:30" 这样的时刻')


def _duration(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and (found := re.fullmatch(r"(\d{1,6})\s*([smhd])", value.strip())):
        return timedelta(**{UNITS[found[2]]: int(found[1])})
    raise ValueError('应写成 "90s"、"10m"、"3h" 或 "30d" 这样的时长')


def _address(value: object) -> object:
    if isinstance(value, Address):
        return value
    if isinstance(value, str):
        host, colon, port = value.strip().rpartition(":")
        if colon and host and port.isdecimal() and int(port) < 65536:
            return Address(host, int(port))
    raise ValueError('应写成 "127.0.0.1:8080" 这样的地址和端口')


def _http_url(value: object) -> object:
    if isinstance(value, str):
        url = value.strip().rstrip("/")
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname and not parts.query:
            return url
    raise ValueError("应写成以 http:// 或 https:// 开头的网址")


def numbered(pattern: str) -> str:
    """Return the pattern of numbers (编号格式) if it holds year and count; ``ValueError`` else."""
    if {"{year}", "{n}"} == set(re.findall(r"\{[^{}]*\}", pattern)):
        return pattern
    raise ValueError("编号格式须含 {year} 和 {n}，例如 DB-{year}-{n}")


TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
ListenAddress = Annotated[Address, NoDecode, BeforeValidator(_address)]
HttpUrl = Annotated[str, BeforeValidator(_http_url)]
Workdays = Annotated[int, Field(ge=0, le=366)]
WorkingHours = Annotated[int, Field(gt=0, le=1000)]
