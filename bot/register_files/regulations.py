"""A table of regulations (制度表) into rows of the register, in the columns of its own export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import normalize

from bot.ledger_import.cells import Cells
from bot.ledger_import.names import Names
from bot.register_files.tables import RegisterLine, day_of, lines_of, unit_of
from bot.roster_files.problems import Problem
from handlers.reading.regulations import STATUS_WORDS
from ledger.acts.regulations import RegulationRow
from ledger.house import House
from ledger.people import Roster
from ledger.regulation_entries import RegulationGroup, RegulationStatus
from ledger.regulations import NUMBERING, plain_title

NUMBER, GROUP, TITLE, STATUS, OWNER, DUE, EDITION, EFFECTIVE = (
    *("编号", "类别", "名称", "状态", "责任科室", "修订时限", "版本", "施行日期"),
)
COLUMNS = {
    NUMBER: ("制度编号",),
    GROUP: ("组别", "制度类别", "层级", "分类"),
    TITLE: ("制度名称", "制度", "文件名称"),
    STATUS: ("制度状态", "效力", "效力状态"),
    OWNER: ("责任单位", "牵头科室", "责任部门", "主管科室"),
    DUE: ("修订完成时限", "完成时限", "时限", "制修订时限"),
    EDITION: ("版次", "版本号"),
    EFFECTIVE: ("实施日期", "生效日期", "印发日期", "施行时间"),
    "修订任务": (),
    "文件": (),
    "文件校验值": (),
    "序号": (),
}
LONGEST_TITLE = 60
_NUMBER = re.compile(NUMBERING.replace("{group}", "([126N])").replace("{n}", r"(\d{1,3})"), re.IGNORECASE)
Line = RegisterLine[RegulationRow]


def read_regulations(name: str, data: bytes, *, roster: Roster, house: House, today: date) -> tuple[Line, ...]:
    """Return every line of the file as a row of the register, or with what is wrong with it."""
    cells, _ = lines_of(name, data, columns=COLUMNS, needed=(GROUP, TITLE, STATUS), house=house, now=today)
    names = Names(roster)
    return tuple(_once([_line(one, names) for one in cells]))


def _line(cells: Cells, names: Names) -> Line:
    group, status, number = _group(cells), _status(cells), _number(cells)
    title = cells.required(TITLE).strip("《》")
    if len(title) > LONGEST_TITLE:
        cells.complain(TITLE, f"过长（{len(title)} 字），请控制在 {LONGEST_TITLE} 字以内。")
    owner, due, effective = unit_of(cells, OWNER, names), day_of(cells, DUE), day_of(cells, EFFECTIVE)
    edition = _edition(cells, status)
    if number and group is not None and not number.startswith(f"ZD-{group.value}-"):
        cells.complain(NUMBER, f"与类别“{group.value}”不符，请改正其中一项。")
    if cells.problems or group is None or status is None:
        return RegisterLine(cells.line, None, tuple(cells.problems))
    row = RegulationRow(
        number=number,
        group=group,
        title=title,
        status=status,
        owner=owner,
        due=due if status in {RegulationStatus.TO_REVISE, RegulationStatus.TO_DRAFT} else None,
        edition=edition,
        effective=effective,
    )
    return RegisterLine(cells.line, row)


def _group(cells: Cells) -> RegulationGroup | None:
    said = cells.required(GROUP)
    word = normalize("NFKC", said).strip('“”"类').upper()
    if word in set(RegulationGroup):
        return RegulationGroup(word)
    if said:
        cells.complain(GROUP, f"不认识“{said[:10]}”，请写 1、2、6 或 N。")
    return None


def _status(cells: Cells) -> RegulationStatus | None:
    said = cells.required(STATUS)
    status = STATUS_WORDS.get(said)
    if said and status is None:
        cells.complain(STATUS, f"不认识“{said[:10]}”，请写：现行有效、待修订、待制定、废止。")
    return status


def _number(cells: Cells) -> str:
    said = normalize("NFKC", cells.text(NUMBER))
    found = _NUMBER.fullmatch(said)
    if said and found is None:
        cells.complain(NUMBER, f"“{said[:20]}”不是制度编号，请写成 ZD-N-12，或留空由系统编号。")
    return NUMBERING.format(group=found[1].upper(), n=int(found[2])) if found else ""


def _edition(cells: Cells, status: RegulationStatus | None) -> int:
    said = re.sub(r"[第版]", "", cells.text(EDITION))
    if said and not re.fullmatch(r"\d{1,3}", said):
        cells.complain(EDITION, f"“{said[:10]}”不是版次，请写数字，例如 2。")
        return 0
    return int(said) if said else int(status is not RegulationStatus.TO_DRAFT)


def _once(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines, of which one that repeats an earlier one's number or title is a fault."""
    seen: dict[str, int] = {}
    for one in lines:
        if one.row is None:
            yield one
            continue
        keys = [key for key in (one.row.number, plain_title(one.row.title)) if key]
        first = next((seen[key] for key in keys if key in seen), None)
        seen |= dict.fromkeys(keys, one.line)
        said = (Problem(one.line, TITLE, f"与第 {first} 行重复，请删去其中一行。"),) if first else ()
        yield RegisterLine(one.line, None, said) if said else one
