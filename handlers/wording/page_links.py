"""Sentences about the links to the leaders' page (看板链接)."""

from __future__ import annotations

from datetime import timedelta

from handlers.wording.spoken import spoken
from handlers.wording.voice import called

ONLY_IN_PRIVATE = "领导看板仅供本人查阅，请私信发送 /board 获取链接。"
OFF = "领导看板网页尚未启用，请联系管理员；各项数字可发送 /digest、/weekly 查看。"


@spoken
def link(address: str, life: timedelta) -> str:
    """Hand out the link, and say how far it reaches."""
    return (
        f'<a href="{called(address)}">打开领导看板</a>\n'
        f"链接只能打开一次，{_span(life)}内有效，只读，范围与您的权限一致。请勿转发；"
        "如已误发，请立即发送“收回看板链接”。"
    )


@spoken
def ended(count: int) -> str:
    """Say what was revoked."""
    if not count:
        return "没有有效的看板链接，无需收回。需要查看时请发送 /board。"
    return "已收回看板链接，已打开的网页随即失效。需要查看时请重新发送 /board。"


def _span(life: timedelta) -> str:
    minutes = int(life.total_seconds()) // 60
    return f"{minutes // 60}小时" if minutes % 60 == 0 else f"{minutes}分钟"
