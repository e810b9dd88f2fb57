"""为什么红灯: the rule, the deadline and the entries behind a light, with their dates (亮灯依据)."""

from __future__ import annotations

from handlers.english.terms import STATUS
from handlers.english.views import entry
from handlers.english.voice import headed, many, term_words
from handlers.wording.voice import Voice
from ledger.closing_entries import Reopened
from ledger.explaining import Explanation
from ledger.lights import Light, Why, blocker_age
from ledger.tasks import Task

ASK_WHY = "Why this light"
_NAMES = {Light.RED: "🔴 red light", Light.YELLOW: "🟡 yellow light", Light.GREEN: "🟢 green light"}


def why(voice: Voice, found: Explanation) -> str:
    """Return why the task shows its light: what is so, the rule, and each entry that it rests on."""
    task = found.task
    if found.lit is None:
        if task.suspended is not None:
            return f"{task.number} is suspended: the clock stands still, and there is no light."
        return f"{task.number} is {STATUS[task.status]}; there is no light any more."
    claimed = " (claimed: the light at the claim is kept)" if found.lit.claimed else ""
    lines = [
        f"<b>{task.number} {_NAMES[found.lit.light]}</b>{claimed}",
        headed(task.title),
        f"Reason: {_reason(voice, task, found.lit.why)}{_history(voice, found)}",
        f"Rule: {_rule(voice)}",
        "",
        "<b>Based on</b>",
        *(entry(voice, record) for record in (*found.deadlines, *found.blockers)),
    ]
    lines += [entry(voice, one) for one in (found.returned, found.notice, found.claim) if one is not None]
    if found.last_word is None:
        lines.append("No progress noted by the unit yet.")
    elif found.last_word not in (*found.blockers, found.claim):
        lines.append(f"Latest: {entry(voice, found.last_word)}")
    return "\n".join(lines)


def _history(voice: Voice, found: Explanation) -> str:
    if found.returned is not None:
        until = found.task.mend_by
        if until is None:
            return "; the claim was returned"
        over = ", which has passed" if voice.now > until else ""
        return f"; the claim was returned, to be put right by {voice.moment(until)}{over}"
    return "; reopened by a recheck after it was closed" if isinstance(found.deadlines[-1].entry, Reopened) else ""


def _reason(voice: Voice, task: Task, reason: Why) -> str:
    match reason:
        case Why.NO_DEADLINE:
            return "no deadline" if task.term is None else f"due {term_words(task.term)}, not acknowledged"
        case Why.BLOCKED:
            ages = (blocker_age(task, blocker, voice.now, voice.house) for blocker in task.blockers)
            return f"blocked for {many(max(ages, default=0), 'workday')}"
        case Why.OVERDUE:
            return f"over the deadline, {voice.deadline(task)}"
        case Why.DEADLINE_NEAR:
            return f"due soon, {voice.deadline(task)}"
        case Why.IN_TIME:
            return f"in time, {voice.deadline(task)}"


def _rule(voice: Voice) -> str:
    house = voice.house
    return (
        f"red over the deadline; yellow within {many(house.yellow_within, 'workday')} of it, or with a blocker of "
        f"{many(house.blocker_yellow, 'workday')}; else green."
    )
