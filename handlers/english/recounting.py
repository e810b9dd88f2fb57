"""Words about limits that were provisional (暂定) and are counted anew once the year's notice is kept (重算)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.english.voice import headline, listed, many
from handlers.wording.voice import Voice
from ledger.acts.recounting import Counted

_MOST = 20


def yours(voice: Voice, years: Sequence[int], moved: Sequence[Counted]) -> str:
    """Tell somebody which of their limits lie elsewhere now."""
    head = f"The holidays of {_years(years)} are registered; these provisional deadlines were recounted:"
    last = "The new deadlines hold; if there are difficulties, please request an extension."
    return "\n".join([head, *_lines(voice, moved), last])


def everything(
    voice: Voice, years: Sequence[int], moved: Sequence[Counted], doubtful: Sequence[Counted], *, stayed: int
) -> str:
    """Tell a coordinator what moved, what did not, and what somebody has to look at."""
    lines = [f"<b>Provisional deadlines recounted (holidays of {_years(years)})</b>"]
    if moved:
        lines += [f"{many(len(moved), 'deadline')} moved; assignees and assigners were told:", *_lines(voice, moved)]
    if stayed:
        lines.append(f"{many(stayed, 'deadline')} unchanged and no longer provisional.")
    if doubtful:
        lines.append(f"{many(len(doubtful), 'deadline')} not to be recounted; please check, or reply with a new one:")
        lines += _more([f"{_named(one)} | {_until(voice, one)}" for one in doubtful])
    return "\n".join(lines)


def _lines(voice: Voice, moved: Iterable[Counted]) -> list[str]:
    return _more([f"{_named(one)} | {_change(voice, one)}" for one in moved])


def _more(lines: list[str]) -> list[str]:
    further = len(lines) - _MOST
    return lines if further <= 0 else [*lines[:_MOST], f"{further} more, see the ledger."]


def _named(one: Counted) -> str:
    return f"{one.after.number} {headline(one.after.title)}"


def _change(voice: Voice, one: Counted) -> str:
    if one.before.deadline == one.after.deadline or one.before.deadline is None:
        return f"stages or parts moved, see {one.after.number}"
    return f"{voice.moment(one.before.deadline)} to {_until(voice, one)}"


def _until(voice: Voice, one: Counted) -> str:
    until = voice.moment(one.after.deadline) if one.after.deadline else "no deadline"
    return f"{until}{' (still provisional)' if one.after.provisional else ''}"


def _years(years: Sequence[int]) -> str:
    return listed(map(str, sorted(set(years))))
