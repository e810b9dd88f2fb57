"""``taizhang channels``: groups of other messengers that reports are pushed to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chats import kinds_in, refuse_board, unit_named
from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from bot.delivery.outcomes import Outcome
    from config.settings import Settings
    from storage.books import OpenBooks
    from storage.channels import Channel

group = typer_group("推送渠道：把报告推送到企业微信、钉钉、飞书的群。", shown="taizhang channels list")

ADD = "添加一个推送渠道；机器人地址（和空格隔开的签名密钥）放在文件或环境变量里，数据库只记放在哪里。"
LIST = "列出推送渠道，每行：群编号、名称、平台、单位、报告、地址是否可用，以制表符分隔。"
TEST = "向推送渠道发一条测试消息，平台没有收下时退出码为 1。"
REMOVE = "移除推送渠道：不再推送，等待发送的也不再发出；已登记的流水不变。"
KIND = "平台：wecom（企业微信）、dingtalk（钉钉）、feishu（飞书）。"
REPORTS = "dispatch、daily、weekly、monthly、quarterly，以逗号分隔；通报由督查员在发布时选群。"
Name = Annotated[str, typer.Argument(metavar="NAME", help="名称，见 channels list。")]


@group.command(
    "add",
    help=ADD,
    epilog=example("taizhang channels add 督查群 --kind wecom --file wecom.url --reports dispatch,daily --unit 综合科"),
)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="渠道的名称，与已有的不同。")],
    *,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=KIND)],
    reports: Annotated[str, typer.Option("--reports", metavar="LIST", help=REPORTS)] = "",
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="存放地址和密钥的文件。")] = None,
    env: Annotated[str, typer.Option("--env", metavar="NAME", help="存放地址和密钥的环境变量。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="单位名称；不写为全办。")] = "",
    config: Config = None,
) -> None:
    """Add a channel, once its address has been read and found to be the messenger's."""
    kinds = kinds_in(reports)
    refuse_board(kinds)
    reference = _reference(file, env)
    settings = settings_from(config)
    _check_address(settings, kind, reference)
    run(_add(settings, name.strip(), (kind, reference), kinds, unit))
    note(f"已添加“{name}”：单位 {unit or '全办'}，报告 {'、'.join(kinds) or '无'}。试发：taizhang channels test {name}")


@group.command("list", help=LIST, epilog=example("taizhang channels list"))
def list_(config: Config = None) -> None:
    """Print the channels, never their addresses."""
    settings = settings_from(config)
    for line in run(_listed(settings)):
        data("\t".join(line))


@group.command("test", help=TEST, epilog=example("taizhang channels test 督查群"))
def test(name: Name, config: Config = None) -> None:
    """Post one message; exit 1 where the messenger did not take it."""
    from bot.delivery.outcomes import Fate

    outcome = run(_test(settings_from(config), name))
    match outcome.fate:
        case Fate.DONE:
            note(f"“{name}”已收到测试消息。")
        case Fate.UNKNOWN:
            raise Failed(f"“{name}”没有明确答复（{outcome.reason}），请到群里核实是否收到，再决定是否重试。")
        case Fate.RETRY:
            raise Failed(f"“{name}”暂时无法送达（{outcome.reason}），请检查网络，稍后再试。")
        case _:
            raise Failed(f"“{name}”没有收下：{outcome.reason}。")


@group.command("remove", help=REMOVE, epilog=example("taizhang channels remove 督查群"))
def remove(name: Name, config: Config = None) -> None:
    """Take a channel away."""
    run(_remove(settings_from(config), name))
    note(f"已移除“{name}”。机器人地址如不再使用，请在群里一并删除机器人。")


def _reference(file: Path | None, env: str) -> str:
    if (file is None) == (not env):
        raise wrong_use("请用 --file 或 --env 指明机器人地址放在哪里，二者选一。")
    return f"file:{file.absolute()}" if file is not None else f"env:{env}"


def _check_address(settings: Settings, kind: str, reference: str) -> None:
    from bot.channels.messengers import MESSENGERS

    if kind not in MESSENGERS:
        raise wrong_use(f"没有“{kind}”这种平台，请从 {'、'.join(MESSENGERS)} 中选。")
    if wrong := trouble_of(settings, kind, reference):
        raise Failed(f"{wrong}。")


def trouble_of(settings: Settings, kind: str, reference: str) -> str:
    """Return what is wrong with the address of a channel; nothing where it can be used."""
    from bot.channels.address import WrongAddress, address_at
    from bot.channels.messengers import MESSENGERS
    from handlers.wording.channels import wrong_address

    try:
        address_at(reference, MESSENGERS[kind], hosts=settings.channels.hosts)
    except WrongAddress as wrong:
        return wrong_address(wrong.wrong)
    return ""


async def _add(settings: Settings, name: str, where: tuple[str, str], kinds: tuple[str, ...], unit: str) -> None:
    from storage.channels import Channels

    moment = await now(settings)
    async with opened(settings) as store, store.books(now=moment) as books:
        if await Channels(books).named(name) is not None:
            raise Failed(f"已有名为“{name}”的推送渠道，请换一个名称，或先用 taizhang channels remove {name} 移除。")
        found = unit_named(books.roster, unit) if unit else None
        chat = await Channels(books).add(name, platform=where[0], address=where[1])
        await books.directory.bind_chat(chat, unit=found, reports=kinds, by=None, now=moment)


async def _listed(settings: Settings) -> list[tuple[str, ...]]:
    from handlers.wording.channels import NAMES
    from storage.channels import Channels

    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return [
            (
                str(chat.id),
                chat.title,
                NAMES[channel.platform],
                books.roster.unit(chat.unit).name if chat.unit is not None else "",
                ",".join(chat.reports),
                trouble_of(settings, channel.platform, channel.address) or "可用",
            )
            for channel, chat in await Channels(books).all()
        ]


async def _test(settings: Settings, name: str) -> Outcome:
    from bot.channels.calling import ChannelCalls
    from bot.channels.messengers import MESSENGERS
    from bot.clock import SystemClock
    from bot.posting import Poster
    from handlers.wording.channels import trial
    from reports.markdown import markdown_of

    poster = Poster(seconds=settings.channels.timeout)
    try:
        async with opened(settings) as store:
            async with store.reading(now=await now(settings)) as books:
                channel = await _named(books, name)
            calls = ChannelCalls(store, poster, SystemClock().now, settings.channels.hosts)
            return await calls.post(channel, MESSENGERS[channel.platform].text(markdown_of(trial(name))))
    finally:
        await poster.close()


async def _remove(settings: Settings, name: str) -> None:
    from storage.channels import Channels

    async with opened(settings) as store, store.books(now=await now(settings)) as books:
        channel = await _named(books, name)
        await Channels(books).remove(channel.chat)


async def _named(books: OpenBooks, name: str) -> Channel:
    from storage.channels import Channels

    found = await Channels(books).named(name)
    if found is None:
        raise Failed(f"没有名为“{name}”的推送渠道，请用 taizhang channels list 核对名称。")
    return found[0]
