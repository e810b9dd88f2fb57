"""Words about limits that were provisional (暂定) and are counted anew once the year's notice is kept (重算)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, headline
from ledger.acts.recounting import Counted

_MOST = 20  # More lines than this are not read on a phone.


@spoken
def yours(voice: Voice, years: Sequence[int], moved: Sequence[Counted]) -> str:
    """Tell somebody which of their limits lie elsewhere now."""
    head = f"{_years(years)}年放假安排已登记，下列暂定时限按此重算："
    return "\n".join([head, *_lines(voice, moved), "请以新时限为准；如有困难，请提出延期申请。"])


@spoken
def everything(
    voice: Voice, years: Sequence[int], moved: Sequence[Counted], doubtful: Sequence[Counted], *, stayed: int
) -> str:
    """Tell a coordinator what moved, what did not, and what somebody has to look at."""
    lines = [f"<b>暂定时限重算（{_years(years)}年放假安排）</b>"]
    lines += [f"时限有变化的{len(moved)}项，已通知责任人和交办人：", *_lines(voice, moved)] if moved else []
    if stayed:
        lines.append(f"{'其余' if moved else ''}{stayed}项时限不变，不再标注暂定。")
    if doubtful:
        lines.append(f"未能按原话重算的{len(doubtful)}项，时限暂按原定，请核对；如需调整，请回复新的时限：")
        lines += _more([f"{_named(one)}｜{_until(voice, one)}" for one in doubtful])
    return "\n".join(lines)


def _lines(voice: Voice, moved: Iterable[Counted]) -> list[str]:
    return _more([f"{_named(one)}｜{_change(voice, one)}" for one in moved])


def _more(lines: list[str]) -> list[str]:
    further = len(lines) - _MOST
    return lines if further <= 0 else [*lines[:_MOST], f"另有{further}项，请查看台账。"]


def _named(one: Counted) -> str:
    return f"{one.after.number} {headline(one.after.title)}"


def _change(voice: Voice, one: Counted) -> str:
    if one.before.deadline == one.after.deadline or one.before.deadline is None:
        return f"阶段或分项时限调整，请查看 {one.after.number}"
    return f"{voice.moment(one.before.deadline)}改为{_until(voice, one)}"


def _until(voice: Voice, one: Counted) -> str:
    until = voice.moment(one.after.deadline) if one.after.deadline else "未定时限"
    return f"{until}{'（仍为暂定）' if one.after.provisional else ''}"


def _years(years: Sequence[int]) -> str:
    return "、".join(map(str, sorted(set(years))))
