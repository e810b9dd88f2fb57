"""为什么红灯: the rule, the deadline and the entries behind a light, with their dates (亮灯依据)."""

from __future__ import annotations

import re

from handlers.wording.spoken import spoken
from handlers.wording.terms import STATUS
from handlers.wording.views import entry
from handlers.wording.voice import Voice, headed
from ledger.closing_entries import Reopened
from ledger.explaining import Explanation
from ledger.lights import Light, Why, blocker_age
from ledger.tasks import Task
from reports.words import term_words

ASK_WHY = "亮灯依据"
_NAMES = {Light.RED: "🔴红灯", Light.YELLOW: "🟡黄灯", Light.GREEN: "🟢绿灯"}
_ASKED = re.compile(
    r"(?:怎么|咋|为什么|为何|为啥)(?:又|还|就|突然)?(?:变|亮)?[红黄]了|(?:为什么|为何|为啥|怎么|凭什么)[^,，。]{0,6}[红黄绿]灯|[红黄绿]灯的?(?:原因|依据|理由)"
)


def asks_why(words: str) -> bool:
    """Tell whether a question asks for the reason of a light rather than for the tasks that show it."""
    return _ASKED.search(words) is not None


@spoken
def why(voice: Voice, found: Explanation) -> str:
    """Return why the task shows its light: what is so, the rule, and each entry that it rests on."""
    task = found.task
    if found.lit is None:
        if task.suspended is not None:
            return f"{task.number} 已中止，中止期间不计时限、不亮灯。"
        return f"{task.number} {STATUS[task.status]}，不再亮灯。"
    claimed = "（待审核销号，保留申请时的灯）" if found.lit.claimed else ""
    lines = [
        f"<b>{task.number} {_NAMES[found.lit.light]}</b>{claimed}",
        headed(task.title),
        f"原因：{_reason(voice, task, found.lit.why)}{_history(voice, found)}",
        f"规则：{_rule(voice)}",
        "",
        "<b>依据</b>",
        *(entry(voice, record) for record in (*found.deadlines, *found.blockers)),
    ]
    lines += [entry(voice, one) for one in (found.returned, found.notice, found.claim) if one is not None]
    if found.last_word is None:
        lines.append("责任单位尚无反馈。")
    elif found.last_word not in (*found.blockers, found.claim):
        lines.append(f"最近记录：{entry(voice, found.last_word)}")
    return "\n".join(lines)


def _history(voice: Voice, found: Explanation) -> str:
    """Say that the work came back: it was returned, and by when it is to be mended, or it was reopened."""
    if found.returned is not None:
        until = found.task.mend_by
        if until is None:
            return "；申请销号已退回"
        return f"；申请销号已退回，限{voice.moment(until)}前补正{'，已超过' if voice.now > until else ''}"
    return "；销号后经复核重新办理" if isinstance(found.deadlines[-1].entry, Reopened) else ""


def _reason(voice: Voice, task: Task, reason: Why) -> str:
    match reason:
        case Why.NO_DEADLINE:
            return "未定时限" if task.term is None else f"时限为{term_words(task.term)}，尚未签收"
        case Why.BLOCKED:
            ages = (blocker_age(task, blocker, voice.now, voice.house) for blocker in task.blockers)
            return f"卡点已{max(ages, default=0)}个工作日未解除"
        case Why.OVERDUE:
            return f"超过时限，{voice.deadline(task)}"
        case Why.DEADLINE_NEAR:
            return f"临近时限，{voice.deadline(task)}"
        case Why.IN_TIME:
            return f"时限内，{voice.deadline(task)}"


def _rule(voice: Voice) -> str:
    house = voice.house
    return (
        f"超过时限为红灯；距时限{house.yellow_within}个工作日以内，或卡点满{house.blocker_yellow}个工作日，为黄灯；"
        "其余为绿灯。"
    )
