"""Why an act does not fit where a task stands, and what to do instead (状态不符的答复)."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.english.terms import ACT, STATUS
from handlers.wording.voice import Voice
from ledger.refusals import WrongStatus
from ledger.tasks import OVER, Status
from ledger.transitions import Act

_NOT_YET_OVER = "{n} is not closed yet: “{act}” is possible only afterwards."
_UNCLAIMED = "{n} is not claimed yet: “{act}” is possible only afterwards. /remind {n} reminds the assignee."
_SIGNED = "{n} is acknowledged and cannot be declined any more. For somebody else, write “{n}转给某某办理”."
_UNDER_REVIEW = (
    "{n} is claimed and under review: “{act}” is not possible now. To add to it, send words or files; once it is "
    "returned you can go on."
)
_TO_BE_REVIEWED = "{n} is claimed and waits for review: “{act}” is not needed. /task {n} shows it; close or return it."
_OVER = "{n} is {status}: “{act}” is not possible. If it must go on, a reviewer or coordinator can reopen it."
_REOPENED = (
    "{n} is {status} and cannot be returned. If it is not so, write what and by when, for example: "
    "{n}不属实，重新办理，尚缺附表，周五前."
)
_DOING = {Act.ORIENT: "Register the four orientations", Act.VISIT: "Register the visit", Act.MEND: "Tick off the list"}
_HERE: Mapping[tuple[Act, Status], str] = {
    (Act.ACKNOWLEDGE, Status.ACTIVE): "{n} was acknowledged before; once is enough. Please note any progress.",
    (Act.ACKNOWLEDGE, Status.CLAIMED): "{n} was acknowledged and claimed, and is under review; once is enough.",
    (Act.DECLINE, Status.ACTIVE): _SIGNED,
    (Act.CLAIM, Status.CLAIMED): "{n} is claimed and under review; once is enough. To add to it, send words or files.",
    (Act.REMIND, Status.CLAIMED): _TO_BE_REVIEWED,
    (Act.ESCALATE, Status.CLAIMED): _TO_BE_REVIEWED,
    (Act.SUSPEND, Status.SUSPENDED): "{n} is suspended already. To resume it, write “{n}恢复办理”.",
    (Act.ARCHIVE, Status.ARCHIVED): "{n} is archived already. /task {n} still shows it.",
    (Act.WITHDRAW, Status.WITHDRAWN): "{n} is withdrawn already. /task {n} still shows it.",
} | {
    (act, status): text
    for text, acts, statuses in (
        (_UNCLAIMED, (Act.CLOSE, Act.RETURN), (Status.ASSIGNED, Status.ACTIVE)),
        (_NOT_YET_OVER, (Act.ARCHIVE, Act.RECHECK, Act.REOPEN), (Status.ASSIGNED, Status.ACTIVE, Status.CLAIMED)),
        ("{n} is not suspended. To suspend it, write “{n}中止，等省里批复”.", (Act.RESUME,), tuple(Status)),
        ("{n} is closed already.", (Act.CLOSE,), tuple(OVER)),
        (_REOPENED, (Act.RETURN,), tuple(OVER)),
    )
    for act in acts
    for status in statuses
}
_ANY_ACT: Mapping[Status, str] = {
    Status.SUSPENDED: "{n} is suspended: “{act}” needs it resumed first. Whoever assigned it writes “恢复办理”.",
    Status.CLAIMED: _UNDER_REVIEW,
    Status.CLOSED: _OVER,
    Status.ARCHIVED: _OVER,
    Status.WITHDRAWN: "{n} is withdrawn: “{act}” is not possible. If it is still needed, it must be assigned anew.",
}
_ELSE = "{n} is “{status}”: “{act}” is not possible. /task {n} shows what is."


def wrong_status(_voice: Voice, said: WrongStatus) -> str:
    """Return the sentence: where the task stands, and what to do."""
    text = _HERE.get((said.act, said.status)) or _ANY_ACT.get(said.status, _ELSE)
    act = _DOING.get(said.act, ACT[said.act])
    return text.format(n=said.number, act=act, status=STATUS[said.status])
