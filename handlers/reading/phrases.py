"""Words that name an act by themselves: 批示：…, 停止周期1, 周期事项, 重点事项, 蹲点…发现…, and the parts of 分解."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.orientations import LABELS, labels_in

_INSTRUCTION = Late(r"^\s*批示\s*[:：,，]?\s*")
_COURTESY = Late(
    r"^[\W_]*(?:好|收到|知道|知悉|辛苦|谢|感谢|嗯|行|可以|不错|明白|了解|ok|是的|对)[^,，。;；]{0,6}[\W_]*$",
    re.IGNORECASE,
)
_SHORTEST = 4  # Characters: less is a word in passing, and no instruction.
_CHARGE = Late(
    r"\W*(?:(?:好的?|同意|可以|已阅|阅|请|要|务必|必须|一定要?|大家|各单位)[\s,，。]*)*"
    r"(?:抓紧|尽快|加快|加紧|抓好|全力|切实|认真|加大力度|盯紧|再)+(?:时间|组织|协调|研究|进度|抓好|做好|予以|依法|依规|稳妥)*"
    r"(?:推进|落实|办理|办结|实施|处置|处理|整改|协调|解决|研究|督办|完善|核实|跟进)(?:到位|落实|见效|下去|好|此事|该事项|这件事|进度)?[吧啊\W]*"
)
_STOP = Late(r"停止\D{0,6}?(?P<n>\d{1,6})|(?P<first>\d{1,6})\D{0,6}?停止")
_STOPS = Late(r"(?:请)?(?:停止[^\d,，。]{0,6}周期\D{0,4}\d{1,6}(?:号|项)?|周期\D{0,4}\d{1,6}(?:号|项)?停止)[。!！\s]*")
_LIST = Late(r"(?:查看|列出)?(?:全部|所有)?周期(?:事项|任务)(?:有哪些|清单)?[?？。\s]*")
_VISIT = Late(r"(?:蹲点|现场督[办查]|实地督[办查]).*发现", re.DOTALL)
_TIMELINE = Late(
    r"(?:的)?(?:全部|所有|整个|完整)?(?:办理)?(?:的)?(?:经过|过程|时间线|来龙去脉|全过程)(?:是什么|怎么样|如何)?[?？。\s]*"
)
_AGREES = Late(
    r"(?=[^\s,，。!！])(?:对的?|是的?|没错|没问题|无误|可以|行|好的?|嗯)?[,，。!！\s]*"
    r"(?:就?照此(?:报送?)?|就这样(?:报吧?)?|按这个报|确认|对|无误)?[,，。!！\s]*"
)
_MISSING = Late(
    r"请?(?:帮我|再)?(?:提醒|催促?|催报)(?:一下|一遍)?(?:今[天日]|当日)?(?:还)?(?:未报|没报|没有报|未报送|没交)(?:日报)?的?"
    r"(?:人员?|同志)?[。\s]*"
)
_DIGEST = Late(
    r"(?:看看|发我|查看)?(?:今[天日](?:的)?)?(?:领导摘要|摘要|待决事项|(?:有)?(?:什么|哪些)?(?:需要|需|要|等|待)我(?:来)?(?:决定|拍板|定|批|定夺|审批)的?(?:有哪些|有什么|事项)?)"
    r"[?？。\s]*"
)
_HELP = Late(
    r"(?:查看|看看)?(?:帮助|用法|说明)[:,\s]*(?P<topic>[^\W\d_]{2,5})[?？。\s]*"
    r"|(?P<how>[^\W\d_]{2,5}?)(?:的)?(?:怎么|如何|咋)(?:写|办理?|操作|用|弄|做|说|发)[?？。\s]*"
    r"|(?:怎么|如何|咋)(?:办理?|写|做|操作)?(?P<what>[^\W\d_]{2,5}?)[?？。\s]*"
)
_MONTH = Late(r"(?:本|这个?|上个?)月|(?P<n>\d{1,2})月份?")
_MONTHS = range(12)
_RECHECK = Late(
    r"[\W_]*(?:请|看看|查看|开始|开展|进行|组织|做|来)?(?:一[次下])?(?:抽查|抽取|回头看|复查)?(?:一下)?(?:(?:本|这个?|上个?)月份?|\d{1,2}月份?)?"
    r"(?:的)?(?:已)?(?:销号|办结)?(?:的)?(?:事项|任务)?(?:的)?(?:抽查|回头看|复查)(?:名单|情况|结果)?[?？。\s]*"
    r"|[\W_]*(?:抽查|抽取|回头看)(?:一下)?(?:(?:本|这个?|上个?)月份?|\d{1,2}月份?)(?:的)?(?:已)?(?:销号|办结)(?:的)?(?:事项|任务)?[?？。\s]*"
)
_CHECKED = r"(?:经)?(?:现场)?(?:复核|核查|复查|核实|回头看)?(?:情况|结果)?"
_END = r"(?=$|[\s,，。;；:：!！])[\W_]*"
_TRUE = Late(rf"[\W_]*{_CHECKED}(?:基本)?属实{_END}")
_AGAIN = r"(?:请|应|须|要)?(?:重新办理|重办|重新整改)"
_UNTRUE = Late(
    rf"[\W_]*(?:{_CHECKED}(?:(?:并?不|未)属实|(?:与实际)?不符|有出入)(?:[\s,，。;；]*{_AGAIN})?|{_AGAIN}){_END}"
)
_VERIFY = Late(
    r"(?:请|帮我)?(?:核验(?:一下)?(?:台账|流水)?|(?:校验|验证)(?:一下)?(?:台账|流水))(?:是否完整)?[,，:：\s]*(?:校验码)?[:：\s]*(?P<head>[0-9a-fA-F]{12,64})?[?？。\s]*"
)
_HEAD = Late(r"(?<![0-9a-zA-Z])[0-9a-fA-F]{12,64}(?![0-9a-zA-Z])")
_ARCHIVE = Late(r"[\W_]*(?:请|同意|可以?|予以|现予)*归档(?:吧|了)?[。\s]*")
_KEY = Late(r"(?:列为|设为)?重点事项")
_ENOUGH = 2  # Of the four labels: fewer may stand in any report.
_SLIP = r"(?:(?:我)?(?:刚才|刚刚)?(?:不小心)?(?:点|发|填|报|写|搞|弄|按|选|看|操作|登记|提交|签)错了?[,，。]?)?"
_DONE = r"操作|办理|签收|反馈|进展|卡点|申请|销号|延期|退回|转办|中止|恢复|更正|决定|审批|内容|材料|佐证材料"
_UNDO = Late(
    rf"\W*{_SLIP}(?:请|麻烦|帮我|我要|给我)*(?:撤销|撤回|取消)(?:一下)?(?:我)?"
    rf"(?:(?:的)?(?:上一?[步次条个])(?:的)?(?:{_DONE})?|(?:刚才|刚刚|最近)(?:的)?(?:那|这)?(?:[一]?[次步]|[一]?条)?(?:的)?(?:{_DONE})"
    rf"|(?:本次|这次|此次|本步)(?:的)?(?:{_DONE})?)(?:吧|了)?\W*"
)
_BARE_UNDO = Late(rf"\W*{_SLIP}(?:请|麻烦|帮我|我要)*撤销(?:一下)?(?:吧)?\W*")
_SPLIT = Late(r"(?:分解|拆分|拆解|细分)(?:给|为|成|如下)?[:：,，\s]*")
_CLAUSES = Late(r"[;；\n]+")


_EXPORT = Late(
    r"导出来?|台账|[eE]xcel|EXCEL|xlsx|电子表格|表格|文件|一下|一份|一个|请|帮我|把|给我|发给?我|全部|的$|^的|[，,。\s]"
)


def without_export(text: str) -> str:
    """Return what stands beside the words of an export (导出住建局红灯台账 → 住建局红灯)."""
    return _EXPORT.sub("", unicodedata.normalize("NFKC", text))


@needs(Key("示", _INSTRUCTION))
def is_instruction(text: str) -> bool:
    """Tell whether the words begin with 批示."""
    return _INSTRUCTION.match(text) is not None


def without_prefix(text: str) -> str:
    """Return the instruction itself."""
    return _INSTRUCTION.sub("", text)


def is_weighty(text: str) -> bool:
    """Tell whether a leader's words are more than thanks and a nod."""
    return len(text) >= _SHORTEST and _COURTESY.search(text) is None


def says_how(text: str) -> bool:
    """Tell whether the words press for the work itself (抓紧推进), not for haste (抓紧) or what is owed (抓紧报)."""
    return _CHARGE.fullmatch(text) is not None


@needs(Key("止", _STOPS))
def stops_recurrence(text: str) -> bool:
    """Tell whether the words stop a recurrence (停止周期1)."""
    return _STOPS.fullmatch(text) is not None


def number_to_stop(text: str) -> int | None:
    """Return the number that stands beside 停止."""
    found = _STOP.search(text)
    return int(found["n"] or found["first"]) if found else None


@needs(Key("任项", _LIST))
def lists_recurrences(text: str) -> bool:
    """Tell whether the words ask for what recurs."""
    return _LIST.fullmatch(text) is not None


@needs(Key("现", _VISIT))
def is_visit(text: str) -> bool:
    """Tell whether the words report a visit on site and what was found."""
    return _VISIT.search(text) is not None


@needs(Key("经线程脉", _TIMELINE))
def asks_timeline(text: str) -> bool:
    """Tell whether the words behind a number ask for everything that happened to the task (经过)."""
    return _TIMELINE.fullmatch(text) is not None


def agrees(text: str) -> bool:
    """Tell whether these words say that what was proposed is right (对)."""
    return _AGREES.fullmatch(text) is not None


@needs(Key("验", _VERIFY))
def asks_to_verify(text: str) -> bool:
    """核验台账; 核验 校验码 81bc5b36a482."""
    return _VERIFY.fullmatch(text) is not None


def printed_head(text: str) -> str:
    """Return the 校验码 as a daily report prints it, in small letters; nothing where there is none."""
    found = _HEAD.search(text)
    return found[0].lower() if found else ""


@needs(Key("说法怎咋助何", _HELP))
def help_topic(text: str) -> str:
    """Return the topic about which these words ask (帮助 延期, 延期怎么写, 怎么申请延期), or nothing."""
    found = _HELP.fullmatch(text.strip())
    return next(filter(None, found.groups()), "") if found else ""


@needs(Key("定批板待摘", _DIGEST))
def asks_digest(text: str) -> bool:
    """Tell whether these words ask for what waits for one's own decision (领导摘要)."""
    return _DIGEST.fullmatch(text) is not None


@needs(Key("催醒", _MISSING))
def reminds_missing(text: str) -> bool:
    """Tell whether these words have those reminded who have not reported today (提醒未报)."""
    return _MISSING.fullmatch(text) is not None


@needs(Key("头复抽", _RECHECK))
def asks_recheck(text: str) -> bool:
    """Tell whether these words ask for the sample of closed tasks (回头看), or for its draw."""
    return _RECHECK.fullmatch(text) is not None


def month_meant(text: str, today: date) -> date | None:
    """Return a day of the month that is named: 本月, 上月, or the latest of its number that is not ahead."""
    found = _MONTH.search(text)
    if found is None:
        return None
    if found["n"]:
        number = int(found["n"])
        year = today.year if number <= today.month else today.year - 1
        return date(year, number, 1) if 1 <= number <= len(_MONTHS) else None
    first = today.replace(day=1)
    return first - timedelta(days=1) if "上" in found[0] else first


@needs(Key("属", _TRUE))
def confirms(text: str) -> bool:
    """Tell whether these words find a closed task as it was claimed (属实)."""
    return _TRUE.match(text) is not None


@needs(Key("重入属符", _UNTRUE))
def reopens(text: str) -> bool:
    """Tell whether these words find it otherwise (不属实，重新办理)."""
    return _UNTRUE.match(text) is not None


def without_verdict(text: str) -> str:
    """Return what is said beside 属实 or 不属实，重新办理."""
    verdict = _UNTRUE.match(text) or _TRUE.match(text)
    return text[verdict.end() if verdict else 0 :].strip(" ,，。;；:：")


@needs(Key("档", _ARCHIVE))
def is_archiving(text: str) -> bool:
    """Tell whether the words put a task away (归档), and say nothing else."""
    return _ARCHIVE.fullmatch(text) is not None


@needs(Key("问果标效", LABELS))
def is_orientation(text: str) -> bool:
    """Tell whether the words set orientations of a key task: 重点事项 with a label, or two labels."""
    labels = labels_in(text)
    return labels >= _ENOUGH or bool(labels and _KEY.match(text))


@needs(Key("消撤", _UNDO))
def is_undo(text: str) -> bool:
    """Tell whether the words take back one's own last act (撤回上一步, 点错了，撤销刚才的签收)."""
    return _UNDO.fullmatch(text) is not None


@needs(Key("撤", _BARE_UNDO))
def is_bare_undo(text: str) -> bool:
    """Tell whether nothing but 撤销 was said; in the mouth of whoever assigns that may mean the task itself."""
    return _BARE_UNDO.fullmatch(text) is not None


def clauses_of(text: str) -> tuple[str, ...]:
    """Return the parts that follow 分解, each by itself."""
    marker = _SPLIT.search(text)
    clauses = _CLAUSES.split(text[marker.end() :] if marker else text)
    return tuple(clause.strip() for clause in clauses if clause.strip())
