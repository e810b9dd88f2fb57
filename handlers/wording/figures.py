"""Words on the buttons under a report, each of which opens the list behind a number (数字清单)."""

from __future__ import annotations

from handlers.wording.spoken import spoken
from handlers.wording.voice import called

_NAME = 12


@spoken
def label(title: str, shown: str) -> str:
    """Return 逾期 3; what users named is cut to the width of a button."""
    return f"{title if len(title) <= _NAME else title[: _NAME - 1] + '…'} {shown}"


@spoken
def by_unit(count: int) -> str:
    """Return the label of the button that opens the units."""
    return f"分单位 {count}"


@spoken
def more(count: int) -> str:
    """Return the label of the button that opens the lists for which there was no room."""
    return f"更多 {count}"


@spoken
def all_lists() -> str:
    """Return the title of all numbers of a report."""
    return "全部数字"


@spoken
def menu(heading: str, title: str) -> str:
    """Return what stands above the buttons that open the lists; the heading is HTML."""
    return f"{heading}\n<b>{called(title, 40)}</b>，点按钮查看清单。"


@spoken
def in_private() -> str:
    """Answer a tap in a group: the list went to the one who pressed."""
    return "清单已私信发送。"


@spoken
def gone() -> str:
    """Answer a tap on a number that the report no longer has."""
    return "该清单已不存在，请查看最新报告。"
