"""A message prepared for reading: names, task numbers, content and times each found once, in that order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from itertools import islice
from typing import Any, TypeVar

from handlers.reading.bare_numbers import hints_at_number
from handlers.reading.belonging import joined, not_ours
from handlers.reading.calls import POLITE
from handlers.reading.carrying import resolve_all
from handlers.reading.counted import counted
from handlers.reading.facts import fact
from handlers.reading.key import Keyed, marks_in
from handlers.reading.late import Late
from handlers.reading.lazily import lazily
from handlers.reading.masks import MARK, NAME, TIME, mask_content
from handlers.reading.mistyped import mistyped
from handlers.reading.moments import Now, Resolved
from handlers.reading.names import Mention, NameIndex
from handlers.reading.normalise import normalise
from handlers.reading.numbers import TaskNumber, find_numbers, mask_numbers, together
from handlers.reading.shorts import out_of_place
from handlers.reading.sounds import sound_of
from handlers.reading.strangers import cut_short
from handlers.reading.time_words import TimeWords, find_times
from handlers.reading.values import Context, Mentioned
from ledger.people import Role

R = TypeVar("R")
N, T = f"{NAME}{{1,48}}+", f"{TIME}{{1,24}}+"
"""A name and a time, for the patterns on the bones; bounded, so that no input makes a search quadratic."""


@fact(slots=False)
class Said:
    """One message: ``text`` as written, ``plain`` normalised, ``masked`` without names and content, all of one length."""  # noqa: E501

    text: str
    plain: str
    masked: str
    mentions: tuple[Mention, ...]
    numbers: tuple[TaskNumber, ...]
    now: Now
    role: Role
    context: Context
    index: NameIndex
    typos: tuple[int, ...] = ()

    @lazily
    def marks(self) -> int:
        """The marks said, for the keys of the rules."""
        return marks_in(self.plain)

    @lazily
    def times(self) -> tuple[TimeWords, ...]:
        """The times that are said, from left to right."""
        return counted(self.masked, find_times(self.masked, self.now.hours))

    @lazily
    def bones(self) -> str:
        """The masked text with the times blanked out too: what the grammar of a sentence is read from."""
        return blank(self.masked, ((time.start, time.end) for time in self.times), TIME)

    @lazily
    def resolved(self) -> tuple[Resolved, ...]:
        """Each time's moment under the house rules."""
        items = [one.start() for one in MARK.finditer(self.masked)] if len(self.times) > 1 else []
        found = resolve_all(self.times, self.now, items)
        if not self.typos:
            return found
        return tuple(self._confirmed(time, one) for time, one in zip(self.times, found, strict=True))

    def _confirmed(self, time: TimeWords, found: Resolved) -> Resolved:
        """Have a day confirmed that was mistyped (名天下午)."""
        typed = any(time.start <= at < time.end for at in self.typos)
        return replace(found, asks=(*found.asks, "confirm_typo")) if typed else found

    @lazily
    def _known(self) -> dict[Callable[[Said], Any], Any]:
        return {}

    def once(self, find: Callable[[Said], R]) -> R:
        """Return what is found in the message; many rules ask for the same, and it is looked for once."""
        if find not in self._known:
            self._known[find] = find(self)
        found: R = self._known[find]
        return found

    def finds(self, words: Keyed, text: str | None = None) -> re.Match[str] | None:
        """Return what the pattern finds in the bones, or in that text of the message; without its letters nothing."""
        return words.search(self.bones if text is None else text) if words.bit & self.marks else None

    @lazily
    def number(self) -> str | None:
        """The first task number, if any is said."""
        return self.numbers[0].number if self.numbers else None

    @property
    def unclear(self) -> bool:
        """Whether a task is named and it is not clear which: 8号 that may be a day, numbers with words of their own."""
        return not together(self.plain, self.numbers) if self.numbers else hints_at_number(self.plain)

    def but(self, **changes: Any) -> Said:
        """Return the message with other names or words; what was found in it is looked for anew."""
        other = object.__new__(Said)
        other.__dict__.update({name: self.__dict__[name] for name in _FIELDS}, **changes)
        return other

    def part(self, start: int, end: int) -> Said:
        """Return the same message narrowed to a span; positions stay."""
        inside = [at for at, time in enumerate(self.times) if start <= time.start and time.end <= end]
        part = self.but(mentions=tuple(one for one in self.mentions if start <= one.start and one.end <= end))
        known = {"times": self.times, "resolved": self.resolved}
        part.__dict__.update(bones=self.bones, marks=self.marks)  # Found once for the whole; a list has many parts.
        part.__dict__.update({name: tuple(values[at] for at in inside) for name, values in known.items()})
        return part

    def with_number(self, number: TaskNumber) -> Said:
        """Return the message with a task number that only its place shows (/ack 118)."""
        masked = mask_numbers(self.masked, [number])
        return self.but(numbers=(number, *self.numbers), masked=masked)

    def without(self, gone: tuple[Mention, ...]) -> Said:
        """Return the message with some names taken for plain words again."""
        masked = self.masked
        for one in gone:
            masked = masked[: one.start] + self.plain[one.start : one.end] + masked[one.end :]
        return (
            self.but(mentions=tuple(one for one in self.mentions if one not in gone), masked=masked) if gone else self
        )

    def with_mentions(self, found: Iterable[Mention], *, instead: bool = False) -> Said:
        """Return the message with further names found, or with these instead of its own."""
        further = tuple(found)
        taken = {one.start for one in further}
        kept = () if instead else tuple(one for one in self.mentions if one.start not in taken)
        mentions = tuple(sorted((*kept, *further), key=lambda mention: mention.start))
        if mentions == self.mentions:
            return self
        masked = blank(self.masked, ((one.start, one.end) for one in mentions), NAME)
        return self.but(mentions=mentions, masked=masked)


_FIELDS = tuple(field.name for field in fields(Said))


def prepare(
    text: str, *, index: NameIndex, now: Now, role: Role, context: Context, mentioned: Iterable[Mentioned] = ()
) -> Said:
    """Normalise the text and find, in this order, names, task numbers and content that must not be read as a time."""
    plain = normalise(text)
    mentions = index.find(plain, mentioned)
    typos = [
        (at, word)
        for at, word in mistyped(plain)
        if not any(one.start < at + len(word) and at < one.end for one in mentions)
    ]
    for at, word in typos:
        plain = plain[:at] + word + plain[at + len(word) :]
    masked = blank(plain, ((one.start, one.end) for one in mentions), NAME) if mentions else plain
    numbers = find_numbers(masked, now.today.year)
    masked = mask_content(mask_numbers(masked, numbers))
    said = Said(text, plain, masked, mentions, numbers, now, role, context, index, tuple([at for at, _ in typos]))
    said, strange = _told_apart(said) if mentions else (said, ())
    guessed = (*_guessed(said, {one.start for one in strange}), *_misspelt(said))
    found = said.with_mentions(guessed) if guessed else said
    return found.without(cut_short(found.bones, found.mentions)) if found.mentions else found


def _told_apart(said: Said) -> tuple[Said, tuple[Mention, ...]]:
    """Return the message with the names that are meant, and those that are somebody else's."""
    if any(one.short for one in said.mentions):
        said = said.without(out_of_place(said.bones, said.mentions))
    strange = not_ours(said.plain, said.mentions)
    known = joined(said.index, said.plain, _kept(said.mentions, strange))
    return said.without(strange).with_mentions(known, instead=True), strange


_MOST = 60  # Calls and limits beside which a misspelt name is looked for; no order has more.
_CALLED = Late(rf"(?:{POLITE}|由|@|责成|责令|让|派|转)(?=[^\ue001\s,。])")


def _kept(mentions: Iterable[Mention], gone: Iterable[Mention]) -> tuple[Mention, ...]:
    left_out = set(gone)
    return tuple(one for one in mentions if one not in left_out)


def _guessed(said: Said, strange: set[int]) -> Iterable[Mention]:
    """Look for a misspelt name only where a name must stand."""
    if not _CALLED.search(said.masked):
        return
    for mention in said.mentions:
        if mention.alias and mention.end - mention.start <= 2:
            longer = said.index.guess(said.plain, mention.start)
            if (
                longer
                and longer.entry == mention.entry
                and longer.end > mention.end
                and not _bites(said, longer, mention.end)
            ):
                yield longer
    for call in islice(_CALLED.finditer(said.masked), _MOST):
        found = said.index.guess(said.plain, call.end())
        if (
            found
            and found.start not in strange
            and NAME not in said.masked[found.start : found.end]
            and not _bites(said, found)
        ):
            yield found


_CLAUSE = Late(r"[,。;:!?\n\s)\]]")
_FILLER = Late(r"(?:那个|这个|嗯+|呃+|就是|还有|另外|然后|同时|请|麻烦|让|由)+")
_HAN = Late(r"[\u4e00-\u9fff]{2,6}")
_DOER = Late(r"\s?(?P<name>[\u4e00-\u9fff]{3,6}?)(?=把|将|要|请|,|:|务必|抓紧|给我|报|交|反馈|上报|提交|完成|拿出)")


def _misspelt(said: Said) -> Iterable[Mention]:
    """Look for a misspelt name before a limit that opens the clause with it (住健局明天17点前…), and behind a limit."""
    for time in islice((one for one in said.times if one.rule not in ("vague", "event")), _MOST):
        found = _before_limit(said, time) or _addressed(said, time) or _behind_limit(said, time)
        if found and _is_free(said, found) and not _bites(said, found):
            yield found


def _is_free(said: Said, found: Mention) -> bool:
    """Tell whether no other name is known there; 教育 in 教育据 is the beginning of the same one."""
    within = [one for one in said.mentions if one.start < found.end and found.start < one.end]
    return all(one.alias and one.start == found.start and one.entry == found.entry for one in within)


def _before_limit(said: Said, time: TimeWords) -> Mention | None:
    floor = max(0, time.start - 12)
    opening = max((one.end() for one in _CLAUSE.finditer(said.masked, floor, time.start)), default=floor)
    filler = _FILLER.match(said.masked, opening, time.start)
    start = filler.end() if filler else opening
    if (opening and opening == floor) or not _HAN.fullmatch(said.plain, start, time.start):
        return None
    return said.index.guess_whole(said.plain, start, time.start)


_SPOKEN_TO = Late(r"(?:^|[。;!\n])\s?(?P<name>[\u4e00-\u9fff]{2,6})[,:]\s?$")


def _addressed(said: Said, time: TimeWords) -> Mention | None:
    """赵陆，周四下午…: what sounds exactly like one name on the roster, spoken to right before the limit."""
    word = _SPOKEN_TO.search(said.masked, max(0, time.start - 9), time.start)
    return said.index.guess_whole(said.plain, *word.span("name"), by_look=False) if word else None


def _behind_limit(said: Said, time: TimeWords) -> Mention | None:
    word = _DOER.match(said.masked, time.end) if time.bound else None
    return said.index.guess_whole(said.plain, *word.span("name")) if word else None


def _bites(said: Said, found: Mention, sure: int = 0) -> bool:
    """Tell whether a guess would take the beginning of a time or of 三家 for the end of a name (请张周五前)."""
    counted = sure and bool(re.search("[一二两三四五六七八九十几各等、,]", said.plain[sure : found.end]))
    return counted or (
        any(time.start < found.end and found.start < time.end for time in said.times) and not _is_heard(said, found)
    )


def _is_heard(said: Said, found: Mention) -> bool:
    """请周三铭周四前: what sounds exactly like 周三明, with a limit right behind it, is no Wednesday."""
    same = sound_of(said.plain[found.start : found.end]) == sound_of(found.entry.name)
    return same and any(time.start == found.end for time in said.times)


def blank(text: str, spans: Iterable[tuple[int, int]], filler: str) -> str:
    """Return the text with the spans replaced by the filler, same length."""
    pieces, at = [], 0
    for start, end in spans:
        if end > at:
            opening = max(start, at)
            pieces += [text[at:opening], filler * (end - opening)]
            at = end
    return "".join((*pieces, text[at:]))
