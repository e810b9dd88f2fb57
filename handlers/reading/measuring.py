"""Words that ask for a rate (按期办结率、签收及时率、延期率、退回率、平均逾期天数), and for which period; pure."""

from __future__ import annotations

from handlers.reading.facts import fact
from handlers.reading.late import Late
from handlers.reading.normalise import normalise

_RATES = {
    "on_time": Late(r"(?:按期|按时|及时)?(?:办结|完成|销号)率"),
    "receipt": Late(r"(?:签收及时|及时签收|按时签收|签收)率"),
    "extended": Late(r"延期率"),
    "return": Late(r"(?:退回|返工)率"),
    "days_overdue": Late(r"平均逾期(?:了)?(?:天数|时间|几天|多少天|多久)|逾期平均天数"),
}
_OF_RATES = frozenset("率均")
"""Letters of which one stands in whatever asks for a rate."""
_PERIODS = {
    "this week": Late(r"(?:本|这|这个)(?:周|星期)"),
    "last week": Late(r"上个?(?:周|星期)"),
    "this month": Late(r"(?:本|这|这个|当)月"),
    "last month": Late(r"上个?月"),
    "this quarter": Late(r"(?:本|这|这个|当)季度?"),
    "last quarter": Late(r"上个?季度?"),
    "this year": Late(r"今年|本年度?|全年"),
    "last year": Late(r"去年|上年度?"),
}
_NUMBERED = Late(r"(?<!\d)(?P<month>1[0-2]|[1-9])月份?|第?(?P<quarter>[一二三四1-4])季度")
_QUARTERS = "一二三四1234"
DEFAULT = "this month"
OWN = Late(r"我们?(?:科室?|单位|局|办|处室?)|本(?:科室?|单位|局)")
ASKS = Late(r"多少|几|怎么样|怎样|如何|高不高|[?？]|是啥|啥情况")
_BESIDE = Late(
    r"(?:多少|是|有|怎么样|怎样|如何|高不高|情况|多高|几|啥|查一?下|查询|看一?下|看看|请问|请|问一?下|帮我|现在|目前|截至|的|在|呢|吗|啊|"
    r"达到|分别|统计|百分之|全[办市府]|各(?:单位|部门|科室)|整体|总体|[\s,。、?!:;])+"
)


@fact()
class AskedRate:
    """Which rate, of which period (``last week``, ``11 month``), and the words beside, where only names may stand."""

    rate: str
    period: str
    own: bool
    rest: str


def asked_rate(words: str) -> AskedRate | None:
    """住建局本月签收及时率; 按期办结率多少; 我们科上季度平均逾期天数."""
    text = normalise(words)
    if _OF_RATES.isdisjoint(text):
        return None  # Nearly all that is said.
    found = [(rate, one) for rate, pattern in _RATES.items() if (one := pattern.search(text))]
    if len(found) != 1:
        return None
    rate, said = found[0]
    rest = f"{text[: said.start()]} {text[said.end() :]}"
    dated = period_in(rest)
    if dated is None:
        return None
    period, rest = dated
    own = OWN.search(rest) is not None
    return AskedRate(rate, period, own, _BESIDE.sub(" ", OWN.sub(" ", rest)).strip())


def period_in(words: str) -> tuple[str, str] | None:
    """Return the period that plain words name, else this month, and the words beside; ``None`` for more than one."""
    named = [(name, one) for name, pattern in _PERIODS.items() if (one := pattern.search(words))]
    if len(named) > 1:
        return None
    if named:
        name, one = named[0]
        return name, f"{words[: one.start()]} {words[one.end() :]}"
    if (one := _NUMBERED.search(words)) is None:
        return DEFAULT, words
    rest = f"{words[: one.start()]} {words[one.end() :]}"
    return f"{one['month']} month" if one["month"] else f"{_QUARTERS.index(one['quarter']) % 4 + 1} quarter", rest
