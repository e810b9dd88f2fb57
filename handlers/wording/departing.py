"""Words about people who leave or move (离任、调动), and about what was open with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.wording.recurring import rhythm
from handlers.wording.spoken import spoken
from handlers.wording.terms import ROLE
from handlers.wording.voice import Voice, called, escape, headline
from ledger.acts.departing import HandedOver
from ledger.office_entries import Leaving
from ledger.people import Person, Role, Unit
from ledger.recurrence import Standing
from ledger.tasks import Task

_MOST = 8  # More lines than this are not read on a phone.

HOW = {Leaving.TRANSFERRED: "调离", Leaving.RESIGNED: "离职", Leaving.RETIRED: "退休"}
MOVED = "调动"
GO_ON, SURE, KEEP_HERE, CARRY = "办理离任", "确认离任", "确认，事项留原单位", "确认，事项随本人"


@spoken
def which(voice: Voice, people: Sequence[Person], example: str = "调离") -> str:
    """Ask for the unit where several people have the name."""
    named = "、".join(f"{called(unit_of(voice, one))}{called(one.name)}" for one in people)
    return (
        f"名册中有{len(people)}位同名人员：{named}。请写明单位后重新发送，例如：{named.partition('、')[0]}{example}。"
    )


def unit_of(voice: Voice, person: Person) -> str:
    """Return the name of the person's unit, empty without one."""
    return voice.roster.unit(person.unit).name if person.unit is not None else ""


@spoken
def who(voice: Voice, person: Person) -> str:
    """Name the person with unit and roles: 张三（综合科，科员）."""
    roles = "、".join(ROLE[role] for role in Role if role in person.roles)
    known = "，".join(word for word in (unit_of(voice, person), roles) if word)
    return f"{called(person.name)}（{called(known)}）" if known else called(person.name)


@spoken
def card(voice: Voice, person: Person, when: str, tasks: Sequence[Task], heirs: str, *, duties: int) -> str:
    """Show a departure before it counts: first of two steps."""
    return "\n".join(
        [
            "<b>请核对人员离任</b>",
            f"{who(voice, person)}{when}。",
            *_open(tasks, heirs),
            *([f"周期事项{duties}项，一并转接。"] if duties else []),
            "生效后账号和邀请链接立即失效，不再提醒；历史记录保留。",
        ]
    )


@spoken
def starting(voice: Voice, how: Leaving, day: date | None) -> str:
    """Return from when on, and how: 自12月1日（星期二）起调离, 即日起退休."""
    return f"自{voice.day(day)}起{HOW[how]}" if day else f"即日起{HOW[how]}"


def _open(tasks: Sequence[Task], heirs: str) -> list[str]:
    if not tasks:
        return ["没有未办结事项。"]
    lines = [f"未办结事项{len(tasks)}项，转由{heirs}负责："]
    return [*lines, *(f"· {task.number} {headline(task.title, 24)}" for task in tasks[:_MOST]), *_rest(len(tasks))]


def _rest(count: int) -> list[str]:
    return [f"· 另有{count - _MOST}项"] if count > _MOST else []


@spoken
def sure(voice: Voice, person: Person, how: Leaving, day: date | None) -> str:
    """Ask a second time: it cannot be taken back."""
    when = f"自{voice.day(day)}起" if day else "立即"
    return f"再次确认：{who(voice, person)}{HOW[how]}，{when}生效，生效后不能撤销。10分钟内未确认自动失效。"


@spoken
def done(voice: Voice, person: Person, how: Leaving, handed: Sequence[HandedOver]) -> str:
    """Confirm to who asked for it."""
    to = _heirs(voice, handed)
    open_ = f"未办结事项{len(handed)}项已转由{to}负责。" if handed else "没有未办结事项。"
    return f"{called(person.name)}已{HOW[how]}，账号已失效。{open_}请将其移出各工作群。"


@spoken
def will(voice: Voice, person: Person, how: Leaving, day: date) -> str:
    """Confirm a departure on a later day."""
    return (
        f"已登记：{called(person.name)}自{voice.day(day)}起{HOW[how]}，届时自动办理。"
        f"如有变化，请写“取消{called(person.name)}离任”。"
    )


@spoken
def stays(person: Person) -> str:
    """Confirm that nobody leaves after all."""
    return f"已取消{called(person.name)}的离任安排。"


@spoken
def none_set(person: Person) -> str:
    """Say that there is no departure that could be taken back."""
    return f"{called(person.name)}没有待生效的离任安排，无需取消。"


@spoken
def faulty(when: str) -> str:
    """Say that the date is none."""
    return f"日期“{escape(when)}”与日历不符，未作登记。请核对后重新发送。"


@spoken
def farewell(voice: Voice, how: Leaving, handed: Sequence[HandedOver]) -> str:
    """Tell the person, before the account ends, where the open tasks went."""
    open_ = f"您的未办结事项{len(handed)}项已转由{_heirs(voice, handed)}负责。" if handed else ""
    return f"您已办理{HOW[how]}，本账号的台账权限已收回。{open_}如有疑问，请联系本单位管理员。"


@spoken
def inherited(voice: Voice, person: Person, why: str, handed: Sequence[HandedOver]) -> str:
    """Tell the one to whom the tasks went, all in one message."""
    lines = [f"<b>{called(person.name)}已{why}，以下{len(handed)}项转由您负责</b>", *_tasks(voice, handed)]
    return "\n".join([*lines, "请逐项签收；需要另行安排的，可直接转办。"])


@spoken
def told(voice: Voice, person: Person, why: str, handed: Sequence[HandedOver]) -> str:
    """Tell the one who assigned the tasks, all in one message."""
    lines = [f"<b>{called(person.name)}已{why}，您交办的以下事项已转{_heirs(voice, handed)}</b>"]
    return "\n".join([*lines, *_tasks(voice, handed)])


@spoken
def without_stand_in(person: Person) -> str:
    """Tell somebody on leave that the stand-in is gone."""
    return f"您请假期间的代办人{called(person.name)}已离任。请另行明确代办人，例如：请假期间由其他同志代办。"


@spoken
def duties(voice: Voice, person: Person, why: str, own: Sequence[Standing]) -> str:
    """Tell the one who answers for what recurs now, all in one message."""
    lines = [f"<b>{called(person.name)}已{why}，以下{len(own)}项周期事项转由您负责</b>"]
    lines += [f"· 周期{one.n} {rhythm(one.rule)}，{headline(one.rule.title, 24)}" for one in own[:_MOST]]
    return "\n".join([*lines, *_rest(len(own)), "届时自动交办；需要另行安排的，请联系设定人或督查员。"])


@spoken
def duty_orphaned(voice: Voice, person: Person, why: str, duty: Standing) -> str:
    """Ask whoever set a duty to see to it, as nobody could take it over."""
    what = f"周期{duty.n}（{rhythm(duty.rule)}，{headline(duty.rule.title, 24)}）"
    return f"{called(person.name)}已{why}，{what}没有可接手的负责人。请写“停止周期{duty.n}”，并另行设定。"


@spoken
def orphaned(person: Person, tasks: Sequence[str]) -> str:
    """Tell coordinators which tasks nobody could take over."""
    return f"{called(person.name)}已离任，{'、'.join(tasks)} 没有可接手的负责人。请尽快转办。"


def _tasks(voice: Voice, handed: Sequence[HandedOver]) -> list[str]:
    lines = [
        f"· {one.task.number} {headline(one.task.title, 24)}｜时限{voice.deadline(one.task)}" for one in handed[:_MOST]
    ]
    return [*lines, *_rest(len(handed))]


def _heirs(voice: Voice, handed: Sequence[HandedOver]) -> str:
    return voice.names(dict.fromkeys(one.to for one in handed))


@spoken
def move_card(voice: Voice, person: Person, unit: Unit, *, title: str, roles: Sequence[Role], count: int) -> str:
    """Show a transfer before it counts."""
    post = f"任{called(title)}" if title else ""
    now = "、".join(ROLE[role] for role in roles)
    return "\n".join(
        [
            "<b>请核对人员调动</b>",
            f"{who(voice, person)}调到{called(unit.name)}{post}，角色为{now}。",
            f"未办结事项{count}项，请选择留原单位负责人或随本人。" if count else "没有未办结事项。",
            "10分钟内未确认自动失效。",
        ]
    )


@spoken
def moved(voice: Voice, person: Person, unit: Unit, title: str, handed: Sequence[HandedOver]) -> str:
    """Confirm a transfer."""
    post = f"任{called(title)}" if title else ""
    open_ = f"未办结事项{len(handed)}项已转由{_heirs(voice, handed)}负责。" if handed else ""
    return f"{called(person.name)}已调到{called(unit.name)}{post}。{open_}"


@spoken
def moved_yourself(voice: Voice, unit: Unit, title: str, handed: Sequence[HandedOver]) -> str:
    """Tell the person of the own transfer."""
    post = f"任{called(title)}" if title else ""
    open_ = f"原未办结事项{len(handed)}项已转由{_heirs(voice, handed)}负责。" if handed else ""
    return f"名册已更新：您调到{called(unit.name)}{post}。{open_}发送 /my 查看待办。"
