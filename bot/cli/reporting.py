"""``taizhang report``: what would be, or was, published; sends nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.chats import unit_asked
from bot.cli.failing import Failed, wrong_use
from bot.cli.information import information
from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example
from bot.cli.printing import data, note
from bot.cli.register_reports import registers_of
from bot.cli.report_kinds import KINDS, Format, Kind, check, whose

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.house import House
    from ledger.people import UnitId
    from ledger.slots import Published
    from reports.composing import Composed
    from storage.books import OpenBooks

Maker = Callable[..., Coroutine[Any, Any, str | tuple[bytes, ...]]]
REPORT = "显示某一天应发（或已发）的报告；已发的按原文重放，可与目前台账比对。只显示，不发送。"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("report", help=REPORT, epilog=example("taizhang report daily --on 2026-11-27 --format json"))(report)


def report(
    kind: Annotated[
        Kind,
        typer.Argument(metavar="KIND", help=KINDS),
    ],
    *,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="哪一天；默认今天，截至现在。")] = "",
    chat: Annotated[int | None, typer.Option("--chat", metavar="CHAT", help="哪个群的报告；默认全办。")] = None,
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="哪个单位、中心或科室的报告；默认全办。")] = "",
    shape: Annotated[
        Format, typer.Option("--format", help="text、html（发送原文）、json、png、docx、pdf 或 xlsx。")
    ] = Format.TEXT,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入文件；默认显示在屏幕上。")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="已发的报告与目前台账的差异，及引起差异的迟到记录。")] = False,
    year: Annotated[
        int | None, typer.Option("--year", metavar="YEAR", help="哪一年的累计（scores）或评优（honours，默认今年）。")
    ] = None,
    config: Config = None,
) -> None:
    """Compose a report and show it; with ``--diff``, exit 1 where late entries do not explain all that differs."""
    check(kind, shape, out, diff=diff)
    of = whose(kind, unit, chat)
    if diff:
        _show_difference(settings_from(config), kind.value, _day(on), chat)
        return
    make = _maker(kind, year)
    shown = run(make(settings_from(config), day=_day(on), chat=chat, shape=shape, **of))
    if out is None:
        data(str(shown))
        return
    end = "" if shape is Format.HTML else "\n"  # What was sent, and nothing else: its SHA-256 is that of the file.
    for number, content in enumerate(shown if isinstance(shown, tuple) else (f"{shown}{end}".encode(),)):
        file = out.with_stem(f"{out.stem}-{number + 1}") if number else out
        file.write_bytes(content)
        note(f"已写入 {file}。")


def _maker(kind: Kind, year: int | None) -> Maker:
    """Return what makes the kind; a year is told of scores and honours only."""
    from bot.cli.burdens import burden_report
    from bot.cli.papers import documents_report
    from bot.cli.scoring import scores_report, year_report

    own: dict[Kind, Any] = {
        Kind.CIRCULAR: _circulars,
        Kind.DIGEST: _digests,
        Kind.DOCUMENTS: documents_report,
        Kind.REGULATIONS: registers_of(Kind.REGULATIONS),
        Kind.TRAINING: registers_of(Kind.TRAINING),
        Kind.SCORES: scores_report,
        Kind.RANKING: _ranking,
        Kind.HONOURS: partial(year_report, honours=True, year=year),
        Kind.INFORMATION: information,
        Kind.BURDEN: burden_report,
    }
    if kind is Kind.SCORES and year is not None:
        own[kind] = partial(year_report, honours=False, year=year)
    elif year is not None and kind is not Kind.HONOURS:
        raise wrong_use("--year 用于 scores 和 honours，例：taizhang report scores --year 2026。")
    made: Maker = own.get(kind, partial(_shown, kind=kind.value))
    return made


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise wrong_use(f"“{text}”不是日期，请写成 2026-11-27 这样。") from None


async def _shown(
    settings: Settings, *, kind: str, day: date | None, chat: int | None, shape: Format, unit: str = ""
) -> str | tuple[bytes, ...]:
    """Return the report: in words as it was published, where it was; else as it would be."""
    from reports.differing import plain
    from reports.words import ERASED

    ranked = kind == Kind.RANKING
    kind = Kind.WEEKLY.value if ranked else kind
    current = await now(settings)
    at = _cut_off(settings, kind, day) if day else current
    async with opened(settings) as store, store.reading(now=current) as books:
        found = await unit_asked(books, chat, unit)
        if shape.is_message and day and chat is not None and (known := await _published(books, kind, chat, day)):
            note(_proof(known, books.house))
            body = known.body or ERASED
            return body if shape is Format.HTML else plain(body)
        composed = await _composed(books, kind, at, found, names=settings.names_in_groups)
    if shape.is_file:
        return _files(composed, shape, ranked=ranked)
    if shape is Format.JSON:
        return json.dumps(composed.data, ensure_ascii=False, indent=2)
    return composed.text if shape is Format.HTML else plain(composed.text)


async def _ranking(
    settings: Settings, *, day: date | None, chat: int | None, shape: Format, unit: str = ""
) -> str | tuple[bytes, ...]:
    """Return the pictures of the ranking by score; where nobody is appraised, by on-time rate of the week."""
    from bot.cli.scoring import ranking_pictures

    if settings.appraisal.rules is None:
        return await _shown(settings, kind=Kind.RANKING.value, day=day, chat=chat, shape=shape, unit=unit)
    if chat is not None or unit:
        raise wrong_use("考评排名按全办计算，请去掉 --chat 和 --unit。")
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        read = await ranking_pictures(books, day)
    made = read()
    _say_missing(sum(one.missing for one in made))
    return tuple(one.content for one in made)


async def _circulars(
    settings: Settings, *, day: date | None, chat: int | None, shape: Format
) -> str | tuple[bytes, ...]:
    """Return the circulars that the group was sent on the day, as they were sent; else what a draft would say."""
    from bot.cli.circulating import as_json, circulars_shown, workbook
    from reports.differing import plain
    from reports.files import printed

    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        await unit_asked(books, chat)
        shown = await circulars_shown(books, day, chat)
        for one in shown:
            note(_proof(one.published, books.house) if one.published else "尚未发布，以下为按台账起草的内容。")
    if shape is Format.XLSX:
        return (workbook(shown),)
    if shape.is_file:
        made = [printed(one.paper, shape.value) for one in shown]
        _say_missing(sum(one.missing for one in made))
        return tuple(page for one in made for page in one.pages)
    if shape is Format.JSON:
        return as_json(shown)
    text = "\n\n".join(one.text for one in shown)
    return text if shape is Format.HTML else plain(text)


async def _digests(settings: Settings, *, day: date | None, chat: int | None, shape: Format) -> str:
    """Return every leader's digest, as of its hour on that day, else of now; they are private, and no group's."""
    from handlers.digest import of_leaders
    from ledger.acts.circulars import all_circulars
    from reports.differing import plain
    from reports.digest import digest_text
    from reports.view import View

    if chat is not None:
        raise wrong_use("领导摘要只发给领导本人，请去掉 --chat。")
    current = await now(settings)
    at = _cut_off(settings, Kind.DIGEST, day) if day else current
    async with opened(settings) as store, store.reading(now=current) as books:
        view = View(await books.facts(since=at, at=at))
        leaders = list(of_leaders(view, (await all_circulars(books)).values()))
    if shape is Format.JSON:
        data = [{"kind": "digest", "person": one.id, **found.as_data()} for one, found in leaders]
        return json.dumps(data, ensure_ascii=False, indent=2)
    texts = (f"{one.name}\n{digest_text(view, found)[0]}" for one, found in leaders)
    return "\n\n".join(text if shape is Format.HTML else plain(text) for text in texts)


def _proof(published: Published, house: House) -> str:
    """Return when the report was published and by which hashes it is known."""
    at = f"{house.hours.local(published.cut_off):%Y-%m-%d %H:%M}"
    return f"{at} 发布的原文，SHA-256 {published.hash}，台账校验码 {published.head}。"


def _show_difference(settings: Settings, kind: str, day: date | None, chat: int | None) -> None:
    if day is None or chat is None:
        raise wrong_use("--diff 须同时写明 --on 和 --chat，例：--on 2026-11-27 --chat -1001234567890。")
    lines, explained = run(_difference(settings, kind, day, chat))
    for line in lines:
        data(line)
    if not explained:
        note("另有变化不是迟到记录引起的：发布后人员、单位、日历、设置有调整，文字已清除，或程序已升级。")
        raise typer.Exit(1)


async def _difference(settings: Settings, kind: str, day: date, chat: int) -> tuple[list[str], bool]:
    """Return the lines that differ with the late entries behind them, and whether those explain it all."""
    from bot.cli.telling import entry_line
    from handlers.replaying import replayed

    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        published = await _published(books, kind, chat, day)
        if published is None:
            raise Failed(f"群 {chat} 没有 {day} 的已发报告，请用 taizhang chats list 核对群编号，或换一个日期。")
        note(_proof(published, books.house))
        replay = await replayed(books, published)
        if replay is None:
            raise Failed("台账链上没有发布时的校验码，请用 taizhang ledger verify 核验台账。")
        changed = [f"{sign} {line}" for sign, line in (*replay.otherwise, *replay.by_late_entries)]
        late = [entry_line(one, books.roster, books.house.hours) for one in replay.late]
    if not changed:
        note("按目前台账重新计算，与原文逐字一致。")
    return [*changed, *(["", f"迟到记录 {len(late)}：", *late] if late else [])], replay.is_same


def _files(composed: Composed, shape: Format, *, ranked: bool) -> tuple[bytes, ...]:
    """Return the report as files of the format: one, or one for each page of a picture."""
    from reports.files import FORMS, pages_of
    from reports.pictures import ranking_of

    printed = pages_of(ranking_of(composed)) if ranked else FORMS[shape](composed)
    _say_missing(printed.missing)
    return printed.pages


def _say_missing(count: int) -> None:
    if count:
        from reports.words import signs_missing

        note(signs_missing(count))


async def _published(books: OpenBooks, kind: str, chat: int, day: date) -> Published | None:
    from config.timetable import ReportKind
    from ledger.slots import Slot, period_of

    return await books.slots.published_as(Slot(kind, chat, period_of(ReportKind(kind), day)))


async def _composed(books: OpenBooks, kind: str, at: datetime, unit: UnitId | None, *, names: bool) -> Composed:
    from reports.composing import compose, wanted
    from reports.periods import period_of

    period = period_of(kind, at, books.house)
    facts = await books.facts(since=period.before, at=at, wanted=wanted(kind, period, books.house))
    return compose(kind, facts, units=None if unit is None else (unit,), names=names)


def _cut_off(settings: Settings, kind: str, day: date) -> datetime:
    """Return the hour at which the report of that day is published."""
    from bot.house import house_of
    from config.timetable import ReportKind

    return house_of(settings).hours.at(day, settings.timetable.rule(ReportKind(kind)).time)
