"""How things stood at a past moment (截至某时的情况); the voice speaks as of that moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.paging import Page
from handlers.wording import views
from handlers.wording.spoken import spoken
from handlers.wording.terms import MARKS
from handlers.wording.voice import Voice, called
from ledger.entries import Recorded
from ledger.folding import replay
from ledger.lights import light_of
from ledger.people import Assignee
from ledger.tasks import OVER, Status, Task

_BY_RECORDING = "（按入账时间）"
MOST_UNITS = 12


@spoken
def task(voice: Voice, records: tuple[Recorded, ...]) -> str:
    """Return one task as its entries left it then, with the light that it showed."""
    one = replay(records)
    head = f"{voice.light(one)} <b>截至{voice.moment(voice.now)}的情况{_BY_RECORDING}</b>".lstrip()
    return f"{head}\n{views.task(voice, one, records)}"


@spoken
def not_yet_there(voice: Voice, number: str) -> str:
    """Say that the task was not in the ledger yet."""
    return f"{number} 截至{voice.moment(voice.now)}尚未登记。请改问较晚的时间，或发送 /timeline {number} 查看经过。"


@spoken
def ledger(voice: Voice, tasks: Sequence[Task], page: Page[Task], whose: Sequence[Assignee]) -> str:
    """Return the ledger as it stood: counts, counts by unit on the first page, and a page of what was open."""
    of = f"{voice.names(whose)} " if whose else ""
    lines = [f"<b>{of}截至{voice.moment(voice.now)}的台账{_BY_RECORDING}</b>", _counts(voice, tasks)]
    still_open = [one for one in tasks if one.is_open]
    if page.n == 1:
        lines += _by_unit(voice, still_open)
    if page.of > 1:
        lines.append(f"第{page.n}/{page.of}页")
    return "\n".join([*lines, *map(voice.lit_line, page.shown)])


def _counts(voice: Voice, tasks: Sequence[Task]) -> str:
    closed = sum(one.status in OVER for one in tasks)
    withdrawn = sum(one.status is Status.WITHDRAWN for one in tasks)
    still_open = [one for one in tasks if one.is_open]
    overdue = sum(one.is_overdue(voice.now) for one in still_open)
    waiting = sum(one.status is Status.CLAIMED for one in still_open)
    parts = [f"在办{len(still_open)}项（{_lights(voice, still_open)}）", f"逾期{overdue}项", f"待审核{waiting}项"]
    return "，".join([*parts, f"已销号{closed}项", f"已撤回{withdrawn}项"]) + "。"


def _by_unit(voice: Voice, tasks: Sequence[Task]) -> list[str]:
    """Return a line for each unit that led something, the busiest first."""
    led: dict[str, list[Task]] = {}
    for one in tasks:
        units = (voice.roster.unit_of(branch.assignee) for branch in one.leads)
        for name in dict.fromkeys(voice.roster.unit(unit).name for unit in units if unit is not None):
            led.setdefault(name, []).append(one)
    busiest = sorted(led.items(), key=lambda pair: -len(pair[1]))
    lines = [f"{called(name)}：{len(found)}项（{_lights(voice, found)}）" for name, found in busiest[:MOST_UNITS]]
    rest = len(busiest) - MOST_UNITS
    return [*lines, f"另有{rest}个单位，可写明单位再问。"] if rest > 0 else lines


def _lights(voice: Voice, tasks: Sequence[Task]) -> str:
    lit = (light_of(one, voice.now, voice.house) for one in tasks)
    found = Counter(one.light for one in lit if one is not None)
    return " ".join(f"{mark}{found[light]}" for light, mark in MARKS.items())
