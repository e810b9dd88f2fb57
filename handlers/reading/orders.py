"""Is it an order? Somebody is named in the place of a doer, something is owed, and a word or a limit makes it binding."""  # noqa: E501

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading.calls import WHOEVER
from handlers.reading.choosing import has_limit, meant
from handlers.reading.curt import finishes, handed_out, in_telegram_style, itemised
from handlers.reading.duties import Duty
from handlers.reading.hearsay import is_hearsay
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.leisure import FUN, LEISURE
from handlers.reading.mood import calls_beside
from handlers.reading.nameless import names_nobody
from handlers.reading.names import EVERYBODY
from handlers.reading.news import SENDS, is_news
from handlers.reading.recurring import EVERY
from handlers.reading.said import N, Said, T
from handlers.reading.strangers import by_nickname
from handlers.reading.targets import Target
from handlers.reading.verbs import ANY, STRONG
from ledger.people import Role

_COMMAND = Keyed(
    "Ss万刻加尽平得必抓求牵特盯确立责赶速限马",
    r"务必|必须|抓紧|尽快|马上|立即|立刻|即刻|赶紧|赶快|火速|不得(?:迟于|晚于|延误)|限时|限期|特急|加急|平急|十万火急|ASAP|asap|要求|责成|牵头|盯紧|确保",
)
_FOR_ME = Late(
    r"把|将|给我|发我|报我|交我|给个|发群里|发过来|报过来|报上来|交上来|报来|发来|交来|报督查室|报上|发到|放(?:到)?我|拿(?:来|给我)|(?:接|送|盯|改|弄|整|查|核|对|催|跑|布置|收拾|打扫|联系)一下|(?:出|见|要|有)(?:结果|分晓|答复|东西)|给(?:出|说法|答复|结果|意见|回话|回复|准话|准信|一下)"
)
_QUESTION = Keyed(
    "?不什几吗否呢哪啥少怎有谁",
    r"[?]|吗(?:[,。!]|$)|呢(?:[,。!]|$)|谁(?:去|来(?!(?:办|负责|做)?:)|有(?!空)|在|能|想|要|知道|参加)|怎么(?:还|样|办|回事|没|不)|为什么|为啥|是不是|有没有|能不能|可不可以|可否|多少|(?:什么|啥)时候(?!(?:要|交|完成|报)?:)|哪[些天里]|哪[个家](?!先|有空|来办|办|做|都|也)|几点|行不行|好不好|(?P<v>[\u4e00-\u9fff])不(?P=v)|(?:能|会|要|想)(?!不)[^,。;!?\n]{1,8}不[。!\s]*$",
)
_STORY = Keyed(
    "像原回寻怪本果次看着示答肯觉认讲该说诺",
    r"上次(?!说|要的|安排|定的|布置|交办|会议?|开会|那个|[^,。;\n]{0,8}(?:会|调研|检查|督查|考察|走访)[^,。;\n]{0,6}(?:反映|反馈|提|要求|定|布置|梳理|发现|指出|交办))|上回(?!说的|要的)|原定|听说|据说|肯定(?:能|会|要|是|交|回|不|来|完)|结果(?:没|不|还没)|应该能|好像|看来|怪不得|难怪|本来|来着[。!\s]*$|(?:我|咱|个人)(?:就|也|还是|倒)?(?:觉得|认为|感觉|寻思)"
    rf"|(?:^|[,。;!\n\s])(?:{N})(?:那边)?(?:说|讲|答应|承诺|表示)(?:好|过|了)?(?:{T})[^,。;!?\n]{{0,12}}[给发交报送]我们?[。!\s]*$",
)
_GATHER = Keyed("位值出岗现赶队陪随集", r"集合|集中|出发|到岗|到位|值班|带队|去现场|赶到|随(?:队|行)|陪同")
_ERRAND = Keyed("以此该这", r"这(?:件|个|项)?事|此事|此件|该事项|这(?:个|项)(?:任务|工作)|以下(?:工作|事项|任务)")


def is_order(said: Said, targets: Sequence[Target]) -> bool:
    """Tell whether the message gives somebody something to do."""
    if is_hearsay(said) or (said.finds(LEISURE) and not _binding(said, targets)):
        return False
    story = said.finds(_STORY)
    if story and not calls_beside(said, story):
        return False
    asking = _FREE.sub("", said.bones) if said.finds(_FREE) else said.bones
    if said.finds(_QUESTION, asking) and not _polite(said, targets):
        return False
    if is_news(said, targets):
        return False
    doers = [target for target in targets if target.duty in (Duty.ASSIGNEE, Duty.LEAD)]
    if not doers:
        return names_nobody(said) or _only_supporters(said, targets) or _nicknamed(said)
    return any(rule(said, doers) for rule in _RULES)


def _binding(said: Said, targets: Sequence[Target]) -> bool:
    """请教育局周五前报幼儿园情况: with a limit and a verb, an order whatever it is about."""
    if not meant(said):
        return _pressed(said, targets)
    if any(target.called for target in targets) and has_limit(said):
        return bool(ANY.search(said.bones))
    if not targets or said.finds(FUN):
        return False
    led = any(one.marked and one.duty is Duty.LEAD for one in targets)
    given = has_limit(said) and (led or _GIVEN.search(said.bones))
    if given or (_REPORTED.search(said.bones) and not _are_people(targets)):
        return said.role is not Role.STAFF
    if has_limit(said) and any(_limit_beside(said, target) for target in targets):
        return bool(ANY.search(said.bones) or _FOR_ME.search(said.bones))
    return bool(_FOR_ME.search(said.bones)) or (has_limit(said) and bool(STRONG.search(said.bones)))


_REPORTED = Late(rf"{T}报[。!\s]*$")
"""住建局，加装电梯的进度表，周三报: what an office is to report by a day is its work, whatever word stands in it."""


def _pressed(said: Said, targets: Sequence[Target]) -> bool:
    """文旅局抓紧把旅游推介稿改出来: an office at the head, pressed to make something, even without a limit."""
    first = targets[0] if targets and said.role is not Role.STAFF and not said.finds(FUN) else None
    if first is None or said.bones[: first.start].strip() or _are_people([first]):
        return False
    return bool(_PRESSED.match(said.bones, first.end))


_PRESSED = Late(rf"[\s,:]?(?:{T})?(?:请|要|必须|务必|抓紧|尽快|马上|立即|赶紧|赶快)+(?:时间)?(?:把|将)")


def _limit_beside(said: Said, target: Target) -> bool:
    """Tell whether a limit stands right before or right behind the name: 九点半前张三下楼取快递公文."""
    return said.role is not Role.STAFF and any(
        time.bound and (time.end == target.start or time.start == target.end) for time in said.times
    )


def _polite(said: Said, targets: Sequence[Target]) -> bool:
    """请住建局说明为什么…, 麻烦您能不能…: a question inside an order that names its doer and limit."""
    if not targets or not (has_limit(said) or _is_found_out(said)):
        return False
    if has_limit(said) and _TRULY_ASKED.search(said.bones):
        return False
    if any(target.marked or _GIVE.match(said.bones, target.end) for target in targets) or _is_found_out(said):
        return True
    if _THEN_ORDERED.search(said.bones):
        return True
    if said.finds(_COMMAND) and not _QUESTION.search(_ASKED.sub("", said.bones)):
        return True  # 统计局，数呢？下午4点前必须给我
    return bool(said.finds(_PLEASE)) and not _QUESTION.search(_COULD.sub("", said.bones))


def _is_found_out(said: Said) -> bool:
    """财政局看看能不能从预备费里出，后天给意见: the question is what is to be found out by then."""
    return meant(said) and "?" not in said.bones and not _QUESTION.search(_INDIRECT.sub("", said.bones))


_INDIRECT = Keyed(
    "写列弄搞摸查核看究算统落解认讲说问",
    r"(?:看看?|查|核实|核|了解|问|摸清|搞清楚?|弄清楚?|说明|说清楚?|讲清楚?|确认|核对|研究|算|统计|写明|列明|落实)(?:一下|下)?[^,。;?\n]{0,24}?"
    r"(?:是不是|有没有|能不能|可不可以|(?P<v>[\u4e00-\u9fff])不(?P=v)|多少|为什么|为啥|怎么\w|哪[些天里个家])[^,。;\n\ue002]{0,16}",
)
"""看一下稿子有没有问题 asks nothing of the reader's own: it is what is to be found out."""
_TRULY_ASKED = Late(r"(?<!可以)(?<![行好成便])吗[?。!\s]*$")
"""你让财政局周五前报，人家听你的吗 asks; …，可以吗 only softens."""
_GIVE = Late(r"\s?(?:要|得|必须|务必|尽快)?给(?:我|个|出|一个)")
_ASKED = Late(r"[^,。;!?\n]{0,40}[?]")
_THEN_ORDERED = Late(
    rf"[?]\s?(?:没[^,。;?]{{1,5}},?)?(?:请|务必|必须|最[迟晚])?(?:{T})(?:一定|务必|必须|就|要|得)?(?:给(?!你|您|他|她|\ue000)|报|交|发|拿|回话|弄|办|排|写|做|改|整|补|答复|反馈|提交)[^?]{{0,16}}$"
    rf"|(?:把|给我|报|交)[^?]{{0,16}}[?]\s?(?:最[迟晚]|至迟|必须)\s?(?:{T})[。!\s]*$"
)
"""资产盘点什么时候能完？周五前给个结果: behind the question stands what is owed and when."""
_PLEASE = Keyed("帮托苦请谢驾麻", r"麻烦|辛苦|劳驾|烦请|拜托|请|帮忙|帮我|谢谢|感谢")
_COULD = Late(r"能不能|可不可以|可否|行不行|好不好")


def _asked_and_strong(said: Said, doers: Sequence[Target]) -> bool:
    """请…报送, 由…牵头 (a word of command and a plain verb), even without a date: then the date is asked."""
    if not any(target.called for target in doers):
        return False
    return bool(
        STRONG.search(said.bones, _first(doers)) or (meant(said) and ANY.search(said.bones)) or _LED.search(said.bones)
    )


_LED = Late(r"牵头|主办|负责|首办")


def _led_in_time(said: Said, doers: Sequence[Target]) -> bool:
    """三个月内消除黑臭水体，水务局牵头: whoever is said to lead owes it, whatever the verb, where a limit is said."""
    led = any(target.duty is Duty.LEAD and target.marked for target in doers)
    return led and said.role is not Role.STAFF and has_limit(said)


def _limited(said: Said, doers: Sequence[Target]) -> bool:
    """Anybody named, a limit with 前 or 内, any verb."""
    return has_limit(said) and bool(ANY.search(said.bones))


def _dated(said: Said, doers: Sequence[Target]) -> bool:
    """Anybody named, a day without 前, and a plain verb or 把; of 大家 only office work is asked so."""
    everybody = all(one.entry.name == EVERYBODY for target in doers for one in target.mentions)
    if everybody and not STRONG.search(said.bones):
        return False
    return meant(said) and bool(STRONG.search(said.bones) or _FOR_ME.search(said.bones) or _GIVEN.search(said.bones))


_GIVEN = Late(rf"{T}(?:前|就|要|得|统一|一定)?(?:报|交|送)")


def _commanded(said: Said, doers: Sequence[Target]) -> bool:
    """务必, 抓紧, 尽快 with a verb or 这件事."""
    return bool(said.finds(_COMMAND)) and bool(said.finds(_ERRAND) or ANY.search(said.bones))


def _repeated(said: Said, doers: Sequence[Target]) -> bool:
    """每三天报一次."""
    return bool(said.finds(EVERY, said.masked)) and bool(ANY.search(said.bones))


def _gathered(said: Said, doers: Sequence[Target]) -> bool:
    """People by name, an hour, and where to be."""
    last = not said.bones[doers[-1].end :].strip("。! ") and said.role is not Role.STAFF
    there = said.finds(_GATHER) or (last and _ATTEND.search(said.bones))
    return bool(there) and _are_people(doers) and any(time.hour and time.hour.exact for time in said.times)


def _are_people(doers: Sequence[Target]) -> bool:
    return all(one.entry.person for target in doers for one in target.mentions)


def _attended(said: Said, doers: Sequence[Target]) -> bool:
    """请张三明早8点前到会场: called by 请, with a limit, and somewhere to be."""
    called = any(target.called for target in doers) or (said.role is not Role.STAFF and _are_people(doers))
    return called and has_limit(said) and bool(_ATTEND.search(said.bones, _first(doers)))


_ATTEND = Late(r"(?:赶|返|来)?到(?!期|底|时候|了吗)[^,。;\n]{1,12}|参加|参会|出席|列席|赶赴|前往|赴")


def _called_with_limit(said: Said, doers: Sequence[Target]) -> bool:
    """让张三周五前去核价, 统计局明天前更正数据: a limit right after the name, whatever the verb."""
    if said.finds(LEISURE):
        return False
    called = (one for one in doers if one.called or said.role is not Role.STAFF)
    return any(_limit_follows(said, one.end) for one in called if any(mention.entry.who for mention in one.mentions))


def _limit_follows(said: Said, end: int) -> bool:
    begins = _AT_ONCE.match(said.bones, end)
    ends = {time.start: time.end for time in said.times if time.bound}
    if begins is None or begins.end() not in ends:
        return False
    errand = _ERRANDS.match(said.bones, ends[begins.end()])
    return errand is not None and (len(errand.group()) > 2 or bool(_COMMAND.search(begins.group())))


_ERRANDS = Late(r"[^,。;!\n]{2,}")
_AT_ONCE = Late(r"(?:同志|老师)?\s?(?:限|务必|必须|抓紧|尽快|于|在|要|得|最[迟晚])*")


def _awaited(said: Said, doers: Sequence[Target]) -> bool:
    """李四，这个事你盯一下，下周三我要听汇报: the speaker says when he wants to see it."""
    return said.role is not Role.STAFF and bool(said.finds(_AWAITED))


_AWAITED = Keyed(
    "听效果检看西见验",
    rf"(?:{T})[^,。;!?\n]{{0,4}}(?:[见要](?:个|到)?(?:结果|成效|东西)|我?(?:要|得|来)?听(?:取)?(?:你们?|他们?)?的?(?:汇报|结果|回音|情况)|我要(?:看|见|结果|检查)|我(?:来|再)?(?:看(?!见|到|过|着|了|得|不|看书)|验收|检查)[。!\s]*$)",
)


def _whoever(said: Said, doers: Sequence[Target]) -> bool:
    """张三李明谁手头不忙，下午去机场取个文件: several people by name, whoever of them is free."""
    called = said.role is not Role.STAFF and len([one for target in doers for one in target.mentions]) > 1
    return called and bool(said.finds(_FREE)) and meant(said) and bool(ANY.search(said.bones))


_FREE = Keyed("谁", WHOEVER)


def _sends(said: Said, doers: Sequence[Target]) -> bool:
    """各科室派一人，下午三点到一楼搬桌子: who is to send somebody, and when."""
    sent = any(SENDS.match(said.bones, target.end) for target in doers)
    return sent and said.role is not Role.STAFF and meant(said)


def _urgent(said: Said, doers: Sequence[Target]) -> bool:
    """特急！张三立即到会场: cried at the head, whoever is named is to act or to be there."""
    if said.role is Role.STAFF or not _CRIED.bit & said.marks or not _CRIED.match(said.plain):
        return False
    return bool(_COMMAND.search(said.bones, _first(doers)) and (ANY.search(said.bones) or _ATTEND.search(said.bones)))


_CRIED = Keyed("急特速", r"[\s\[]*(?:特急|特提|紧急|十万火急|火速|加急|急件)[\]!:,。\s]")

_RULES = (
    _urgent,
    _asked_and_strong,
    _led_in_time,
    _limited,
    _dated,
    _commanded,
    _repeated,
    itemised,
    _gathered,
    _attended,
    _called_with_limit,
    _awaited,
    _whoever,
    _sends,
    handed_out,
    finishes,
    in_telegram_style,
)


def _first(doers: Sequence[Target]) -> int:
    return min(target.start for target in doers)


def _only_supporters(said: Said, targets: Sequence[Target]) -> bool:
    return (
        any(target.duty is Duty.SUPPORT for target in targets) and has_limit(said) and bool(STRONG.search(said.bones))
    )


def _nicknamed(said: Said) -> bool:
    """老王明天上午把车派一下: somebody whom the roster does not know by that name; who is meant is asked."""
    if said.role is Role.STAFF or said.finds(FUN) or not meant(said):
        return False
    owed = _FOR_ME.search(said.bones) or STRONG.search(said.bones) or (has_limit(said) and ANY.search(said.bones))
    return bool(owed) and by_nickname(said.bones)
