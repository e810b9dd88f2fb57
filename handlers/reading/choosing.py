"""Which of the times in a sentence is the deadline; the others are content, the past, an event or a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from handlers.reading.facts import fact
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.moments import ASK, Resolved
from handlers.reading.resolve import JOINED, resolve, resolve_ahead, resolve_range
from handlers.reading.said import N, Said
from handlers.reading.time_words import TimeWords
from handlers.reading.verbs import ANY_VERB


@fact()
class Chosen:
    """The deadline of a task, the stages before it, and the spans in the text that said so."""

    resolved: Resolved
    spans: tuple[tuple[int, int], ...] = ()
    starts: Resolved | None = None
    stages: tuple[tuple[TimeWords, Resolved], ...] = ()


_VERB_BEFORE = Late(
    r"(?:报|报送|发|汇报|起草|安排|准备|整理|完善|审定|反馈|上报|提交|拿出|做好|核实|统计|拟|写|更新|布置|筹备|通报|关于|围绕|针对|按照?|根据|对照|参加|召开|出席|汇总|梳理|落实|[(《“「])\s?$"
)
_NOUN_AFTER = Late(
    r"\s?(?:的|份|以来|起草|召开|下发|印发的|[发报送交提印下转说定要讲布安][\u4e00-\u9fff]{0,3}的|那|(?:就)?要(?:来|开|到|去|检查|验收|考察|调研)|(?:就)?(?:召开|开会|来检查|来调研|来人|举行|举办|到访)|这|同期|当天的|晚高峰)"
)
_GOES_ON = Late(
    rf"\s?(?:,\s?)?(?:把|将|给|请|麻烦|烦请|劳烦|劳驾|(?:辛苦|拜托)(?=(?:{N})(?:把|将|去|再))|让|叫|责成|安排(?={N})|通知(?={N})|务必|必须|要|就|再|先|都|得|一定|统一|抓紧|尽快|准时|按时|各|分别|向|对|派|到|去|来|走|参加|参会|出席|列席|见|看|看到|我(?:们)?(?:要|得|来|再)(?:看|听|检查|验收|过目|用)|我(?:看|验收|检查)(?=[,。!]|$)|出结果|之间|楼下|门口|集合|集中|出发|赶到|{ANY_VERB}|{N}|、\s?{N}|$|[,。;!\n@]|\s(?=\S))"
)
_OF = Late(r"[^,。;\n]{0,10}的")


def has_limit(said: Said) -> bool:
    """Tell whether 前, 内, 截止 or the like makes one of the times a limit."""
    return any(time.bound for time in said.times)


def meant(said: Said) -> bool:
    """Tell whether one of the times is when something is owed."""
    return any(time.bound or is_meant(said, at) for at, time in enumerate(said.times))


def choose(said: Said) -> Chosen | None:
    """Return the deadline said, or nothing where no time is meant as one."""
    ahead = next((time for time in said.times if time.rule == "ahead"), None)
    if ahead is not None:
        return _ahead(said, ahead)
    if _undecided(said):
        return Chosen(ASK, tuple((time.start, time.end) for time in said.times))
    ranged = _ranged(said)
    if ranged is not None:
        return ranged
    limits = [at for at in range(len(said.times)) if _is_limit(said, at) and not _is_past(said, at)]
    limits = [at for at in limits if not _describes(said, at) and not _regulates(said, at)] or limits
    if limits:
        return _from_limits(said, limits)
    loose = [at for at in range(len(said.times)) if is_meant(said, at)]
    return _from_loose(said, loose) if loose else None


_OR = Late(r"\s?(?:、|或者?|或是|还是|至迟|最迟|,?最晚)\s?")


def _undecided(said: Said) -> bool:
    """周四或周五前, 12月1日、10日前: two days where one is needed."""
    named = (pair for pair in pairwise(said.times) if "hour" not in (pair[0].rule, pair[1].rule))
    return any(_OR.fullmatch(said.bones, one.end, other.start) for one, other in named)


_SIGNED = Late(r"\s?(?:走签发|签发|当日签发|送签|签批|呈签|报签)")


def _is_limit(said: Said, at: int) -> bool:
    """前 and 内 make a limit, and 今天走签发 is the office's way to set one."""
    time = said.times[at]
    return (time.bound or bool(_SIGNED.match(said.bones, time.end))) and not _was_said(said, at)


def _was_said(said: Said, at: int) -> bool:
    """上次说周三报，现在改周五前: what was said before holds no more."""
    start = said.times[at].start
    return bool(_SAID_BEFORE.search(said.bones, max(0, start - 12), start))


_SAID_BEFORE = Late(
    r"(?:上次|上回|之前|原来|原本|原先|当时|本来)(?:[^,。;\n]{0,4}(?:说|定|要求|答应|承诺|讲|通知))(?:的|是|好)?\s?$"
)


def is_meant(said: Said, at: int) -> bool:
    """Tell whether a time without 前 or 内 is when something is owed, not what the work is about."""
    time = said.times[at]
    if _was_said(said, at):
        return False
    if _is_past(said, at) or time.rule in ("ahead", "vague", "event"):
        return time.rule == "vague" and not _VERB_BEFORE.search(said.bones, max(0, time.start - 4), time.start)
    if _VERB_BEFORE.search(said.bones[max(0, time.start - 4) : time.start]) or _NOUN_AFTER.match(said.bones, time.end):
        return False
    return bool(_GOES_ON.match(said.bones, time.end))


def _is_past(said: Said, at: int) -> bool:
    return said.resolved[at].past and said.resolved[at].value is None


def _describes(said: Said, at: int) -> bool:
    """报送11月20日前完成的项目: a limit inside the description of what is owed."""
    time = said.times[at]
    return bool(
        _VERB_BEFORE.search(said.bones[max(0, time.start - 4) : time.start]) and _OF.match(said.bones, time.end)
    )


def _regulates(said: Said, at: int) -> bool:
    """30分钟内电话报告、1小时内书面报告制度: how long a standing rule allows, not what is owed now."""
    if not _STANDING.bit & said.marks:
        return False
    found = _STANDING.match(said.bones, said.times[at].end)
    return found is not None and not _MAKES_RULES.search(found.group())


_STANDING = Keyed(
    "制服求规诺",
    r"[^,。;\n]{0,30}?(?:制度|机制|规定|承诺|时限要求|服务标准|响应要求)(?!的?(?:修订|制定|起草|完善|落实情况))",
)
_MAKES_RULES = Late(r"建立|制定|制订|修订|完善|健全|出台|起草|拿出|提出|拟定|形成|印发|报送|梳理|学习|落实")


def _from_limits(said: Said, limits: Sequence[int]) -> Chosen:
    if len(limits) == 1:
        return _one(said, limits[0])
    moments = [(said.times[at], said.resolved[at]) for at in limits]
    spans = tuple((time.start, time.end) for time, _ in moments)
    values = {found.value for _, found in moments}
    if len(values) == 1:
        return Chosen(moments[0][1], spans)
    if not all(_acts_between(said, one, other) for one, other in pairwise(limits)):
        return Chosen(Resolved(asks=("contradiction",)), spans)
    return _staged(moments, spans)


def _staged(moments: list[tuple[TimeWords, Resolved]], spans: tuple[tuple[int, int], ...]) -> Chosen:
    """Several limits with an act each are stages of one task; the last is its deadline."""
    dated = [(time, found) for time, found in moments if found.value is not None]
    if len(dated) < len(moments):
        return Chosen(ASK, spans, stages=tuple(moments))
    if any(one.value > other.value for (_, one), (_, other) in pairwise(dated) if one.value and other.value):
        return Chosen(Resolved(asks=("contradiction",)), spans, stages=())  # Stages are said in their order.
    ordered = sorted(dated, key=lambda pair: pair[1].value or pair[0].start)
    asks = tuple(dict.fromkeys(ask for _, found in ordered for ask in found.asks))
    warnings = tuple(dict.fromkeys(warning for _, found in ordered for warning in found.warnings))
    return Chosen(replace(ordered[-1][1], asks=asks, warnings=warnings), spans, stages=tuple(ordered))


_ACT = Late(ANY_VERB)


def _acts_between(said: Said, one: int, other: int) -> bool:
    start, end = said.times[one].end, said.times[other].start
    return bool(_ACT.search(said.bones, start, end) or _DRAFT.search(said.bones, start, end))


def _one(said: Said, at: int) -> Chosen:
    """Put a limit that is only an hour on the day said before it, when one is."""
    time = said.times[at]
    span = (time.start, time.end)
    earlier = [before for before in range(at) if said.times[before].rule != "hour" and not _is_past(said, before)]
    if time.rule != "hour" or not earlier:
        return Chosen(said.resolved[at], (span,))
    day = said.times[earlier[-1]]
    if _NOUN_AFTER.match(said.bones, day.end) and _VERB_BEFORE.search(said.bones[max(0, day.start - 4) : day.start]):
        return Chosen(said.resolved[at], (span,))
    said_day = said.resolved[earlier[-1]].value
    if said_day is not None and said_day.date() == said.now.today:
        return Chosen(said.resolved[at], (span,))
    if not _same_day(day, time) or not is_meant(said, earlier[-1]):
        return Chosen(ASK, (span,))
    joined = replace(day, hour=time.hour, bound=True)
    return Chosen(resolve(joined, said.now), ((day.start, day.end), span))


def _same_day(day: TimeWords, hour: TimeWords) -> bool:
    """明天上午…，下班前: a later hour of the day that was said."""
    if day.hour is None:
        return True
    if day.hour.offset is None or hour.hour is None or hour.hour.offset is None:
        return False
    return not day.hour.exact and day.hour.offset <= hour.hour.offset


def _from_loose(said: Said, loose: Sequence[int]) -> Chosen:
    first = loose[0]
    chosen = (
        _one(said, first) if said.times[first].rule == "hour" else Chosen(said.resolved[first], (_span(said, first),))
    )
    if len(loose) == 1:
        return chosen
    if all(_is_stage(said, at, following) for at, following in zip(loose, [*loose[1:], None], strict=True)):
        moments = [(said.times[at], said.resolved[at]) for at in loose]
        return _staged(moments, tuple(_span(said, at) for at in loose))
    joined = _day_then_hour(said, loose)
    return joined or (chosen if _agree(said, loose) else Chosen(ASK, tuple(_span(said, at) for at in loose)))


def _is_stage(said: Said, at: int, following: int | None) -> bool:
    """12月1日报初稿，12月5日报定稿: each day is followed by the draft that is due."""
    end = len(said.bones) if following is None else said.times[following].start
    return bool(_DRAFT.search(said.bones, said.times[at].end, end))


_DRAFT = Late(r"初稿|定稿|终稿|成稿|[一二三]稿|送审稿|讨论稿|征求意见稿|征求意见|[一二三]审|印发|定版")


def _day_then_hour(said: Said, loose: Sequence[int]) -> Chosen | None:
    """明天把材料下午3点发我: the day first, its hour later."""
    day, hour = said.times[loose[0]], said.times[loose[1]]
    if len(loose) != 2 or day.hour is not None or hour.rule != "hour" or day.rule == "hour":
        return None
    return Chosen(resolve(replace(day, hour=hour.hour), said.now), (_span(said, loose[0]), _span(said, loose[1])))


def _agree(said: Said, loose: Sequence[int]) -> bool:
    return len({said.resolved[at].value for at in loose}) == 1


def _span(said: Said, at: int) -> tuple[int, int]:
    return said.times[at].start, said.times[at].end


def _ranged(said: Said) -> Chosen | None:
    """周三到周五, 11月25日至27日: from the beginning of the first day to the deadline on the second."""
    for first, second in zip(said.times, said.times[1:], strict=False):
        outside = any(time.bound and time not in (first, second) for time in said.times)
        if outside:
            continue  # 26日至28日到各区督查，30日前报告: the limit is what is owed.
        if not second.bound and _NOUN_AFTER.match(said.bones, second.end):
            continue  # 统计11月16日至22日的信访量
        if first.rule != "hour" and second.rule != "hour" and JOINED.fullmatch(said.bones, first.end, second.start):
            opened, closed = resolve_range(first, second, said.now)
            return Chosen(closed, ((first.start, second.end),), starts=opened)
    return None


def _ahead(said: Said, ahead: TimeWords) -> Chosen:
    bases = [time for time in said.times if time.rule not in ("hour", "ahead", "vague", "event")]
    spans = ((ahead.start, ahead.end),)
    if len(bases) != 1:
        return Chosen(ASK, spans)
    return Chosen(resolve_ahead(bases[0], ahead, said.now), ((bases[0].start, bases[0].end), *spans))
