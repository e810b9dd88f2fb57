"""Sentences about one task after an act: number first, then the fact, then what to do by when (办理答复)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.wording import evidence, returning
from handlers.wording.cards import origin
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, entitled, headed, short, shown, within
from ledger.mending import Mending
from ledger.people import Person
from ledger.tasks import Task


@spoken
def assignment(voice: Voice, task: Task) -> str:
    """Tell an assignee what was assigned, by whom, until when."""
    lines = [f"<b>{task.number} 交办事项</b>", entitled(task.title), f"责任：{voice.leads(task)}"]
    if task.supports:
        lines.append(f"配合：{voice.supports(task)}")
    lines += [f"时限：{voice.deadline(task)}", f"交办人：{voice.person(task.assigned_by)}"]
    if task.origin or task.origin_kind:
        lines.append(f"来源：{origin(task.origin_kind, shown(task.origin))}")
    if task.parent:
        lines.append(f"上级事项：{task.parent}")
    if task.category:
        lines.append(f"类别：{called(task.category)}")
    needs = voice.house.evidence_needs.get(task.category, ())
    return "\n".join([*lines, f"请先签收；办结后附{evidence.named(needs) or '佐证材料'}申请销号。"])


@spoken
def acknowledged(voice: Voice, task: Task, *, due: datetime | None = None) -> str:
    """Confirm the receipt and say what is expected next, and by when: the branch's own limit, where it has one."""
    if due is not None:
        return f"{task.number} 已签收，时限自签收起算，请于{_until(voice, task, due)}前办结并申请销号。"
    if task.deadline is None:
        return f"{task.number} 已签收，请抓紧办理，办结后申请销号。"
    return f"{task.number} 已签收，请于{_until(voice, task, task.deadline)}前办结并申请销号。"


@spoken
def all_acknowledged(voice: Voice, signed: Sequence[Task]) -> str:
    """Confirm several receipts at once, each with its limit."""
    lines = [f"{task.number} {headed(task.title)}｜{voice.deadline(task)}" for task in signed]
    return "\n".join([f"已签收{len(signed)}项，请按时限办结并申请销号：", *lines])


def _until(voice: Voice, task: Task, limit: datetime) -> str:
    return f"{voice.moment(limit)}（暂定）" if task.provisional else voice.moment(limit)


@spoken
def declined(voice: Voice, task: Task) -> str:
    """Confirm that the assignment was declined, and who stays answerable."""
    return f"{task.number} 不予受理已登记，待交办人处理。另行明确前，仍由{voice.leads(task)}负责。"


@spoken
def declined_notice(voice: Voice, task: Task, by: str, reason: str) -> str:
    """Tell the one who assigned that the task was declined."""
    return f"{task.number} {called(by)}不予受理：{shown(reason)}\n事项：{headed(task.title)}\n请转办或撤回。"


@spoken
def progressed(voice: Voice, task: Task, *, files: int, percent: int | None) -> str:
    """Confirm a progress note."""
    share = f"，进度{percent}%" if percent is not None else ""
    evidence = f"，佐证材料{files}份" if files else ""
    hint = "。已完成的，请申请销号" if percent == 100 else ""
    return f"{task.number} 进展已登记{share}{evidence}{hint}。时限{voice.deadline(task)}。"


@spoken
def evidence_added(task: Task, files: int) -> str:
    """Confirm files of evidence, or words that join a claim without any."""
    if not files:
        return f"{task.number} 补充说明已登记，已一并报审核人。"
    then = "已一并报审核人" if task.claimed_at is not None else "办结后请申请销号"
    return f"{task.number} 已收佐证材料{files}份，共{len(task.files)}份。{then}。"


@spoken
def with_files_kept(text: str, files: int) -> str:
    """Say beside a question that the files need not be sent again."""
    return f"{text}所附佐证材料{files}份已收，无需重复报送。"


@spoken
def blocked(task: Task) -> str:
    """Confirm a blocker."""
    return f"{task.number} 卡点已登记，已报交办人协调。解决后请解除卡点。"


@spoken
def blocked_notice(voice: Voice, task: Task, by: str, reason: str) -> str:
    """Tell the one who assigned what holds the task up."""
    return f"{task.number} {called(by)}报告卡点：{shown(reason)}\n事项：{headed(task.title)}｜{voice.deadline(task)}"


@spoken
def unblocked(task: Task) -> str:
    """Confirm that the blocker is gone."""
    return f"{task.number} 卡点已解除，请继续办理。"


@spoken
def claimed(task: Task) -> str:
    """Confirm the claim of one branch, and what it still waits for."""
    if task.claimed_at is None:
        return f"{task.number} 所承办部分已报完成，待其余部分完成后一并审核。"
    return f"{task.number} 已申请销号，待审核。审核结果将在此通知。"


@spoken
def claim_card(
    voice: Voice, task: Task, by: Person, note: str, *, lacked: Mending | None = None, parts: Sequence[str] = ()
) -> str:
    """Put the claim before those who decide it.

    ``lacked``: what the claim before it was sent back for; ``parts``: the numbers of what was split off and is open.
    """
    who = f"{called(by.name)}{_in_place(voice, task, by)}"
    lines = [f"<b>{task.number} 申请销号</b>", entitled(task.title), f"申请：{who}"]
    if note:
        lines.append(f"说明：{shown(note)}")
    lines += _still_open(voice, task, parts)
    lines += returning.before_claim(lacked)
    lines += [evidence.standing(voice.house, task)] if task.category else []
    lines += [f"佐证材料：{len(task.files)}份{_file_names(task)}", f"时限：{voice.deadline(task)}"]
    return "\n".join([*lines, "请审核：同意销号，或退回并写明缺少什么。"])


def together(notes: Iterable[str]) -> str:
    """Return what was said beside the claim, and beside what was added to it."""
    return "；".join(notes)


def _in_place(voice: Voice, task: Task, by: Person) -> str:
    """Say in whose place the claim was made, where it was not the claimant's own branch."""
    claimed = [branch.assignee for branch in task.branches if branch.claimed_by == by.id and branch.assignee.person]
    others = [one for one in claimed if one.person != by.id]
    return f"（代{voice.names(others)}）" if others else ""


def _still_open(voice: Voice, task: Task, parts: Sequence[str]) -> list[str]:
    """Name what is not done yet of a task whose completion is claimed all the same."""
    open_ = [f"配合单位{voice.names(one.assignee for one in task.open_supports)}"] if task.open_supports else []
    open_ += [f"分解事项{'、'.join(parts)}"] if parts else []
    return [f"尚未完成：{'；'.join(open_)}"] if open_ else []


def _file_names(task: Task) -> str:
    names = [short(file.name, 20) for file in task.files[-5:] if file.name]
    return f"（{'、'.join(names)}）" if names else ""


@spoken
def closed(voice: Voice, task: Task) -> str:
    """Confirm that the task is struck off."""
    return f"{task.number} 已销号：{headed(task.title)}。审核人：{voice.person(task.closed_by)}。"


@spoken
def archived(task: Task) -> str:
    """Confirm that the closed task is put away."""
    return f"{task.number} 已归档：{headed(task.title)}。发送 /task {task.number} 可随时查看。"


@spoken
def reassigned(voice: Voice, task: Task, old: str, new: str) -> str:
    """Say that the task went from one to another."""
    return f"{task.number} 已由{called(old)}转{called(new)}办理：{headed(task.title)}，时限{voice.deadline(task)}。"


@spoken
def offered(voice: Voice, task: Task, old: str, new: str) -> str:
    """Say that a declined task is to go to another, and who keeps it until that one signs."""
    facts = f"{headed(task.title)}，时限{voice.deadline(task)}"
    return f"{task.number} 拟转{called(new)}办理，待签收；签收前仍由首办{called(old)}负责：{facts}。"


def offer_note(old: str, new: str) -> str:
    """Tell whoever a declined task is offered to who is answerable for it, and from when they are."""
    return f"首办{called(old)}不予受理，拟转{called(new)}办理：签收后由{called(new)}负责，签收前仍由首办负责。"


@spoken
def taken_over(task: Task, by: str) -> str:
    """Tell the first handler that somebody else has signed."""
    return f"{task.number} 已由{called(by)}签收，您不再承办：{headed(task.title)}。"


@spoken
def hand_over_asked(task: Task, new: str) -> str:
    """Confirm the wish to hand over, and who decides."""
    return f"{task.number} 转{called(new)}办理的申请已报负责人。同意前仍由您负责。"


@spoken
def hand_over_card(voice: Voice, task: Task, by: str, new: str, reason: str) -> str:
    """Put the wish to hand over before the head."""
    why = f"\n原因：{shown(reason)}" if reason else ""
    facts = f"{headed(task.title)}｜{voice.deadline(task)}"
    return f"{task.number} {called(by)}申请转{called(new)}办理：{facts}{why}\n请决定是否同意。"


@spoken
def hand_over_moot(task: Task, old: str) -> str:
    """Say that the wish is void, for the task has gone on."""
    return f"{task.number} 已不由{called(old)}办理，该转办申请已失效。发送 /task {task.number} 查看现在的责任人。"


@spoken
def hand_over_refused(task: Task) -> str:
    """Say that the wish to hand over was turned down."""
    return f"{task.number} 转办申请未获同意，请继续办理。"


@spoken
def withdrawn(task: Task) -> str:
    """Say that the task was withdrawn, and why."""
    return f"{task.number} 已撤回：{headed(task.title)}。原因：{within(task.reason)}。台账保留记录。"


@spoken
def amended(voice: Voice, task: Task, before: Task) -> str:
    """Say what was changed, before and after."""
    parts = []
    if task.deadline != before.deadline:
        was = voice.moment(before.deadline) if before.deadline else "未定"
        parts.append(f"时限由{was}改为{voice.deadline(task)}")
    if task.title != before.title:
        was = f"由“{headed(before.title)}”" if before.title else ""
        parts.append(f"事项{was}改为“{headed(task.title)}”")
    return f"{task.number} 已调整：{'；'.join(parts) or '内容未变'}。"


@spoken
def corrected(task: Task) -> str:
    """Confirm red ink."""
    return f"{task.number} 已更正，原记录保留。"


@spoken
def reminded(task: Task, names: tuple[str, ...]) -> str:
    """Confirm an urging and who got it."""
    return f"{task.number} 已催办{called('、'.join(names))}。"


@spoken
def urged_nobody(task: Task, units: tuple[str, ...]) -> str:
    """Say that units without people cannot be urged, and what to do."""
    return f"{task.number} 未催办：{called('、'.join(units))}无在岗人员，请改派或补充花名册。"


@spoken
def urged_absent(task: Task, names: tuple[str, ...]) -> str:
    """Say that people on leave without a stand-in are not urged, and what to do."""
    return f"{task.number} 未催办：{called('、'.join(names))}请假且未指定代办人，请改派或另行联系。"


@spoken
def urged_oneself(task: Task) -> str:
    """Say that the task lies with the one who urges."""
    return f"{task.number} 由您本人办理，无需催办。"


@spoken
def reminder(voice: Voice, task: Task, by: str) -> str:
    """Urge the assignees."""
    facts = f"{headed(task.title)}｜{voice.deadline(task)}｜{voice.state(task)}"
    return f"{task.number} {called(by)}催办：{facts}\n请尽快反馈进展。"


@spoken
def not_bound(names: tuple[str, ...]) -> str:
    """Name the people, and the units without people, that the bot cannot tell."""
    return f"以下责任人无法私信送达，请另行通知：{called('、'.join(names))}。"


@spoken
def nothing_to_remind() -> str:
    """Say that nothing waits to be urged."""
    return "没有需要催办的事项。"
