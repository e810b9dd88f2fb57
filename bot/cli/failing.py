"""How a command ends when it does not end well: one Chinese sentence on standard error, and the exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

FINE, NOT_FINE, WRONG_USE = 0, 1, 2
DATABASE_CLOSED = "数据库打不开或正忙，请核对 database_url、文件夹权限，以及数据库服务是否在运行。"

DATABASE_DAMAGED = (
    "数据库文件已损坏或不是数据库；请停止机器人，保留该文件备查，用 taizhang restore 把最近的备份恢复到空库。"
)

_OF_ITS_KIND = {
    "OnNetwork": "数据库文件在网络磁盘上，写入不可靠；请放到本机磁盘，或改用 PostgreSQL。",
    "DatabaseError": DATABASE_DAMAGED,
    "OperationalError": DATABASE_CLOSED,
    "InterfaceError": DATABASE_CLOSED,
}


def newer_schema(revision: str) -> str:
    """Say that a newer program made the database, and what to do."""
    return (
        f"数据库由更新版本的程序建立（表结构 {revision}），本程序未作改动；"
        "请改用新版本的程序，确需退回旧版的，请把升级前的备份恢复到空库。"
    )


class Failed(Exception):  # noqa: N818 - a command that failed, not a fault of the program
    """Stops a command with one sentence that says what to do next; ``code`` is 1, or 2 for wrong use."""

    def __init__(self, sentence: str, *, code: int = NOT_FINE) -> None:
        super().__init__(sentence)
        self.code = code


def wrong_use(sentence: str) -> Failed:
    """Return the failure of a command that was called wrongly."""
    return Failed(sentence, code=WRONG_USE)


def guarded(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Run the command; whatever goes wrong becomes a sentence, and the exit code is returned."""
    try:
        code = app(args=list(arguments), prog_name="taizhang", standalone_mode=False)
    except Exception as error:  # noqa: BLE001, RUF100 - the one door of the command line
        return _told(error)
    except KeyboardInterrupt:
        return NOT_FINE
    return code if isinstance(code, int) else FINE


def _told(error: Exception) -> int:
    sentence, code = _sentence(error)
    print(sentence, file=sys.stderr)  # noqa: T201 - this is the command line's voice
    return code


def _sentence(error: Exception) -> tuple[str, int]:
    from bot.roster_files.problems import RosterFileError
    from config.mistakes import WrongSetting

    match error:
        case Failed():
            return str(error), error.code
        case typer.TyperException():
            return _usage(error), WRONG_USE
        case typer.Abort():
            return "已取消，没有改动。", NOT_FINE
        case WrongSetting() | RosterFileError():
            return str(error), NOT_FINE
        case OSError() if error.filename:
            return f"无法读写 {error.filename}，请核对路径和权限。", NOT_FINE
        case _:
            return of_the_database(error) or _unexpected(error), NOT_FINE


def _usage(error: typer.TyperException) -> str:
    """Say the library's complaint in Chinese; its kinds are told apart by name, as the classes are not public."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error)  # The whole help.
    name = str(getattr(error, "option_name", "") or _parameter(error))
    said = {
        "NoSuchOption": f"没有选项 {name}",
        "MissingParameter": f"缺少 {name}",
        "BadParameter": f"{name} 的值不对",
    }.get(kind, "没有这个命令" if "No such command" in str(error) else "命令的写法不对")
    context: Any = getattr(error, "ctx", None)
    return f"{said}，请运行 {context.command_path if context else 'taizhang'} --help 查看用法。"


def _parameter(error: typer.TyperException) -> str:
    parameter: Any = getattr(error, "param", None)
    if parameter is None:
        return ""
    options = [option for option in parameter.opts if option.startswith("-")]
    return options[0] if options else str(parameter.metavar or parameter.name)


def of_the_database(error: Exception) -> str:
    """Say what keeps the database from us, nothing where it is something else.

    Told by name, because storage may not even have been loaded.
    """
    kind = type(error).__name__
    if kind == "HeldByAnother":
        from handlers.wording.running import held_by

        return f"另一个机器人进程正在使用这个数据库（{held_by(getattr(error, 'holder', ''))}），请先停掉它。"
    if kind == "NewerSchema":
        return newer_schema(getattr(error, "revision", ""))
    if kind == "UnsafeConnection":
        return f"数据库的设置不能保证已提交的内容不丢失（{error}），请由数据库管理员改正后重试。"
    return _OF_ITS_KIND.get(kind, "")


def _unexpected(error: Exception) -> str:
    """Name kind and place only: the message of an unknown error may quote what belongs in no log."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"出现意外错误（{type(error).__name__}，{place}），没有完成；请重试，仍不行请联系维护人员。"
