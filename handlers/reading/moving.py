"""Words that move a task's deadline and say nothing else: 请张三改到周四, 此件延期到周四办结 (改时限)."""

from __future__ import annotations

from handlers.reading.calls import POLITE
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.said import N, Said, T
from handlers.reading.values import Context

_LIMIT = "(?:办结|完成|报送|办理)?(?:时限|时间|期限|截止(?:时间|日期)?)"
_THIS = "(?:此|该|本|这)(?:件|个|项|条)?(?:事项|事情|事|任务|工作)?"
_DONE = "(?:之前|以前|前)?(?:办结|完成|办完|交|报|报送|上报|反馈|提交|交上来|报上来|给我|交给我|报我)?"
_MOVED = Keyed(
    "宽延挪推提改缩调",
    rf"[\s,\ue001]{{0,24}}(?P<call>(?:{POLITE}|由|让|要求|同意)?\s?(?:(?:{N})(?:同志|们)?)?)[\s,]?(?:把|将)?"
    rf"(?P<it>(?:{_THIS})?的?(?:{_LIMIT})?)(?:再|都|就|统一)?"
    rf"(?:(?:改|调|调整|提前|推迟|推|延期|延|延后|顺延|挪|放宽|缩短)(?:到|至|成|为)|改在|提前|推迟|延期|顺延)\s?(?:{T})"
    rf"{_DONE}(?:吧|即可|就行|为准|也行)?[。!\s]*",
)


def moves_it(said: Said) -> bool:
    """Tell whether the words only move a limit; in a group, without a task, somebody or the limit itself is named."""
    found = _MOVED.fullmatch(said.bones) if len(said.times) == 1 and _MOVED.bit & said.marks else None
    if found is None:
        return False
    if said.number or said.context is Context.REPLY:
        return True
    if "提前" in found.group():
        return False  # 请张三提前到周四完成 may as well be the first that 张三 hears of it.
    return bool(said.mentions) or (said.context is Context.PRIVATE and bool(found["call"] or found["it"]))


def moves_a_meeting(said: Said) -> bool:
    """周例会改到下午四点: in a group, of no task, the hour of a meeting is no deadline and no timetable."""
    return said.context is Context.GROUP and not said.number and bool(_MEETING.search(said.plain))


_MEETING = Late(r"会议?(?:时间)?(?:又|也|都|再|要|得)?(?:改|推迟|提前|调整?[到至为]|挪|定[在于]|延[到至期后]|换[到成])")
