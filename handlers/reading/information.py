"""Words about information (政务信息): what an office submitted, what was adopted by whom, and how much of it."""

from __future__ import annotations

import re

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.measuring import period_in
from handlers.reading.normalise import normalise

_EDGE = r"[\s,。;:!]*+"
_QUOTED = r"《(?P<title>[^》\n]{2,100})》"


def _whole(pattern: str) -> Late:
    return Late(pattern, re.DOTALL)


_SUBMITTED = _whole(
    rf"{_EDGE}(?:登记)?(?P<unit>[^《,。;:\n]{{0,16}}?)(?:今[天日]|已经?)?(?:报送|上报|编报)了?(?:给|至)?(?P<to>[^《,。;:\n]{{0,16}}?)的?"
    rf"(?:政务)?信息(?:一[篇条期]|1[篇条期])?{_EDGE}{_QUOTED}(?:{_EDGE}(?:已?报送?|送)(?P<also>[^,。;\n]{{2,16}}))?{_EDGE}"
)
_ADOPTED = _whole(
    rf"{_EDGE}(?:登记)?(?:(?:政务)?信息)?(?:{_QUOTED})?{_EDGE}(?:已经?)?(?:被|获)?(?P<by>[^《》,。;:\n]{{2,40}}?)(?:的?《[^》]{{2,30}}》)?"
    rf"(?:采用|采纳|刊用|录用|采编)了?{_EDGE}"
)
_VOID = _whole(
    rf"{_EDGE}(?:登记)?(?:作废|撤销登记|登记有误|登记错了)(?:{_EDGE}(?:因为|因|原因是?)?[:,\s]*(?P<words>.*))?"
)
_COUNTED = Late(
    r"(?:政务信息(?:报送)?(?:和|及|、)?(?:采用)?|信息(?:报送|采用|报送(?:和|及|、)?采用))的?(?:情况|统计|清单|台账|排名|数量|篇数|有多少|多少篇?|怎么样|如何)+"
)
_BESIDE = Late(r"(?:请|帮我|查一?下|查询|看一?下|看看|各(?:科室|单位)|全[办市府]|我们?(?:科室?|单位|局)|的|[\s,。?!])+")


@fact(kw_only=True)
class InformationSaid:
    """What was submitted: its title, and the words for the unit and for whom it was sent to, where they were said."""

    title: str
    unit: str = ""
    to: str = ""


@fact(kw_only=True)
class InformationWords:
    """What words want of a piece that they name: adopted (``names`` by whom) or withdrawn (``words`` why)."""

    what: str
    title: str = ""
    names: tuple[str, ...] = ()
    words: str = ""


@fact()
class InformationAsked:
    """Of which period the counts are asked for, and the words beside, where only a unit's name may stand."""

    period: str
    rest: str


@needs(Key("息", _SUBMITTED))
def submitted(text: str) -> InformationSaid | None:
    """报送信息《关于……的报告》; 综合一科报送省政府办公厅信息《……》."""
    said = text.strip()
    found = _SUBMITTED.fullmatch(normalise(said))
    if found is None:
        return None
    parts = {name: said[slice(*found.span(name))].strip() for name in ("title", "unit", "to")}
    also = said[slice(*found.span("also"))].strip() if found["also"] else ""
    return InformationSaid(title=parts["title"], unit=parts["unit"], to=parts["to"] or also)


@needs(Key("采刊录废登", _VOID, _ADOPTED))
def words_on_information(text: str) -> InformationWords | None:
    """《……》被省政府办公厅采用; behind a number also 被……采用 and 作废."""
    said = text.strip()
    plain = normalise(said)
    if found := _VOID.fullmatch(plain):
        words = said[slice(*found.span("words"))] if found["words"] else ""
        return InformationWords(what="withdraw", words=words.strip(" ，,。；;：:"))
    if found := _ADOPTED.fullmatch(plain):
        names = re.split(r"[、和及]", said[slice(*found.span("by"))])
        title = said[slice(*found.span("title"))].strip() if found["title"] else ""
        return InformationWords(what="adopt", title=title, names=tuple(one.strip() for one in names if one.strip()))
    return None


@needs(Key("息", _COUNTED))
def asks_information(text: str) -> InformationAsked | None:
    """政务信息统计; 综合一科本季度信息采用情况."""
    plain = normalise(text)
    found = _COUNTED.search(plain)
    if found is None:
        return None
    dated = period_in(f"{plain[: found.start()]} {plain[found.end() :]}")
    return None if dated is None else InformationAsked(dated[0], _BESIDE.sub(" ", dated[1]).strip())
