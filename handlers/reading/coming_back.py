"""End of leave (销假): who is back before the last day, and from when on; the whole message says nothing else."""

from __future__ import annotations

from datetime import date, datetime

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.moments import Resolved
from handlers.reading.replies import all_names, heard, only
from handlers.reading.said import N, Said, T
from handlers.reading.values import Context, Intent, Reading
from ledger.people import Role

_OFF = "(?:请|休|病|事|年休?|婚|产|丧|公|探亲)*假期?"
_BESIDE = (
    rf"(?:{N}|{T}|我|本人|同志|已经?|现|正式|提前|提早|临时|回来|回(?:单位|岗)|返(?:岗|回)|到岗|上班|结束|休假|假期|"
    r"即日|[从自于]|起|开始|申请|办理?|登记|一下|[请帮给为替](?=[帮给为替\ue000-\uf8ff])|特此?|报告|领导|[您你]好|因?有?事(?:情)?|"
    r"[了的把就,。.:;!、\s])*+"
)
_BACK = Late(
    rf"{_BESIDE}(?:销假|(?:取消|撤销|撤回|不用|不必|无需){_BESIDE}{_OFF}|不(?:请|休)假|假(?:不请|不休)|"
    rf"{_OFF}{_BESIDE}(?:取消|撤销|作废)){_BESIDE}"
)
LONGEST = 60


_HERE = Late(
    rf"(?:{T}|领导|[您你]好|报告|我|本人|已经?|提前|提早|现|刚刚?|[,。!\s])*+"
    r"(?:回来(?:上班|报到|工作)?|回(?:单位|岗)(?:上班)?|返岗|到岗|(?:休完?假|假期)(?:结束|回来)|(?:开始|恢复|正常)?上班)(?:上班)?[了啦][,。!\s]*|"
    r"(?:我|本人)?已(?:经)?[返到回]岗[,。!\s]*"
)
"""我回来了, 提前回来上班了: in private, of whoever is on leave; who is not has only said so, and gets no answer."""

_LEAVES = Key("假回岗班", _BACK, _HERE)


@needs(_LEAVES)
def ends_leave(said: Said) -> Reading | None:
    """销假; 我提前回来了，销假; 张三明天起销假; 取消12月1日的请假; 我回来了."""
    if len(said.text) > LONGEST:
        return None
    implied = said.context is Context.PRIVATE and _HERE.fullmatch(said.bones) is not None
    if not implied and not _BACK.fullmatch(said.bones):
        return None
    if said.context is Context.GROUP and said.mentions and said.role is Role.STAFF:
        return None
    first = next((_day(found, found.value, said.now.today) for found in said.resolved if found.value), None)
    people = all_names(said)
    unclear = len(people) > 1 or len(said.times) > 1 or (said.times and first is None)
    back = {
        "ends": True,
        "from": first.isoformat() if first else None,
        "person": only(people),
        "implied": implied or None,
    }
    return heard(said, Intent.LEAVE, asks=("period",) if unclear else (), **back)


def _day(found: Resolved, value: datetime, today: date) -> date:
    """Return the day; of one without a year, which is read as the next once it is over, the nearer is meant."""
    ahead = value.date()
    before = ahead.replace(year=ahead.year - 1) if "confirm_past" in found.asks else ahead
    return min(ahead, before, key=lambda day: abs(day - today))
