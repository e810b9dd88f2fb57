"""``taizhang inbox``: the updates that were set aside, and another try for them once their cause is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.settings import Settings

group = typer_group("搁置消息：无法读取或多次处理失败、暂时放在一边的消息。", shown="taizhang inbox list")

LIST = "列出搁置的消息，每行：消息序号、收到时间、种类、会话编号、原因，以制表符分隔；不显示内容。"
REPLAY = "原因排除后，让搁置的消息重新处理一次；正在运行的机器人随即处理，按原发送时间记账。"


@group.command("list", help=LIST, epilog=example("taizhang inbox list"))
def list_(config: Config = None) -> None:
    """Print what was set aside, without a word of it."""
    for line in run(_listed(settings_from(config))):
        data("\t".join(line))


@group.command("replay", help=REPLAY, epilog=example("taizhang inbox replay 90210 90214"))
def replay(
    updates: Annotated[
        list[int] | None, typer.Argument(metavar="[UPDATE…]", help="消息序号，见 inbox list。", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="全部搁置的消息。")] = False,
    config: Config = None,
) -> None:
    """Let the updates be dealt with once more."""
    if bool(updates) == everything:
        raise wrong_use("请写明消息序号，或用 --all 表示全部。")
    note(f"已重新排队 {run(_again(settings_from(config), None if everything else updates))} 条，由机器人处理。")


async def _listed(settings: Settings) -> list[tuple[str, ...]]:
    async with opened(settings) as store:
        return [
            (
                str(one.update_id),
                store.house.hours.local(one.received_at).isoformat(" ", "seconds"),
                one.kind,
                str(one.chat or one.user or ""),
                one.reason,
            )
            for one in await store.inbox.aside()
        ]


async def _again(settings: Settings, updates: Sequence[int] | None) -> int:
    async with opened(settings) as store:
        known = {one.update_id for one in await store.inbox.aside()}
        for update in updates or ():
            if update not in known:
                raise Failed(f"没有搁置序号为 {update} 的消息，请用 taizhang inbox list 核对。")
        return await store.inbox.again(known.intersection(known if updates is None else updates))
