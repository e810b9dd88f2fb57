"""An old program on a newer schema: every command and the bot refuse with one sentence, and write nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, text

from bot.cli.failing import newer_schema
from bot.wiring import run
from config.settings import Settings
from storage.engines import async_url
from storage.migrating import NewerSchema
from storage.store import Store
from tests.cli.calling import ROSTER, taizhang
from tests.docs.command_line import commands
from tests.runtime.conftest import HOUSE
from tests.support.databases import Databases
from tests.support.sources import ROOT

FUTURE = "9999"
RULES = str(ROOT / "config" / "appraisal" / "registers" / "duties.toml")
OPENING = {
    "check": (),
    "report": ("daily",),
    "backup": ("new.zip",),
    "restore": ("old.zip",),
    "roster import": (str(ROSTER),),
    "roster export": ("roster.csv",),
    "roster invite": (),
    "roster data": ("张三", "data.json"),
    "retention run": (),
    "retention erase": ("--task", "1", "--reason", "本人申请"),
    "chats list": (),
    "chats set": ("-1001", "--reports", "daily"),
    "channels list": (),
    "channels add": ("督查群", "--kind", "wecom", "--file", "wecom.url"),
    "channels test": ("督查群",),
    "channels remove": ("督查群",),
    "feeds list": (),
    "feeds resume": ("screen",),
    "ledger verify": (),
    "ledger rebuild": (),
    "ledger import": ("ledger.csv",),
    "ledger export": ("entries.jsonl",),
    "ledger task": ("1",),
    "calendar show": ("2026",),
    "calendar import": ("2027.json",),
    "rules check": (RULES,),
    "rules frozen": (),
    "rules backtest": (RULES, "--quarter", "2026Q3"),
    "regulations import": ("rules.csv",),
    "regulations export": ("rules.xlsx",),
    "training import": ("plan.csv",),
    "inbox list": (),
    "inbox replay": ("--all",),
    "db upgrade": (),
    "db current": (),
    "db move": ("sqlite:///old.db",),
}
"""Commands that open the database, each with what it needs to get that far."""
ON_A_SERVER = ("check", "backup", "restore", "ledger verify", "db upgrade", "db current")
"""Those that reach the database in different ways; the rest is tried on a file only, for each costs time."""
OTHERS = {"run", "demo", "sandbox", "understand", "rules show", "ledger schema"}
"""The bot itself (see below), a database of its own, or none."""
FILES = {
    "2027.json": '{"year": 2027, "papers": ["https://www.gov.cn/"], "days": '
    '[{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}',
    "ledger.csv": "事项,交办时间,牵头单位\n报送简报,2026-11-02,综合科\n",
    "rules.csv": "名称,类别,牵头单位\n会议制度,1,综合科\n",
    "wecom.url": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
    "plan.csv": "主题,时间,范围,地点\n公文写作,2026-12-18 09:00,全市,礼堂\n",
}


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, databases: Databases) -> str:
    """URL of a database that a newer program has upgraded."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHANG_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url := databases.copy_of("newer", _upgrade_beyond))
    return url


def _upgrade_beyond(url: str) -> None:
    asyncio.run(_upgraded(url))


async def _upgraded(url: str) -> None:
    store = await Store.open(url, house=HOUSE)
    async with store.database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :future"), {"future": FUTURE})
    await store.close()


def _rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the database holds."""
    engine, found = _engine(url), MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        rows = {
            name: [tuple(row) for row in connection.execute(table.select())] for name, table in found.tables.items()
        }
    engine.dispose()
    return rows


def _engine(url: str):
    return create_engine(async_url(url).set(drivername="sqlite" if url.startswith("sqlite") else "postgresql+psycopg"))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write what some commands read: a ledger and its backup from before, and tables."""
    with monkeypatch.context() as before:
        before.chdir(tmp_path)
        before.setenv("TAIZHANG_DATABASE_URL", "sqlite:///old.db")
        assert taizhang("backup", "old.zip", "--quick").code == 0
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")


@pytest.mark.usefixtures("files")
def test_every_command_that_opens_the_database_refuses_and_writes_nothing(newer: str) -> None:
    before = _rows(newer)
    others = {}
    for command in OPENING if newer.startswith("sqlite") else ON_A_SERVER:
        called = taizhang(*command.split(), *OPENING[command])
        said = called.out if command == "check" else called.err
        if called.code != 1 or said.count(newer_schema(FUTURE)) != 1:
            others[command] = called
    assert others == {}
    assert _rows(newer) == before
    assert {path.name for path in Path().iterdir()} - {"evidence", "old.db.lock"} == {"old.zip", "old.db", *FILES}


def test_the_bot_refuses(newer: str) -> None:
    before = _rows(newer)
    settings = Settings(token="1:a", api_url="http://127.0.0.1:9", database_url=newer)
    with pytest.raises(NewerSchema, match=FUTURE):
        asyncio.run(run(settings, stop=asyncio.Event()))
    assert _rows(newer) == before


def test_no_command_is_left_out() -> None:
    assert set(commands()) == {*OPENING, *OTHERS}
