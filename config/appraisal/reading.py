"""Reading a rule file: either a register, or every mistake in it with its line and what to write instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from config.appraisal.fitting import contradictions
from config.appraisal.model import Register
from config.mistakes import WrongSetting, advice

SHIPPED = Path(__file__).with_name("registers")
RULES_SETTING = "appraisal.rules"
LARGEST = 1024 * 1024
"""Bytes of a rule file; 138 duties take about 40,000."""

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its line (from 1), the name as it stands in the file, and what to write instead."""

    line: int
    name: str
    advice: str

    def __str__(self) -> str:
        """Return the sentence that whoever wrote the file reads."""
        return f"第 {self.line} 行 {self.name}：{self.advice.rstrip('。')}。"


class WrongRules(Exception):  # noqa: N818 - named for what is so, as refusals are
    """A rule file that can't be used; ``mistakes`` in the order of the lines."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda one: one.line))
        super().__init__("\n".join(map(str, self.mistakes)))


def read_register(content: bytes) -> Register:
    """Return the register in the file's content, or raise ``WrongRules`` with all that is wrong in it."""
    if len(content) > LARGEST:
        raise WrongRules([Mistake(1, "文件", "超过 1 MB，请核对是否选错文件")])
    text = _decoded(content)
    lines = Lines(text)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # Numbers too long to read, and nests too deep, beside wrong TOML.
        raise WrongRules([_unreadable(error, lines)]) from None
    try:
        register = Register.model_validate(values)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        raise WrongRules([lines.mistake(one["loc"], advice(one)) for one in told]) from None
    if wrong := [lines.mistake(place, what) for place, what in contradictions(register)]:
        raise WrongRules(wrong)
    return register


@cache
def shipped_registers() -> tuple[Register, ...]:
    """Return the registers that come with the program, as complete examples of the fictional office."""
    return registers_in(SHIPPED)


def registers_in(folder: Path) -> tuple[Register, ...]:
    """Return every version of every register in the folder's ``.toml`` files; ``WrongSetting`` says what is wrong."""
    found: dict[Path, Register] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path] = read_register(path.read_bytes())
        except WrongRules as wrong:
            said = f"{path} 有 {len(wrong.mistakes)} 处错误，请运行 taizhang rules check {path} 逐处改正"
            raise WrongSetting(RULES_SETTING, said) from None
    if not found:
        raise WrongSetting(RULES_SETTING, f"{folder} 中没有 .toml 细则文件，请核对文件夹，或删去此项")
    _refuse_doubles(found)
    return tuple(found.values())


def _refuse_doubles(found: Mapping[Path, Register]) -> None:
    """Of two files with one version, or one first day, nobody could tell which one judges."""
    seen: dict[tuple[str, int | date], Path] = {}
    for path, one in found.items():
        for said, mark in ((f"第 {one.version} 版", one.version), (f"{one.effective} 施行", one.effective)):
            if (other := seen.setdefault((one.key, mark), path)) != path:
                advice = f"{other.name} 和 {path.name} 都是 {one.key} {said}，请改其中一个的 version 和 effective"
                raise WrongSetting(RULES_SETTING, advice)


def in_force(registers: Iterable[Register], key: str, day: date) -> Register | None:
    """Return the version of the register that judges the day; ``None`` before its first."""
    known = [one for one in registers if one.key == key and one.effective <= day]
    return max(known, key=lambda one: (one.effective, one.version), default=None)


def unknown_units(content: bytes, register: Register, names: Collection[str]) -> tuple[Mistake, ...]:
    """Return the units of the register, read from this content, that are not among the names on the roster."""
    lines = Lines(_decoded(content))
    advice = "花名册中没有此名称的考评单位，其各项不会计分，请写花名册中的全名"
    strange = [n for n, item in enumerate(register.item) if item.unit and item.unit not in names]
    return tuple(lines.mistake(("item", n, "unit"), f"{register.item[n].unit}：{advice}") for n in strange)


class Lines:
    """Where names stand in the text of a file: the parser does not tell."""

    def __init__(self, text: str) -> None:
        self._lines = text.rstrip().split("\n")
        self._headers = [(n, found[1]) for n, line in enumerate(self._lines) if (found := _HEADER.match(line))]

    @property
    def last(self) -> int:
        """The number of the last line."""
        return len(self._lines)

    def has_a_date(self, line: int) -> bool:
        """Tell whether the line gives a name something like a date."""
        return line <= self.last and _DATE.search(self._lines[line - 1]) is not None

    def mistake(self, place: Place, what: str) -> Mistake:
        """Return the mistake at the place that the validation names."""
        names = [part for part in place if isinstance(part, str)]
        return Mistake(self._line(place), ".".join(names) or "文件", what)

    def _line(self, place: Place) -> int:
        """Return the line of the innermost name that is there, else of its section, else the first."""
        start, end = 0, self._headers[0][0] if self._headers else len(self._lines)
        found = start
        for n, part in enumerate(place):
            if isinstance(part, int):
                continue
            nth = place[n + 1] if n + 1 < len(place) and isinstance(place[n + 1], int) else 0
            table = ".".join(str(one) for one in place[: n + 1] if isinstance(one, str))
            section = self._section(table, int(nth), start if n else 0, end if n else len(self._lines))
            if section is not None:
                (start, end), found = section, section[0]
            else:
                found = next(self._keys(part, start, end), found)
        return found + 1

    def _section(self, table: str, nth: int, start: int, end: int) -> tuple[int, int] | None:
        """Return where the nth table of the name, between the lines, begins and ends."""
        begun = [n for n, name in self._headers if name == table and start <= n < end]
        if nth >= len(begun):
            return None
        inner = f"{table}."
        over = (n for n, name in self._headers if n > begun[nth] and not name.startswith(inner))
        return begun[nth], next(over, len(self._lines))

    def _keys(self, name: str, start: int, end: int) -> Iterator[int]:
        key = re.compile(rf"\s*(?:[\w-]+\s*=\s*\{{.*\b)?\"?{re.escape(name)}\"?\s*[=.]")
        return (n for n in range(start, end) if key.match(self._lines[n]))


_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]")
_DATE = re.compile(r"=\s*\d{4}-\d+-\d")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrongRules([Mistake(line, "文件", "不是 UTF-8 编码，请另存为 UTF-8 后再试")]) from None


def _unreadable(error: Exception, lines: Lines) -> Mistake:
    """Return where the TOML went wrong; the parser's own words are English and may quote anything."""
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    line, column = (int(found[1]), f"第 {found[2]} 列附近") if found else (lines.last, "末尾")
    said = str(error).casefold()
    if any(word in said for word in ("overwrite", "twice", "duplicate")):
        return Mistake(line, "文件", f"{column}的名称在前面已经写过，请删去一处")
    if "date" in said or lines.has_a_date(line):
        return Mistake(line, "文件", f"{column}的日期不存在，请核对年月日")
    if not isinstance(error, tomllib.TOMLDecodeError):
        return Mistake(1, "文件", "数字过长或括号层数过多，无法读取，请核对是否选错文件")
    return Mistake(line, "文件", f"{column}不合 TOML 格式，请检查引号、括号和等号是否成对")
