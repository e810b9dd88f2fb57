"""Names from the roster in a text: longest match first on names, aliases and groups, before anything else is read."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from threading import Lock

from handlers.reading.facts import fact
from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from handlers.reading.sounds import sound_of
from handlers.reading.values import Mentioned
from ledger.people import Assignee, Group, Roster, UnitKind

_DIGIT_AS_CHARACTER = str.maketrans("0123456789壹贰叁肆伍陆柒捌玖", "零一二三四五六七八九一二三四五六七八九")
"""张3 and 赵陆 are 张三 and 赵六: keyboards and voice input write the same number otherwise."""

# A name must not swallow the beginning of a day: 周三|明天 although 周三明 is on the roster.
_DAY_SPLIT = Late(r"天|[早晚儿日](?![\u4e00-\u9fff]?[报把])|确|显|年")
_GENERIC: tuple[tuple[str, UnitKind | None], ...] = (
    ("各区县", UnitKind.DISTRICT),
    ("各县区", UnitKind.DISTRICT),
    ("各旗区", UnitKind.DISTRICT),
    ("各区", UnitKind.DISTRICT),
    ("其他区", UnitKind.DISTRICT),
    ("其余各区", UnitKind.DISTRICT),
    ("各个区", UnitKind.DISTRICT),
    ("各部门", UnitKind.DEPARTMENT),
    ("各个部门", UnitKind.DEPARTMENT),
    ("所有部门", UnitKind.DEPARTMENT),
    ("全部部门", UnitKind.DEPARTMENT),
    ("各委办局", UnitKind.DEPARTMENT),
    ("各局", UnitKind.DEPARTMENT),
    ("市直部门", UnitKind.DEPARTMENT),
    ("市直单位", UnitKind.DEPARTMENT),
    ("市直各单位", UnitKind.DEPARTMENT),
    ("其他部门", UnitKind.DEPARTMENT),
    ("其他各部门", UnitKind.DEPARTMENT),
    ("其余部门", UnitKind.DEPARTMENT),
    ("其余各部门", UnitKind.DEPARTMENT),
    ("各科室", UnitKind.OFFICE),
    ("各个科室", UnitKind.OFFICE),
    ("所有科室", UnitKind.OFFICE),
    ("全部科室", UnitKind.OFFICE),
    ("每个科室", UnitKind.OFFICE),
    ("各科", UnitKind.OFFICE),
    ("各处室", UnitKind.OFFICE),
    ("其他科室", UnitKind.OFFICE),
    ("其他各科室", UnitKind.OFFICE),
    ("其余科室", UnitKind.OFFICE),
    ("其余各科室", UnitKind.OFFICE),
    ("各中心", UnitKind.CENTRE),
)
_OF_CITY = Late("(?<![城超都上门股闹楼集区海])市")
"""市教育局 is the roster's 教育局: an office of the city leaves the word out in its own roster."""
_COUNTS = "零一两三四五六七八九"
_SUFFIX = Late(r"(?P<short>[\u4e00-\u9fff]{2,5})(?:局|委|部|办|管委会|区)")
EVERYBODY = "全体"
"""The group that 大家 and 所有人 speak of."""
_EVERYBODY = ("大家", "全体", "全体人员", "全体同志", "全员", "所有人", "各位", "全体干部")


@fact()
class Entry:
    """What a word on the roster stands for: the name to show, the people or units behind it, or a group."""

    name: str
    who: tuple[Assignee, ...] = ()
    group: bool = False
    person: bool = False

    def __hash__(self) -> int:
        """Return the name's hash: equal entries have one name, and a group's members are many."""
        return hash(self.name)


@fact()
class Mention:
    """One name in the text; ``guessed`` when one character off the roster, ``short`` when its last syllable is left out."""  # noqa: E501

    start: int
    end: int
    entry: Entry
    alias: bool = False
    guessed: bool = False
    short: bool = False


class NameIndex:
    """Everything on one roster by its spelling; made once per roster, what guesses need with the first guess."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._words: dict[str, Entry] = {}
        self._names: set[str] = set()
        self._add_units(roster)
        self._add_people(roster)
        self._add_groups(roster)
        self._shorts = self._add_shorts(roster)
        self._by_head = self._heads()
        self._first = frozenset(head[0] for head in self._by_head)

    def complete(self) -> None:
        """Make what guesses need beforehand, so that no message waits for it."""
        _ = self._near, self._sounding

    def find(self, plain: str, mentioned: Iterable[Mentioned] = ()) -> tuple[Mention, ...]:
        """Return the names from left to right, longest first, none overlapping."""
        return tuple(self._scan(plain, {one.start: one for one in mentioned}))

    def name_of(self, who: Assignee) -> str:
        """Return the name of a person or unit on this roster."""
        return self._roster.name_of(who)

    def works_in(self, people: Iterable[Assignee], units: Iterable[Assignee]) -> bool:
        """Tell whether one of the people belongs to one of the units or to an office of it."""
        wholes = [one.unit for one in units if one.unit is not None]
        return any(self._roster.within(self._roster.unit_of(one), whole) for one in people for whole in wholes)

    def guess(self, plain: str, start: int) -> Mention | None:
        """Return the one name on the roster that differs in one character from what stands at ``start``."""
        said = plain[start : start + 6].translate(_DIGIT_AS_CHARACTER)
        for look in (self._spelled, self._alike, self._heard):
            for length in range(len(said), 1, -1):
                found = look(said[:length])
                if found is not None:
                    return Mention(start, start + length, found, guessed=True)
        return None

    def guess_whole(self, plain: str, start: int, end: int, *, by_look: bool = True) -> Mention | None:
        """Return the one name that the whole span is taken for, by its sound, and by its look if that may do."""
        said = plain[start:end].translate(_DIGIT_AS_CHARACTER)
        found = self._spelled(said) or (self._alike(said) if by_look else None) or self._heard(said)
        return Mention(start, end, found, guessed=True) if found else None

    def _spelled(self, said: str) -> Entry | None:
        return self._words[said] if said in self._names else None

    def _alike(self, said: str) -> Entry | None:
        near = {name for key in _holes(said) for name in self._near.get(key, ())}
        if len(near) > 1:
            near &= set(self._sounding.get(sound_of(said), ()))
        return self._words[near.pop()] if len(near) == 1 else None

    def _heard(self, said: str) -> Entry | None:
        """章三 and 住健局 sound like one name on the roster."""
        same = self._sounding.get(sound_of(said), ())
        return self._words[same[0]] if len(same) == 1 else None

    def _scan(self, plain: str, fixed: dict[int, Mentioned]) -> Iterator[Mention]:
        end, last, heads, first = 0, 0, self._by_head, self._first
        for at in [at for at, letter in enumerate(plain[:-1]) if letter in first or at in fixed]:
            if at < end:
                continue
            if (given := fixed.get(at)) is not None:
                yield Mention(at, given.end, self._given(plain[at : given.end], given))
                end = given.end
                continue
            word = self._longest(plain, at, heads.get(plain[at : at + 2], ()))
            if word is not None:
                short = word in self._shorts
                alias = word not in self._names
                start = at - 1 if at > last and self._is_of_the_city(plain, at, word) else at
                end = last = at + len(word)
                yield Mention(start, end, self._words[word], alias=alias, guessed=short, short=short)

    def _is_of_the_city(self, plain: str, at: int, word: str) -> bool:
        return plain[at - 1] == "市" and not self._words[word].person and bool(_OF_CITY.match(plain, at - 1))

    def _longest(self, plain: str, at: int, words: Iterable[str]) -> str | None:
        """Return the first of the words, which go from the longest to the shortest, that stands there."""
        for word in words:
            if plain.startswith(word, at) and (word[-1] != "明" or not self._splits(plain, at, word)):
                return word
        return None

    def _splits(self, plain: str, at: int, word: str) -> bool:
        """Tell whether a name that ends in 明 is also a day or a shorter name, and 天 follows."""
        also = word[:-1] in self._words or re.fullmatch(r"周[一二三四五六日]明", word)
        return bool(also and _DAY_SPLIT.match(plain, at + len(word)))

    def _given(self, said: str, given: Mentioned) -> Entry:
        return Entry(said.lstrip("@").strip(), (given.who,), person=given.who.person is not None)

    def _add(self, word: str, entry: Entry, *, is_name: bool) -> None:
        plain = normalise(word).strip()
        if len(plain) < 2:
            return
        known = self._words.get(plain)
        if known and is_name and plain in self._names:
            entry = Entry(known.name, known.who + entry.who, person=known.person and entry.person)
        elif known and not is_name:
            return
        self._words[plain] = entry
        if is_name:
            self._names.add(plain)

    def _add_units(self, roster: Roster) -> None:
        for unit in roster.units:
            self._add(unit.name, Entry(unit.name, (Assignee(unit=unit.id),)), is_name=True)
        for unit in roster.units:
            for alias in unit.aliases:
                self._add(alias, self._words[normalise(unit.name)], is_name=False)

    def _add_shorts(self, roster: Roster) -> set[str]:
        """Add what units are called without their last syllable, where it names one unit only."""
        found: dict[str, set[str]] = {}
        for unit in roster.units:
            for name in (unit.name, *unit.aliases):
                short = _SUFFIX.fullmatch(normalise(name))
                if short and short["short"] not in self._words:
                    found.setdefault(short["short"], set()).add(normalise(unit.name))
        only = {short: names.pop() for short, names in found.items() if len(names) == 1}
        self._words.update((short, self._words[name]) for short, name in only.items())
        return set(only)

    def _add_people(self, roster: Roster) -> None:
        active = list(roster.active_people)
        for person in active:
            self._add(person.name, Entry(person.name, (Assignee(person=person.id),), person=True), is_name=True)
        for person in active:
            for alias in person.aliases:
                entry = Entry(person.name, (Assignee(person=person.id),), person=True)
                self._add(alias, entry, is_name=False)

    def _add_groups(self, roster: Roster) -> None:
        by_kind: dict[UnitKind, Entry] = {}
        for group in roster.groups:
            entry = Entry(group.name, self._members(group, roster), group=True)
            self._add(group.name, entry, is_name=True)
            for alias in group.aliases:
                self._add(alias, entry, is_name=False)
            if group.kind:
                by_kind.setdefault(group.kind, entry)
        self._add_generic(by_kind)

    def _add_generic(self, by_kind: dict[UnitKind, Entry]) -> None:
        for word, kind in _GENERIC:
            if kind in by_kind:
                self._add(word, by_kind[kind], is_name=False)
        districts = by_kind.get(UnitKind.DISTRICT)
        if districts and len(districts.who) < len(_COUNTS):
            for word in ("个区", "区"):
                self._add(f"{_COUNTS[len(districts.who)]}{word}", districts, is_name=False)
        for word in _EVERYBODY:
            if EVERYBODY in self._words:
                self._add(word, self._words[EVERYBODY], is_name=False)

    def _members(self, group: Group, roster: Roster) -> tuple[Assignee, ...]:
        if group.kind:
            return tuple(Assignee(unit=unit.id) for unit in roster.units if unit.kind is group.kind)
        known = (self._words.get(normalise(name)) for name in group.members)
        return tuple(one for entry in known if entry for one in entry.who)

    def _heads(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for word in self._words:
            found[word[:2]].append(word)
        return {head: sorted(words, key=len, reverse=True) for head, words in found.items()}

    @cached_property
    def _near(self) -> dict[str, tuple[str, ...]]:
        return self._by(_holes)

    @cached_property
    def _sounding(self) -> dict[str, tuple[str, ...]]:
        return self._by(lambda name: (sound_of(name),))

    def _by(self, keys: Callable[[str], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Return the names by their keys, not as sets: a city has thousands of keys, nearly each of one name."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self._names:
            if not self._words[name].group:
                for key in keys(name):
                    found[key] = (*found.get(key, ()), name)
        return found


def _holes(word: str) -> list[str]:
    """Return the word with each character but the first left out in turn: a surname is rarely mistyped."""
    return [f"{word[:at]}?{word[at + 1 :]}" for at in range(1, len(word))]


_KEPT: OrderedDict[int, tuple[Roster, NameIndex]] = OrderedDict()
_KEEP, _LOCK = 8, Lock()  # Rosters change a few times a day; old ones are soon forgotten.


def index_of(roster: Roster) -> NameIndex:
    """Return the roster's index, made once while the roster object lives."""
    with _LOCK:
        kept = _KEPT.get(id(roster))
        if kept is None or kept[0] is not roster:
            kept = roster, NameIndex(roster)
            _KEPT[id(roster)] = kept
            while len(_KEPT) > _KEEP:
                _KEPT.popitem(last=False)
        return kept[1]
