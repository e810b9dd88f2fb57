"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.types import TypeDecorator

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BIG = BigInteger().with_variant(Integer, "sqlite")
"""64-bit integers; SQLite numbers rows by itself only in a column called INTEGER, which is as wide."""


class Written(str):
    """JSON that is written already, and goes into its column as it is."""

    __slots__ = ()


def written(value: Any) -> Written:
    """Return the value as canonical ASCII JSON, so that equal values are equal texts; ``ValueError`` for no number."""
    return Written(_strictly(value))


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; naive ones are refused, because SQLite would drop the zone without a word."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone into UTC."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Write SQLite's text in one step, where SQLAlchemy makes three."""
        return _moment_in if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Read SQLite's text in one step."""
        return _moment_out if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def text_of(moment: datetime) -> str:
    """Return SQLite's text of a moment, in UTC."""
    return _text_of(moment, moment.fold)


@lru_cache(maxsize=1000)
def _text_of(moment: datetime, _fold: int) -> str:
    """Return it: most stand in several columns, and come again with their task.

    Equal moments of different zones have one text; those of one zone are equal, too, where an hour comes twice.
    """
    return _in_utc(moment).isoformat(" ", "microseconds")[:_NAIVE]


def _moment_in(value: datetime | None) -> str | None:
    return None if value is None else text_of(value)


def _moment_out(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


_NAIVE = len("2026-11-27 08:20:00.000000")


class Json(TypeDecorator[Any]):
    """JSON as ASCII text: NUL and lone surrogates would break PostgreSQL and drivers otherwise."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write canonical JSON, so that equal values are equal texts."""
        return _json_in(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read it back."""
        return _json_out(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Write it in one step: the drivers take text as it is."""
        return _json_in

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Read it in one step."""
        return _json_out


def _json_in(value: Any) -> str | None:
    if value is None:
        return None
    return str(value) if isinstance(value, Written) else _canonical(value)


def _json_out(value: str | None) -> Any:
    return None if value is None else json.loads(value)


_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_strictly = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def plain(text: str) -> str:
    """Return the text without what databases refuse: NUL and lone surrogates become U+FFFD."""
    if _is_plain(text):
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_plain(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
