"""What most commands begin with: settings, the house rules made of them, and the open ledger."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.cli.failing import Failed, wrong_use
from bot.cli.options import GIVEN_CONFIG

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.hours import OfficeHours
    from storage.store import Store

T = TypeVar("T")


def settings_from(config: Path | None) -> Settings:
    """Load the settings: the file named after the command, before it, or the default one."""
    from config.settings import load_settings

    return load_settings(config or GIVEN_CONFIG.get())


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's asynchronous part."""
    return asyncio.run(work)


def run_long(work: Coroutine[Any, Any, T]) -> T:
    """Run what stays until it is interrupted, on uvloop where there is one: it does the loop's own work in C."""
    with asyncio.Runner(loop_factory=_quick_loop()) as runner:
        return runner.run(work)


def _quick_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # Windows has none.
        return None
    return uvloop.new_event_loop


async def now(settings: Settings) -> datetime:
    """Return the business time that the bot goes by: the sandbox's where the settings follow it."""
    from bot.clock import SystemClock

    if settings.clock_url is None:
        return SystemClock().now()
    from bot.remote_clock import RemoteClock

    clock = await RemoteClock.open(settings.clock_url)
    try:
        return clock.now()
    finally:
        await clock.close()


def moment(text: str, hours: OfficeHours) -> datetime:
    """Read an ISO moment; without a zone it is business time."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise wrong_use(f"“{text}”不是时间，请写成 2026-11-27T08:20 这样。") from None
    return read if read.tzinfo else hours.at(read.date(), read.time())


def check_folder(settings: Settings) -> None:
    """Fail with a sentence where the folder of the database is not there."""
    from bot.house import database_folder

    if not database_folder(settings).is_dir():
        raise Failed(f"没有 {database_folder(settings)} 这个文件夹，请先建好，或改正 database_url。")


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """Open the ledger that the settings name, beside the bot if that is running; closed however the command ends."""
    from bot.house import evidence_folder, house_of
    from storage.store import Store

    check_folder(settings)
    store = await Store.open(settings.database_url, house=house_of(settings), evidence=evidence_folder(settings))
    try:
        yield store
    finally:
        await store.close()
