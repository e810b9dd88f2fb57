"""The words that name a time, as a table of patterns: what is not in it is not a time (whitelist)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from handlers.reading.clock_words import HOUR, ClockWords, clock_of
from handlers.reading.facts import fact
from handlers.reading.late import Late
from handlers.reading.numerals import NUMERAL
from ledger.hours import OfficeHours

WEEK = r"(?:周|星期|礼拜)"
_NEXT = r"(?<![^统十周期拜]一)下"
_CN = r"[一二三四五六七八九十零]{1,3}"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|{_CN})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_WITHIN = r"(?:之内|以内|内(?!部|容|蒙|涝|控|审|网|外|业|资|存|需|设|参))"
_AFTER = r"(?:以后|之后|后(?!续|期|面|勤|方|台|备|天|日|儿))"
_ALONE = (
    r"(?<![\d一二三四五六七八九十两半几]点)"
    r"(?<![\d.廿卅、~\-几百千])(?<![\d一二三四五六七八九十][到至])(?<![他她你我们](?=[俩仨]))"
)
_NOT_DAY = (
    r"(?!任务|事项|楼|线|文|令|工单|院|门|路|桥|地块|机|井|库|房|车|会议室|公告|提案|议案|建议|仓|厂|段|热线|台风)"
)
_UNIT = r"(?:工作日|自然日|小时|钟头|分钟|刻钟|天|日|周|星期|礼拜|月|季度|年)"
_FEASTS = "元旦|新年|春节|清明|五一|劳动|端午|中秋|十一国庆|国庆|十一(?=节|假|前|长假|放假)"
_PERIOD = r"(?:底|末|最后一?个工作日)"

_RULES: tuple[tuple[str, str], ...] = (
    (
        "receipt",
        r"(?:自|在|从|于)?(?:收到|签收|接到|接件|收件|收文|接单)(?:本|该|此|来)?(?:通知|文件|件|文|任务|交办单?|督办单|函)?(?:之日|之时|当日)?"
        rf"(?:起|{_AFTER})(?:的)?(?P<receipt_n>{NUMERAL})个?(?P<receipt_unit>工作日|小时|天|日)(?:{_WITHIN})?",
    ),
    (
        "feast_after",
        rf"(?:(?P<feast_after>{_FEASTS})(?:节假日|假期|小长假|长假|放假|节|假)?|节假日|假期|长假|节)(?:上班)?{_AFTER}(?:上班)?的?"
        rf"(?:第(?P<after_nth>{NUMERAL})个工作日|(?P<after_n>{NUMERAL})个工作日|上班第(?P<after_day>一)天)(?:{_WITHIN})?",
    ),
    (
        "vague",
        rf"(?P<fuzzy>(?:过[了完]|等)?(?:{_FEASTS})(?:节|假期|假)?{_AFTER}"
        rf"|过[了完]?(?:{_FEASTS})(?:节|假期|假)?|过[了完](?:年|节))",
    ),
    (
        "vague",
        rf"(?P<span_before>(?:{_FEASTS})(?:节假日|假期|长假|放假|节|假)?前(?:{NUMERAL}|半)个?(?:月|天|周|星期|工作日))",
    ),
    (
        "feast_before",
        rf"(?P<feast_year>明年|今年)?(?P<feast>{_FEASTS})(?:节假日|假期|小长假|长假|放假|佳节|节|假)?(?=之前|以前|前(?!(?:{NUMERAL}|半)个?(?:月|天|周|星期|工作日|小时)))",
    ),
    ("vague", r"(?P<either>[今明]明?两天|明后(?:两?天|日)|后大后天|周[一二三四五](?!月)[二三四五六日](?![十\d月]))"),
    ("feast_vague", r"(?P<feast_vague>节前|节后|年前|年后|假前|假后)"),
    (
        "vague",
        rf"(?P<unclear>[十几三两]天半个?月(?:{_WITHIN})?|个把(?:星期|月|小时|礼拜)(?:{_WITHIN})?|{NUMERAL}[、~到至-]{NUMERAL}(?:工作日|个工作日|自然日|个?小时|天|日|周|个?星期|个月)(?:{_WITHIN})?"
        rf"|[廿卅][一二三四五六七八九]?[日号]|\d+\.\d+个?{_UNIT}{_WITHIN})",
    ),
    ("quarter_end", rf"(?P<quarter>本|这个?|{_NEXT}个?|第?[一二三四1-4])?季度?(?:{_PERIOD}|{_WITHIN})"),
    (
        "duration",
        rf"{_ALONE}(?P<n>{NUMERAL}|半)(?P<more>个半|个)?(?P<unit>{_UNIT})(?P<half>半)?(?:的?时间)?(?P<within>{_WITHIN})",
    ),
    (
        "allowance",
        rf"(?:(?<!时)限时?|限期|给(?:你们?|他们?|大家)?|用)(?P<allow_n>{NUMERAL}|半)(?P<allow_more>个半|个)?(?P<allow_unit>{_UNIT})(?!\d|[一二三四五六七八九十]{{1,3}}[日号])(?:的?时间)?",
    ),
    (
        "granted",
        rf"(?<=\ue000)(?P<grant_n>(?![俩仨]){NUMERAL}|半)(?P<grant_more>个半|个)?"
        r"(?P<grant_unit>工作日|自然日|小时|钟头|天|周|星期|礼拜|(?<=个)月)(?!\d|[一二三四五六日末底内前])(?P<grant_time>的?时间|的?期限)?",
    ),
    (
        "clause",
        rf"(?:(?<=[,。;:\n])|(?<=[,。;:\n] ))(?P<clause_n>{NUMERAL}|半)(?P<clause_more>个半|个)?"
        rf"(?P<clause_unit>{_UNIT})(?=[,。;!\n]|$)",
    ),
    ("bare_workdays", rf"{_ALONE}(?P<bare_n>{NUMERAL})个工作日(?!{_AFTER}|前)"),
    ("after", rf"{_ALONE}(?P<later_n>{NUMERAL}|半)(?P<later_more>个半|个)?(?P<later_unit>{_UNIT}){_AFTER}"),
    (
        "full_date",
        r"(?<!\d)(?P<y>20\d\d|二零[一二三四五六七八九零]{2})(?:年|[-/.])"
        rf"(?P<ym>{_MONTH})(?:月|[-/.])(?P<yd>{_DAY})(?:[日号]|(?![\d日号]))",
    ),
    (
        "month_day",
        rf"(?P<md_year>明年|今年|本年|后年)?(?<!\d)(?P<mm>{_MONTH})月(?P<md>{_DAY})(?:[日号]|(?![\d份日号]))",
    ),
    (
        "relative_month_day",
        rf"(?P<rel_month>本月|这个?月|当月|{_NEXT}下个?月|{_NEXT}个?月|次月|上个?月)(?P<rel_day>{_DAY})(?:日|号)",
    ),
    ("numeric_day", r"(?<![\d./-])(?P<nm>1[0-2]|0?[1-9])[/.-](?P<nd>3[01]|[12]\d|0?[1-9])(?:日|号)?(?![\d./%-])"),
    (
        "tenth",
        rf"(?P<tenth_month>本月|这个?月|{_NEXT}个?月|{_MONTH}月)份?(?P<tenth>[上中下])旬(?P<tenth_end>内|之内|以内|底|末)?",
    ),
    ("week_within", rf"(?P<within_week>本|这个?|{_NEXT}下个?|{_NEXT}个?){WEEK}{_WITHIN}"),
    ("weekend", rf"(?P<weekend>本|这个?|{_NEXT}下个?|{_NEXT}个?)?{WEEK}末"),
    (
        "weekday",
        rf"(?P<week>上上个?|(?<![线网])上个?|本|这个?|{_NEXT}下个?|{_NEXT}个?)?{WEEK}"
        r"(?P<weekday>[一二三四五六日天]|[1-7](?!\d|个|天|次|项|家|篇|件|处|起|份|名|人|场|年|期|周|\.))(?!年(?!底|末)|期)",
    ),
    ("month_end", rf"(?P<end_month>本|这个?|当|{_NEXT}下个?|{_NEXT}个?|次|{_MONTH})?月份?(?:{_PERIOD})"),
    ("month_within", rf"(?P<within_month>本|这个?|当|{_NEXT}个?|{_MONTH})月份?{_WITHIN}"),
    ("year_end", rf"(?P<end_year>今|本|明|当)?年(?:{_PERIOD}|终(?=前)|根儿?|{_WITHIN})"),
    (
        "relative_day",
        r"(?P<relative>大后天|大后儿个?|后天|后日|后儿个?|后晚|明天|明日|明儿个?|明个儿?(?!性|案|人|别|月)|明(?=[上下中]午|晌午|[前后下头]晌)|后个儿?(?!性|月)|今个儿?(?!性|案|人)|明早|明晚|翌日|次日|今天|今日|今儿个?|即日(?=起)|今早|今晚|今夜|当天|当日|大前天|前天|前日|昨天|昨日|昨晚|昨儿个?)"
        r"(?P<same>之内|以内|内)?",
    ),
    (
        "day_of_month",
        rf"(?<![\d第〕.\-廿卅百千一二三四五六七八九十])(?P<dom>{_DAY})(?:号{_NOT_DAY}|日(?!报[告表刊]|游|均|常|程|志|产|{_WITHIN}))",
    ),
    (
        "event",
        r"(?P<event>(?:开|常务|专题|调度|办公|党组|例|全|大|推进|座谈|协调|动员|上)?(?:会议?|会商)(?:召开|开始|开)?(?=之前|以前|前(?!期|后|来|往)))",
    ),
    ("ahead", rf"提前(?P<ahead_n>{NUMERAL}|半)(?P<ahead_more>个半|个)?(?P<ahead_unit>工作日|小时|天|日|周|星期)"),
    (
        "vague",
        rf"(?P<vague>除夕|小年|腊[月八]|年三十|(?:冬至|立春|元宵|圣诞)节?(?=之前|以前|前)|月中|月初|年初|年中|过两天|过几天|这两天|这几天|近日|近期|改天|回头|中旬|上旬|下旬|晚些时候|稍后|(?:本|这个?|{_NEXT}下个?|{_NEXT}个?)(?:周|星期|礼拜|月)"
        r"(?![一二三四五六日天末底度])|节假日|尽早)",
    ),
)

_FIRST = "[除小腊今明后昨前大当翌次本这下上周星礼月年季节元新春清五劳端中国十\\d一二两三四六七八九几数零半廿卅俩仨收签接自个三在从于限给用过近改回晚稍假尽即开常专调冬立圣办党例全推座协动会提]"  # noqa: E501
_NO_DAY = (
    r"(?!前[^天日]|办[^公]|会[^议商前之以召开]|改[^天]|上[^上个周星礼月旬会]|下[^下个周星礼月旬]|签[^收]|清[^明]|新[^年]|小[^年]|常[^务]|全[^会]|"
    r"调[^度]|国[^庆]|动[^员]|协[^调]|座[^谈]|推[^进]|专[^题]|党[^组]|例[^会]|冬[^至]|立[^春]|圣[^诞]|回[^头]|近[^日期]|稍[^后]|劳[^动]|端[^午]|腊[^月八]|除[^夕]|"
    r"月[^底末最中初内之以]|[\d一二三四五六七八九十](?![\d一二两三四五六七八九十零几俩仨多来余年月日号天个工自小钟分刻周星礼季半.、~到至/-]))"
)
"""Letters that open a day only before certain others; most stand there for something else (前, 上报, 办好)."""

_NAMED = Late(r"\(\?P<\w+>")
DAYS = Late(rf"(?={_FIRST}){_NO_DAY}(?:" + "|".join(f"({_NAMED.sub('(?:', pattern)})" for _, pattern in _RULES) + ")")
"""Any day; the number of its only group is the place of its rule in the table."""

BY_RULE = tuple((rule, Late(pattern)) for rule, pattern in _RULES)
_HOURS = Late(HOUR)
_HOUR_START = Late(
    rf"(?=[上下收零午凌清早一中正傍晚夜半深大晌头前后掌擦天\d二两三四五六七八九十])(?<![\d.:最不])(?:{HOUR})"
)
_JOIN = Late(r"\s?的?\s?|,\s?")
_PAREN = Late(r"\s?[(\[](?P<inner>[^()\[\]\n]{1,12})[)\]]")
_BEFORE = Late(
    r"\s?(?P<before>之前|以前|前(?!期(?!间)|后(?!勤)|面(?!向|谈)|述|半|几|所未|瞻|[一二三\d]{1,2}(?:名|位|季|个月|天|周|年|强|批))|为止|为限|为期限|截止|止(?!步|损|血)|之内|以内|内(?!部|容|蒙|涝|控|审|网|外|业|资|存|需|设|参))"
)
_BOUND = Late(
    r"(?:(?:啥|什么)时候(?:要|交|完成)?|(?:^|[,。;!\n\s])赶(?:到|着)?|截止时间|截止日期|截止到|截至|截止|时限|期限|完成时间|最迟|最晚|至迟|顶多|不晚于|不迟于|不得晚于|不得迟于|(?:不能|不得|不许|别|不要)?(?:晚于|迟于|超过)|不超过|务必于|务于|限于|赶在|抢在|请于|应于|须于|必须于|要在|需在|请在|必须在|务必在|应在|(?<![定拟将划排计])于|DDL|ddl|deadline)"
    r"(?:要求|为|是|到|在)?[::\]]?\s?$"
)
_EVENT = Late(
    r"(?P<event>[\u4e00-\u9fff\ue000]{0,12}?(?:会议?|检查|考察|调研|巡视|督查|评审|验收|上会|开会|会商|演练|仪式)(?:召开|开始|开)?)(?=之前|以前|前(?!期|后|来|往))"
)
_SINCE = Late(r"(?<![今最然之日])(?:后|以后|之后|之日起)(?:的)?$")
_INEXACT = Late(
    r"(?:(?:第|(?<![们\ue000]))[一二三四五首末\d]个|最后一?个|最后|第[一二三四五]|大约|大概|差不多|约|前后)\s?$"
)
_HOPED = Late(r"(?:争取在?|尽量在?)\s?$")
_ABOUT = Late(r"\s?(?:前后|左右|上下(?!班)|附近)")
_WITHIN_RULES = {
    "duration",
    "allowance",
    "granted",
    "clause",
    "bare_workdays",
    "week_within",
    "month_within",
    "feast_before",
    "receipt",
    "feast_after",
    "ahead",
}
_END_RULES = {"month_end", "quarter_end", "year_end"}


@fact()
class TimeWords:
    """One time as said: which rule found it, its pieces, its hour, and whether it is a limit (前, 内, 截止)."""

    start: int
    end: int
    rule: str
    pieces: dict[str, str] = field(default_factory=dict)
    hour: ClockWords | None = None
    bound: bool = False
    before: bool = False
    inner: str | None = None
    event: str | None = None
    follows: bool = False
    base: TimeWords | None = None


def find_times(masked: str, hours: OfficeHours) -> tuple[TimeWords, ...]:
    """Return the times from left to right, none overlapping."""
    return () if _LETTERS.isdisjoint(masked) else tuple(_scan(masked, hours))


_LETTERS = frozenset("周天日月五:明点会号午今年班时收后十头晚-假早.儿季节冬钟夜旦星/立庆拜晨秋旬近晌掌劳宵腊夕擦诞傍")
"""Letters of which one stands in every day and hour; without them two long patterns need not be tried."""


def _scan(masked: str, hours: OfficeHours) -> Iterator[TimeWords]:
    at = 0
    day, hour = DAYS.search(masked), _HOUR_START.search(masked)
    while day or hour:
        if day and (hour is None or day.start() <= hour.start()):
            found = _from_day(day, masked, hours)
        else:
            assert hour is not None  # noqa: S101 - one of the two is there
            clock = clock_of(hour, hours)
            found = _finish(masked, hour.start(), hour.end(), rule="hour", pieces={}, hour=clock, inner=None)
        if found:
            yield found
        at = found.end if found else (day.start() if day else at) + 1  # Behind a day that was refused.
        day = DAYS.search(masked, at) if day and day.start() < at else day
        hour = _HOUR_START.search(masked, at) if hour and hour.start() < at else hour


def _from_day(day: re.Match[str], masked: str, hours: OfficeHours) -> TimeWords | None:
    at_first = (day.lastindex or 1) - 1  # No rule before that one fits here.
    ruled = ((rule, said) for rule, one in BY_RULE[at_first:] if (said := one.match(masked, day.start())))
    rule, said = next((one for one in ruled if one[0] != "granted" or _is_granted(one[1])), (None, None))
    if rule is None or said is None:
        return None
    pieces = {name: value for name, value in said.groupdict().items() if value is not None}
    end, inner = said.end(), None
    paren = _PAREN.match(masked, end)
    if paren and (DAYS.match(paren["inner"]) or _HOURS.match(paren["inner"])):
        end, inner = paren.end(), paren["inner"]
    bracketed = _HOURS.fullmatch(inner) if inner else None
    hour, end = _hour_after(masked, end, rule, hours, pieces)
    if bracketed and hour is None:
        hour = clock_of(bracketed, hours)
    found = _finish(masked, day.start(), end, rule=rule, pieces=pieces, hour=hour, inner=inner)
    return None if rule == "numeric_day" and not (found.bound or hour) else found


_GIVEN = Late(r"(?<![发报交送转派分传寄递拿献])(?:给|限|留给)(?:你们?|他们?)?\ue000{1,48}$")


def _is_granted(said: re.Match[str]) -> bool:
    """给张三两天, 张三三天时间: who is given time stands before the span, or 时间 behind it."""
    return bool(said["grant_time"]) or bool(_GIVEN.search(said.string, max(0, said.start() - 52), said.start()))


_SPOKEN_PART = {"明早": "早", "明晚": "晚", "今早": "早", "今晚": "晚", "今夜": "晚", "后晚": "晚", "昨晚": "晚"}


def _hour_after(
    masked: str, end: int, rule: str, hours: OfficeHours, pieces: dict[str, str]
) -> tuple[ClockWords | None, int]:
    """Read the hour that follows the day; 明早8点 carries its part of the day in the day's own word."""
    part = _SPOKEN_PART.get(pieces.get("relative") or "")
    join = _JOIN.match(masked, end)
    start = join.end() if join else end
    hour = _HOURS.match(masked, start) or (_HOURS.match(masked, end) if start > end else None)
    if part and hour and not hour["part"] and hour["h"]:
        joined = _HOURS.match(part + hour.group())
        assert joined is not None  # noqa: S101 - a part before an hour is an hour
        return clock_of(joined, hours), hour.end()
    if hour and rule != "duration" and (start == end or masked[end] != "," or hour["h"] or hour["work"]):
        return clock_of(hour, hours), hour.end()
    return (ClockWords(None) if part else None), end


def _finish(
    masked: str, start: int, end: int, *, rule: str, pieces: dict[str, str], hour: ClockWords | None, inner: str | None
) -> TimeWords:
    event = _EVENT.match(masked, end) if rule not in _WITHIN_RULES else None
    end = event.end("event") if event else end
    before = _BEFORE.match(masked, end)
    within = rule in _WITHIN_RULES or any(pieces.get(name) for name in ("same", "tenth_end"))
    within = within or (rule in _END_RULES and masked[end - 1] == "内")
    bound = bool(before or _BOUND.search(masked, max(0, start - 10), start)) or within
    if before:
        end = before.end()
    about = _ABOUT.match(masked, end)
    end = about.end() if about else end
    hoped = not before and _HOPED.search(masked, max(0, start - 3), start)
    if about or hoped or _INEXACT.search(masked, max(0, start - 6), start):
        rule = "vague"  # 12月第一个周五, 大约周五 and 争取周五 name no day; 争取周五前 is a limit.
    said_event = event["event"] if event else pieces.get("event")
    return TimeWords(start, end, rule, pieces, hour, bound, bool(before), inner, said_event, _follows(masked, start))


def _follows(masked: str, start: int) -> bool:
    """Tell whether a span is counted from something else than this message (批复后三天内)."""
    return bool(_SINCE.search(masked, max(0, start - 6), start))
