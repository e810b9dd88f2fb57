"""Whether the parts of a register fit together: keys that are there, once, and sums that come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from config.appraisal.events import BURDEN, scores_use_of_the_bot
from config.appraisal.model import Item, Register

Contradiction = tuple[tuple[str | int, ...], str]
"""A place in the file as the validation names places, and what to write instead."""


def contradictions(register: Register) -> Iterator[Contradiction]:
    """Yield what does not fit together, and what scores use of the bot under another name."""
    for table in ("category", "item", "rule"):
        parts = getattr(register, table)
        if not parts:
            yield (table,), f"至少写一节 [[{table}]]"
        yield from _twice(table, [one.key for one in parts])
    yield from _loose(register)
    yield from _sums(register)
    yield from _homeless(register)


def _twice(table: str, keys: list[str]) -> Iterator[Contradiction]:
    seen: Counter[str] = Counter()
    for n, key in enumerate(keys):
        seen[key] += 1
        if seen[key] == 2:
            yield (table, n, "key"), f"{key} 重复，请改成不同的 key"


def _loose(register: Register) -> Iterator[Contradiction]:
    """Yield keys that name nothing."""
    categories = {one.key for one in register.category}
    items = {one.key for one in register.item}
    for n, item in enumerate(register.item):
        if item.category not in categories:
            yield ("item", n, "category"), f"没有 {item.category} 这一类，请核对 category 各节的 key"
        if scores_use_of_the_bot(item.text):
            yield ("item", n, "text"), BURDEN
    for n, rule in enumerate(register.rule):
        for key in sorted(set(rule.items) - items):
            yield ("rule", n, "items"), f"没有 {key} 这一项，请核对 item 各节的 key"
    for n, side in enumerate(register.dimension):
        for key in sorted(set(side.categories) - categories):
            yield ("dimension", n, "categories"), f"没有 {key} 这一类，请核对 category 各节的 key"


def _sums(register: Register) -> Iterator[Contradiction]:
    whole = sum(one.full for one in register.category)
    if whole and whole != register.base:
        yield ("category", 0, "full"), f"各类分值之和为 {whole}，应等于 base（{register.base}）"
    if register.ceiling < register.base:
        yield ("ceiling",), "ceiling 不应低于 base"
    if register.dimension and sum(side.weight for side in register.dimension) != 100:
        yield ("dimension", 0, "weight"), "各个方面的 weight 之和应为 100"
    if register.linkage is not None and "office" not in register.scored:
        yield ("linkage", "office_share"), "只有考评科室（office）时个人才与集体挂钩，请删去 linkage 或改 scored"


def _homeless(register: Register) -> Iterator[Contradiction]:
    """Yield units whose tasks may belong to no item, and would count for nothing."""
    if any(item.is_general for item in register.item if not item.unit):
        return
    own: dict[str, list[tuple[int, Item]]] = {}
    for n, item in enumerate(register.item):
        own.setdefault(item.unit, []).append((n, item))
    for unit, items in own.items():
        if not any(item.is_general for _, item in items):
            yield ("item", items[0][0], "words"), f"{unit or '各单位'}没有兜底的一项（不写 words 和 kinds），请补上"
