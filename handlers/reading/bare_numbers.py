"""Is 8号 a task or a day? A task only right before or right after a word that speaks of tasks (编号还是日期)."""

from __future__ import annotations

import re

from handlers.reading.late import Late
from handlers.reading.masks import CONTENT, NAME

DATE_MARKS = r"\s*(?:之?前|以前|下班|上午|下午|中午|晚|早|凌晨|\d|点|起|至|到|楼|院|线|文|路|门|会议室)"
"""What makes 8号 before it a day, or the name of a place or paper."""

NUMBER_ENDS = r"[\s,，。;；:：]"
"""What may follow a bare number at the head of a command's words."""

SHARE_MARKS = r"[\d.]*[%％:点月天日]"
"""What makes the digits before it a share or a time."""

_END = r"(?=$|[\s,。;:!?、)了吧])"
_URGED = r"催(?:办|一下|一催|下|促)?"
_ONLY_TASKS = (
    rf"(?:请|先|可以|予以|暂时?|现)*(?:归档|中止(?:办理)?|恢复办理|销号|销了|撤了|撤掉){_END}|转办?给?(?={NAME})|"
    rf"(?:为什么|为何|为啥|怎么|咋)(?:又|还|就|突然|会)?(?:是|亮|变|成)?[红黄]灯?(?:了|的|呢|啊)*(?=$|[\s,。;:?!])|延期(?=[到至]|申请)|(?:列为|设为)重点事项|"
    rf"批示[:,]|(?:的)?(?:办理)?(?:经过|时间线|来龙去脉|全过程){_END}|"
    rf"(?:升级|(?:下|发|出)(?:一?[个张份])?[蓝黄红]?(?:色|牌)?督办)|谁(?:在)?(?:办|负责|管|牵头)(?:的|呢|啊)?{_END}|还剩几天|(?:什么时候|几号|哪天)(?:到期|截止)"
)
"""What only a task can suffer: 1号归档, 12号为什么红灯 are said of no day."""

_STATUS = Late(
    r"\s?(?:都|均|也|全都?|各|两项|几项|这几项)?\s?(?:"
    rf"已|完成了|完成[^,。;\n]{{0,12}}?(?:\d%|百分之|过半|一半|[一二三四五六七八九]成)|办结|逾期{_END}|进展|进度|办到|到哪|怎么样|"
    r"啥情况|什么情况|卡在|卡住|搞定|弄完|办完|做完|干完|不归|"
    rf"(?:收到|签收|收悉|知悉){_END}|{_URGED}{_END}|"
    r"(?:申请|提请|请予|可以|准予|同意|不同意|不予|予以)(?:予以)?(?:销号|销账|办结|退回|结项|延期|通过|中止|撤回|转办)|申请|"
    rf"同意{_END}|不同意|不予|销号|退回|打回|驳回|通过{_END}|不通过|"
    rf"撤回|撤销|作废|改由|改派|转派|转交|转给|转办|转由|移交给?|交给(?={NAME})|{_ONLY_TASKS})"
)
"""What follows a task number at the head of a sentence: an act or a status, never 前, 上午 or a plain verb."""

_BARE_STATUS = Late(
    rf"\s?(?:同意|不同意|可以(?:销|办结)|不用(?:办|做|管|报)|不能销|别销|终止|取消|撤|作废|缓一缓|抓紧|赶紧|快点|弄好|办好|做好|弄到|做到|怎么|咋|啥时候|什么时候|(?:现在|目前|这会儿?)(?:是)?(?:啥|什么|怎么|咋|到哪|办|谁|进展|进度|还)|啥|几号到期|还剩|还有|还差|"
    rf"转(?=给|由|{NAME})|给(?={NAME})|由(?={NAME})|换(?={NAME})|延|想延|想申请|能不能|能延|再给|宽限|改|时限|期限|截止|配合单位|牵头|没|推不动|归|这|收到|已阅|知悉|驳回)"
)
"""What may follow bare digits at the head of a sentence besides: digits without 号 are never a day."""

_ACT = Late(
    rf"(?:(?:同意|准予|批准|予以|申请|提请|可以)?(?:予以)?(?:销号|销账)|同意|退回|打回|驳回|{_URGED}|签收|收到|撤回|撤销|查(?:一?下|看|询)?|看(?:看|一?下)|把|将)"
    r"(?:了|第|编号|[Nn][Oo]\.?)?[\s:]{0,3}$"
)
"""What stands right before a task number that follows its act."""

_AFTER_ACT = Late(
    r"(?=$|[\s,。;:!?、()]|和|与|及|跟|吧|了|这|那|因|缺|少|没|未|不|照片|材料|佐证|手续|证据|附件|补|重|理由|原因|请|需|撤|作废|取消|转|给|延|改|(?:予以|一并)?(?:销号|办结))"
    r"(?!\s*(?:之?前|以前|下班|上午|下午|中午|晚|早|凌晨|起|至|到|\d))"
)
_OPENING = Late(r"(?:^|\n)[\s,、@]*(?:(?:好的?|嗯+|是|领导|报告|你好|您好|第|编号)[\s,:、]*)?$")
JOINT = Late(r"\s?(?:[、,/]|和|与|及|跟|以及)\s?")
_ONE = Late(r"(?P<n>\d{1,6})(?P<mark>号)?(?![\d月年日天%.点:])")
_DAY = Late(rf"{DATE_MARKS}|\s*的")
_ANY_NUMBER = Late(r"第?[\d一二三四五六七八九十百]{1,6}号")


def is_named(masked: str, start: int, end: int, *, marked: bool) -> bool:
    """Tell whether the digits are a task number; ``marked`` where 号 follows them."""
    if _is_item(masked, start, end):
        return False
    if _AFTER_ACT.match(masked, end) and _ACT.search(masked[max(0, start - 12) : start]):
        return True
    if not is_opening(masked, start):
        return False
    return bool(_STATUS.match(masked, end)) if marked else _is_bare(masked, start, end)


def _is_bare(masked: str, start: int, end: int) -> bool:
    """Tell whether bare digits open a sentence and an act follows (118转给王五办); a year or a hotline is none."""
    digits = masked[start:end]
    if len(digits) == 1:
        return bool(_ONE_DIGIT.match(masked, end))
    if len(digits) > 4 or (len(digits) == 4 and digits.startswith(("19", "20"))):
        return False
    return bool(_STATUS.match(masked, end) or _BARE_STATUS.match(masked, end))


def _is_item(masked: str, start: int, end: int) -> bool:
    """Tell whether the digits head an item of a list (退回：1、照片不清 2、缺发票), and are no task's."""
    mark, digits = _ITEM.match(masked, end), masked[start:end]
    if mark is None or not digits.isdecimal():
        return False
    following = re.compile(rf"(?<!\d){int(digits) + 1}[、.)]")
    return masked[:start].rstrip().endswith(":") or bool(following.search(masked, mark.end()))


_ITEM = Late(r"[、.)](?!\s?\d)")

_ONE_DIGIT = Late(rf"\s?(?:{_ONLY_TASKS})")
"""1归档: a digit alone may head an item of a list, so only what no item says makes a task of it."""


def is_further(masked: str, start: int, end: int) -> bool:
    """Tell whether a clause after one about a task is about another (2号完成50%，3号完成80%)."""
    clause = re.search(r"[,。;!][\s]*$", masked[max(0, start - 4) : start])
    return bool(clause) and CONTENT in masked[:start] and bool(_STATUS.match(masked, end))


def is_opening(masked: str, start: int) -> bool:
    """Tell whether a line begins here, but for a greeting."""
    return bool(_OPENING.search(masked[max(0, start - 12) : start]))


def lists_in(masked: str) -> list[list[re.Match[str]]]:
    """Return the digits of each list of task numbers (17号和38号, 8、9号) that an act follows or goes before."""
    found: list[list[re.Match[str]]] = []
    at = 0
    while (first := _ONE.search(masked, at)) is not None:
        run = _run(masked, first)
        at = run[-1].end()
        if len(run) > 1 and _is_list(masked, run):
            found.append(run)
    return found


def _run(masked: str, first: re.Match[str]) -> list[re.Match[str]]:
    run = [first]
    while (joint := JOINT.match(masked, run[-1].end())) and (following := _ONE.match(masked, joint.end())):
        run.append(following)
    return run


def _is_list(masked: str, run: list[re.Match[str]]) -> bool:
    first, last = run[0], run[-1]
    if masked[max(0, first.start() - 1) : first.start()] in ("月", "-", "/", ".", ":", CONTENT):
        return False
    marked = any(one["mark"] for one in run)
    return is_named(masked, first.start(), last.end(), marked=marked)


def hints_at_number(masked: str) -> bool:
    """Tell whether a sentence may name a task without saying so clearly: then it is asked, never guessed."""
    return any(
        not _DAY.match(masked, one.end())
        and (is_opening(masked, one.start()) or bool(_ACT.search(masked[max(0, one.start() - 12) : one.start()])))
        for one in _ANY_NUMBER.finditer(masked)
    )
