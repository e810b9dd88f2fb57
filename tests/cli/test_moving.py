"""``taizhang db move``: everything stands in the other database as it stood, and goes on as if nothing had happened."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.engines import Database
from storage.mail_tables import outbox, restores
from storage.outbox import Outgoing
from tests.cli.calling import in_books, taizhang

PHOTO = b"\xff\xd8 photo"
WHOLE, SPOILT = hashlib.sha256(PHOTO).hexdigest(), "2a" * 32


def _unsent(office: str) -> None:
    waiting = Outgoing(chat=7, method="sendMessage", payload={"text": "在"})
    asyncio.run(in_books(office, lambda books: books.outbox.put(waiting)))


async def _mail(url: str) -> tuple[list[str], int]:
    """Return the states of the outbox, and how many restores are noted."""
    database = Database(url)
    async with database.reading() as connection:
        states = list((await connection.execute(select(outbox.c.state))).scalars())
        noted = len((await connection.execute(select(restores.c.id))).all())
    await database.close()
    return states, noted


@pytest.mark.parametrize("into", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_ledger_moves_and_its_mail_still_waits_to_be_sent(office, into, request, monkeypatch):
    _unsent(office)
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", new := request.getfixturevalue(f"{into}_databases").fresh())
    called = taizhang("db", "move", office)
    assert called.code == 0 and "核验无误。原数据库未作改动" in called.err
    assert asyncio.run(_mail(new)) == (["waiting"], 0)
    assert taizhang("ledger", "verify").code == 0
    again = taizhang("db", "move", office)
    assert again.code == 1 and again.err.startswith("数据库里已有内容，没有改动")


def test_evidence_moves_too_and_what_is_spoilt_is_named(office, monkeypatch, tmp_path):
    there = Path(office.removeprefix("sqlite:///")).parent / "evidence"
    for name in (WHOLE, SPOILT):
        (there / name[:2]).mkdir(parents=True)
        (there / name[:2] / name).write_bytes(PHOTO)
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    called = taizhang("db", "move", office)
    assert called.code == 1 and called.err.startswith("有 1 个佐证文件的内容与校验码不符，没有搬入")
    assert [path.name for path in (tmp_path / "evidence").glob("*/*")] == [WHOLE]


def test_what_cannot_be_is_one_sentence(office, monkeypatch, tmp_path):
    assert taizhang("db", "move", office).err.startswith("新旧数据库相同")
    assert taizhang("db", "move", "old.db").code == 2
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    gone = taizhang("db", "move", f"sqlite:///{tmp_path}/gone.db")
    assert (gone.code, gone.err) == (1, f"没有 {tmp_path}/gone.db 这个文件，请核对原数据库的路径。\n")
    with sqlite3.connect(tmp_path / "new.db") as new:
        assert new.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
