"""Words about what the roster says of people: who is new, is called otherwise, has another role, is invited (名册)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from handlers.wording.departing import unit_of, who
from handlers.wording.spoken import spoken
from handlers.wording.terms import ROLE
from handlers.wording.voice import Voice, called, escape
from ledger.acts.rostering import AddPerson, SetRoles
from ledger.people import Person, Role, Unit
from ledger.personal import hidden

LINK = "邀请链接"
EXAMPLE = "的邀请链接"
_LAPSES = "10分钟内未确认自动失效。"
_SECOND = "须由另一名系统管理员或分管领导同意后生效"


@spoken
def unclear(words: Sequence[str]) -> str:
    """Say which words the roster does not hold."""
    return (
        f"未能识别“{escape('、'.join(words))}”，未作登记。请写明姓名、单位（名册中的名称）和角色，"
        "例如：新增人员 张三，综合科，科员，手机13900000000。"
    )


@spoken
def unit_missing() -> str:
    """Ask for the unit."""
    return "请写明所在单位，例如：新增人员 张三，综合科，科员。"


@spoken
def roles_in_words(roles: Collection[Role]) -> str:
    """Name the roles in the order of the table of rights."""
    return "、".join(ROLE[role] for role in Role if role in roles)


@spoken
def addition(voice: Voice, unit: Unit, request: AddPerson, beyond: Collection[Role], fields: Sequence[Unit]) -> str:
    """Show somebody new before it counts."""
    post = f"，{request.title}" if request.title else ""
    facts = f"{request.name}（{unit.name}，{roles_in_words(request.roles)}{post}）"
    lines = ["<b>请核对新增人员</b>", called(facts)]
    lines += [f"手机：{hidden(request.phone)}"] if request.phone else []
    lines += [f"别名：{called('、'.join(request.aliases))}"] if request.aliases else []
    if beyond:
        over = _over(voice, beyond, [one.id for one in fields])
        lines.append(f"另申请角色：{roles_in_words(beyond)}{over}，{_SECOND}。")
    return "\n".join([*lines, _LAPSES])


@spoken
def added(voice: Voice, person: Person, asked: Sequence[str]) -> str:
    """Confirm somebody new, and say how the account is bound."""
    role = f"角色申请已送{called('、'.join(asked))}审核。" if asked else ""
    return f"已新增{who(voice, person)}。{role}点击“{LINK}”生成绑定链接，单独发给本人。"


@spoken
def correction(voice: Voice, before: Person, after: Person) -> str:
    """Show another name, alias or number before it counts."""
    changes = "；".join(_changes(before, after))
    return "\n".join(["<b>请核对人员信息</b>", f"{who(voice, before)}：{changes}。", _LAPSES])


@spoken
def corrected(voice: Voice, before: Person, after: Person) -> str:
    """Confirm what the roster says now."""
    return f"已更正{who(voice, after)}：{'；'.join(_changes(before, after))}。"


@spoken
def corrected_yourself(before: Person, after: Person) -> str:
    """Tell the person what the roster says of them now."""
    return f"名册已更新：{'；'.join(_changes(before, after))}。如与实际不符，请联系系统管理员。"


def _changes(before: Person, after: Person) -> Iterable[str]:
    if before.name != after.name:
        yield f"姓名“{called(before.name)}”改为“{called(after.name)}”"
    new = [one for one in after.aliases if one not in before.aliases]
    gone = [one for one in before.aliases if one not in after.aliases]
    if new:
        yield f"增加别名“{called('、'.join(new))}”"
    if gone:
        yield f"取消别名“{called('、'.join(gone))}”"
    if before.phone != after.phone:
        yield f"手机改为{hidden(after.phone)}"


@spoken
def roles(voice: Voice, person: Person, request: SetRoles, *, second: bool) -> str:
    """Show other roles before they count."""
    end = f"确认后送审，{_SECOND}。" if second else "确认后立即生效。"
    return "\n".join(["<b>请核对角色调整</b>", f"{_became(voice, person, request)}。", f"{end}{_LAPSES}"])


def _became(voice: Voice, person: Person, request: SetRoles) -> str:
    after = roles_in_words(request.roles) + _over(voice, request.roles, request.fields)
    return f"{who(voice, person)}的角色调整为{after}"


def _over(voice: Voice, roles: Collection[Role], fields: Sequence[int]) -> str:
    """Name the field of those who have one: without a unit it is the whole house."""
    if not {Role.LEADER, Role.COORDINATOR} & set(roles):
        return ""
    names = [unit.name for unit in voice.roster.units if unit.id in fields]
    return f"（分管{called('、'.join(names)) or '全单位'}）"


@spoken
def put_to(names: Sequence[str]) -> str:
    """Say who is asked in the second place."""
    return f"已送{called('、'.join(names))}审核，同意后生效。结果将在此通知。"


@spoken
def agree(voice: Voice, person: Person, request: SetRoles) -> str:
    """Put other roles before the second person."""
    asker = voice.person(request.person)
    return f"角色申请：{asker}提出，{_became(voice, person, request)}。请核实后决定。"


@spoken
def roles_set(voice: Voice, person: Person) -> str:
    """Confirm the roles."""
    after = roles_in_words(person.roles) + _over(voice, person.roles, person.fields)
    return f"已调整：{called(person.name)}（{called(unit_of(voice, person))}）的角色为{after}。"


@spoken
def roles_yourself(voice: Voice, person: Person) -> str:
    """Tell the person of the own roles."""
    after = roles_in_words(person.roles) + _over(voice, person.roles, person.fields)
    return f"名册已更新：您的角色为{after}。发送 /help 查看用法。"


@spoken
def roles_refused(person: Person) -> str:
    """Tell who asked that the second person did not agree."""
    return f"未同意{called(person.name)}的角色申请，名册未作调整。"


@spoken
def asker_gone() -> str:
    """Say that who asked may not do so any more."""
    return "提出人已不是系统管理员，该申请已失效。如仍需调整，请由现任系统管理员重新提出。"


@spoken
def nobody_seconds() -> str:
    """Tell who asked that whoever was asked in the second place is there no more."""
    return "所提角色申请的审核人已离任，目前没有其他可同意的人员，名册未作调整。请待有第二人后重新提出。"


@spoken
def invitation(person: Person, link: str, *, beyond: bool) -> str:
    """Return the link, and how it is passed on."""
    approver = "另一名系统管理员或本单位负责人" if beyond else "系统管理员或本单位负责人"
    return (
        f"{called(person.name)}的绑定链接（7天内有效，限用一次）：\n{called(link)}\n"
        f"请单独转发给本人，不要发到群内。本人确认后，由{approver}审核。"
    )
