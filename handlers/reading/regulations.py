"""Words about regulations (制度): what is asked of the register, kept in it, and said of one of them by its number."""

from __future__ import annotations

import re
from datetime import date

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from ledger.regulation_entries import RegulationGroup, RegulationStatus

_EDGE = r"[\s,。;:!?、]*+"
_PLEASE = rf"{_EDGE}(?:请|帮我|我想|麻烦)?"
_LOOK = r"(?:查一?下|查看|查询|查找|搜索|搜一?下|列出|列一下|看一?下|查|搜|找)"
STATUS_WORDS = {
    "待修订": RegulationStatus.TO_REVISE,
    "需修订": RegulationStatus.TO_REVISE,
    "修订中": RegulationStatus.TO_REVISE,
    "待制定": RegulationStatus.TO_DRAFT,
    "待制订": RegulationStatus.TO_DRAFT,
    "拟制定": RegulationStatus.TO_DRAFT,
    "待起草": RegulationStatus.TO_DRAFT,
    "废止": RegulationStatus.REPEALED,
    "失效": RegulationStatus.REPEALED,
    "现行有效": RegulationStatus.IN_FORCE,
    "有效": RegulationStatus.IN_FORCE,
    "现行": RegulationStatus.IN_FORCE,
}
"""What a status is called; the longest word that stands in a sentence counts."""
_STATUS = "|".join(sorted(STATUS_WORDS, key=len, reverse=True))


def _whole(pattern: str) -> Late:
    return Late(pattern, re.DOTALL)


_FINDS = (
    _whole(rf"{_PLEASE}(?:制度查询|{_LOOK}制度){_EDGE}(?P<words>[^。;\n]{{1,30}}?){_EDGE}"),
    _whole(rf"{_PLEASE}{_LOOK}(?:关于|有关)?(?P<words>[^\s,。;:\d]{{2,12}}?)(?:方面)?的?(?:制度|规定){_EDGE}"),
    _whole(
        r"\s*(?:关于|有关)?(?P<words>[^\s,。;:\d我你他她它这那]{2,10}?)(?:方面)?(?:都)?"
        rf"有(?:什么|哪些|啥)(?:制度|规定){_EDGE}"
    ),
)
_LISTS = _whole(
    rf"{_PLEASE}{_LOOK}?(?P<of>全部|所有|本单位|(?:{_STATUS})的?|[126Nn]类)?(?:的)?制度"
    rf"(?P<mark>体系|清单|目录|台账|一览表?|有哪些|情况|统计)?{_EDGE}"
)
_TASKS = _whole(
    rf"{_PLEASE}(?:交办|下达|布置|分派)?(?:待修订)?制度(?:的)?(?:制修订|修制订|修订|制定)(?:任务|事项)?{_EDGE}"
)
_SYSTEM = _whole(rf"{_PLEASE}{_LOOK}?1\+2\+6\+N(?:制度)?(?:体系|清单|目录)?{_EDGE}")


@fact(kw_only=True)
class RegulationQuestion:
    """What is asked of the register: ``what`` is find, list or tasks."""

    what: str
    words: str = ""
    status: RegulationStatus | None = None
    group: RegulationGroup | None = None


_CLEAR = Late(r"制度|规定|\+N")


@needs(Key("制规+", _CLEAR))
def asks_regulations(text: str) -> RegulationQuestion | None:
    """Return what is asked of the register; nothing without a clear word for it."""
    plain = normalise(text)
    if _CLEAR.search(plain) is None:
        return None
    if _TASKS.fullmatch(plain):
        return RegulationQuestion(what="tasks")
    listed = _LISTS.fullmatch(plain)
    if listed is not None and (listed["of"] or listed["mark"]):
        return _list(listed["of"] or "")
    if _SYSTEM.fullmatch(plain):
        return RegulationQuestion(what="list")
    found = next((one for pattern in _FINDS if (one := pattern.fullmatch(plain))), None)
    return RegulationQuestion(what="find", words=found["words"].strip()) if found else None


def _list(of: str) -> RegulationQuestion:
    if of[:1].upper() in "126N" and of.endswith("类"):
        return RegulationQuestion(what="list", group=RegulationGroup(of[0].upper()))
    return RegulationQuestion(what="list", status=STATUS_WORDS.get(of.removesuffix("的")))


_KEEPS = Late(
    r"[\s请把将]*(?:登记|新增|录入|收录)(?:一[项个部件])?(?:新)?制度[:,\s]*(?=《)|[\s请把将]*制度[:,\s]*(?=《[^》]+》[,\s]*(?:"
    rf"{_STATUS}|[126Nn]类))"
)


@needs(Key("制", _KEEPS))
def keeps_regulation(text: str) -> bool:
    """Tell whether the words put a regulation into the register (登记制度《公文处理办法》，N类，文电科负责)."""
    plain = normalise(text)
    return _KEEPS.match(plain) is not None and re.search(r"[?吗]|怎么", plain) is None


_TITLE = Late(r"《([^》]{2,60})》")
_GROUP = Late(r"(?<![A-Za-z0-9])[“\"]?([126Nn])[”\"]?类")
_EDITION = Late(r"第(\d{1,3})版")
_DAY = r"(\d{4})(?:年|-|\.|/)(\d{1,2})(?:月|-|\.|/)(\d{1,2})日?"
_EFFECTIVE = Late(rf"(?:自|从|于)?{_DAY}(?:起|开始)?(?:正式)?(?:施行|实施|执行|生效|印发)")


@fact(kw_only=True)
class RegulationFacts:
    """What words say of a regulation; ``rest`` are the words in which its owner and its day are looked for."""

    title: str = ""
    group: RegulationGroup | None = None
    status: RegulationStatus | None = None
    edition: int | None = None
    effective: date | None = None
    rest: str = ""

    @property
    def says(self) -> bool:
        """Whether they say anything that is kept without a look at the roster or the calendar."""
        return any((self.group, self.status, self.edition, self.effective))


def facts_in(text: str) -> RegulationFacts:
    """Return what the words say of a regulation."""
    said = text.strip()
    plain = normalise(said)
    title = _TITLE.search(plain)
    bare = _TITLE.sub(" ", plain)
    effective = _EFFECTIVE.search(bare)
    group, edition, status = _GROUP.search(bare), _EDITION.search(bare), re.search(_STATUS, bare)
    return RegulationFacts(
        title=said[title.start(1) : title.end(1)].strip() if title else "",
        group=RegulationGroup(group[1].upper()) if group else None,
        status=STATUS_WORDS[status.group()] if status else None,
        edition=int(edition[1]) if edition else None,
        effective=_day(effective) if effective else None,
        rest=_EFFECTIVE.sub(" ", bare),
    )


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*(int(found[n]) for n in (1, 2, 3)))
    except ValueError:
        return None


_STEPS = (
    (
        "readers",
        _whole(
            rf"{_PLEASE}{_LOOK}?(?:的)?(?:阅知(?:情况|名单|统计)|(?:谁|哪些人|还有谁)(?:还)?[没未](?:有)?(?:阅知?|看|读)|"
            rf"(?:未|没)阅知?(?:的)?(?:人员|名单|有谁|情况)?){_EDGE}"
        ),
    ),
    (
        "read",
        _whole(rf"{_EDGE}(?:收到{_EDGE})?(?:我|本人)?(?:已经?)?(?:认真)?(?:阅知?|阅读|读|学习)(?:完毕?|过)?了?{_EDGE}"),
    ),
    (
        "lay",
        _whole(
            rf"{_EDGE}(?:请|组织|通知|提请|发起|开展)(?P<to>[^。;\n]{{0,60}}?)(?:认真|及时|逐一)?(?:学习)?"
            rf"(?:组织)?(?:阅知|传阅|阅读){_EDGE}"
        ),
    ),
    ("repeal", _whole(rf"{_EDGE}(?:予以|即日起)?(?:废止|作废|失效){_EDGE}")),
    ("task", _whole(rf"{_PLEASE}(?:交办|下达|布置)(?:修订|制定|制修订)?(?:任务|事项)?{_EDGE}|{_EDGE}修订任务{_EDGE}")),
)


def words_on_regulation(text: str) -> tuple[str, str] | None:
    """Return which step the words take on a regulation (read, readers, lay, repeal, task), and to whom it goes."""
    plain = normalise(text.strip())
    for what, pattern in _STEPS:
        if found := pattern.fullmatch(plain):
            return what, (found.groupdict().get("to") or "").strip()
    return None
