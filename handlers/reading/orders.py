"""Is it an order? Somebody is named in the place of a doer, something is owed, and a word or a limit makes it binding."""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.reading.choosing import is_meant
from handlers.reading.duties import Duty
from handlers.reading.hearsay import is_hearsay
from handlers.reading.names import EVERYBODY
from handlers.reading.recurring import EVERY
from handlers.reading.said import N, Said, T
from handlers.reading.targets import Target
from handlers.reading.verbs import ANY, STRONG
from ledger.people import Role

_COMMAND = re.compile(
    r"务必|必须|抓紧|尽快|马上|立即|立刻|即刻|赶紧|赶快|火速|不得(?:迟于|晚于|延误)|限时|限期|特急|加急|平急|十万火急|要求|责成|牵头|盯紧|确保"
)
_FOR_ME = re.compile(
    r"把|将|给我|发我|报我|交我|给个|发群里|发过来|报过来|报上来|交上来|报来|发来|交来|报督查室|报上|发到|放(?:到)?我|拿(?:来|给我)|(?:接|送|盯|改|弄|整|查|核|对|催|跑|布置|收拾|打扫|联系)一下|(?:出|见|要|有)(?:结果|分晓|答复|东西)|给(?:出|说法|答复|结果)"
)
_QUESTION = re.compile(
    r"[?]|吗(?:[,。!]|$)|呢(?:[,。!]|$)|谁(?:去|来(?!(?:办|负责|做)?:)|有(?!空)|在|能|想|要|知道|参加)|怎么(?:还|样|办|回事|没|不)|为什么|为啥|是不是|有没有|能不能|可不可以|可否|多少|(?:什么|啥)时候(?!(?:要|交|完成|报)?:)|哪[些天里]|哪[个家](?!先|有空|来办|办|做|都|也)|几点|行不行|好不好"
)
_PLEASURE = (
    "聚餐|搞笑|哈哈|嘻嘻|嘿嘿|鸡腿|国足|游戏|吃饭|吃火锅|打球|爬山|生日|结婚|婚礼|喜酒|满月|请客|拼车|外卖|会餐|唱歌|团建|逛街|喝酒|喝茶|奶茶|"
    "羽毛球|篮球|足球|乒乓|跑步|健身|相亲|老婆|老公|媳妇|接娃|理发|包饺子|月饼|粽子|打牌|麻将|钓鱼|看球|团购|拼单|红包|抢票|体重|减肥|瘦|份子|还我钱|借我|还钱"
)
_DAILY = (
    "作业|电梯|堵车|孩子|快递|电影|旅游|咖啡|加油站|幼儿园|下雪|降温|天气真|食堂|早餐|午餐|晚餐|午饭|晚饭|搬家|装修|车位|挪车|挪一下车|感冒|"
    "发烧|体检(?:报告)?|疫苗|献血"
)
LEISURE = re.compile(f"{_PLEASURE}|{_DAILY}")
"""What people speak of beside their work; an office may have work with the second half of it."""
_FUN = re.compile(_PLEASURE)
_STORY = re.compile(
    r"上次(?!说的|要的|布置|交办|会议?|开会|那个)|上回(?!说的|要的)|原定|听说|据说|肯定(?:能|会|要|是|交|回|不|来|完)|结果(?:没|不|还没)|应该能|好像|看来|怪不得|难怪|本来"
)
_MEETING = re.compile(
    r"(?:召开|开|参加|出席|列席|举行|举办).{0,14}(?:会|会议|培训|活动|仪式|讲座|典礼|论坛)(?!议?(?:材料|纪要|名单|通知|议题|准备|方案|汇总|记录|发言))|准时(?:参加|参会|到场|出席)|参会|全体会|(?:会|会议)(?:改到|推迟|延期|取消|提前|照常|在)|(?:地点|会议室)[::]"
)
_NOTICE = re.compile(
    r"注意着装|做好准备(?:$|[。!,])|报名(?:截止|时间|从)|招聘公告|温馨提示|请大家(?:注意|知悉|互相转告|做好防|关注|支持|理解|谅解)|请(?:各位)?知悉|周知|互相转告|节日快乐|祝大家|祝各位|停水|停电|天气预报|气象台|预警信号|放假(?:通知|安排)|据.{2,12}(?:报道|消息|记者)|记者|新华社|讯[ ,]"  # noqa: E501
)
_STATEMENT = re.compile(
    rf"(?:将于|将在|拟于|定于|已经?(?:于|在|完成|报|交|发|办|上报|落实|整改|按)|正在|日前|近日|刚刚|昨[天日晚]|(?:计划|预计|力争|争取|有望)(?:{T})|(?:{N})(?:召开|举行|组织召开|印发了|发布了|完成了|开展了|通报了|表示|介绍|指出|强调|获|荣获|被评))"
)
_OWN = re.compile(
    rf"(?:^|[,。;!\n\s])(?:{T})?(?:我们?科?室?|咱们?|俺|本人)(?:{T})?(?!负责人|市|区|局|单位|办公室|这)(?:会|就|再|先|来|去|把|将|在|要|得|下午|上午|马上|尽快|报|交|发|{T})"
)
_GATHER = re.compile(r"集合|集中|出发|到岗|到位|值班|带队|去现场|赶到|随(?:队|行)|陪同")
_ERRAND = re.compile(r"这(?:件|个|项)?事|此事|此件|该事项|这(?:个|项)(?:任务|工作)|以下(?:工作|事项|任务)")
_LONG = 500  # A text longer than this is a document; only plain commands in it count.


def is_order(said: Said, targets: Sequence[Target]) -> bool:
    """Tell whether the message gives somebody something to do."""
    if is_hearsay(said) or _STORY.search(said.bones) or (LEISURE.search(said.bones) and not _binding(said, targets)):
        return False
    if _QUESTION.search(said.bones) and not _polite(said, targets):
        return False
    if _is_news(said, targets):
        return False
    doers = [target for target in targets if target.duty in (Duty.ASSIGNEE, Duty.LEAD)]
    if not doers:
        return _without_a_name(said) or _only_supporters(said, targets)
    return any(rule(said, doers) for rule in _RULES)


def _binding(said: Said, targets: Sequence[Target]) -> bool:
    """请教育局周五前报幼儿园情况: with a limit and a verb, an order whatever it is about."""
    if not _meant(said):
        return False
    if any(target.called for target in targets) and _has_limit(said):
        return bool(ANY.search(said.bones))
    if not targets or _FUN.search(said.bones):
        return False
    return bool(_FOR_ME.search(said.bones)) or (_has_limit(said) and bool(STRONG.search(said.bones)))


def _polite(said: Said, targets: Sequence[Target]) -> bool:
    """请住建局说明为什么…, 麻烦您能不能…: a question inside an order that names its doer and limit."""
    if not _has_limit(said):
        return False
    if any(target.marked or _GIVE.match(said.bones, target.end) for target in targets):
        return True
    if targets and _COMMAND.search(said.bones) and not _QUESTION.search(_ASKED.sub("", said.bones)):
        return True  # 统计局，数呢？下午4点前必须给我
    return bool(targets) and bool(_PLEASE.search(said.bones)) and not _QUESTION.search(_COULD.sub("", said.bones))


_GIVE = re.compile(r"\s?(?:要|得|必须|务必|尽快)?给(?:我|个|出|一个)")
_ASKED = re.compile(r"[^,。;!?\n]{0,40}[?]")
_PLEASE = re.compile(r"麻烦|辛苦|劳驾|烦请|拜托|请|帮忙|帮我|谢谢|感谢")
_COULD = re.compile(r"能不能|可不可以|可否|行不行|好不好")


def _is_news(said: Said, targets: Sequence[Target]) -> bool:
    marked = any(target.marked for target in targets)
    if _NOTICE.search(said.bones) and not (marked and _has_limit(said) and STRONG.search(said.bones)):
        return True
    if (
        _MEETING.search(said.bones)
        and not (_has_limit(said) and STRONG.search(said.bones))
        and not _besides(said, targets)
    ):
        return True
    if not marked and _tells_the_past(said):
        return True
    return bool(_STATEMENT.search(said.bones)) and not (marked and _has_limit(said))


def _tells_the_past(said: Said) -> bool:
    """生态环境局11月20日开展了检查: a day that is over and no limit is a story."""
    loose = said.times and not _has_limit(said)
    return bool(loose) and any(
        "confirm_past" in one.asks and time.rule != "weekday"
        for one, time in zip(said.resolved, said.times, strict=True)
    )


def _besides(said: Said, targets: Sequence[Target]) -> bool:
    """明天开会，请张三准备材料: a duty for somebody by name beside the notice."""
    named = [one for one in targets if one.called and not any(mention.entry.group for mention in one.mentions)]
    return any(STRONG.search(said.bones, one.end) for one in named) or bool(named and _has_limit(said))


def _has_limit(said: Said) -> bool:
    return any(time.bound for time in said.times)


def _meant(said: Said) -> bool:
    return any(time.bound or is_meant(said, at) for at, time in enumerate(said.times))


def _asked_and_strong(said: Said, doers: Sequence[Target]) -> bool:
    """请…报送, 由…牵头 (a word of command and a plain verb), even without a date: then the date is asked."""
    if not any(target.called for target in doers):
        return False
    return bool(
        STRONG.search(said.bones, _first(doers)) or (_meant(said) and ANY.search(said.bones)) or _LED.search(said.bones)
    )


_LED = re.compile(r"牵头|主办|负责|首办")


def _limited(said: Said, doers: Sequence[Target]) -> bool:
    """Anybody named, a limit with 前 or 内, any verb."""
    return _has_limit(said) and bool(ANY.search(said.bones))


def _dated(said: Said, doers: Sequence[Target]) -> bool:
    """Anybody named, a day without 前, and a plain verb or 把; of 大家 only office work is asked so."""
    everybody = all(one.entry.name == EVERYBODY for target in doers for one in target.mentions)
    if everybody and not STRONG.search(said.bones):
        return False
    return _meant(said) and bool(STRONG.search(said.bones) or _FOR_ME.search(said.bones) or _GIVEN.search(said.bones))


_GIVEN = re.compile(rf"{T}(?:前|就|要|得|统一|一定)?(?:报|交|送)")


def _commanded(said: Said, doers: Sequence[Target]) -> bool:
    """务必, 抓紧, 尽快 with a verb or 这件事."""
    return bool(_COMMAND.search(said.bones)) and bool(_ERRAND.search(said.bones) or ANY.search(said.bones))


def _repeated(said: Said, doers: Sequence[Target]) -> bool:
    """每三天报一次."""
    return bool(EVERY.search(said.masked)) and bool(ANY.search(said.bones))


def _gathered(said: Said, doers: Sequence[Target]) -> bool:
    """People by name, an hour, and where to be."""
    people = all(one.entry.person for target in doers for one in target.mentions)
    return people and bool(_GATHER.search(said.bones)) and any(time.hour and time.hour.exact for time in said.times)


def _attended(said: Said, doers: Sequence[Target]) -> bool:
    """请张三明早8点前到会场: called by 请, with a limit, and somewhere to be."""
    called = any(target.called for target in doers)
    return called and _has_limit(said) and bool(_ATTEND.search(said.bones, _first(doers)))


_ATTEND = re.compile(r"(?:赶|返|来)?到(?!期|底|时候|了吗)[^,。;\n]{1,12}|参加|参会|出席|列席|赶赴|前往|赴")


def _called_with_limit(said: Said, doers: Sequence[Target]) -> bool:
    """让张三周五前去核价, 统计局明天前更正数据: a limit right after the name, whatever the verb."""
    if LEISURE.search(said.bones):
        return False
    called = (one for one in doers if one.called or said.role is not Role.STAFF)
    return any(_limit_follows(said, one.end) for one in called if any(mention.entry.who for mention in one.mentions))


def _limit_follows(said: Said, end: int) -> bool:
    begins = _AT_ONCE.match(said.bones, end)
    ends = {time.start: time.end for time in said.times if time.bound}
    return begins is not None and begins.end() in ends and bool(_ERRANDS.match(said.bones, ends[begins.end()]))


_ERRANDS = re.compile(r"[^,。;!\n]{3,}")


def _in_telegram_style(said: Said, doers: Sequence[Target]) -> bool:
    """东风小区漏水，住建局，一周内: a matter, an office and a limit, each in a clause of its own."""
    if said.role is Role.STAFF or not _has_limit(said) or _FUN.search(said.bones):
        return False
    return bool(_TELEGRAM.search(said.bones)) and not any(
        one.entry.group for target in doers for one in target.mentions
    )


_TELEGRAM = re.compile(
    rf"^[^,。;!\n]{{4,40}}[,。]\s?(?:(?:{N})(?:[、和](?:{N}))*[,。]\s?(?:{T})|(?:{T})[,。]\s?(?:{N})(?:[、和](?:{N}))*)[。!\s]*$"
)
_AT_ONCE = re.compile(r"(?:同志|老师)?\s?(?:限|务必|抓紧|尽快|于|在|最[迟晚])?")

_RULES = (
    _asked_and_strong,
    _limited,
    _dated,
    _commanded,
    _repeated,
    _gathered,
    _attended,
    _called_with_limit,
    _in_telegram_style,
)


def _first(doers: Sequence[Target]) -> int:
    return min(target.start for target in doers)


def _only_supporters(said: Said, targets: Sequence[Target]) -> bool:
    return (
        any(target.duty is Duty.SUPPORT for target in targets) and _has_limit(said) and bool(STRONG.search(said.bones))
    )


_URGENT = re.compile(
    r"^\s?(?:请|麻烦|辛苦)?(?:尽快|抓紧|马上|立即|立刻|赶紧|赶快)(?:时间)?(?:把|将)[^,。;\n]{2,30}?(?:报|交|发|送|拿|传)(?:上来|过来|给我|我|来|出来)"
    r"|谁(?:来)?(?:做|弄|整理|写|报|核|拟|办|盯|跟)一下[,。]\s?(?:抓紧|尽快|急|马上|立即)"
)


def _without_a_name(said: Said) -> bool:
    """周五前把材料报上来: an order from somebody who assigns; who is meant is asked."""
    if said.role is Role.STAFF or _OWN.search(said.bones) or len(said.text) > _LONG:
        return False
    if _URGENT.search(said.bones) and not _FUN.search(said.bones):
        return True
    asked = re.search(r"请|把|将|务必|必须|要求|报上来|交上来|报来|发我|报我|给我", said.bones)
    return _has_limit(said) and bool(asked) and bool(ANY.search(said.bones))
