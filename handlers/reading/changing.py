"""Changing a task that exists: amend, reassign, split (更正、转办、分解)."""

from __future__ import annotations

import re

from handlers.reading.calls import POLITE
from handlers.reading.correcting import corrected, limit_corrected, retitled, says_last, supported
from handlers.reading.duties import Duty
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.moments import Resolved
from handlers.reading.moving import moves_a_meeting, moves_it
from handlers.reading.replies import BUT_STAFF, STAFF, deadline, delta, heard, names, only, which_task
from handlers.reading.said import N, Said, T
from handlers.reading.strangers import PERSON, UNIT
from handlers.reading.talk import in_earnest
from handlers.reading.targets import find_targets
from handlers.reading.values import Context, Intent, Reading, TaskReading
from ledger.people import Role

_CHANGE = r"改成|改为|改到|改在|调整(?:到|为|至|成)|调到|提前到|提前至|推迟到|推迟至|延到|延至|更正为|变更为|变更到|换成|放宽(?:到|至)|延长(?:到|至)|缩短(?:到|至)|(?:往[前后])?(?:挪|移|顺延|推|提)(?:到|至)|改"  # noqa: E501
_WHICH = r"上一?条|刚才(?:那条|那个|的)?|刚刚(?:那条|的)?|上面那?条|前面那条|时限|期限|截止(?:时间|日期)?|这条|这个(?:任务|事项)?|该(?:任务|事项)|任务|\ue001(?!\ue001)"  # noqa: E501
_AMEND = Late(
    rf"(?:{_WHICH})[^。;\n]{{0,14}}?(?:{_CHANGE})[^,。;\n]{{0,6}}(?:{T})|(?:时间|时限|期限|截止)[^,。]{{0,4}}(?:改|调)(?:一下|下|成|到|为|在)?[,:]?\s?(?:{T})"
)
_MOVED = Late(rf"(?:改到|改成|改为|调到|调整到|挪到|放到|推到)\s?(?:{T})(?:吧|即可|就行)?[。!\s]*$")
"""周五太紧，改到下周一吧: at the end of a reply; the last time said is the new limit."""

_CHANGES = Key("为变宽延挪换推提改移缩调", _AMEND)

_ONLY_LIMIT = Late(
    rf"[\s,\ue001]{{0,24}}(?:(?:时间)?太(?:晚|慢|迟|紧|急|早|赶)了?,)?(?:时间)?(?:(?:说|搞|弄)错了,)?(?:请于|于|请|时限|期限|就|那就|改成|改为|改到|定在|最迟|截止到?|提前到?|推迟到?|延到|延至|延后到?|顺延到|调到|放宽到)?[::]?\s?(?:{T})(?:交|报|完成|报送|办结|反馈|上报|提交|给我|交给我|报我|发我)?(?:给我)?(?:上来)?(?:即可|就行|吧|就可以|为准|也行|前?就行|前?即可)?[。!\s]*"
)
_REASSIGN = Late(
    rf"(?:改由|改派给?|改交给?|改给|转办给?|换成|换给|移交给?|转派给?|重新派给|另派|调整(?:给|为|由)|转由|转交给?)\s?(?P<who>{N})"
)
_WEAK = Late(r"换|移交|调整|转由|转交")
_LED_BY = Late(rf"改(?:为|成)\s?(?P<who>{N})(?:牵头|负责|办理|承办|主办)")
_HANDED = Late(
    rf"(?:转给|已转|转|(?<![把料件表])交给|让)\s?(?P<who>{N})(?:了|吧|办|来办|处理|接手|负责(?!人)|牵头|跟进|承办|去办)"
)
_TURNED = Late(rf"(?:转给|转交给?|转由|交给|交由)\s?(?P<who>{N})")
_PASSED = Late(
    rf"(?:转给?|转交给?|改由|交给|交由|换(?:成|给)?|让|给|由|派给|移交给?)\s?(?P<who>{N})(?:(?:同志)?(?:来|去|负责|接着|继续|接替(?:{N}))?(?:来|办|办理|处理|接手|接办|承办|跟进|牵头|负责|弄|做|接|落实|盯|管))?(?:了|吧|一下)?(?=[,。!]|$|，)"
)
"""转给财政局, 这个给李四办吧: whole words of a reply, or beside a number."""

_NOBODY = Late(
    r"[\s,\ue001]{0,24}(?:把|将)?(?:这个|这件|此件|该事项)?(?:请|申请|要|建议)?(?:转办|转派|改派|改由他人办理?|换个?人(?:办|来办)?)(?:吧|一下)?[。!\s]*"
)
"""118号转办: to whom is asked."""
_STRANGER = Late(
    rf"[\s,\ue001]{{0,24}}(?:把|将)?(?:这个|这件|此件|该事项)?(?:请)?(?:(?:转办给?|转派给?|改派给?|改由|转由|移交给?|转交给?)\s?(?P<named>(?!他|她|它|们)[\u4e00-\u9fff]{{2,10}}?)|(?:转给?|换|交给)\s?(?P<name>{PERSON}|{UNIT}))"
    r"(?:同志)?(?:来|去)?(?:办理?|处理|负责|牵头|接手|跟进|落实|承办)?(?:吧|一下)?[。!\s]*"
)
"""118号转办给钱十三: a name that the roster does not hold is said back."""
_UNKNOWN = Key("给转由换派移", _NOBODY, _STRANGER)

_DOES_THIS = Late(
    rf"[\s,\ue001]{{0,24}}(?:{POLITE}|让|由|交由|转)\s?(?P<who>{N})(?:同志)?(?:来|去|负责|具体|牵头|抓紧|尽快|接着)*"
    r"(?:办理?|办结|处理|承办|牵头|负责|跟进|落实|接手|盯)(?:好)?(?:此|该|本|这)(?:件|个|项|条)?(?:事项|事情|事|任务|工作)?(?:吧|了)?[。!\s]*"
)
"""请王五办此件: of the task replied to."""

_TAKES = Late(rf"(?P<who>{N})(?:来)?(?:接手|接办|接替|顶上)")
_THIS = Late(
    r"[\ue001]|\ue000(?:手[里上头]|名下|那[边儿])的?(?:那|这)?(?:[篇份件项]|任务|事项|工作|活|材料|方案|稿|督办|台账|报告|文件|调研|总结|案子|项目)|这(?:个|条|件|项)(?!视频|笑话|链接|照片|图|表情|号)|刚才|上一?条|该任务|那(?:个|条|件)|我(?:这|手)"
)
_SPLIT = Late(
    r"分解|拆分|拆解|拆成|分派给|分给|细分|[分拆切]成[一二两三四五六七八九十\d\ue001]{1,2}[份块部摊个]|分头|分摊给|拆给"
)
_HANDS_ON, _SPLITS = (
    Key("换接改整本此派由移给让该转这顶", _LED_BY, _REASSIGN, _HANDED, _TAKES, _DOES_THIS, _PASSED, _TURNED),
    Key("分拆切", _SPLIT),
)


@in_earnest
def amend(said: Said) -> Reading | None:
    """上一条改成周四下班前; 5号前交 as a reply; 刚才写错了，不是27处是72处."""
    if said.role is Role.STAFF:
        return corrected(said)
    found = (said.role in STAFF and corrected(said)) or retitled(said) or supported(said) or limit_corrected(said)
    found = found or _advanced(said)
    if found or not said.times or moves_a_meeting(said):
        return found or None
    last = says_last(said)
    if moves_it(said) or _ends_moved(said):
        end, asks = said.resolved[-1], which_task(said)
        asks = (*asks, *end.asks)
        return heard(said, Intent.AMEND, asks=asks, deadline=end.value, warnings=end.warnings, offer=end.offer)
    if not (_CHANGES.fits(said.marks) and _AMEND.search(said.bones)) and not _is_only_a_limit(said):
        return None
    if said.context is not Context.REPLY and not said.number and not _is_for_a_task(said) and _is_passing(said):
        return None
    limit = _changed_to(said) or deadline(said)
    if limit.value is None and not limit.asks and said.resolved:
        limit = said.resolved[-1]
    asks = limit.asks if last else (*which_task(said), *limit.asks)
    return heard(said, Intent.AMEND, asks=asks, deadline=limit.value, warnings=limit.warnings, offer=limit.offer)


def _is_only_a_limit(said: Said) -> bool:
    return not said.mentions and _ONLY_LIMIT.fullmatch(said.bones) is not None


def _advanced(said: Said) -> Reading | None:
    """上面那个任务提前一天交: the limit in force comes so much nearer."""
    ahead = _AHEAD.fullmatch(said.bones) if len(said.times) == 1 and said.times[0].rule == "ahead" else None
    if ahead is None or not (_told(said) or ahead["which"]):
        return None
    step = delta(said)
    back = step.replace("+", "-") if step else None
    return heard(said, Intent.AMEND, delta=back)


_AHEAD = Late(
    rf"[\s,\ue001]{{0,24}}(?P<which>(?:上面|上边|前面|刚才|刚刚|刚发|上一?条)的?(?:那|这)?(?:个|条|件|项)?(?:任务|事项|交办)?)?(?:时限|期限|时间|这个|这条|此件|的)*,?(?:请|要|得|务必|都|再|往前|给我|改成|改为)*(?:{T})(?:交|报|完成|办结|提交|给我|上报|报送|反馈|给|吧|即可|就行)*[。!\s]*"
)


def _ends_moved(said: Said) -> bool:
    replied = said.context is Context.REPLY and len(said.times) > 1
    return replied and bool(_MOVED.search(said.bones)) and "会" not in said.bones


_TO = Late(rf"(?:{_CHANGE})(?:了|到|为|在)?\s?$")


def _changed_to(said: Said) -> Resolved | None:
    """由25日改为28日: the limit is the day right behind the change."""
    pairs = zip(said.times, said.resolved, strict=True)
    found = [one for time, one in pairs if _TO.search(said.bones, max(0, time.start - 6), time.start)]
    return found[0] if len(found) == 1 and len(said.times) > 1 else None


def _is_passing(said: Said) -> bool:
    """Tell whether a bare time is chatter: any in a group, a mere hour in private (17:59, 早)."""
    return said.context is Context.GROUP or all(time.rule == "hour" for time in said.times)


def _is_for_a_task(said: Said) -> bool:
    return bool(_SAYS_SO.search(said.bones)) and not said.bones.lstrip().startswith("时间")  # 时间改到三点: a meeting.


# A bare date in a group is chatter; with a verb or a word for the change it is meant for a task.
_SAYS_SO = Late(r"交|报|完成|办结|反馈|提交|给我|改|调整|提前|推迟|延|变更|放宽|缩短|更正")


@needs(_HANDS_ON)
@in_earnest
def reassign(said: Said) -> Reading | None:
    """DB-2026-120改由王五负责; 转给李四了，他更熟."""
    if not said.mentions:
        return _to_nobody_known(said)
    found = _LED_BY.search(said.bones) or _REASSIGN.search(said.bones)
    if found and _WEAK.match(found.group()) and not (which_task(said) == () or _THIS.search(said.bones)):
        return None
    if found is None and said.role in STAFF and not re.search("把|将", said.bones):
        found = _HANDED.search(said.bones) or _TAKES.search(said.bones)
    if found is None and _told(said):
        found = _DOES_THIS.fullmatch(said.bones)
    if found is None and _told(said) and not re.search(r"报|交(?!给|由|办)|发(?!错)|抄送|联系", said.bones):
        found = _TAKES.search(said.bones) or max(
            _PASSED.finditer(said.bones), key=lambda one: one.start(), default=None
        )  # 不该让张三弄，转王五.
    if found is None and _THIS.search(said.bones):
        found = _TURNED.search(said.bones)
    if found is None or re.search(r"[?]|吗|建议|应该|应由|看看|看下", said.bones):
        return None
    if (
        said.role in STAFF
        and not (said.context is Context.REPLY and _HANDED.search(said.bones))
        and _LEAVING.search(said.bones)
        and not (said.number and _AWAY.match(said.bones))
    ):
        return None
    limit = deadline(said)
    return heard(
        said,
        Intent.REASSIGN,
        asks=() if says_last(said) else which_task(said),
        to=only(names(said, found)),
        deadline=limit.value,
    )


def _to_nobody_known(said: Said) -> Reading | None:
    """转办 alone, or to somebody unknown: of a task, whoever is meant is asked."""
    if not (_UNKNOWN.fits(said.marks) and _told(said)):
        return None
    found = _STRANGER.fullmatch(said.bones)
    if found is None and not _NOBODY.fullmatch(said.bones):
        return None
    return heard(said, Intent.REASSIGN, to=(found["named"] or found["name"]) if found else None)


def _told(said: Said) -> bool:
    return bool(said.number) or said.context is Context.REPLY


_AWAY = Late(
    rf"\s*(?:{N})(?:{T}|已经?|要|去|在|正)*(?:出差|请假|休假|住院|学习|培训|开会|借调|调走|离岗)[^,。;\n]{{0,6}},"
)
"""张三出差了，他的121号任务交给赵六: somebody else is away, and his task goes on to another."""

_LEAVING = Late(r"请假|休假|年假|出差|开会|协调|申请|困难|卡")


@needs(_SPLITS, of=BUT_STAFF)
def split(said: Said) -> Reading | None:
    """118号请住建局分解：海勃湾区3栋、乌达区2栋，都是下周四前."""
    found = _SPLIT.search(said.bones)
    if found is None or not (said.number or said.context is Context.REPLY):
        return None
    after = [one for one in said.mentions if one.start >= found.end()]
    after = [one for one in after if not one.entry.group] or after  # 三个区：A、B、C are named one by one.
    lead = next(
        (
            one
            for target in find_targets(said)
            if target.duty in (Duty.ASSIGNEE, Duty.LEAD)
            for one in target.mentions
            if one.start < found.start()
        ),
        None,
    )
    limit = deadline(said)
    parts = tuple(
        TaskReading(
            title=_share(said, one.end),
            lead=one.entry.name,
            assignees=(one.entry.name,),
            deadline=limit.value,
            assignee_ids=one.entry.who,
        )
        for one in after
    )
    asks = (*(() if parts else ("assignee",)), *limit.asks)
    return heard(
        said,
        Intent.SPLIT,
        asks=asks,
        unit=lead.entry.name if lead else None,
        to=tuple(one.entry.name for one in after),
        tasks=parts,
    )


def _share(said: Said, start: int) -> str:
    stop = re.compile(r"[、,。;\n]").search(said.masked, start)
    return said.text[start : stop.start() if stop else len(said.text)].strip(" :：")
