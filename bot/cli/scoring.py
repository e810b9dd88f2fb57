"""Scores of a quarter for ``taizhang report``: the ranking in words, every line as JSON, or the pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from bot.cli.chats import unit_asked
from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import now, opened
from bot.cli.ranking import as_json, as_text
from bot.cli.report_kinds import Format
from config.settings import Settings
from handlers.accumulating import made, quarters_of
from handlers.scoring import Standings, standings
from handlers.wording.scoring import year_name
from ledger.quarters import Quarter
from reports.differing import plain
from reports.pictures import Picture
from reports.pictures.standings import standings_picture
from reports.years import honours_text, ranking_of_year, year_data
from storage.books import OpenBooks


async def scores_report(
    settings: Settings, *, day: date | None, chat: int | None, shape: Format, unit: str = ""
) -> str:
    """Return the ranking of the quarter of the day in words, or every line of every score as JSON; no group's."""
    if chat is not None:
        raise wrong_use("考评按全办计算，请去掉 --chat。")
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        (read, _), found = await _read(books, day), await unit_asked(books, chat, unit)
    told = read.made()
    return as_json(told, found) if shape is Format.JSON else as_text(told, found)


async def year_report(
    settings: Settings, *, honours: bool, year: int | None, day: date | None, chat: int | None, shape: Format
) -> str:
    """Return every unit's year, or the honours list with each line; no group's."""
    if chat is not None or day is not None:
        raise wrong_use("全年按 --year 计算，请去掉 --chat 和 --on。")
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        wanted = year or books.house.hours.local(books.now).year
        read = await quarters_of(books, year=wanted)
    if not read:
        raise Failed(f"台账在 {wanted} 年没有考评记录，请换一个年份。")
    told = made(read)
    if shape is Format.JSON:
        return json.dumps(year_data(told.facts, told.lists, honours=honours), ensure_ascii=False, indent=2)
    text = honours_text if honours else ranking_of_year
    return "\n".join(map(plain, text(told.facts, year_name(wanted), told.lists, None)))


async def ranking_pictures(books: OpenBooks, day: date | None) -> Callable[[], tuple[Picture, ...]]:
    """Read the quarter of the day and the one before it."""
    read, quarter = await _read(books, day)
    before = await standings(books, quarter=quarter.before)

    def drawn() -> tuple[Picture, ...]:
        told, old = read.made(), before.made()
        known = old.found if before.frozen is not None or old.facts.head.seq else ()
        return standings_picture(told.facts, told.span, told.found, known)

    return drawn


async def _read(books: OpenBooks, day: date | None) -> tuple[Standings, Quarter]:
    house = books.house
    at = house.hours.end_of_business(day) if day else books.now
    quarter = Quarter.of(house.hours.local(at).date())
    return await standings(books, quarter=quarter, at=at), quarter
