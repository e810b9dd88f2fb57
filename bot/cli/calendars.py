"""``taizhang calendar``: days off and make-up workdays by year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed
from bot.cli.opening import settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from config.calendars import CalendarYear

group = typer_group("工作日历：放假和调休安排。", shown="taizhang calendar show 2026")

SHOW = "列出一年的放假和调休，每行：日期、星期、放假或上班、名称，以制表符分隔。"
IMPORT = "导入一年的放假安排，重启机器人后生效；同一年再次导入即替换。"
WEEKDAYS = "一二三四五六日"


@group.command("show", help=SHOW, epilog=example("taizhang calendar show 2026"))
def show(
    year: Annotated[int, typer.Argument(metavar="YEAR", min=2000, max=2100, help="年份。")], config: Config = None
) -> None:
    """Print the year's days off and make-up workdays."""
    from bot.house import calendar_folder, house_of
    from config.calendars import load_calendars

    settings = settings_from(config)
    folder = calendar_folder(settings)
    calendar = house_of(settings).calendar
    named = {day.date: day.name for known in load_calendars(folder).years for day in known.days}
    special = {day for day in named if day.year == year} | set(calendar.days_off(year))
    if calendar.is_provisional(year):
        note(f"{year} 年的放假通知尚未导入，以下为暂定；通知公布后请运行 taizhang calendar import 导入。")
    for day in sorted(special):
        data("\t".join(_shown(day, named.get(day, "法定节假日"), works=calendar.is_workday(day))))


def _shown(day: date, name: str, *, works: bool) -> tuple[str, ...]:
    return day.isoformat(), f"周{WEEKDAYS[day.weekday()]}", "上班" if works else "放假", name


@group.command("import", help=IMPORT, epilog=example("taizhang calendar import 2027.json"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="一年的放假安排，holiday-cn 格式的 JSON。")],
    config: Config = None,
) -> None:
    """Keep a year's notice beside the database."""
    from bot.house import calendar_folder

    year = _read(file)
    folder = calendar_folder(settings_from(config))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{year.year}.json").write_text(year.model_dump_json(by_alias=True, indent=1), "utf-8")
    off = sum(day.is_off_day for day in year.days)
    note(f"已导入 {year.year} 年：放假 {off} 天，调休上班 {len(year.days) - off} 天；重启机器人后生效。")


def _read(file: Path) -> CalendarYear:
    from pydantic import ValidationError

    from config.calendars import CalendarYear

    try:
        year = CalendarYear.model_validate_json(file.read_bytes())
    except ValidationError as error:
        place = "、".join(dict.fromkeys(".".join(map(str, found["loc"])) or "全文" for found in error.errors()[:3]))
        raise Failed(f"{file} 不是放假安排（{place} 有误），请使用 holiday-cn 格式的 JSON。") from None
    if not year.days or not year.papers:
        raise Failed(f"{file} 缺少放假日期或通知出处（papers），请补全后再导入。")
    return year
