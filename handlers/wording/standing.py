"""Why an act does not fit where a task stands, and what to do instead (状态不符的答复)."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.wording.spoken import spoken
from handlers.wording.terms import ACT, STATUS
from handlers.wording.voice import Voice
from ledger.refusals import WrongStatus
from ledger.tasks import OVER, Status
from ledger.transitions import Act

_NOT_YET_OVER = "{n} 尚未销号，不能{act}。销号后方可办理。"
_UNCLAIMED = "{n} 责任人尚未申请销号，不能{act}。请待其申请后审核，也可发送 /remind {n} 催办。"
_SIGNED = "{n} 已签收，不能再提出不予受理。确需他人办理的，请写“{n}转给某某办理”，报科室负责人同意。"
_UNDER_REVIEW = "{n} 已申请销号，正在审核，暂不能{act}。需要补充的，直接发来说明或材料；退回后可继续办理。"
_TO_BE_REVIEWED = "{n} 已申请销号，待审核，无需{act}。请发送 /task {n} 查看，同意销号或退回。"
_OVER = "{n} {status}，不能{act}。情况有变、需继续办理的，请审核人或督查员重新办理。"
_REOPENED = "{n} {status}，不能退回。经核不属实的，请写明情况和时限，例如：{n}不属实，重新办理，尚缺附表，周五前。"
_DOING = {Act.ORIENT: "登记重点事项", Act.VISIT: "登记蹲点督办", Act.MEND: "勾选补正清单"}
"""What an act is called in a sentence where its button says less."""
_HERE: Mapping[tuple[Act, Status], str] = {
    (Act.ACKNOWLEDGE, Status.ACTIVE): "{n} 此前已签收，无需重复签收。如有进展，请直接反馈。",
    (Act.ACKNOWLEDGE, Status.CLAIMED): "{n} 此前已签收并申请销号，正在审核，无需重复签收。",
    (Act.DECLINE, Status.ACTIVE): _SIGNED,
    (Act.CLAIM, Status.CLAIMED): "{n} 已申请销号，正在审核，无需重复申请。需要补充的，直接发来说明或材料。",
    (Act.REMIND, Status.CLAIMED): _TO_BE_REVIEWED,
    (Act.ESCALATE, Status.CLAIMED): _TO_BE_REVIEWED,
    (Act.SUSPEND, Status.SUSPENDED): "{n} 已中止办理，无需重复办理。需要恢复的，请写“{n}恢复办理”。",
    (Act.ARCHIVE, Status.ARCHIVED): "{n} 已归档，无需重复办理。发送 /task {n} 可随时查看。",
    (Act.WITHDRAW, Status.WITHDRAWN): "{n} 已撤回，无需重复办理。发送 /task {n} 可随时查看。",
} | {
    (act, status): text
    for text, acts, statuses in (
        (_UNCLAIMED, (Act.CLOSE, Act.RETURN), (Status.ASSIGNED, Status.ACTIVE)),
        (_NOT_YET_OVER, (Act.ARCHIVE, Act.RECHECK, Act.REOPEN), (Status.ASSIGNED, Status.ACTIVE, Status.CLAIMED)),
        ("{n} 没有中止，无需恢复。如需中止，请写“{n}中止，等省里批复”。", (Act.RESUME,), tuple(Status)),
        ("{n} 已销号，无需重复办理。", (Act.CLOSE,), tuple(OVER)),
        (_REOPENED, (Act.RETURN,), tuple(OVER)),
    )
    for act in acts
    for status in statuses
}
"""What is said of one act in one status."""
_ANY_ACT: Mapping[Status, str] = {
    Status.SUSPENDED: "{n} 已中止，恢复办理后方可{act}。如需恢复，请交办人回复“恢复办理”。",
    Status.CLAIMED: _UNDER_REVIEW,
    Status.CLOSED: _OVER,
    Status.ARCHIVED: _OVER,
    Status.WITHDRAWN: "{n} 已撤回，不能{act}。仍需办理的，请交办人重新交办。",
}
_ELSE = "{n} 当前为“{status}”，不能{act}。发送 /task {n} 查看可办理的操作。"


@spoken
def wrong_status(_voice: Voice, said: WrongStatus) -> str:
    """Return the sentence: where the task stands, and what to do."""
    text = _HERE.get((said.act, said.status)) or _ANY_ACT.get(said.status, _ELSE)
    act = _DOING.get(said.act, ACT[said.act])
    return text.format(n=said.number, act=act, status=STATUS[said.status])
