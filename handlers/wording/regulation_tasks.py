"""制度修订任务 in words: what the register owes, and the tasks that come from it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.regulation_lists import row
from handlers.wording.regulations import owner
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, headline
from ledger.regulation_entries import RegulationStatus
from ledger.regulations import Regulation
from ledger.tasks import Task
from reports.splitting import split

DROP = "取消"


@spoken
def confirm(count: int) -> str:
    """Return what the button says that gives them out."""
    return "确认交办" if count == 1 else f"确认交办{count}项"


def title(one: Regulation) -> str:
    """Return what the task is called."""
    return f"{'制定' if one.status is RegulationStatus.TO_DRAFT else '修订'}《{one.title.strip('《》')}》"


@spoken
def listed(voice: Voice, found: Sequence[Regulation], ready: int) -> tuple[str, ...]:
    """Return what is to be revised or drafted, the earliest day first, and what can be given out now."""
    if not found:
        return ("目前没有待修订、待制定的制度。",)
    today = voice.house.hours.local(voice.now).date()
    rows = [row(voice, one, today) + (f"｜{one.task}" if one.task else "") for one in found]
    said = f"可交办{ready}项，确认后按责任科室和时限生成事项；其余已在办，或未定责任科室、时限。" if ready else ""
    return split(f"<b>待修订、待制定的制度{len(found)}项</b>", ["\n".join(rows), *([said] if said else [])])


@spoken
def card(voice: Voice, one: Regulation) -> str:
    """Show the task that one regulation would give."""
    until = voice.day(one.due) if one.due else ""
    what = f"{title(one)}（{one.number}），{until}前完成"
    return f"将交办{owner(voice, one.owner)}：{what}。销号时附正式文本，制度随即更新。"


@spoken
def assigned(voice: Voice, tasks: Sequence[Task], missed: Sequence[str]) -> str:
    """Confirm what was given out."""
    lines = [f"已交办{len(tasks)}项制度修订任务："]
    for task in tasks:
        until = voice.moment(task.deadline) if task.deadline else ""
        lines.append(f"{task.number} {headline(task.title, 60)}｜{until}前")
    lines += [f"{'、'.join(missed)}尚未绑定，请另行通知。"] if missed else []
    return "\n".join(lines)
