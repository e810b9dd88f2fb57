"""Every command shows an example, and a wrong call ends with 2 and one Chinese sentence."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import pytest
from typer.main import get_command

from bot.cli.app import COMMANDS as OF_MODULES
from bot.cli.app import application
from tests.cli.calling import Called, taizhang


def _commands(command=None, path=()) -> Iterator[tuple[str, ...]]:
    command = command or get_command(application())
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands(below, (*path, name))


COMMANDS = list(_commands())
NO_SUCH_REPORT = "没有“yearly”这种报告，请从 dispatch、daily、weekly、monthly、quarterly、board 中选。"


def test_the_commands_of_the_contract_are_there():
    assert {" ".join(path) for path in COMMANDS} >= {
        "demo", "run", "check", "sandbox", "report", "understand",
        "roster import", "roster export", "roster invite", "chats list", "chats set",
        "ledger verify", "ledger export", "ledger task", "calendar show", "calendar import", "db upgrade", "db current",
    }  # fmt: skip


@cache
def _helped(path: tuple[str, ...]) -> Called:
    return taizhang(*path, "--help")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_shows_an_example(path):
    called = _helped(path)
    assert called.code == 0 and called.err == ""
    assert "示例：" in called.out


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_chinese_up_to_names_of_options_and_values(path):
    called = _helped(path)
    assert called.out.startswith(f"用法：{' '.join(('taizhang', *path))}")
    assert not re.findall(r"Usage|[A-Z][a-z]+:|[A-Z]?[a-z]+ [a-z]+ [a-z]+\.|required|default:", called.out)


def test_without_a_command_the_help_is_shown():
    for called in (taizhang(), taizhang("roster")):
        assert (called.code, called.out) == (2, "") and "示例：" in called.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["raport"], "没有这个命令，请运行 taizhang --help 查看用法。"),
        (["run", "--fast"], "没有选项 --fast，请运行 taizhang run --help 查看用法。"),
        (["report"], "缺少 KIND，请运行 taizhang report --help 查看用法。"),
        (["report", "daly"], "KIND 的值不对，请运行 taizhang report --help 查看用法。"),
        (["report", "daily", "--on", "昨天"], "“昨天”不是日期，请写成 2026-11-27 这样。"),
        (["chats", "set", "1", "--reports", "yearly"], NO_SUCH_REPORT),
        (["demo", "--at", "明天"], "“明天”不是时间，请写成 2026-11-27T08:20 这样。"),
        (
            ["demo", "--database", "mysql://x"],
            "--database 应写成 sqlite:///demo.db 或 postgresql://用户:口令@主机/库名。",
        ),
        (["demo", "--speed", "601"], "--speed 最快 600 倍：再快，报告会来不及按时发出。"),
        (["demo", "--port", "x"], "--port 的值不对，请运行 taizhang demo --help 查看用法。"),
    ],
)
def test_wrong_use_ends_with_2_and_one_sentence(arguments, sentence):
    called = taizhang(*arguments)
    assert (called.code, called.out, called.err) == (2, "", sentence + "\n")


def test_a_port_that_is_taken_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        called = taizhang("sandbox", "--port", str(port))
    assert (called.code, called.out) == (1, "")
    assert called.err == f"端口 {port} 无法使用，可能已被占用，请换一个端口，例如 --port {port + 1}。\n"


def test_a_wrong_setting_stops_every_command(monkeypatch):
    monkeypatch.setenv("TAIZHANG_SPEED", "9")
    called = taizhang("calendar", "show", "2026")
    assert (called.code, called.out) == (1, "")
    assert called.err == "设置项 TAIZHANG_SPEED 有误：没有这一项，请核对环境变量的名称或删去。\n"


def test_config_may_stand_before_or_after_the_command(tmp_path):
    for arguments in (
        ["--config", "none.toml", "calendar", "show", "2026"],
        ["calendar", "show", "2026", "--config", "none.toml"],
    ):
        assert "none.toml" in taizhang(*arguments).err


def test_a_missing_file_is_named():
    called = taizhang("roster", "import", "nowhere.csv", "--dry-run")
    assert (called.code, called.err) == (1, "无法读写 nowhere.csv，请核对路径和权限。\n")


def test_help_does_not_wait_for_what_it_does_not_need():
    heavy = "{'sqlalchemy', 'telegram', 'pydantic', 'rich'}"
    code = f"import sys; from bot.cli.app import application; application(); print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_only_the_command_that_is_called_is_read():
    run = application("run")
    assert [one.name for one in run.registered_commands] == ["run"] and not run.registered_groups
    assert [one.name for one in application("roster").registered_groups] == ["roster"]
    assert len(application("--help").registered_groups) == len(application("raport").registered_groups) > 1


def test_each_command_is_found_by_its_name_alone():
    whole = [one.name for one in application().registered_commands]
    assert whole == [name for names in OF_MODULES.values() for name in names]
    assert [one.name for name in whole for one in application(name).registered_commands] == whole


def test_a_command_does_not_load_the_others():
    code = "import sys; from bot.cli.app import application as a; a('run'); print('bot.cli.backups' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"


def test_python_m_bot_is_the_same():
    done = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "taizhang" in done.stdout
