"""Sentences of the set-up (启用向导): the steps, the sheets of QR codes, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.wording.binding_requests import REVIEW
from handlers.wording.spoken import spoken
from handlers.wording.terms import ROLE
from handlers.wording.voice import called
from ledger.people import Person, Role, Unit
from ledger.setting_up import SetUp

ROSTER, LINKS, GROUPS, TIMES, CHECK = "导入名册", "绑定二维码", "工作群", "推送时间", "自检"
SHEET_NAME = "绑定二维码.pdf"
_NAMED = 5


@spoken
def only_in_private() -> str:
    """Say in a group where the set-up is done."""
    return "启用向导只在私聊使用，请私聊本助手发送 /setup。"


@spoken
def steps(found: SetUp) -> str:
    """Show the steps with what there is of each."""
    done = "，各项齐全" if found.complete else "，点下方按钮办理"
    asking = f"，待审核{found.asking}份" if found.asking else ""
    return "\n".join(
        [
            f"<b>启用向导</b>{done}",
            f"1. {ROSTER}：人员{found.people}名，单位{found.units}个",
            f"2. {LINKS}：已绑定{found.bound}人，未绑定{found.people - found.bound}人{asking}",
            f"3. {GROUPS}：{found.groups}个群接收报告",
            f"4. {TIMES}：查看和调整各项报告的时间",
            f"5. {CHECK}：列出缺项和改法",
        ]
    )


@spoken
def how_to_bind(username: str) -> str:
    """Say how a group comes to its bot."""
    return (
        f"1. 把 @{called(username)} 拉进工作群。\n"
        "2. 本助手私聊发来提示，点“绑定此群”，选择单位和推送的报告；也可在群内发“本群绑定综合科”。\n"
        "未绑定的群10分钟后自动退出。"
    )


@spoken
def all_bound() -> str:
    """Say that nobody is left to be bound."""
    return "名册中的人员均已绑定，无需生成。"


@spoken
def too_many(count: int) -> str:
    """Say that so many sheets are made on the server."""
    return f"未绑定{count}人，数量较多。请在服务器上运行 taizhang roster invite --sheet 绑定二维码.pdf 生成。"


@spoken
def on_the_server() -> str:
    """Say in minimal mode, where no file leaves, how the sheets are made; no link was."""
    return (
        "本单位启用最简模式，二维码不经消息平台发送，未生成链接。"
        "请在服务器上运行 taizhang roster invite --sheet 绑定二维码.pdf 生成，打印后当面分发。"
    )


@spoken
def sheet(people: int, number: int, sheets: int) -> str:
    """Say what the sheet is and how it is handed out."""
    part = f"（第{number}/{sheets}份）" if sheets > 1 else ""
    return f"绑定二维码{part}，共{people}人，7日内有效。请打印裁开后当面分发，勿在群内转发；本人扫码确认后由您审核。"


@spoken
def left_out(people: Sequence[Person]) -> str:
    """Name those whose binding takes a second person who is not there yet."""
    names = "、".join(called(one.name) for one in people[:_NAMED]) + (
        f"等{len(people)}人" if len(people) > _NAMED else ""
    )
    return (
        f"未生成：{names}。督查员、审核、领导和管理员的绑定须由第二人审核，目前没有其他可审核的人员。"
        "请在服务器上运行 taizhang roster invite 生成其链接。"
    )


@spoken
def advice(found: SetUp) -> str:
    """Say what is missing and what to do about it."""
    lines = list(_missing(found))
    if not lines:
        return "<b>自检</b>\n未发现缺项。服务器、令牌和群权限请运行 taizhang check 检查。"
    return "\n".join(
        ["<b>自检</b>", *(f"· {line}" for line in lines), "服务器、令牌和群权限请运行 taizhang check 检查。"]
    )


def _missing(found: SetUp) -> Iterable[str]:
    if found.lacking:
        yield f"名册中没有{_roles(found.lacking)}。请在花名册“角色”一列补上，或写：设张三为{ROLE[found.lacking[0]]}。"
    if found.unbound:
        yield f"{_roles(found.unbound)}尚无人绑定，相应事项无人办理。请先完成其绑定。"
    if found.headless:
        yield f"没有负责人：{_units(found.headless)}。请在花名册中把负责人的角色写为“科室负责人”。"
    if found.administrators < 2:
        yield "只有一名已绑定的系统管理员。请再设一名，离任和审核须有第二人。"
    if found.asking:
        yield f"{found.asking}份绑定申请待审核。请发送 /setup，点“{REVIEW}”。"
    if found.bound < found.people:
        yield f"{found.people - found.bound}人未绑定，收不到交办。请点“{LINKS}”生成后分发。"
    if not found.groups:
        yield f"没有群接收报告。请点“{GROUPS}”绑定。"
    elif not found.whole:
        yield "没有绑定全单位的群，全局日报无处推送。请在主群内发“本群绑定全单位”。"
    if found.provisional is not None:
        yield f"{found.provisional}年放假安排尚未登记，时限暂按周末推算。请把放假通知全文发来。"


def _roles(roles: Iterable[Role]) -> str:
    return "、".join(ROLE[role] for role in roles)


def _units(units: Sequence[Unit]) -> str:
    return "、".join(called(one.name) for one in units[:_NAMED]) + (f"等{len(units)}个" if len(units) > _NAMED else "")
