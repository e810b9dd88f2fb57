"""``taizhang calendar``: days off and make-up workdays by year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed
from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from datetime import date

    from config.settings import Settings
    from handlers.reading.holidays import Notice
    from ledger.calendar import WorkCalendar

group = typer_group("工作日历：放假和调休安排。", shown="taizhang calendar show 2026")

SHOW = "列出一年的放假和调休，每行：日期、星期、放假或上班、名称，以制表符分隔。"
IMPORT = "导入一年的放假安排，正在运行的机器人立即生效；同一年再次导入即替换。"
WEEKDAYS = "一二三四五六日"


@group.command("show", help=SHOW, epilog=example("taizhang calendar show 2026"))
def show(
    year: Annotated[int, typer.Argument(metavar="YEAR", min=2000, max=2100, help="年份。")], config: Config = None
) -> None:
    """Print the year's days off and make-up workdays."""
    settings = settings_from(config)
    calendar = run(_calendar(settings))
    if calendar.is_provisional(year):
        note(f"{year} 年的放假通知尚未导入，以下为暂定；通知公布后请运行 taizhang calendar import 导入。")
    for day in calendar.special_days(year):
        data("\t".join(_shown(calendar, day)))


async def _calendar(settings: Settings) -> WorkCalendar:
    """Return the calendar in force; without a ledger yet, the shipped one, and no ledger is made."""
    from bot.house import house_of, ledger_exists

    if not ledger_exists(settings):
        return house_of(settings).calendar
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return books.house.calendar


def _shown(calendar: WorkCalendar, day: date) -> tuple[str, ...]:
    word = "上班" if calendar.is_workday(day) else "放假"
    name = calendar.name_of(day) or (f"本单位{word}" if calendar.is_own(day) else "法定节假日")
    return day.isoformat(), f"周{WEEKDAYS[day.weekday()]}", word, name


@group.command("import", help=IMPORT, epilog=example("taizhang calendar import 2027.txt"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="放假通知全文（.txt），或 holiday-cn 格式的 JSON。")],
    config: Config = None,
) -> None:
    """Keep a year's notice in the ledger."""
    kept = _pasted(file) or _read(file)
    run(_keep(settings_from(config), kept))
    off = sum(not day.works for day in kept.days)
    note(f"已导入 {kept.year} 年：放假 {off} 天，调休上班 {len(kept.days) - off} 天；立即生效，暂定时限随之重算。")


async def _keep(settings: Settings, kept: Notice) -> None:
    from ledger.office_entries import CalendarYearSet

    moment = await now(settings)
    entry = CalendarYearSet(by=None, at=moment, year=kept.year, paper=kept.paper, days=kept.days)
    async with opened(settings) as store, store.books(now=moment) as books:
        await books.record(entry)


def _pasted(file: Path) -> Notice | None:
    """Return the notice in a text file; nothing where the file is no notice in words."""
    from unicodedata import normalize

    from handlers.reading.holidays import holiday_notice

    try:
        notice = holiday_notice(normalize("NFKC", file.read_text("utf-8-sig")))
    except UnicodeDecodeError:
        raise Failed(f"{file} 不是 UTF-8 文本，请另存为 UTF-8 后再导入。") from None
    if notice is not None and notice.faults:
        raise Failed(f"{file} 有未能核对的内容：{'；'.join(notice.faults)}。请核对原文后再导入。")
    return notice


def _read(file: Path) -> Notice:
    from pydantic import ValidationError

    from config.calendars import CalendarYear
    from handlers.reading.holidays import Notice
    from ledger.office_entries import NamedDay

    try:
        year = CalendarYear.model_validate_json(file.read_bytes())
    except ValidationError as error:
        place = "、".join(dict.fromkeys(".".join(map(str, found["loc"])) or "全文" for found in error.errors()[:3]))
        said = "请使用放假通知全文，或 holiday-cn 格式的 JSON"
        raise Failed(f"{file} 不是放假安排（{place} 有误），{said}。") from None
    if not year.days or not year.papers:
        raise Failed(f"{file} 缺少放假日期或通知出处（papers），请补全后再导入。")
    days = tuple(NamedDay(day=day.date, name=day.name, works=not day.is_off_day) for day in year.days)
    return Notice(year.year, year.papers[0], days)
