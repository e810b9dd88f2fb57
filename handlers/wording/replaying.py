"""A published report once more (重放): with what it was made, and what has changed since and why (差异)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.wording.spoken import spoken
from handlers.wording.terms import REPORT
from handlers.wording.undoing import DONE
from handlers.wording.views import entry
from handlers.wording.voice import Voice, short
from ledger.entries import Recorded, TaskEntry
from ledger.personal import masked
from reports.replay import Replay

CHANGES = "有何变化"
_MOST = 30  # Lines of each list: the rest is shown by the command line.


@spoken
def nothing(kind: str) -> str:
    """Say that nothing was published which the asker may read here."""
    return f"没有您可查看的已发布{REPORT[kind]}。请写明日期，例：重放11月20日{REPORT[kind]}。"


@spoken
def which_group(kind: str) -> str:
    """Ask which group's report is meant."""
    return f"该{REPORT[kind]}发往多个群，请选择："


@spoken
def broken(head: str) -> str:
    """Say that the chain does not hold what was printed."""
    return f"台账链上没有发布时的校验码 {head[:12]}，无法重放。请联系管理员核验台账。"


@spoken
def as_sent() -> str:
    """Return the heading of a text that can no longer be made anew, only shown."""
    return "<b>发布原文</b>"


@spoken
def proof(voice: Voice, replay: Replay) -> str:
    """Return when it was published, from what, and whether it comes out the same today."""
    published = replay.published
    lines = [
        f"以上为{voice.moment(published.cut_off)}发布的原文。",
        f"文本校验 {published.hash[:12]}｜台账第 {replay.head.seq} 条｜校验码 {published.head[:12]}",
        "按当时的台账重新计算，结果与原文逐字一致。" if replay.is_same else _otherwise(replay),
    ]
    return "\n".join(lines)


@spoken
def changes(voice: Voice, replay: Replay, links: Mapping[int, str]) -> str:
    """Return what differs today, and the late entries behind it."""
    kind, at = REPORT[replay.published.slot.report], voice.moment(replay.published.cut_off)
    lines = [f"<b>{kind}差异</b>｜截至{at}"]
    if not replay.by_late_entries and not replay.otherwise:
        return "\n".join([*lines, "按目前台账重新计算，与发布原文逐字一致。"])
    if replay.by_late_entries:
        lines += ["<b>迟到记录引起的变化</b>（－原文，＋现在）", *_changed(replay.by_late_entries)]
        lines.append(f"<b>发布后入账的迟到记录 {len(replay.late)}</b>")
        lines += [_late(voice, one) + links[one.seq] for one in replay.late[:_MOST]]
        lines += [f"……另有 {len(replay.late) - _MOST} 条。"] if len(replay.late) > _MOST else []
    if replay.otherwise:
        lines += [_otherwise(replay), *_changed(replay.otherwise)]
    return "\n".join(lines)


def _otherwise(replay: Replay) -> str:
    return f"发布后人员、单位、日历、设置有调整，文字已清除，或程序已升级，有 {len(replay.otherwise)} 行与原文不同。"


def _changed(found: Sequence[tuple[str, str]]) -> list[str]:
    signs = {"-": "－", "+": "＋"}
    lines = [f"{signs[sign]} {short(line, 80)}" for sign, line in found[:_MOST]]
    return [*lines, f"……另有 {len(found) - _MOST} 行。"] if len(found) > _MOST else lines


def _late(voice: Voice, record: Recorded) -> str:
    said = record.entry
    if isinstance(said, TaskEntry):
        return f"{said.number} {masked(entry(voice, record, where=''))}"
    what = DONE[type(said).__name__]
    return f"{voice.house.hours.local(said.at):%m-%d %H:%M} {voice.person(said.by)} {what}"
