"""The life of a task in a large ledger: ten entries within four days, made by the real codec and the real fold.

A million lives cannot each be encoded and folded: one of each kind is, with moments, people and number that occur
nowhere else, and all others are it with theirs in their place. ``ledger verify`` then proves that nothing was lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any

from ledger.chain import text_hash
from ledger.closing_entries import Archived
from ledger.entries import (
    Acknowledged,
    Assigned,
    BlockerCleared,
    BlockerRaised,
    Closed,
    CompletionClaimed,
    Entry,
    ProgressNoted,
    TaskEntry,
)
from ledger.folding import fold
from ledger.people import Assignee, PersonId
from ledger.tasks import Task
from storage.codec import HASHED, Coded, dump_state, encode

SALT = "5a17" * 8
REASON = "缺各区数据，多次催要未果"
NOTE = "已形成初稿，正在征求意见"
DAYS = 4
_NUMBER, _TITLE = "NO-777777", "TITLE-777777"
_GIVER, _PERSON, _SUPPORT, _REVIEWER = PersonId(777001), PersonId(777002), PersonId(777003), PersonId(777004)
_DEADLINE = datetime(1999, 2, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of each life: so many days after the assignment, at an hour (UTC), by whom."""

    kind: type[TaskEntry]
    day: int
    at: time
    by: str
    more: Mapping[str, Any]


def _step(kind: type[TaskEntry], day: int, hour: int, by: str = "person", **more: Any) -> Step:
    return Step(kind, day, time(hour), by, more)


STEPS = (
    _step(Assigned, 0, 1, "giver"),
    _step(Acknowledged, 0, 2),
    _step(ProgressNoted, 0, 6, note="", percent=20),
    _step(ProgressNoted, 1, 1, note=NOTE, percent=40),
    _step(ProgressNoted, 1, 6, note="", percent=60),
    _step(BlockerRaised, 2, 1, reason=REASON),
    _step(BlockerCleared, 2, 6),
    _step(CompletionClaimed, 3, 1),
    _step(Closed, 3, 6, "reviewer"),
    _step(Archived, 3, 8, "clock"),
)
STANDS = tuple(sum(step.day < day for step in STEPS) for day in range(1, DAYS + 1))
"""How many steps are done at the end of each day of a life."""
Written = tuple[str, tuple[tuple[str, str, str], ...]]
"""Data as they are chained, and free texts: field, text, salt."""


@dataclass(frozen=True, slots=True)
class Life:
    """Who and when of one task; ``begun`` is the day of its assignment, ``due`` how many days later its deadline is."""

    number: str
    title: str
    giver: PersonId
    person: PersonId
    reviewer: PersonId
    support: PersonId | None
    begun: date
    due: int

    @property
    def deadline(self) -> datetime:
        """The end of an office day."""
        return datetime.combine(self.begun + timedelta(days=self.due), time(10), UTC)

    def by(self, step: Step) -> PersonId | None:
        """Return who leaves that entry."""
        match step.by:
            case "giver":
                return self.giver
            case "reviewer":
                return self.reviewer
            case "person":
                return self.person
        return None


def moment(day: date, step: Step) -> datetime:
    """Return when the step is taken of a life that began on that day."""
    return datetime.combine(day + timedelta(days=step.day), step.at, UTC)


def assignment(life: Life) -> Written:
    """Return the data of the assignment as it is chained, and its free text: field, text, salt."""
    hashed = HASHED + text_hash(SALT, life.title)
    support = "" if life.support is None else f"{life.support}"
    data = _assigned(life.person, support) % {"deadline": _json(life.deadline), "title": hashed}
    return data, (("title", life.title, SALT),)


@cache
def _assigned(person: PersonId, support: str) -> str:
    whom = Assignee(person=PersonId(int(support))) if support else None
    entry = Assigned(
        by=_GIVER,
        at=_DEADLINE,
        number=_NUMBER,
        title=_TITLE,
        lead=(Assignee(person=person),),
        support=() if whom is None else (whom,),
        deadline=_DEADLINE,
    )
    data = json.loads(encode(entry).data) | {"title": _TITLE}
    return _template(_canonical(data), {_json(_DEADLINE): "deadline", _TITLE: "title"})


@cache
def later(number: int, person: PersonId) -> Written:
    """Return the data of a later step by that person as it is chained, and its free texts: field, text, salt."""
    step = STEPS[number]
    coded = encode(_entry(step, _DEADLINE, person))
    return _salted(coded)


def _salted(coded: Coded) -> Written:
    """Return the coded entry with one salt for all, since a text that occurs a million times is made once."""
    data = json.loads(coded.data) | {one.field: HASHED + text_hash(SALT, one.text) for one in coded.texts}
    return _canonical(data), tuple((one.field, one.text, SALT) for one in coded.texts)


def _entry(step: Step, at: datetime, person: PersonId) -> Entry:
    named = {"assignee": Assignee(person=person)} if step.by == "person" else {}
    by = {"giver": _GIVER, "reviewer": _REVIEWER, "person": person, "clock": None}[step.by]
    return step.kind(by=by, at=at, number=_NUMBER, **named, **step.more)


@cache
def _folded(stage: int, supported: bool) -> str:
    """Return a task as it stands after so many steps, as JSON in which everything of its own has a name."""
    support = (Assignee(person=_SUPPORT),) if supported else ()
    task: Task | None = None
    for n, step in enumerate(STEPS[:stage]):
        at = datetime(1999, 1, 1 + n, tzinfo=UTC)
        if step.kind is Assigned:
            lead = (Assignee(person=_PERSON),)
            whole = Assigned(
                by=_GIVER, at=at, number=_NUMBER, title=_TITLE, lead=lead, support=support, deadline=_DEADLINE
            )
            task = fold(None, whole, seq=777100)
        else:
            task = fold(task, _entry(step, at, _PERSON), seq=777100)
    assert task is not None
    names = {_NUMBER: "number", _TITLE: "title", _json(_DEADLINE): "deadline", "777100": "version"}
    names |= {"777001": "giver", "777002": "person", "777003": "support", "777004": "reviewer"}
    names |= {_json(datetime(1999, 1, 1 + n, tzinfo=UTC)): f"at{n}" for n in range(stage)}
    return _template(dump_state(task), names)


@lru_cache(maxsize=100)
def _moments(begun: date) -> Mapping[str, str]:
    return {f"at{n}": _json(moment(begun, step)) for n, step in enumerate(STEPS)}


def state(life: Life, stage: int, *, version: int) -> str:
    """Return the task as it stands after so many steps, as it is cached."""
    own = {
        "number": life.number,
        "title": json.dumps(life.title)[1:-1],
        "giver": life.giver,
        "person": life.person,
        "support": life.support,
        "reviewer": life.reviewer,
        "deadline": _json(life.deadline),
        "version": version,
    }
    return _folded(stage, life.support is not None) % {**_moments(life.begun), **own}


def _template(canonical: str, names: Mapping[str, str]) -> str:
    text = canonical.replace("%", "%%")
    for word, name in names.items():
        text = text.replace(word, f"%({name})s")
    return text


def _canonical(data: Any) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=1000)
def _json(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
