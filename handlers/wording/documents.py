"""Sentences of documents (办文): a document as it stands, its buttons, and each step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, entitled, headline, shown, within
from ledger.documents import (
    Document,
    DocumentClock,
    DocumentGoal,
    DocumentStage,
    days_over,
    turnaround,
)
from reports.documents import KINDS, done_word

STEPS = {
    "sign": "签收",
    "hand": "转办",
    "return": "退回",
    "submit": "送签",
    "sign_off": "签发",
    "finish": "办结",
    "withdraw": "作废",
}
PAPER, TAKE_BACK = "原件", "收回"
STAGES = {
    DocumentStage.REGISTERED: "待签收",
    DocumentStage.HANDLED: "办理中",
    DocumentStage.SUBMITTED: "待签发",
    DocumentStage.SIGNED_OFF: "已签发",
    DocumentStage.FINISHED: "已办结",
    DocumentStage.WITHDRAWN: "已作废",
}


@spoken
def label(what: str, document: Document, *, takes_back: bool = False) -> str:
    """Return what the button of a step says: what is signed is issued (印发), what is on its way taken back."""
    if what == "finish":
        return done_word(document.kind)
    return TAKE_BACK if takes_back and what == "sign" else STEPS[what]


@spoken
def stage(document: Document) -> str:
    """Return how far it has come."""
    return f"已{done_word(document.kind)}" if document.stage is DocumentStage.FINISHED else STAGES[document.stage]


@spoken
def heading(document: Document) -> str:
    """Return number, kind and title on one line."""
    return f"{document.number} {KINDS[document.kind]}：{headline(document.title)}"


@spoken
def limits(voice: Voice, document: Document) -> str:
    """Return the clocks of the document in words."""
    words = {DocumentGoal.SIGN_OFF: "签发", DocumentGoal.FINISH: done_word(document.kind)}
    return "，".join(f"限{voice.moment(clock.due)}前{words[clock.until]}" for clock in document.clocks)


@spoken
def standing(voice: Voice, document: Document, *, note: str = "") -> str:
    """Return the document as it stands: who has it, how far it has come, how its clocks run."""
    lines = [note, f"<b>{document.number}</b> {KINDS[document.kind]}：{entitled(document.title)}"]
    lines += [f"文号：{called(document.reference)}"] if document.reference else []
    held = voice.assignee(document.handler)
    if document.is_open and document.offered is not None:
        held += f"（已转{voice.assignee(document.offered)}，待签收）"
    lines += [f"首办：{held}", f"状态：{stage(document)}{_at(voice, document)}"]
    words = {DocumentGoal.SIGN_OFF: "签发", DocumentGoal.FINISH: done_word(document.kind)}
    lines += [f"{words[clock.until]}时限：{_clock(voice, document, clock)}" for clock in document.clocks]
    if len(document.handlers) > 1:
        lines.append(f"流转：{' → '.join(voice.assignee(one) for one in document.handlers)}")
    lines += [f"原因：{shown(document.reason)}"] if document.reason else []
    return "\n".join(filter(None, lines))


def _at(voice: Voice, document: Document) -> str:
    if document.stage is DocumentStage.SUBMITTED:
        return f"（送{voice.person(document.submitted_to)}）"
    return ""


def _clock(voice: Voice, document: Document, clock: DocumentClock) -> str:
    if document.withdrawn_at is not None:
        return voice.moment(clock.due)
    if clock.reached is None:
        return voice.time_left(clock.due)
    spent = turnaround(document, clock.reached, voice.house)
    over = f"超时{days_over(clock, clock.reached, voice.house)}个工作日" if clock.is_over(voice.now) else "按时"
    return f"{voice.moment(clock.due)}（{over}，用时{spent}个工作日）"


@spoken
def signed(voice: Voice, document: Document) -> str:
    """Confirm the receipt and say what is expected next."""
    return f"{document.number} 已签收，由{voice.assignee(document.handler)}负责办理，{limits(voice, document)}。"


@spoken
def taken_back(voice: Voice, document: Document) -> str:
    """Confirm that what was on its way stays where it was."""
    return f"{document.number} 已收回，仍由{voice.assignee(document.handler)}负责办理，{limits(voice, document)}。"


@spoken
def taken_back_notice(document: Document, by: str) -> str:
    """Tell whoever had it on the way."""
    return f"{heading(document)}\n{called(by)}已收回该件，无需签收。"


@spoken
def taken_over(voice: Voice, document: Document) -> str:
    """Tell the handler before that another one answers for it now."""
    return f"{heading(document)}\n{voice.assignee(document.handler)}已签收，办理责任已转移。"


@spoken
def handed(voice: Voice, document: Document, missed: Sequence[str]) -> str:
    """Confirm that it is on its way, and who answers until it arrives."""
    assert document.offered is not None  # noqa: S101 - it was just handed over
    to, before = voice.assignee(document.offered), voice.assignee(document.handler)
    return with_missed(f"{document.number} 已转{to}，待其签收；签收之前仍由{before}负责。", missed)


@spoken
def handed_to(voice: Voice, document: Document, by: str, note: str) -> str:
    """Tell the next handler."""
    said = f"\n附言：{shown(note)}" if note else ""
    return f"{heading(document)}\n{called(by)}转来，请签收，{limits(voice, document)}。{said}"


@spoken
def left_behind(voice: Voice, document: Document, by: str, why: str) -> str:
    """Tell who has a document now, or again, that came from somebody who has left."""
    now = "转您办理，请签收" if document.offered is not None else "退回您处，请重新送签或转办"
    return f"{heading(document)}\n{called(by)}已{why}，该文件{now}，{limits(voice, document)}。"


@spoken
def returned(voice: Voice, document: Document) -> str:
    """Confirm that it went back, and to whom."""
    return f"{document.number} 已退回，由{voice.assignee(document.handler)}继续负责。"


@spoken
def returned_notice(voice: Voice, document: Document, by: str) -> str:
    """Tell who has it again, and who registered it."""
    return (
        f"{heading(document)}\n{called(by)}退回：{within(document.reason)}。"
        f"目前由{voice.assignee(document.handler)}负责，{limits(voice, document)}。"
    )


@spoken
def submitted(voice: Voice, document: Document, missed: Sequence[str]) -> str:
    """Confirm before whom it lies."""
    return with_missed(f"{document.number} 已送{voice.person(document.submitted_to)}签发。", missed)


@spoken
def submitted_to(voice: Voice, document: Document, by: str) -> str:
    """Ask the leader to sign."""
    return f"{heading(document)}\n{called(by)}送请签发，{limits(voice, document)}。请签发，或退回并写明原因。"


@spoken
def signed_off(document: Document) -> str:
    """Confirm that it is signed off."""
    return f"{document.number} 已签发。"


@spoken
def signed_off_notice(voice: Voice, document: Document, by: str) -> str:
    """Tell the handler that it may be issued."""
    until = f"，限{voice.moment(document.finish_by)}前{done_word(document.kind)}" if document.finish_by else ""
    return f"{heading(document)}\n{called(by)}：已签发，请{done_word(document.kind)}{until}。"


@spoken
def finished(voice: Voice, document: Document, at: datetime) -> str:
    """Confirm the last step, with how long it took."""
    over = [clock for clock in document.clocks if clock.is_over(at)]
    kept = f"超时{max(days_over(one, at, voice.house) for one in over)}个工作日" if over else "按时"
    spent = turnaround(document, document.counted.reached or at, voice.house)
    return f"{document.number} 已{done_word(document.kind)}，用时{spent}个工作日，{kept}。"


@spoken
def finished_notice(document: Document, by: str) -> str:
    """Tell who registered it."""
    return f"{heading(document)}\n{called(by)}：已{done_word(document.kind)}。"


@spoken
def withdrawn(document: Document) -> str:
    """Confirm that it is void."""
    return f"{document.number} 已作废，编号不再使用。"


@spoken
def withdrawn_notice(document: Document, by: str) -> str:
    """Tell who had it."""
    return f"{heading(document)}\n{called(by)}已作废该件：{within(document.reason)}。无需继续办理。"


@spoken
def undone(document: Document, what: str) -> str:
    """Confirm that a step was taken back."""
    return f"已撤销 {document.number} 的“{what}”，现为“{stage(document)}”。"


@spoken
def undone_notice(document: Document, by: str, what: str) -> str:
    """Tell who had heard of the step."""
    return f"{heading(document)}\n{called(by)}撤销了“{what}”，现为“{stage(document)}”。"


@spoken
def why(what: str, number: str) -> str:
    """Ask for the reason of a return, or of making it void."""
    return f"请回复本消息，写明{STEPS[what]} {number} 的原因。"


@spoken
def to_whom(number: str) -> str:
    """Ask for the next handler."""
    return f"请回复本消息，写明 {number} 转给哪个科室或哪位同志。"


@spoken
def no_such_handler(name: str) -> str:
    """Say that the roster holds no such name, or several."""
    return f"名册中没有唯一对应“{called(name, 20)}”的单位或人员。请写全称，例如：转秘书一科。"


@spoken
def choose_leader(number: str) -> str:
    """Ask before whom it is to be laid."""
    return f"请选择 {number} 送哪位领导签发："


@spoken
def no_such_leader(name: str, able: Sequence[str]) -> str:
    """Say who can sign."""
    if not able:
        return "目前没有在岗且分管该件的领导可签发。请待领导返岗后送签，或请督查员登记签发情况。"
    return f"“{called(name, 20)}”不能签发该件。可送：{'、'.join(map(called, able))}。"


@spoken
def no_paper() -> str:
    """Say that no file came with it."""
    return "该件登记时未附原件。"


@spoken
def what_next(number: str) -> str:
    """Say which words a reply about a document may hold."""
    return (
        f"未能理解对 {number} 的操作，未作登记。可回复：签收、转某科、退回（写明原因）、送某领导签发、已签发、"
        "办结或印发、作废（写明原因）。"
    )


@spoken
def which_of_several(numbers: Sequence[str]) -> str:
    """Ask for one document at a time where a step needs words or a choice."""
    return f"该操作须逐件办理，请分别回复：{'、'.join(numbers)}。"


@spoken
def with_missed(text: str, missed: Sequence[str]) -> str:
    """Add whom no message reaches."""
    return (
        f"{text}\n以下人员尚未启用本助手，未能送达：{'、'.join(map(called, missed))}。请当面告知。" if missed else text
    )
