"""Assigning (交办): from a sentence that orders something to tasks with people, title and deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.reading.calls import CALL
from handlers.reading.choosing import Chosen, choose, is_meant
from handlers.reading.duties import Duty
from handlers.reading.key import Keyed, needs
from handlers.reading.late import Late
from handlers.reading.lists import first_item, items_of
from handlers.reading.moments import ASK
from handlers.reading.moving import moves_it
from handlers.reading.orders import is_order
from handlers.reading.pairs import pairs_of, shares_limit
from handlers.reading.people_of import People, people_of
from handlers.reading.recurring import recurrence_of
from handlers.reading.replies import BUT_STAFF
from handlers.reading.said import Said
from handlers.reading.slips import mended
from handlers.reading.strangers import strangers_in
from handlers.reading.targets import Target, find_targets
from handlers.reading.titles import title_of
from handlers.reading.values import Intent, Milestone, Reading, TaskReading
from handlers.reading.verbs import ANY
from ledger.people import Role

_URGENCY = Keyed("急特", r"特急|特提|加急|急件|紧急(?=[:,!、 通]|$)|平急|十万火急")
_DEGREE = {"特急": "特急", "特提": "特急", "十万火急": "特急", "平急": "平急"}
_PROPOSED = {"特急": 1, "加急": 3, "平急": 10}  # Workdays, by the urgency rule (defaults).

Part = tuple[int, int, tuple[Target, ...]]


def assign(said: Said) -> Reading | None:
    """Return the tasks that the message gives, or nothing where it orders nothing."""
    said = mended(said)
    targets = find_targets(said)
    if moves_it(said) or not is_order(said, targets):
        return None
    recurring = recurrence_of(said)
    if recurring is not None:
        people, chosen = people_of(said, targets), Chosen(recurring.first, recurring.spans, recurring.starts)
        task = _task(said, (0, len(said.text), targets), people, chosen)
        return _reading(said, [(replace(task[0], recurrence=recurring.recurrence), task[1])], Intent.ASSIGN_RECURRING)
    return _reading(said, _titled([one_task(said, part) for part in _parts(said, targets)]), Intent.ASSIGN)


_HEAD = Late(rf"(?:[^,。;!?\n]{{2,14}}[,。!])?\s?(?:{CALL})?\s?")


def ordered(said: Said) -> Reading | None:
    """请财政局督促各区周五前完成拨付: who is to act stands at the head, with a limit; no word further on is the act."""
    if said.role is Role.STAFF or said.number or not said.times:
        return None
    if not any(
        time.bound or (is_meant(said, at) and said.resolved[at].value is not None) for at, time in enumerate(said.times)
    ):
        return None
    first = next((one for one in find_targets(said) if one.duty in (Duty.ASSIGNEE, Duty.LEAD)), None)
    if first is None or not _HEAD.fullmatch(said.bones[: first.start]) or not ANY.search(said.bones, first.end):
        return None
    return assign(said)


def _titled(found: list[tuple[TaskReading, tuple[str, ...]]]) -> list[tuple[TaskReading, tuple[str, ...]]]:
    """农牧局3日内、水务局5日内分别上报: what is said once at the end is owed by all."""
    last = found[-1][0].title.removeprefix("分别").removeprefix("都要")
    return [(task if task.title else replace(task, title=last), asks) for task, asks in found]


@needs(of=BUT_STAFF)
def listed(said: Said) -> Reading | None:
    """Return the tasks of pasted minutes or a numbered list, before a word in one item is taken for the whole."""
    if not first_item(said):
        return None
    return assign(said) if items_of(said, find_targets(said)) and not said.number else None


def one_task(said: Said, part: Part) -> tuple[TaskReading, tuple[str, ...]]:
    """Read one part of the message as one task; the second value is what must be asked."""
    start, end, targets = part
    inside = said.part(start, end) if (start, end) != (0, len(said.text)) else said
    chosen = choose(inside) or _inherited(said, start) or said.once(_common) or Chosen(ASK)
    return _task(said, part, people_of(said, targets), chosen)


def _parts(said: Said, targets: tuple[Target, ...]) -> Sequence[Part]:
    items = items_of(said, targets)
    if items:
        return items
    return pairs_of(said, targets) or [(0, len(said.text), targets)]


def _inherited(said: Said, start: int) -> Chosen | None:
    """Give an item without a limit of its own that of the sentence before the list."""
    if not start:
        return None
    head = first_item(said)
    return choose(said.part(0, head)) if head and start >= head else None


def _common(said: Said) -> Chosen | None:
    """Give each of several doers the one limit that is said of them all (都是后天下班前)."""
    return choose(said) if shares_limit(said, find_targets(said)) else None


def _task(said: Said, part: Part, people: People, chosen: Chosen) -> tuple[TaskReading, tuple[str, ...]]:
    start, end, targets = part
    urgency, found = _urgency(said), chosen.resolved
    named = [target for target in targets if target.duty is not Duty.CONTENT]
    task = TaskReading(
        title=title_of(said, start, end, named, chosen.spans),
        lead=people.lead,
        support=people.support,
        assignees=people.assignees,
        mode=people.mode,
        deadline=found.value,
        milestones=tuple(
            Milestone(stage_title(said, end, chosen, at), stage.value) for at, (_, stage) in enumerate(chosen.stages)
        ),
        relative_to=found.relative_to,
        delta=found.delta,
        provisional=found.provisional,
        urgency=urgency,
        starts=_opening(chosen),
        offer=found.offer or _proposal(said, urgency, chosen),
        warnings=found.warnings,
        lead_id=people.lead_id,
        support_ids=people.support_ids,
        assignee_ids=people.assignee_ids,
        candidates=people.candidates,
    )
    return task, tuple(dict.fromkeys((*people.asks, *found.asks)))


def stage_title(said: Said, end: int, chosen: Chosen, at: int) -> str:
    """Return what is owed at that stage: the words after its limit, up to the next comma."""
    time = chosen.stages[at][0]
    stop = re.compile(r"[,。;\n]").search(said.masked, time.end, end)
    return said.text[time.end : stop.start() if stop else end].strip()


def _opening(chosen: Chosen) -> datetime | None:
    value = chosen.starts.value if chosen.starts else None
    return value.replace(hour=0, minute=0) if value else None


def _urgency(said: Said) -> str | None:
    found = said.finds(_URGENCY, said.masked)
    return _DEGREE.get(found.group(), "加急") if found else None


def _proposal(said: Said, urgency: str | None, chosen: Chosen) -> datetime | None:
    """Propose a limit by the urgency rule where none is said; it is asked, never set."""
    if urgency is None or chosen.spans:
        return None
    return said.now.hours.end_of_business(said.now.calendar.add_workdays(said.now.today, _PROPOSED[urgency]))


def _reading(said: Said, found: Sequence[tuple[TaskReading, tuple[str, ...]]], intent: Intent) -> Reading:
    strangers = strangers_in(said.bones, said.marks)
    doubts = [ask for _, asked in found for ask in asked] + (["assignee"] if strangers else [])
    return Reading(
        text=said.text,
        intent=intent,
        tasks=tuple(task for task, _ in found),
        task_number=said.number,
        args={"unknown": strangers} if strangers else {},
        asks=tuple(dict.fromkeys(doubts)),
    )
