"""Whether the parts of a register fit together: keys that are there, once, and sums that come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from config.appraisal.events import BURDEN, scores_use_of_the_bot
from config.appraisal.model import Register

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
    yield from _hidden(register)
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
    for n, category in enumerate(register.category):
        if scores_use_of_the_bot(category.name):
            yield ("category", n, "name"), BURDEN
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
    for n, category in enumerate(register.category):
        shares = sum(item.full for item in register.item if item.category == category.key)
        if shares and shares != category.full:
            yield ("category", n, "full"), f"所属各项分值之和为 {shares}，应等于本类的 full（{category.full}）"
    if register.base <= 0:
        yield ("base",), "应大于 0，例如 100"
    if register.ceiling < register.base:
        yield ("ceiling",), "ceiling 不应低于 base"
    if register.dimension and sum(side.weight for side in register.dimension) != 100:
        yield ("dimension", 0, "weight"), "各个方面的 weight 之和应为 100"
    if register.linkage is not None and "office" not in register.scored:
        yield ("linkage", "office_share"), "只有考评科室（office）时个人才与集体挂钩，请删去 linkage 或改 scored"


def _hidden(register: Register) -> Iterator[Contradiction]:
    """Yield words and kinds that can't bring a task to their item, because an item before it takes it."""
    for n, item in enumerate(register.item):
        before = [one for one in register.item[:n] if one.unit == item.unit]
        for word in item.words:
            for other, taken in ((one, taken) for one in before for taken in one.words if taken in word):
                yield ("item", n, "words"), f"含“{word}”的事项先归入 {other.key}（“{taken}”），请改词或调整次序"
        for kind in item.kinds:
            for other in (one for one in before if kind in one.kinds):
                yield ("item", n, "kinds"), f"“{kind}”类事项先归入 {other.key}，请删去一处"


def _homeless(register: Register) -> Iterator[Contradiction]:
    """Yield units whose tasks may belong to no item, where other units have an item for the rest.

    A register none of whose items is general is about nothing but what its items name.
    """
    general = {item.unit for item in register.item if item.is_general}
    if not general or "" in general:
        return
    last = {item.unit: n for n, item in enumerate(register.item)}
    for unit, n in last.items():
        if unit not in general:
            yield ("item", n, "unit"), f"{unit or '各单位'}没有兜底的一项（不写 words 和 kinds），请补上"
