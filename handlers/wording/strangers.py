"""Words about names that the roster does not hold (名册外人员)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.spoken import spoken
from handlers.wording.voice import called


@spoken
def not_on_roster(names: Sequence[str], alike: Sequence[Sequence[str]]) -> str:
    """Say who is not on the roster, name those spelt alike, and ask who is meant."""
    lines = [_one(name, near) for name, near in zip(names, alike, strict=True)]
    return "\n".join([*lines, "尚未登记。请回复本消息写明责任单位或责任人。"])


def _one(name: str, near: Sequence[str]) -> str:
    hint = f"名称相近的有：{'、'.join(map(called, near))}。" if near else ""
    return f"名册中未找到“{called(name)}”。{hint}"
