"""Extensions (延期): asked with a date or a number of days, approved, rejected."""

from __future__ import annotations

import re

from handlers.reading.key import Key, Keyed, needs
from handlers.reading.late import Late
from handlers.reading.moments import Resolved
from handlers.reading.moving import moves_a_meeting
from handlers.reading.replies import DECIDERS, STAFF, delta, heard, which_task
from handlers.reading.said import N, Said, T
from handlers.reading.talk import in_earnest, is_tied
from handlers.reading.time_words import TimeWords
from handlers.reading.values import Context, Intent, Reading

_EXTEND = r"延期|延长|延后|延缓|延至|延到|延(?=\d|[一二两三四五六七八九十半几]|不|[,。!了吧]|$)|再延|顺延|展期|宽限|缓(?=到|至|\d|[一二两三四五六七八九十半几个]|一缓)|推迟|往后(?:推|延|拖|挪)|推后|晚(?=\d|[一二两三四五六七八九十半几])|拖(?=\d|[一二两三四五六七八九半几])|(?:往后)?挪到|推(?=到|至|\d|[一二两三四五六七])|调整?(?:到|为|至)(?=\ue002)|放宽|宽(?=到|至|几|\d|[一二两三四五六七])|给到(?=\ue002)"  # noqa: E501
_MAY = "行不行|行吗|行不|可以吗|可以不|可不可以|可否|好吗|好不好|成吗|成不成|成不|中不中|妥否|能不能行"
_ASKED = Late(
    rf"(?:申请|恳请|请求|求|请领导|请示|能不能|能否|可否|可不可以|是否可以|希望|想|请予|望|需要?|特申请|拟申请|麻烦|请(?:批准|准予|同意|给予|允许))[^。;\n]{{0,24}}?(?:{_EXTEND})|(?:{_EXTEND})[^,。]{{0,10}}(?:{_MAY}|请批|请批准|妥否|望批准|[^,。]{{0,2}}不[?。]?$)|"
    r"延期申请"
)
_MORE = Late(
    r"能(?:不能|否)?(?:再)?(?:晚|缓|推迟|宽)(?!上|会|饭|敞|松)|(?:(?:再|多)(?:给|宽|容)|[给宽]多)(?:我们?|我科|点|限)?(?:\d|[一二两三四五六七八九十半])"
)
_CANNOT = Late(
    rf"还(?:需要?|要|得)[^,。]{{0,10}},?(?:请批准|请批|可以吗|行吗|行不行)|"
    rf"(?:{T}|下周|下个?月)(?:再|才)?(?:能)?(?:交|报|给|完成|弄|出|办)?(?:{_MAY})|(?:能(?:不能|否)|可不可以|可否|是否可以)[^,。;\n\ue002]{{0,4}}(?:{T})(?:再|才)?(?:交|报|给|完成|弄|出|办)|"
    rf"(?:交不了|完不成|来不及|赶不(?:出来|上|及)|办不完|做不完|报不了|弄不完)[^。;\n]{{0,12}}?(?:{T})(?:再)?(?:报|交|完成|提交|给)?(?:您|你)?(?:{_MAY}|再报|再交|完成|[?]|$)|"
    rf"能(?:不能|否)?(?:再)?(?:晚|缓|延|推迟|拖(?=到|至|\d|[一二两三四五几]))|再要(?:\d|[一二两三四五六七八九十])"
)
_PLAIN = Late(
    rf"^[\s\ue001]{{0,24}}(?:要不|要么|不然|不如|看|申请|请|望|恳请|麻烦|烦请)?(?:给|帮|让)?(?:我们?|我科|我局)?(?:再)?(?:{_EXTEND}|拖(?=到|至))(?:到|至)?(?:{T}|\d|[一二两三四五六七八九十半几])"
)
_THEREFORE = Late(
    rf"[,。;]\s?(?:故|所以|因此)?(?:申请|请|望|恳请|麻烦|烦请)?(?:给|帮|让)?(?:我们?|我科|我局)?(?:再)?(?:{_EXTEND})(?:到|至)?(?:{T})[。!\s]*$"
)
"""数据没出齐，请延期到下周二: the reason before the request."""

_MOVED = Late(
    rf"[\s,\ue001]{{0,24}}(?:请|麻烦|想|申请)?(?:帮我们?|给我们?)?(?:把|将)?(?:(?:此|该|本|这)(?:件|个|项|条)?(?:事项|事|任务)?)?(?:的?(?:时限|时间|期限))?"
    rf"(?:改到|改成|改为|调到|调整到|调整为|推到|推迟到|挪到)(?:{T})(?:前)?(?:交|报|报送|办结|完成|提交)?(?:吧)?[。!\s]*"
)
"""请改到周四 in staff's mouth: the deadline stays until somebody approves."""

_YES = Keyed(
    "允准可同批行过",
    rf"(?<![不未])(?:同意|批准|准予|准许|允许|可以|准)\ue001{{0,24}}[^,。;\n]{{0,8}}?(?:{_EXTEND})|(?:{_EXTEND})(?:(?!不|未|没|难|驳)[^,。;\n]){{0,10}}?(?:可以|同意|行(?!不)|准了|批准|通过|批了)|延期(?:申请)?[^,。;\n不未没]{{0,3}}(?:通过|批了|准了|获批)",
)
_NO = Late(
    rf"(?:不(?:能|会|便|宜|打算)同意|不同意|不准|不批准|不批|不予|(?<!能)不能|(?<!可)不可以|不得|不允许|驳回|拒绝|不再|别再?|不许)[^,。;\n]{{0,6}}?(?:{_EXTEND})|(?:{_EXTEND})[^。;\n]{{0,8}}?(?:不同意|不批|不行|不予|驳回|不准|不成立)|不延|按原(?:定)?(?:时限|期限|时间|截止)"
)
_GRANTED = Late(
    rf"^[\s\ue001,]{{0,24}}(?:可以|行吧|行|好吧|好|好的|同意|批准|准|准了|没问题|嗯)[,。!\s]{{0,3}}(?:那就|就|最多|但)?(?:给你们?)?(?:{_EXTEND}|再给|多给|给?到(?![位达场]))|(?:再|多)(?:给|宽限?)(?:你们?|他们?|她|(?:{N}))?[^,。]{{0,2}}(?:\d|[一二两三四五六七八九十半])|"
    rf"^[\s\ue001,]{{0,24}}(?:只|就|最多|顶多|再)?(?:能)?(?:给你们?|给他们?|给)[^,。]{{0,4}}(?:{_EXTEND}|\d|[一二两三四五六七八九十半])|最多(?:再)?(?:给|{_EXTEND})|(?:{_EXTEND})(?:(?!不|未|没批)[^,。;]){{0,4}}(?:没问题|准)|(?<![不未])同意[^,。]{{0,3}}(?:{_EXTEND})"
)
"""可以，延到周五; 再给你们一周: a consent that only a reply or a number ties to a request."""

_UNTIL_THEN = Late(
    rf"[\s\ue001,]{{0,24}}(?:可以|行吧?|好吧?|同意|批准|准了?|嗯)[,。!\s]{{1,3}}(?:那就|就|但)?(?:最[迟晚多]|顶多|至迟)(?:到|给到)?\s?(?:{T})[。!\s]*$"
)
"""可以，最迟下周一: a consent, and until when."""

_DENIED = Late(
    rf"(?:延|拖|缓|宽限|推迟)[^。;\n]{{0,12}}[,。?!\s](?:一律|坚决|我|这次)?(?:不批|不准|不行|没门|免谈|不同意|不可能|驳回|甭想|别想)[。!\s]*$|(?:一天|半天|一刻)(?:也|都)(?:不|别)|(?:{_EXTEND})[^,。]{{0,4}}(?:没门|免谈|没有?可能|就?不要?想|甭想|别想)|(?:没有?|无)[^,。]{{0,3}}(?:{_EXTEND})[^,。]{{0,3}}(?:余地|可能|空间)|(?:别|甭|不要|休)想(?:着)?[^,。]{{0,4}}(?:{_EXTEND}|拖)|不(?:能|许|准|可以|得)(?:再)?(?:拖|延)|^[\s\ue001,]{{0,24}}(?:时限|时间|期限)不(?:能|许)?变|(?:{_EXTEND})?(?:不可能|没可能)了?[。!\s]*$|(?:不批|不同意|不行|不可以|没门|没有?余地|没得商量|没商量)[^。\n]{{0,12}}(?:原定|原来的|原计划|按时|按期|如期|准时)|维持原|必须按期|没得商量|(?:时间|时限|期限)[^。\n]{{0,14}}(?:不能|不可以|不许)(?:改|变|动)|按原来?的?(?:定)?(?:时限|期限|时间|截止)"
)
"""延期就不要想了; 一天也不能拖: a refusal in reply to a request."""

_REQUESTS = Key("不再吗否容宽展延批拖挪推改晚给缓调", _ASKED, _MORE, _CANNOT, _PLAIN, _THEREFORE, _MOVED)
_SAID_SO, _SHORT_OF_TIME = (
    Key("给调晚延推展拖容宽挪缓", _ASKED, _MORE, _PLAIN),
    Key("不晚延批再吗迟拖缓否", _CANNOT),
)
_CONSENTS, _DENIALS = (
    Key("允再准可同嗯多好批给行过问", _YES, _GRANTED, _UNTIL_THEN),
    Key("也予余免再准别原变可同延得想批拒空立能行许都量门须驳", _NO, _DENIED),
)

_NOT_A_DATE = ("duration", "after", "bare_workdays", "allowance")
_TO = Late(r"(?:到|至|成|为|(?<!原)(?<!原定)(?:时限|期限))[::]?\s?$")
_QUESTION = Late(r"吗|不$|[?]|能不能|能否|可否|可不可以")


@needs(_REQUESTS, of=STAFF)
@in_earnest
def extend_request(said: Said) -> Reading | None:
    """申请延期到12月4日, 能不能再缓两天: the deadline stays until somebody approves."""
    if not (_asks(said) or _moves(said)) or moves_a_meeting(said):
        return None
    found = _with_limit(said, Intent.EXTEND_REQUEST)
    return None if _is_talk(said, found) else found


def _asks(said: Said) -> bool:
    bones, masked, marks = said.bones, said.masked, said.marks
    asked = _SAID_SO.bit & marks and (
        _ASKED.search(bones) or _ASKED.search(masked) or _PLAIN.search(bones) or _MORE.search(masked)
    )
    return bool(asked or (_SHORT_OF_TIME.bit & marks and _CANNOT.search(bones)))


def _moves(said: Said) -> bool:
    """Tell whether a time is named to which a task that is meant for sure is moved, or shall be."""
    meant = bool(said.times) and _told(said)
    return meant and bool(_MOVED.fullmatch(said.bones) or _THEREFORE.search(said.bones))


def _is_talk(said: Said, found: Reading) -> bool:
    """Tell whether a group hears of somebody else's extension, or of a thing that may be extended (这个能延期吗)."""
    if said.context is not Context.GROUP or said.number:
        return False
    if found.args:
        return bool(_GIVEN_BACK.search(said.bones) or _HOW_OFTEN.search(said.bones))
    asked = re.search("申请|请|希望|恳", said.bones) and is_tied(said)
    return bool(_QUESTION.search(said.bones) or said.mentions or not asked)


_GIVEN_BACK = Late(r"再还(?![要需])|再说[。!\s]*$|还(?:你|我|他|她|钱|书|款)")
"""能不能缓两天再还: what one person owes another."""
_HOW_OFTEN = Late(rf"(?:{_EXTEND})[^,。;\n]{{0,3}}[\d一两二三四五几]次")
"""书能延期两次: how often a thing may be extended is its rule, and nobody's request."""


@needs(_DENIALS, of=DECIDERS)
@in_earnest
def extend_reject(said: Said) -> Reading | None:
    """不同意延期，按原时限办结."""
    denied = _NO.search(said.bones) or (_told(said) and _DENIED.search(said.bones))
    if not denied or _WHAT_IF.search(said.bones) or (_YES.search(said.bones) and not _is_denied(said)):
        return None
    if not _told(said) and any(time.bound for time in said.times):
        return None  # …最迟下周一报上来，别再往后拖了 is an order.
    return heard(said, Intent.EXTEND_REJECT, asks=which_task(said))


_WHAT_IF = Late(r"万一|如果|假如|要是")


@needs(_CONSENTS, of=DECIDERS)
@in_earnest
def extend_approve(said: Said) -> Reading | None:
    """同意延期到下周二; 延两天可以，再延不行."""
    granted = said.finds(_YES) or said.finds(_YES, said.masked)
    if granted is None and _told(said):
        granted = _GRANTED.search(said.masked) or _UNTIL_THEN.match(said.bones)
    if not granted or _QUESTION.search(said.bones) or _is_denied(said):
        return None
    if said.context is Context.GROUP and not said.number and not _is_own_word(said, granted):
        return None
    last = _NO.search(said.bones) or _granted_once(said) or _LAST_ONE.search(said.bones)
    return _with_limit(said, Intent.EXTEND_APPROVE, last=True if last else None)


def _is_own_word(said: Said, granted: re.Match[str]) -> bool:
    """房东同意延期了 is somebody else's consent: the speaker's own opens its clause and is not over."""
    opens = granted.start() == 0 or said.bones[granted.start() - 1] in " ,。;!\n"
    return opens and not said.bones.startswith("了", granted.end())


_LAST_ONE = Late(r"下不为例|最后一次|仅此一次|不再顺延|没有下次")


_NO_MORE = Late(
    r"[,。;\s](?:但|以后|之后|到时|到期|绝|一律|可|再)*不(?:得|能|许|准|可|要|会)(?:以)?再(?:延|拖|推|缓|改)"
)
_CONSENT = Late(r"(?<![不未])(?:同意|批准|准(?!时|备|确)|允许|可以)|(?<![不可])行(?=[,。\s])")
_REFUSED = Late(r"不(?:行|同意|批|准|可以|允许)|没门|免谈")


def _granted_once(said: Said) -> re.Match[str] | None:
    """同意延到12月4日，不得再延: what is denied behind a consent is the next one."""
    more = _NO_MORE.search(said.bones)
    if more is None or _REFUSED.search(said.bones, 0, more.start()):
        return None
    return more if _CONSENT.search(said.bones, 0, more.start() + 1) else None


def _is_denied(said: Said) -> bool:
    words = said.bones[: more.start()] if (more := _granted_once(said)) else said.bones
    return bool(_DENIED.search(words) or re.search(r"不(?:能|会|便|宜|打算)同意", said.bones))


def _told(said: Said) -> bool:
    return bool(said.number) or said.context is Context.REPLY


def _with_limit(said: Said, intent: Intent, *, last: bool | None = None) -> Reading:
    found = _new_limit(said)
    step = None if found else delta(said, _from(said))
    approving = intent is Intent.EXTEND_APPROVE
    missing = () if found or step or approving else ("deadline",)
    asks = (*which_task(said), *(found.asks if found else missing))
    return heard(said, intent, asks=asks, deadline=found.value if found else None, delta=step, last=last)


def _from(said: Said) -> int:
    extend = _ASKED_FOR.search(said.masked)
    asked = extend or _MAY_I.search(said.masked)
    return asked.start() if asked else 0


_ASKED_FOR = Late(
    rf"{_EXTEND}|再给|多给|给多|宽多|再宽|多宽|再要|交不了|完不成|来不及|赶不|办不完|做不完|报不了|弄不完"
)
_MAY_I = Late("能不能|能否")


def _new_limit(said: Said) -> Resolved | None:
    """Return the date behind 到 or 至; else a date right behind the verb."""
    start = _from(said)
    pairs = [
        (time, found)
        for time, found in zip(said.times, said.resolved, strict=True)
        if time.start > start and not said.bones.startswith("才", time.end)  # 系统28号才完: why, not until when.
    ]
    for time, found in pairs:
        if _TO.search(said.bones, max(0, time.start - 4), time.start):
            return found
    dated = [found for time, found in pairs if time.rule not in _NOT_A_DATE]
    if len(dated) == 1 and _CANNOT.search(said.bones):
        return dated[0]
    near = next((found for time, found in pairs if time.start - start <= 4 and time.rule not in _NOT_A_DATE), None)
    return near or next((found for time, found in pairs if _is_alone(said, time)), None)


_AT_LATEST = Late(r"(?:最[迟晚多]|顶多|至迟|\s)*(?:到|给到)?\s?$")


def _is_alone(said: Said, time: TimeWords) -> bool:
    """118号拖几天吧，月底，设备还没到: a day that fills a clause is the new limit."""
    before, after = _AT_LATEST.sub("", said.bones[: time.start]), said.bones[time.end :].lstrip()
    return time.rule not in _NOT_A_DATE and before.endswith((",", "。")) and after[:1] in ("", ",", "。", "!")
