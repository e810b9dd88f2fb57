"""Several tasks in one sentence: 财政局周五前、住建局下周二前分别报送 (each name has its own limit)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from handlers.reading.duties import Duty
from handlers.reading.late import Late
from handlers.reading.said import Said
from handlers.reading.targets import Target
from handlers.reading.time_words import TimeWords
from handlers.reading.verbs import ANY_VERB

Part = tuple[int, int, tuple[Target, ...]]
_NEXT = Late(r"\s?(?:同志|也|请|要|须|应|在|于|务必|最迟|分别)*[,:]?\s?(?:请|应|须|于|在|[(])?")
_BEFORE = Late(r",?\s?(?:请|由|让|安排|责成|@)?\s?")


def pairs_of(said: Said, targets: Sequence[Target]) -> list[Part]:
    """Return one part for each name with a limit of its own; none unless two limits differ."""
    targets = _each_once(said, targets)
    owed = [target for target in targets if target.duty in (Duty.ASSIGNEE, Duty.LEAD)]
    if len(owed) < 2:
        return []
    if any(_ALONG.match(said.bones, one.end) for one in owed[1:]) and sum(time.bound for time in said.times) == 1:
        return []  # 各区27日前报送，高新区一并报送: one task for them all.
    if _one_limit_each(said, owed):
        return _cut(said, targets, [_opening(said, target.start) for target in owed])
    limits = [_limit_of(said, target) for target in owed]
    separate = _each_in_its_clause(said, owed) and (_limit_between(said, owed) or _limit_of_all(said, owed))
    if (
        not separate
        and not _takes_over(said, owed, limits)
        and len({limit.start for limit in limits if limit}) < len(owed)
        and not _each_acts(said, owed, limits)
    ):
        return []
    starts = [
        _opening(said, min(target.start, limit.start if limit else target.start))
        for target, limit in zip(owed, limits, strict=True)
    ]
    return _cut(said, targets, starts)


def _each_once(said: Said, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Leave out the address where each is named with a limit (住建局、财政局：…，住建局今日18时前、财政局明日12时前…).

    Whoever is named again without a limit (请应急局做好催收) has no second task.
    """
    limited = [one for one in targets if any(_joins_behind(said, time, one) for time in said.times)]
    apart = {one.start for one in limited}
    own = {name for one in limited if len(one.mentions) == 1 for name in _names(one)}
    kept: list[Target] = []
    for one in targets:
        address = one.start not in apart and (
            (len(one.mentions) > 1 and _names(one) <= own) or any(_is_again(one, other) for other in limited)
        )
        again = one.start not in apart and any(
            before.duty is one.duty and _names(one) <= _names(before) for before in kept
        )
        if not address and not again:
            kept.append(one)
    return tuple(kept)


def _is_again(one: Target, other: Target) -> bool:
    return one.start < other.start and one.duty is other.duty and _names(one) == _names(other)


def _names(target: Target) -> set[str]:
    return {mention.entry.name for mention in target.mentions}


def _joins_behind(said: Said, time: TimeWords, target: Target) -> bool:
    return time.start >= target.end and bool(_NEXT.fullmatch(said.bones, target.end, time.start))


def _one_limit_each(said: Said, owed: Sequence[Target]) -> bool:
    """@张三 通知 今天下班前 @李四 桌签 明天上午前: between one name and the next stands just one limit."""
    ends = [*(target.start for target in owed[1:]), len(said.text)]
    return not any(time.bound and time.end <= owed[0].start for time in said.times) and all(
        sum(time.bound and target.end <= time.start < end for time in said.times) == 1
        for target, end in zip(owed, ends, strict=True)
    )


def _takes_over(said: Said, owed: Sequence[Target], limits: Sequence[TimeWords | None]) -> bool:
    """请各部门9月22日前完成自查，9月24日前由应急局汇总: a further limit begins a further task."""
    pairs = zip(pairwise(owed), limits[1:], strict=True)
    return all(
        limit is not None
        and any(
            time.bound and one.end <= time.start and time.end <= min(other.start, limit.start) for time in said.times
        )
        for (one, other), limit in pairs
    )


def shares_limit(said: Said, targets: Sequence[Target]) -> bool:
    """Tell whether several people each have a clause and an act, and one limit is said of them all."""
    owed = [target for target in targets if target.duty in (Duty.ASSIGNEE, Duty.LEAD)]
    return len(owed) > 1 and _each_in_its_clause(said, owed) and _limit_of_all(said, owed)


def _cut(said: Said, targets: Sequence[Target], starts: Sequence[int]) -> list[Part]:
    bounds = [0, *starts[1:], len(said.text)]
    return [_part(targets, start, end) for start, end in pairwise(bounds)]


def _each_in_its_clause(said: Said, owed: Sequence[Target]) -> bool:
    """王五写稿子，李明做PPT: everybody opens a clause of his own and has something of his own to do in it."""
    ends = [*(target.start for target in owed[1:]), len(said.text)]
    own = all(
        _OWN_ACT.match(said.bones, target.end, end) or _acts_shortly(said, target, end)
        for target, end in zip(owed, ends, strict=True)
    )
    return own and all(_CLAUSE.search(said.bones, max(0, one.start - 6), one.start) for one in owed[1:])


def _limit_of_all(said: Said, owed: Sequence[Target]) -> bool:
    """Tell whether the one limit stands before the first name, or at the end and says 都 or 均."""
    bound = [time for time in said.times if time.bound] or list(said.times)
    if len(bound) != 1:
        return False
    return bound[0].end <= owed[0].start or (
        bound[0].start > owed[-1].end
        and bool(_ALL.search(said.bones, max(owed[-1].end, bound[0].start - 8), bound[0].start))
    )


def _limit_between(said: Said, owed: Sequence[Target]) -> bool:
    """财政局报预算，周五前必须完成，住建局报项目: whoever comes after the limit has none and is asked."""
    return any(time.bound and owed[0].end < time.start < owed[-1].start for time in said.times)


_OWN_ACT = Late(
    rf"\s?(?:同志)?(?:来|去|再|先|要|把|将)*(?:负责(?!人)[^,。;\n]{{2,20}}|[^,。;\n\ue000]{{0,40}}?(?:{ANY_VERB}))[^,。;\n]{{0,40}}(?:[,。;\n]|$)"
)


def _acts_shortly(said: Said, target: Target, end: int) -> bool:
    """王五统稿: somebody by name and a few characters, where the others' clauses are like it."""
    person = all(one.entry.person for one in target.mentions)
    return person and not target.marked and bool(_FEW_WORDS.match(said.bones, target.end, end))


_FEW_WORDS = Late(r"[\u4e00-\u9fff]{1,6}(?<![了呢啊吧嘛呀哈好你您])[,、;]")
_ALONG = Late(r"\s?(?:一并|也|亦|同样)")
_CLAUSE = Late(r"[,。;\n、]\s?(?:另外?|同时|并|再|还)?\s?(?:请|由|让)?\s?$")
_ALL = Late(r"都|均|全部?|一律|一并|统一|一起|[,。;]\s?(?:请|务必|必须)?(?:于|在|最[迟晚])?\s?$")


def _opening(said: Said, start: int) -> int:
    """Return where the part begins: its 请 or 由 is not left to the part before."""
    call = _CALL.search(said.bones, max(0, start - 6), start)
    return call.start() if call else start


_CALL = Late(r"(?:烦请|麻烦|安排|责成|通知|同时|另外?|再|请|由|让|@)+\s?$")


def _each_acts(said: Said, owed: Sequence[Target], limits: Sequence[TimeWords | None]) -> bool:
    """报发改委，发改委周五前审核: a limit that follows one name in its own clause is not that of the other names."""
    followed = [limit is not None and limit.start >= target.end for target, limit in zip(owed, limits, strict=True)]
    ends = [*(target.start for target in owed[1:]), len(said.text)]
    acts = [_ACTS.search(said.bones, target.end, end) for target, end in zip(owed, ends, strict=True)]
    shared = sum(time.bound for time in said.times) > sum(followed)
    return any(followed) and not all(followed) and all(acts) and not shared


_ACTS = Late(ANY_VERB)


def _part(targets: Sequence[Target], start: int, end: int) -> Part:
    return start, end, tuple(target for target in targets if start <= target.start < end)


def _limit_of(said: Said, target: Target) -> TimeWords | None:
    for time in said.times:
        if time.start >= target.end and _NEXT.fullmatch(said.bones, target.end, time.start):
            return time
    return next((time for time in said.times if time.bound and _joins(said, time, target)), None)


def _joins(said: Said, time: TimeWords, target: Target) -> bool:
    return time.end <= target.start and bool(_BEFORE.fullmatch(said.bones, time.end, target.start))
