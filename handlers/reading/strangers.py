"""Names in a doer's place that the roster does not hold (名册外): they are said back, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.reading.calls import CALL
from handlers.reading.calls import DUTY as _DUTY
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.masks import NAME
from handlers.reading.names import Mention
from handlers.reading.verbs import ANY, ANY_VERB, STRONG_VERB

_FAMILY = (
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕"
    "殷罗毕郝邬安常乐傅齐康伍余卜顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍虞万"
    "柯管卢莫房解丁邓郁单洪包左石崔吉龚程嵇邢裴陆荣翁荀甄曲封储靳段焦侯全班秋仲宫宁仇栾甘厉武符刘景詹龙叶司黎白蒲牛樊]"
)
_SURNAME = f"(?:欧阳|司马|上官|诸葛|慕容|司徒|夏侯|皇甫|尉迟|公孙|长孙|{_FAMILY})"
_NO_PERSON = "马上|安排|方便|全[体力员面]|高度|安全|方案|常态|时间|单位|房屋|解决|后续|班[子组]|成员|任何|经济|应急|严格|石油|黄河|白天|司机"  # noqa: E501
PERSON = rf"(?!{_NO_PERSON}){_SURNAME}[\u4e00-\u9fff]{{1,2}}"
_UNIT_NOT = (
    "(?!各|有关|相关|其他|其余|全|本|我|贵|上级|责任|牵头|配合|主管|市政府|市委(?!组织|宣传|统战|政法|编办|党校))"
)
UNIT = rf"{_UNIT_NOT}[\u4e00-\u9fff]{{2,10}}?(?:局|委|办|科|室|处|中心|街道|镇|旗|集团|公司|大队|支队|厅|院|站|所|行|部|联|总?工会|专班|党校|管委会|学院|学校)|残联|妇联|团委|团市委|文联|科协|工商联|侨联|红十字会|消防|税务|气象|网信|烟草|电信|移动|联通|人行|供电|组织部|统战部|政法委|纪委监委|编办|机要|档案馆"  # noqa: E501
_CALL = rf"(?:{CALL})\s?"
_BESIDE = rf"{NAME}(?:[、和与及]|以及)\s?"

_GOES_ON = (
    rf"(?=\s?(?:\ue002|于|在|务必|抓紧|尽快|同志|{_DUTY}|[、和与及,]\s?(?:{NAME}|{_SURNAME}|\ue002)|{STRONG_VERB}))"
)
_FIRST = f"[请烦恳敬务还麻劳有辛拜着由限让叫安责要通敦督指委交派转@{NAME}]"  # Most places in a text begin no call.
_CALLED = Keyed(
    "@、与交促劳及叫和托指排求派由着知让请责转辛限麻",
    rf"(?={_FIRST})(?:{_CALL}|{_BESIDE})(?P<name>{UNIT}|{PERSON}){_GOES_ON}",
)
_WITH_DUTY = Keyed("与主会协承持牵盯衔负跟配首", rf"[,、和与及]\s?(?P<name>{UNIT})(?=(?:[、和与及]{NAME}+)*\s?{_DUTY})")
_LISTED = Keyed(
    "、与及和",
    rf"{NAME}[、和与及]\s?(?P<name>{_UNIT_NOT}[\u4e00-\u9fff]{{2,10}}?)(?=(?:[、和与及](?:{NAME}+|[\u4e00-\u9fff]{{2,8}}))*\s?(?:\ue002|(?:等)?[两三四五六七八九十\d]+(?:家|个)|{_DUTY}))",
)
_SOME = Keyed(
    "关员涉责配",
    rf"{NAME}(?:[、和与及]|以及)\s?(?P<name>(?:其他|其它)?(?:相关|有关|责任|成员|涉及|配合)(?:单位|部门|科室|企业|人员))",
)
_AT = Keyed("@", r"@(?P<name>(?!全体|所有|各)[\u4e00-\u9fff]{2,8}?)(?=[\s、,@:]|\ue002|$)")
_NICK = Late(
    rf"(?:^|[,。;:!\n\ue002]|{_CALL})\s?(?:那个|这个|另外|还有|对了)?,?(?P<name>[老小]{_FAMILY}|{_FAMILY}(?:副?(?:科长|主任|局长|处长|书记|区长|秘书长|部长|队长|站长|市长|院长)|老师|师傅|工|总|哥|姐|局|科|处|秘))"
    r"(?=,?\s?(?:\ue002|你|您|把|将|抓紧|尽快|赶紧|务必))"
)
_MAY_BE_NICK = Late(
    rf"[老小长任记师工总哥姐局科处秘院](?:{_FAMILY})?(?=,?\s?(?:\ue002|你|您|把|将|抓紧|尽快|赶紧|务必))"
)
"""The end of whatever _NICK finds: quickly looked for, and seldom there."""

_STANDS_IN = Late(
    rf"(?:由|请|让|找|托|委托|拜托)\s?(?P<name>{PERSON}?)(?=(?:同志)?(?:来|先|暂时|帮忙|帮我|帮着)*(?:代|顶|替|盯|接手|接替|负责|处理|跟进))"
)
_LONGER = Late(rf"(?P<rest>[\u4e00-\u9fff])(?=\s?(?:\ue002|{STRONG_VERB}|{_DUTY}))")
_NO_PART = Late(
    "[于在最应须要请将把务限得也再同各均都就能可会并牵负即明今后周本下上月每按去来到给对向从先尽抓速及和与或为你您老哥姐总处科局主任组工兄的定必第省市区县旗国初这那]"
)
_LIKE_A_VERB = Late(ANY_VERB)


def strangers_in(bones: str, marks: int) -> tuple[str, ...]:
    """Return the names, each once, from left to right; ``marks`` are those of the message (``key``)."""
    patterns = [pattern for pattern in (_CALLED, _WITH_DUTY, _LISTED, _SOME, _AT) if pattern.bit & marks]
    found = [one for pattern in patterns for one in pattern.finditer(bones)]
    if _MAY_BE_NICK.search(bones):
        found += _NICK.finditer(bones)
    if not found:
        return ()
    names = (one["name"] for one in sorted(found, key=lambda one: one.start("name")) if not ANY.match(one["name"]))
    return tuple(dict.fromkeys(names))


def stand_in(bones: str) -> str | None:
    """Return a name in the place of a stand-in (由苏敏代办) that the roster does not hold."""
    found = _STANDS_IN.search(bones)
    return found["name"] if found else None


def by_nickname(bones: str) -> bool:
    """Tell whether somebody is spoken to as 老王, 小李 or 王科长, whom only the office knows."""
    return _MAY_BE_NICK.search(bones) is not None and _NICK.search(bones) is not None


def cut_short(bones: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the names that are only the beginning of another one (张三 in 请张三丰周五前报送)."""
    return tuple(one for one in mentions if _is_cut_person(bones, one) or _is_cut_unit(bones, one))


def _is_cut_unit(bones: str, one: Mention) -> bool:
    """Tell whether a unit was guessed from the beginning of a longer name (财政管 in 财政管理局)."""
    return one.guessed and bool(_UNIT_GOES_ON.match(bones, one.end))


_UNIT_GOES_ON = Late(rf"[\u4e00-\u9fff]{{0,6}}?(?:局|委|办|科|室|处|中心)(?=\s?(?:\ue002|{STRONG_VERB}|{_DUTY}))")


def _is_cut_person(bones: str, one: Mention) -> bool:
    if one.end - one.start != 2 or not one.entry.person:
        return False
    rest = _LONGER.match(bones, one.end)
    called = re.search(rf"(?:{_CALL}|{_BESIDE})$", bones[max(0, one.start - 6) : one.start])
    return bool(rest and called) and not _NO_PART.match(bones, one.end) and not _LIKE_A_VERB.match(bones, one.end)
