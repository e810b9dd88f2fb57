"""Sentences about a claim that was sent back (退回), and about the list of what to put right (补正)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, shown, within
from ledger.mending import Mending
from ledger.refusals import NothingToMend
from ledger.tasks import Task

_LACKING = re.compile(r"^(?:还)?(?:缺少|欠缺|缺失|缺)[了:：，,\s]*")  # What the sentence around it says already.


@spoken
def returned(voice: Voice, task: Task) -> str:
    """Confirm that a claim was sent back: for what, and until when it is to be put right."""
    return _sent_back(voice, task, "已退回")


@spoken
def returned_by(voice: Voice, task: Task, by: str) -> str:
    """Tell whoever assigned the task that another sent the claim back."""
    return _sent_back(voice, task, f"销号申请已由{shown(by)}退回")


def _sent_back(voice: Voice, task: Task, how: str) -> str:
    limit = f"补正时限{voice.moment(task.mend_by)}。" if task.mend_by else ""
    if task.mending is not None and task.mending.is_list:
        return f"{task.number} {how}{voice.leads(task)}，{_wanted(task)}" + (f"\n{limit}" if limit else "")
    return f"{task.number} {how}{voice.leads(task)}，缺少：{within(_bare(task))}。{limit}"


@spoken
def returned_notice(voice: Voice, task: Task, by: str) -> str:
    """Tell the assignees what is missing."""
    return (
        f"{task.number} 销号申请被{shown(by)}退回，{_wanted(task)}\n{_until(voice, task)}时限{voice.deadline(task)}。"
    )


@spoken
def mending(voice: Voice, task: Task, one: Mending) -> str:
    """Show the list with what is ticked off, and what is expected next."""
    if not one.waiting:
        return f"{task.number} 补正清单{len(one.items)}项均已补，请申请销号。"
    return f"{task.number} 补正清单（{_share(one)}）：\n{to_mend(one)}\n{_until(voice, task)}"


@spoken
def item_mended(n: int) -> str:
    """Return the label of the button that ticks an item off."""
    return f"第{n}项已补"


@spoken
def items_mended(items: tuple[int, ...]) -> str:
    """Return the entry as a line of the timeline has it."""
    return f"补正第{'、'.join(map(str, items))}项"


@spoken
def to_mend(one: Mending) -> str:
    """Return the list, numbered where it is more than one thing, with what is said to be put right."""
    if not one.is_list:
        return shown(one.wanted) + ("（已补）" if one.done else "")
    return "\n".join(_items(one))


@spoken
def before_claim(lacked: Mending | None) -> list[str]:
    """Return what the claim before this one lacked, and what of it is said to be put right, for whoever reviews."""
    if lacked is None:
        return []
    if not lacked.is_list:
        return [f"上次退回，缺少：{bare(to_mend(lacked))}"]
    return [f"上次退回的补正清单（{_share(lacked)}）：", to_mend(lacked)]


@spoken
def nothing_to_mend(said: NothingToMend) -> str:
    """Say that there is no such item."""
    if not said.of:
        return f"{said.number} 没有待补正的清单。请直接反馈进展或申请销号。"
    return f"{said.number} 补正清单共{said.of}项，所写的项不在其中或已勾选。发送 /mend {said.number} 查看清单。"


def _items(one: Mending) -> Iterator[str]:
    for n, item in enumerate(one.items, 1):
        yield f"{n}. {shown(item)}{'（已补）' if n in one.done else ''}"


def _share(one: Mending) -> str:
    return f"已补{len(one.done)}/{len(one.items)}项"


def _wanted(task: Task) -> str:
    if task.mending is not None and task.mending.is_list:
        return f"需补正{len(task.mending.items)}项：\n{to_mend(task.mending)}"
    return f"缺少：{shown(_bare(task))}"


def _bare(task: Task) -> str:
    return bare(task.missing)


def bare(missing: str) -> str:
    """Return what is missing without the word for that, however it was said (缺附表, 附表)."""
    return _LACKING.sub("", missing, count=1) or missing


def _until(voice: Voice, task: Task) -> str:
    return f"请于{voice.moment(task.mend_by)}前补齐后重新申请销号。" if task.mend_by else "请补齐后重新申请销号。"
