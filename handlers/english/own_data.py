"""What is stored about oneself (本人数据): the words beside the files, which stay as they are kept."""

from __future__ import annotations

from handlers.english.voice import listed
from storage.own_data import OwnData

ONLY_IN_PRIVATE = "Your own data is exported in private only; please send 导出我的数据 there."
TODAY_ALREADY = (
    "You exported your data today already, see above; tomorrow again. If urgent, please ask the administrator."
)
_SECTIONS = {
    "bindings": "bindings",
    "said": "messages from you",
    "told": "messages to you",
    "tasks": "tasks",
    "entries": "entries",
    "refusals": "refused acts",
}


def caption(data: OwnData) -> str:
    """Say what the files hold."""
    counts = listed(f"{label} {len(getattr(data, name))}" for name, label in _SECTIONS.items())
    return f"What the system holds about you: {counts}. Personal, please keep it safe."


def for_programs() -> str:
    """Say what the second file is."""
    return "The same for other programs."
