"""The settings as they are in force, one line each, as the settings file would say them; secrets are hidden."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr

from config.section import Address
from config.settings import Settings
from config.timetable import Rule

HIDDEN = "***"
NOTHING = "–"
_SIZES = (("d", 86_400), ("h", 3_600), ("m", 60))
_USERINFO = re.compile(r"(?<=://)[^/]*@")
_QUERY = re.compile(r"\?.*")


def shown(settings: Settings) -> Iterator[str]:
    """Yield a line for each setting, with passwords in URLs and every secret hidden."""
    for name, value in fields(settings, ""):
        yield f"{name} = {hidden(value)}"


def hidden(value: str) -> str:
    """Return a value without what an URL says of user, password and options."""
    if "://" not in value:
        return value
    kept = _USERINFO.sub(f"{HIDDEN}@", value)
    end = '"' if kept.endswith('"') else ""
    return _QUERY.sub(f"?{HIDDEN}{end}", kept)


def fields(section: BaseModel, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield every setting by its dotted name, with its value as it is written."""
    for name in type(section).model_fields:
        value = getattr(section, name)
        if isinstance(value, Rule):
            yield prefix + name, f'{{ time = "{value.time:%H:%M}", on = "{value.on}" }}'
        elif isinstance(value, Mapping):
            for key, one in value.items():
                yield from fields(one, f"{prefix}{name}.{key}.")
        elif isinstance(value, BaseModel):
            yield from fields(value, f"{prefix}{name}.")
        else:
            yield prefix + name, written(value)


def written(value: Any) -> str:
    """Return a value as it is written in the settings file; nothing set shows as a dash."""
    if value is None or isinstance(value, SecretStr):
        return NOTHING if value is None else HIDDEN
    if isinstance(value, timedelta):
        return json.dumps(_duration(int(value.total_seconds())))
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, Address):
        return f'"{value.host}:{value.port}"'
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value if not isinstance(value, Path) else str(value), ensure_ascii=False)


def _duration(seconds: int) -> str:
    for unit, size in _SIZES:
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
