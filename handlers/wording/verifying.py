"""Words about the proof that the ledger is whole (核验)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlers.wording.spoken import spoken

if TYPE_CHECKING:
    from storage.proving import Proof

ONLY_IN_PRIVATE = "核验结果仅在私聊答复，请私信发送 /verify。"
NO_HEAD = "校验码为12位数字和字母（0-9、a-f），见日报告末行。请核对后重发，例如：核验 81bc5b36a482。"
SHOWN = 12
BREAKS = {
    "gap": "编号不连续",
    "link": "与上一条对不上",
    "hash": "内容被改动",
    "text": "文字被改动",
    "lost": "缺失",
    "unreadable": "校验相符，但本版程序无法读取；请升级程序后重新核验，仍无法读取的从备份核对",
}
"""What is wrong with an entry, by the kind of the break."""


@spoken
def proved(proof: Proof, head: str) -> str:
    """Return the answer: whole or not, how many entries, the head as reports print it."""
    return "\n".join(_lines(proof, head))


def _lines(proof: Proof, head: str) -> Iterator[str]:
    whole = proof.broken is None and proof.head_found is not False
    yield "<b>台账完整</b>" if whole else "<b>台账不完整</b>，请立即联系维护人员从备份核对。"
    yield f"流水 {proof.head.seq} 条｜校验码 {proof.head.hash[:SHOWN]}"
    if proof.broken is not None:
        task = f"（{proof.broken_task}）" if proof.broken_task else ""
        yield f"第 {proof.broken.seq} 条流水{task}{BREAKS.get(proof.broken.why, proof.broken.why)}。"
    if proof.head_found is not None:
        at = head[:SHOWN]
        yield (
            f"所给校验码 {at} 在台账中。"
            if proof.head_found
            else f"所给校验码 {at} 不在台账中：其后的流水被删除或改写。"
        )
    if proof.first > 1:
        yield f"本次核验第 {proof.first} 条以后的流水；全部核验请联系维护人员运行 taizhang ledger verify。"
