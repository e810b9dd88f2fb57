"""``taizhang report regulations`` and ``training``: the registers in figures, as words, data or a workbook."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.cli.failing import wrong_use
from bot.cli.opening import now, opened
from bot.cli.report_kinds import Format, Kind

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.books import OpenBooks

Shown = str | tuple[bytes, ...]


def registers_of(kind: Kind) -> Callable[..., Coroutine[Any, Any, Shown]]:
    """Return what makes the report of that register."""

    async def make(settings: Settings, *, day: date | None, chat: int | None, shape: Format) -> Shown:
        from reports.differing import plain

        if chat is not None:
            raise wrong_use("该报告按全办统计，请去掉 --chat。")
        current = await now(settings)
        async with opened(settings) as store, store.reading(now=current) as books:
            today = day or books.house.hours.local(current).date()
            shown = await _MADE[kind](books, today, shape)
        if isinstance(shown, tuple):
            return shown if shape is Format.XLSX else "\n\n".join(map(str, shown))
        text = json.dumps(shown, ensure_ascii=False, indent=2) if not isinstance(shown, str) else shown
        return plain(text) if shape is Format.TEXT else text

    return make


async def _regulations(books: OpenBooks, today: date, shape: Format) -> Any:
    from handlers.wording.regulation_lists import figures
    from handlers.wording.voice import Voice
    from ledger.acts.regulations import all_regulations
    from reports.regulations import COLUMNS, by_group, by_owner, row_of
    from reports.sheets import xlsx_of

    known = tuple((await all_regulations(books)).values())
    if shape is Format.XLSX:
        return (xlsx_of(COLUMNS, [row_of(one, books.roster) for one in known]),)
    if shape is Format.JSON:
        groups = [one.as_data() for one in by_group(known, books.house, today)]
        owners = [one.as_data() for one in by_owner(known, books.roster, today)]
        rows = [dict(zip(COLUMNS, row_of(one, books.roster), strict=True)) for one in known]
        return {"kind": "regulations", "groups": groups, "owners": owners, "regulations": rows}
    return "\n\n".join(figures(Voice.of(books), known, today))


async def _training(books: OpenBooks, today: date, shape: Format) -> Any:
    from handlers.wording.trainings import figures
    from handlers.wording.voice import Voice
    from ledger.acts.trainings import all_trainings, turnout
    from ledger.trainings import duties
    from reports.sheets import xlsx_of
    from reports.trainings import COLUMNS, by_office, duty_data, row_of

    roster, house = books.roster, books.house
    known = sorted((await all_trainings(books)).values(), key=lambda one: one.day(house))
    some = [one for one in known if one.day(house).year == today.year]
    told = [await turnout(books, one) for one in some]
    owed = list(duties(known, roster, house, today))
    came = by_office((who for one, who in zip(some, told, strict=True) if one.is_over(books.now)), roster)
    rows = [row_of(one, who, roster, house, over=one.is_over(books.now)) for one, who in zip(some, told, strict=True)]
    if shape is Format.XLSX:
        return (xlsx_of(COLUMNS, rows),)
    if shape is Format.JSON:
        return {
            "kind": "training",
            "duties": [duty_data(one, roster, house) for one in owed],
            "trainings": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
            "offices": [one.as_data() for one in came],
        }
    return "\n\n".join(figures(Voice.of(books), owed, some, came))


_MADE: Mapping[Kind, Callable[[OpenBooks, date, Format], Coroutine[Any, Any, Any]]] = {
    Kind.REGULATIONS: _regulations,
    Kind.TRAINING: _training,
}
