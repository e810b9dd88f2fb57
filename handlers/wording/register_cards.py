"""Words on the card of a register (办文、办会、制度、培训): the same wherever something is registered."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.wording.spoken import spoken
from handlers.wording.voice import headline

CONFIRM, DROP = "确认登记", "取消"


@spoken
def dropped() -> str:
    """Say that nothing was registered."""
    return "已取消，未作登记。"


@spoken
def which(found: Mapping[str, str]) -> str:
    """Ask which of several, by number and title, an answer without a number is meant for."""
    lines = [f"{number} {headline(title, 40)}" for number, title in found.items()]
    return "\n".join(("有多项等您答复，请选择，或写明编号：", *lines))
