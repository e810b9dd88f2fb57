"""``taizhang report information``: submitted and adopted in month and quarter, by unit and centre (政务信息)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.cli.chats import unit_asked
from bot.cli.opening import now, opened
from bot.cli.report_kinds import Format

if TYPE_CHECKING:
    from config.settings import Settings
    from handlers.wording.voice import Voice
    from ledger.information import Information
    from ledger.people import UnitId


async def information(
    settings: Settings, *, day: date | None, chat: int | None, shape: Format, unit: str = ""
) -> str | tuple[bytes, ...]:
    """Return the counts of the month and of the quarter to date; as a workbook every piece of the quarter."""
    from handlers.unit_scope import units_within
    from handlers.wording.voice import Voice
    from ledger.acts.information import all_information

    current = await now(settings)
    async with opened(settings) as store, store.reading(now=current) as books:
        voice = Voice(books.roster, books.house, books.house.hours.end_of_business(day) if day else current)
        known = tuple((await all_information(books)).values())
        named = await unit_asked(books, chat, unit)
        units = units_within(books, named)
    pieces = tuple(one for one in known if units is None or one.unit in units)
    if shape is Format.XLSX:
        return (_table(voice, pieces),)
    return _counted(voice, pieces, named, shape)


def _table(voice: Voice, pieces: Sequence[Information]) -> bytes:
    from handlers.wording.information import COLUMNS, table_row
    from ledger.information import submitted_in
    from reports.information import start_of
    from reports.sheets import xlsx_of

    since = start_of("quarterly", voice.house.hours.local(voice.now).date(), voice.house)
    return xlsx_of(COLUMNS, [table_row(voice, one) for one in submitted_in(pieces, since, voice.now)])


def _counted(voice: Voice, pieces: Sequence[Information], named: UnitId | None, shape: Format) -> str:
    from handlers.wording.information import told
    from handlers.wording.rates import all_of
    from reports.differing import plain
    from reports.information import counts, start_of

    hours = voice.house.hours
    today = hours.local(voice.now).date()
    starts = {kind: start_of(kind, today, voice.house) for kind in ("monthly", "quarterly")}
    found = {kind: counts(pieces, voice.roster, since, voice.now) for kind, since in starts.items()}
    if shape is Format.JSON:
        data = {kind: one.as_data() for kind, one in found.items()}
        return json.dumps({"kind": "information", **data}, ensure_ascii=False, indent=2)
    whose = voice.roster.unit(named).name if named is not None else all_of(whole=True)
    days = {kind: hours.local(since).date() for kind, since in starts.items()}
    parts = [text for kind, one in found.items() for text in told(one, whose=whose, first=days[kind], last=today)]
    return "\n\n".join(parts if shape is Format.HTML else map(plain, parts))
