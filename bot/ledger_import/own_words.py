"""Own words (对应关系): what an office calls columns and states, and what its file leaves out, where we cannot know it.

Given as options (``--map 事项=工作要点``) or in a file:

    [columns]                 # our column = its heading
    "事项" = "工作要点"
    [states]                  # its word = our state
    "正在抓" = "办理中"
    [fixed]                   # a column that the file has not, the same in every row
    "交办时间" = "2026-01-05"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from bot.ledger_import import columns as c
from bot.roster_files.problems import RosterFileError
from ledger.tasks import Status
from ledger.values import dataclass

_TABLES = ("columns", "states", "fixed")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """``columns``: the word of a heading to our column, ``states``: of a state to ours, ``fixed``: column to cell."""

    columns: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, Status] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    def column_of(self, heading: str) -> str | None:
        """Return our column; one that is mapped is no longer meant by any other heading."""
        word = c.word_of(heading)
        if word in self.columns:
            return self.columns[word]
        column = c.column_of(heading)
        return None if column in self.columns.values() else column


NONE = OwnWords()


def own_words(options: Iterable[str] = (), file: bytes | None = None) -> OwnWords:
    """Return what options and file say, options first; ``RosterFileError`` that says what to write instead."""
    tables = _tables(file) if file is not None else {name: {} for name in _TABLES}
    pairs = [*tables["columns"].items(), *map(_pair, options)]
    columns = {c.word_of(heading): _column(ours) for ours, heading in pairs}
    return OwnWords(
        columns=columns,
        states={c.state_word(word): _state(ours) for word, ours in tables["states"].items()},
        fixed={_column(ours): value for ours, value in tables["fixed"].items()},
    )


def _pair(option: str) -> tuple[str, str]:
    ours, sign, heading = option.partition("=")
    if not sign or not heading.strip():
        raise RosterFileError.whole(f"“{option[:40]}”的写法不对，请写成 标准列=文件中的列名，例如 事项=工作要点。")
    return ours.strip(), heading.strip()


def _column(name: str) -> str:
    if name not in c.STANDARD:
        raise RosterFileError.whole(f"没有“{name[:20]}”这个标准列，请从 {'、'.join(c.STANDARD)} 中选。")
    return name


def _state(name: str) -> Status:
    if name not in c.STATES:
        raise RosterFileError.whole(f"没有“{name[:20]}”这种状态，请从 {'、'.join(c.STATE_WORDS)} 中选。")
    return c.STATES[name]


def _tables(file: bytes) -> dict[str, dict[str, str]]:
    try:
        given: dict[str, Any] = tomllib.loads(file.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise RosterFileError.whole("对应关系文件不是 UTF-8 的 TOML，请对照文档改正；中文名称要加引号。") from None
    for name, table in given.items():
        strings = isinstance(table, dict) and all(isinstance(one, str) for one in table.values())
        if name not in _TABLES or not strings:
            raise RosterFileError.whole(
                f"对应关系文件中的“{name[:20]}”有误，只能有 {'、'.join(_TABLES)} 三节，值为文字。"
            )
    return {name: given.get(name, {}) for name in _TABLES}
