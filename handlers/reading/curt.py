"""Orders in a few words: 东风小区漏水，住建局，一周内; 一、张三：讲话稿，周四前 (电报体)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.reading.choosing import has_limit, meant
from handlers.reading.late import Late
from handlers.reading.leisure import FUN
from handlers.reading.lists import marks_of
from handlers.reading.said import N, Said, T
from handlers.reading.targets import Target
from handlers.reading.values import Context
from ledger.people import Role


def itemised(said: Said, doers: Sequence[Target]) -> bool:
    """一、张三：讲话稿，周四前。二、李明：主持词，周四前: items that each name somebody and a limit."""
    limits = sum(time.bound for time in said.times)
    return said.role is not Role.STAFF and min(limits, len(doers)) > 1 and len(marks_of(said)) > 1


def in_telegram_style(said: Said, doers: Sequence[Target]) -> bool:
    """东风小区漏水，住建局，一周内: a matter, an office and a limit, each in a clause of its own, in any order."""
    if said.role is Role.STAFF or said.finds(FUN) or len(said.text) > _CURT:
        return False
    spaced = said.context is Context.PRIVATE or not _PAUSES.search(said.bones)
    clauses = [
        clause.strip() for clause in re.split("[,。;:!\\s]" if spaced else "[,。;:!\n]", said.bones) if clause.strip()
    ]
    names, when, rest = _sorted_out(clauses)
    if not (2 <= len(clauses) <= 8 and names == 1 and when == 1 and rest):
        return False
    return has_limit(said) or (meant(said) and any(map(_DELIVERY.search, rest)))


_CURT = 80
_PAUSES = Late(r"[,。;:!?\n]")
"""Without any mark, spaces part the clauses in a group, too: 李明 下周一 值班排班表."""
_ONLY_NAMES = Late(rf"@?(?:{N})(?:[、和/]?@?(?:{N}))*")
_ONLY_TIMES = Late(rf"(?:{T})+")
_DELIVERY = Late(
    r"(?:材料|稿子?|通报|报告|方案|表|清单|台账|数据|总结|计划|名单|简报|纪要|信息|汇编|专报|情况|意见|预案|函|文件|说明|记录|汇报|提纲|底稿|议程|日程|议题|摘要|要点|口径|课件|桌签|名册|清册|快报|模板)$"
)


def _sorted_out(clauses: Sequence[str]) -> tuple[int, int, list[str]]:
    """Count the clauses that are only names and those that are only a time; return the others."""
    names = sum(bool(_ONLY_NAMES.fullmatch(one)) for one in clauses)
    times = sum(bool(_ONLY_TIMES.fullmatch(one)) for one in clauses)
    return names, times, [one for one in clauses if not (_ONLY_NAMES.fullmatch(one) or _ONLY_TIMES.fullmatch(one))]


def handed_out(said: Said, doers: Sequence[Target]) -> bool:
    """派给王五：简报，明天下午5点: in private, where nobody but the bot is spoken to, whatever the matter."""
    private = said.context is Context.PRIVATE and said.role is not Role.STAFF
    return private and meant(said) and any(_HANDED_OUT.search(said.bones, 0, target.start) for target in doers)


_HANDED_OUT = Late(r"(?:派|派发|布置|安排|下达|交办?|分配)[^,。;:]{0,4}给\s?$")


def finishes(said: Said, doers: Sequence[Target]) -> bool:
    """会议室门锁坏了，行政科今天修好: an office, a day, and what is to be done by then."""
    offices = said.role is not Role.STAFF and not any(one.entry.person for target in doers for one in target.mentions)
    return offices and meant(said) and any(_FINISHED.match(said.bones, target.end) for target in doers)


_FINISHED = Late(
    rf"(?:{T})(?:必须|务必|一定|要|得)?(?![能会可就已])[\u4e00-\u9fff]{{1,3}}(?:好|完|掉|齐|到位)(?=[,。!]|$)"
)
