"""Engines that share what SQLAlchemy has compiled: each test has a database of its own, the statements are the same."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_DIALECTS: dict[tuple[str, object], Dialect] = {}
_COMPILED: dict[Any, Any] = {}


def share_compiled(patch: pytest.MonkeyPatch) -> None:
    """Let all engines of this process that speak one dialect ask the server about itself once, and compile once."""
    patch.setattr("storage.engines.create_async_engine", _in_a_loop)
    patch.setattr("storage.engines.create_engine", _in_a_thread)


def _in_a_loop(url: URL, **how: Any) -> AsyncEngine:
    made = create_async_engine(url, **_shared(url, how), **how)
    _speaks(made.sync_engine, url, how)
    return made


def _in_a_thread(url: URL, **how: Any) -> Engine:
    made = create_engine(url, **_shared(url, how), **how)
    _speaks(made, url, how)
    return made


def _shared(url: URL, how: dict[str, Any]) -> dict[str, Any]:
    asks: dict[str, Any] = {"_initialize": False} if _kind(url, how) in _DIALECTS else {}
    return {"execution_options": {"compiled_cache": _COMPILED}, **asks}


def _kind(url: URL, how: dict[str, Any]) -> tuple[str, object]:
    return url.drivername, how.get("isolation_level")


def _speaks(engine: Engine, url: URL, how: dict[str, Any]) -> None:
    """Let it speak the dialect for which statements have been compiled; they are kept by it."""
    engine.dialect = engine.pool._dialect = _DIALECTS.setdefault(_kind(url, how), engine.dialect)
