"""``taizhang run``, ``sandbox`` and ``demo``: the commands that stay until they are interrupted."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import check_folder, run_long, settings_from
from bot.cli.opening import run as run_async
from bot.cli.options import GIVEN_CONFIG, Config, example
from bot.cli.printing import data, note
from bot.collecting import nothing_yet, one_place_for_all
from bot.sparing import load_what_logs_and_calls

DEMO_DAY = "2026-11-27T08:20+08:00"
DEMO_SPEED = 60.0
DEMO_PORT = 8080
FASTEST = 600.0
"""Faster than this, bell, sending and answers fall behind the clock, and reports come late."""

DEMO = "演示：虚构的云岭市政府办公室、聊天页和机器人，不需要令牌和网络；按 Ctrl+C 结束。"
RUN = "运行机器人：长轮询，设置了 webhook 则用 webhook；按 Ctrl+C 结束。"
SANDBOX = "只开模拟的机器人接口和聊天页，供任何机器人使用；按 Ctrl+C 结束。"


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("demo", help=DEMO, epilog=example("taizhang demo --at 2026-11-27T08:20 --speed 60"))(demo)
    app.command("run", help=RUN, epilog=example("TAIZHANG_TOKEN=123:abc taizhang run --config taizhang.toml"))(run)
    app.command("sandbox", help=SANDBOX, epilog=example("taizhang sandbox --port 8081"))(sandbox)


def demo(
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="N", min=0, max=65535, help="聊天页的端口；默认 8080，被占用时另选。"),
    ] = None,
    at: Annotated[str, typer.Option("--at", metavar="ISO", help="演示从何时开始。")] = DEMO_DAY,
    speed: Annotated[float, typer.Option("--speed", metavar="X", min=0, help="时间快几倍。")] = DEMO_SPEED,
    database: Annotated[
        str, typer.Option("--database", metavar="URL", help="空的数据库；不写则用临时的 SQLite 文件。")
    ] = "",
) -> None:
    """Show the demo office until interrupted."""
    start = _start(at)  # Before what takes long to load.
    if speed > FASTEST:
        raise wrong_use(f"--speed 最快 {FASTEST:g} 倍：再快，报告会来不及按时发出。")
    load_what_logs_and_calls()
    _check_database(database)
    from bot.demo.preparing import LedgerInUse
    from bot.demo.show import show
    from bot.logs import set_up_logs
    from config.channels import Logs

    set_up_logs(Logs(level="ERROR"))

    try:
        run_async(show(start=start, speed=speed, port=_port(port), database=database, say=data))
    except LedgerInUse:
        raise Failed("这个数据库里已有内容，演示只用空库；请换一个 --database，或不写而用临时文件。") from None
    except OSError as error:
        raise _port_taken(error, port or DEMO_PORT) from error


def _check_database(url: str) -> None:
    from pathlib import Path

    from pydantic import ValidationError

    from bot.demo.preparing import settings_for

    try:
        settings_for(Path(), url)
    except ValidationError:
        raise wrong_use("--database 应写成 sqlite:///demo.db 或 postgresql://用户:口令@主机/库名。") from None


def _port(wanted: int | None) -> int:
    """Return the port that was asked for; nobody who only types ``demo`` should meet a port that is taken."""
    import socket

    if wanted is not None:
        return wanted
    try:
        with socket.create_server(("127.0.0.1", DEMO_PORT)):
            return DEMO_PORT
    except OSError:
        return 0


def _start(text: str) -> datetime:
    from bot.cli.opening import moment
    from ledger.hours import OfficeHours

    return moment(text, OfficeHours())


def run(config: Config = None) -> None:
    """Run the bot until interrupted."""
    nothing_yet()
    one_place_for_all()
    settings = settings_from(config)
    token = settings.bot_token
    check_folder(settings)
    load_what_logs_and_calls()
    from bot.cli.checks.files import advice, open_to_others
    from bot.logs import set_up_logs
    from bot.redaction import secrets_of
    from bot.wiring import run as run_bot

    set_up_logs(settings.logs, secrets=[token, *secrets_of(settings)])
    if open_ones := open_to_others(settings, config or GIVEN_CONFIG.get(), os.environ):
        note(f"注意：{advice(open_ones)}。")
    run_long(run_bot(settings))


def sandbox(
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="端口。")] = 8081,
    strict: Annotated[
        bool, typer.Option("--strict", help="不认识的参数一律报错，便于查出笔误；平时同官方服务器一样忽略。")
    ] = False,
    state: Annotated[
        Path | None,
        typer.Option("--state", metavar="FILE", help="存档：有则从中接着来，随后每两秒和退出时存回。"),
    ] = None,
) -> None:
    """Serve the sandbox Bot API until interrupted."""
    from bot.sandbox.errors import WrongUse
    from bot.sandbox.server import serve

    if state is not None and not state.absolute().parent.is_dir():
        raise Failed(f"没有 {state.absolute().parent} 这个文件夹，请先建好。")
    try:
        serve(port, strict=strict, state=state)
    except SystemExit as stopped:
        if isinstance(stopped.__cause__, WrongUse):
            raise Failed(f"{state} 不是模拟世界的存档，未作改动。（{stopped.code}）") from stopped
        if not isinstance(stopped.code, str):
            raise
        raise _no_port(port) from stopped


def _port_taken(error: OSError, port: int) -> Exception:
    """Return the failure of a port that others use; any other trouble stays what it is."""
    return _no_port(port) if error.errno in {errno.EADDRINUSE, errno.EACCES} else error


def _no_port(port: int) -> Failed:
    return Failed(f"端口 {port} 无法使用，可能已被占用，请换一个端口，例如 --port {port + 1}。")
