"""Every command of the first screen is run: the README shows nothing that nobody has typed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.calling import taizhang
from tests.docs.first_screen import lines
from tests.docs.pages import READMES, name_of, text_of
from tests.support.sources import ROOT

SHOWN = list(dict.fromkeys(line for page in READMES for line in lines(text_of(page))))
DEMO_ROSTER = ROOT / "bot" / "demo" / "data" / "roster.csv"


def _make(target: str, recipe: str) -> None:
    """Ask make what it would do where everything is set up; its last step is the command of the target."""
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "--always-make", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "pip install" in done.stdout and done.stdout.splitlines()[-1] == recipe


def _venv(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    assert (folder / ".venv" / "bin" / "python").exists()


def _installed() -> None:
    """Tell that the extra of the line is one, and that the command which it brings is there."""
    assert "\ndev = [" in text_of(ROOT / "pyproject.toml")
    assert Path(sys.executable).with_name("taizhang").exists()


def _demo(folder: Path) -> None:
    """Start the demo as a process, hear that it sets to work, and end it; what comes then is played by tests/demo."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as demo:
        first = demo.stdout.readline() if demo.stdout else ""
        demo.kill()
    assert first == "正在准备演示办公室……\n"


def _imported(_: Path) -> None:
    assert taizhang("roster", "import", str(DEMO_ROSTER)).code == 0


def _invited(_: Path) -> None:
    _imported(_)
    called = taizhang("roster", "invite", "--admin", "史文博")
    assert called.code == 0 and called.out.startswith("史文博\t")


def _checked(_: Path) -> None:
    _imported(_)
    called = taizhang("check")
    assert "注意\t绑定" in called.out and "不行\t令牌" in called.out


def _run(_: Path) -> None:
    called = taizhang("run")  # Without a token; with one it is run by tests/cli/test_run.py.
    assert called.code == 1 and "TAIZHANG_TOKEN" in called.err


RUN: dict[str, Callable[[Path], None]] = {
    "make demo": lambda _: _make("demo", ".venv/bin/taizhang demo"),
    "make test": lambda _: _make("test", "tests/run"),
    "python3 -m venv .venv": _venv,
    ".venv/bin/pip install -e '.[dev]'": lambda _: _installed(),
    ".venv/bin/taizhang demo": _demo,
    "taizhang roster import roster.xlsx": _imported,
    "taizhang roster invite --admin 姓名": _invited,
    "taizhang check": _checked,
    "taizhang run": _run,
}


def test_both_languages_show_the_same_commands():
    english, chinese = (lines(text_of(page)) for page in READMES)

    assert english == chinese


@pytest.mark.parametrize("page", READMES, ids=name_of)
def test_there_are_two_commands_and_a_third_step(page):
    assert lines(text_of(page))[:2] == ["make demo", "make test"]
    assert "taizhang run" in lines(text_of(page))


@pytest.mark.parametrize("line", SHOWN)
def test_a_command_of_the_first_screen_does_what_it_says(line, tmp_path, monkeypatch, sqlite_databases):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHANG_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", sqlite_databases.fresh())

    RUN[line](tmp_path)
