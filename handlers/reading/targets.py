"""What each name in a sentence is there for: lead, support, assignee, exception, or mere content (牵头、配合、责任人)."""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from handlers.reading.between import rules_between
from handlers.reading.calls import CALL
from handlers.reading.duties import Duty
from handlers.reading.facts import fact
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.names import EVERYBODY, Mention
from handlers.reading.said import N, Said, T
from handlers.reading.standing import heads_an_office, stands_first

_SPAN = 14  # How much of the neighbourhood decides what a name is there for.


@fact()
class Target:
    """Names that stand together and play one part; ``marked`` when a word says so, ``called`` when it is 请 or 由."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    duty: Duty
    marked: bool = False
    called: bool = False


_CALL = Late(rf"(?:{CALL}|交给?)\s?(?:一下)?(?:各位)?[,:]?(?:{T})?,?\s?$")
_TITLE = Late(
    r"(?:副?(?:科长|主任|局长|处长|秘书长|书记|区长|部长|组长|站长|队长)|同志|老师|[哥姐工总](?=[,:、\s你您把将麻辛请\ue002])|[吧哈](?=[,你您把将麻请\ue002]))?(?:、|,)?(?:你们?俩?|您)?"
)
_SPOKEN = Late(
    r"(?:的?(?:同志|各位同志|各位|伙计)们?|(?:那边|这边|方面|那头|这头)(?!的)|的?(?:听着|听好|听清)(?:了|啦)?)?(?:嗯+|呃+|额)?"
)
_AFTER_COUNT = ",。;:、各分都均于在把将要先就给也尽抓马务请须应共一联负牵配协"
_COUNT = Late(
    rf"你们[俩两仨三]个?科室?|等(?:单位|部门|科室|同志)|(?:等)?(?:这|你们|咱们)?[一二两三四五六七八九十\d]{{1,2}}(?:个(?:单位|部门|区|人|局|科室?(?!长)|同志)|(?:区|局|部门|单位|科室)(?=[{_AFTER_COUNT}]|{T}|$)|家(?:单位|部门)|位(?:同志|领导|科长|局长|主任|老师|负责人|兄弟)?(?=[{_AFTER_COUNT}]|{T}|$)|名(?:同志|干部)|家(?=[{_AFTER_COUNT}]|{T}|$))|[俩仨](?=[{_AFTER_COUNT}]|{T}|$)"
)
_SEPARATOR = Late(r"\s?(?:[、/&和与及或跟]|以及|还有|,?还有|或者|@|[,、 ]@?|\s)?\s?@?")
_JOINED_BY_WITH = Late(rf"\s?(?:{T}|[,。;!\n:]|$|一起|一块|共同|都|两|俩|谁|把|将|[、和与及跟]\s?{N})")
_BEFORE_COMMA = Late(r"(?:报|报送|发|发给|送|给|交|向|反馈|反馈给)$")
_AFTER_COMMA = Late(rf"(?:{T})?(?:积极|做好)?(?:配合|牵头|负责|协助|协办|主办|落实)|[::]|{T}")


def find_targets(said: Said) -> tuple[Target, ...]:
    """Return the names in their parts, from left to right; content is left out."""
    return said.once(_find_targets)


def _find_targets(said: Said) -> tuple[Target, ...]:
    found = [target for run in _runs(said) for target in _parts_of(said, run)]
    found = _in_brackets_last(said, _in_parallel(said, found))
    found = _unsigned(said, _named_before(said, _passing_on(said, found)))
    return _spoken_to(said, [target for target in found if target.duty is not Duty.CONTENT])


def _parts_of(said: Said, run: tuple[Mention, ...]) -> list[Target]:
    """Return the part of names that stand together; where they have none, each name behind a comma may have its own."""
    whole = _classify(said, run)
    if whole.duty is not Duty.CONTENT or len(run) < 2:
        return [whole]
    cuts = [at for at in range(1, len(run)) if "," in said.bones[run[at - 1].end : run[at].start]]
    if not cuts:
        return [whole]
    return [_classify(said, run[: cuts[0]]), *_parts_of(said, run[cuts[0] :])]


def _spoken_to(said: Said, found: list[Target]) -> tuple[Target, ...]:
    """Drop 大家 where it is only the address or only says again who is spoken to.

    各科室：…，大家把单子整理成册: they, not everybody. 各位，…，请各科室…: whoever is called upon behind it.
    """
    doers = [one for one in found if one.duty in (Duty.ASSIGNEE, Duty.LEAD)]
    everybody = [one for one in doers if all(mention.entry.name == EVERYBODY for mention in one.mentions)]
    again = [one for one in everybody if one is not doers[0]]
    if doers[:1] == everybody and any(one.called for one in doers[1:]) and _ADDRESSED.match(said.bones, doers[0].end):
        again.append(doers[0])
    return tuple(one for one in found if one not in again)


_ADDRESSED = Late(r"(?:同志们?|好|早|(?:都|也)?(?:很|挺|太)?(?:辛苦|忙|累)|请?注意(?:一?下)?|了|啦)*[,:!。]")


def _in_parallel(said: Said, found: list[Target]) -> list[Target]:
    """张三写初稿，王五统稿，李明校对: whoever opens a clause like the others', of a few characters, acts as they do."""
    if len(found) < 2 or not all(one.mentions[0].entry.person for one in found):
        return found
    clauses = [bool(_FEW_WORDS.match(said.bones, one.end)) and _opens(said, one) for one in found]
    acting = any(few and one.duty is Duty.ASSIGNEE for few, one in zip(clauses, found, strict=True))
    if not acting or sum(clauses) < len(found):
        return found
    return [replace(one, duty=Duty.ASSIGNEE) if one.duty is Duty.CONTENT else one for one in found]


def _opens(said: Said, one: Target) -> bool:
    return one.start == 0 or bool(_CALL.search(said.bones, 0, one.start) or said.bones[one.start - 1] in ",、;\n ")


_FEW_WORDS = Late(r"[\u4e00-\u9fff]{1,6}(?<![了呢啊吧嘛呀哈好你您])(?=[,、;。!\n]|$)")


def _in_brackets_last(said: Said, found: list[Target]) -> list[Target]:
    """请于12月3日前反馈意见（发改委、财政局）: names alone in brackets are meant, where no others are."""
    last = found[-1] if found else None
    if last is None or any(one.duty in (Duty.ASSIGNEE, Duty.LEAD) for one in found):
        return found
    alone = said.bones[last.start - 1 : last.start] == "(" and _BRACKET_ENDS.match(said.bones, last.end)
    return [*found[:-1], replace(last, duty=Duty.ASSIGNEE, marked=True)] if alone else found


_BRACKET_ENDS = Late(r"\)[。!\s]*$")


def _passing_on(said: Said, found: list[Target]) -> list[Target]:
    """周五前报督查室，由督查室汇总呈报: whoever only goes on with what he receives has no task of his own."""
    kept = found[:1]
    for one, other in pairwise(found):
        same = {mention.entry.name for mention in one.mentions} == {mention.entry.name for mention in other.mentions}
        received = one.duty is Duty.CONTENT and same and _THEN_BY.fullmatch(said.bones, one.end, other.start)
        limited = any(time.start >= other.end for time in said.times)
        kept.append(replace(other, duty=Duty.CONTENT) if received and not limited else other)
    return kept


_THEN_BY = Late(r"[,。;]?\s?(?:再|并|然后|最后)?(?:统一)?由")


def _unsigned(said: Said, found: list[Target]) -> list[Target]:
    """请住建局周五前报方案。陈静: a name alone behind the last sentence is who signed it."""
    last = found[-1] if len(found) > 1 else None
    if last is None or last.marked or not any(one.marked and one.duty is not Duty.CONTENT for one in found[:-1]):
        return found
    alone = _SIGNATURE.search(said.bones, max(0, last.start - 3), last.start) and not said.bones[last.end :].strip()
    return found[:-1] if alone else found


_SIGNATURE = Late(r"[。\n]\s?$")


_THE_SAME = Keyed(
    "他以列她该这述",
    r"(?:请|由|要求|责成|望|让|叫|催)\s?(?:(?:上述|以上|上列|前述|这|该)(?:[一二两三四五六七八九十\d]{0,2}(?:个|家)?)(?:单位|部门|家|局|科室|区|人|同志)|[他她]们?[俩两三四几](?:个|家|位)?|[他她]们(?!的))",
)


def _named_before(said: Said, found: list[Target]) -> list[Target]:
    """公安局、教育局三家满意率偏低，请上述三家单位…: those named last are called upon."""
    call = said.finds(_THE_SAME)
    if call is None or any(target.duty in (Duty.ASSIGNEE, Duty.LEAD) for target in found):
        return found
    before = [target for target in found if target.end <= call.start()]
    several = next((one for one in reversed(before) if len(one.mentions) > 1), None)
    return [replace(one, duty=Duty.ASSIGNEE, marked=True, called=True) if one is several else one for one in found]


def _runs(said: Said) -> Iterator[tuple[Mention, ...]]:
    """Yield names that stand together: 张三李四王五, 财政局、工信局."""
    run: list[Mention] = []
    for mention in said.mentions:
        if run and not _together(said, run[-1], mention):
            yield tuple(run)
            run = []
        run.append(mention)
    if run:
        yield tuple(run)


def _together(said: Said, one: Mention, other: Mention) -> bool:
    between = said.bones[one.end : other.start]
    between = between[_title_end(said, one) - one.end :]
    if not _SEPARATOR.fullmatch(between):
        return False
    if "跟" in between and not _JOINED_BY_WITH.match(said.bones, _title_end(said, other)):
        return False
    if "," in between or (not between.strip("@") and " " in between):
        left, right = said.bones[max(0, one.start - 4) : one.start], said.bones[other.end : other.end + _SPAN]
        return not _BEFORE_COMMA.search(left) and not _AFTER_COMMA.match(right)
    return True


def _title_end(said: Said, mention: Mention) -> int:
    """Return where the name ends together with a title (张三科长)."""
    title = (_TITLE if mention.entry.person else _SPOKEN).match(said.bones, mention.end)
    end = title.end() if title else mention.end
    count = _COUNT.match(said.bones, end)
    if count:
        return count.end()
    return end - 1 if end > mention.end and said.bones[end - 1] in "、," else end


def _classify(said: Said, run: tuple[Mention, ...]) -> Target:
    start, end = run[0].start, _title_end(said, run[-1])
    left, right = said.bones[max(0, start - _SPAN) : start], said.bones[end : end + _SPAN]
    if run[0].entry.name == EVERYBODY and _OF_A_KIND.match(said.bones, run[0].end):
        return Target(start, end, run, Duty.CONTENT)
    if _is_given_time(said, start, run[-1].end):
        return Target(start, end, run, Duty.ASSIGNEE, marked=True, called=True)
    if heads_an_office(said, run, start, end):
        return Target(start, end + 1, run, Duty.ASSIGNEE)
    for rule in rules_between(left, right):
        if (rule.left is None or rule.left.search(left)) and (rule.right is None or rule.right.match(right)):
            return Target(start, end, run, rule.duty, rule.marked, rule.marked and _is_called(left))
    duty = Duty.ASSIGNEE if stands_first(said, run, start, end) else Duty.CONTENT
    return Target(start, end, run, duty)


_OF_A_KIND = Late("联络员|信息员|通讯员|联系人|科长|局长|主任|书记|负责人|专员|干事|委员|代表|组长|区长|镇长")
"""各位联络员 are not everybody: who they are is asked."""


def _is_given_time(said: Said, start: int, end: int) -> bool:
    """给城管局一周时间: who is given time is to use it."""
    return any(time.rule == "granted" and time.start == end for time in said.times) or (
        bool(_GIVE_YOU.bit & said.marks and _GIVE_YOU.search(said.bones, max(0, start - 5), start))
        and any(time.start == end for time in said.times)
    )


_GIVE_YOU = Keyed("你", r"(?<![发报交送转])给你们?\s?$")


def _is_called(left: str) -> bool:
    return bool(_CALL.search(left))
