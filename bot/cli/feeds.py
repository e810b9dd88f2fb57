"""``taizhang feeds``: programs that get the entries, how far they are, and how one goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed
from bot.cli.opening import opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.feeds import FeedState

group = typer_group("外部程序：向设置 [feeds] 中的程序推送流水。", shown="taizhang feeds list")

LIST = "列出外部程序，每行：名称、已接收到哪条流水、状态、最近一次失败的原因，以制表符分隔。"
RESUME = "恢复已停止的推送，从上次之后或 --after 指定的流水之后开始。"


@group.command("list", help=LIST, epilog=example("taizhang feeds list"))
def list_(config: Config = None) -> None:
    """Print the feeds."""
    for state in run(_all(settings_from(config))):
        data("\t".join((state.name, str(state.seq), status(state), state.reason)))


def status(state: FeedState) -> str:
    """Say in a word how a feed is doing."""
    if state.given_up:
        return "已停止"
    return "正常" if state.failing_since is None else "重试中"


@group.command(
    "resume", help=RESUME, epilog=example("taizhang feeds resume 大屏", "taizhang feeds resume 大屏 --after 0")
)
def resume(
    name: Annotated[str, typer.Argument(metavar="NAME", help="名称，见 feeds list。")],
    after: Annotated[
        int | None, typer.Option("--after", metavar="SEQ", min=0, help="从这条流水之后开始；不写为上次之后。")
    ] = None,
    config: Config = None,
) -> None:
    """Let a feed go on; the running bot begins within seconds."""
    if not run(_resume(settings_from(config), name, after)):
        raise Failed(f"没有名为“{name}”的外部程序，请用 taizhang feeds list 核对名称。")
    note(f"已恢复向“{name}”推送。")


async def _all(settings: Settings) -> tuple[FeedState, ...]:
    from storage.feeds import Feeds

    async with opened(settings) as store:
        return await Feeds(store.database).all()


async def _resume(settings: Settings, name: str, after: int | None) -> bool:
    from storage.feeds import Feeds

    async with opened(settings) as store:
        return await Feeds(store.database).resume(name, after=after)
