"""Random walks over the acts: each step is a wish, plausible or not, that somebody has of the ledger."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from ledger.acts import origin_requests as o
from ledger.acts import requests as r
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.attending import report_day, take_leave
from ledger.acts.calendars import SetOwnDays, set_own_days
from ledger.acts.changing import amend, categorise, reassign, remind, withdraw
from ledger.acts.closing import archive, claim, close, return_
from ledger.acts.declining import decline
from ledger.acts.departing import (
    LetGo,
    Move,
    end_stand_ins,
    hand_over,
    hand_over_duties,
    let_go,
    move,
    revoke_departure,
)
from ledger.acts.escalating import escalate
from ledger.acts.extending import decide_extension, request_extension
from ledger.acts.importing import OldTask, import_tasks
from ledger.acts.instructing import instruct, orient
from ledger.acts.mending import mend
from ledger.acts.progressing import add_evidence, clear_blocker, correct_progress, note_progress, raise_blocker
from ledger.acts.rechecking import recheck, reopen
from ledger.acts.recurring import set_recurrence
from ledger.acts.rostering import (
    AddPerson,
    CorrectPerson,
    InvitePerson,
    SetRoles,
    add_person,
    correct_person,
    invite,
    set_roles,
)
from ledger.acts.supervising import record_visit
from ledger.acts.suspending import resume, suspend
from ledger.acts.undoing import undo
from ledger.entries import Assigned, Closed, Completion, CompletionClaimed, Entry, Evidence, Returned
from ledger.escalations import Level
from ledger.office_entries import Leaving, PersonAdded, PersonMoved
from ledger.origin_entries import Every
from ledger.origins import Orientations
from ledger.people import Assignee, Person, PersonId, Role
from ledger.tasks import Status
from ledger.transitions import Act
from tests.ledger.house import (
    ADMIN,
    COORDINATOR,
    HEAD,
    LEADER,
    MONDAY,
    PEOPLE,
    REVIEWER,
    ROSTER,
    STAFF,
)
from tests.support.rosters import without

PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
STRIDES = (1,) * 5 + (2, 2, 2, 3, 3, 5, 9, 11, 40, 240, 1440)
"""Minutes between two wishes: within an undo, an hour, a day."""

PLAUSIBLE = 0.7
STEERING = (COORDINATOR, COORDINATOR, LEADER, REVIEWER, HEAD)
WORK = frozenset(
    {r.AcknowledgeTask, r.DeclineTask, r.NoteProgress, r.AddEvidence, r.RaiseBlocker, r.ClearBlocker}
    | {r.ClaimCompletion, r.RequestExtension, r.CorrectProgress}
)

Wish = tuple[Callable[[Any, Any], Awaitable[Any]], r.Request]


@dataclass
class World:
    """What whoever wishes knows: the people, the numbers that were given, and the hour."""

    chance: Random
    now: datetime = MONDAY
    numbers: list[str] = field(default_factory=list)
    holders: dict[str, tuple[Assignee, ...]] = field(default_factory=dict)
    claimed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    last: Person = PEOPLE[0]
    who: Person = PEOPLE[0]
    people: dict[PersonId, Person] = field(default_factory=lambda: {one.id: one for one in PEOPLE})
    open_numbers: Callable[[], tuple[str, ...]] = tuple

    def hears(self, entry: Entry) -> None:
        """Learn from an entry which tasks there are, and who did something last."""
        if isinstance(entry, Assigned):
            self.numbers.append(entry.number)
            self.holders[entry.number] = entry.lead + entry.support
        if isinstance(entry, CompletionClaimed):
            self.claimed.append(entry.number)
        if isinstance(entry, Closed):
            self.closed.append(entry.number)
        if isinstance(entry, PersonAdded):
            self.people[entry.person] = Person(id=entry.person, name=entry.name, unit=entry.unit)
        if isinstance(entry, PersonMoved):
            self.people[entry.person] = replace(self.people[entry.person], unit=entry.unit)
        if isinstance(entry, Returned):
            self.returned.append(entry.number)
        if entry.by is not None:
            self.last = self.people[entry.by]

    def somebody(self) -> Person:
        """Return anybody whom the roster ever held, be it somebody who left."""
        return self.chance.choice(tuple(self.people.values()))

    def goes_on(self) -> None:
        """Let time pass, and somebody else speak; often it is the same person again."""
        self.now += timedelta(minutes=self.chance.choice(STRIDES))
        if self.chance.random() < 0.7:
            self.who = self.somebody()

    def number(self) -> str:
        """Return a task, mostly one of the latest; now and then one that there is not."""
        if not self.numbers or self.chance.random() < 0.03:
            return "DB-2026-999"
        return self.chance.choice(self.numbers[-6:])

    def target(self) -> Assignee:
        """Return a person or a unit."""
        if self.chance.random() < 0.7:
            return Assignee(person=self.somebody().id)
        return Assignee(unit=self.chance.choice(ROSTER.units).id)

    def targets(self, most: int) -> tuple[Assignee, ...]:
        """Return up to so many of them, each once."""
        return tuple(dict.fromkeys(self.target() for _ in range(self.chance.randint(1, most))))

    def day(self) -> datetime:
        """Return a moment around now; one in six lies in the past."""
        return self.now + timedelta(days=self.chance.choice((-1, 1, 2, 5, 9, 20)))

    def asks(self, kind: type[Any], **more: Any) -> Any:
        """Return a request about some task, mostly of somebody who might have such a wish."""
        number = self.number()
        if self.chance.random() < PLAUSIBLE:
            self.who = self.chance.choice(self._workers(number) if kind in WORK else STEERING)
        return kind(person=self.who.id, sent_at=self.now, number=number, **more)

    def spare(self) -> Person:
        """Return mostly somebody without whom the office goes on."""
        key = {ADMIN.id, COORDINATOR.id, LEADER.id, REVIEWER.id, HEAD.id, STAFF.id}
        others = [one for who, one in self.people.items() if who not in key]
        return self.chance.choice(others) if self.chance.random() < 0.9 else self.somebody()

    def _workers(self, number: str) -> tuple[Person, ...]:
        held = self.holders.get(number, ())
        units = {one.unit for one in held}
        people = self.people.values()
        return tuple(one for one in people if Assignee(person=one.id) in held or one.unit in units) or PEOPLE

    def checks(self, kind: type[Any], known: list[str], **more: Any) -> Any:
        """Return a request about a task that was claimed, or struck off, once; mostly of somebody who might have it."""
        asked = self.asks(kind, **more)
        return replace(asked, number=self.chance.choice(known[-6:])) if known else asked

    def mends(self) -> Any:
        """Return a wish to tick off what was sent back, mostly of somebody who works on it."""
        number = self.chance.choice(self.returned) if self.returned else self.number()
        if self.chance.random() < PLAUSIBLE:
            self.who = self.chance.choice(self._workers(number))
        items = self.chance.choice(((), (1,), (2,), (1, 2)))
        return r.MendItems(person=self.who.id, sent_at=self.now, number=number, items=items)

    def steers(self) -> None:
        """Let mostly somebody speak who assigns."""
        if self.chance.random() < PLAUSIBLE:
            self.who = self.chance.choice(STEERING)

    def words(self, said: str) -> str:
        """Return the words, or none."""
        return said if self.chance.random() < 0.9 else " "


def _assign(world: World, parent: str | None = None) -> Wish:
    world.steers()
    lead = world.targets(3)
    support = tuple(one for one in world.targets(2) if one not in lead) if world.chance.random() < 0.4 else ()
    request = r.AssignTask(
        person=world.who.id,
        sent_at=world.now,
        title="报送方案",
        lead=lead,
        support=support,
        completion=world.chance.choice(tuple(Completion)),
        deadline=world.day(),
        parent=parent,
    )
    return assign, request


def _recur(world: World) -> Wish:
    starts = world.day().date()
    request = o.SetRecurrence(
        person=world.who.id,
        sent_at=world.now,
        title="报送进展",
        lead=world.targets(1),
        every=Every.WEEK,
        weekdays=(4,),
        hour=time(18),
        starts=starts,
        until=starts + timedelta(days=world.chance.choice((-3, 30))),
    )
    return set_recurrence, request


def _visit(world: World) -> Wish:
    held = world.now + timedelta(hours=world.chance.choice((-2, -1, 1)))
    return record_visit, o.RecordVisit(
        person=world.who.id, sent_at=world.now, place="现场", held_at=held, about=world.number()
    )


def _leave(world: World) -> Wish:
    request = r.TakeLeave(
        person=world.who.id,
        sent_at=world.now,
        whose=world.somebody().id,
        first=world.day().date(),
        last=world.day().date(),
        delegate=world.chance.choice((None, world.somebody().id)),
    )
    return take_leave, request


def _undo(world: World) -> Wish:
    about = world.number() if world.chance.random() < 0.1 else None
    who = world.last if world.chance.random() < PLAUSIBLE else world.who
    return undo, r.UndoLast(person=who.id, sent_at=world.now, number=about)


def _report(world: World) -> Wish:
    return report_day, r.ReportDay(person=world.who.id, sent_at=world.now, day=world.now.date(), done="完成初稿")


def _calendar(world: World) -> Wish:
    day = world.day().date() + timedelta(days=400)
    return set_own_days, SetOwnDays(person=world.who.id, sent_at=world.now, days=(day,), works=False)


def _runs(world: World) -> dict[str, Any]:
    """Let mostly the administrator speak."""
    if world.chance.random() < PLAUSIBLE:
        world.who = ADMIN
    return {"person": world.who.id, "sent_at": world.now}


def _depart(world: World) -> Wish:
    who, by = world.spare().id, _runs(world)
    day = world.chance.choice((None, None, world.day().date()))
    return let_go, LetGo(**by, who=who, how=Leaving.TRANSFERRED, day=day, tasks=world.open_numbers())


def _stay(world: World) -> Wish:
    async def stay(books: Any, request: r.Request) -> None:
        await revoke_departure(books, who, by=request.person, at=request.sent_at)

    who = world.somebody().id
    return stay, r.Request(**_runs(world))


def _move(world: World) -> Wish:
    return move, Move(
        **_runs(world),
        who=world.spare().id,
        unit=world.chance.choice(ROSTER.units).id,
        roles=(world.chance.choice((Role.STAFF, Role.HEAD)),),
        carry=world.chance.random() < 0.5,
        tasks=world.open_numbers(),
    )


def _add(world: World) -> Wish:
    n = len(world.people) + 1
    roles = world.chance.choice((Role.STAFF, Role.STAFF, Role.HEAD, Role.COORDINATOR))
    unit = world.chance.choice(ROSTER.units).id
    return add_person, AddPerson(**_runs(world), name=f"新人{n}", unit=unit, roles=frozenset({roles}))


def _correct(world: World) -> Wish:
    alias = world.chance.choice(("小李", "小王", world.somebody().name))
    return correct_person, CorrectPerson(**_runs(world), who=world.somebody().id, aliases=(alias,))


def _invite(world: World) -> Wish:
    return invite, InvitePerson(**_runs(world), who=world.somebody().id)


def _grant(world: World, *, agreed: bool = True) -> Wish:
    roles = frozenset(world.chance.sample(tuple(Role), world.chance.randint(1, 2)))
    second = world.chance.choice((LEADER, LEADER, ADMIN, world.somebody())).id if agreed else None
    return set_roles, SetRoles(**_runs(world), who=world.spare().id, roles=roles, agreed=second)


def _drop(world: World) -> Wish:
    """Let a roster be imported that names somebody no more, and what is open be handed over as by the bell."""
    who, numbers = world.spare().id, world.open_numbers()

    async def drop(books: Any, request: r.Request) -> None:
        if not books.roster.person(who).is_active:
            return
        await without(books, who, request.sent_at)
        await hand_over(books, who, numbers, by=None, at=request.sent_at)
        await hand_over_duties(books, who, by=None, at=request.sent_at)
        await end_stand_ins(books, who, by=None, at=request.sent_at)

    return drop, r.Request(person=ADMIN.id, sent_at=world.now)


_OFFICE = (
    _depart,
    _depart,
    _depart,
    _stay,
    _move,
    _add,
    _add,
    _correct,
    _invite,
    lambda w: _grant(w, agreed=False),
    _drop,
)


def _rostered(world: World) -> Wish:
    return world.chance.choice(_OFFICE)(world)


def _import(world: World) -> Wish:
    """Let a line or two of an old ledger begin here."""
    ended = world.now - timedelta(days=1)
    rows = [
        OldTask(
            reference=f"旧{len(world.numbers)}-{n}",
            title="旧台账事项",
            lead=world.targets(2),
            assigned_at=world.now - timedelta(days=9),
            deadline=world.day(),
            status=status,
            ended=ended if status is Status.CLOSED else None,
        )
        for n, status in enumerate(world.chance.sample((Status.ASSIGNED, Status.ACTIVE, Status.CLOSED), 2))
    ]

    async def take(books: Any, request: r.Request) -> None:
        at = request.sent_at
        await import_tasks(books, rows, by=request.person, at=at, name="旧台账.xlsx", sha256="0" * 64)

    world.steers()
    return take, r.Request(person=world.who.id, sent_at=world.now)


def _files(world: World) -> tuple[Evidence, ...]:
    return (PHOTO,) if world.chance.random() < 0.7 else ()


def _percent(world: World) -> int | None:
    return world.chance.choice((None, 10, 60, 100))


WISHES: dict[Act, Callable[[World], Wish]] = {
    Act.ASSIGN: _assign,
    Act.SPLIT: lambda w: _assign(w, parent=w.number()),
    Act.RECUR: _recur,
    Act.INSTRUCT: lambda w: (instruct, w.asks(o.InstructTask, words=w.words("抓紧落实"))),
    Act.ORIENT: lambda w: (orient, w.asks(o.OrientTask, orientations=Orientations(problem=w.words("进度慢")))),
    Act.VISIT: _visit,
    Act.ACKNOWLEDGE: lambda w: (acknowledge, w.asks(r.AcknowledgeTask)),
    Act.DECLINE: lambda w: (decline, w.asks(r.DeclineTask, reason=w.words("不归我科"))),
    Act.PROGRESS: lambda w: (note_progress, w.asks(r.NoteProgress, note="在办", percent=_percent(w), files=_files(w))),
    Act.ADD_EVIDENCE: lambda w: (add_evidence, w.asks(r.AddEvidence, files=(PHOTO,))),
    Act.RAISE_BLOCKER: lambda w: (raise_blocker, w.asks(r.RaiseBlocker, reason="缺经费", needs=w.target())),
    Act.CLEAR_BLOCKER: lambda w: (clear_blocker, w.asks(r.ClearBlocker)),
    Act.CLAIM: lambda w: (
        claim,
        w.asks(r.ClaimCompletion, files=_files(w), despite=w.chance.choice(("", "已并入本单位材料"))),
    ),
    Act.CLOSE: lambda w: (close, w.checks(r.CloseTask, w.claimed)),
    Act.ARCHIVE: lambda w: (archive, w.asks(r.ArchiveTask)),
    Act.RECHECK: lambda w: (recheck, w.checks(r.RecheckTask, w.closed)),
    Act.REOPEN: lambda w: (reopen, w.checks(r.ReopenTask, w.closed, reason="现场仍未整改", deadline=w.day())),
    Act.RETURN: lambda w: (
        return_,
        w.checks(
            r.ReturnTask, w.claimed, missing=w.words(w.chance.choice(("缺盖章件", "缺盖章件\n缺数据"))), limit=w.day()
        ),
    ),
    Act.MEND: lambda w: (mend, w.mends()),
    Act.REASSIGN: lambda w: (reassign, w.asks(r.ReassignTask, new=w.target(), old=w.chance.choice((None, w.target())))),
    Act.WITHDRAW: lambda w: (withdraw, w.asks(r.WithdrawTask, reason=w.words("重复交办"))),
    Act.AMEND: lambda w: (amend, w.asks(r.AmendTask, deadline=w.day())),
    Act.CATEGORISE: lambda w: (categorise, w.asks(r.CategoriseTask, category="")),
    Act.REQUEST_EXTENSION: lambda w: (
        request_extension,
        w.asks(r.RequestExtension, deadline=w.day(), reason=w.words("数据未核实")),
    ),
    Act.DECIDE_EXTENSION: lambda w: (
        decide_extension,
        w.asks(r.DecideExtension, granted=w.chance.random() < 0.7, deadline=w.chance.choice((None, w.day()))),
    ),
    Act.SUSPEND: lambda w: (suspend, w.asks(r.SuspendTask, awaiting=w.words("省里批复"))),
    Act.RESUME: lambda w: (resume, w.asks(r.ResumeTask)),
    Act.CORRECT: lambda w: (correct_progress, w.asks(r.CorrectProgress, note="应为一半", percent=50)),
    Act.REMIND: lambda w: (remind, w.asks(r.RemindTask)),
    Act.ESCALATE: lambda w: (escalate, w.asks(r.EscalateTask, level=w.chance.choice(tuple(Level)))),
    Act.UNDO: _undo,
    Act.REPORT_DAY: _report,
    Act.TAKE_LEAVE: _leave,
    Act.SET_CALENDAR: _calendar,
    Act.CHANGE_ROSTER: _rostered,
    Act.GRANT_ROLE: _grant,
    Act.IMPORT: _import,
}
"""Every act that leaves an entry through a rule of ``ledger.acts``."""

ELSEWHERE = frozenset(
    {
        Act.SEE,
        Act.SEE_REPORT,
        Act.SEE_DIGEST,
        Act.VERIFY,
        Act.BIND_PERSON,
        Act.BIND_CHAT,
        Act.SET_TIMETABLE,
        Act.EXPORT,
        Act.PREPARE_IMPORT,
    }
)
"""Views, and acts upon directory and settings: no step of a task's life."""

_OFTEN = (Act.ASSIGN, Act.ACKNOWLEDGE, Act.PROGRESS, Act.CLAIM, Act.CLOSE, Act.UNDO, Act.SPLIT, Act.RESUME, Act.RETURN)


def wish(world: World) -> Wish:
    """Return what is wished next; what a task's life is made of comes more often."""
    acts = tuple(WISHES) + _OFTEN * 3 + (Act.ASSIGN,) * 4 + (Act.CHANGE_ROSTER,) * 2
    return WISHES[world.chance.choice(acts)](world)
