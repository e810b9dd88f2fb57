"""Words on the card of a register (办文、办会、制度、培训): the same wherever something is registered."""

from __future__ import annotations

CONFIRM, DROP = "确认登记", "取消"


def dropped() -> str:
    """Say that nothing was registered."""
    return "已取消，未作登记。"
