"""Lists asked for by nothing but the words of a list: 住建局红灯, 张三逾期, 本周到期的加急件, 查供热."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.reading.key import needs
from handlers.reading.late import Late
from handlers.reading.people_of import shown
from handlers.reading.replies import STAFF, heard, only
from handlers.reading.said import Said
from handlers.reading.values import Context, Intent, Reading

_STATES = (
    ("assigned", "新(?:交办|下达|布置|派发|增)的?|(?<=[今昨本这][天日周])(?:交办|下达|布置)的?"),
    ("silent", "(?:久|长期|一直)?(?:无|没有?)进展"),
    ("unacknowledged", "(?:待|未|没|没有|还没|尚未)签收"),
    ("to_review", "(?:待|未)审核?(?:销号)?|待销号|申请销号"),
    ("unreported", "(?:未|没|没有|尚未)(?:反馈|报|交)"),
    ("pending", "(?:未|没|没有|还没|尚未)(?:办结|完成|办完|销号|落实|办)"),
    ("overdue", "已?逾期|已?超期|超时限?"),
    ("blocked", "有?卡点|卡住"),
    ("escalated", "督办单|督办(?=情况|台账|的|清单|中)中?"),
    ("suspended", "已?中止(?:办理)?"),
    ("archived", "已归档"),
    ("closed", "已?(?:办结|销号|完成)"),
    ("withdrawn", "已?撤回"),
    ("due", "(?:要|将|快)?到期|要交|该交|要报|该报|临期"),
    ("open", "在办|办理中|待办"),
)
_LEVELS = tuple((name, f"{sign}[色牌]?督办单?") for name, sign in (("blue", "蓝"), ("yellow", "黄"), ("red", "红")))
_LIGHTS = (("red", "红灯?"), ("yellow", "黄灯?"), ("green", "绿灯?"))
_PERIODS = (
    ("next_week", "下个?(?:周|星期)"),
    ("week", "[本这]个?(?:周|星期)"),
    ("yesterday", "昨[天日]"),
    ("today", "今[天日]"),
    ("tomorrow", "明[天日]"),
    ("month", "[本这]个?月"),
)
_URGENCIES = (("critical", "特急"), ("urgent", "加急"), ("normal", "平急"))
_ORIGINS = (
    ("meeting", "会议"),
    ("document", "上级文件|文件|来文"),
    ("instruction", "批示"),
    ("visit", "蹲点(?:督办)?"),
    ("recurrence", "周期"),
    ("own", "自拟"),
)
_OWN = "我们?[科局区](?:室)?|本(?:科室?|局|区|单位|部门)|我(?:自己)?(?:的|名下)?|本人"
_OWN_LIST = Late(r"\s*我的待办[。!！\s]*")
"""What only the bot can answer, wherever it is said."""
_FILLER = (
    "的|了|有|是|都|还|目前|现在|当前|全部|所有|一下|下|名下|手[上里]|内|以内|和|与|及|或|共|来源|交办|"
    "事项|任务|督办件|件|清单|列表|明细|情况|台账|哪些|哪几[项件个家]|什么|多少|几[项件]|[、,，。?？\\s]"
)
_LOOK = "查一?下|查一查|查询|查看|查找|查|看看|看一?下|看|列出|列一下|列|找一?下|搜一?下|搜索?|调出|显示"
_ASKING = f"(?:请?(?:帮我|给我)?(?:{_LOOK}))"
_TABLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "level": _LEVELS,
    "filter": _STATES,
    "light": _LIGHTS,
    "period": _PERIODS,
    "urgency": _URGENCIES,
    "origin": _ORIGINS,
}
_TOKEN = Late(
    "|".join(f"(?P<{kind}_{name}>{words})" for kind, table in _TABLES.items() for name, words in table)
    + f"|(?P<mine>{_OWN})|(?P<filler>{_FILLER})"
)
_LEAD = Late(rf"\s*{_ASKING}?\s*")
_THINGS = Late(r"事项|任务|督办件|件|清单|列表|明细|交办|来源|哪些|的")
_SEARCH = Late(
    r"\s*(?:帮我|给我)?(?:查一?下|查询|查找|查|搜一?下|搜索|搜|检索|找一?下)[\s:：]*(?P<text>[^,，。;；!！?？\n]{1,30}?)"
    r"(?:的?(?:事项|任务|督办件|台账|情况))?[。\s]*"
)
_QUOTES = "《》“”「」\"' "
_NO_TITLE = Late(
    r"原因|为什么|怎么|谁|什么|哪|考|分数|得分|排名|收文|发文|来文|[日周月]报|调度|总结|说明书|天气|快递|号$|\d+$"
)

_ASKED = Late(rf"[?？]|{_LOOK}|哪些|哪几|什么|多少|几[项件]|有没有|[要该](?:到期|交|报)的")


@needs(within={Context.PRIVATE})
def listing(said: Said) -> Reading | None:
    """Return the query that a message in private made only of list words asks, or the search that it names."""
    if said.numbers:
        return None
    args = words_of_list(said)
    if args is not None:
        return heard(said, Intent.QUERY, **args)
    text = _searched(said)
    return heard(said, Intent.QUERY, filter="any", text=text) if text else None


def is_bare(said: Said) -> bool:
    """Tell whether list words stand in a group without asking anything (逾期): they may be meant for anybody."""
    if said.context is not Context.GROUP or _ASKED.search(said.plain) or _OWN_LIST.fullmatch(said.plain):
        return False
    return words_of_list(said) is not None


_EXPORTED = Late(r"\s*(?:请|麻烦|帮我|给我)*导出(?:一下|一份)?台账[\s,、:]*")


def exports_a_part(said: Said) -> bool:
    """导出台账 住建局: whose tasks, in the words of a list."""
    found = _EXPORTED.match(said.plain)
    return found is not None and words_of_list(said, found.end()) is not None


def words_of_list(said: Said, start: int = 0) -> dict[str, Any] | None:
    """Return what the list words from ``start`` on ask for; nothing where any other word stands among them."""
    found: dict[str, str] = {}
    names: list[str] = []
    opening = _LEAD.match(said.plain, start)
    at = opening.end() if opening else start
    while at < len(said.plain):
        named = next((one for one in said.mentions if one.start == at), None)
        token = None if named else _TOKEN.match(said.plain, at)
        if named is not None and named.end > at:
            names.append(shown(named.entry))
            at = named.end
        elif token is not None and token.end() > at:
            kind, _, name = str(token.lastgroup).partition("_")
            if kind != "filler" and found.setdefault(kind, name or "yes") != (name or "yes"):
                return None  # 红灯黄灯: which?
            at = token.end()
        else:
            return None
    return _args(said, found, tuple(dict.fromkeys(names)))


def _args(said: Said, found: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Any] | None:
    asked = set(found) - {"period"}
    if not asked and not names:
        return None  # 今天, 的任务: no list is named.
    if asked == {"origin"} and not _THINGS.search(said.plain):
        return None  # 会议, 批示: a word in passing.
    mine = "mine" in found or (said.role in STAFF and not names)
    state = found.get("filter", "escalated" if "level" in found else "due" if "period" in found else "open")
    return {
        "filter": "open" if state == "pending" else state,
        "unit": only(names),
        "mine": True if mine else None,
        "light": found.get("light"),
        "level": found.get("level"),
        "period": found.get("period"),
        "urgency": found.get("urgency"),
        "origin": found.get("origin"),
    }


def _searched(said: Said) -> str:
    """Return the words to be looked for in titles (查供热): no limit, and no question of another kind."""
    found = _SEARCH.fullmatch(said.plain)
    if found is None or any(time.bound for time in said.times) or _NO_TITLE.search(found["text"]):
        return ""
    return found["text"].strip(_QUOTES)
