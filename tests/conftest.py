"""Fixtures of every room: databases of both kinds, and a browser."""

from __future__ import annotations

import contextlib
import gc
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from playwright.async_api import Browser

from tests.support.browsing import chromium, running_browser
from tests.support.databases import Databases, PostgresDatabases, SqliteDatabases, databases_on
from tests.support.engines import share_compiled
from tests.support.postgres import NoPostgres, running_postgres
from tests.support.quick import quick_place
from tests.support.require import missing

# The same examples everywhere and every time; a shared machine's pauses are no failure.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


gc.disable()  # While modules are loaded and thousands of tests are collected there is no garbage to find.

LONG = (
    ("tests/chaos/test_chaos",),
    ("tests/rights/test_cells", "tests/scenario/", "tests/demo/test_english_day", "tests/runtime/test_poison"),
)
"""What takes longest, and waits most of the time for processes of its own, in two parts that take equally long."""

GARBAGE = 10_000
"""Objects that are made before garbage is looked for; memory is not what tests are short of."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let two of the test processes begin with the longest tests, so that none is left with them at the end.

    Each begins with an equal part of all tests in their order; whoever has done its own takes the last ones of others.
    """
    first, second = ([one for one in items if one.nodeid.startswith(names)] for names in LONG)
    rest = [one for one in items if not one.nodeid.startswith((*LONG[0], *LONG[1]))]
    part = len(items) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    until = max(part - len(first), 0)
    items[:] = [*first, *rest[:until], *second, *rest[until:]]


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later collection of garbage: thousands of tests, and all modules."""
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Of a test that passed, a test process among several tells the main one that it did, and nothing more.

    Beginning, preparing, clearing away and end are four messages of their own, which cost more than most tests.
    """
    wanted = item.config.getoption("durations") is not None or item.config.getoption("xmlpath") is not None
    if wanted or "PYTEST_XDIST_WORKER" not in os.environ:
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


@pytest.fixture(scope="session", autouse=True)
def shared_engines() -> Iterator[None]:
    """Compile each statement once in a process, whatever the number of databases."""
    with pytest.MonkeyPatch.context() as patch:
        share_compiled(patch)
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server's maintenance database; one server per test process."""
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(running_postgres())
        except NoPostgres as reason:
            missing("postgres", str(reason))
        yield url


@pytest.fixture(scope="session")
def postgres_databases(postgres_url: str) -> Iterator[PostgresDatabases]:
    """Databases on the PostgreSQL server, each test its own."""
    yield from databases_on(postgres_url)


@pytest.fixture(scope="session")
def sqlite_databases() -> Iterator[SqliteDatabases]:
    """Databases in files, each test its own."""
    with tempfile.TemporaryDirectory(prefix="taizhang-sqlite-", dir=quick_place()) as folder:
        yield SqliteDatabases(Path(folder))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Both kinds of databases in turn; ``copy_of`` gives each test a filled one in milliseconds."""
    found: Databases = request.getfixturevalue(f"{request.param}_databases")
    yield found
    found.clear()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """URL of a fresh, empty database, on SQLite and on PostgreSQL in turn."""
    return databases.fresh()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Yield a headless chromium; mark the test ``browser``."""
    path = chromium()
    if path is None:
        missing("browser", "no chromium is on the path")
    async with running_browser(path) as running:
        yield running
