"""What ``taizhang.toml`` and the environment say, as one mapping; the environment wins."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsError

from config.mistakes import WrongSetting

PREFIX = "TAIZHANG_"
DEFAULT_FILE = Path("taizhang.toml")
_OF_THE_TESTS = frozenset({"TAIZHANG_REQUIRE", "TAIZHANG_LONG", "TAIZHANG_WALK"})
BESIDE_SETTINGS = frozenset({"TAIZHANG_CONFIG", "TAIZHANG_TOKEN_FILE"}) | _OF_THE_TESTS
TESTING = "TAIZHANG_TEST_"  # Test servers and fail points: never a setting of the office.

_LONGEST_TOKEN = 4096
"""Bytes that are read of a token's file; a wrong path may lead to one without an end."""

Values = dict[str, Any]


def given_values(model: type[BaseSettings], path: Path | None, env: Mapping[str, str]) -> Values:
    """Return what file and environment give for the model's fields, unchecked but for their names.

    The file is ``path``, else ``TAIZHANG_CONFIG``, else ``taizhang.toml`` if it is there.
    """
    return _merged(_from_file(file_in_use(path, env)), _from_environment(model, env))


def name_of(place: Iterable[int | str], env: Mapping[str, str]) -> str:
    """Return a setting's name as the administrator wrote it: in the file, or as a variable."""
    parts = [str(part) for part in place]
    for length in range(len(parts), 0, -1):
        variable = PREFIX + "__".join(parts[:length]).upper()
        if any(name.upper() == variable for name in env):
            return variable
    return ".".join(parts) or "clock_url"


def file_in_use(path: Path | None, env: Mapping[str, str]) -> Path | None:
    """Return the file to read; one that was named must be there, the default one may be missing."""
    if path is not None or env.get("TAIZHANG_CONFIG"):
        return path or Path(env["TAIZHANG_CONFIG"])
    return DEFAULT_FILE if DEFAULT_FILE.exists() else None


def _from_file(path: Path | None) -> Values:
    if path is None:
        return {}
    try:
        values = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError:
        raise WrongSetting("TAIZHANG_CONFIG", f"读不到设置文件 {path}，请核对路径和权限") from None
    except ValueError as error:
        raise WrongSetting(str(path), f"不是合规的 TOML 文件（UTF-8），请检查：{_place(error)}") from None
    if "token" in values:
        raise WrongSetting("token", "令牌不得写入设置文件，请删去，改用环境变量 TAIZHANG_TOKEN 或 TAIZHANG_TOKEN_FILE")
    return values


def _place(error: ValueError) -> str:
    """Where the TOML went wrong; the parser's own words may quote a secret."""
    _, found, place = str(error).rpartition("(at ")
    return place.rstrip(")").replace("line", "第").replace(", column", " 行，列") if found else "文件编码或结尾"


def _from_environment(model: type[BaseSettings], env: Mapping[str, str]) -> Values:
    ours = {name.upper(): value for name, value in env.items() if name.upper().startswith(PREFIX)}
    _refuse_unknown(model, ours)
    try:
        values = _read(model, ours)
    except SettingsError:
        raise WrongSetting(_unreadable(model, ours), "此环境变量应写成合规的 JSON，或改用双下划线逐项填写") from None
    return values if "token" in values else {**values, **_from_token_file(ours)}


def _refuse_unknown(model: type[BaseSettings], names: Iterable[str]) -> None:
    fields = set(model.model_fields)
    for name in names:
        setting = name.removeprefix(PREFIX).lower().split("__")[0]
        if setting not in fields and name not in BESIDE_SETTINGS and not name.startswith(TESTING):
            raise WrongSetting(name, "没有这一项，请核对环境变量的名称或删去")


def _read(model: type[BaseSettings], variables: Mapping[str, str]) -> Values:
    source = EnvSettingsSource(model)
    source.env_vars = {name.lower(): value for name, value in variables.items()}
    return source()


def _unreadable(model: type[BaseSettings], ours: Mapping[str, str]) -> str:
    """Find the variable by trying one by one: the library names it in English prose only."""
    for name, value in ours.items():
        try:
            _read(model, {name: value})
        except SettingsError:
            return name
    return PREFIX


def _from_token_file(env: Mapping[str, str]) -> Values:
    path = env.get("TAIZHANG_TOKEN_FILE")
    if not path:
        return {}
    try:
        with Path(path).open("rb") as file:
            return {"token": file.read(_LONGEST_TOKEN).decode("utf-8").strip()}
    except (OSError, ValueError):
        raise WrongSetting("TAIZHANG_TOKEN_FILE", "读不到令牌文件，请核对路径和权限") from None


def _merged(below: Values, above: Values) -> Values:
    both = {**below, **above}
    for name in below.keys() & above.keys():
        if isinstance(below[name], dict) and isinstance(above[name], dict):
            both[name] = _merged(below[name], above[name])
    return both
