"""``reader``: texts that reach new lines of the grammar are kept and changed further; each must be read as promised.

The guide is a trace of the lines of ``handlers/reading`` in their order (an edge is a line and the one before it in the
same frame), together with the shape of what was read. Nothing here touches a database or a clock but the processor's.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from inspect import Parameter, isfunction, signature
from random import Random
from typing import Any

from handlers.reading import Context, Reading, learn, read
from handlers.reading.moments import Now
from ledger.people import Role
from tests.benchmarks.reading import PIECES
from tests.chaos.mutating import mutated
from tests.chaos.run import Figure, Run, at_least, at_most, none
from tests.chaos.tracing import Edge, Trace, lines_known, modules
from tests.reading.office import CALENDAR, HOURS, OFFICE, moment
from tests.reading.scoring import DATA

LIMIT = 0.25
"""Seconds of processor time that no text may take."""

_MOMENTS = tuple(
    map(moment, ("2026-11-23T10:00", "2026-12-31T17:59", "2026-09-30T23:58", "2026-02-28T00:30", "2027-01-02T12:00"))
)
READ = "reader.read"
LONGEST_PARENT = 300
"""Characters of a text that is changed further: each reading of 4,096 costs as much as that of twenty usual ones."""
EVERY = 1_000
"""Texts after which a line is printed."""


@dataclass(frozen=True)
class Input:
    """One message: who says it, where and when."""

    text: str
    role: Role
    context: Context
    at: datetime


@dataclass
class Findings:
    """What broke a promise, each with the shortest text that still breaks it."""

    raised: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    unsteady: list[str] = field(default_factory=list)
    past: list[str] = field(default_factory=list)
    longest: float = 0.0


@dataclass
class Search:
    """What was found and reached so far: ``edges`` are steps, ``parents`` the texts that are changed."""

    parents: list[str]
    found: Findings = field(default_factory=Findings)
    edges: set[Edge] = field(default_factory=set)
    kept: int = 0

    @property
    def lines(self) -> int:
        """Count the lines of the readers' functions that were reached."""
        return len({(one[0], one[2]) for one in self.edges if isinstance(one, tuple)})


async def reader(run: Run) -> list[Figure]:
    """Change texts for as many inputs as the size says; every input is read twice."""
    count = 80 if run.short else 20_000
    done = search(run.chance(), count, seeds(run.chance("seeds"), 30 if run.short else 3_000))
    found = done.found
    return [
        at_least("texts read", count, count),
        at_least("steps of the grammar that they reached", len(done.edges), 1_500 if run.short else 3_000),
        at_least(f"lines of {lines_known()} that they reached", done.lines, 1_000 if run.short else 2_000),
        at_least("texts kept because they reached new ones", done.kept, 10),
        at_most("milliseconds of the slowest", found.longest * 1000, LIMIT * 1000),
        none("exceptions", found.raised),
        none("longer than 250 ms", found.slow),
        none("read otherwise a second time", found.unsteady),
        none("deadlines that are over, without a question", found.past),
    ]


def seeds(chance: Random, count: int) -> list[str]:
    """Return lines of the corpora, and the pieces of which the slowest texts are made."""
    lines = [line.split("\t") for name in sorted(DATA.iterdir()) for line in name.read_text("utf-8").splitlines()]
    texts = sorted(
        {cells[1] if len(cells) > 1 and cells[0][:3] == "202" else cells[0] for cells in lines if any(cells)}
    )
    return [*PIECES, *(text.replace("\\n", "\n") for text in chance.sample(texts, count))]


def search(chance: Random, count: int, texts: list[str]) -> Search:
    """Read so many texts, each a change of one that is known; return what was found, reached and kept."""
    learn(OFFICE)
    done, began, before = Search([one for one in texts if len(one) <= LONGEST_PARENT]), len(texts), 0
    for at in range(count):
        text = texts[at] if at < began else mutated(_parent(done.parents, chance), chance, done.parents)
        said = Input(text, chance.choice(list(Role)), chance.choice(list(Context)), chance.choice(_MOMENTS))
        reached = _try(said, done.found)
        if not reached <= done.edges:
            done.edges |= reached
            if at >= began:
                done.kept += 1
                done.parents += [text] if len(text) <= LONGEST_PARENT else []
        if at % EVERY == EVERY - 1:
            print(_progress(done, at + 1, len(done.edges) - before), flush=True)
            before = len(done.edges)
    return done


def _progress(done: Search, count: int, new: int) -> str:
    found = done.found
    broken = sum(map(len, (found.raised, found.slow, found.unsteady, found.past)))
    return (
        f"reader {count:6,} texts in {time.process_time():.0f} s of processor time: {new:+,} steps, "
        f"{len(done.edges):,} in all, {done.lines:,} of {lines_known():,} lines, {done.kept:,} kept, "
        f"{broken} broke a promise"
    )


def _parent(texts: list[str], chance: Random) -> str:
    """Return the shorter of two, or all would grow to the limit."""
    return min(_recent(texts, chance), _recent(texts, chance), key=len)


def _recent(texts: list[str], chance: Random) -> str:
    """Return a text, rather one that was kept lately."""
    return texts[-1 - int(len(texts) * chance.random() ** 2)]


def _try(said: Input, found: Findings) -> set[Edge]:
    """Read the text twice, note what breaks a promise, and return what it reached."""
    try:
        first = [_timed(said, name, found) for name in CALLS]
        with Trace() as trace:
            second = [CALLS[name](said) for name in CALLS]
    except Exception as error:
        kind = type(error)
        short = _shortest(said, lambda one: kind in map(type, _raised(one).values()))
        found.raised.append(f"{_raised(short)} by {short}")
        return set()
    if first != second:
        found.unsteady.append(repr(said))
    reading = first[0]
    assert isinstance(reading, Reading)
    if is_over(reading, said.at):
        found.past.append(repr(_shortest(said, lambda one: is_over(CALLS[READ](one), one.at))))
    return trace.edges | {_shape(reading)}


def _timed(said: Input, name: str, found: Findings) -> object:
    start = time.process_time()
    value = CALLS[name](said)
    took = time.process_time() - start
    if took > LIMIT:  # Another look: the machine may have been busy with something else.
        took = min(took, *(_seconds(said, name) for _ in range(3)))
    found.longest = max(found.longest, took)
    if took > LIMIT:
        found.slow.append(f"{took * 1000:.0f} ms in {name} over {said.text[:60]!r}… ({len(said.text)} characters)")
    return value


def _seconds(said: Input, name: str) -> float:
    start = time.process_time()
    CALLS[name](said)
    return time.process_time() - start


def is_over(reading: Any, at: datetime) -> bool:
    """Tell whether a deadline lies behind the moment at which it was said, and nothing is asked."""
    moments = [one for task in reading.tasks for one in (task.deadline, *(stage.deadline for stage in task.milestones))]
    moments.append(reading.args.get("deadline"))
    return reading.certain and any(isinstance(one, datetime) and one < at for one in moments)


def _shape(reading: Reading) -> str:
    """Return what kind of reading it is: patterns have no lines, what they find shows here."""
    tasks = [
        (task.mode, task.relative_to, task.recurrence and task.recurrence.every, len(task.milestones))
        for task in reading.tasks[:3]
    ]
    return f"{reading.intent} {sorted(reading.args)} {reading.asks} {tasks} {len(reading.task_numbers)}"


def _raised(said: Input) -> dict[str, Exception]:
    """Return what each reader raises over the text."""
    raised: dict[str, Exception] = {}
    for name, call in CALLS.items():
        try:
            call(said)
        except Exception as error:
            raised[name] = error
    return raised


def _shortest(said: Input, breaks: Callable[[Input], bool]) -> Input:
    """Return the text without all parts that it does not need to break the promise."""
    size = len(said.text) // 2
    while size:
        for start in range(0, len(said.text), size):
            shorter = replace(said, text=said.text[:start] + said.text[start + size :])
            if breaks(shorter):
                said = shorter
                break
        else:
            size //= 2
    return said


Call = Callable[[Input], Any]


def _read(said: Input) -> Reading:
    found = read(
        said.text, roster=OFFICE, calendar=CALENDAR, hours=HOURS, at=said.at, role=said.role, context=said.context
    )
    json.dumps(found.as_json())
    return found


def _readers() -> Iterator[tuple[str, Call]]:
    """Return whatever else reads a text: all public functions of the room whose other parameters are known."""
    for module in modules():
        for name, one in vars(module).items():
            if isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_"):
                wanted = [of.name for of in signature(one).parameters.values() if of.default is Parameter.empty]
                if wanted[:1] == ["text"] and one.__annotations__["text"] == "str" and set(wanted[1:]) <= set(_KNOWN):
                    yield f"{module.__name__.rpartition('.')[2]}.{name}", _call(one, wanted[1:])


_KNOWN: dict[str, Callable[[Input], object]] = {
    "roster": lambda _: OFFICE,
    "calendar": lambda _: CALENDAR,
    "hours": lambda _: HOURS,
    "at": lambda said: said.at,
    "now": lambda said: Now(said.at, CALENDAR, HOURS),
    "today": lambda said: said.at.date(),
    "year": lambda said: said.at.year,
    "role": lambda said: said.role,
    "context": lambda said: said.context,
}


def _call(one: Callable[..., Any], wanted: list[str]) -> Call:
    return lambda said: one(said.text, **{name: _KNOWN[name](said) for name in wanted})


CALLS: dict[str, Call] = {READ: _read} | {name: one for name, one in _readers() if name != READ}
