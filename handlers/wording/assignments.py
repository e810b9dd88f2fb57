"""Assignments as cards and as confirmations: what was understood, what is missing, what was recorded (交办)."""

from __future__ import annotations

from handlers.reading.values import Reading, TaskReading
from handlers.storing import Draft
from handlers.wording import cards
from handlers.wording.spoken import spoken
from handlers.wording.tasks import not_bound
from handlers.wording.voice import Voice, called, headed
from ledger.people import Person
from ledger.tasks import Task

_MISSING = {
    "deadline": "未写明时限，尚未登记。请回复本消息补充完成时间，例如：周五下班前。",
    "assignee": "未写明责任单位或责任人，尚未登记。请回复本消息补充由谁办理。",
    "unit": "未写明责任单位，尚未登记。请回复本消息补充单位名称。",
    "contradiction": "所写日期前后不一致，尚未登记。请核对后回复本消息，写明完成日期。",
    "title": "未写明办理事项，尚未登记。请回复本消息补充事项内容。",
}
_DOUBTS = {
    "confirm_far": "时限距今超过90天，请核对。",
    "confirm_past": "所写日期已过，已按下一次计算，请核对。",
    "confirm_name": "姓名与名册略有出入，已按名册登记，请核对。",
    "confirm_typo": "日期似有错字，已按读音相近的日期登记，请核对。",
    "confirm_today": "时限为今日，请核对。",
    "confirm_ahead": "时限按会议时间倒推，请核对。",
    "confirm_midnight": "发送时间在凌晨，请核对日期。",
    "confirm_makeup": "该周末为调休上班日，时限按此计算，请核对。",
    "confirm_urgency": "未写明时限，已按紧急程度拟定，请核对。",
    "rest_day": "时限在休息日，请核对是否改为前一工作日。",
    "provisional": "该年度放假安排尚未公布，时限为暂定。",
}


@spoken
def missing(voice: Voice, reading: Reading) -> str | None:
    """Return the question for what an assignment lacks; nothing where a card can be shown."""
    for ask in reading.asks:
        if ask in _MISSING:
            return _MISSING[ask]
        if not ask.startswith("confirm_"):
            return "内容不够明确，尚未登记。请写明由谁办理、何时完成、办什么。"
    return _lacking(reading.tasks)


def _lacking(tasks: tuple[TaskReading, ...]) -> str | None:
    for task in tasks:
        if task.deadline is None and task.delta is None:
            return _MISSING["deadline"]
        if task.lead_id is None and not task.assignee_ids:
            return _MISSING["assignee"]
        if not task.title.strip():
            return _MISSING["title"]
    return None


@spoken
def doubts(voice: Voice, reading: Reading) -> tuple[str, ...]:
    """Return what the card asks to be looked at twice."""
    said = [_DOUBTS.get(ask, "该内容可有不同理解，请核对。") for ask in reading.asks]
    for task in reading.tasks:
        said += [_DOUBTS[warning] for warning in task.warnings if warning in _DOUBTS]
        if task.offer is not None:
            said.append(f"可改为{voice.moment(task.offer)}。")
    return tuple(dict.fromkeys(said))


@spoken
def assigned(voice: Voice, tasks: tuple[Task, ...], then: tuple[str, ...]) -> str:
    """Confirm an assignment to the one who gave it; ``then`` is what else there is to know."""
    lines = [
        f"{task.number} 已交办{voice.leads(task)}：{headed(task.title)}，时限{voice.deadline(task)}。" for task in tasks
    ]
    return "\n".join([*lines, *then])


@spoken
def with_unreached(text: str, unreached: tuple[str, ...]) -> str:
    """Add the names of those whom nobody but the reader can tell."""
    return f"{text}\n{not_bound(unreached)}" if unreached else text


@spoken
def several(count: int) -> str:
    """Announce the tasks of one card, a message each, so that each can be signed for."""
    return f"已交办{count}项，请责任人在以下各项消息下分别回复“收到”签收。"


@spoken
def assigned_in_group(voice: Voice, task: Task) -> str:
    """Say in the group who has to do what by when."""
    support = f"（{voice.supports(task)}配合）" if task.supports else ""
    line = f"{task.number} 已交办{voice.leads(task)}{support}：{headed(task.title)}，时限{voice.deadline(task)}。"
    return f"{line}请回复本消息“收到”签收。"


@spoken
def proposal(voice: Voice, drafts: tuple[Draft, ...], by: str) -> str:
    """Put what staff wish to do before those who may assign it."""
    blocks = [cards.draft(voice, one) for one in drafts]
    return "\n".join([f"<b>{called(by)}自拟事项</b>", *blocks, "请决定是否同意；同意后以您的名义交办并编号登记。"])


@spoken
def proposed() -> str:
    """Tell the proposer what happens next."""
    return "自拟事项已报负责人，同意后编号登记。审核结果将在此通知。"


def origin(name: str) -> str:
    """Name the proposer as the source of the task."""
    return f"{name}自拟"


@spoken
def proposer_gone(person: Person) -> str:
    """Say that the proposal is void, for nobody is there to work on it."""
    return f"提出人{called(person.name)}已离任，该自拟事项已失效。如仍需办理，请直接交办给其他人员。"


@spoken
def proposal_refused(drafts: tuple[Draft, ...]) -> str:
    """Say that the proposal was turned down."""
    titles = "；".join(headed(draft.title) for draft in drafts)
    return f"自拟事项未获同意，未作登记：{titles}。"


@spoken
def dropped() -> str:
    """Say that the card was given up."""
    return "已撤销，未作登记。"


@spoken
def edited_too_much() -> str:
    """Say that an edited message cannot be matched with what it became."""
    return "该消息已登记为交办事项，修改后的内容无法对应，台账未作改动。请按编号调整，例如：/amend 118 下周三。"


@spoken
def edited_term(task: Task) -> str:
    """Say that a deadline does not become one that runs from the receipt."""
    return f"{task.number} 时限未变更；如需改为签收后起算，请先撤回再重新交办：/withdraw {task.number} 原因。"


@spoken
def edited_leads(task: Task) -> str:
    """Say that another assignee takes a reassignment."""
    return f"{task.number} 责任人未变更；如需换人，请使用转办：/reassign {task.number} 姓名。"
