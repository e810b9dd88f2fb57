"""The command line called inside the test's process: exit code, standard output, standard error."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import TypeVar

import pytest

from bot.cli import main
from bot.house import house_of
from config.settings import Settings
from storage.books import OpenBooks
from storage.store import Store

ROSTER = Path(__file__).parents[1] / "cases" / "roster.csv"
MONDAY = date(2026, 11, 23)
T = TypeVar("T")


@dataclass(frozen=True)
class Called:
    """What a command left behind."""

    code: int
    out: str
    err: str


def taizhang(*arguments: str) -> Called:
    """Run one command."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(arguments)
    return Called(int(ended.value.code or 0), out.getvalue(), err.getvalue())


async def in_books(url: str, work: Callable[[OpenBooks], Awaitable[T]]) -> T:
    """Do something in the books of the ledger at ``url``, on a Monday morning."""
    house = house_of(Settings(database_url=url))
    store = await Store.open(url, house=house)
    try:
        async with store.books(now=house.hours.at(MONDAY, time(9))) as books:
            return await work(books)
    finally:
        await store.close()
