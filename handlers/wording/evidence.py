"""Sentences about evidence by category (佐证种类、类别): what is asked for, what is there, what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.wording.spoken import spoken
from handlers.wording.terms import EVIDENCE_KIND
from handlers.wording.voice import called
from ledger.evidence import EvidenceKind
from ledger.house import House
from ledger.tasks import Task

_HOW = {
    EvidenceKind.PHOTO: "照片直接发送",
    EvidenceKind.STAMPED: "盖章文件注明“盖章”",
    EvidenceKind.ACCEPTANCE: "验收单注明“验收单”",
    EvidenceKind.NUMBER: "数据写明数量，例如：完成投资1200万元",
}


@spoken
def named(kinds: Iterable[EvidenceKind]) -> str:
    """Return the kinds in words."""
    return "、".join(EVIDENCE_KIND[kind] for kind in kinds)


@spoken
def asked_for(house: House, category: str) -> str:
    """Return what a claim of this category must bring."""
    needs = house.evidence_needs.get(category, ())
    return f"销号须附{named(needs)}" if needs else "佐证材料不限种类"


@spoken
def missing(number: str, kinds: Iterable[EvidenceKind], category: str) -> str:
    """Say exactly which kinds a claim still lacks, and how to bring them."""
    lacking = tuple(kinds)
    how = "，".join(_HOW[kind] for kind in lacking)
    return f"{number} 属{called(category)}类，尚缺{named(lacking)}。请回复本消息补充（{how}），即可申请销号。"


@spoken
def standing(house: House, task: Task) -> str:
    """Return, for a task with a category, which of its kinds of evidence are there."""
    needs = house.evidence_needs.get(task.category, ())
    marks = [f"{EVIDENCE_KIND[kind]}{'已附' if kind in task.shown else '未附'}" for kind in needs]
    return f"类别：{called(task.category)}" + (f"（{'，'.join(marks)}）" if marks else "")


@spoken
def categorised(house: House, task: Task) -> str:
    """Confirm the category, and what it asks for."""
    return f"{task.number} 已归入{called(task.category)}类，{asked_for(house, task.category)}。"


@spoken
def which_category(number: str) -> str:
    """Ask for the category by buttons."""
    return f"{number} 请选择类别："


@spoken
def no_such_category(number: str, known: Iterable[str]) -> str:
    """Name the categories that there are; without a number it is said under a card."""
    names, first = "、".join(map(called, known)), next(iter(known), "")
    if not number:
        return f"没有该类别，卡片未改。可选类别：{names}，例如：改类别为{first}。"
    return f"{number} 未归类：没有该类别。可选类别：{names}，例如：/category {number} {first}。"
