"""``taizhang report burden``: how many prompts people got (减负)."""

from __future__ import annotations

import json
from datetime import date

from bot.cli.failing import wrong_use
from bot.cli.opening import now, opened
from bot.cli.report_kinds import Format
from config.settings import Settings
from handlers.wording import burden as wording
from ledger.burden import mondays_of_month
from reports.differing import plain
from storage.burden import week_of_prompts


async def burden_report(settings: Settings, *, day: date | None, chat: int | None, shape: Format) -> str:
    """Return how many prompts people got in the weeks of the month, in words or by person as JSON; no group's."""
    if chat is not None:
        raise wrong_use("减负情况按全办统计，请去掉 --chat。")
    current = await now(settings)
    async with opened(settings) as store, store.reading(now=current) as books:
        until = day or books.house.hours.local(current).date()
        weeks = [await week_of_prompts(books, monday) for monday in mondays_of_month(until)]
    if shape is Format.JSON:
        return json.dumps([one.as_data() for one in weeks], ensure_ascii=False, indent=2)
    return plain(wording.month(until, weeks, settings.burden.weekly_cap))
