"""What the running bot says of itself: apologies, advice, and word to those who look after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.wording.spoken import spoken
from handlers.wording.terms import REPORT
from handlers.wording.voice import Voice, called
from ledger.people import PersonId
from ledger.watching import Missing, Unseen

ARRIVED = "已收到"
SEND_AGAIN = "重发"
SEND_HELD = "全部发出"
DROP_HELD = "不再发出"

_KINDS = {**REPORT, "todo": "今日待办", "prompt": "日报提醒", "preview": "发布预览"}


@spoken
def apology() -> str:
    """Tell somebody whose message could not be dealt with that it is known."""
    return "抱歉，您刚才的消息未能处理，已转管理员核查。请换一种说法重新发送；紧急事项请直接联系督查室。"


@spoken
def set_aside(update: int, reason: str) -> str:
    """Tell an administrator that an update was given up; the reason is a place in the program, not people's words."""
    return f"消息 {update} 处理三次均失败，已搁置并告知发送人（{called(reason)}）。请将本条转告系统维护人员。"


@spoken
def deadly(update: int) -> str:
    """Tell an administrator that an update was given up because the program ended under it again and again."""
    return f"程序处理消息 {update} 时接连退出，该消息已搁置并告知发送人，其他消息照常办理。请将本条转告系统维护人员。"


@spoken
def marked(word: str) -> str:
    """Advise somebody who sent marked text; the word is named without any form that is itself a marking."""
    return (
        f"您刚才发送的内容带有“{called(word)}”标识，系统未保存其正文和附件，也未作登记。"
        "此类内容请按保密规定通过机要渠道办理，并请尽快删除原消息。"
    )


@spoken
def card_lapsed() -> str:
    """Stand in the place of a card that nobody confirmed in time."""
    return "该卡片已失效，未作登记。如仍需办理，请重新发送。"


@spoken
def unreachable(name: str) -> str:
    """Tell an administrator that a person cannot be reached any more."""
    return f"{called(name)}：私信无法送达（本人已停用或屏蔽本助手）。请本人重新打开本助手并点“开始”。"


@spoken
def chat_lost(title: str) -> str:
    """Tell an administrator that a group has put the bot out."""
    return f"工作群“{called(title)}”：本助手已被移出，报告停发。重新加入后请在群内发送 /bind。"


@spoken
def refused(title: str, reason: str) -> str:
    """Tell an administrator that the platform refuses messages to a chat."""
    return f"发往“{called(title)}”的消息被平台拒收（{called(reason)}）。如为工作群，请检查本助手在群内的权限。"


@spoken
def unknown_sending(title: str, purpose: str, at: datetime) -> str:
    """Ask whether a message arrived whose fate could not be found out."""
    what = _KINDS.get(purpose, "消息")
    return f"{at:%m-%d %H:%M} 发往“{called(title)}”的{what}发送结果不明，未再重发。请核实后点击下方按钮。"


_MISSING = {
    Missing.REMOVED: "本助手已不在群内。请将其重新加入并在群内发送 /bind；该群不再使用的，请取消其报告",
    Missing.NOT_MADE: "报告未能生成。请查看运行日志并联系系统维护人员",
    Missing.WAITING: "网络或平台不通，恢复后自动补发。请检查服务器网络",
    Missing.UNKNOWN: "发送结果不明，未再重发。请到群内核实，再在私信中点“已收到”或“重发”",
    Missing.REFUSED: "平台拒收。请检查本助手在群内的发言权限",
    Missing.EXPIRED: "长时间未能发出，已不再补发。请检查服务器网络，并将报告转告该群",
}


@spoken
def unseen_report(one: Unseen, title: str, due: datetime) -> str:
    """Return one line of the alarm: which report, where, why, and what to do."""
    said = f"（{called(one.said)}）" if one.why is Missing.REFUSED and one.said else ""
    return f"{due:%m-%d %H:%M} {_KINDS[one.slot.report]}｜{called(title)}：{_MISSING[one.why]}{said}。"


@spoken
def not_seen(lines: Sequence[str]) -> str:
    """Tell administrators which reports have not arrived."""
    more = f"\n……另有 {len(lines) - _LINES} 份。" if len(lines) > _LINES else ""
    shown = "\n".join(lines[:_LINES])
    return f"<b>未按时送达的报告 {len(lines)}</b>\n{shown}{more}\n该群下一份报告将注明。"


_LINES = 12  # More than these are not read on a phone.


@spoken
def cannot_pin(title: str) -> str:
    """Tell an administrator that the group's board cannot be pinned."""
    return (
        f"工作群“{called(title)}”：工作看板已发出，但本助手没有置顶消息的权限。"
        "请由群主将本助手设为管理员并允许置顶，次日自动置顶；也可由群管理员手动置顶该消息。"
    )


@spoken
def part_gone(heading: str) -> str:
    """Stand in the place of a part that the updated report needs no more."""
    return f"{heading}\n更新后报告变短，本条内容已并入前面各条。"


@spoken
def picture_of_version(opening: str, number: int) -> str:
    """Say under a picture that the text has gone on."""
    return f"{opening}\n图为更新前所绘，数字以文字第{number}版为准。"


@spoken
def report_lost(report: str, period: str) -> str:
    """Tell a group that a report was updated whose message is gone or too old."""
    return (
        f"{period} {_KINDS[report]}因补报或更正已更新，群内原消息已删除或不能修改，以后的更正不再逐次提示。"
        "需要最新一版的，请联系督查员调取。"
    )


@spoken
def unknown_settled(*, arrived: bool, first: bool) -> str:
    """Confirm what somebody found out about a message of unknown fate."""
    if not first:
        return "该消息已由他人处理，未作改动。"
    return "已记为送达，不再重发。" if arrived else "即将重发一次。"


@spoken
def restored(made: datetime, at: datetime, *, held: int) -> str:
    """Say what a restored backup leaves unknown, and ask what becomes of the messages that it held unsent."""
    gap = (
        f"台账已于{at:%m-%d %H:%M}由{made:%m-%d %H:%M}的备份恢复。\n"
        "此间收到的消息未登记，请通知有关人员重新报送；此间的编号可能另作他用，请以现有台账为准。"
    )
    if not held:
        return gap
    return f"{gap}\n备份时有{held}条消息未发完，可能已经送达，现暂不发出。请选择：全部发出，或不再发出。"


@spoken
def held_settled(count: int, *, send: bool) -> str:
    """Confirm what becomes of the messages that a restored backup held unsent."""
    if not count:
        return "这些消息已由他人处理，未作改动。"
    return f"{count}条消息即将发出。" if send else f"{count}条消息不再发出。"


def token_refused() -> str:
    """Say why the bot does not start."""
    return "平台不接受这个机器人令牌，请核对 TAIZHANG_TOKEN 和 api_url"


def cannot_listen(port: int) -> str:
    """Say why a server of the bot does not start."""
    return f"端口 {port} 无法监听，可能已被占用，请换一个端口"


def already_running(holder: str) -> str:
    """Say why a second process on one SQLite file does not start."""
    return f"这个数据库正由另一个进程使用（{held_by(holder)}），一个 SQLite 文件只能由一个进程运行；请先停掉那个进程"


def work_divided() -> str:
    """Say why the work cannot be divided on SQLite."""
    return "SQLite 只能由一个进程承担全部工作；请删去这一项，或改用 PostgreSQL"


def held_by(holder: str) -> str:
    """Name the process that holds a database, as it named itself in the lock file, or as PostgreSQL knows it."""
    known = _HOLDER.fullmatch(holder)
    if known is None:
        return holder
    what = "数据库会话" if known["what"] == "session" else "pid"
    return f"{what} {known['number']}，主机 {known['host']}，{known['day']} {known['time']} 起"


_HOLDER = re.compile(
    r"(?P<what>pid|session) (?P<number>\d+) on (?P<host>\S+) since (?P<day>[\d-]{10})T(?P<time>[\d:]{8}).*"
)


@spoken
def gap(begin: datetime, end: datetime) -> str:
    """Tell coordinators for how long nothing was heard; the platform keeps messages for 24 hours only."""
    return (
        f"本助手自 {begin:%m-%d %H:%M} 至 {end:%m-%d %H:%M} 停止运行，超过24小时。"
        "其间较早的消息，平台已不再保留，请提醒有关同志补报。"
    )


_NAMED = 40  # More names than this are not read on a phone.
_GISTS = {
    "overdue": "逾期",
    "due_today": "今日到期",
    "mend": "退回待补正",
    "notices": "督办单待答复",
    "unacknowledged": "待签收",
}


@spoken
def morning_gist(counts: Iterable[tuple[str, int]]) -> str:
    """Return what waits for somebody in figures, for a group in which others tell it."""
    return "、".join(f"{_GISTS[key]}{count}项" for key, count in counts)


@spoken
def not_started(voice: Voice, people: Sequence[PersonId]) -> str:
    """Name to administrators those who owe something and whom no private message reaches; no word of their tasks."""
    found = [voice.roster.person(one) for one in people[:_NAMED]]
    names = [
        f"{voice.person(one.id)}（{voice.roster.unit(one.unit).name if one.unit else '未列单位'}）" for one in found
    ]
    more = f"等{len(people)}人" if len(people) > _NAMED else ""
    heading = f"<b>未启用本助手、有待办事项的人员 {len(people)}</b>"
    return f"{heading}\n{'、'.join(names)}{more}\n请发放绑定链接，或提醒本人重新启用。"


@spoken
def slowed(per_minute: int) -> str:
    """Tell somebody who writes faster than anybody reads that all of it is dealt with, at a pace."""
    return f"您发送的消息较多，均已收到，将按每分钟{per_minute}条依次办理。请勿重复发送；紧急事项请直接联系督查室。"


@spoken
def dropped(most: int) -> str:
    """Tell somebody that what comes now is not dealt with, and when to go on."""
    return f"您待办理的消息已超过{most}条，此后的消息不再登记。请待前面的消息办理完毕后，再重新发送未登记的内容。"
