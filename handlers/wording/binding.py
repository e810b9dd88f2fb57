"""Sentences for strangers, for binding people, and for binding groups (绑定)."""

from __future__ import annotations

from collections.abc import Iterable

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


def stranger() -> str:
    """Return the one polite sentence for everybody whom the roster does not know."""
    return "您好，本助手仅供本单位人员使用。请联系本单位管理员获取或更换绑定链接。"


def link_void() -> str:
    """Return one answer for a link that is used up, expired, truncated or made up."""
    return "链接无效或已失效，请联系本单位管理员重新获取。"


def link(username: str, token: str) -> str:
    """Return the one-time link; where the bot's name is not known, what is to be sent to it instead."""
    return f"https://t.me/{username}?start={token}" if username else f"/start {token}"


def is_it_you(person: Person, unit: str) -> str:
    """Show the name that the link stands for."""
    return f"即将绑定：<b>{called(person.name)}</b>{_of(unit)}。请确认是否为本人。"


def _of(unit: str) -> str:
    return f"（{called(unit)}）" if unit else ""


def waits() -> str:
    """Say that approval is awaited."""
    return "已提交绑定申请，待管理员或科室负责人审核。审核结果将在此通知。"


def not_yours() -> str:
    """Say that nothing was bound, as the name is not the visitor's."""
    return "未作绑定。请联系本单位管理员核对链接。"


def approve_card(person: Person, unit: str, user: int) -> str:
    """Put a binding before those who approve."""
    roles = "、".join(ROLE[role] for role in Role if role in person.roles)
    return f"绑定申请：{called(person.name)}{_of(unit)}，{roles}。申请账号 {user}。请核实后决定。"


def approved(person: Person) -> str:
    """Tell the approver."""
    return f"已同意{called(person.name)}的绑定申请。"


def refused(person: Person) -> str:
    """Tell the approver."""
    return f"未同意{called(person.name)}的绑定申请。"


def decided() -> str:
    """Tell an approver that another one was first."""
    return "该绑定申请已由他人处理。"


def unbound() -> str:
    """Tell the old account that a new one has taken its place."""
    return "您的账号已解除绑定。如非本人更换账号，请立即联系本单位管理员。"


def not_approved() -> str:
    """Tell the visitor."""
    return "绑定申请未获同意，请联系本单位管理员。"


def bound(person: Person, unit: str) -> str:
    """Welcome the bound person, and say what to do next."""
    return f"{called(person.name)}{_of(unit)}，绑定成功。发送 /my 查看待办，发送 /help 查看用法。"


def group_alert(title: str, chat: int) -> str:
    """Tell administrators in private that the bot was added to a group nobody bound."""
    return f"本助手被加入未绑定的群“{called(title)}”（{chat}）。如需使用请绑定；10分钟内未绑定将自动退出。"


def choose_unit(title: str, where: str = "") -> str:
    """Ask what the group belongs to; ``where`` says which of the units are shown."""
    return f"请选择群“{called(title)}”对应的单位{where}："


def no_such_unit(words: str) -> str:
    """Say that the roster holds no such unit; the buttons below offer those that it has."""
    return f"名册中没有“{escape(words)}”。请在下方选择，或写名册中的单位名称，例如：本群绑定综合科。"


def unit_page(kind: UnitKind, page: int, pages: int) -> str:
    """Say which units are shown, and how far one is in them."""
    return f"（{UNIT_KIND[kind]}，第{page}/{pages}页）" if pages > 1 else f"（{UNIT_KIND[kind]}）"


def choose_reports(title: str, unit: str) -> str:
    """Ask which reports the group gets."""
    return f"群“{called(title)}”对应{called(unit)}。请选择推送的报告，选好后点“完成”："


def report_toggle(kind: str, *, chosen: bool) -> str:
    """Label a report as chosen or not."""
    return f"{'☑' if chosen else '☐'} {REPORT[kind]}"


def group_bound(title: str, unit: str, reports: Iterable[str]) -> str:
    """Confirm the binding of a group."""
    names = "、".join(REPORT[kind] for kind in reports) or "暂不推送"
    return f"群“{called(title)}”已绑定{called(unit)}。推送报告：{names}。可发送 /bind 调整。"


def group_left(title: str) -> str:
    """Confirm that the bot leaves."""
    return f"已退出群“{called(title)}”。"


def already_bound(unit: str) -> str:
    """Say that the group was bound in the meantime."""
    return f"该群已绑定{called(unit)}。发送 /bind 可调整。"


def unit_name(name: str | None) -> str:
    """Return the unit's name, or the words for the whole house."""
    return name or WHOLE_HOUSE
