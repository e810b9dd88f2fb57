"""What ``ledger verify`` found, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from handlers.wording.verifying import BREAKS

if TYPE_CHECKING:
    from storage.verify import Verdict

_INSIDE = timedelta(hours=14)
"""From the end of a month back into it, whatever the zone."""


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """Yield the verdict, one fact a line; the first line says whether the ledger is whole."""
    yield _first(verdict)
    erased = f"，其中已按规定清除文字 {verdict.erased} 处" if verdict.erased else ""
    looked_at = f"流水 {verdict.entries} 条" if verdict.first == 1 else _part(verdict)
    yield f"{looked_at}{erased}；校验码 {verdict.head.hash}"
    if verdict.broken is not None:
        task = f"（{verdict.broken_task}）" if verdict.broken_task else ""
        yield f"第 {verdict.broken.seq} 条流水{task}{BREAKS.get(verdict.broken.why, verdict.broken.why)}。"
    if verdict.triggers_missing:
        yield f"缺少防改触发器：{'、'.join(verdict.triggers_missing)}，请运行 taizhang db upgrade 或联系维护人员。"
    if not verdict.triggers_effective:
        yield "防改触发器不起作用：流水可以被改动。"
    if verdict.tasks_differ:
        numbers = "、".join(verdict.tasks_differ)
        yield f"事项状态与流水不一致：{numbers}。请运行 taizhang ledger rebuild 按流水重新生成。"
    if verdict.months_differ:
        months = "、".join(f"{ends_at - _INSIDE:%Y-%m}" for ends_at in verdict.months_differ)
        yield f"月结与流水不一致：{months}。请运行 taizhang ledger rebuild 按流水重新生成。"
    if verdict.head_found is False:
        yield "所给校验码不在链上：报告之后的流水被删除或改写。"


def _part(verdict: Verdict) -> str:
    """Say which entries were looked at, where it was not all of them."""
    if verdict.entries < verdict.first:
        return f"自第 {verdict.first} 条起没有新流水，更早的未核验"
    return f"第 {verdict.first} 条至第 {verdict.entries} 条流水，更早的未核验"


def _first(verdict: Verdict) -> str:
    """Say whether the ledger is whole; rows that are only its cache are no reason to stop."""
    if verdict.is_whole:
        whole = "台账完整。" if verdict.first == 1 else "所核验部分完整。"
        return whole if verdict.folded else "流水完整，未核对事项状态。"
    if replace(verdict, tasks_differ=(), months_differ=()).is_whole:
        return f"流水完整，部分{'事项状态' if verdict.tasks_differ else '月结'}须重新生成。"
    is_unread = verdict.broken is not None and verdict.broken.why == "unreadable"
    if is_unread and replace(verdict, broken=None, tasks_differ=(), months_differ=()).is_whole:
        return "有流水无法读取，请按下述办法处理。"
    return "台账不完整，请停用并从备份核对。"


def pace_line(verdict: Verdict, seconds: float) -> str:
    """Say how long it took."""
    count = max(0, verdict.entries - verdict.first + 1)
    return f"用时 {seconds:.1f} 秒，每秒 {count / max(seconds, 0.001):,.0f} 条。"


def rebuilt_lines(found: Verdict) -> Iterator[str]:
    """Yield what was made anew, or why nothing was."""
    if found.broken is not None:
        yield "流水不完整，未作改动。请运行 taizhang ledger verify 查看。"
        return
    if found.months_differ:
        yield f"已按流水重新生成 {len(found.months_differ)} 个月的月结。"
    if found.tasks_differ:
        yield f"已按流水重新生成 {len(found.tasks_differ)} 件事项的状态：{'、'.join(found.tasks_differ)}。"
    if not found.tasks_differ and not found.months_differ:
        yield "事项状态与流水一致，无需重新生成。"
