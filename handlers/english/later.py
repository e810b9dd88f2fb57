"""What is understood already, while the act for it does not exist yet (尚未开通)."""

from __future__ import annotations

CONTENT_CHANGED = "Changing the contents of a task"


def not_yet() -> str:
    """Say what was understood, and that nothing was recorded."""
    return f"“{CONTENT_CHANGED}” is not available yet; nothing was registered. /help shows what is."
