"""What the program itself has to say to those who look after it; facts in, a sentence out."""

from __future__ import annotations


def another_poller() -> str:
    """Tell an administrator that somebody else takes the bot's updates."""
    return "另一个程序正在用同一个令牌收取消息，部分消息可能收不到。请停掉那个程序；找不到的，请更换令牌。"


def webhook_refused(reason: str) -> str:
    """Say why the bot does not start with this webhook."""
    said = f"（{reason}）" if reason else ""
    return f"机器人接口不接受这个地址{said}，请核对，或删去 [webhook] 一节改用长轮询"
