"""A rule file (考评细则): who is scored, under which items, by which rules, and what grades and links follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails

from config.appraisal.events import BURDEN, BY_WORKDAY, OFF, ON, Event, scores_use_of_the_bot
from config.section import Section


def _exact(value: object) -> object:
    """Keep points exact: 0.1 in the file is a tenth, not the binary number beside it."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValueError("应写成数字，例如 -0.5")  # noqa: TRY004 - pydantic collects this one
    if (isinstance(value, int) and abs(value) > 1000) or not _fits(exact := Decimal(str(value))):
        raise ValueError("应写成 -1000 至 1000 之间的数，至多两位小数")
    return exact


def _fits(points: Decimal) -> bool:
    return points.is_finite() and abs(points) <= 1000 and points == round(points, 2)


def _key(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,31}", text):
        raise ValueError("应以字母或数字开头，只含字母、数字、点和连字符，至多 32 位")
    return text


def _one_line(text: str) -> str:
    if not text.strip() or len(text) > 200 or not text.isprintable():
        raise ValueError("应写成一行文字，不得为空，至多 200 字")
    return text


def _day(value: object) -> object:
    """Take a day as TOML knows it, or the same in quotes; never a moment, nor a number that might be seconds."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value) if isinstance(value, str) else "")
    except ValueError:
        raise ValueError("应写成日期，例如 2027-01-01") from None


def _worth(points: Decimal) -> Decimal:
    if points < 0:
        raise ValueError("不应小于 0")
    return points


Points = Annotated[Decimal, BeforeValidator(_exact)]
Worth = Annotated[Points, AfterValidator(_worth)]
Key = Annotated[str, AfterValidator(_key)]
Words = Annotated[str, AfterValidator(_one_line)]
MaybeWords = Annotated[str, AfterValidator(lambda text: text and _one_line(text))]
Day = Annotated[date, BeforeValidator(_day)]
Scored = Literal["district", "department", "office"]


class Category(Section):
    """One class of items (类), worth ``full`` points together."""

    key: Key
    name: Words
    full: Worth = Decimal()


class Item(Section):
    """One item (项) or duty (职责): what is owed, and how a task shows that it belongs here.

    ``unit`` owes it, by its name on the roster; an empty one: every unit that is scored. ``full`` is its share of the
    category's points; 0 where those are not divided. A task belongs to the first item of its unit of which a word
    stands in the title, or whose category (类别) the task has; else to the first item that asks for neither; else
    to none.
    """

    key: Key
    category: Key
    text: Words
    unit: MaybeWords = ""
    full: Worth = Decimal()
    words: tuple[Words, ...] = ()
    kinds: tuple[Words, ...] = ()
    cites: MaybeWords = ""

    @property
    def is_general(self) -> bool:
        """Whether any task belongs here that belongs nowhere else."""
        return not self.words and not self.kinds


class When(Section):
    """Conditions on the task behind an event; all that are given must hold."""

    urgency: tuple[Literal["critical", "urgent", "normal"], ...] = ()
    part: Literal["lead", "support"] | None = None
    key_task: bool | None = None
    level: tuple[Literal["blue", "yellow", "red"], ...] = ()
    at_least: Annotated[int, Field(ge=1, le=366)] = 1
    """Workdays overdue, or beforehand, from which the rule holds."""


class Rule(Section):
    """So many points each time (or workday) that the event happens, at most ``cap`` in a quarter under one item."""

    key: Key
    name: Words
    event: Event
    points: Points
    per: Literal["time", "workday"] = "time"
    cap: Points | None = None
    items: tuple[Key, ...] = ()
    when: When = When()
    evidence: Literal["ledger", "file"] = "ledger"
    cites: Words

    @field_validator("event", mode="before")
    @classmethod
    def _is_about_a_duty(cls, event: object) -> object:
        if isinstance(event, str) and scores_use_of_the_bot(event):
            raise ValueError(BURDEN)
        return event

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        told = [_told(name, advice) for wrong, name, advice in self._mistakes() if wrong]
        if told:
            raise ValidationError.from_exception_data("rule", told)
        return self

    def _mistakes(self) -> Iterable[tuple[bool, str, str]]:
        """Yield what may be wrong: whether it is, the name in the file, and what to write instead."""
        event, points, cap = self.event, self.points, self.cap
        against = (event in OFF and points > 0) or (event in ON and points < 0)
        crossed = cap is not None and cap * points < 0
        small = cap is not None and abs(cap) < abs(points)
        loose = self.when.at_least > 1 and event not in BY_WORKDAY
        daily = self.per == "workday" and event not in BY_WORKDAY
        yield scores_use_of_the_bot(self.name), "name", BURDEN
        yield event is Event.EXTENDED and points != 0, "points", "经批准的延期不得扣分，应写成 0"
        yield event is not Event.EXTENDED and points == 0, "points", "不能为 0，请写明加减多少分"
        yield against, "points", "此类事实只能扣分，应写成负数" if event in OFF else "此类事实只能加分，应写成正数"
        yield daily, "per", "只有逾期和提前销号可按工作日计分，应写成 time"
        yield event is Event.DECIDED and self.evidence != "file", "evidence", '人工认定须有佐证，应写成 "file"'
        yield event is not Event.DECIDED and self.evidence == "file", "evidence", "由台账得出的分数无须另附佐证，请删去"
        yield bool(self.when.level) and event is not Event.NOTICE, "when", "level 只用于督办单（notice），请删去"
        yield loose, "when", "at_least 只用于逾期和提前销号，请删去"
        yield crossed and not against, "cap", "与 points 应同为正数或同为负数"
        yield small and not crossed, "cap", "不应小于一次的分值，请改大或删去"


def _told(name: str, advice: str) -> InitErrorDetails:
    """Return a mistake of one name in a section, as the validation tells its own."""
    return InitErrorDetails(type="value_error", loc=(name,), input=None, ctx={"error": ValueError(advice)})


class Grades(Section):
    """Standards of the grades (等级); at most ``excellent_share`` per cent of those ranked are excellent."""

    excellent: Points = Decimal(95)
    good: Points = Decimal(85)
    passing: Points = Decimal(70)
    excellent_share: Annotated[int, Field(ge=0, le=100)] = 20

    @model_validator(mode="after")
    def _descend(self) -> Self:
        if not self.excellent > self.good > self.passing > 0:
            raise ValueError("等级标准应由高到低：excellent、good、passing，且大于 0")
        return self


class Linkage(Section):
    """How a person's score hangs on the office's: the office counts ``office_share`` per cent, the person the rest."""

    office_share: Annotated[int, Field(ge=0, le=100)] = 30


class Dimension(Section):
    """One side of a cadre's year (政治素质、组织领导、工作实绩、工作作风): the categories whose lines speak of it."""

    name: Words
    weight: Annotated[int, Field(gt=0, le=100)]
    categories: tuple[Key, ...]


class Register(Section):
    """One register of rules; ``version`` and ``effective`` say which one judges a day, ``regulation`` why."""

    key: Key
    name: Words
    version: Annotated[int, Field(ge=1)]
    effective: Day
    regulation: Words
    scored: tuple[Scored, ...] = Field(min_length=1)
    base: Points = Decimal(100)
    ceiling: Points = Decimal(120)
    grades: Grades = Grades()
    linkage: Linkage | None = None
    dimension: tuple[Dimension, ...] = ()
    category: tuple[Category, ...]
    item: tuple[Item, ...]
    rule: tuple[Rule, ...]

    def items_of(self, unit: str) -> tuple[Item, ...]:
        """Return what the unit of that name is scored under, its own duties first."""
        own = tuple(item for item in self.item if item.unit == unit)
        return own + tuple(item for item in self.item if not item.unit)

    def named(self, key: str) -> Rule:
        """Return the rule; ``KeyError`` where the register has none."""
        for rule in self.rule:
            if rule.key == key:
                return rule
        raise KeyError(key)
