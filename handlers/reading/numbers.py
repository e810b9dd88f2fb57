"""Task numbers in all their spellings: DB-2026-118, 2026-118, 118号, 12号任务 (编号)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from handlers.reading.bare_numbers import JOINT, is_further, is_named, lists_in
from handlers.reading.facts import fact
from handlers.reading.late import Late
from handlers.reading.masks import CONTENT

_FULL = Late(r"(?<![A-Za-z])([A-Za-z]{1,4})[- ]?((?:19|20)\d\d)[- ](\d{1,6})(?:号)?(?!\d)")
_YEAR = Late(r"(?<![\d-])((?:19|20)\d\d)-(\d{1,6})(?:号)?(?![\d-])")
_NOUN = r"(?:任务|事项|督办件|交办件|交办|督办单|台账)"
# 台账3个工作日内: a count, no number.
_COUNTS = r"\s?(?:个|小时|天|周|星期|礼拜|分钟|年|份|条|件|项|家|处|户|人|次|遍|万|亿|成)"
_SHORT = Late(
    rf"(?:{_NOUN}(?:编号)?|编号|#)[::]?(?P<after>\d{{1,6}})号?(?![\d.%/月日点:-]|{_COUNTS})"
    rf"|(?<![\d〕\])第.-])(?P<before>\d{{1,6}})号?(?:这个|那个|的)?{_NOUN}"
    r"|(?<![\d〕\])第.-])(?P<bare>\d{1,6})号"
)
_BESIDES = frozenset("、和")
_SEVERAL = Late(rf"\d号?{JOINT.pattern}\d")
"""What joins two numbers of any list."""
_SPOKEN = frozenset("务项件办单账编号#")
"""Letters of which one stands in whatever ``_SHORT`` finds."""
_BARE_IS_DAY = 31
_NOT_A_NUMBER = Late(
    r"楼|线|文|令|工单|院|门|路|桥|地块|企业|机|井|库|房|车|会议室|公告|提案|议案|建议|病房|仓|厂|段|热线|专班|台风|通知|码"
)


@fact()
class TaskNumber:
    """A task number in the text, written as it is recorded as far as the text says."""

    start: int
    end: int
    number: str


def find_numbers(masked: str, year: int) -> tuple[TaskNumber, ...]:
    """Return the task numbers; a short one belongs to the year of the message."""
    return tuple([TaskNumber(one.start, one.end, one.of(year)) for one in _spelt(masked)])


@fact()
class _Spelt:
    """A number as it is spelt; ``front`` is what stands before the running number, nothing where that is short."""

    start: int
    end: int
    front: str
    n: int

    def of(self, year: int) -> str:
        """Return it as it is recorded, in the year of the message where it says none."""
        return f"{self.front or f'DB-{year}'}-{self.n}"


@lru_cache(maxsize=64)
def _spelt(masked: str) -> tuple[_Spelt, ...]:
    """Return the numbers in their order; several look for them in the same words."""
    if not _DIGIT.search(masked):
        return ()
    found = [_Spelt(*one.span(), f"{one[1].upper()}-{one[2]}", int(one[3])) for one in _FULL.finditer(masked)]
    blank = mask_numbers(masked, found)
    if not _DIGIT.search(blank):
        return tuple(found)
    if "-" in blank:
        dated = [_Spelt(*one.span(), f"DB-{one[1]}", int(one[2])) for one in _YEAR.finditer(blank)]
        found += dated
        blank = mask_numbers(blank, dated)
    if _SEVERAL.search(blank):
        listed = [_Spelt(*one.span(), "", int(one["n"])) for run in lists_in(blank) for one in run]
        found += listed
        blank = mask_numbers(blank, listed)
    if not _SPOKEN.isdisjoint(blank):
        short = [number for one in _SHORT.finditer(blank) if (number := _short(one, blank))]
        found += short
        blank = mask_numbers(blank, short)
    bare = [_Spelt(*one.span(), "", int(one[1])) for one in _DIGITS.finditer(blank) if _after(one)]
    found += bare
    blank = mask_numbers(blank, bare)
    if found and not _BESIDES.isdisjoint(blank):
        found += [_Spelt(*one.span(1), "", int(one[1])) for one in _BESIDE.finditer(blank)]
    if "号" in blank:
        found += [_Spelt(*one.span(), "", int(one[1])) for one in _MARKED.finditer(blank) if _further(one)]
    return tuple(sorted(found, key=lambda number: number.start))


def together(masked: str, numbers: Sequence[TaskNumber]) -> bool:
    """Tell whether nothing but 、, 和 or 号 stands between the numbers: then one act is said of them all."""
    return len(numbers) < 2 or all(_BETWEEN.fullmatch(masked, one.end, other.start) for one, other in pairwise(numbers))


_BETWEEN = Late(r"\s?(?:[、,/]|和|与|及|跟|以及)?\s?(?:第|任务|事项)?\s?")
_DIGIT = Late(r"\d")
_DIGITS = Late(r"(?<![\d.第〕\]-])(\d{1,6})(?![\d年月日天个%.:/点号-])")

_BESIDE = Late(rf"(?<={CONTENT})(?:、|和)(\d{{1,6}})号?(?![\d年月日天个%.:/点楼栋户家件-])")
"""DB-2026-118、119: bare digits right beside a task number."""

_MARKED = Late(r"(?<![\d.第〕\]-])(\d{1,6})号")


def _further(found: re.Match[str]) -> bool:
    return int(found[1]) > 0 and is_further(found.string, *found.span())


def _after(found: re.Match[str]) -> bool:
    """Tell whether an act goes right before bare digits (退回 26)."""
    return int(found[1]) > 0 and is_named(found.string, *found.span(), marked=False)


def mask_numbers(masked: str, numbers: Iterable[TaskNumber | _Spelt]) -> str:
    """Return the text with the numbers blanked out, same length."""
    for number in numbers:
        masked = masked[: number.start] + CONTENT * (number.end - number.start) + masked[number.end :]
    return masked


def without_numbers(plain: str, *, of: str | None = None) -> str:
    """Return the text with its task numbers blanked out; ``of``: those alone that end like this one.

    A short number says no year, and which task is meant is settled elsewhere.
    """
    found = _spelt(plain)
    if of is not None:
        running = of.rpartition("-")[2]
        found = tuple([one for one in found if str(one.n) == running])
    return mask_numbers(plain, found)


def _short(found: re.Match[str], masked: str) -> _Spelt | None:
    digits = found["after"] or found["before"] or found["bare"]
    if found["bare"] and not _is_task(int(digits), masked, found):
        return None
    return _Spelt(*found.span(), "", int(digits))


def _is_task(value: int, masked: str, found: re.Match[str]) -> bool:
    """Up to 31 the number is a day unless an act stands right beside it (12号完成了, 退回 12号)."""
    if _NOT_A_NUMBER.match(masked, found.end()) or not value:
        return False
    return value > _BARE_IS_DAY or is_named(masked, *found.span(), marked=True)


_ARGUMENT = Late(r"\s*#?(?P<n>\d{1,6})(?:号|(?![\d年月日天个%.:/-]))")


def from_argument(plain: str, year: int) -> TaskNumber | None:
    """Return the bare number that follows a command (118), where none is spelt in full."""
    found = _ARGUMENT.match(plain)
    return TaskNumber(found.start("n"), found.end(), f"DB-{year}-{int(found['n'])}") if found else None
