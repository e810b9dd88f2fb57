"""Who else on this machine may read token, settings, database and evidence: only the bot's own user should."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.cli.checks.findings import Finding, fine, mind
from bot.house import evidence_folder
from config.loading import file_in_use
from config.settings import Settings
from storage.lock import file_of

OTHERS = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH


def files_finding(settings: Settings, config: Path | None) -> Finding:
    """Tell whether all of them are closed to others."""
    open_ones = open_to_others(settings, config, os.environ)
    return (
        mind("文件权限", advice(open_ones))
        if open_ones
        else fine("文件权限", "令牌、设置、数据库和佐证材料不对其他用户开放")
    )


def advice(open_ones: list[Path]) -> str:
    """Name what is open to others, and how to close it."""
    named = "、".join(str(path) for path in open_ones)
    command = " ".join(str(path) for path in open_ones)
    return f"本机其他用户可读取 {named}，请运行 chmod o-rwx {command}"


def open_to_others(settings: Settings, config: Path | None, env: Mapping[str, str]) -> list[Path]:
    """Return the files and folders that others may read, write or enter."""
    return [path for path in _private(settings, config, env) if is_open_to_others(path)]


def _private(settings: Settings, config: Path | None, env: Mapping[str, str]) -> Iterator[Path]:
    if token := env.get("TAIZHANG_TOKEN_FILE"):
        yield Path(token)
    if (file := file_in_use(config, env)) is not None:
        yield file
    if (database := file_of(settings.database_url)) is not None:
        yield database
    yield evidence_folder(settings)


def is_open_to_others(path: Path) -> bool:
    """Tell whether others may read, write or enter it; what is not there is read by nobody."""
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False
