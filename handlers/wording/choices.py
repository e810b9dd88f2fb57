"""Words about several tasks or several leads at once (逐项、选择)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.spoken import spoken
from handlers.wording.voice import called
from ledger.tasks import Task


@spoken
def one_by_one(numbers: Sequence[str]) -> str:
    """Ask for one message for each task."""
    return f"消息中涉及多个事项（{'、'.join(map(called, numbers))}），未作登记。请逐项分别发送。"


@spoken
def about(number: str, text: str) -> str:
    """Put the task's number in front of words that do not hold it."""
    return f"{called(number)} {text}"


@spoken
def which_lead(task: Task, new: str) -> str:
    """Ask in whose place the new assignee comes."""
    return f"{task.number} 有多个责任单位或责任人，请选择由谁改为{called(new)}："


@spoken
def nothing_to_sign() -> str:
    """Say that no receipt is owed."""
    return "您目前没有待签收的事项。"
