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

SHARED = "tests.support.office_chats"
"""Where the scenes are that several folders begin with."""
_BESIDE = ("now", "real", "shown", "calls", "toasts", "_update", "_message", "_by_id")
"""What the chats hold beside the database."""

_PLAYS: dict[str, tuple[Play, ...]] = {}
_MEMORIES: dict[tuple[Databases, str], dict[str, Any]] = {}


def scene(play: Play) -> Any:
    """Make a fixture of what is played: the chats as it leaves them, on a database of the test's own.

    The name of the parameter says which scene goes before, ``dialog`` if none: one of the same module, else one of the
    folder's conftest, else one of those that folders share.
    """
    name, before = f"{play.__module__}.{play.__name__}", _before(play)
    _PLAYS[name] = plays = (*before, play)

    @pytest.fixture(name=play.__name__)
    async def staged(databases: Databases) -> AsyncIterator[Dialog]:
        url = await asyncio.to_thread(databases.copy_of, name, lambda empty: _play(databases, name, plays, empty))
        talk = await Dialog(await Store.open(url, house=house())).open()
        vars(talk).update(_memory(_MEMORIES[databases, name]))
        yield talk
        await talk.close()

    staged.__doc__ = play.__doc__
    return staged


def _before(play: Play) -> tuple[Play, ...]:
    (base,) = inspect.signature(play).parameters
    if base == OPENING:
        return ()
    folder = play.__module__.rpartition(".")[0]
    modules = (play.__module__, f"{folder}.conftest", SHARED)
    return next(_PLAYS[name] for module in modules if (name := f"{module}.{base}") in _PLAYS)


def _play(databases: Databases, name: str, plays: tuple[Play, ...], url: str) -> None:
    fill(url)

    async def played() -> dict[str, Any]:
        talk = await Dialog(await Store.open(url, house=house())).open()
        for play in plays:
            await play(talk)
        assert not any(talk.sheets.folder.folder.iterdir()), "files that were sent are not copied"
        await talk.close()
        return _memory(vars(talk))

    _MEMORIES[databases, name] = asyncio.run(played())


def _memory(held: dict[str, Any]) -> dict[str, Any]:
    return {name: copy.copy(held[name]) for name in _BESIDE}
