"""Roster rows out of a file: header in Chinese or English, every fault named with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.roster_files.cells import kind_in, long_text_in, members_in, name_in, names_in, phone_in, roles_in
from bot.roster_files.checks import check_rows, with_full_names
from bot.roster_files.columns import COLUMNS, HEADER
from bot.roster_files.problems import Problem, RosterFileError, WrongTableError
from bot.roster_files.tables import read_table
from ledger.people import Role
from ledger.roster_rows import PERSON, RosterRow, RosterRows


def read_roster_file(path: Path) -> RosterRows:
    """Return the rows of the file; ``RosterFileError`` names all faults, ``OSError`` an unreadable file."""
    return read_roster(path.name, path.read_bytes())


def read_roster(name: str, data: bytes) -> RosterRows:
    """Return the checked rows of a roster; the ending of ``name`` tells the format."""
    lines = read_table(name, data)
    if not lines:
        raise RosterFileError.whole("文件是空的，请先填写表头和内容。")
    columns = _columns(lines[0])
    problems: list[Problem] = []
    rows = [_row(line, dict(zip(columns, cells, strict=False)), problems) for line, cells in lines[1:]]
    if not rows:
        raise RosterFileError.whole("只有表头，没有内容，请逐行填写单位和人员。")
    # A row that could not be read would only bring more complaints about what refers to it.
    problems = problems or check_rows(rows)
    if problems:
        raise RosterFileError(problems)
    return with_full_names(rows)


def _columns(header: tuple[int, list[str]]) -> list[str]:
    line, words = header
    columns = [COLUMNS.get(word.lower().replace(" ", ""), "") for word in words]
    problems = [
        Problem(line, "表头", f"不认识“{word}”这一列，可用的列：{'、'.join(HEADER.values())}。")
        for word, column in zip(words, columns, strict=True)
        if word and not column
    ]
    problems += [Problem(line, "表头", f"缺少“{HEADER[need]}”列，请补上。") for need in _missing(columns)]
    problems += [Problem(line, "表头", f"“{HEADER[twice]}”列出现了两次，请只保留一列。") for twice in _doubled(columns)]
    if problems:
        raise (WrongTableError if _missing(columns) else RosterFileError)(problems)
    return columns


def _missing(columns: Iterable[str]) -> list[str]:
    return [need for need in ("kind", "name") if need not in set(columns)]


def _doubled(columns: list[str]) -> list[str]:
    return [column for column in HEADER if columns.count(column) > 1]


def _row(line: int, cells: Mapping[str, str], problems: list[Problem]) -> RosterRow:
    """Return the row as far as it can be read, and add to ``problems`` what cannot."""

    def complain(column: str, what: str) -> None:
        problems.append(Problem(line, HEADER[column], what))

    def cell(column: str) -> str:
        return cells.get(column, "")

    kind = kind_in(cell("kind"), complain)
    roles = roles_in(cell("role"), complain)
    if kind == PERSON:
        roles = roles or (Role.STAFF,)  # Whoever is listed without a role is staff.
    elif roles:
        complain("role", "只有人员才有角色，请清空这一格。")
    return RosterRow(
        kind=kind,
        name=name_in(cell("name"), "name", complain, required=True),
        unit=name_in(cell("unit"), "unit", complain),
        roles=roles,
        title=long_text_in(cell("title"), "title", complain),
        phone=phone_in(cell("phone"), complain),
        aliases=names_in(cell("aliases"), "aliases", complain),
        members=members_in(cell("members"), complain),
        superior=name_in(cell("superior"), "superior", complain),
        fields=names_in(cell("fields"), "fields", complain),
        line=line,
    )
