"""Sentences for strangers, for binding people, and for binding groups (绑定)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.wording.spoken import spoken
from handlers.wording.terms import REPORT, ROLE, WHOLE_HOUSE
from handlers.wording.voice import called, escape
from ledger.people import Person, Role, UnitKind

UNIT_KIND = {
    UnitKind.OFFICE: "科室",
    UnitKind.CENTRE: "中心",
    UnitKind.DEPARTMENT: "部门",
    UnitKind.DISTRICT: "区",
}
PAGE_BEFORE, PAGE_AFTER, OTHER_KIND = "上一页", "下一页", "返回"


@spoken
def stranger() -> str:
    """Return the one polite sentence for everybody whom the roster does not know."""
    return "您好，本助手仅供本单位人员使用。请联系本单位管理员获取或更换绑定链接。"


@spoken
def link_void() -> str:
    """Return one answer for a link that is used up, expired, truncated or made up."""
    return "链接无效或已失效，请联系本单位管理员重新获取。"


@spoken
def link(username: str, token: str) -> str:
    """Return the one-time link; where the bot's name is not known, what is to be sent to it instead."""
    return f"https://t.me/{username}?start={token}" if username else f"/start {token}"


@spoken
def is_it_you(person: Person, unit: str) -> str:
    """Show the name that the link stands for."""
    return f"即将绑定：<b>{called(person.name)}</b>{_of(unit)}。请确认是否为本人。"


def _of(unit: str) -> str:
    return f"（{called(unit)}）" if unit else ""


@spoken
def waits() -> str:
    """Say that approval is awaited."""
    return "已提交绑定申请，待管理员或科室负责人审核。审核结果将在此通知。"


@spoken
def not_yours() -> str:
    """Say that nothing was bound, as the name is not the visitor's."""
    return "未作绑定。请联系本单位管理员核对链接。"


@spoken
def approve_card(person: Person, unit: str, user: int) -> str:
    """Put a binding before those who approve."""
    roles = "、".join(ROLE[role] for role in Role if role in person.roles)
    return f"绑定申请：{called(person.name)}{_of(unit)}，{roles}。申请账号 {user}。请核实后决定。"


@spoken
def approved(person: Person) -> str:
    """Tell the approver."""
    return f"已同意{called(person.name)}的绑定申请。"


@spoken
def refused(person: Person) -> str:
    """Tell the approver."""
    return f"未同意{called(person.name)}的绑定申请。"


@spoken
def decided() -> str:
    """Tell an approver that another one was first."""
    return "该绑定申请已由他人处理。"


@spoken
def unbound() -> str:
    """Tell the old account that a new one has taken its place."""
    return "您的账号已解除绑定。如非本人更换账号，请立即联系本单位管理员。"


@spoken
def not_approved() -> str:
    """Tell the visitor."""
    return "绑定申请未获同意，请联系本单位管理员。"


@spoken
def bound(person: Person, unit: str) -> str:
    """Welcome the bound person: what this is, what to write, and a first try."""
    runs = ["管理员请发送 /setup，按步骤启用。"] if person.has(Role.ADMIN) else []
    return "\n".join(
        [
            f"{called(person.name)}{_of(unit)}，绑定成功。",
            *runs,
            "交办的事项和提醒在此送达，直接写话即可：",
            "· 签收：回复交办消息“收到”",
            "· 反馈：完成60%，初稿已成",
            "· 查询：我的待办",
            "发送 /help 查看用法。",
        ]
    )


@spoken
def group_alert(title: str, chat: int) -> str:
    """Tell administrators in private that the bot was added to a group nobody bound."""
    return f"本助手被加入未绑定的群“{called(title)}”（{chat}）。如需使用请绑定；10分钟内未绑定将自动退出。"


@spoken
def choose_unit(title: str, where: str = "") -> str:
    """Ask what the group belongs to; ``where`` says which of the units are shown."""
    return f"请选择群“{called(title)}”对应的单位{where}："


@spoken
def no_such_unit(words: str) -> str:
    """Say that the roster holds no such unit; the buttons below offer those that it has."""
    return f"名册中没有“{escape(words)}”。请在下方选择，或写名册中的单位名称，例如：本群绑定综合科。"


@spoken
def unit_page(kind: UnitKind, page: int, pages: int) -> str:
    """Say which units are shown, and how far one is in them."""
    return f"（{UNIT_KIND[kind]}，第{page}/{pages}页）" if pages > 1 else f"（{UNIT_KIND[kind]}）"


@spoken
def choose_reports(title: str, unit: str) -> str:
    """Ask which reports the group gets."""
    return f"群“{called(title)}”对应{called(unit)}。请选择推送的报告，选好后点“完成”："


@spoken
def report_toggle(kind: str, *, chosen: bool) -> str:
    """Label a report as chosen or not."""
    return f"{'☑' if chosen else '☐'} {REPORT[kind]}"


@spoken
def group_bound(title: str, unit: str, reports: Iterable[str]) -> str:
    """Confirm the binding of a group."""
    names = "、".join(REPORT[kind] for kind in reports) or "暂不推送"
    return f"群“{called(title)}”已绑定{called(unit)}。推送报告：{names}。可发送 /bind 调整。"


@spoken
def group_introduced(unit: str, reports: Iterable[str]) -> str:
    """Introduce the bot to a group that was bound: what it does here, and what it leaves alone."""
    names = "、".join(REPORT[kind] for kind in reports) or "暂不推送"
    return (
        f"本群已绑定{called(unit)}，由台账助手登记交办和反馈。推送报告：{names}。\n"
        "交办直接写明谁、何时、做什么；收到交办请回复“收到”，进展也请回复该消息。闲谈不登记。用法：/help"
    )


@spoken
def group_left(title: str) -> str:
    """Confirm that the bot leaves."""
    return f"已退出群“{called(title)}”。"


@spoken
def already_bound(unit: str) -> str:
    """Say that the group was bound in the meantime."""
    return f"该群已绑定{called(unit)}。发送 /bind 可调整。"


@spoken
def unit_name(name: str | None) -> str:
    """Return the unit's name, or the words for the whole house."""
    return name or WHOLE_HOUSE
