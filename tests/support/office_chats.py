"""The small office's chats, each test with its own; whoever imports the fixtures names the ``databases``."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.store import Store
from tests.support.databases import Databases
from tests.support.dialog import COORDINATOR, Dialog, fill, house
from tests.support.scenes import OFFICE, scene


@pytest.fixture
def office_url(databases: Databases) -> str:
    """URL of a database with the small office in it."""
    return databases.copy_of(OFFICE, fill)


@pytest.fixture
async def dialog(office_url: str) -> AsyncIterator[Dialog]:
    """Yield the office's chats, everybody bound but one."""
    talk = await Dialog(await Store.open(office_url, house=house())).open()
    yield talk
    await talk.close()


@scene
async def assigned(dialog: Dialog) -> None:
    """Begin with one task assigned to 张三, in private."""
    await dialog.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析")
    await dialog.taps(COORDINATOR, "确认")
