"""Several tasks in one sentence: 财政局周五前、住建局下周二前分别报送 (each name has its own limit)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from handlers.reading.said import Said
from handlers.reading.targets import Duty, Target
from handlers.reading.time_words import TimeWords
from handlers.reading.verbs import ANY_VERB

Part = tuple[int, int, tuple[Target, ...]]
_NEXT = re.compile(r"\s?(?:同志|也|请|要|须|应|在|于|务必|最迟|分别)*[,:]?\s?(?:请|应|须|于|在)?")
_BEFORE = re.compile(r",?\s?(?:请|由|让|安排|责成|@)?\s?")


def pairs_of(said: Said, targets: Sequence[Target]) -> list[Part]:
    """Return one part for each name with a limit of its own; none unless two limits differ."""
    owed = [target for target in targets if target.duty in (Duty.ASSIGNEE, Duty.LEAD)]
    if len(owed) < 2:
        return []
    limits = [_limit_of(said, target) for target in owed]
    if len({limit.start for limit in limits if limit}) < len(owed) and not _each_acts(said, owed, limits):
        return []
    starts = [
        _opening(said, min(target.start, limit.start if limit else target.start))
        for target, limit in zip(owed, limits, strict=True)
    ]
    bounds = [0, *starts[1:], len(said.text)]
    return [_part(targets, start, end) for start, end in pairwise(bounds)]


def _opening(said: Said, start: int) -> int:
    """Return where the part begins: its 请 or 由 is not left to the part before."""
    call = _CALL.search(said.bones, max(0, start - 6), start)
    return call.start() if call else start


_CALL = re.compile(r"(?:烦请|麻烦|安排|责成|通知|同时|另外?|再|请|由|让|@)+\s?$")


def _each_acts(said: Said, owed: Sequence[Target], limits: Sequence[TimeWords | None]) -> bool:
    """报发改委，发改委周五前审核: a limit that follows one name in its own clause is not that of the other names."""
    followed = [limit is not None and limit.start >= target.end for target, limit in zip(owed, limits, strict=True)]
    ends = [*(target.start for target in owed[1:]), len(said.text)]
    acts = [_ACTS.search(said.bones, target.end, end) for target, end in zip(owed, ends, strict=True)]
    shared = sum(time.bound for time in said.times) > sum(followed)
    return any(followed) and not all(followed) and all(acts) and not shared


_ACTS = re.compile(ANY_VERB)


def _part(targets: Sequence[Target], start: int, end: int) -> Part:
    return start, end, tuple(target for target in targets if start <= target.start < end)


def _limit_of(said: Said, target: Target) -> TimeWords | None:
    for time in said.times:
        if time.start >= target.end and _NEXT.fullmatch(said.bones, target.end, time.start):
            return time
    return next((time for time in said.times if time.bound and _joins(said, time, target)), None)


def _joins(said: Said, time: TimeWords, target: Target) -> bool:
    return time.end <= target.start and bool(_BEFORE.fullmatch(said.bones, time.end, target.start))
