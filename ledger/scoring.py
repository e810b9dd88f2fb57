"""Scores (赋分): each line says which rule was applied to which fact, and how; the sum of the lines is the score.

Everything is derived: the same entries, rules and roster give the same lines on any day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from config.appraisal.events import BY_WORKDAY, Event
from config.appraisal.model import Item, Register, Rule
from config.appraisal.reading import in_force
from ledger.adjustments import Adjustment, Standing
from ledger.appeals import Appeal
from ledger.circulars import Circular
from ledger.facts import Facts
from ledger.happenings import Happening, happenings
from ledger.joint_facts import shared_once
from ledger.outages import Outage
from ledger.people import Assignee, Roster, Unit, UnitId
from ledger.rates import days_overdue, on_time
from ledger.scores import Appraisal, Grade, Kind, Ranked, Score, ScoreLine
from ledger.tasks import Part, Task


def appraise(
    facts: Facts,
    circulars: Iterable[Circular] = (),
    adjustments: Iterable[Adjustment] = (),
    appeals: Iterable[Appeal] = (),
    outages: Sequence[Outage] = (),
) -> tuple[Appraisal, ...]:
    """Return the appraisal over (facts.since, facts.at] by each register that is in force at its end.

    Of equal scores the higher on-time rate comes first, then fewer days overdue; what nothing tells apart shares a
    place. Grades follow the register's standards; those whom its share of excellent ones has no room for are good.
    """
    found, registers = happenings(facts, circulars, adjustments, outages), facts.house.registers
    day = facts.house.hours.local(facts.at).date()
    answered = tuple(one for one in appeals if one.standing is not Standing.WAITING and _is_in(one, facts))
    kept = []
    for key in dict.fromkeys(one.key for one in registers):
        if (last := in_force(registers, key, day)) is not None:
            versions = tuple(one for one in registers if one.key == key)
            kept.append(Appraisal(last, versions, _rows(last, versions, found, answered, facts)))
    return tuple(kept)


def _is_in(appeal: Appeal, facts: Facts) -> bool:
    """Tell whether the line that it disputes is one of the period, whenever it was answered."""
    return facts.since < appeal.about.line_at <= facts.at


def _rows(
    last: Register,
    versions: Sequence[Register],
    found: Iterable[Happening],
    answered: Sequence[Appeal],
    facts: Facts,
) -> tuple[Ranked, ...]:
    scores = _scores(last, versions, found, answered, facts)
    kind_of = {unit.id: unit.kind for unit in facts.roster.units}
    kinds = dict.fromkeys(kind_of[score.unit] for score in scores)
    by_kind = ([score for score in scores if kind_of[score.unit] is kind] for kind in kinds)
    return tuple(row for same in by_kind for row in _ranked(same, last, facts))


def _scores(
    last: Register,
    versions: Sequence[Register],
    found: Iterable[Happening],
    answered: Sequence[Appeal],
    facts: Facts,
) -> tuple[Score, ...]:
    roster, day_of = facts.roster, facts.house.hours.local
    units = tuple(one for one in roster.units if one.kind.value in last.scored and last.items_of(one.name))
    of: dict[UnitId, list[tuple[Register, Happening]]] = {unit.id: [] for unit in units}
    for one in found:
        unit = scored_unit_of(roster, one.whom, of)
        register = in_force(versions, last.key, day_of(one.at).date())
        if unit is not None and register is not None:
            of[unit].append((register, one))
    return tuple(Score(unit.id, tuple(_lines(last, unit, shared_once(of[unit.id]), answered, facts))) for unit in units)


def _ranked(found: Sequence[Score], register: Register, facts: Facts) -> tuple[Ranked, ...]:
    led = _led(facts, {score.unit for score in found})
    keys = {score.unit: (-score.total, *_tie(led[score.unit], facts)) for score in found}
    most = len(found) * register.grades.excellent_share // 100
    rows: list[Ranked] = []
    for _, equal in groupby(sorted(found, key=lambda one: keys[one.unit]), key=lambda one: keys[one.unit]):
        tied, before = tuple(equal), len(rows)
        may_excel = before + len(tied) <= most
        rows += (
            Ranked(before + 1, len(found), one, grade_of(one.total, register, may_excel=may_excel)) for one in tied
        )
    return tuple(rows)


def grade_of(total: Decimal, register: Register, *, may_excel: bool) -> Grade:
    """Return the grade by the register's standards; ``may_excel`` tells whether there is room among the excellent."""
    grades = register.grades
    if total >= grades.excellent and may_excel:
        return Grade.EXCELLENT
    if total >= grades.good:
        return Grade.GOOD
    return Grade.PASSING if total >= grades.passing else Grade.FAILING


def _led(facts: Facts, units: Collection[UnitId]) -> dict[UnitId, list[Task]]:
    """Return the tasks that each of the units leads, or somebody or something below it."""
    led: dict[UnitId, list[Task]] = {unit: [] for unit in units}
    for task in facts.tasks:
        homes = {scored_unit_of(facts.roster, branch.assignee, led) for branch in task.leads}
        for unit in homes:
            if unit is not None:
                led[unit].append(task)
    return led


def _tie(own: Sequence[Task], facts: Facts) -> tuple[Decimal, Decimal]:
    """Return what decides between equal scores, the better the smaller."""
    rate = on_time(own, facts.since, facts.at).percent
    late = days_overdue(own, facts.since, facts.at, facts.house).value
    return -(rate if rate is not None else Decimal(100)), late or Decimal()


def scored_unit_of(roster: Roster, whom: Assignee, scored: Collection[UnitId]) -> UnitId | None:
    """Return the nearest unit, from the assignee's own upwards, that is scored."""
    unit, seen = roster.unit_of(whom), set[UnitId]()
    while unit is not None and unit not in scored and unit not in seen:
        seen.add(unit)
        unit = roster.unit(unit).parent
    return unit if unit in scored else None


def _lines(
    last: Register,
    unit: Unit,
    found: Iterable[tuple[Register, Happening, tuple[Assignee, ...]]],
    answered: Iterable[Appeal],
    facts: Facts,
) -> Iterator[ScoreLine]:
    """Yield base, one line for each fact and rule and each answer, and what keeps the sum between 0 and the ceiling."""
    yield ScoreLine(kind=Kind.BASE, at=facts.since, points=last.base, version=last.version)
    total, taken, shared = last.base, dict[tuple[str, str], Decimal](), dict[object, tuple[Assignee, ...]]()
    for register, one, also in found:
        for rule, item in _rules(register, register.items_of(unit.name), one):
            line = _line(register, rule, item, one, taken)
            total += line.points
            shared[line.rule, line.item, line.task, line.whom] = also
            yield replace(line, also=also) if also else line
    for appeal in answered:
        if (appeal.about.register, appeal.about.unit) == (last.key, unit.id):
            total += appeal.given
            line = answer_line(appeal)
            yield replace(line, also=shared.get((line.rule, line.item, line.task, line.whom), ()))
    bounded = min(max(total, Decimal()), last.ceiling)
    if bounded != total:
        yield ScoreLine(kind=Kind.BOUND, at=facts.at, points=bounded - total, version=last.version)


def answer_line(appeal: Appeal) -> ScoreLine:
    """Return the line that gives back what the disputed one took, or 0; that one stays as it is."""
    about = appeal.about
    return ScoreLine(
        kind=Kind.APPEAL,
        at=appeal.decided_at or appeal.at,
        points=appeal.given,
        version=about.version,
        rule=about.rule,
        item=about.item,
        task=about.task,
        seq=appeal.decided,
        each=appeal.given,
        whom=about.whom,
        appeal=appeal,
    )


def decided_line(versions: Sequence[Register], one: Adjustment) -> ScoreLine | None:
    """Return the line of an adjustment that was confirmed after the freeze: no cap is counted anew."""
    for register in versions:
        if (register.key, register.version) == (one.register, one.version):
            each = next((rule.points for rule in register.rule if rule.key == one.rule), Decimal())
            return ScoreLine(
                kind=Kind.RULE,
                at=one.at,
                points=one.times * each,
                version=one.version,
                rule=one.rule,
                item=one.item,
                task=one.about,
                seq=one.id,
                times=one.times,
                each=each,
                whom=one.whom,
                adjustment=one,
            )
    return None


def _rules(register: Register, items: Sequence[Item], one: Happening) -> Iterator[tuple[Rule, Item | None]]:
    """Yield the rules that hold of the fact, each with the item that it counts under; a decided one may have none."""
    if one.adjustment is not None:
        yield from _decided(register, items, one.adjustment)
        return
    for rule in register.rule:
        if rule.event is one.event and _holds(rule, one):
            item = _item(rule, items, one)
            if item is not None:
                yield rule, item


def _decided(register: Register, items: Sequence[Item], one: Adjustment) -> Iterator[tuple[Rule, Item | None]]:
    """Yield the rule that was decided on, if it is this register's."""
    if one.register == register.key:
        item = next((item for item in items if item.key == one.item), None)
        yield from ((rule, item) for rule in register.rule if rule.key == one.rule)


def _item(rule: Rule, items: Sequence[Item], one: Happening) -> Item | None:
    """Return the item that the task or the information belongs to, if the rule is about it."""
    own = next((item for item in items if _names(item, one)), None)
    own = own or next((item for item in items if item.is_general), None)
    return own if own is not None and (not rule.items or own.key in rule.items) else None


def _names(item: Item, one: Happening) -> bool:
    if one.task is None:
        return one.information is not None and any(word in one.information.title for word in item.words)
    title, category = one.task.title, one.task.category
    return any(word in title for word in item.words) or category in item.kinds


def _holds(rule: Rule, one: Happening) -> bool:
    """Tell whether the rule's conditions hold; of information none holds that asks for a task."""
    when, task = rule.when, one.task
    if task is None:
        return when.part != Part.SUPPORT.value and not (when.urgency or when.level or when.key_task is not None)
    part = when.part or (None if one.event is Event.RECEIPT_LATE else Part.LEAD.value)
    return (
        (part is None or one.part.value == part)
        and (not when.urgency or (task.urgency is not None and task.urgency.value in when.urgency))
        and (when.key_task is None or task.is_key is when.key_task)
        and (not when.level or (one.level is not None and one.level.value in when.level))
        and (one.event not in BY_WORKDAY or max(one.times, 1) >= when.at_least)
    )


def _line(
    register: Register, rule: Rule, item: Item | None, one: Happening, taken: dict[tuple[str, str], Decimal]
) -> ScoreLine:
    """Return the line; ``taken`` holds what the rule gave or took under the item so far, and all that the item lost.

    An item loses no more than it is worth (扣完为止).
    """
    times = one.times if rule.per == "workday" or one.adjustment is not None else min(one.times, 1)
    under = item.key if item is not None else ""
    points, key = times * rule.points, (rule.key, under)
    before = taken.get(key, Decimal())
    if rule.cap is not None:
        left = rule.cap - before
        points = max(points, left) if rule.cap < 0 else min(points, left)
    if item is not None and item.full and points < 0:
        lost = taken.get(("", under), Decimal())
        points = max(points, -item.full - lost)
        taken["", under] = lost + points
    taken[key] = before + points
    return ScoreLine(
        kind=Kind.RULE,
        at=one.at,
        points=points,
        version=register.version,
        rule=rule.key,
        item=under,
        task=one.number,
        seq=one.seq,
        times=times,
        each=rule.points,
        excuse=one.excuse,
        outage=one.outage,
        whom=one.whom,
        adjustment=one.adjustment,
    )
