"""What is understood already, while the act for it does not exist yet (尚未开通)."""

from __future__ import annotations

from handlers.wording.spoken import spoken

CONTENT_CHANGED = "更改事项内容"
"""Of the changes of an assignment those of deadline and title are served."""


@spoken
def not_yet() -> str:
    """Say what was understood, and that nothing was recorded."""
    return f"“{CONTENT_CHANGED}”功能尚未开通，未作登记。发送 /help 查看可用功能。"
