"""The register of regulations as lists in the chat (制度清单、查制度)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.english.regulations import STATUSES, owner, titled
from handlers.english.voice import called, escape, in_days
from handlers.english.voice import listed as in_a_row
from handlers.wording.voice import Voice
from ledger.regulation_entries import RegulationGroup
from ledger.regulations import Regulation
from reports.regulations import Standing, by_group, by_owner
from reports.splitting import split

HOW_TO_SEARCH = "To find one, write for example 查制度 公文, or send its number."
_LABEL = 12


def nothing(*, any_known: bool) -> str:
    """Say that there is none."""
    if any_known:
        return "There are no such regulations. 制度清单 lists all."
    return "The register is empty. A coordinator writes 登记制度《名称》，N类，某科负责, or it is imported."


def not_found(words: str) -> str:
    """Say that no title holds the words."""
    return f"No regulation about “{escape(words[:30])}”. Please try another word, or send 制度清单 for all."


def button(one: Regulation) -> str:
    """Return what the button that opens it says."""
    return one.number if len(one.title) > _LABEL else one.title


def listed(voice: Voice, known: Sequence[Regulation], *, whole: bool) -> tuple[str, ...]:
    """Return the list in parts of a message: by group, each line with its status, owner and day."""
    today = voice.house.hours.local(voice.now).date()
    heading = f"<b>Regulations: {len(known)}</b>"
    if whole:
        heading += f" ({'; '.join(_group_line(one) for one in by_group(known, voice.house, today))})"
    return split(heading, [*_blocks(voice, known, today), HOW_TO_SEARCH])


def _group(name: str) -> str:
    return name.removesuffix("类")


def _group_line(one: Standing) -> str:
    return f"{_group(one.name)} {one.total}" + (f", expected {one.expected}" if one.expected != one.total else "")


def _blocks(voice: Voice, known: Sequence[Regulation], today: date) -> Iterator[str]:
    for group in RegulationGroup:
        rows = [row(voice, one, today) for one in known if one.group is group]
        if rows:
            yield "\n".join([f"<b>Group {group.value} ({len(rows)})</b>", *rows])


def row(voice: Voice, one: Regulation, today: date) -> str:
    """Return one regulation on one line."""
    due = f" | by {in_days(one.due)}" if one.is_owed and one.due else ""
    late = " (late)" if one.is_late(today) else ""
    return f"{one.number} {titled(one.title)} | {STATUSES[one.status]} | {owner(voice, one.owner)}{due}{late}"


def found(voice: Voice, words: str, some: Sequence[Regulation], count: int) -> tuple[str, ...]:
    """Return what a search has found, the best first."""
    today = voice.house.hours.local(voice.now).date()
    more = f", the first {len(some)}" if count > len(some) else ""
    heading = f"<b>Regulations about “{escape(words[:30])}”: {count}</b>{more}"
    return split(heading, ["\n".join(row(voice, one, today) for one in some)])


def figures(voice: Voice, known: Sequence[Regulation], today: date) -> tuple[str, ...]:
    """Return the report as of the day: by group against what is expected, and by owner what is owed."""
    groups = by_group(known, voice.house, today)
    late = sum(one.late for one in groups)
    heading = f"<b>Regulations</b> | {sum(one.total for one in groups)}" + (f", {late} late" if late else "")
    owners = [_figures(one) for one in by_owner(known, voice.roster, today)]
    return split(heading, ["\n".join(map(_figures, groups)), "\n".join(["<b>By owner</b>", *owners])])


def _figures(one: Standing) -> str:
    counts = in_a_row(f"{STATUSES[status]} {one.counts[status]}" for status in STATUSES if one.counts.get(status))
    wanted = f" (expected {one.expected})" if one.expected is not None and one.expected != one.total else ""
    late = f", {one.late} late" if one.late else ""
    return f"{called(_group(one.name)) or 'No owner'}: {counts or 'none'}{wanted}{late}"
