"""Rules in words: what a fact is worth, how far, and of which tasks."""

from __future__ import annotations

from collections.abc import Iterator

from config.appraisal.events import Event
from config.appraisal.model import Register, Rule
from handlers.wording.terms import LEVEL, URGENCY
from ledger.entries import Urgency
from ledger.escalations import Level
from ledger.people import UnitKind
from reports.score_words import KINDS

_EVENTS = {
    Event.CLOSED_IN_TIME: "按期销号",
    Event.CLOSED_EARLY: "提前销号",
    Event.OVERDUE: "逾期",
    Event.RECEIPT_LATE: "领办逾期",
    Event.RETURNED: "销号退回",
    Event.REOPENED: "回头看不实",
    Event.NOTICE: "督办单",
    Event.NOTICE_UNANSWERED: "督办单逾期未复",
    Event.EXTENDED: "批准延期",
    Event.PRAISED: "通报表扬",
    Event.CRITICISED: "通报批评",
    Event.INFORMATION_SUBMITTED: "报送信息",
    Event.INFORMATION_ADOPTED: "信息采用",
    Event.DECIDED: "人工认定",
}
_ITEMS_NAMED = 5


def rule_in_words(rule: Rule) -> str:
    """Return the rule as a person reads it: 逾期每个工作日扣 0.5 分，每项每季度至多扣 4 分，限牵头."""
    return "，".join(_parts(rule))


def counts(register: Register) -> str:
    """Return how much there is in a register."""
    return f"{len(register.category)} 类、{len(register.item)} 项、{len(register.rule)} 条规则"


def scored_in_words(register: Register) -> str:
    """Return the kinds of units that the register scores."""
    return "、".join(KINDS[UnitKind(kind)] for kind in register.scored)


def _parts(rule: Rule) -> Iterator[str]:
    does = "加" if rule.points > 0 else "扣"
    each = "每个工作日" if rule.per == "workday" else "每次"
    yield f"{_EVENTS[rule.event]}{each}{does} {abs(rule.points)} 分" if rule.points else f"{_EVENTS[rule.event]}不计分"
    if rule.cap:
        yield f"每项每季度至多{does} {abs(rule.cap)} 分"
    yield from _conditions(rule)
    if rule.evidence == "file":
        yield "须附佐证"
    if rule.items:
        named = "、".join(rule.items[:_ITEMS_NAMED])
        yield f"限 {named} 等 {len(rule.items)} 项" if len(rule.items) > _ITEMS_NAMED else f"限 {named} 项"


def _conditions(rule: Rule) -> Iterator[str]:
    when = rule.when
    if when.at_least > 1:
        yield (
            f"提前 {when.at_least} 个工作日以上" if rule.event is Event.CLOSED_EARLY else f"满 {when.at_least} 个工作日"
        )
    if when.urgency:
        yield "限" + "、".join(URGENCY[Urgency(one)] for one in when.urgency)
    if when.level:
        yield "限" + "、".join(LEVEL[Level(one)] for one in when.level)
    if when.part is not None:
        yield "限牵头单位" if when.part == "lead" else "限配合单位"
    if when.key_task is not None:
        yield "限重点事项" if when.key_task else "限非重点事项"
