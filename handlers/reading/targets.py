"""What each name in a sentence is there for: lead, support, assignee, exception, or mere content (牵头、配合、责任人)."""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from handlers.reading.calls import CALL, WHOEVER
from handlers.reading.duties import RULES, Duty
from handlers.reading.late import Late
from handlers.reading.masks import CONTENT, NAME
from handlers.reading.names import EVERYBODY, Mention
from handlers.reading.said import N, Said, T
from handlers.reading.verbs import ANY_VERB
from ledger.people import Role

_SPAN = 14  # How much of the neighbourhood decides what a name is there for.


@dataclass(frozen=True, slots=True)
class Target:
    """Names that stand together and play one part; ``marked`` when a word says so, ``called`` when it is 请 or 由."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    duty: Duty
    marked: bool = False
    called: bool = False


_CALL = re.compile(rf"(?:{CALL}|交给?)\s?(?:一下)?(?:各位)?[,:]?(?:{T})?,?\s?$")
_BOUNDARY = re.compile(r"(?<=[\u4e00-\u9fff)])(?<![一二三四五六七八九十])、|[),。;!?\n\s:①-⑩⑴-⑽⒈-⒑]")
_FILLER = re.compile(
    rf"(?:喂|我看|哎|诶|欸|哟|对了|你们?[俩两几仨三]?(?:个|位|家)?|咱们?|咱们的|给你们?|有空的话|方便的话|反正|总之|所以|那么?|不急|抓紧|赶紧|回头|就这样|[一二三四五六七八九]是|首先|其次|再次|最后|那个谁|那个|这个|嗯+|呃+|额|就是|好的?|另外|还有|还|往后|今后|以后|从今往后|然后|同时|再|其中|特急|加急|平急|紧急|急件|急|重要|通知|补充|交办|任务|以下|其他|其余|[\[\]()*#\-\d.、①-⑩一二三四五六七八九十@!·•>]|第|每(?:个)?(?:工作日|[天日周月]|季度?|[一二两三四五六七八九十\d]+[天日])?|逐日|按[日周月]|到|至|起|止|{T})*"
)
_STARTS = re.compile(
    rf"\s?(?:同志|啊|呀|哈|哎|诶|嘛|呢|你们?|您|那边(?!的)|这边(?!的)|那里|(?:注意|听好)(?:了|啦|一下)?)*\s?(?:[,:]?\s?(?:{T})|[,:]|\s|$|\n|[。;!(]|一起|一块|共同|自己|自行(?!车)|联合(?!会|国|体|发文|通报|检查组|公报|声明|党|收割)|联手|陪|任[意一]|这(?:件|个|项)事|{WHOEVER}|(?:干|办|做|有|盯)[一二两三四五六几\d](?:件|项|个)|每|逐日|按[日周月]|各|分别|都|均|要|需|应|须|必须|务必|得|记得|别|不要|从|自|[于在](?={T}(?!的))|限(?!制|度|量|额|行)|去(?!年|了|过|哪|世)|帮(?:我|忙)|替我|跑一趟|一并|也|亦|同样|同步|最[迟晚]|至迟|不[晚迟]于|赶在|抢在|麻烦|辛苦|烦请|劳驾|给个|给我|抓紧|尽快|马上|立即|立刻|赶紧|把|将|请|再|按|于|做好|怎么(?:搞|弄|回事)|咋(?:搞|回事)|(?:派|抽调)(?=[一两三四五\d人员专\ue001])|看(?:看|一?下)|[跟和与](?=[^,。;\n\ue002]{{1,8}}(?:对接|沟通|协商|联系|商量|碰))|对(?=[^,。;\n]{{1,16}}(?:把|进行|开展|[作做]|予以|再)))"
)
_HEARD = re.compile(r"\s?(?:同志)?,?(?:啊|呀|哎|诶|嘛|你俩|你们两?|你|您)(?!的)")
_STRANGER = r"[\u4e00-\u9fff]{2,8}?(?:局|委|办|部|中心|公司|科|室|院|站|所|支队|大队|集团|残联|妇联)"
_BEHIND = Late(rf"(?:{_STRANGER}[、和与及])+")
_BEFORE_STRANGER = Late(rf"(?:[、和与及]{_STRANGER})+(?=\s?(?:{T}|[,:]|{N}|{ANY_VERB}))")
_TOPIC = re.compile(
    r"[^,。;!?\n]{2,24}?(?:这块儿?|那块儿?|这边|这事儿?|那事儿?|的事儿?|的事情|这件事|这项工作|这摊子?|一事|那个|那件)(?:,|\s)?"
)
_DOES_VERB = Late(rf"\s?(?:{ANY_VERB})")
_TITLE = re.compile(
    r"(?:副?(?:科长|主任|局长|处长|秘书长|书记|区长|部长|组长|站长|队长)|同志|老师|[哥姐工总](?=[,:、\s你您把将麻辛请\ue002]))?(?:、|,)?(?:你们?俩?|您)?"
)
_SPOKEN = re.compile(
    r"(?:的?(?:同志|各位同志|各位|伙计)们?|(?:那边|这边|方面|那头|这头)(?!的)|的?(?:听着|听好|听清)(?:了|啦)?)?(?:嗯+|呃+|额)?"
)
_AFTER_COUNT = ",。;:、各分都均于在把将要先就给也尽抓马务请须应共一联负牵配协"
_COUNT = re.compile(
    rf"你们[俩两仨三]个?科室?|等(?:单位|部门|科室|同志)|(?:等)?(?:这|你们|咱们)?[一二两三四五六七八九十\d]{{1,2}}(?:个(?:单位|部门|区|人|局|科室?(?!长)|同志)|(?:区|局|部门|单位|科室)(?=[{_AFTER_COUNT}]|{T}|$)|家(?:单位|部门)|位(?:同志|领导|科长|局长|主任|老师|负责人|兄弟)?(?=[{_AFTER_COUNT}]|{T}|$)|名(?:同志|干部)|家(?=[{_AFTER_COUNT}]|{T}|$))|[俩仨](?=[{_AFTER_COUNT}]|{T}|$)"
)
_SEPARATOR = Late(r"\s?(?:[、/&和与及或跟]|以及|还有|,?还有|或者|@|[,、 ]@?|\s)?\s?@?")
_JOINED_BY_WITH = Late(rf"\s?(?:{T}|[,。;!\n:]|$|一起|一块|共同|都|两|俩|把|将|[、和与及跟]\s?{N})")
_BEFORE_COMMA = re.compile(r"(?:报|报送|发|发给|送|给|交|向|反馈|反馈给)$")
_AFTER_COMMA = re.compile(rf"(?:{T})?(?:积极|做好)?(?:配合|牵头|负责|协助|协办|主办|落实)|[::]|{T}")


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


_ADDRESSED = re.compile(r"(?:同志们?|好|早|(?:都|也)?(?:很|挺|太)?(?:辛苦|忙|累)|请?注意(?:一?下)?|了|啦)*[,:!。]")


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


_BRACKET_ENDS = re.compile(r"\)[。!\s]*$")


def _passing_on(said: Said, found: list[Target]) -> list[Target]:
    """周五前报督查室，由督查室汇总呈报: whoever only goes on with what he receives has no task of his own."""
    kept = found[:1]
    for one, other in pairwise(found):
        same = {mention.entry.name for mention in one.mentions} == {mention.entry.name for mention in other.mentions}
        received = one.duty is Duty.CONTENT and same and _THEN_BY.fullmatch(said.bones, one.end, other.start)
        limited = any(time.start >= other.end for time in said.times)
        kept.append(replace(other, duty=Duty.CONTENT) if received and not limited else other)
    return kept


_THEN_BY = re.compile(r"[,。;]?\s?(?:再|并|然后|最后)?(?:统一)?由")


def _unsigned(said: Said, found: list[Target]) -> list[Target]:
    """请住建局周五前报方案。陈静: a name alone behind the last sentence is who signed it."""
    last = found[-1] if len(found) > 1 else None
    if last is None or last.marked or not any(one.marked and one.duty is not Duty.CONTENT for one in found[:-1]):
        return found
    alone = _SIGNATURE.search(said.bones, max(0, last.start - 3), last.start) and not said.bones[last.end :].strip()
    return found[:-1] if alone else found


_SIGNATURE = re.compile(r"[。\n]\s?$")


_THE_SAME = re.compile(
    r"(?:请|由|要求|责成|望|让|叫|催)\s?(?:(?:上述|以上|上列|前述|这|该)(?:[一二两三四五六七八九十\d]{0,2}(?:个|家)?)(?:单位|部门|家|局|科室|区|人|同志)|[他她]们?[俩两三四几](?:个|家|位)?|[他她]们(?!的))"
)


def _named_before(said: Said, found: list[Target]) -> list[Target]:
    """公安局、教育局三家满意率偏低，请上述三家单位…: those named last are called upon."""
    call = _THE_SAME.search(said.bones)
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
    limited = any(time.bound and time.start > end for time in said.times)
    if (
        limited
        and not run[-1].entry.person
        and _OF_THEM.match(said.bones, end)
        and _FILLER.fullmatch(said.bones, 0, start)
    ):
        return Target(start, end + 1, run, Duty.ASSIGNEE)
    for rule in RULES:
        if (rule.left is None or rule.left.search(left)) and (rule.right is None or rule.right.match(right)):
            return Target(start, end, run, rule.duty, rule.marked, rule.marked and _is_called(left))
    duty = Duty.ASSIGNEE if _stands_first(said, run, start, end) else Duty.CONTENT
    return Target(start, end, run, duty)


_OF_THEM = re.compile(r"的(?=,)")
"""住建局的，井盖那事儿…: at the head of what is said, those of an office are spoken to."""

_OF_A_KIND = Late("联络员|信息员|通讯员|联系人|科长|局长|主任|书记|负责人|专员|干事|委员|代表|组长|区长|镇长")
"""各位联络员 are not everybody: who they are is asked."""


def _is_given_time(said: Said, start: int, end: int) -> bool:
    """给城管局一周时间: who is given time is to use it."""
    return any(time.rule == "granted" and time.start == end for time in said.times) or (
        bool(_GIVE_YOU.search(said.bones, max(0, start - 5), start)) and any(time.start == end for time in said.times)
    )


_GIVE_YOU = re.compile(r"(?<![发报交送转])给你们?\s?$")


def _is_called(left: str) -> bool:
    return bool(_CALL.search(left))


def _stands_first(said: Said, run: tuple[Mention, ...], start: int, end: int) -> bool:
    """Tell whether the name opens a clause or fills it: then it is who is spoken to."""
    opening = max(
        (found.end() for found in _BOUNDARY.finditer(said.bones, max(0, start - 40), start)), default=max(0, start - 40)
    )
    if not any(pattern.fullmatch(said.bones, opening, start) for pattern in (_FILLER, _BEHIND, _TOPIC)):
        return _behind_its_matter(said, run, opening, start, end)
    if said.bones[opening - 1 : opening] == "、" and said.bones[opening - 2 : opening - 1] != ")":
        return bool(_IN_A_ROW.match(said.bones, end))
    if said.bones.endswith("我看", opening, start) and not _OUGHT.match(said.bones, end):
        return False
    if _is_spoken_to(said, run, end):
        return True
    if all(one.entry.group for one in run) and said.bones[end : end + 1] == CONTENT:
        return True  # 各党支部第一季度党费: a group at the head is spoken to.
    short = any(one.alias and not one.entry.group and one.end - one.start <= 2 for one in run)
    behind = any(time.bound and not said.bones[time.end : start].strip(" ,:") for time in said.times)
    return (behind or not short) and bool(_DOES_VERB.match(said.bones, end))


def _is_spoken_to(said: Said, run: tuple[Mention, ...], end: int) -> bool:
    """Tell whether what follows the name shows that somebody is spoken to: 张三，…; 张三你…; …，周五前给我."""
    if _STARTS.match(said.bones, end) or _HEARD.match(said.bones, run[-1].end) or _HEARD.match(said.bones, end):
        return True
    if said.role is not Role.STAFF and _OWED_TO_ME.match(said.bones, end):
        return True
    strangers = bool(_BEFORE_STRANGER.match(said.bones, end))
    return strangers or _limit_further_on(said, end) or _person_behind_limit(said, run)


_OUGHT = re.compile(r"(?:你们)?(?:还是)?[要得把将先再]")
"""我看民政局要把…: what the speaker sees fit; 我看财政局周五前能交上 is what he expects."""

_OWED_TO_ME = Late(
    rf"(?:(?!说|讲|答应|承诺|保证|表示|告诉|回复我|问我|能|会(?!同|商|签)|可能|应该|已|了(?!解)|过(?!一?遍|筛|目|关|来|去)|的(?:人|同志|车))[^。;!?\n{NAME}]){{2,40}}?(?:{T})[^,。;!?\n{NAME}]{{0,8}}"
    r"(?:(?:报|发|交|拿给|送给?)我|给我(?!们|打|说|来电)|[见要]结果|(?:我要?)?听(?:你们?)?(?:的)?(?:汇报|结果|回音)|我要(?:看|见|结果))"
)
"""民政局再过一遍筛子，月底前见结果: with a limit that the speaker sets for himself, whatever the verb."""


def _person_behind_limit(said: Said, run: tuple[Mention, ...]) -> bool:
    """九点半前张三下楼取公文: somebody right behind a limit is to act, whatever the verb."""
    return run[0].entry.person and any(time.bound and time.end == run[0].start for time in said.times)


_IN_A_ROW = Late(rf"(?:{ANY_VERB})[^,。;!?\n的]{{1,20}}(?=[,。;!\n、]|$)")
"""综合科写材料、行政科订会议室: a clause of his own, although only 、 parts it from the one before."""


def _behind_its_matter(said: Said, run: tuple[Mention, ...], opening: int, start: int, end: int) -> bool:
    """管网漏水住建局马上处理, 模板王五改: the matter first, then who and when, without a comma."""
    if not _MATTER.fullmatch(said.bones, opening, start) or any(one.short for one in run):
        return False
    if any(time.bound and end == time.start for time in said.times) or _limit_then_does(said, start, end):
        return True
    return bool(_AT_ONCE.match(said.bones, end) or _SHORT_ACT.match(said.bones, end))


def _limit_then_does(said: Said, start: int, end: int) -> bool:
    """供热台账5天内环保局汇总一下: the matter, the limit, and then who is to act."""
    return any(time.bound and time.end == start for time in said.times) and bool(_DOES_VERB.match(said.bones, end))


_MATTER = re.compile(rf"(?!{CALL})[^\ue000\n]{{2,30}}(?<![省市县旗州盟区])")
_AT_ONCE = Late(rf"\s?(?:{T})?(?:务必|必须|马上|立即|立刻|赶紧|尽快|抓紧)(?:去|给)?(?:{ANY_VERB})")
_SHORT_ACT = Late(rf"(?:来|去)?(?:{ANY_VERB})(?:一下|下|掉|完|好)?(?=[,。;!\n]|$|{T})")


def _limit_further_on(said: Said, end: int) -> bool:
    """水务局停工检查情况下周二前书面报告: the matter stands between the name and the limit, in one breath."""
    found = _MATTER_THEN_LIMIT.match(said.bones, end)
    return found is not None and any(time.bound and time.start == found.end() for time in said.times)


_MATTER_THEN_LIMIT = Late(
    rf"[\u4e00-\u9fff\ue001\d]{{2,24}}?(?=(?:{T})(?:一定[要得]|必须|务必[得要])|(?:{T})(?:务必|统一|全部|书面|都)?(?:公示|整改|整理|梳理|核实|核对|清理|修复|拆除|落实|汇报|补齐|[改写弄做修办备]好|[改写弄做修办]完|报|上报|提交|交|反馈|汇总|发|送|拿出|给|完成|办结))"
)
