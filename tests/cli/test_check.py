"""``taizhang check``: one line each, and exit 1 only where something stops the job."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.alerts import sentence
from bot.cli.checks.findings import State
from bot.cli.checks.ledger import names_in_fonts
from bot.clock import SystemClock
from bot.health.vitals import Marks
from bot.house import evidence_folder, house_of
from bot.sandbox.membership import set_status
from bot.sandbox.server import TOKEN, running
from bot.sandbox.world import World
from config.settings import Settings
from ledger.people import Roster, Unit, UnitId, UnitKind
from storage.store import Store
from tests.cli.calling import ROSTER, in_books, taizhang
from tests.storage.ledgers import kept, raw

pytestmark = pytest.mark.usefixtures("office")


def lines(called):
    """Return state and item of each line."""
    return [tuple(line.split("\t")[:2]) for line in called.out.splitlines()]


def test_without_a_token_the_job_is_stopped():
    called = taizhang("check")
    assert (called.code, called.err) == (1, "")
    assert lines(called) == [
        ("正常", "设置"),
        ("正常", "文件权限"),
        ("正常", "数据库"),
        ("正常", "表结构"),
        ("正常", "花名册"),
        ("正常", "字库"),
        ("注意", "绑定"),
        ("注意", "工作群"),
        ("正常", "日历"),
        ("正常", "搁置消息"),
        ("正常", "推送渠道"),
        ("正常", "对外连接"),
        ("正常", "考评细则"),
        ("正常", "最近收取"),
        ("正常", "待办消息"),
        ("正常", "待发消息"),
        ("正常", "应发报告"),
        ("正常", "结果不明"),
        ("正常", "恢复待定"),
        ("正常", "外部程序"),
        ("正常", "磁盘空间"),
        ("不行", "令牌"),
    ]


def test_signs_of_names_that_pictures_cannot_print_are_named():
    units = (
        Unit(id=UnitId(1), kind=UnitKind.DISTRICT, name="㴘水区㴘"),
        Unit(id=UnitId(2), kind=UnitKind.CENTRE, name="喆"),
    )
    finding = names_in_fonts(Roster(units=units, people=()))
    assert str(finding) == "注意\t字库\t缺 1 个字（㴘），图片和 PDF 中以“〓”代替，请以 Word 版为准"
    assert names_in_fonts(Roster(units=units[1:], people=())).state is State.FINE


def test_a_platform_that_does_not_answer_stops_the_job(monkeypatch):
    monkeypatch.setenv("TAIZHANG_TOKEN", TOKEN)
    called = taizhang("check")
    assert called.code == 1 and lines(called)[-1] == ("不行", "机器人接口")
    assert TOKEN.partition(":")[2] not in called.out + called.err


def test_a_platform_that_answers_is_fine(office, monkeypatch):
    called = asyncio.run(_checked(office, monkeypatch, status="administrator"))
    assert called.code == 0
    assert lines(called)[-4:] == [
        ("正常", "机器人接口"),
        ("注意", "隐私模式"),
        ("正常", "群权限 工作群"),
        ("正常", "收取消息"),
    ]


def test_a_group_that_the_bot_has_left_is_pointed_out(office, monkeypatch):
    called = asyncio.run(_checked(office, monkeypatch, status="left"))
    assert called.code == 0 and ("注意", "群权限 工作群") in lines(called)


def test_what_was_set_aside_is_counted_by_its_reason(office):
    asyncio.run(_set_aside(office, ["KeyError at a.py:1", "unreadable", "unreadable"]))
    found = [line for line in taizhang("check").out.splitlines() if "搁置消息" in line]
    words = "共 3 条（unreadable 2 条、KeyError at a.py:1 1 条），请转告系统维护人员；明细见 taizhang inbox list"
    assert found == [f"注意\t搁置消息\t{words}"]


def test_what_was_set_aside_is_listed_without_its_words_and_tried_again(office):
    asyncio.run(_set_aside(office, ["KeyError at a.py:1", "unreadable"]))
    listed = [line.split("\t") for line in taizhang("inbox", "list").out.splitlines()]
    assert [(line[0], *line[2:]) for line in listed] == [
        ("0", "message", "7", "KeyError at a.py:1"),
        ("1", "message", "7", "unreadable"),
    ]
    unknown = taizhang("inbox", "replay", "0", "5")
    assert (unknown.code, unknown.err) == (1, "没有搁置序号为 5 的消息，请用 taizhang inbox list 核对。\n")
    assert taizhang("inbox", "replay").code == 2
    assert taizhang("inbox", "replay", "0").err == "已重新排队 1 条，由机器人处理。\n"
    assert taizhang("inbox", "list").out.splitlines() == ["\t".join(listed[1])]
    assert taizhang("inbox", "replay", "--all").err == "已重新排队 1 条，由机器人处理。\n"
    assert taizhang("inbox", "list").out == ""


def said(called):
    """Return what is said, by item."""
    return {line.split("\t")[1]: (line.split("\t")[0], line.split("\t")[2]) for line in called.out.splitlines()}


def test_the_figures_of_a_bot_that_has_stopped_are_judged_with_advice(office, monkeypatch):
    now = SystemClock().now()
    marks = Marks.beside(evidence_folder(Settings(database_url=office)))
    marks.polled.touch(now - timedelta(minutes=7))
    marks.alive.touch(now - timedelta(hours=2, minutes=30))
    asyncio.run(_waiting(office, now - timedelta(minutes=6)))
    found = said(taizhang("check"))
    run = "请确认程序在运行"
    assert found["最近收取"] == ("注意", f"7 分钟前，时限 3 分钟；{run}，并检查服务器网络、令牌和 api_url")
    assert found["最近巡查"] == (
        "注意", f"2 小时前，时限 5 分钟；{run}；仍在运行的，请重启，并将运行日志转告系统维护人员"
    )  # fmt: skip
    assert found["待办消息"][1].startswith("1 条，最早的已等 6 分钟，时限 5 分钟；请查看运行日志")
    assert found["待发消息"] == ("正常", "1 条，最早的已等 6 分钟，时限 10 分钟")
    assert found["应发报告"] == ("正常", "0 份，时限 10 分钟")
    monkeypatch.setenv("TAIZHANG_HEALTH__INBOX_AGE", "10m")
    assert said(taizhang("check"))["待办消息"][0] == "正常"


async def _waiting(url, since):
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    try:
        await store.inbox.keep(1, [raw(1)], received_at=since)
        async with store.books(now=since) as books:
            await books.outbox.put(sentence(5, "已签收"))
    finally:
        await store.close()


def test_what_others_may_read_is_named_with_the_way_to_close_it(office, tmp_path, monkeypatch):
    token, config = tmp_path / "token", tmp_path / "office.toml"
    token.write_text(TOKEN, "utf-8")
    config.write_text("timezone = 'Asia/Shanghai'", "utf-8")
    monkeypatch.setenv("TAIZHANG_TOKEN_FILE", str(token))
    for mode, open_ones in ((0o644, [token, config]), (0o640, [])):
        token.chmod(mode)
        config.chmod(mode)
        state, words = said(taizhang("check", "--config", str(config)))["文件权限"]
        assert state == ("注意" if open_ones else "正常")
        assert words.endswith(f"chmod o-rwx {token} {config}") == bool(open_ones)
        assert TOKEN.partition(":")[2] not in words


def test_a_database_that_is_made_is_closed_to_others(database):
    assert taizhang("roster", "import", str(ROSTER)).code == 0
    modes = [
        one.stat().st_mode & 0o077 for one in Path(database.removeprefix("sqlite:///")).parent.glob("taizhang.db*")
    ]
    assert modes and not any(modes)


def test_a_network_disk_is_named(monkeypatch):
    monkeypatch.setattr("storage.lock._file_system", lambda *_: "nfs4")
    finding = said(taizhang("check"))["数据库"]
    assert finding == ("不行", "数据库文件在网络磁盘上，写入不可靠；请放到本机磁盘，或改用 PostgreSQL。")


async def _set_aside(url, reasons):
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    try:
        for number, reason in enumerate(reasons):
            row = await kept(store, number)
            await store.inbox.failed(row.id, reason=reason, next_try=None, quarantine=True)
    finally:
        await store.close()


async def _checked(url, monkeypatch, *, status):
    world = World()
    bot, owner = world.bot_of(TOKEN), world.create_user("张三")
    room = world.create_group("工作群", [owner, bot.user])
    set_status(world, room, bot.user, status)

    async def bound(books):
        await books.directory.note_chat(room.id, title="工作群", kind="supergroup", now=books.now)
        await books.directory.bind_chat(room.id, unit=None, reports=("daily",), by=None, now=books.now)

    await in_books(url, bound)
    async with running(world) as api:
        monkeypatch.setenv("TAIZHANG_API_URL", api)
        monkeypatch.setenv("TAIZHANG_TOKEN", TOKEN)
        return await asyncio.to_thread(taizhang, "check")


def test_a_database_that_does_not_open_stops_the_job(monkeypatch):
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "sqlite:////nowhere/at/all.db")
    called = taizhang("check")
    assert called.code == 1 and ("不行", "数据库") in lines(called)
