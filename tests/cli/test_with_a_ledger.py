"""Commands on a real ledger, as an administrator types them: roster in and out, invitations, chats, migrations."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import time
from functools import partial
from pathlib import Path

import pytest

from bot.roster_files.reading import read_roster_file
from bot.sandbox.server import TOKEN, running
from bot.sandbox.world import World
from ledger.entries import Assigned
from ledger.people import Assignee
from ledger.slots import DueSlot, Slot
from reports import compose, period_of
from tests.cli.calling import MONDAY, ROSTER, in_books, taizhang

GROUP = -1001000000001


def test_a_roster_goes_in_and_comes_out_the_same(office):
    called = taizhang("roster", "export", "out.xlsx")
    assert (called.code, called.out, called.err) == (0, "", "已导出 人员 8 名、单位 39 个、分组 6 个到 out.xlsx。\n")
    assert _facts(read_roster_file(Path("out.xlsx"))) == _facts(read_roster_file(ROSTER))


def _facts(rows):
    return {(r.kind, r.name, r.unit, frozenset(r.roles), r.aliases, frozenset(r.members)) for r in rows}


def test_who_is_missing_from_the_next_roster_has_left(office):
    rows = [line for line in ROSTER.read_text("utf-8").splitlines() if "张三" not in line]
    Path("next.csv").write_text("\n".join(rows), "utf-8")
    called = taizhang("roster", "import", "next.csv")
    assert (called.code, called.out) == (0, "")
    assert called.err == "已导入 人员 7 名、单位 39 个、分组 6 个；新到 0 名，离任 1 名（张三）。\n"
    assert "张三" not in taizhang("roster", "invite").out


def test_invitations_without_the_platform_are_words_to_send(office):
    called = taizhang("roster", "invite", "张三", "李四")
    lines = [line.split("\t") for line in called.out.splitlines()]
    assert called.code == 0 and [name for name, _ in lines] == ["张三", "李四"]
    assert all(link.startswith("/start ") and len(link) >= 29 for _, link in lines)


def test_invitations_are_links_where_the_platform_answers(office, monkeypatch):
    async def invited():
        async with running(World()) as url:
            monkeypatch.setenv("TAIZHANG_API_URL", url)
            monkeypatch.setenv("TAIZHANG_TOKEN", TOKEN)
            return await asyncio.to_thread(taizhang, "roster", "invite", "--admin", "陈静")

    called = asyncio.run(invited())
    name, link = called.out.rstrip().split("\t")
    assert (called.code, called.err, name) == (0, "", "陈静")
    assert link.startswith("https://t.me/sandbox_7000000001_bot?start=")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["赵四"], "花名册里没有“赵四”，请先用 taizhang roster import 导入，或核对姓名。"),
        (["--admin", "张三"], "“张三”在花名册中不是管理员，请先在角色一列加上“管理员”并重新导入。"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(office, arguments, sentence):
    called = taizhang("roster", "invite", *arguments)
    assert (called.code, called.out) == (1, "")
    assert sentence in called.err


def test_one_administrator_at_a_time(office):
    assert taizhang("roster", "invite", "--admin", "陈静", "张三").code == 2


def test_a_group_is_listed_and_set(office):
    async def seen(books):
        await books.directory.note_chat(GROUP, title="市政府工作群", kind="supergroup", now=books.now)

    asyncio.run(in_books(office, seen))
    assert taizhang("chats", "list").out == f"{GROUP}\t市政府工作群\t未绑定\t\t\n"
    called = taizhang("chats", "set", str(GROUP), "--reports", "daily,weekly", "--unit", "综合科")
    assert (called.code, called.err) == (0, "已设定“市政府工作群”：单位 综合科，报告 daily、weekly。\n")
    assert taizhang("chats", "list").out == f"{GROUP}\t市政府工作群\t已绑定\t综合科\tdaily,weekly\n"


def test_an_unknown_group_or_unit_is_refused(office):
    called = taizhang("chats", "set", "-5", "--reports", "daily")
    assert (called.code, called.out) == (1, "")
    assert "机器人还没有见过群 -5" in called.err
    assert "没有群 -5" in taizhang("report", "daily", "--chat", "-5").err


def test_migrations(database):
    first = taizhang("db", "current")
    assert (first.code, first.out) == (1, "empty\n")
    assert taizhang("db", "upgrade").code == 0
    now = taizhang("db", "current")
    assert (now.code, now.err) == (0, "") and now.out != "empty\n"


def test_a_task_that_is_not_there(office):
    called = taizhang("ledger", "task", "2026-7号")
    assert (called.code, called.out) == (1, "")
    assert called.err == "没有编号为 DB-2026-7 的事项，请核对编号，或检查 --as-of 是否早于入账时间。\n"


def test_a_folder_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "sqlite:////nowhere/at/all.db")
    called = taizhang("chats", "list")
    assert (called.code, called.out) == (1, "")
    assert called.err == "没有 /nowhere/at 这个文件夹，请先建好，或改正 database_url。\n"


@pytest.mark.parametrize("command", [("db", "current"), ("db", "upgrade"), ("run",)], ids=" ".join)
def test_every_command_names_the_folder_that_is_missing(monkeypatch, command):
    monkeypatch.setenv("TAIZHANG_TOKEN", "1:a")
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "sqlite:////nowhere/at/all.db")

    assert taizhang(*command).err == "没有 /nowhere/at 这个文件夹，请先建好，或改正 database_url。\n"


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path, monkeypatch):
    """The driver's thread would otherwise write its own traceback, once the event loop is gone."""
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", f"sqlite:///{tmp_path}")

    called = taizhang("db", "current")

    assert (called.code, called.err.count("\n"), called.err[:6]) == (1, 1, "数据库打不开")


@pytest.mark.parametrize(("shape", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
@pytest.mark.parametrize("kind", ["dispatch", "daily", "weekly"])
def test_a_report_goes_into_a_file_of_the_office(office, kind, shape, begins):
    called = taizhang("report", kind, "--format", shape, "--out", f"a.{shape}")
    assert (called.code, called.out, called.err) == (0, "", f"已写入 a.{shape}。\n")
    assert Path(f"a.{shape}").read_bytes().startswith(begins)


def test_a_file_is_not_shown_on_the_screen(office):
    called = taizhang("report", "weekly", "--format", "docx")
    assert (called.code, called.out) == (2, "")
    assert "docx 格式须写入文件，请加 --out，例：--out 周总结.docx。" in called.err


def test_the_ranking_is_a_picture(office):
    called = taizhang("report", "ranking", "--format", "png", "--out", "r.png")
    assert (called.code, called.err) == (0, "已写入 r.png。\n")
    assert "ranking 没有 text 格式，可用 png；请加 --format。" in taizhang("report", "ranking").err


async def recorded_late(books, *, sent: time) -> None:
    """Assign 张三 something that 李四 sent at that hour of Monday and that is recorded only now."""
    by, to = (next(one.id for one in books.roster.people if one.name == name) for name in ("李四", "张三"))
    at = books.house.hours.at(MONDAY, sent)
    await books.append(Assigned(number="DB-2026-1", by=by, at=at, title="报送方案", lead=(Assignee(person=to),)))


def test_a_past_moment_is_what_the_ledger_held_then(office):
    """Sent at seven and recorded at nine, after a downtime: at eight the ledger knew nothing of it."""
    asyncio.run(in_books(office, partial(recorded_late, sent=time(7))))
    assert taizhang("ledger", "task", "2026-1", "--as-of", f"{MONDAY}T08:00").code == 1
    assert "报送方案" in taizhang("ledger", "task", "2026-1", "--as-of", f"{MONDAY}T09:00").out
    for until, lines in (("08:00", 0), ("09:00", 1)):
        taizhang("ledger", "export", "then.csv", "--as-of", f"{MONDAY}T{until}")
        assert Path("then.csv").read_text("utf-8-sig").count("报送方案") == lines


def test_what_is_open_with_people_who_are_missing_is_counted(office):
    async def given(books):
        to = next(one.id for one in books.roster.people if one.name == "张三")
        lead = (Assignee(person=to),)
        await books.append(Assigned(number="DB-2026-1", by=None, at=books.now, title="报送方案", lead=lead))

    asyncio.run(in_books(office, given))
    rows = [line for line in ROSTER.read_text("utf-8").splitlines() if "张三" not in line]
    Path("next.csv").write_text("\n".join(rows), "utf-8")
    tried = taizhang("roster", "import", "next.csv", "--dry-run").err
    assert "；将离任 1 名（张三），未办结事项 1 项由机器人转接任负责人；未写入" in tried
    assert "张三" in taizhang("roster", "invite").out
    done = taizhang("roster", "import", "next.csv").err
    assert "离任 1 名（张三），未办结事项 1 项由机器人转接任负责人。" in done


def test_a_published_report_comes_again_to_the_byte(office):
    """The file's own SHA-256 is what the command names; a late entry is all that makes a difference."""

    async def publishes(books):
        now = books.house.hours.at(MONDAY, time(17, 30))
        await books.directory.note_chat(GROUP, title="市政府工作群", kind="supergroup", now=now)
        await books.directory.bind_chat(GROUP, unit=None, reports=("daily",), by=None, now=now)
        facts = await books.facts(since=period_of("daily", now, books.house).before, at=now)
        due = DueSlot(slot=Slot("daily", GROUP, MONDAY.isoformat()), due_at=now)
        body = compose("daily", facts).text
        await books.slots.claim(due, cut_off=now, since=now, body=body, head=facts.head.hash)

    asyncio.run(in_books(office, publishes))
    where = ("report", "daily", "--on", str(MONDAY), "--chat", str(GROUP))
    called = taizhang(*where, "--format", "html", "--out", "sent.html")
    digest = hashlib.sha256(Path("sent.html").read_bytes()).hexdigest()
    assert f"SHA-256 {digest}，" in called.err
    same = taizhang(*where, "--diff")
    assert (same.code, same.out) == (0, "")
    assert "逐字一致" in same.err

    asyncio.run(in_books(office, partial(recorded_late, sent=time(17))))
    other = taizhang(*where, "--diff")
    assert other.code == 0
    assert "+ 销号 0｜新交办 1｜有进展 0" in other.out
    assert "迟到记录 1：\n" in other.out and "报送方案" in other.out
    assert taizhang(*where, "--format", "html", "--out", "again.html").code == 0
    assert Path("again.html").read_bytes() == Path("sent.html").read_bytes()


def test_a_difference_is_of_a_published_report(office):
    assert "--diff 须同时写明 --on 和 --chat" in taizhang("report", "daily", "--diff").err
    called = taizhang("report", "daily", "--diff", "--on", str(MONDAY), "--chat", str(GROUP))
    assert (called.code, called.out) == (1, "")
    assert f"群 {GROUP} 没有 {MONDAY} 的已发报告" in called.err
