"""Sentences about a ledger that is taken over (导入台账): the dry run, what was done, what is wrong with the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from handlers.sheets import Fault, LedgerSheet
from handlers.wording.spoken import spoken
from handlers.wording.voice import called, escape
from ledger.acts.importing import Fate
from ledger.people import Person
from ledger.personal import masked

IMPORT, SUBMIT = "导入", "提交督查员"
FAULT_COLUMNS = ("行", "列", "问题和改法")
_COUNTED = {Fate.SAME: "已有{}件", Fate.CHANGED: "与已导入的不同{}行", Fate.TAKEN: "编号重复{}行", None: "有误{}行"}
_NAME, _WORDS = 40, 20  # Characters of a file's name, and of a header, that fit on a card.


@spoken
def send_it() -> str:
    """Say how a ledger is imported."""
    return "请把原台账（.xlsx或.csv，首行为列名，至少有事项、牵头单位或责任人、交办时间）直接发到本对话，核对后再导入。"


@spoken
def only_in_private() -> str:
    """Say in a group where a ledger is imported."""
    return "台账只在私聊导入，请把文件私聊发给本助手。"


@spoken
def card(sheet: LedgerSheet, shown: int, *, imports: bool) -> str:
    """Show what an import would do, before anything counts."""
    last = (
        f"点“{IMPORT}”登记可登记的{sheet.new}件；有误的行改正后再发一次，不会重复登记。"
        if imports
        else f"导入由督查员确认，点“{SUBMIT}”转交。"
    )
    return "\n".join(["<b>请核对台账导入</b>", *_told(sheet, shown), last])


@spoken
def submitted_card(by: str, sheet: LedgerSheet, shown: int) -> str:
    """Put a file that an administrator sent before a coordinator."""
    last = f"点“{IMPORT}”登记可登记的{sheet.new}件。"
    return "\n".join([f"<b>请核对台账导入</b>（{called(by)}提交）", *_told(sheet, shown), last])


@spoken
def submitted(coordinators: Iterable[Person]) -> str:
    """Say who has the file now."""
    return f"已提交{'、'.join(called(one.name) for one in coordinators)}，由其中一人确认导入。"


@spoken
def nobody_imports() -> str:
    """Say that there is no coordinator to whom the file could go."""
    return "暂无已绑定的督查员，未能提交。请先完成督查员的绑定，再发送文件。"


@spoken
def nothing_new(sheet: LedgerSheet, shown: int) -> str:
    """Say that no row of the file is new, or that it cannot be taken at all."""
    if not sheet.rows:
        faults = [_fault(one) for one in sheet.faults[:shown]]
        return "\n".join(["<b>文件未能导入</b>", file_of(sheet.name), *faults, "如系佐证材料，请回复对应事项发送。"])
    return "\n".join(["<b>没有可登记的新事项</b>", *_told(sheet, shown)])


@spoken
def done(sheet: LedgerSheet, shown: int) -> str:
    """Say what was imported, and what was not."""
    if not sheet.rows:
        return nothing_new(sheet, shown)
    numbers = f"（{sheet.first}{f' 至 {sheet.last}' if sheet.done > 1 else ''}）" if sheet.done else ""
    refused = sum(sheet.fates.get(fate, 0) for fate in (Fate.CHANGED, Fate.TAKEN, None))
    lines = [f"已登记{sheet.done}件{numbers}，原编号记在备注。", file_of(sheet.name)]
    lines += (
        [f"未登记{refused}行：", *faults_of(sheet.faults, shown), "改正后把同一文件再发一次即可，已登记的不会重复。"]
        if refused
        else []
    )
    return "\n".join(lines)


@spoken
def dropped() -> str:
    """Say that nothing was imported."""
    return "已取消，未导入任何事项。"


@spoken
def gone() -> str:
    """Say that the file is not at hand any more."""
    return "文件已不在，请重新发送。"


def faults_name(sheet: LedgerSheet) -> str:
    """Return the name of the file with the faults."""
    return problems_name(sheet.name)


def problems_name(name: str) -> str:
    """Return the name of a file with the faults of the file of that name."""
    return f"{PurePath(name).stem[:_NAME]}_问题清单.xlsx"


@spoken
def faults_caption(sheet: LedgerSheet) -> str:
    """Say what the file with the faults holds."""
    return f"全部问题共{len(sheet.faults)}处，按行列出。"


def fault_row(fault: Fault) -> tuple[str, str, str]:
    """Return the fault as a row of that file."""
    return (str(fault.line) if fault.line else "", fault.column, masked(fault.what))


def _told(sheet: LedgerSheet, shown: int) -> Iterable[str]:
    counts = [f"可登记{sheet.new}件"] + [
        words.format(count) for fate, words in _COUNTED.items() if (count := sheet.fates.get(fate, 0))
    ]
    yield file_of(sheet.name)
    yield f"共{sheet.rows}行：{'，'.join(counts)}。"
    if sheet.late:
        yield f"其中{sheet.late}件在办事项已过时限，导入后按规则督办。"
    if sheet.ignored:
        yield f"未读入的列：{escape('、'.join(word[:_WORDS] for word in sheet.ignored))}。"
    yield from faults_of(sheet.faults, shown)


def file_of(name: str) -> str:
    """Return the line that names the file."""
    return f"文件：{escape(name[:_NAME])}"


def faults_of(faults: Sequence[Fault], shown: int) -> Iterable[str]:
    """Yield the first faults, and how many there are in all."""
    yield from (_fault(one) for one in faults[:shown])
    if len(faults) > shown:
        yield f"…… 共{len(faults)}处，全部列在随后的文件中。"


def _fault(fault: Fault) -> str:
    column = f"“{fault.column}”" if fault.column else ""
    what = masked(fault.what)
    return escape(f"· 第{fault.line}行{column}：{what}" if fault.line else f"· {what}")
