"""重放11月20日日报告, 上周的周总结有什么变化: which published report is meant, and whether its changes are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.moments import Now
from handlers.reading.past import then_in
from ledger.calendar import DAY
from ledger.people import Roster
from reports.periods import first_day
from reports.words import SPANS

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "daily": "日报告?",
        "dispatch": "日调度",
        "weekly": "周总结|周报",
        "monthly": "月度?总结|月报",
        "quarterly": "季度?总结|季报",
    }
)
_KIND = "|".join(f"(?P<{name}>{words})" for name, words in _KINDS.items())
_AGAIN = Late(rf"(?:请|把|将)?(?:重放|回放|重现|原样重发)(?:一下)?(?P<day>.*?)的?(?:{_KIND})(?:的?原文)?[。!\s]*")
_CHANGES = Late(
    rf"(?P<day>.*?)的?(?:{_KIND})(?:发布后|后来|之后|现在|到现在)*"
    r"(?:(?:都|又)?(?:有|发生)了?(?:什么|何|哪些|没有|无)?(?:变化|变动|改动|出入|差异|不同)|(?:的)?差异|变了没有)[吗呢了?。\s]*"
)
_BACK = Late(r"上一?个?(?:周|星期|月|季度)(?![一二三四五六日天])")
"""The period before the one that runs; a day is left to the words of time."""


@fact()
class AskedReport:
    """The kind, a day of its period (``None``: the last one there is), and whether its changes are asked for."""

    kind: str
    day: date | None
    changes: bool

    @property
    def kept(self) -> dict[str, str | bool | None]:
        """What a button keeps of it."""
        return {"kind": self.kind, "day": self.day.isoformat() if self.day else None, "changes": self.changes}


@needs(Key("放重变改入异同", _AGAIN, _CHANGES))
def asked_report(text: str, *, roster: Roster, now: Now) -> AskedReport | None:
    """Return the published report that the words ask for once more; ``None`` where they ask for nothing such."""
    again = _AGAIN.fullmatch(text)
    found = again or _CHANGES.fullmatch(text)
    if found is None:
        return None
    kind = next(name for name in _KINDS if found[name])
    words = found["day"].strip()
    day = period_before(words, kind, now.today)
    if words and day is None:
        tonight = now.at.replace(hour=23, minute=59, second=59)
        then = then_in(words, roster=roster, now=replace(now, at=tonight))  # Today's report is a past one, too.
        if then is None or then.rest:
            return None
        day = then.moment.date()
    return AskedReport(kind, day, changes=again is None)


def period_before(words: str, kind: str, today: date) -> date | None:
    """Return the last day of the week, month or quarter before the one that runs, where the words name it (上周)."""
    return first_day(kind, today) - DAY if kind in SPANS and _BACK.search(words) else None
