"""``taizhang rules``: appraisal rules (考评细则) checked and shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed
from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from bot.cli.backtesting import Backtest
    from bot.cli.proving_scores import Proof
    from config.appraisal.model import Register
    from config.settings import Settings
    from ledger.quarters import Quarter

group = typer_group("考评细则：检查细则文件，查看生效的细则。", shown="taizhang rules check 细则.toml")

CHECK = "检查一个细则文件：合格的说明版本和条数，不合格的逐行列出错误和改法；已有花名册的一并核对单位名称。"
SHOW = "列出生效的登记册，每行：代号、名称、版本、施行日期、考评对象、类数、项数、规则数、依据，以制表符分隔。"
FROZEN = "列出已封存的季度，每行：季度、封存得分的 SHA-256、由台账和细则重算的结果，以制表符分隔；被改动的以 1 退出。"
BACKTEST = (
    "用拟用的细则重算以往一个季度，列出得分或名次有变动的单位：单位、名次、得分、增减，以制表符分隔，"
    "其下每条细则一行；不改台账和封存。"
)
KEY = "登记册的代号；列出其各类、各项、各条规则，首列为类、项或规则。"


@group.command("check", help=CHECK, epilog=example("taizhang rules check 科室职责2027.toml"))
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="细则文件，.toml。")], config: Config = None
) -> None:
    """Say that the file can be used, or everything that is wrong in it."""
    from bot.cli.rule_words import counts
    from config.appraisal.reading import WrongRules, read_register, unknown_units

    content = file.read_bytes()
    try:
        register = read_register(content)
    except WrongRules as wrong:
        raise Failed(str(wrong)) from None
    names = run(_scored_units(settings_from(config), register))
    if names and (strange := unknown_units(content, register, names)):
        raise Failed("\n".join(map(str, strange)))
    if not names:
        note("花名册尚未导入，未核对单位名称；导入后请再检查一次。")
    version = f"第 {register.version} 版，{register.effective} 起施行"
    data(f"合格：{register.name}（{register.key}）{version}，{counts(register)}。")


async def _scored_units(settings: Settings, register: Register) -> frozenset[str]:
    """Return the names on the roster that the register may score; nothing without a ledger, and none is made."""
    from bot.house import ledger_exists

    if not ledger_exists(settings):
        return frozenset()
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return frozenset(unit.name for unit in books.roster.units if unit.kind.value in register.scored)


@group.command("show", help=SHOW, epilog=example("taizhang rules show", "taizhang rules show --key duties"))
def show(
    key: Annotated[str | None, typer.Option("--key", metavar="KEY", help=KEY)] = None, config: Config = None
) -> None:
    """Print the registers in force, or one of them whole."""
    settings = settings_from(config)
    valid = _in_force(settings, run(_today(settings)))
    if key is None:
        for register in valid.values():
            data("\t".join(_summary(register)))
    elif key in valid:
        _show_whole(valid[key])
    else:
        known = "、".join(valid) or "无"
        raise Failed(f"没有生效的登记册 {key}，现有：{known}；请运行 taizhang rules show 查看。")


@group.command("frozen", help=FROZEN, epilog=example("taizhang rules frozen", "taizhang rules frozen 2026Q3"))
def frozen(
    quarter: Annotated[str | None, typer.Argument(metavar="QUARTER", help="季度，例如 2026Q3；不写即全部。")] = None,
    config: Config = None,
) -> None:
    """Print each frozen quarter with its hash, and whether the same follows from the ledger today."""
    found = run(_frozen(settings_from(config), quarter))
    if not found:
        raise Failed("没有已封存的季度；季度结束后按 appraisal.freeze_workdays 自动封存。")
    for one in found:
        data(f"{one.quarter}\t{one.digest}\t{one.verdict}")
    if any(not one.is_whole for one in found):
        raise typer.Exit(1)


@group.command("backtest", help=BACKTEST, epilog=example("taizhang rules backtest 科室职责2027.toml --quarter 2026Q3"))
def backtest(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="拟用的细则文件，.toml。")],
    *,
    quarter: Annotated[str, typer.Option("--quarter", metavar="QUARTER", help="以往的季度，例如 2026Q3。")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，含每一行增减。")] = False,
    config: Config = None,
) -> None:
    """Print who would have moved under the file's rules, and by which of them."""
    from config.appraisal.reading import WrongRules, read_register
    from reports.supposed import backtest_data, backtest_lines

    try:
        register = read_register(file.read_bytes())
    except WrongRules as wrong:
        raise Failed(str(wrong)) from None
    found = run(_backtest(settings_from(config), register, quarter))
    stands, after, moved = found.compared
    if as_json:
        data(json.dumps(backtest_data(found.facts, found.compared), ensure_ascii=False, indent=2))
        return
    what = "封存的得分" if found.frozen else "目前的得分（尚未封存）"
    versions = f"第 {stands.register.version} 版 → 第 {after.register.version} 版"
    count = sum(one.moves for one in moved)
    moving = f"{len(moved)} 个单位中 {count} 个有变动"
    note(f"{register.name} {quarter}：{versions}，与{what}比较，{moving}；只测算，不改封存。")
    for line in backtest_lines(found.facts, found.compared):
        data(line)


async def _backtest(settings: Settings, register: Register, wanted: str) -> Backtest:
    from bot.cli.backtesting import backtest as tried

    quarter = _quarter(wanted)
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return await tried(books, register, quarter)


def _quarter(text: str) -> Quarter:
    from ledger.quarters import Quarter

    try:
        return Quarter.read(text)
    except ValueError:
        raise Failed(f"{text} 不是季度，应写成例如 2026Q3。") from None


async def _frozen(settings: Settings, wanted: str | None) -> list[Proof]:
    """Take the hash of what was frozen anew, and of what follows from the same links of the chain."""
    from bot.cli.proving_scores import proofs

    quarter = None if wanted is None else _quarter(wanted)
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return await proofs(books, quarter)


async def _today(settings: Settings) -> date:
    from bot.house import house_of

    return house_of(settings).hours.local(await now(settings)).date()


def _in_force(settings: Settings, today: date) -> dict[str, Register]:
    from bot.house import registers_of
    from config.appraisal.reading import in_force, shipped_registers

    if settings.appraisal.rules is None:
        note("尚未启用考评，以下为随附的示例细则；启用请将本单位的细则放入一个文件夹，并设 appraisal.rules。")
    known = registers_of(settings) or shipped_registers()
    valid = (in_force(known, key, today) for key in sorted({one.key for one in known}))
    return {one.key: one for one in valid if one is not None}


def _summary(register: Register) -> tuple[str, ...]:
    from bot.cli.rule_words import scored_in_words

    size = (len(register.category), len(register.item), len(register.rule))
    first = (register.key, register.name, f"第{register.version}版", str(register.effective))
    return (*first, scored_in_words(register), *map(str, size), register.regulation)


def _show_whole(register: Register) -> None:
    from bot.cli.rule_words import rule_in_words

    for category in register.category:
        data(f"类\t{category.key}\t{category.name}\t{category.full}")
    for item in register.item:
        data(f"项\t{item.key}\t{item.category}\t{item.unit}\t{item.text}\t{'、'.join(item.words + item.kinds)}")
    for rule in register.rule:
        data(f"规则\t{rule.key}\t{rule.name}\t{rule_in_words(rule)}\t{rule.cites}")
