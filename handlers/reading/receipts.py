"""收到 and its cousins, and the refusal: acknowledge (签收) and decline (不予受理)."""

from __future__ import annotations

import re

from handlers.reading.replies import STAFF, heard, names, only, which_task
from handlers.reading.said import N, Said
from handlers.reading.values import Context, Intent, Reading

_PAUSE = r"[\s,。!、~.…;]*"
_CORE = r"(?:已经?)?(?:收到|签收|接收|收悉|知悉|已阅|阅悉|接到|领到|领受)(?:了|啦|任务|通知)?|收到收到|立即签收"
_CLEAR = r"明白|了解|知道了?|清楚了?|遵命|照办|没问题|保证完成(?:任务)?|得令|okk?|OKK?|Ok|roger|[👌👍🫡✅🙏💪]|好嘞|好滴|好哒|行"  # noqa: E501
_TAIL = (
    r"好的?|嗯+|是|谢谢(?:领导|主任|提醒)?|感谢|辛苦了?|领导|主任|局长|科长|请(?:领导)?放心|"
    r"(?:我们?|我们?科|我们?局|本科室)?(?:这就|马上|立即|立刻|尽快|抓紧|按时|按期|按要求|及时|会|将|一定|准时|认真|全力|正在)+(?:办理|落实|办|报送|报|完成|推进|处理|对接|反馈|安排|组织|研究|去办|着手|提交|上报|整改|核实)(?:中)?"
)
_ACK = re.compile(rf"{_PAUSE}(?:(?:{_TAIL}){_PAUSE})*(?:{_CORE})(?:{_PAUSE}(?:{_CORE}|{_CLEAR}|{_TAIL}))*{_PAUSE}")
_SHORT = re.compile(rf"{_PAUSE}(?:(?:{_CLEAR}|{_TAIL}|1){_PAUSE})+")
_NUMBERED = re.compile(r"[\s\ue001]{1,24}|^这个|^这条")
_REFUSAL = re.compile(
    r"(?:不归|不属于|不属|不在)(?:我们?|本|咱们?)?[\u4e00-\u9fff]{0,6}?(?:管|负责|职责|业务|范围|职能|科室?|局|单位|部门|分管)|不是(?:我们?|本|咱们?)(?:科室?|局|单位|部门|处|这边)?(?:管|负责|的(?:事|职责|业务|工作|职能|活|范围)|职责)|"
    r"(?:不予|无法|不能|没法)(?:受理|承接|接收|签收)|应该?(?:是|由|归)(?:\ue000{1,48})(?:负责|管|牵头|办)|请(?:予以)?(?:改派|另行安排|重新派|重派)|派错了?|分错了?|转错了?|不该(?:我们?|归我们?)|应(?:该)?(?:退回|改派)"
)
_BETTER = re.compile(
    rf"(?:应该?|应当|建议|请|归|属于|得|该)?(?:是|由|归|转给?|转|找|改派给?|改由|属于|派给?)\s?(?P<who>{N})"
)
_OFFICE = re.compile(r"我们|本|科|局|单位|部门|受理|\ue000|派")
LONGEST = 60  # A receipt is short; a long text that begins with 收到 says something else.


def acknowledge(said: Said) -> Reading | None:
    """收到, 已签收，按时报, 1: a receipt as a reply or with a number; in a group only the plain words for it."""
    words = _NUMBERED.sub("", said.masked)
    if len(words) > LONGEST or not words:
        return None
    plain = bool(_ACK.fullmatch(words))
    if not plain and not (said.context is Context.REPLY and _SHORT.fullmatch(words)):
        return None
    return heard(said, Intent.ACK, asks=which_task(said))


def decline(said: Said) -> Reading | None:
    """这事不归我们科: goes to the coordinator, never moved by itself."""
    refusal = _REFUSAL.search(said.bones)
    if not refusal or said.role not in STAFF:
        return None
    if said.context is Context.GROUP and not said.number and not _OFFICE.search(said.bones):
        return None
    better = _BETTER.search(said.bones)
    return heard(said, Intent.DECLINE, asks=which_task(said), to=only(names(said, better)), reason=said.text.strip())
