"""Lines, sums, places and grades from the facts, by the rule files as they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.appraisal.recounting.facts import Fact, Facts, Marks
from tests.appraisal.recounting.files import Entry, Material, Rules, in_force
from tests.recomputing.days import local
from tests.recomputing.folding import Work

Line = tuple[Any, ...]
"""kind, moment, version, rule, item, task, seq, times, each, points, excuse."""
Key = tuple[str, str]
"""A unit's name and a register's key."""


@dataclass
class Row:
    """What a unit has in a register."""

    lines: list[Line]
    total: Decimal
    place: int = 0
    of: int = 0
    grade: str = ""
    tie: tuple[Decimal, Decimal] = field(default=(Decimal(), Decimal()))


def counted(material: Material, since: datetime, until: datetime, upto: int | None = None) -> dict[Key, Row]:
    """Return every score of (since, until]."""
    facts = Facts(material.entries, since, until, upto)
    found = facts.found()
    rows: dict[Key, Row] = {}
    for key in dict.fromkeys(one["key"] for one in material.rules):
        last = in_force(material.rules, key, local(until).date())
        if last is not None:
            rows |= _of_register(material, last, facts, found)
    return rows


def _of_register(material: Material, last: Rules, facts: Facts, found: Iterable[Fact]) -> dict[Key, Row]:
    roster, key = material.roster, last["key"]
    units = [u for u, kind in roster.kinds.items() if kind in last["scored"] and _items(last, roster.names[u])]
    mine = defaultdict(list)
    for fact in found:
        unit, rules = roster.scored(fact.whom, units), in_force(material.rules, key, local(fact.at).date())
        if unit is not None and rules is not None:
            mine[unit].append((rules, fact))
    mine = {unit: list(_shared_once(mine[unit], facts)) for unit in units}
    rows = {}
    for unit in units:
        lines = [*_lines(roster.names[unit], last, mine[unit], facts), *_answers(unit, key, facts)]
        total = sum((line[9] for line in lines), Decimal())
        inside = min(max(total, Decimal()), Decimal(last.get("ceiling", 120)))
        if inside != total:
            lines.append(_line("bound", facts.until, last, points=inside - total, each=Decimal()))
        led = [one for one in facts.works.values() if any(roster.scored(s.who, units) == unit for s in one.leading)]
        rows[roster.names[unit], key] = Row(lines, inside, tie=_tie(led, facts))
    for kind in last["scored"]:
        _rank([rows[roster.names[unit], key] for unit in units if roster.kinds[unit] == kind], last)
    return rows


def _shared_once(found: Iterable[tuple[Rules, Fact]], facts: Facts) -> Iterator[tuple[Rules, Fact]]:
    """Leave out what the unit has already been told of the same task: two names on an order earn nothing twice."""
    seen = []
    for rules, fact in found:
        work = facts.works.get(fact.task)
        own = fact.event == "overdue" and work is not None and not work.any_will_do
        if fact.decided or not fact.task or own or fact.event == "receipt_late":
            yield rules, fact
            continue
        same = (fact.event, fact.task, fact.at, fact.seq, fact.leads, fact.times, fact.level, fact.excuse)
        if same not in seen:
            seen.append(same)
            yield rules, fact


def _items(rules: Rules, unit: str) -> list[Rules]:
    """Return what the unit owes, its own before what all owe."""
    own = [one for one in rules["item"] if one.get("unit", "") == unit]
    return own + [one for one in rules["item"] if not one.get("unit", "")]


def _line(kind: str, at: datetime, rules: Rules, **given: Any) -> Line:
    points = given["points"]
    keys = ("rule", "item", "task", "seq", "times", "each")
    plain = {"rule": "", "item": "", "task": "", "seq": None, "times": 1, "each": points} | given
    return (kind, at, rules["version"], *(plain[key] for key in keys), points, given.get("excuse"))


def _lines(unit: str, last: Rules, found: Iterable[tuple[Rules, Fact]], facts: Facts) -> Iterator[Line]:
    yield _line("base", facts.since, last, points=Decimal(last.get("base", 100)), each=Decimal())
    given: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for rules, fact in found:
        for rule, item in _holding(unit, rules, fact, facts.marks.get(fact.task)):
            under = item["key"] if item else ""
            each = Decimal(rule["points"])
            times = fact.times if fact.decided or rule.get("per") == "workday" else min(fact.times, 1)
            points = times * each
            if "cap" in rule:
                left = Decimal(rule["cap"]) - given[rule["key"], under]
                points = max(points, left) if rule["cap"] < 0 else min(points, left)
            if item and item.get("full") and points < 0:
                points = max(points, -Decimal(item["full"]) - lost[under])
                lost[under] += points
            given[rule["key"], under] += points
            yield _line("rule", fact.at, rules, points=points, rule=rule["key"], item=under, task=fact.task,
                        seq=fact.seq, times=times, each=each, excuse=fact.excuse)  # fmt: skip


def _holding(unit: str, rules: Rules, fact: Fact, mark: Marks | None) -> Iterator[tuple[Rules, Rules | None]]:
    items = _items(rules, unit)
    if fact.decided:
        if fact.decided["register"] == rules["key"]:
            item = next((one for one in items if one["key"] == fact.decided["item"]), None)
            yield from ((rule, item) for rule in rules["rule"] if rule["key"] == fact.decided["rule"])
        return
    if mark is None:
        return
    home = _home(items, mark)
    for rule in rules["rule"]:
        among = not rule.get("items") or (home is not None and home["key"] in rule["items"])
        if rule["event"] == fact.event and home is not None and among and _fits(rule, fact, mark):
            yield rule, home


def _home(items: Iterable[Rules], mark: Marks) -> Rules | None:
    """Return the item that names the task by its words or its category, else the one for the rest."""
    rest = None
    for one in items:
        words, kinds = one.get("words", []), one.get("kinds", [])
        if any(word in mark.title for word in words) or mark.category in kinds:
            return one
        rest = one if rest is None and not words and not kinds else rest
    return rest


def _fits(rule: Rules, fact: Fact, mark: Marks) -> bool:
    when = rule.get("when", {})
    part = when.get("part") or ("" if fact.event == "receipt_late" else "lead")
    if part and (part == "lead") != fact.leads:
        return False
    if when.get("urgency") and mark.urgency not in when["urgency"]:
        return False
    if when.get("key_task") is not None and when["key_task"] != mark.key:
        return False
    if when.get("level") and fact.level not in when["level"]:
        return False
    return fact.event not in {"overdue", "closed_early"} or max(fact.times, 1) >= when.get("at_least", 1)


def _answers(unit: int, key: str, facts: Facts) -> Iterator[Line]:
    """Yield what appeals gave back, by the day of the line that they disputed."""
    asked = {one["seq"]: one["data"] for one in facts.recorded if one["kind"] == "ScoreAppealed"}
    answers = {one["data"]["appeal"]: one for one in facts.recorded if one["kind"] == "AppealDecided"}
    for seq, data in asked.items():
        mine = (data["unit"], data["register"]) == (unit, key) and facts.inside(datetime.fromisoformat(data["line_at"]))
        if mine and seq in answers:
            answer: Entry = answers[seq]
            back = -Decimal(data["points"]) if answer["data"]["granted"] else Decimal()
            yield _line("appeal", datetime.fromisoformat(answer["at"]), data, points=back, rule=data["rule"],
                        item=data["item"], task=data["task"], seq=answer["seq"])  # fmt: skip


def _tie(led: Iterable[Work], facts: Facts) -> tuple[Decimal, Decimal]:
    """Return what decides between equal scores: the on-time rate, then the mean days overdue; to tenths."""
    works = [one for one in led if not one.withdrawn]
    due = [one for one in works if facts.inside(one.deadline)]
    hits = [one for one in due if one.closed and one.claimed and one.deadline and one.claimed <= one.deadline]
    late = [days for one in works if (days := _overdue(one, facts)) is not None]
    rate = _tenths(100 * len(hits), len(due)) if due else Decimal(100)
    return -rate, _tenths(sum(late), len(late)) if late else Decimal()


def _overdue(work: Work, facts: Facts) -> int | None:
    due, end = work.deadline, facts.until
    if due is None or due >= facts.until:
        return None
    if work.claimed and (work.closed or work.claimed <= due):
        end = min(work.claimed, end)
    elif work.stopped:
        end = min(work.stopped, end)
    return facts.days.between(due, end) if end > due and end > facts.since else None


def _tenths(total: int, count: int) -> Decimal:
    return Decimal((20 * total + count) // (2 * count)) / 10


def _rank(rows: list[Row], rules: Rules) -> None:
    grades = {"excellent": 95, "good": 85, "passing": 70, "excellent_share": 20} | dict(rules.get("grades", {}))
    room = len(rows) * grades["excellent_share"] // 100
    for row in rows:
        better = sum((-one.total, *one.tie) < (-row.total, *row.tie) for one in rows)
        level = sum((-one.total, *one.tie) <= (-row.total, *row.tie) for one in rows)
        row.place, row.of = better + 1, len(rows)
        names = ["excellent"] if level <= room else []
        row.grade = next((name for name in [*names, "good", "passing"] if row.total >= grades[name]), "failing")
