"""What administrators read of the program's health: what is wrong, what to do, and when it is over."""

from __future__ import annotations

from datetime import datetime

from handlers.wording.spoken import spoken
from ledger.health import MEGABYTE, Cause, Counted, Trouble

ADVICE = {
    Cause.DATABASE: "请检查数据库服务、磁盘和文件权限",
    Cause.SCHEMA: "请停掉旧版程序，用新版程序重新启动",
    Cause.POLL: "请确认程序在运行，并检查服务器网络、令牌和 api_url",
    Cause.TICK: "请确认程序在运行；仍在运行的，请重启，并将运行日志转告系统维护人员",
    Cause.INBOX: "请查看运行日志；长时间不减少的，请重启程序，并转告系统维护人员",
    Cause.OUTBOX: "请检查服务器网络和 api_url，并查看运行日志",
    Cause.PUSHES: "请查看运行日志，并将报告转告有关群",
    Cause.DISK: "请清理磁盘或扩容，写满后消息将无法登记",
    Cause.UNKNOWN: "请到有关群或向本人核实，再在私信中点“已收到”或“重发”",
    Cause.QUARANTINED: "请转告系统维护人员；明细见 taizhang inbox list",
    Cause.RESTORED: "请在私信中选择“全部发出”或“不再发出”",
    Cause.FEEDS: "请与对方核对地址和密钥，再运行 taizhang feeds resume；明细见 taizhang feeds list",
}
"""What to do about each, as the end of a sentence."""

_WHAT = {
    Cause.DATABASE: "数据库无法读写",
    Cause.SCHEMA: "数据库已由另一版本的程序升级",
    Cause.POLL: "未能从平台收取消息",
    Cause.TICK: "定时巡查停滞，到点的报告和提醒可能未发",
    Cause.INBOX: "收到的消息未能及时办理",
    Cause.OUTBOX: "待发的消息未能及时发出",
    Cause.DISK: "磁盘空间不足",
}


@spoken
def began(trouble: Trouble, counted: Counted, since: datetime) -> str:
    """Alarm the administrators of a trouble that has come and stays."""
    more = {
        Cause.INBOX: f"，现有{counted.inbox}条",
        Cause.OUTBOX: f"，现有{counted.outbox}条",
        Cause.DISK: f"，剩余{trouble.found / MEGABYTE:.0f} MB",
    }.get(trouble.cause, "")
    what = f"{since:%m-%d %H:%M} 起{_WHAT[trouble.cause]}{more}"
    return f"<b>运行告警</b>\n{what}。{ADVICE[trouble.cause]}。恢复后另行告知。"


@spoken
def over(cause: Cause, begin: datetime, end: datetime) -> str:
    """Tell those who were alarmed that the trouble is over."""
    return f"<b>运行恢复</b>\n{begin:%m-%d %H:%M} 起{_WHAT[cause]}，{end:%m-%d %H:%M} 已恢复正常。"


@spoken
def database_was_away(begin: datetime, end: datetime) -> str:
    """Tell of an outage of the database, of which nothing could be told meanwhile."""
    return (
        f"<b>运行恢复</b>\n{begin:%m-%d %H:%M} 至 {end:%m-%d %H:%M} {_WHAT[Cause.DATABASE]}，其间的消息现在补办。"
        f"{ADVICE[Cause.DATABASE]}。"
    )
