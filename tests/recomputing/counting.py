"""The numbers of dispatch, daily report and weekly summary, counted a second time from nothing but exported entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from tests.recomputing.days import Days, local
from tests.recomputing.folding import Entry, Share, Work, standing, works_of

YELLOW, STUCK, SILENT, RECEIPT = 3, 3, 5, timedelta(hours=4)
REPORTS = {"ProgressNoted", "EvidenceAdded", "BlockerRaised", "CompletionClaimed"}
MOVES = {"ProgressNoted", "EvidenceAdded", "CompletionClaimed"}
OWING = {"staff", "head", "coordinator", "reviewer"}
Lists = dict[str, Any]


def receipt_limit(days: Days, work: Work, share: Share) -> datetime | None:
    """Return when the receipt is owed, moved by the hours in which the clock stood still; none while it stands."""
    limit = days.after_hours(share.since, RECEIPT)
    for begun, ended in work.stops:
        if begun is None or begun >= limit:
            break
        if ended is None:
            return None
        if ended > share.since:
            limit = days.after_hours(limit, days.worked(max(share.since, begun), ended))
    return limit


class Count:
    """The ledger at a moment, for a unit with all below it (``None``: the whole house).

    ``people`` holds unit, roles and whether active by the number of the person, ``parents`` the unit above each.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        at: datetime,
        *,
        people: Mapping[int, Mapping[str, Any]],
        parents: Mapping[int, int | None],
        unit: int | None = None,
    ) -> None:
        everything = list(entries)
        self.days = Days(everything)
        self.at, self.people, self.parents, self.unit = at, people, parents, unit
        self.entries = [one for one in everything if datetime.fromisoformat(one["at"]) <= at]
        found = works_of(self.entries).values()
        self.works = [work for work in found if any(self.inside(share) for share in work.shares)]
        self.running = [work for work in self.works if work.runs]
        self.led = [work for work in self.works if any(self.inside(share) for share in work.leading)]

    @property
    def today(self) -> date:
        """The office's day."""
        return local(self.at).date()

    def inside(self, share: Share) -> bool:
        """Tell whether the share lies in the unit."""
        return self.covers(self.unit_of(share))

    def unit_of(self, share: Share) -> int | None:
        """Return the unit, or the person's."""
        person, unit = share.who
        return unit if person is None else self.people[person]["unit"]

    def covers(self, unit: int | None) -> bool:
        """Tell whether the unit is the counted one or below it."""
        while self.unit is not None and unit is not None and unit != self.unit:
            unit = self.parents.get(unit)
        return self.unit is None or unit == self.unit

    def home(self, work: Work) -> int | None:
        """Return the unit under which the task is counted."""
        ordered = [one for one in work.shares if one.leads] + [one for one in work.shares if not one.leads]
        return self.unit_of(next(share for share in ordered if self.inside(share)))

    def light(self, work: Work) -> str:
        """Red past the deadline, yellow three workdays before it or with a blocker three workdays old, else green."""
        moment = work.claimed if work.waits and work.claimed else self.at
        if work.deadline is not None and moment > work.deadline:
            return "red"
        if work.deadline is not None and self.days.between(moment, work.deadline) <= YELLOW:
            return "yellow"
        stuck = (self._age(work, share.blocked, moment) for share in work.shares if share.blocked is not None)
        return "yellow" if any(age >= STUCK for age in stuck) else "green"

    def _age(self, work: Work, start: datetime, end: datetime) -> int:
        """Workdays from one day to another without those on which the clock stood."""
        age = self.days.between(start, end)
        for begun, ended in work.stops:
            first, last = max(start, begun or start), min(end, ended or end)
            age -= max(0, self.days.between(first, last)) if local(last).date() > local(first).date() else 0
        return max(0, age)

    def between(self, start: datetime, end: datetime) -> Iterator[Entry]:
        """Return the entries of a period that stand."""
        window = (one for one in self.entries if start < datetime.fromisoformat(one["at"]) <= end)
        return iter(standing(window))

    def dispatch(self, start: datetime) -> Lists:
        """Return the lists of the morning."""
        in_time = [work for work in self.running if not work.waits and not work.late(self.at)]
        return {
            "due_today": [w.number for w in in_time if w.deadline and local(w.deadline).date() == self.today],
            "overdue": [w.number for w in self.running if w.late(self.at)],
            "new": self._new(start, self.at),
            "unacknowledged": [w.number for w, one in self._shares() if one.stands == "assigned"],
            "to_review": [w.number for w in self.running if w.waits],
            "blockers": [w.number for w, one in self._shares() if one.blocked is not None],
            "suspended": [w.number for w in self.works if w.stopped],
            "notices": [w.number for w in self.running if w.noticed],
            "silent": [w.number for w in in_time if self.days.between(w.heard or w.given, self.at) >= SILENT],
        }

    def visits(self, start: datetime) -> int:
        """Count the visits to the unit's tasks, and those by its people that were about no task."""
        known = {work.number for work in self.works}
        told = [one["data"] for one in self.between(start, self.at) if one["kind"] == "SiteVisit"]
        return sum(one["about"] in known if one["about"] else self._went(one["visitors"]) for one in told)

    def _went(self, visitors: Iterable[Entry]) -> bool:
        units = (self.people[one["person"]]["unit"] if one["person"] else one["unit"] for one in visitors)
        return self.unit is None or any(map(self.covers, units))

    def _shares(self) -> Iterator[tuple[Work, Share]]:
        return ((work, share) for work in self.running for share in work.shares if self.inside(share))

    def units(self) -> dict[int | None, dict[str, list[str]]]:
        """Return the running tasks of each unit by light."""
        found: dict[int | None, dict[str, list[str]]] = {}
        for work in self.running:
            lights = found.setdefault(self.home(work), {"red": [], "yellow": [], "green": []})
            lights[self.light(work)].append(work.number)
        return found

    def _new(self, start: datetime, end: datetime) -> list[str]:
        return [w.number for w in self.works if not w.withdrawn and start < w.given <= end]

    def _ended(self, start: datetime, end: datetime) -> list[str]:
        return [w.number for w in self.works if w.closed and start < w.closed <= end]

    def daily(self, start: datetime) -> Lists:
        """Return the lists of the evening."""
        known = {work.number for work in self.works}
        moved = {
            one["task"]
            for one in self.between(start, self.at)
            if one["kind"] in MOVES and one["task"] in known and self.inside(_share_of(one))
        }
        return {"closed": self._ended(start, self.at), "new": self._new(start, self.at), "progressed": sorted(moved)}

    def attendance(self, start: datetime) -> dict[str, set[int]]:
        """Return who has reported, is missing and is on leave."""
        owing = {
            number
            for number, one in self.people.items()
            if one["active"] and "leader" not in one["roles"] and OWING & set(one["roles"]) and self.covers(one["unit"])
        }
        said = {
            one["by"]
            for one in self.between(start, self.at)
            if one["kind"] in REPORTS
            or (one["kind"] == "DailyReported" and one["data"]["day"] == self.today.isoformat())
        }
        leave = [one for one in self.entries if one["kind"] in {"LeaveTaken", "LeaveEnded"}]
        today = [one for one in leave if one["data"]["first"] <= self.today.isoformat() <= one["data"]["last"]]
        word = {one["data"]["person"]: one["kind"] for one in today}  # The last word about the day counts.
        away = {person for person, kind in word.items() if kind == "LeaveTaken"}
        return {
            "reported": owing & said,
            "missing": owing - said - away,
            "on_leave": (owing - said) & away,
        }

    def flows(self, start: datetime, end: datetime) -> Lists:
        """Return what came, went, was sent back and became late in a period."""
        led = {work.number for work in self.led}
        sent_back = [one["task"] for one in self.between(start, end) if one["kind"] == "Returned"]
        return {
            "new": self._new(start, end),
            "closed": self._ended(start, end),
            "returned": [number for number in sent_back if number in led],
            "newly_overdue": [w.number for w in self.led if not w.withdrawn and _missed(w, start, end)],
        }

    def rates(self, start: datetime, end: datetime) -> Lists:
        """Return numerators and denominators."""
        led = {work.number for work in self.led}
        due = [w for w in self.led if not w.withdrawn and w.deadline and start < w.deadline <= end]
        decided = [one for one in self.between(start, end) if one["kind"] in {"Closed", "Returned"}]
        limits = [(w, one, receipt_limit(self.days, w, one)) for w in self.works if not w.withdrawn for one in w.shares]
        owed = [(w, one, by) for w, one, by in limits if by and start < by <= end and self.inside(one)]
        return {
            "on_time": ([w.number for w in due if _kept(w)], [w.number for w in due]),
            "receipt": (
                [w.number for w, one, by in owed if one.signed and one.signed <= by], [w.number for w, _, _ in owed]
            ),
            "return": (
                [one["task"] for one in decided if one["kind"] == "Returned" and one["task"] in led],
                [one["task"] for one in decided if one["task"] in led],
            ),
        }  # fmt: skip

    def days_overdue(self, start: datetime, end: datetime) -> dict[str, int]:
        """Return the workdays late of what was late at any moment of the period."""
        found = {}
        for work in self.led:
            claim, deadline = work.claimed, work.deadline
            if deadline is None or work.withdrawn:
                continue
            accepted = claim is not None and (work.closed or claim <= deadline)
            until = min(claim, end) if claim is not None and accepted else min(work.stopped or end, end)
            if until > max(deadline, start):
                found[work.number] = self.days.between(deadline, until)
        return found

    def ahead(self, first: date, last: date) -> list[str]:
        """Return what is due on those days and can still be in time."""
        waiting = (work for work in self.running if not work.waits and not work.late(self.at))
        return [w.number for w in waiting if w.deadline and first <= local(w.deadline).date() <= last]


def _share_of(entry: Entry) -> Share:
    one = entry["data"]["assignee"]
    return Share((one["person"], one["unit"]), leads=True, since=datetime.fromisoformat(entry["at"]))


def _kept(work: Work) -> bool:
    return bool(work.closed and work.claimed and work.deadline and work.claimed <= work.deadline)


def _missed(work: Work, start: datetime, end: datetime) -> bool:
    if work.deadline is None or not start < work.deadline <= end:
        return False
    if work.stopped is not None and work.stopped <= work.deadline:
        return False
    return work.claimed > work.deadline if work.claimed is not None else work.deadline < end
