"""``taizhang chats``: which group gets which reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.people import Roster, UnitId
    from storage.books import OpenBooks

group = typer_group("工作群：绑定哪个单位、收哪些报告。", shown="taizhang chats list")

KINDS = "dispatch、daily、weekly、monthly、quarterly、board"
LIST = "列出机器人所在的群，每行：群编号、群名、是否绑定、单位、报告，以制表符分隔。"
REPORTS = f"{KINDS}（置顶的工作看板），以逗号分隔。"
SET = "设定一个群绑定的单位和推送的报告，正在运行的机器人立即生效。"


@group.command("list", help=LIST, epilog=example("taizhang chats list"))
def list_(config: Config = None) -> None:
    """Print the groups that the bot is in."""
    for line in run(_listed(settings_from(config))):
        data("\t".join(line))


@group.command(
    "set",
    help=SET,
    epilog=example("taizhang chats set -1001234567890 --reports dispatch,daily,weekly --unit 综合科"),
    context_settings={"ignore_unknown_options": True},  # A group's id begins with a minus sign.
)
def set_(
    chat: Annotated[int, typer.Argument(metavar="CHAT", help="群编号，见 chats list。")],
    reports: Annotated[str, typer.Option("--reports", metavar="LIST", help=REPORTS)],
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="单位名称；不写为全办。")] = "",
    config: Config = None,
) -> None:
    """Choose unit and reports of a group."""
    run(_set(settings_from(config), chat, kinds_in(reports), unit))


def kinds_in(text: str) -> tuple[str, ...]:
    """Return the reports that are named, each once; ``Failed`` where one is not known."""
    from config.timetable import BOARD, GROUP_REPORTS

    known = [*(kind.value for kind in GROUP_REPORTS), BOARD]
    kinds = [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
    for kind in kinds:
        if kind not in known:
            raise wrong_use(f"没有“{kind}”这种报告，请从 {KINDS} 中选。")
    return tuple(dict.fromkeys(kinds))


async def _listed(settings: Settings) -> list[tuple[str, ...]]:
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return [
            (
                str(chat.id),
                chat.title,
                "已绑定" if chat.bound_at else "未绑定",
                books.roster.unit(chat.unit).name if chat.unit is not None else "",
                ",".join(chat.reports),
            )
            for chat in await books.directory.chats()
            if chat.kind != "private" and chat.active
        ]


async def _set(settings: Settings, chat: int, reports: tuple[str, ...], unit: str) -> None:
    moment = await now(settings)
    async with opened(settings) as store, store.books(now=moment) as books:
        known = await books.directory.chat(chat)
        if known is None:
            raise Failed(f"机器人还没有见过群 {chat}，请先把机器人拉进群，再用 taizhang chats list 核对群编号。")
        if known.is_channel:
            refuse_board(reports)
        found = unit_named(books.roster, unit) if unit else None
        await books.directory.bind_chat(chat, unit=found, reports=reports, by=None, now=moment)
    note(f"已设定“{known.title}”：单位 {unit or '全办'}，报告 {'、'.join(reports) or '无'}。")


def refuse_board(reports: tuple[str, ...]) -> None:
    """Refuse the live board for a channel: a webhook can change nothing that it has sent."""
    from config.timetable import BOARD

    if BOARD in reports:
        raise wrong_use("推送渠道不能置顶和修改消息，请从 --reports 中去掉 board。")


def unit_named(roster: Roster, name: str) -> UnitId:
    """Return the unit of that name or alias; ``Failed`` where there is none."""
    for unit in roster.units:
        if name == unit.name or name in unit.aliases:
            return unit.id
    raise Failed(f"花名册里没有单位“{name}”，请核对名称，或先用 taizhang roster import 导入。")


async def unit_asked(books: OpenBooks, chat: int | None, unit: str = "") -> UnitId | None:
    """Return the unit that is named, else that of the group; ``None`` for the whole house."""
    if unit:
        return unit_named(books.roster, unit)
    if chat is None:
        return None
    known = await books.directory.chat(chat)
    if known is None:
        raise Failed(f"没有群 {chat}，请用 taizhang chats list 核对群编号。")
    return known.unit
