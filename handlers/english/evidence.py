"""Sentences about evidence by category (佐证种类、类别): what is asked for, what is there, what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.english.terms import EVIDENCE_KIND
from handlers.english.voice import called, listed
from ledger.evidence import EvidenceKind
from ledger.house import House
from ledger.tasks import Task

_HOW = {
    EvidenceKind.PHOTO: "send the photo",
    EvidenceKind.STAMPED: "write 盖章 beside the stamped document",
    EvidenceKind.ACCEPTANCE: "write 验收单 beside the form",
    EvidenceKind.NUMBER: "write the figures, for example: 完成投资1200万元",
}


def named(kinds: Iterable[EvidenceKind]) -> str:
    """Return the kinds in words."""
    return listed(EVIDENCE_KIND[kind] for kind in kinds)


def asked_for(house: House, category: str) -> str:
    """Return what a claim of this category must bring."""
    needs = house.evidence_needs.get(category, ())
    return f"the claim needs: {named(needs)}" if needs else "any evidence will do"


def missing(number: str, kinds: Iterable[EvidenceKind], category: str) -> str:
    """Say exactly which kinds a claim still lacks, and how to bring them."""
    lacking = tuple(kinds)
    how = "; ".join(_HOW[kind] for kind in lacking)
    return (
        f"{number} is of the category {called(category)} and still lacks: {named(lacking)}. "
        f"Please reply to this message ({how}) to claim completion."
    )


def standing(house: House, task: Task) -> str:
    """Return, for a task with a category, which of its kinds of evidence are there."""
    needs = house.evidence_needs.get(task.category, ())
    marks = [f"{EVIDENCE_KIND[kind]} {'attached' if kind in task.shown else 'missing'}" for kind in needs]
    return f"Category: {called(task.category)}" + (f" ({listed(marks)})" if marks else "")


def categorised(house: House, task: Task) -> str:
    """Confirm the category, and what it asks for."""
    return f"{task.number} is now of the category {called(task.category)}; {asked_for(house, task.category)}."


def which_category(number: str) -> str:
    """Ask for the category by buttons."""
    return f"{number} Please choose the category:"


def no_such_category(number: str, known: Iterable[str]) -> str:
    """Name the categories that there are; without a number it is said under a card."""
    names = tuple(map(called, known))
    first = next(iter(names), "")
    if not number:
        return f"No such category; the card is unchanged. There are: {listed(names)}. For example: 改类别为{first}."
    return f"{number} No such category. There are: {listed(names)}. For example: /category {number} {first}."
