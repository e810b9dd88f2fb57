"""A plan of training (培训计划表) into rows of the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.ledger_import.cells import Cells
from bot.ledger_import.names import Names
from bot.register_files.tables import RegisterLine, lines_of, unit_of
from bot.roster_files.problems import Problem
from ledger.acts.trainings import TrainingRow
from ledger.house import House
from ledger.people import Assignee, Roster

TITLE, WHEN, ORGANISER, AUDIENCE, CITY_WIDE, PLACE = "名称", "时间", "组织单位", "参加范围", "全市性", "地点"
COLUMNS = {
    TITLE: ("培训名称", "培训内容", "内容", "主题"),
    WHEN: ("培训时间", "计划时间", "日期"),
    ORGANISER: ("组织科室", "承办单位", "主办单位", "责任单位", "牵头科室"),
    AUDIENCE: ("参加人员", "培训对象", "参训范围", "范围"),
    CITY_WIDE: ("是否全市性",),
    PLACE: ("培训地点",),
    **dict.fromkeys(("编号", "序号", "通知人数", "报名人数", "参训人数", "状态", "材料"), ()),
}
EVERYBODY = frozenset({"", "全体", "全体人员", "全体干部", "全员"})
LONGEST_TITLE = 60
Line = RegisterLine[TrainingRow]


def read_trainings(name: str, data: bytes, *, roster: Roster, house: House, today: date) -> tuple[Line, ...]:
    """Return every line of the file as a row of the plan, or with what is wrong with it."""
    cells, _ = lines_of(name, data, columns=COLUMNS, needed=(TITLE, WHEN, ORGANISER), house=house, now=today)
    names = Names(roster)
    return tuple(_once([_line(one, names, house) for one in cells]))


def _line(cells: Cells, names: Names, house: House) -> Line:
    title = cells.required(TITLE)
    if len(title) > LONGEST_TITLE:
        cells.complain(TITLE, f"过长（{len(title)} 字），请控制在 {LONGEST_TITLE} 字以内。")
    cells.required(WHEN)
    today = house.hours.local(cells.now).date()
    starts = cells.moment(WHEN, not_before=today, default=house.hours.morning_start)
    if not cells.text(ORGANISER):
        cells.complain(ORGANISER, "不能为空，请填写组织科室。")
    organiser = unit_of(cells, ORGANISER, names)
    audience = _audience(cells, names)
    if cells.problems or starts is None or organiser is None:
        return RegisterLine(cells.line, None, tuple(cells.problems))
    city_wide = cells.text(CITY_WIDE) in {"是", "√", "全市", "全市性"}
    row = TrainingRow(
        title=title,
        starts=starts,
        organiser=organiser,
        audience=audience,
        city_wide=city_wide,
        place=cells.text(PLACE),
    )
    return RegisterLine(cells.line, row)


def _audience(cells: Cells, names: Names) -> tuple[Assignee, ...]:
    """Return the units that are meant; nothing stands for everybody, as the export writes it."""
    said = cells.text(AUDIENCE)
    if said in EVERYBODY:
        return ()
    found = names.units(said, lambda what: cells.complain(AUDIENCE, what))
    return tuple(Assignee(unit=one) for one in found)


def _once(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines, of which one that repeats an earlier one's title and day is a fault."""
    seen: dict[tuple[str, object], int] = {}
    for one in lines:
        key = (one.row.title, one.row.starts) if one.row is not None else ("", one.line)
        first = seen.setdefault(key, one.line)
        said = (Problem(one.line, TITLE, f"与第 {first} 行重复，请删去其中一行。"),)
        yield one if first == one.line else RegisterLine(one.line, None, said)
