"""A dialog with a seeded office for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.dialog import COORDINATOR, OUTSIDE_HEAD, REVIEWER, STAFF, Dialog
from tests.support.inline import open_inline
from tests.support.office_chats import assigned, dialog, office_url  # noqa: F401 - fixtures
from tests.support.scenes import scene
from tests.support.twins import thin_out

ONE_IN = 10
"""Of the dialogs one in so many is held on PostgreSQL, too; the queries are all tried there."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the other dialogs on PostgreSQL."""
    thin_out(config, items, Path(__file__).parent, ONE_IN)


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a dialog one thing happens after the other."""
    open_inline(monkeypatch)


@scene
async def week(assigned: Dialog) -> None:  # noqa: F811 - the fixture
    """Begin on Friday afternoon, after a week with one task closed early, one overdue and one returned."""
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "同意销号 DB-2026-1")
    await assigned.says(COORDINATOR, "请王五周三下班前报送供热情况")
    await assigned.taps(COORDINATOR, "确认")
    await assigned.says(COORDINATOR, "请财政局12月4日前报送预算执行情况")
    await assigned.taps(COORDINATOR, "确认")
    await assigned.says(OUTSIDE_HEAD, "DB-2026-3 收到")
    await assigned.sends_photo(OUTSIDE_HEAD, "DB-2026-3 申请销号")
    await assigned.says(REVIEWER, "DB-2026-3 退回，缺盖章版")
    assigned.passes(days=4, hours=5)
