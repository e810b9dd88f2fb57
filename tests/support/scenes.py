"""Scenes: what has happened in the chats before a test begins, played once and copied from then on."""

from __future__ import annotations

import asyncio
import copy
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from storage.store import Store
from tests.support.databases import Databases
from tests.support.dialog import Dialog, fill, house

Play = Callable[[Dialog], Awaitable[object]]

OPENING = "dialog"
"""The chats before anything has happened."""

OFFICE = "handlers-office"
"""The template of the office before anything has happened."""
SHARED = "tests.support.office_chats"
"""Where the scenes are that several folders begin with."""
_BESIDE = ("now", "real", "shown", "calls", "toasts", "_update", "_message", "_by_id")
"""What the chats hold beside the database."""

_PLAYS: dict[str, tuple[Play, str]] = {}
"""What is played by the name of the scene, and the name of the scene that goes before; empty for none."""
_MEMORIES: dict[tuple[Databases, str], dict[str, Any]] = {}


def scene(play: Play) -> Any:
    """Make a fixture of what is played: the chats as it leaves them, on a database of the test's own.

    The name of the parameter says which scene goes before, ``dialog`` if none: one of the same module, else one of the
    folder's conftest, else one of those that folders share.
    """
    name = f"{play.__module__}.{play.__name__}"
    _PLAYS[name] = (play, _before(play))

    @pytest.fixture(name=play.__name__)
    async def staged(databases: Databases) -> AsyncIterator[Dialog]:
        talk = await _opened(databases, name, await asyncio.to_thread(_copy, databases, name))
        yield talk
        await talk.close()

    staged.__doc__ = play.__doc__
    return staged


def _before(play: Play) -> str:
    (base,) = inspect.signature(play).parameters
    if base == OPENING:
        return ""
    folder = play.__module__.rpartition(".")[0]
    modules = (play.__module__, f"{folder}.conftest", SHARED)
    return next(name for module in modules if (name := f"{module}.{base}") in _PLAYS)


def _copy(databases: Databases, name: str) -> str:
    """Return the URL of a database as the scene leaves it; each scene is played where the one before it ended."""
    if not name:
        return databases.copy_of(OFFICE, fill)
    play, before = _PLAYS[name]
    return databases.copy_of(
        name,
        lambda url: asyncio.run(_play(databases, name, play, before, url)),
        upon=lambda: _copy(databases, before),
    )


async def _play(databases: Databases, name: str, play: Play, before: str, url: str) -> None:
    talk = await _opened(databases, before, url)
    await play(talk)
    assert not any(talk.sheets.folder.folder.iterdir()), "files that were sent are not copied"
    await talk.close()
    _MEMORIES[databases, name] = _memory(vars(talk))


async def _opened(databases: Databases, name: str, url: str) -> Dialog:
    """Open the chats as they are after the scene, on a database that is a copy of its own."""
    talk = await Dialog(await Store.open(url, house=house())).open()
    vars(talk).update(_memory(_MEMORIES[databases, name]) if name else {})
    return talk


def _memory(held: dict[str, Any]) -> dict[str, Any]:
    return {name: copy.copy(held[name]) for name in _BESIDE}
