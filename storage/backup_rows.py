"""Rows of a backup: a JSON array a line; what JSON has no word for is written so that any database takes it back."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, LargeBinary, Table

Reader = Callable[[Any], Any]


def line(values: Any) -> bytes:
    """Return one row as a line; ASCII, for texts may hold what is no valid UTF-8."""
    return json.dumps([_plain(value) for value in values], separators=(",", ":")).encode("ascii") + b"\n"


def readers(table: Table, columns: list[str], *, dialect: str) -> list[Reader]:
    """Return what makes each value of a line what the column of that database takes; ``table`` is reflected."""
    return [_reader(table.c[name], dialect) for name in columns]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)  # SQLite keeps moments in UTC without a zone.
        return moment.astimezone(UTC).isoformat()
    return b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _reader(column: Column[Any], dialect: str) -> Reader:
    kind = column.type
    if isinstance(kind, DateTime):
        return lambda value: None if value is None else _moment(value, dialect)
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else b64decode(value)
    if isinstance(kind, Boolean):
        return lambda value: None if value is None else bool(value)
    return lambda value: value


def _moment(text: str, dialect: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=None) if dialect == "sqlite" else moment
