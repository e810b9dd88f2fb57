"""Words that begin with a unit's name (政务督查中心在办文件), and the reports that are asked for so."""

from __future__ import annotations

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from ledger.people import Roster, UnitId

_ASKING = Late(
    r"[\s,。]*(?:请|帮我|麻烦|再)*(?:查一?下|查询|查看|查|看一?下|看看|看|列出|列一下|出一?份|来一?份|要|发我)?\s*"
)
_REPORTS = (
    ("dispatch", r"日调度"),
    ("daily", r"日报告?"),
    ("weekly", r"周总结|周报"),
    ("monthly", r"月度?总结|月报"),
    ("quarterly", r"季度?总结|季报"),
)
_REPORT = Late(
    r"\s*的?(?:今[天日]|[本这上]一?个?(?:周|星期|月|季度?))?的?"
    + f"(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _REPORTS)})"
    + r"(?:呢|发我|给我|看看|看一?下)?[。.?!\s]*"
)


def unit_first(roster: Roster, text: str) -> tuple[UnitId | None, str]:
    """Return the unit with whose name or alias the words begin, the longest name first, and the words behind it."""
    plain = normalise(text)
    start = found.end() if (found := _ASKING.match(plain)) else 0
    names = ((name, unit.id) for unit in roster.units for name in (unit.name, *unit.aliases) if name)
    fitting = [(name, unit) for name, unit in names if plain.startswith(name, start)]
    if not fitting:
        return None, text
    name, unit = max(fitting, key=lambda pair: len(pair[0]))
    return unit, text[start + len(name) :].strip()


def unit_named(roster: Roster, name: str) -> UnitId | None:
    """Return the unit of exactly that name or alias."""
    return next((unit.id for unit in roster.units if name in (unit.name, *unit.aliases)), None)


@needs(Key("报调结", _REPORT))
def report_wanted(words: str) -> str:
    """Return the kind of the report that is all that the words name beside its period (本周周总结); empty for none."""
    found = _REPORT.fullmatch(normalise(words))
    return str(found.lastgroup) if found else ""
