"""Sentences of meetings (办会): the card, a meeting as it stands, each step, and the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.english.voice import bare_title, called, entitled, escape, headline, many, shown, within
from handlers.english.voice import listed as in_a_row
from handlers.wording.voice import Voice
from ledger import meeting_refusals as r
from ledger.meetings import Meeting, MeetingStage
from ledger.refusals import Refusal
from ledger.tasks import OVER, Status, Task

STEPS = {"held": "Held", "move": "Change", "cancel": "Cancel the meeting", "tasks": "Decisions"}
STAGES = {MeetingStage.PLANNED: "planned", MeetingStage.HELD: "held", MeetingStage.CANCELLED: "cancelled"}


def card(voice: Voice, *, title: str, place: str, starts: datetime, agenda: Sequence[str], past: bool) -> str:
    """Show a meeting as understood, before it counts."""
    lines = ["<b>Please check the meeting</b>", *_plan(voice, title, place, starts, agenda)]
    lines += ["The time has passed: it is registered afterwards."] if past else []
    then = (
        "Once confirmed it gets its number; after 10 minutes this card lapses. If it is wrong, cancel and write anew."
    )
    return "\n".join([*lines, then])


def _plan(voice: Voice, title: str, place: str, starts: datetime, agenda: Sequence[str]) -> list[str]:
    lines = [f"Meeting: {entitled(title)}", f"Time: {voice.moment(starts)}"]
    lines += [f"Place: {shown(place)}"] if place else []
    return lines + [f"Agenda {n}: {shown(item)}" for n, item in enumerate(agenda, start=1)]


def lacks(*, title: bool, hour: bool) -> str:
    """Ask for what a registration lacks."""
    what = " and ".join(word for word, missing in (("name", title), ("time", hour)) if missing)
    return (
        f"The meeting has no {what}; nothing is registered yet. For example: "
        "登记会议：11月30日下午3点在301会议室召开第12次常务会议，议题：1.审议招商奖补办法；2.研究供热保障."
    )


def registered(voice: Voice, one: Meeting) -> str:
    """Confirm the registration."""
    where = f", {escape(one.place)}" if one.place else ""
    agenda = f", {many(len(one.agenda), 'point')} on the agenda" if one.agenda else ""
    return (
        f"{one.number} registered: {bare_title(one.title)}, {voice.moment(one.starts)}{where}{agenda}.\n"
        "Afterwards, reply “会议纪要：一、…” to this message: the decisions are assigned at once."
    )


def standing(voice: Voice, one: Meeting) -> str:
    """Return the meeting as it stands."""
    lines = [f"<b>{one.number}</b>", *_plan(voice, one.title, one.place, one.starts, one.agenda)]
    lines.append(f"Status: {STAGES[one.stage]}" + (f" ({within(one.reason)})" if one.reason else ""))
    lines += [f"Minutes: {one.minutes}"] if one.minutes else []
    lines += [f"Decisions: {many(len(one.tasks), 'task')}"] if one.tasks else []
    return "\n".join(lines)


def changed(voice: Voice, one: Meeting) -> str:
    """Confirm a change with what holds now."""
    return "\n".join([f"{one.number} changed:", *_plan(voice, one.title, one.place, one.starts, one.agenda)])


def cancelled(one: Meeting) -> str:
    """Confirm the cancellation."""
    return f"{one.number} {headline(one.title)} is cancelled: {within(one.reason)}."


def held(one: Meeting) -> str:
    """Confirm that it took place, and say what comes next."""
    return (
        f"{one.number} {headline(one.title)} was held. Please reply “会议纪要：一、…” to assign its decisions, "
        "or “纪要 JY-…” with the number of its minutes."
    )


def with_minutes(one: Meeting) -> str:
    """Confirm its minutes."""
    return f"The minutes of {one.number} {headline(one.title)} are {one.minutes}."


def decided(one: Meeting) -> str:
    """Say under which meeting the tasks that were just assigned are listed."""
    return f"Origin: {one.number} {headline(one.title)}, {many(len(one.tasks), 'decision')} in all."


def why(number: str) -> str:
    """Ask for the reason of a cancellation."""
    return f"Please reply with the reason for cancelling {number}."


def to_what(number: str) -> str:
    """Ask what is to be changed."""
    return (
        f"Please reply with the new time, place or agenda of {number}, for example: "
        "改到12月1日上午9点; 改在302会议室; 增加议题：供热保障."
    )


def no_change() -> str:
    """Say that no moment and no place could be read."""
    return "No new time or place was understood; nothing was changed. For example: 改到12月1日上午9点."


def what_next(number: str) -> str:
    """Say which words a reply about a meeting may hold."""
    return (
        f"Not understood for {number}; nothing was registered. Reply: 已召开, 改到12月1日上午9点, 改在302会议室, "
        "增加议题：…, 取消 (with the reason), 纪要 JY-2026-1, 会议纪要：一、…, 议定事项."
    )


def tasks_title(one: Meeting, tasks: Sequence[Task], now: datetime) -> str:
    """Return the heading of the list of a meeting's decisions, with how far they have come."""
    over = sum(task.status in OVER for task in tasks)
    gone = sum(task.status is Status.WITHDRAWN for task in tasks)
    late = sum(task.is_open and task.is_overdue(now) for task in tasks)
    words = [f"{over} closed", f"{len(tasks) - over - gone} open"]
    words += [f"{late} of them overdue"] if late else []
    words += [f"{gone} withdrawn"] if gone else []
    return f"{one.number} decisions of {headline(one.title)}: {in_a_row(words)}"


def no_decisions(name: str) -> str:
    """Say that no meeting of that name has decisions that may be seen."""
    what = f"No meeting with “{headline(name)}” in its name" if name else "No registered meeting"
    return f"{what} has decisions that you may see. Register it, then reply to its message “会议纪要：一、…”."


def listed(voice: Voice, ahead: Sequence[Meeting], past: Sequence[Meeting]) -> str:
    """Return the meetings ahead and the latest past ones."""
    if not ahead and not past:
        return (
            "There are no meetings that you may see. To register one, for example: "
            "登记会议：11月30日下午3点在301会议室召开第12次常务会议，议题：1.…"
        )
    lines = [f"<b>Ahead {len(ahead)}</b>", *(_line(voice, one) for one in ahead)]
    lines += [f"<b>Held lately {len(past)}</b>", *(_line(voice, one) for one in past)] if past else []
    return "\n".join(lines)


def _line(voice: Voice, one: Meeting) -> str:
    facts = [voice.moment(one.starts), escape(one.place) if one.place else ""]
    facts += [f"minutes {one.minutes}" if one.minutes else ""]
    facts += [many(len(one.tasks), "decision") if one.tasks else ""]
    return f"{one.number} {headline(one.title)} | {' | '.join(filter(None, facts))}"


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.WrongMeetingStage: lambda _voice, said: (
        f"{said.number} is {STAGES[said.stage]}: this is not possible. Reply with its number to see it."
    ),
    r.NotYetBegun: lambda _voice, said: (
        f"{said.number} has not begun and cannot be held yet. If it was earlier, please change its time first."
    ),
    r.NoSuchMinutes: lambda _voice, said: (
        f"There are no minutes {called(said.document)} that you may see. Please register them first, for example: "
        "第12次常务会议纪要今天走签发，3日内印发，会议科首办."
    ),
}
