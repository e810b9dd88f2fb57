"""Canaries: a day of the real process, then every file that it left is searched for what must not be in it."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from storage.types import METADATA
from tests.cli.calling import taizhang
from tests.rights.office import TOKEN, Rights
from tests.security.office import an_office
from tests.support.databases import SqliteDatabases

SECRET = TOKEN.partition(":")[2]
PHONE, SAID, MARKED = "13955501234", "金丝雀七号方案", "雪鸮九号名单"
WORDS = {
    *("inbox.raw", "outbox.payload", "texts.text", "tasks.state", "tasks.title"),
    *("actions.args", "papers.content"),
}
HELD = {
    PHONE: {*WORDS, "people.phone"},
    SAID: WORDS,
}
"""The columns that may hold words of people; docs/security.md says for how long."""


def spellings(word: str) -> tuple[bytes, ...]:
    """Return the word as files may have it: as text in three encodings, and escaped as JSON has it."""
    escaped = word.encode("ascii", "backslashreplace")
    return (*(word.encode(name) for name in ("utf-8", "gb18030", "utf-16-le")), escaped, escaped.upper())


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file, and what lies packed in it."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = path.read_bytes()
        yield path.name, content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                for part in package.namelist():
                    yield f"{path.name}/{part}", package.read(part)


def holding(folder: Path, word: str) -> set[str]:
    """Return the names of the files that hold the word, however it is spelt."""
    return {name for name, content in contents(folder) if any(one in content for one in spellings(word))}


def columns(rights: Rights, word: str) -> set[str]:
    """Return the columns in which the word stands, as text or as JSON."""
    escaped = word.encode("ascii", "backslashreplace").decode()
    found = set()
    for table in METADATA.sorted_tables:
        for column in table.columns:
            query = f'SELECT count(*) FROM "{table.name}" WHERE instr("{column.name}", :word) OR instr("{column.name}", :escaped)'  # noqa: E501, S608
            if rights.database.rows(query, word=word, escaped=escaped)[0][0]:
                found.add(f"{table.name}.{column.name}")
    return found


def sheet(words: str) -> bytes:
    """Return a workbook with a marked cell."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in (["事项", "责任人", "密级"], [words, "张三", "机密★"]):
        book.active.append(row)
    book.save(held)
    return held.getvalue()


async def a_day(rights: Rights) -> None:
    """Let people write what they should and should not, and everybody be answered."""
    own, gave, stranger = (rights.people[who] for who in ("own", "gave", "stranger"))
    heard = rights.heard()
    await gave.says(f"请张三12月9日前报送{SAID}，联系人电话{PHONE}")
    await own.says(f"/progress 1 完成20%，{SAID}，电话{PHONE}")
    await own.sends_photo(b"\x89PNG\r\n\x1a\n" + b"0" * 64, caption=f"DB-2026-1 {SAID}")
    await stranger.says(f"{SAID}{PHONE}")
    await rights.client.inject({"message": {"message_id": "x", "date": SAID, "text": f"{SAID}{PHONE}"}})
    await own.says(f"【机密】{MARKED}")
    await own.says(f"工作秘密★\n{MARKED}", chat=rights.groups["综合科"])
    await own.sends_photo(b"\x89PNG\r\n\x1a\n" + MARKED.encode(), caption=f"秘密★1年 {MARKED}")
    await own.sends_document(MARKED.encode(), name=f"内部资料-{MARKED}.txt")
    await own.sends_document(sheet(MARKED), name="台账.xlsx", caption="DB-2026-1")
    await rights.client.inject({"message": anonymous(rights.groups["综合科"].id, f"【机密】请张三周五前报送{MARKED}")})
    await rights.settle(heard + 11)


def anonymous(group: int, text: str) -> dict[str, object]:
    """Return a message of an administrator who is anonymous: it comes from a bot of the platform's."""
    chat = {"id": group, "type": "supergroup", "title": "综合科"}
    sender = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    return {"message_id": 9_000, "date": 1, "chat": chat, "from": sender, "sender_chat": chat, "text": text}


async def an_export(rights: Rights) -> None:
    """Let one's own data arrive as two files, over the platform's own way."""
    own, heard = rights.people["own"], rights.heard()
    await own.says("导出我的数据")
    await rights.settle(heard + 1)
    papers = [one.raw["document"] for one in await rights.client.messages(own) if one.by_bot and "document" in one.raw]
    assert [one["file_name"] for one in papers] == ["本人数据_张三_20261126.txt", "本人数据_张三_20261126.json"]
    assert all(one["file_size"] > 1_000 for one in papers)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which everything is left, also what goes to temporary files."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", f"sqlite:///{tmp_path / 'taizhang.db'}")
    return tmp_path


async def test_nothing_is_where_it_must_not_be(sqlite_databases: SqliteDatabases, folder: Path) -> None:
    """Token nowhere; numbers and words in the tables that may hold them, never in a log; marked words nowhere."""
    async with an_office(sqlite_databases, folder) as rights:
        await a_day(rights)
        said = [one.text for one in await rights.client.messages(rights.people["own"]) if one.by_bot]
        assert sum("标识，系统未保存其正文和附件" in one for one in said) == 4
        await an_export(rights)
        called = await asyncio.to_thread(taizhang, "backup", str(folder / "taizhang.zip"), "--quick")
        assert called.code == 0
        while_running = {word: holding(folder, word) for word in (SECRET, MARKED)}
        for word, allowed in HELD.items():
            assert columns(rights, word) - allowed == set(), word
        assert columns(rights, SAID), "the canary must have been there to be missed elsewhere"
    assert while_running == {SECRET: set(), MARKED: set()}
    log = (folder / "bot.log").read_text("utf-8")
    assert "Traceback" not in log
    for word in (SAID, PHONE, MARKED):
        assert {name for name in holding(folder, word) if not re.search(r"taizhang\.(?:db|zip)", name)} == set(), word
    assert log.count("marked") == 6
