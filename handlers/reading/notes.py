"""What remains to be kept of words whose number, percentage and act the ledger holds already (说明)."""

from __future__ import annotations

from handlers.reading.late import Late
from handlers.reading.masks import CONTENT
from handlers.reading.normalise import normalise
from handlers.reading.numbers import without_numbers

_ITEM = Late(r"(?:^|(?<=[\s,，;；。:：]))(?:\d{1,2}[.、．)）](?!\d)|[(（]\d{1,2}[)）]|[①-⑨])\s*")
_MEND = r"(?:补齐|补正|补充|补报|补交|报送|重报|完成|整改(?:到位|完毕)?|报来|交来)"
_UNTIL = Late(
    rf"(?:[,，]\s*[^,，]{{1,14}}前{_MEND}?|[,，;；\s]\s*(?:请|务必)?[^,，;；\s]{{1,14}}[前内]\s?{_MEND})(?:后?(?:重新申请|再报))?[。.\s]*$"
)
_SEPARATOR = Late(r"[;；\n]+")
_MARKS = r"\s,。:;、!"
_POLITE = r"请(?:领导)?(?:予以)?(?:审核|批准|审批|核准)|谢谢|麻烦了|[🙏👌👍✅]"
_CLOSING = r"(?:销号|销账|办结|结案|结项|验收|核销)"
_DONE = (
    r"(?:(?:本|该|此)?(?:事项|任务|工作))?(?:已经?|均已|现已|业已|都|全部)*"
    r"(?:办结|办完|办好|完成|完工|弄完|弄好|做完|搞定|干完)(?:了|啦)?"
)
_ACTS = {
    "progress": r"(?:工作)?(?:进展|进度|情况)?(?:反馈|汇报|报告|更新)|(?:进展|进度)(?:情况)?(?:如下)?",
    "correct": r"更正(?:为|成)?|(?:进展|进度)(?:更正|改)?(?:为|成)?",
    "claim": rf"(?:现|特|请|可以?)?(?:申请|提请|报请|请予)?(?:予以|给予)?{_CLOSING}|{_DONE}",
    "close": rf"(?:请|准予|同意|批准|可以|予以)*{_CLOSING}(?:吧|了)?"
    r"|同意|准|批准|通过|(?:审核|验收)通过|没意见|无异议|可以",
    "return": r"(?:予以|先|给他?|把它?)?(?:退回|打回|驳回)(?:去|来)?(?:重办|重做|重报)?(?:吧|了)?",
    "decline": r"(?:我(?:们)?(?:科|局|单位)?)?(?:申请)?(?:不予|无法|不能|拒绝|不)(?:受理|承接|接收)",
    "escalate": r"(?:请|对|给|再|就)*(?:下达?|发出?|升级?为?)*(?:一[份张])?[蓝黄红][色牌]?(?:督[办查])?[单函件]?",
    "blocker": r"(?:报告|反馈|提出|有|存在)?(?:卡点|堵点)(?:问题)?|(?:目前|现在?)?(?:卡住|卡壳|堵住|受阻)了?",
}
_SAYING_NOTHING = {
    act: Late(rf"[{_MARKS}]*+(?:(?:{CONTENT}++|(?:{words}|{_POLITE})(?=[{_MARKS}{CONTENT}]|$))[{_MARKS}]*+)*")
    for act, words in _ACTS.items()
}
"""The task's number, and whole clauses that name the act or are polite: what the ledger holds already.

The whole repeats without holding on: Python before 3.11.5 takes back too little inside of what does (gh-106052).
"""
_SHARE = Late(
    r"(?:目前|现在?|已经?|总体|累计|进度|进展|完成|推进|达到|达|到|为|是)*\s*"
    r"(?:\d{1,3}%|百分之[一二三四五六七八九十百]{1,4})(?:了)?"
)


def note_within(words: str, act: str, *, number: str, share: bool = False) -> str:
    """Return the words as written, without the task's number, and without clauses at the front that only name the act.

    ``share``: the percentage is kept elsewhere; words that say nothing but it leave no note. Everything else stays.
    """
    plain = normalise(words)
    found = _SAYING_NOTHING[act].match(without_numbers(plain, of=number))
    start = found.end() if found else 0
    if share and _SHARE.fullmatch(plain[start:].strip().rstrip("。!.~ ")):
        return ""
    return words[start:].strip()


def items_within(words: str) -> tuple[str, ...]:
    """Return the parts of a list that was written in one message: by its numbers, else by semicolons and lines."""
    marked = _ITEM.split(words)
    parts = marked[1:] if len(marked) > 2 else _SEPARATOR.split(words)
    return tuple(part for one in parts if (part := one.strip(" \t\n,，;；。")))


def list_within(words: str) -> str:
    """Return several things to put right (补正), one a line, without the limit of them all; ``""`` for only one."""
    items = items_within(_UNTIL.sub("", words))
    return "\n".join(items) if len(items) > 1 else ""
