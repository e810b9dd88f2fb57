"""An oracle for the ledger that shares no table with it: which entry may follow what, told from the entries alone.

It is written from the glossary and the house rules, not from transitions, permissions or the fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ledger.circular_entries import CIRCULARS
from ledger.entries import Recorded, TaskEntry
from ledger.people import Assignee, PersonId, Roster
from ledger.score_entries import ADJUSTMENTS, APPEALS
from ledger.tasks import Task
from tests.support.adjusting import Points
from tests.support.appealing import Disputes
from tests.support.circulating import Circulation
from tests.support.lives import CLAIMED, WAITING, WORK, WORKING, Life, tell

OFFICE = timedelta(hours=8)  # Asia/Shanghai, told in UTC.
NUDGES = frozenset({"Reminded", "ReceiptChased", "Escalated"})
WHILE_STOPPED = WORK - {"CompletionClaimed", "ExtensionRequested"} | {"Corrected", "Reassigned", "Withdrawn", "Resumed"}
ROSTER_WORK = frozenset({"PersonAdded", "PersonCorrected", "RolesSet", "PersonInvited", "PersonLeft", "DepartureSet"})
WHILE_STOPPED |= {"Amended"}  # Only as a whole is brought forward: its parts come along.


class Illegal(AssertionError):  # noqa: N818 - what is so
    """The ledger holds something that no rule of the office allows."""


def must(holds: object, record: Recorded, why: str) -> None:
    """Raise ``Illegal`` with the entry and the reason unless it holds."""
    if not holds:
        raise Illegal(f"{record.seq} {type(record.entry).__name__}: {why}\n{record.entry}")


class Office:
    """The people as the entries tell of them: where they are, what they may be, and who is there no more."""

    def __init__(self, roster: Roster) -> None:
        self.units = {one.id: one.unit for one in roster.people}
        self.roles = {one.id: {role.value for role in one.roles} for one in roster.people}
        self.gone = {one.id for one in roster.people if not one.is_active}
        self.away: dict[PersonId, set[date]] = {}

    def look(self, record: Recorded) -> None:
        """Check that nobody who left does or is given anything, and that more than a post is granted by two."""
        entry, kind = record.entry, type(record.entry).__name__
        must(entry.by not in self.gone, record, "whoever left does nothing any more")
        given: tuple[Assignee, ...] = ()
        if kind == "RecurrenceSet" or (kind == "Assigned" and entry.by is not None):
            given = (*entry.lead, *entry.support)  # type: ignore[attr-defined]
        if kind in {"Reassigned", "RecurrenceHanded"}:
            given = (entry.new,)  # type: ignore[attr-defined]
        must(not {one.person for one in given} & self.gone, record, "whoever left is given nothing any more")
        if kind in ROSTER_WORK:
            must(entry.by is None or "admin" in self.roles[entry.by], record, "the roster is the administrators'")
        if kind == "RolesSet":
            self._check_roles(record)
        if kind in {"PersonAdded", "PersonMoved", "RolesSet"}:
            who = entry.person  # type: ignore[attr-defined]
            self.units[who] = getattr(entry, "unit", self.units.get(who))
            self.roles[who] = {role.value for role in entry.roles}  # type: ignore[attr-defined]
        if kind in {"LeaveTaken", "LeaveEnded"}:
            self._keep_leave(record)
        if kind == "PersonLeft":
            must(entry.person not in self.gone, record, "one leaves once")  # type: ignore[attr-defined]
            self.gone.add(entry.person)  # type: ignore[attr-defined]
        if kind in {"PersonLeft", "PersonMoved", "RolesSet"}:
            must(self._held("admin"), record, "somebody runs the system")

    def _keep_leave(self, record: Recorded) -> None:
        who, first, last = (getattr(record.entry, name) for name in ("person", "first", "last"))
        days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        known = self.away.setdefault(who, set())
        if type(record.entry).__name__ == "LeaveTaken":
            known |= days
            return
        must(first >= (record.entry.at + OFFICE).date(), record, "days that are over stay as they were")
        must(days <= known, record, "only days of leave are taken back")
        known -= days

    def _check_roles(self, record: Recorded) -> None:
        entry = record.entry
        who, second = entry.person, entry.agreed  # type: ignore[attr-defined]
        new = {role.value for role in entry.roles} - self.roles[who] - {"staff", "head"}  # type: ignore[attr-defined]
        if not new:
            return
        must(second is not None and second not in {entry.by, who}, record, "more than a post is granted by two")
        must(second not in self.gone and self.roles[second] & {"admin", "leader"}, record, "the second one may agree")

    def _held(self, role: str) -> bool:
        return any(role in roles for who, roles in self.roles.items() if who not in self.gone)


class Oracle:
    """Looks at every entry once, in order."""

    def __init__(self, roster: Roster) -> None:
        self._office = Office(roster)
        self._known: dict[str, list[Recorded]] = {}
        self._lives: dict[str, Life] = {}
        self._circulation = Circulation(must)
        self._points = Points(must)
        self._disputes = Disputes(must)

    def look(self, records: Iterable[Recorded]) -> set[str]:
        """Check the further entries of the chain; return the numbers of the tasks that they are about."""
        touched: set[str] = set()
        for record in records:
            self._office.look(record)
            if type(record.entry).__name__ == "PersonLeft" and record.entry.by is not None:
                self._nothing_is_left_with(record)
            if isinstance(record.entry, CIRCULARS):
                self._circulation.look(record)
            if isinstance(record.entry, ADJUSTMENTS):
                self._points.look(record)
            if isinstance(record.entry, APPEALS):
                self._disputes.look(record)
            if isinstance(record.entry, TaskEntry):
                self._follow(record, record.entry)
                touched.add(record.entry.number)
        return touched

    def open_numbers(self) -> tuple[str, ...]:
        """Return the tasks that are not over."""
        return tuple(number for number, life in self._lives.items() if not life.over)

    def drops(self, who: Iterable[PersonId]) -> None:
        """Learn whom an imported roster names no more: no entry tells that."""
        self._office.gone |= set(who)

    def _nothing_is_left_with(self, record: Recorded) -> None:
        mine = Assignee(person=record.entry.person)  # type: ignore[attr-defined]
        held = [number for number in self.open_numbers() if self._lives[number].share(mine) is not None]
        must(not held, record, f"whoever leaves holds nothing any more: {held}")

    def agree(self, task: Task) -> None:
        """Compare what the ledger says of a task with what its entries tell."""
        life = self._lives[task.number]
        told = {assignee: share.state for assignee, share in life.shares.items()}
        kept = {branch.assignee: _STATE[branch.status.value] for branch in task.branches}
        seen = (task.deadline, task.original_deadline, task.suspended is not None, kept)
        if seen != (life.deadline, life.original, life.stopped and not life.over, told):
            raise Illegal(f"{task.number} stands otherwise: {seen} is not {life}")
        over = {"closed": "Closed", "archived": "Archived", "withdrawn": "Withdrawn"}.get(task.status.value, "")
        if over != life.over:
            raise Illegal(f"{task.number} is {task.status}, by its entries {life.over or 'open'}")

    def parts_end_with_their_wholes(self) -> None:
        """No open part of an open whole is due after it while both clocks run."""
        for number, life in self._lives.items():
            whole = self._lives[life.parent] if life.parent is not None else None
            running = whole is not None and not (whole.over or life.over or whole.stopped or life.stopped)
            if whole is None or not running or whole.deadline is None or life.deadline is None:
                continue
            if life.deadline > whole.deadline:
                raise Illegal(f"{number} is due {life.deadline}, its whole {whole.deadline}")

    def numbered_without_gap(self) -> None:
        """Look whether each year's numbers are 1, 2, 3, … in the order of the assignments."""
        given: dict[str, list[int]] = {}
        for number in self._lives:
            year, _, n = number.rpartition("-")
            given.setdefault(year, []).append(int(n))
        for year, numbers in given.items():
            if numbers != list(range(1, len(numbers) + 1)):
                raise Illegal(f"{year}: {numbers}")

    def _follow(self, record: Recorded, entry: TaskEntry) -> None:
        kind, number = type(entry).__name__, entry.number
        mine = self._known.setdefault(number, [])
        if kind == "Assigned":
            must(not mine, record, "a number is given once")
            self._lives[number] = Life()
        must(number in self._lives, record, "nothing comes before the assignment")
        if kind == "Undone":
            self._check_undo(record, mine)
            mine.append(record)
            self._lives[number] = self._told_anew(mine)
            return
        if kind != "Assigned":
            self._check(record, self._lives[number])
        mine.append(record)
        tell(self._lives[number], record)

    def _check(self, record: Recorded, life: Life) -> None:
        entry, kind = record.entry, type(record.entry).__name__
        if kind == "TaskImported" and entry.status not in {"closed", "archived", "withdrawn"}:  # type: ignore[attr-defined]
            there = not {one.person for one in life.shares} & self._office.gone
            must(there, record, "whoever left is given nothing any more, nor by an old ledger")
        after = {"Closed": {"Archived", "Rechecked", "Reopened"}, "Archived": {"Rechecked", "Reopened"}}
        must(not life.over or kind in after.get(life.over, ()), record, f"the task is over ({life.over})")
        must(not life.stopped or kind in WHILE_STOPPED or kind == "Instruction", record, "its clock stands still")
        share = life.share(entry.assignee) if hasattr(entry, "assignee") else None
        if kind in WORK | {"Corrected", "Declined"}:
            must(share is not None, record, "nobody works on a branch that is not theirs")
        if share is not None and kind in WORK - {"EvidenceAdded"}:
            must(share.state != CLAIMED or share.offered is not None, record, "what is claimed waits for its decision")
        if kind in {"Acknowledged", "Declined"} and share is not None and share.offered is None:
            must(share.state == WAITING, record, "it is signed or declined once, and first")
        self._check_decision(record, life)

    def _check_decision(self, record: Recorded, life: Life) -> None:
        entry, kind = record.entry, type(record.entry).__name__
        must(
            kind not in {"Archived", "Rechecked", "Reopened"} or life.over,
            record,
            "only what is closed is gone back to",
        )
        if kind in {"Rechecked", "Reopened"}:
            must(not self._does(entry.by, life), record, "the doer looks at nothing again")
        if kind in {"Closed", "Returned"}:
            must(life.claimed, record, "only what was claimed is decided")
            must(not self._does(entry.by, life), record, "the doer is no reviewer")
        if kind == "Mended":
            must(life.returned, record, "only what was sent back or opened again is mended")
        if kind == "ExtensionRequested":
            must(life.asked is None, record, "one request at a time")
            must(life.deadline is None or entry.deadline > life.deadline, record, "an extension is later")  # type: ignore[attr-defined]
        if kind == "ExtensionDecided":
            must(life.asked is not None, record, "nothing was asked for")
            must(not self._does(entry.by, life), record, "whoever works on it does not extend it")
        if kind == "Resumed":
            must(life.stopped, record, "only what stands still is resumed")
            until = entry.deadline  # type: ignore[attr-defined]
            must(
                until is None or life.deadline is None or until >= life.deadline, record, "resuming takes no time away"
            )
        if kind in {"Amended", "Resumed", "ExtensionDecided"} and getattr(entry, "deadline", None) is not None:
            must(entry.deadline > entry.at or kind == "Resumed", record, "a new deadline lies ahead")  # type: ignore[attr-defined]

    def _does(self, who: PersonId | None, life: Life) -> bool:
        if who is None:
            return False
        unit = self._office.units[who]
        held = {one for share in life.shares.values() for one in (share.offered,) if one} | set(life.shares)
        mine = Assignee(person=who) in held or (unit is not None and Assignee(unit=unit) in held)
        return mine or any(who in share.doers for share in life.shares.values())

    def _check_undo(self, record: Recorded, mine: list[Recorded]) -> None:
        entry = record.entry
        seq, kind = entry.undoes, entry.kind  # type: ignore[attr-defined]
        target = next((one for one in mine if one.seq == seq), None)
        must(target is not None and type(target.entry).__name__ == kind, record, "it names an entry of this task")
        assert target is not None
        must(target.entry.by == entry.by and entry.by is not None, record, "everybody takes back only their own")
        must(entry.at - target.entry.at <= timedelta(minutes=10), record, "after ten minutes it stays")
        must(kind not in NUDGES | {"Assigned", "Split", "Instruction", "Undone"}, record, "that stays")
        must(seq not in _undone(mine), record, "once only")
        later = [one for one in _standing(mine) if one.seq > seq and one.entry.at != target.entry.at]
        decided = {"Closed", "Returned", "ExtensionDecided", "Withdrawn", "Reassigned"}
        must(not [one for one in later if type(one.entry).__name__ in decided], record, "others have gone on")

    def _told_anew(self, mine: list[Recorded]) -> Life:
        life = Life()
        for record in _standing(mine):
            tell(life, record)
        return life


_STATE = {"assigned": WAITING, "active": WORKING, "claimed": CLAIMED}


def _undone(mine: Iterable[Recorded]) -> set[int]:
    return {one.entry.undoes for one in mine if type(one.entry).__name__ == "Undone"}  # type: ignore[attr-defined]


def _standing(mine: list[Recorded]) -> list[Recorded]:
    gone = _undone(mine)
    return [one for one in mine if one.seq not in gone and type(one.entry).__name__ != "Undone"]
