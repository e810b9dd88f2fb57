"""Past moments: 11月20日下午, 上周五, 昨天15点; and the words that ask how things stood then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.moments import Now, add_months, moment_on
from handlers.reading.names import index_of
from handlers.reading.resolve import RULES
from handlers.reading.said import prepare
from handlers.reading.time_words import TimeWords
from handlers.reading.values import Context
from ledger.calendar import DAY
from ledger.people import Role, Roster

_ASKED = Late(
    r"(?P<before>.*?)(?:时|的|当时|当天|为止|的时候){0,6}(?:办理)?(?:情况|台账|状态|进展|进度)(?:是什么|怎么样|怎样|如何)?[?？。\s]*"
)
_REST = Late(r"[\s,，、的时截至到止]+")
_SAID_WHICH = Late("[上下本这]")  # 下周三 is no Wednesday of the past.
JOINING = "和与及、全部所有我们"
"""Characters that stand between and beside the names of those whose ledger is asked for."""
_BACK: Mapping[str, Callable[[date], date]] = MappingProxyType(
    {
        "weekday": lambda day: day - DAY * 7,
        "month_day": lambda day: add_months(day, -12),
        "numeric_day": lambda day: add_months(day, -12),
        "day_of_month": lambda day: add_months(day, -1),
        "month_end": lambda day: add_months(day, -1),
    }
)
"""A day that may as well lie ahead was, said of the past, the one before."""


@fact()
class Then:
    """A past moment, and what was said beside it."""

    moment: datetime
    rest: str


@needs(Key("进况账状", _ASKED))
def asks_of_a_moment(text: str) -> bool:
    """Tell whether the words have the form of such a question (上周五的台账)."""
    return _ASKED.fullmatch(text) is not None


def asked_then(text: str, *, roster: Roster, now: Now) -> Then | None:
    """Return the past moment whose state is asked for (上周五的台账); ``None`` where the words ask for nothing such."""
    found = _ASKED.fullmatch(text)
    return then_in(found["before"], roster=roster, now=now) if found is not None else None


def then_in(text: str, *, roster: Roster, now: Now) -> Then | None:
    """Return the one past moment that the words name; a day without an hour is meant to its end."""
    said = prepare(text, index=index_of(roster), now=now, role=Role.COORDINATOR, context=Context.PRIVATE)
    if len(said.times) != 1:
        return None
    words = said.times[0]
    past = [moment for moment in _moments(words, now) if moment <= now.at]
    rest = _REST.sub("", text[: words.start] + text[words.end :])
    return Then(max(past), rest) if past else None


def _moments(words: TimeWords, now: Now) -> Iterator[datetime]:
    days = RULES[words.rule](words, now).candidates if words.rule in RULES else ()
    back = _BACK.get(words.rule) if not _SAID_WHICH.match(words.pieces.get("week") or "") else None
    for day in (*days, *map(back, days)) if back is not None else days:
        whole = words.hour is None or words.hour.offset is None
        yield now.hours.at(day, time(23, 59, 59)) if whole else moment_on(day, words, now)
