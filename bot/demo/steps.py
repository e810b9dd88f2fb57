"""One step of the demo's history: the words that somebody wrote, and the act that they were understood as."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.demo.days import Days, Mark
from bot.demo.papers import is_file
from bot.demo.plan import Step
from ledger.people import Assignee, PersonId, Roster
from ledger.tasks import Task
from ledger.values import dataclass

_PERCENT = re.compile(r"(?:(\d+)%\s+)?(.*)", re.DOTALL)
_LIMIT = re.compile(r"(?:限(-?\d+ \d\d:\d\d)\s+)?(.*)", re.DOTALL)


def target(roster: Roster, name: str) -> Assignee:
    """Return the unit or person of that name; ``KeyError`` where there is none."""
    for unit in roster.units:
        if unit.name == name:
            return Assignee(unit=unit.id)
    return Assignee(person=person_named(roster, name))


def person_named(roster: Roster, name: str) -> PersonId:
    """Return the person of that name; the demo has no namesakes."""
    for person in roster.active_people:
        if person.name == name:
            return person.id
    raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was written (``{number}`` stands for the task's), and what it asks for; ``file`` came with it."""

    act: str
    words: str
    text: str = ""
    args: Mapping[str, Any] | None = None
    purpose: str = ""
    file: str = ""


def wish_of(step: Step, task: Task, days: Days) -> Wish:
    """Return what the step asks for; ``KeyError`` for an act that nobody knows."""
    first, _, rest = step.rest.partition(" ")
    file, rest = (first, rest) if is_file(first) else ("", step.rest)
    return _ACTS[step.act](Asked(file, rest, task, days))


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a step, apart from its file."""

    file: str
    rest: str
    task: Task
    days: Days


def _acknowledge(_: Asked) -> Wish:
    return Wish(act="ack", words="收到")


def _progress(asked: Asked) -> Wish:
    percent, note = _parts(_PERCENT, asked.rest)
    share = f"完成{percent}%，" if percent else ""
    args = {"percent": percent} if percent else {}
    return Wish(act="progress", words=f"{{number}} {share}{note}", text=note, args=args, file=asked.file)


def _correct(asked: Asked) -> Wish:
    percent, note = _parts(_PERCENT, asked.rest)
    words = f"/correct {{number}} 完成{percent}%，{note}"
    return Wish(act="correct", words=words, text=note, args={"percent": percent})


def _evidence(asked: Asked) -> Wish:
    return Wish(act="evidence", words="", file=asked.file)


def _block(asked: Asked) -> Wish:
    unit, reason = asked.rest.split(maxsplit=1)
    words = f"{{number}} 卡点：{reason}，需{unit}协调"
    return Wish(act="blocker", words=words, text=reason, args={"needs": unit})


def _unblock(_: Asked) -> Wish:
    return Wish(act="unblock", words="{number} 解除卡点")


def _claim(asked: Asked) -> Wish:
    waiting = bool(asked.task.open_supports)
    text = asked.rest or ("配合单位的工作已并入本单位材料" if waiting else "")
    words = f"申请销号 {{number}} {text}".rstrip()
    return Wish(act="claim", words=words, text=text, purpose="ask:despite" if waiting else "", file=asked.file)


def _decline(asked: Asked) -> Wish:
    return Wish(act="decline", words=f"{{number}} 不予受理，{asked.rest}", text=asked.rest)


def _close(asked: Asked) -> Wish:
    agreed = asked.rest if "同意销号" in asked.rest else "，".join(filter(None, ("同意销号", asked.rest)))
    return Wish(act="close", words=f"{{number}} {agreed}", text=asked.rest)


def _return(asked: Asked) -> Wish:
    limit, missing = _parts(_LIMIT, asked.rest)
    until = asked.days.moment(Mark.read(limit)) if limit else None
    mend = f"，{_day(asked.days, limit)}前补齐" if limit else ""
    args = {"deadline": until, "missing": missing}
    lacks = missing if missing.startswith("缺") else f"原因：{missing}"
    return Wish(act="return", words=f"退回 {{number}}，{lacks}{mend}", text=missing, args=args)


def _remind(_: Asked) -> Wish:
    return Wish(act="remind", words="催办 {number}")


def _escalate(asked: Asked) -> Wish:
    level, words = asked.rest.split(maxsplit=1)
    return Wish(act="escalate", words=f"{{number}} 下{level}督办单，{words}", text=words, args={"level": level})


def _withdraw(asked: Asked) -> Wish:
    return Wish(act="withdraw", words=f"撤回 {{number}}，{asked.rest}", text=asked.rest, args={"reason": asked.rest})


def _reassign(asked: Asked) -> Wish:
    return Wish(act="reassign", words=f"{{number}}改由{asked.rest}负责，时限不变", args={"to": asked.rest})


def _amend(asked: Asked) -> Wish:
    words = f"{{number}}改到{_day(asked.days, asked.rest)}"
    return Wish(act="amend", words=words, args={"deadline": asked.days.moment(Mark.read(asked.rest))})


def _categorise(asked: Asked) -> Wish:
    return Wish(act="category", words=f"{{number}} 类别：{asked.rest}", args={"category": asked.rest})


def _mend(asked: Asked) -> Wish:
    return Wish(act="mend", words=f"{{number}} 第{asked.rest}项已补", args={"items": [int(asked.rest)]})


def _archive(_: Asked) -> Wish:
    return Wish(act="archive", words="{number}归档")


def _found_true(asked: Asked) -> Wish:
    text = f"复核属实，{asked.rest}"
    return Wish(act="true", words=f"{{number}}{text}", text=text)


def _reopen(asked: Asked) -> Wish:
    until, reason = _dated(asked)
    text = f"不属实，重新办理，{reason}，{_day(asked.days, until)}前"
    return Wish(act="reopen", words=f"{{number}}{text}", text=text)


def _extend(asked: Asked) -> Wish:
    until, reason = _dated(asked)
    text = f"申请延期到{_day(asked.days, until)}，{reason}"
    return Wish(
        act="extend", words=f"{{number}}{text}", text=text, args={"deadline": asked.days.moment(Mark.read(until))}
    )


def _grant(asked: Asked) -> Wish:
    until, comment = _dated(asked)
    text = f"同意延期到{_day(asked.days, until)}" + (f"，{comment}" if comment else "")
    return Wish(
        act="extend_approve",
        words=f"{{number}}{text}",
        text=text,
        args={"deadline": asked.days.moment(Mark.read(until))},
    )


def _refuse(asked: Asked) -> Wish:
    return Wish(act="extend_reject", words=f"{{number}}{asked.rest}", text=asked.rest)


def _suspend(asked: Asked) -> Wish:
    return Wish(act="suspend", words=f"{{number}}先中止，{asked.rest}", text=asked.rest)


def _resume(_: Asked) -> Wish:
    return Wish(act="resume", words="{number}恢复办理")


def _dated(asked: Asked) -> tuple[str, str]:
    """Return the mark (``2 18:00``) at the beginning, and the words behind it."""
    day, hour, *words = asked.rest.split(maxsplit=2)
    return f"{day} {hour}", "".join(words)


def _instruct(asked: Asked) -> Wish:
    return Wish(act="instruct", words=f"批示：{{number}} {asked.rest}", text=asked.rest)


def _orient(asked: Asked) -> Wish:
    return Wish(act="orient", words=f"{{number}} 重点事项 {asked.rest}", text=asked.rest)


def _visit(asked: Asked) -> Wish:
    return Wish(act="visit", words=f"/visit {{number}} {asked.rest}", text=asked.rest, file=asked.file)


def _undo(_: Asked) -> Wish:
    return Wish(act="undo", words="/undo {number}")


def _look(_: Asked) -> Wish:
    return Wish(act="task", words="{number}进展如何")


def _parts(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    found = pattern.fullmatch(text)
    assert found is not None  # noqa: S101 - every part of the patterns may be empty
    return found[1], found[2]


def _day(days: Days, mark: str) -> str:
    local = days.hours.local(days.moment(Mark.read(mark)))
    hour = "" if local.hour == 18 else f"{local:%H:%M}"
    return f"{local.month}月{local.day}日{hour}"


_ACTS: dict[str, Callable[[Asked], Wish]] = {
    "签收": _acknowledge,
    "不予受理": _decline,
    "反馈": _progress,
    "佐证": _evidence,
    "更正": _correct,
    "卡点": _block,
    "解除卡点": _unblock,
    "申请销号": _claim,
    "销号": _close,
    "退回": _return,
    "催办": _remind,
    "督办": _escalate,
    "撤回": _withdraw,
    "转办": _reassign,
    "改期": _amend,
    "归类": _categorise,
    "补正": _mend,
    "归档": _archive,
    "属实": _found_true,
    "重新办理": _reopen,
    "申请延期": _extend,
    "同意延期": _grant,
    "不同意延期": _refuse,
    "中止": _suspend,
    "恢复": _resume,
    "批示": _instruct,
    "四导向": _orient,
    "蹲点": _visit,
    "撤销": _undo,
    "查看": _look,
}
