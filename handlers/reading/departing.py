"""Words that change the roster, each the whole message: 张三12月1日起调离, 取消张三离任, 张三调到住建局任科长; pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.reading.facts import fact
from handlers.reading.holidays import days_named
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from ledger.calendar import DAY
from ledger.office_entries import Leaving
from ledger.people import Person, Roster, Unit

_HOW = {
    "调离": Leaving.TRANSFERRED,
    "调出": Leaving.TRANSFERRED,
    "离任": Leaving.TRANSFERRED,
    "离职": Leaving.RESIGNED,
    "辞职": Leaving.RESIGNED,
    "退休": Leaving.RETIRED,
}
_LEAVES = "|".join(_HOW)
_DAY = r"(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日(?:\([^()]{{1,6}}\))?"
_WHEN = rf"(?:(?:从|自|于)?\s*(?P<when{{n}}>{_DAY}|今[天日]|明[天日]|即日)\s*(?:起|开始)?[,\s]*)?"
_NAME = r"(?P<name>[^\s\d,。;:?!]{2,20}?)(?:同志)?\s*+"
_DEPARTS = Late(
    rf"{_WHEN.format(n=1)}{_NAME}(?:[已将拟])?{_WHEN.format(n=2)}(?:[已将拟])?(?P<how>{_LEAVES})(?:本?单位)?了?。?"
)
_STAYS = Late(rf"(?:取消|撤销){_NAME}(?:的)?(?:{_LEAVES})(?:安排|手续)?。?")
_MOVES = Late(rf"{_NAME}(?:[已将拟])?(?:调到|调至|调往|调入|调任|转任|转到)\s*(?P<rest>[^\d,。;:?!]{{2,24}})。?")
_POST = Late(r"\s*(?:担任|任职|任|为|做)?\s*(?P<title>[^\s]{0,12})")


@fact()
class Departure:
    """Who leaves, how and from when on (``None``: at once); ``stays``: a departure that was set is taken back."""

    people: tuple[Person, ...]
    how: Leaving
    day: date | None = None
    stays: bool = False
    faulty: str = ""


@fact()
class Transfer:
    """Who moves to which unit, and the post there (empty: not said)."""

    people: tuple[Person, ...]
    unit: Unit
    title: str


@needs(Key("调离辞休", _DEPARTS, _STAYS))
def departure(text: str, *, roster: Roster, today: date) -> Departure | None:
    """Return who leaves; nothing where the message is about somebody else or something else."""
    stays = _STAYS.fullmatch(text.strip())
    found = stays or _DEPARTS.fullmatch(text.strip())
    people = people_called(roster, found["name"]) if found else ()
    if found is None or not people:
        return None
    if stays is not None:
        return Departure(people, Leaving.TRANSFERRED, stays=True)
    when = found["when1"] or found["when2"] or ""
    if when[:2] in {"", "今天", "今日", "即日", "明天", "明日"}:
        return Departure(people, _HOW[found["how"]], today + DAY if when.startswith("明") else None)
    days, faults = days_named(when, today=today)
    if faults or len(days) != 1:
        return Departure(people, _HOW[found["how"]], faulty=when)
    return Departure(people, _HOW[found["how"]], None if days[0] == today else days[0])


@needs(Key("调转", _MOVES))
def transfer(text: str, *, roster: Roster) -> Transfer | None:
    """Return who moves where; the unit must be one of the roster's, by name or alias."""
    found = _MOVES.fullmatch(text.strip())
    people = people_called(roster, found["name"]) if found else ()
    if found is None or not people:
        return None
    named = [(name, unit) for unit in roster.units for name in (unit.name, *unit.aliases)]
    fits = [(name, unit) for name, unit in named if name and found["rest"].startswith(name)]
    if not fits:
        return None
    name, unit = max(fits, key=lambda pair: len(pair[0]))
    post = _POST.fullmatch(found["rest"][len(name) :])
    return Transfer(people, unit, post["title"]) if post else None


def people_called(roster: Roster, name: str) -> tuple[Person, ...]:
    """Return everybody of that name or alias, also with the unit's name before it."""
    return tuple(one for one in roster.active_people if name in set(_called(roster, one)))


def _called(roster: Roster, person: Person) -> Iterator[str]:
    names = (person.name, *person.aliases)
    yield from names
    if person.unit is not None:
        unit = roster.unit(person.unit)
        yield from (
            f"{of}{particle}{name}" for of in (unit.name, *unit.aliases) for name in names for particle in ("", "的")
        )


_HEADS = ("科长", "主任", "局长", "处长", "所长", "书记", "区长", "负责人")


def is_head(title: str) -> bool:
    """Tell whether the post leads a unit; deputies (副职) do not."""
    return title.endswith(_HEADS) and "副" not in title
