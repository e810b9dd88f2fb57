"""What administrators read of feeds: which program does not take the entries any more, and what to do."""

from __future__ import annotations

from html import escape

from handlers.wording.spoken import spoken


@spoken
def given_up(name: str, reason: str) -> str:
    """Tell that a program has not confirmed for long, and how it goes on."""
    return (
        f"<b>运行告警</b>\n外部程序“{escape(name)}”长时间不接收流水（{escape(reason)}），已停止推送，未推送的不会丢失。"
        f"请与对方核对地址和密钥，恢复后运行 taizhang feeds resume {escape(name)}。"
    )


def unknown_kind(kind: str) -> str:
    """Say that no entry is of such a kind."""
    return f"没有“{kind}”这种流水，种类见 taizhang ledger schema"
