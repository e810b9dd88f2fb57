"""What happened with duties in a period, read from the entries a second time (``docs/manual.zh-CN.md``, 考评)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.appraisal.recounting.files import Entry, Who
from tests.recomputing.counting import receipt_limit
from tests.recomputing.days import Days, local
from tests.recomputing.folding import Share, Work, standing, works_of

ANSWERS = {"ProgressNoted", "EvidenceAdded", "BlockerRaised", "ExtensionRequested", "CompletionClaimed"}
_TOLD = {"Returned": "returned", "Reopened": "reopened", "Escalated": "notice", "ExtensionDecided": "extended"}


@dataclass
class Fact:
    """One fact about one assignee's share of a task, or about what two people decided (``decided``)."""

    event: str
    whom: Who
    at: datetime
    seq: int
    task: str = ""
    leads: bool = True
    times: int = 1
    level: str = ""
    excuse: str | None = None
    decided: dict[str, Any] = field(default_factory=dict)


@dataclass
class Marks:
    """What rules ask of a task beside its state."""

    title: str
    category: str
    urgency: str | None
    key: bool = False
    last: int = 0
    closed: int = 0
    limit: datetime | None = None
    level: str = ""
    noticed: datetime | None = None
    answered: datetime | None = None


def marks_of(entries: Iterable[Entry]) -> dict[str, Marks]:
    """Return the marks of each task; ``last`` counts entries that were taken back, too, and nothing else does."""
    known = [one for one in entries if one["task"] is not None]
    found: dict[str, Marks] = {}
    for one in standing(known):
        number, kind, data, said = one["task"], one["kind"], one["data"], one.get("texts", {})
        if kind == "Assigned":
            found[number] = Marks(said.get("title", ""), data.get("category") or "", data["urgency"])
        elif number in found:
            _marked(found[number], kind, one, data, said)
    for one in known:
        if one["task"] in found:
            found[one["task"]].last = one["seq"]
    return found


def _marked(mark: Marks, kind: str, one: Entry, data: Entry, said: Entry) -> None:
    at = datetime.fromisoformat(one["at"])
    if kind == "Amended":
        mark.title = said.get("title") or mark.title
    elif kind == "Categorised":
        mark.category = data["category"]
    elif kind == "OrientationsSet":
        mark.key = True
    elif kind == "Closed":
        mark.closed = one["seq"]
    elif kind == "Escalated":
        mark.limit, mark.level, mark.noticed, mark.answered = _moment(data["limit"]), data["level"], at, None
    elif kind in ANSWERS and mark.noticed and mark.answered is None:
        mark.answered = at if at >= mark.noticed else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Facts:
    """The facts of (since, until], by what was recorded up to the link ``upto``."""

    def __init__(self, entries: Iterable[Entry], since: datetime, until: datetime, upto: int | None = None) -> None:
        recorded = [one for one in entries if upto is None or one["seq"] <= upto]
        self.since, self.until, self.days = since, until, Days(recorded)
        self.entries = [one for one in recorded if _moment(one["at"]) <= until]
        self.recorded = recorded
        self.works, self.marks = works_of(self.entries), marks_of(self.entries)
        self.leaves = list(_leaves(self.entries))
        self.outages = [tuple(_moment(one["data"][k]) for k in ("began", "ended", "until"))
                        for one in recorded if one["kind"] == "OutageNoted"]  # fmt: skip

    def found(self) -> list[Fact]:
        """Return all of them in the order in which they are counted."""
        facts = [fact for work in self.works.values() if not work.withdrawn for fact in self._of(work)]
        facts += [*self._told(), *self._of_circulars(), *self._decided()]
        return sorted(facts, key=lambda one: (one.at, one.seq, one.event, one.task))

    def inside(self, moment: datetime | None) -> bool:
        """Tell whether the moment lies in the period."""
        return moment is not None and self.since < moment <= self.until

    def _of(self, work: Work) -> Iterator[Fact]:
        mark = self.marks[work.number]
        claimed, due = work.claimed, work.deadline
        if work.closed and self.inside(work.closed) and claimed and due and claimed <= self.moved(due):
            seq, early = mark.closed or mark.last, max(0, self.days.between(claimed, due))
            for share in work.leading:
                yield self._fact(work, share, "closed_in_time", work.closed, seq)
                if early:
                    yield self._fact(work, share, "closed_early", work.closed, seq, times=early)
        for share in work.shares:
            yield from self._late(work, share)
            yield from self._unsigned(work, share)
        if mark.limit and self.inside(mark.limit) and not (mark.answered and mark.answered <= mark.limit):
            excused = self._excused(mark.limit, mark.answered)
            for share in work.leading:
                yield self._fact(work, share, "notice_unanswered", mark.limit, mark.last, level=mark.level, **excused)

    def _fact(self, work: Work, share: Share, event: str, at: datetime, seq: int, **more: Any) -> Fact:
        return Fact(event, share.who, at, seq, work.number, share.leads, **more)

    def _late(self, work: Work, share: Share) -> Iterator[Fact]:
        due = share.due or work.deadline
        if due is None:
            return
        end, stopped = self._end(work, share, due)
        start = max(due, self.since)
        late = self.days.between(start, end) if end > start else 0
        at, seq = min(max(end, start), self.until), self.marks[work.number].last
        if late:
            reasons = [self._reason(share.who, due, day) for day in self._workdays(start, end)]
            excused = [one for one in reasons if one]
            why = None if not excused else "outage" if "outage" in excused else "leave"
            yield self._fact(work, share, "overdue", at, seq, times=late - len(excused), excuse=why)
        elif stopped and self.inside(due):
            yield self._fact(work, share, "overdue", at, seq, times=0, excuse="suspension")

    def _end(self, work: Work, share: Share, due: datetime) -> tuple[datetime, bool]:
        """Return where being late ends, and whether because the clock stands."""
        claimed = work.claimed if work.any_will_do and share.leads else share.claimed
        if claimed and (work.closed or claimed <= due):
            return min(claimed, self.until), False
        if not share.leads and work.closed:
            return due, False
        return (min(work.stopped, self.until), True) if work.stopped else (self.until, False)

    def _workdays(self, start: datetime, end: datetime) -> list[date]:
        first, last = local(start).date(), local(end).date()
        days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
        return [day for day in days if self.days.works(day)]

    def _reason(self, who: Who, due: datetime, day: date) -> str:
        """Return why a late workday costs nothing, if it does not: leave of the person, or an outage of the bot."""
        if self._away(who, day):
            return "leave"
        for began, ended, until in self.outages:
            last = until if began <= due <= until else ended
            if local(began).date() < day <= local(last).date():
                return "outage"
        return ""

    def moved(self, due: datetime) -> datetime:
        """Return the deadline as an outage moves it."""
        for began, _, until in self.outages:
            due = until if began <= due <= until else due
        return due

    def _excused(self, limit: datetime, done: datetime | None) -> dict[str, Any]:
        """Return what an outage leaves of a limit that was missed."""
        moved = self.moved(limit)
        outage = any(began <= limit <= until for began, _, until in self.outages)
        fine = outage and (self.until <= moved or (done is not None and done <= moved))
        return {"times": 0, "excuse": "outage"} if fine else {}

    def _unsigned(self, work: Work, share: Share) -> Iterator[Fact]:
        limit = receipt_limit(self.days, work, share)
        if limit is None or not self.inside(limit) or (share.signed and share.signed <= limit):
            return
        away = {"times": 0, "excuse": "leave"} if self._away(share.who, local(limit).date()) else {}
        seq = self.marks[work.number].last
        yield self._fact(work, share, "receipt_late", limit, seq, **(away or self._excused(limit, share.signed)))

    def _away(self, who: Who, day: date) -> bool:
        return any(person == who[0] and first <= day <= last for person, first, last in self.leaves)

    def _told(self) -> Iterator[Fact]:
        """Yield what an entry tells of everybody who leads the task."""
        for one in standing(self.entries):
            event, work = _TOLD.get(one["kind"]), self.works.get(one["task"])
            if event is None or work is None or work.withdrawn or not self.inside(_moment(one["at"])):
                continue
            if event == "extended" and not one["data"]["granted"]:
                continue
            more = {"excuse": "extension"} if event == "extended" else {"level": one["data"].get("level", "")}
            for share in work.leading:
                yield self._fact(work, share, event, _moment(one["at"]), one["seq"], **more)

    def _of_circulars(self) -> Iterator[Fact]:
        """Yield praise and criticism of what went out, once for each task and tone."""
        drafts: dict[int, Entry] = {}
        for one in self.recorded:
            data = one["data"]
            if one["kind"] == "CircularDrafted":
                drafts[one["seq"]] = data
            elif one["kind"] == "CircularChanged":
                drafts[data["circular"]] = data
            elif one["kind"] == "CircularPublished" and self.inside(_moment(one["at"])):
                yield from self._said(drafts[data["circular"]], _moment(one["at"]), data["circular"])

    def _said(self, draft: Entry, at: datetime, seq: int) -> Iterator[Fact]:
        praised, numbers = draft["praises"], draft["tasks"]
        for event, part in (("praised", numbers[:praised]), ("criticised", numbers[praised:])):
            for work in (self.works[number] for number in dict.fromkeys(part) if number in self.works):
                yield from (self._fact(work, one, event, at, seq) for one in work.leading if not work.withdrawn)

    def _decided(self) -> Iterator[Fact]:
        granted = {one["data"]["adjustment"] for one in self.recorded
                   if one["kind"] == "AdjustmentDecided" and one["data"]["granted"]}  # fmt: skip
        for one in self.recorded:
            data = one["data"]
            if one["kind"] == "AdjustmentProposed" and one["seq"] in granted and self.inside(_moment(one["at"])):
                whom = (data["whom"]["person"], data["whom"]["unit"])
                yield Fact("decided", whom, _moment(one["at"]), one["seq"], data["about"], times=data["times"],
                           decided=dict(data))  # fmt: skip


def _leaves(entries: Iterable[Entry]) -> Iterator[tuple[int, date, date]]:
    """Return the leaves as every return from them left them."""
    found: list[tuple[int, date, date]] = []
    for one in entries:
        if one["kind"] not in {"LeaveTaken", "LeaveEnded"}:
            continue
        data = one["data"]
        person, first, last = data["person"], date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
        if one["kind"] == "LeaveTaken":
            found.append((person, first, last))
            continue
        kept = []
        for who, begun, over in found:
            if who != person or over < first or begun > last:
                kept.append((who, begun, over))
            elif begun < first:
                kept.append((who, begun, first - timedelta(1)))
            elif over > last:
                kept.append((who, last + timedelta(1), over))
        found = kept
    yield from found
