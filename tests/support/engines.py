"""Engines that share what SQLAlchemy has compiled: each test has a database of its own, the statements are the same."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Dialect
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_DIALECTS: dict[str, Dialect] = {}
_COMPILED: dict[Any, Any] = {}


def share_compiled(patch: pytest.MonkeyPatch) -> None:
    """Let all engines of this process that speak one dialect ask the server about itself once, and compile once."""
    patch.setattr("storage.engines.create_async_engine", _engine)


def _engine(url: URL, **how: Any) -> AsyncEngine:
    known = _DIALECTS.get(url.drivername)
    first: dict[str, Any] = {} if known is None else {"_initialize": False}
    made = create_async_engine(url, execution_options={"compiled_cache": _COMPILED}, **first, **how)
    engine = made.sync_engine
    if known is None:
        _DIALECTS[url.drivername] = engine.dialect
    else:
        # What is compiled is kept by the dialect it was compiled for.
        engine.dialect = engine.pool._dialect = known
    return made
