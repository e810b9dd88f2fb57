"""The register of regulations as lists in the chat (制度清单、查制度)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.wording.regulations import owner, titled
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, escape
from ledger.regulation_entries import RegulationGroup
from ledger.regulations import Regulation
from reports.regulations import GROUPS, STATUSES, Standing, by_group, by_owner
from reports.splitting import split

HOW_TO_SEARCH = "可发送“查制度 公文”这样的内容查找，或发送编号查看。"
_LABEL = 12


@spoken
def nothing(*, any_known: bool) -> str:
    """Say that there is none."""
    if any_known:
        return "目前没有这类制度。发送“制度清单”可查看全部。"
    return "制度台账尚未建立。请督查员写明“登记制度《名称》，N类，某科负责”，或由管理员导入制度表。"


@spoken
def not_found(words: str) -> str:
    """Say that no title holds the words."""
    return f"没有找到与“{escape(words[:30])}”有关的制度。请换一个词，或发送“制度清单”查看全部。"


@spoken
def button(one: Regulation) -> str:
    """Return what the button that opens it says."""
    return one.number if len(one.title) > _LABEL else one.title


@spoken
def listed(voice: Voice, known: Sequence[Regulation], *, whole: bool) -> tuple[str, ...]:
    """Return the list in parts of a message: by group, each line with its status, owner and day."""
    today = voice.house.hours.local(voice.now).date()
    heading = f"<b>制度{len(known)}项</b>"
    if whole:
        heading += "（" + "；".join(_group_line(one) for one in by_group(known, voice.house, today)) + "）"
    return split(heading, [*_blocks(voice, known, today), HOW_TO_SEARCH])


def _group_line(one: Standing) -> str:
    return f"{one.name}{one.total}项" + (f"，应有{one.expected}项" if one.expected != one.total else "")


def _blocks(voice: Voice, known: Sequence[Regulation], today: date) -> Iterator[str]:
    for group in RegulationGroup:
        rows = [row(voice, one, today) for one in known if one.group is group]
        if rows:
            yield "\n".join([f"<b>{GROUPS[group]}（{len(rows)}）</b>", *rows])


@spoken
def row(voice: Voice, one: Regulation, today: date) -> str:
    """Return one regulation on one line."""
    due = f"｜限{one.due:%m-%d}前" if one.is_owed and one.due else ""
    late = "（已超时限）" if one.is_late(today) else ""
    return f"{one.number} {titled(one.title)}｜{STATUSES[one.status]}｜{owner(voice, one.owner)}{due}{late}"


@spoken
def found(voice: Voice, words: str, some: Sequence[Regulation], count: int) -> tuple[str, ...]:
    """Return what a search has found, the best first."""
    today = voice.house.hours.local(voice.now).date()
    more = f"，列出前{len(some)}项" if count > len(some) else ""
    heading = f"<b>与“{escape(words[:30])}”有关的制度{count}项</b>{more}"
    return split(heading, ["\n".join(row(voice, one, today) for one in some)])


@spoken
def figures(voice: Voice, known: Sequence[Regulation], today: date) -> tuple[str, ...]:
    """Return the report as of the day: by group against what is expected, and by owner what is owed."""
    groups = by_group(known, voice.house, today)
    late = sum(one.late for one in groups)
    heading = f"<b>制度体系</b>｜共{sum(one.total for one in groups)}项" + (f"，超过修订时限{late}项" if late else "")
    owners = [_figures(one) for one in by_owner(known, voice.roster, today)]
    return split(heading, ["\n".join(map(_figures, groups)), "\n".join(["<b>按责任科室</b>", *owners])])


def _figures(one: Standing) -> str:
    counts = "，".join(f"{STATUSES[status]}{one.counts[status]}项" for status in STATUSES if one.counts.get(status))
    wanted = f"（应有{one.expected}项）" if one.expected is not None and one.expected != one.total else ""
    late = f"，超过时限{one.late}项" if one.late else ""
    return f"{called(one.name) or '责任科室未定'}：{counts or '无'}{wanted}{late}"
