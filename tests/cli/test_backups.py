"""``taizhang backup`` and ``restore``, as whoever runs the office types them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.cli.calling import taizhang


def test_a_backup_is_proved_and_restored(office, monkeypatch):
    made = taizhang("backup", "备份.zip")
    assert (made.code, made.out) == (0, "")
    assert made.err.startswith(f"已备份到 {Path('备份.zip').absolute()}：") and "件事项。" in made.err
    assert not list(Path().glob(".taizhang-*"))  # The trial is thrown away.
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "sqlite:///new.db")
    called = taizhang("restore", "备份.zip")
    assert called.code == 0 and "核验无误" in called.err and "下次启动机器人时" in called.err
    assert taizhang("ledger", "verify").code == 0
    again = taizhang("restore", "备份.zip")
    assert again.code == 1
    assert again.err == "数据库里已有内容，没有改动；请把 database_url 指向空的数据库，或先移走原文件。\n"


def test_what_cannot_be_is_one_sentence(office, monkeypatch):
    Path("有.zip").write_bytes(b"PK")
    assert taizhang("backup", "有.zip").err.endswith("已存在，没有覆盖；请换一个文件名。\n")
    assert taizhang("backup", "没有/a.zip").err.endswith("这个文件夹，请先建好。\n")
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "sqlite:///new.db")
    assert taizhang("restore", "有.zip").err == "有.zip 不是完整的备份文件，或写成后被改动，请改用另一份备份。\n"
    missing = taizhang("restore", "没有.zip")
    assert missing.code == 1 and missing.err == "无法读写 没有.zip，请核对路径和权限。\n"
    with sqlite3.connect("new.db") as new:
        assert new.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_a_backup_of_a_ledger_that_was_tampered_with_is_not_good(office):
    with sqlite3.connect(office.removeprefix("sqlite:///")) as tampered:
        for trigger in ("entries_no_update", "entries_no_delete"):
            tampered.execute(f"DROP TRIGGER {trigger}")
        tampered.execute("UPDATE entries SET hash = substr(hash, 2) || 'x' WHERE seq = 1")
    called = taizhang("backup", "备份.zip")
    assert called.code == 1 and "核验不通过" in called.err
