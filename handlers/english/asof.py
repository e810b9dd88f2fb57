"""How things stood at a past moment (截至某时的情况); the voice speaks as of that moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.english import views
from handlers.english.voice import called, listed
from handlers.paging import Page
from handlers.wording.asof import MOST_UNITS
from handlers.wording.terms import MARKS
from handlers.wording.voice import Voice
from ledger.entries import Recorded
from ledger.folding import replay
from ledger.lights import light_of
from ledger.people import Assignee
from ledger.tasks import OVER, Status, Task

_BY_RECORDING = " (by the time of recording)"


def task(voice: Voice, records: tuple[Recorded, ...]) -> str:
    """Return one task as its entries left it then, with the light that it showed."""
    one = replay(records)
    head = f"{voice.light(one)} <b>As of {voice.moment(voice.now)}{_BY_RECORDING}</b>".lstrip()
    return f"{head}\n{views.task(voice, one, records)}"


def not_yet_there(voice: Voice, number: str) -> str:
    """Say that the task was not in the ledger yet."""
    return (
        f"{number} was not registered yet, {voice.moment(voice.now)}. Ask for a later time, or send /timeline {number}."
    )


def ledger(voice: Voice, tasks: Sequence[Task], page: Page[Task], whose: Sequence[Assignee]) -> str:
    """Return the ledger as it stood: counts, counts by unit on the first page, and a page of what was open."""
    of = f"{voice.names(whose)}: " if whose else ""
    lines = [f"<b>{of}the ledger as of {voice.moment(voice.now)}{_BY_RECORDING}</b>", _counts(voice, tasks)]
    still_open = [one for one in tasks if one.is_open]
    if page.n == 1:
        lines += _by_unit(voice, still_open)
    if page.of > 1:
        lines.append(f"Page {page.n} of {page.of}")
    return "\n".join([*lines, *map(voice.lit_line, page.shown)])


def _counts(voice: Voice, tasks: Sequence[Task]) -> str:
    closed = sum(one.status in OVER for one in tasks)
    withdrawn = sum(one.status is Status.WITHDRAWN for one in tasks)
    still_open = [one for one in tasks if one.is_open]
    overdue = sum(one.is_overdue(voice.now) for one in still_open)
    waiting = sum(one.status is Status.CLAIMED for one in still_open)
    parts = [f"{len(still_open)} open ({_lights(voice, still_open)})", f"{overdue} overdue", f"{waiting} claimed"]
    return f"{listed([*parts, f'{closed} closed', f'{withdrawn} withdrawn'])}."


def _by_unit(voice: Voice, tasks: Sequence[Task]) -> list[str]:
    led: dict[str, list[Task]] = {}
    for one in tasks:
        units = (voice.roster.unit_of(branch.assignee) for branch in one.leads)
        for name in dict.fromkeys(voice.roster.unit(unit).name for unit in units if unit is not None):
            led.setdefault(name, []).append(one)
    busiest = sorted(led.items(), key=lambda pair: -len(pair[1]))
    lines = [f"{called(name)}: {len(found)} ({_lights(voice, found)})" for name, found in busiest[:MOST_UNITS]]
    rest = len(busiest) - MOST_UNITS
    return [*lines, f"{rest} more units; ask for one by its name."] if rest > 0 else lines


def _lights(voice: Voice, tasks: Sequence[Task]) -> str:
    lit = (light_of(one, voice.now, voice.house) for one in tasks)
    found = Counter(one.light for one in lit if one is not None)
    return " ".join(f"{mark}{found[light]}" for light, mark in MARKS.items())
