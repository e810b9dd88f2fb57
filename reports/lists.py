"""The lists that the reports are made of: one function per list, each returning what its figure counts."""

from __future__ import annotations

from datetime import date, datetime

from ledger.entries import Returned
from ledger.lights import Light, blocker_age
from ledger.people import UnitId
from ledger.queries import begun_before_silence
from ledger.rates import late_by
from ledger.tasks import Blocker, Branch, Notice, Status, Suspension, Task
from reports.lines import Drawn, Line, Section
from reports.view import View

_LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN)


def due_today(view: View) -> Section:
    """今日到期: the deadline is still ahead today, and no claim stands."""
    return Section("due_today", Drawn(view.due_within(view.today, view.today), view.line))


def overdue(view: View) -> Section:
    """逾期: past the deadline, with the reason on record; a late claim that waits for review is still among them."""
    return Section("overdue", Drawn(view.overdue, lambda task: view.overdue_line(task, note=_reason(view, task))))


def _reason(view: View, task: Task) -> str:
    """Return why a task is late, as far as anybody said: what blocks it, what more time was asked for, what lacked."""
    blocked = (blocker.reason for blocker in task.blockers)
    asked = task.asked.reason if task.asked is not None else ""
    said = (*blocked, asked, task.missing, view.lacked.get(task.number, ""), task.last_note)
    return next(filter(None, said), "")


def newly_assigned(view: View, start: datetime, end: datetime, *, key: str = "new") -> Section:
    """新交办: assigned in (start, end] and not withdrawn."""
    found = (task for task in view.tasks if task.withdrawn_at is None and start < task.assigned_at <= end)
    return Section(key, Drawn(found, view.line))


def unacknowledged(view: View) -> Section:
    """待签收: one line for each branch whose receipt is owed, with the workdays since it was handed over."""
    owed = [(task, branch) for task in view.open for branch in view.branches(task) if branch.status is Status.ASSIGNED]
    return Section("unacknowledged", Drawn(owed, lambda one: unsigned_line(view, *one)))


def unsigned_line(view: View, task: Task, branch: Branch) -> Line:
    """Return a branch whose receipt is owed, with the workdays since it was handed over."""
    return view.line(task, branch=branch, days=_age(view, branch))


def _age(view: View, branch: Branch) -> int:
    house = view.facts.house
    return max(0, house.calendar.workdays_between(house.hours.local(branch.since).date(), view.today))


def to_review(view: View) -> Section:
    """待销号: claimed, waiting for the reviewer."""
    return Section("to_review", Drawn(view.claimed, view.overdue_line))


def blockers(view: View) -> Section:
    """卡点: one line for each branch that is held up, the oldest first."""
    return Section("blockers", Drawn(held_up(view), lambda held: blocker_line(view, *held)))


def held_up(view: View) -> list[tuple[Task, Branch, Blocker]]:
    """Return the branches that are held up, with their tasks, the oldest blocker first."""
    inside = ((task, branch) for task in view.open for branch in view.branches(task))
    found = [(task, branch, branch.blocker) for task, branch in inside if branch.blocker is not None]
    return sorted(found, key=lambda held: held[2].since)


def blocker_line(view: View, task: Task, branch: Branch, blocker: Blocker) -> Line:
    """Return a branch that is held up, with the blocker's age; ``why`` is whose help it needs."""
    needs = view.facts.roster.name_of(blocker.needs) if blocker.needs else ""
    days = blocker_age(task, blocker, view.now, view.facts.house)
    return view.line(task, branch=branch, days=days, note=blocker.reason, why=needs)


def suspended(view: View) -> Section:
    """中止: the clock stands still; the workdays since, and what is awaited."""
    found = ((task, one) for task in view.tasks if (one := task.suspended) is not None)
    return Section("suspended", Drawn(found, lambda pair: _suspended_line(view, *pair)))


def _suspended_line(view: View, task: Task, one: Suspension) -> Line:
    days = view.facts.house.calendar.workdays_between(view.facts.house.hours.local(one.since).date(), view.today)
    return view.line(task, days=days, note=one.awaiting or one.reason, why="awaited" if one.awaiting else "")


def broken_chains(view: View) -> Section:
    """断链: open without a deadline or a target, or with an assignee who has left or has nobody to do it."""
    found = ((task, why) for task in view.open if (why := _break(view, task)))
    return Section("broken", Drawn(found, lambda pair: view.line(pair[0], why=pair[1])))


def _break(view: View, task: Task) -> str:
    if task.deadline is None and task.term is None:  # One that runs from the receipt waits for that.
        return "no_deadline"
    working = [branch.assignee for branch in task.branches if branch.claimed_at is None]
    if any(one.person is not None and not view.facts.roster.person(one.person).is_active for one in working):
        return "no_assignee"
    if any(one.unit is not None and not _has_people(view, one.unit) for one in working):
        return "no_people"
    return "" if task.title.strip() else "no_target"


def _has_people(view: View, unit: UnitId) -> bool:
    """Tell whether anybody active belongs to the unit, or to a unit below it."""
    roster = view.facts.roster
    return any(roster.within(person.unit, unit) for person in roster.active_people)


def notices(view: View) -> Section:
    """督办: open tasks with a supervision notice, those that have yet to answer first, then by its limit."""
    found = [(task, task.notice) for task in view.open if task.notice is not None]
    found.sort(key=lambda pair: (pair[1].answered_at is not None, pair[1].limit))
    return Section("notices", Drawn(found, lambda pair: notice_line(view, *pair)))


def notice_line(view: View, task: Task, notice: Notice) -> Line:
    """Return the task with the notice's number; ``why`` is its level, the date the limit of the answer."""
    answered = "answered" if notice.answered_at is not None else "late" if view.now > notice.limit else "waits"
    return view.line(task, code=notice.number, why=f"{notice.level}_{answered}", until=notice.limit)


def silent(view: View) -> Section:
    """久无进展: in time and under way, and nobody has put a word to it for so many workdays."""
    view.facts.must_hold(last_words=True)
    longest = view.facts.house.escalation.silent_workdays
    begun = view.facts.aligned(begun_before_silence(view.facts.at, view.facts.house))
    old = (task for task in view.ahead if task.assigned_at < begun)  # The others are not asked one by one.
    unheard = ((task, days) for task in old if (days := view.facts.days_unheard(task)) >= longest)
    return Section("silent", Drawn(unheard, lambda pair: view.line(pair[0], days=pair[1])))


def closed(view: View, start: datetime, end: datetime, *, key: str = "closed") -> Section:
    """销号: struck off in (start, end]; of what was late, by how many workdays and why."""
    view.facts.must_hold(every_over=True)
    found = (task for task in view.tasks if task.closed_at is not None and start < task.closed_at <= end)
    return Section(key, Drawn(found, lambda task: late_line(view, task, late_by(task, end, view.facts.house))))


def late_line(view: View, task: Task, days: int | None) -> Line:
    """Return the task with its workdays overdue and the reason on record; without them where it was in time."""
    return view.line(task, days=days, note="" if days is None else _reason(view, task))


def sent_back(view: View, start: datetime, end: datetime, *, key: str = "returned") -> Section:
    """退回: one line for each claim that was sent back in (start, end], with what is missing."""
    tasks = {task.number: task for task in view.led}
    found = (one for one in view.facts.said(Returned, after=start, until=end) if one.number in tasks)
    return Section(key, Drawn(found, lambda entry: view.line(tasks[entry.number], note=entry.missing)))


def newly_overdue(view: View, start: datetime, end: datetime, *, key: str = "newly_overdue") -> Section:
    """新逾期: the deadline fell in (start, end], and no claim stood by then."""
    found = (task for task in view.led if task.withdrawn_at is None and _missed(task, start, end))
    return Section(key, Drawn(found, view.overdue_line))


def _missed(task: Task, start: datetime, end: datetime) -> bool:
    if task.deadline is None or not start < task.deadline <= end:
        return False
    if task.suspended is not None and task.suspended.since <= task.deadline:
        return False
    # A deadline at the very cut-off is still in time at the cut-off.
    return task.claimed_at > task.deadline if task.claimed_at is not None else task.deadline < end


def still_open(view: View) -> Section:
    """在办: everything open, red before yellow before green, then by deadline."""
    tasks = sorted(view.by_deadline, key=lambda task: _rank(view, task))
    return Section("open", Drawn(tasks, view.overdue_line))


def due_between(view: View, key: str, first: date, last: date) -> Section:
    """Return what is due on those days, is not past its deadline and not claimed."""
    return Section(key, Drawn(view.due_within(first, last), view.line))


def _rank(view: View, task: Task) -> int:
    lit = view.light(task)
    return _LIGHTS.index(lit.light) if lit else len(_LIGHTS)
