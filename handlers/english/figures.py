"""Words on the buttons under a report, each of which opens the list behind a number (数字清单)."""

from __future__ import annotations

from handlers.english.voice import called
from reports.english import titled

_NAME = 24


def label(title: str, shown: str) -> str:
    """Return Overdue 3; what users named is cut to the width of a button."""
    name = titled(title)
    return f"{name if len(name) <= _NAME else name[: _NAME - 1] + '…'} {shown}"


def by_unit(count: int) -> str:
    """Return the label of the button that opens the units."""
    return f"By unit {count}"


def more(count: int) -> str:
    """Return the label of the button that opens the lists for which there was no room."""
    return f"More {count}"


def all_lists() -> str:
    """Return the title of all numbers of a report."""
    return "All figures"


def menu(heading: str, title: str) -> str:
    """Return what stands above the buttons that open the lists; the heading is HTML."""
    return f"{heading}\n<b>{called(titled(title), 40)}</b>: press a button to see the list."


def in_private() -> str:
    """Answer a tap in a group: the list went to the one who pressed."""
    return "The list was sent in private."


def gone() -> str:
    """Answer a tap on a number that the report no longer has."""
    return "That list is gone; please see the latest report."
