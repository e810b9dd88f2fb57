"""What ``ledger verify`` found, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlers.wording.verifying import BREAKS

if TYPE_CHECKING:
    from storage.verify import Verdict


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """Yield the verdict, one fact a line; the first line says whether the ledger is whole."""
    yield "台账完整。" if verdict.is_whole else "台账不完整，请停用并从备份核对。"
    erased = f"，其中已按规定清除文字 {verdict.erased} 处" if verdict.erased else ""
    yield f"流水 {verdict.entries} 条{erased}；校验码 {verdict.head.hash}"
    if verdict.broken is not None:
        task = f"（{verdict.broken_task}）" if verdict.broken_task else ""
        yield f"第 {verdict.broken.seq} 条流水{task}{BREAKS.get(verdict.broken.why, verdict.broken.why)}。"
    if verdict.triggers_missing:
        yield f"缺少防改触发器：{'、'.join(verdict.triggers_missing)}，请运行 taizhang db upgrade 或联系维护人员。"
    if not verdict.triggers_effective:
        yield "防改触发器不起作用：流水可以被改动。"
    if verdict.tasks_differ:
        yield f"事项状态与流水不一致：{'、'.join(verdict.tasks_differ)}。"
    if verdict.head_found is False:
        yield "所给校验码不在链上：报告之后的流水被删除或改写。"
