"""Coordinators' and leaders' words about tasks that exist: urge, escalate, inspect, cancel (催办、督办、蹲点、撤回)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.duties import Duty
from handlers.reading.hearsay import is_told
from handlers.reading.key import Key, Keyed, needs
from handlers.reading.late import Late
from handlers.reading.leisure import LEISURE, SMALL_TALK
from handlers.reading.masks import CONTENT
from handlers.reading.moments import Resolved
from handlers.reading.names import Mention
from handlers.reading.replies import BUT_STAFF, all_names, deadline, heard, names, only, which_task
from handlers.reading.said import N, Said, T
from handlers.reading.talk import in_earnest
from handlers.reading.targets import find_targets
from handlers.reading.values import Context, Intent, Reading

_URGE = Late(
    r"(?:催办|催一下|催一催|催下|催促|催催|再催|催一遍|都催|催(?=\ue000)|去催|发催办|督促一下|督促(?=\ue000)|(?:到现在|至今)(?:还)?(?:没|未)(?:交|报|见|给|反馈|回)|提醒一下(?=\ue000|各|逾期|没|未))|(?:怎么|为什么|为啥|咋)(?:还|到现在|至今|一直)?(?:没|不|未)(?:有)?(?:交|报|反馈|回|签收|上报|提交|动静|进展|办)|(?:还没|至今未|尚未|仍未|一直没|迟迟未|迟迟不|迟迟没)(?:有)?(?:交|报|反馈|上报|提交|报送|回复|签收)"
)
_LATE = Late(
    rf"(?:{N})(?:同志)?[,:]\s?(?:你们?的?)?[^,。?!\n]{{1,8}}?呢[?,。!\s]|(?:{N})[,:]?\s?(?:你们?)?(?:那个|那份|的|那)[^,。?!\n]{{1,14}}?(?:呢|咋|怎么)(?:[?,。!\s]|$|还|样)|(?:{N})[,:]?\s?(?:你们?)?(?:的)?(?:材料|方案|总结|数据|报告|稿子?|台账|任务)呢|(?:还|就)(?:差|缺|剩)(?:你们?)?(?:{N})|没影|(?:什么时候|啥时候|何时)(?:才)?能(?:给|交|报)|没(?:见|看|收)(?:着|到)(?:人|影)?|没动静|(?:还|就)(?:差|缺|剩)(?:你们?)?(?:{N})|就等(?:着)?(?:你们?|(?:{N}))|石沉大海|拖到(?:什么时候|猴年马月)"
)
"""王五的总结呢？财政局的数据还没见着: something owed by somebody by name."""

_REMINDED = Late(
    r"(?:[临到超逾]期|\ue001|那[一两二三几]?[件项个]|催办|材料|方案|报告|台账|数据|总结)[^。!?\n]{0,12}(?:提醒(?:一声|提醒|下|一下)|提个醒|敲打(?:一下|敲打)|问一?[声下])(?:他们|她|他)?(?=[,。!\s]|$)"
)
"""海勃湾区那两件快到期了，提醒一声: what is due, and that somebody is to be reminded of it."""

_HURRY = Late(r"抓紧|快点|赶紧|赶快|尽快|别(?:再)?拖|别磨蹭|没动静|催|怎么还没|还没好")
_ALL_LATE = Late(
    r"(?:没|未)(?:按时)?(?:报|交|反馈|签收|办结)[\ue001号]{0,16}的[^,。]{0,6}(?:单位|部门|科室|同志|人)?,?(?:请|都|全部|再)*(?:抓紧|赶紧|尽快|催|提醒)|还有[^,。]{1,4}[家个人](?:单位|部门|科室)?(?:没|未)(?:交|报|签|反馈)[^。]{0,12}(?:抓紧|赶紧|尽快|催)|(?:逾期|超期)(?:的|单位|部门|任务|事项|未)[^,。]{0,6}(?:抓紧|赶紧|尽快)|(?:催|提醒)[^,。]{0,6}(?:没|未)(?:按时)?(?:报|交|反馈|签收|办结)的"
)
_NOT_URGE = Late(
    r"(?:别|不用|不要|甭|又|老|在|天天|一直|被|领导|先不|暂不)催|谁(?:看见|拿)|(?:车|外卖|快递|饭|人)(?:呢|怎么|咋|还没)|我(?:还没|怎么还)"
)
_OVERDUE = Late(r"逾期|超期|过期|到期未|没按时|未按时|红灯")
_LEVEL = Late(
    r"(?P<level>[蓝黄红])(?:色|牌)?(?:督办|督查)(?:单|函|通知|令|件)?(?!情况|台账|清单|有?哪|有几|的有)|(?P<up>升级督办|挂牌督办|(?<!就)(?:下|发|出|开)(?:一?[个张份])?督[办查](?:单|函|件|通知)(?![的了发你]))|(?:升级?|升格|改)(?:为|成|到)?(?P<to>[蓝黄红])(?:色|牌)|(?:上(?=[蓝黄红])|(?:下|发|出|亮|开|给|挂)[^,。;蓝黄红]{0,8},?)(?P<card>[蓝黄红])(?:色|牌)?(?:单|牌|函|令|督办|的(?=[。!\s]|$))"
)
_INSPECT = Late(
    r"(?:蹲点|(?:现场|实地|驻点)督[办查]|现场盯[办守])(?![^,。;\n\ue002]{0,6}(?:总结|经验|日志|照片|影像|视频|录像|记录|笔记|台账|名单|心得|方案|计划表|报告)|\ue001{2}(?!\ue001))"
)
_ON_SITE = Late(rf"(?:{N})(?:同志|{T})?(?:再)?(?:派人|带队)?(?:到|去|赴)(?:一趟)?现场(?:再)?(?:看|查|核|盯|督|瞧|了解)")
"""督查室明天去现场看看: somebody who goes there for the task replied to."""

_PLACE = Late(
    r"(?:到|去|赴|前往|在|进驻)(?P<place>[^,。;\n]{2,30}?)(?:进行|开展|实施)?(?:蹲点|现场督|实地督|驻点|现场盯)"
)
_CANCEL = Late(
    r"撤回|撤销|取消|作废|收回|撤(?:掉|了)|不用(?:办|报|做|交|弄)了|不(?:必|需要)(?:办|报|做|交)了|终止|(?<!暂)停(?:了吧|掉|办)"
)
_LEVELS, _VISITS, _CANCELS = (
    Key("升挂红蓝黄督", _LEVEL),
    Key("地现蹲驻", _INSPECT, _ON_SITE),
    Key("回废必撤消用终需停", _CANCEL),
)
_TASK = Late(
    r"任务|交办|事项|督办|刚才|刚刚|上一?条|那[条件项]|这[条件项]|前面那|刚发|编号|工单|派单|(?:布置|安排|派|交|下)给\ue000"
)
_NOT_CANCEL = Late(
    r"会议|聚餐|活动|航班|订单|培训|比赛|点名|资格|证书|会[,。!]|的会|撤[回销]的|是啥|什么|收费|限行|[?]|吗"
)
_TO_WHOM = Late(
    rf"(?:给|派给|发给|对|让|请|交给)\s?(?P<who>{N})|(?P<of>{N})的?(?:那个|那条|那件|那项|这条|这个|任务|交办|事项)"
)
_WHY = Late(r"[,。;]\s?(?P<reason>[^,。;!\n]{2,40})")


def _is_urging(said: Said, named: bool) -> bool:
    """催 and its kin; something owed by somebody; or 抓紧 alone, in reply or with a number, and no new limit."""
    if _URGE.search(said.bones) or _ALL_LATE.search(said.bones) or (named and _REMINDED.search(said.bones)):
        return True
    if named and _LATE.search(said.bones) and (_OWED.search(said.bones) or _HURRY.search(said.bones)):
        return not any(time.bound for time in said.times) and not _HANDED_IN.search(said.bones)
    if (
        named
        and (_LATENESS.search(said.bones) or _LATENESS.search(said.masked))
        and (_OWED.search(said.bones) or CONTENT in said.bones)
    ):
        return not _is_asked_anew(said)
    idle = said.finds(LEISURE) or SMALL_TALK.search(said.bones)
    told = said.number or (said.context is Context.REPLY and not named and not idle and len(said.text) <= 16)
    owed = told and (_SLOW.search(said.bones) or _HURRY.search(said.bones) or (named and _WHEN.search(said.bones)))
    return bool(owed) and not said.times


_SLOW = Late(
    r"(?:还|一直|到现在|至今|怎么|咋)(?:还)?(?:没|未)(?:有)?(?:结果|消息|动静|进展|回音|下文|反应|见|报|交|动)|(?:这么|那么)(?:久|慢|长时间)|太慢|拖(?:了|到)(?:多久|几天|这么久|现在|今天)"
)
"""怎么回事，这么久还没结果: in reply to a task, and nobody named."""

_HANDED_IN = Late("(?<!没)(?<!没有)(?:交|报|发|弄|办|写|做|送)(?:完|好|齐|过来|上来)?了(?!没|吗)")
"""张三的名单昨天就交了呢: nothing is owed any more."""

_LATENESS = Late(
    r"(?:还|到现在|至今|一直|就|都)(?:没|未)(?!来得及)|没(?:到|影|见|交|报|动静|回音|下文|反馈)|拖(?:了|着|到)|(?:逾期|超期|过期|晚|迟)(?:了|\d|[一两二三四五好几多])|已(?:经)?(?:逾期|超期)|都?过去[^,。]{0,3}天|催了[^,。]{0,4}(?:遍|次|回)|[差缺剩](?:\d|[一二两三四五六七八九十几]|\ue001)[^,。]{0,3}(?:没|未)|[好完齐]没(?:有)?(?=[,。!?]|$)|(?:完|好|交|报|弄)了?没(?:有)?(?=[,。!?]|$)|到现在(?:也)?没有|(?:就|只|还)(?:[差剩缺]|等)(?:着)?(?:你|他|\ue000)|(?:什么|啥)时候(?:才)?(?:能)?(?:交|报|给|发|好)|何时(?:能)?(?:交|报|给)|等了[^,。]{1,4}(?:天|周)|该(?:交|报)的[^,。]{0,16}(?:呢|没|未)"
)
"""What is late: 还没到, 拖了一周了, 逾期两天了, 弄好没."""


def _is_asked_anew(said: Said) -> bool:
    """Tell whether a limit still to come is set: then it is an order."""
    late = zip(said.times, said.resolved, strict=True)
    return any(time.bound and found.value and found.value > said.now.at and not found.past for time, found in late)


_WHEN = Late(r"(?:啥时候|什么时候|几时|何时)(?:才)?(?:能)?(?:报|交|办|完|给|反馈)")
_URGES = Key(
    "么何促催几只呢咋啥就快慢抓拖晚未沉没等赶超蹭过还迟逾醒敲声问",
    _URGE,
    _ALL_LATE,
    _REMINDED,
    _LATE,
    _LATENESS,
    _HURRY,
    _WHEN,
    _SLOW,
)


@needs(_URGES, of=BUT_STAFF)
@in_earnest
def urge(said: Said) -> Reading | None:
    """催一下住建局; 11月20日前报送的材料怎么还没交？民政局; 把逾期的全部催办一遍."""
    who = all_names(said)
    if not _is_urging(said, bool(who)) or _NOT_URGE.search(said.bones):
        return None
    if not who and not said.number and _OVERDUE.search(said.bones):
        return heard(said, Intent.URGE, unit="overdue")
    if (
        not who
        and not said.number
        and said.context is not Context.REPLY
        and not (_CALLED.search(said.bones) or _ALL_LATE.search(said.bones))
    ):
        return None
    return heard(said, Intent.URGE, asks=() if who or said.number else which_task(said), unit=only(who))


_OWED = Late(
    r"方案|总结|稿|报告|材料|数据|数(?=[还呢报交给没])|台账|表|信息|任务|说明|清单|意见|反馈|回复|结果|专报|简报|初稿|二稿|文件|情况|周报|月报|日报|预案|函|账|图|清册|年报|纪要|报表|统计|名单|底稿|没报|没交|[\ue001]{2}"
)
_CALLED = Late(r"材料|任务|督办|报告|反馈|方案|台账|总结|报表|没报|未报")


@needs(_LEVELS, of=BUT_STAFF)
def escalate(said: Said) -> Reading | None:
    """住建局拖太久了，下黄色督办单，周三前书面说明原因."""
    level = _LEVEL.search(said.bones)
    if level is None or _ASKING.search(said.bones) or is_told(said) or _HAD.search(said.bones):
        return None
    colour = level["level"] or level["to"] or level["card"]
    limit, who = deadline(said), all_names(said)
    if said.context is Context.GROUP and not (who or said.number or _COMMANDS.fullmatch(said.bones)):
        return None
    asks = (*(() if who else which_task(said)), *(() if colour else ("level",)), *limit.asks)
    return heard(said, Intent.ESCALATE, asks=asks, unit=only(who), level=colour, deadline=limit.value)


_COMMANDS = Late(
    r"\s*(?:这(?:件事|件|个|事)|此[件事]|该事项|对此|请|再|直接|那?就|先|给他们?|统统|都)*(?:升级?为?|改为?|升格为?|下|发|出|亮|上|挂)?[^,。;!\n]{0,2}(?:[蓝黄红](?:色|牌)?(?:督[办查])?(?:单|函|牌|令|件)?|升级督办|挂牌督办)(?:吧)?[。!\s]*"
)
"""升级红色督办: nothing but the command."""
SHORT = 6
_HAD = Late(
    r"(?:下|发|挂|给)了|(?:被|已经?|收到|接到|领到|挨|吃)[^,。;]{0,8}[蓝黄红](?:色|牌)|督[办查](?:单|函)(?:已经?|是什么|什么意思|怎么|的?(?:区别|流程|模板|格式|样式|颜色|样本))|[蓝黄红]色(?:预警|信号)"
)
_ASKING = Late(r"[?]|哪些|多少|吗|有几|什么(?!情况|时候|事)|长啥")


@needs(_VISITS, of=BUT_STAFF)
def inspect(said: Said) -> Reading | None:
    """请督查室今天下午到乌达区清洁取暖现场蹲点督办，明早9点前报情况."""
    there = _INSPECT.search(said.bones) or (which_task(said) == () and _ON_SITE.search(said.bones))
    if not there or _ASKING.search(said.bones) or is_told(said):
        return None
    by = [one for target in find_targets(said) if target.duty in (Duty.ASSIGNEE, Duty.LEAD) for one in target.mentions]
    by = by or list(_goers(said))
    place = _PLACE.search(said.plain)
    owed = said.number or by or any(time.bound for time in said.times)
    if not (owed or (place and (said.context is not Context.GROUP or _SUPERVISED.search(said.bones)))):
        return None
    limit = _report_by(said) or deadline(said)
    who = tuple(one.entry.name for one in by)
    asks = (*(() if who else ("assignee",)), *limit.asks)
    return heard(
        said, Intent.INSPECT, asks=asks, by=only(who), place=place["place"] if place else None, deadline=limit.value
    )


_SUPERVISED = Late("督[办查]|检查|核查|盯办")


def _report_by(said: Said) -> Resolved | None:
    """周四去现场督办，周五报告: of several days the one on which to report is the limit."""
    pairs = zip(said.times, said.resolved, strict=True)
    found = [one for time, one in pairs if _REPORTS.match(said.bones, time.end)]
    return found[-1] if found and len(said.times) > 1 and not any(time.bound for time in said.times) else None


_REPORTS = Late(r"\s?(?:书面|再|要)?(?:报告|汇报|反馈|报(?!名|到))")


def _goers(said: Said) -> Iterator[Mention]:
    """今天下午王海南到现场督查: whoever goes there, although nothing calls him."""
    found = _GOES.search(said.bones)
    return (one for one in said.mentions if found and found.start() <= one.start < found.end())


_GOES = Late(
    rf"(?:^|[,。;\n]|{T})\s?(?:{N})(?:[、和与]?(?:{N}))?(?:同志|{T})?\s?(?:派人|派员|带队|带人|牵头|组织人员?)?(?:到|去|赴|前往|上|下|进驻|在)"
)


@needs(_CANCELS, of=BUT_STAFF)
@in_earnest
def cancel(said: Said) -> Reading | None:
    """撤回刚才给张三的任务，发错群了."""
    found = _CANCEL.search(said.bones)
    if found is None or _NOT_CANCEL.search(said.bones):
        return None
    if not (_TASK.search(said.bones) or said.number or (said.context is Context.REPLY and len(said.text) < 30)):
        return None
    to = _TO_WHOM.search(said.bones)
    who = names(said, to) or names(said, to, "of")
    last = bool(said.finds(_LAST))
    if said.context is Context.GROUP and not (said.number or who or last or len(said.text) <= SHORT):
        return None
    why = _WHY.search(said.plain, found.end())
    return heard(
        said,
        Intent.CANCEL,
        asks=() if who or last else which_task(said),
        to=only(who),
        reason=why["reason"] if why else None,
    )


_LAST = Keyed("刚条", r"刚才|刚刚|上一?条|刚发")
