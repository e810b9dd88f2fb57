"""Where a name stands in its clause (句中位置): at the head, behind the matter or before the limit it is spoken to."""

from __future__ import annotations

from handlers.reading.calls import CALL, WHOEVER
from handlers.reading.late import Late
from handlers.reading.masks import CONTENT, NAME
from handlers.reading.names import Mention
from handlers.reading.said import N, Said, T
from handlers.reading.verbs import ANY_VERB
from ledger.people import Role

_BOUNDARY = Late(r"(?<=[\u4e00-\u9fff)])(?<![一二三四五六七八九十])、|[),。;!?\n\s:①-⑩⑴-⑽⒈-⒑]")
_FILLER = Late(
    rf"(?:喂|我看|哎|诶|欸|哟|对了|你们?[俩两几仨三]?(?:个|位|家)?|咱们?|咱们的|给你们?|有空的话|方便的话|反正|总之|所以|那么?|不急|抓紧|赶紧|回头|就这样|[一二三四五六七八九]是|首先|其次|再次|最后|那个谁|那个|这个|嗯+|呃+|额|就是|那?就|还是|好的?|另外|还有|还|往后|今后|以后|从今往后|然后|同时|再|其中|特急|加急|平急|紧急|急件|急|重要|通知|补充|交办|任务|以下|其他|其余|[\[\]()*#\-\d.、①-⑩一二三四五六七八九十@!·•>]|第|每(?:个)?(?:工作日|[天日周月]|季度?|[一二两三四五六七八九十\d]+[天日])?|逐日|按[日周月]|到|至|起|止|{T})*"
)
_STARTS = Late(
    rf"\s?(?:同志|啊|呀|哈|哎|诶|嘛|呢|吧|你看|你们?|您|那边(?!的)|这边(?!的)|那里|(?:注意|听好)(?:了|啦|一下)?)*\s?(?:[,:]?\s?(?:{T})|[,:]|\s|$|\n|[。;!(]|一起|一块|共同|自己|自行(?!车)|联合(?!会|国|体|发文|通报|检查组|公报|声明|党|收割)|联手|陪|任[意一]|这(?:件|个|项)事|{WHOEVER}|(?:干|办|做|有|盯)[一二两三四五六几\d](?:件|项|个)|每|逐日|按[日周月]|各|分别|都|均|要|需|应|须|必须|务必|得|记得|记着|可(?={T})|别忘了?|甭忘了?|别|不要|从|自|[于在](?={T}(?!的))|限(?!制|度|量|额|行)|去(?!年|了|过|哪|世)|帮(?:我|忙)|替我|跑一趟|一并|也|亦|同样|同步|最[迟晚]|至迟|不[晚迟]于|赶在|抢在|麻烦|辛苦|烦请|劳驾|给个|给我|抓紧|尽快|马上|立即|立刻|赶紧|把|将|请|再|按|于|做好|怎么(?:搞|弄|回事)|咋(?:搞|回事)|(?:派|抽调)(?=[一两三四五\d人员专\ue001])|看(?:看|一?下|(?=\ue002))|[跟和与](?=[^,。;\n\ue002]{{1,8}}(?:对接|沟通|协商|联系|商量|碰))|对(?=[^,。;\n]{{1,16}}(?:把|进行|开展|[作做]|予以|再|务必|必须|要(?!求|么|是|紧|点|闻)))|除(?:了|去|开)?(?:{N})(?:[、和与及](?:{N}))*(?:以外|之外|外))"
)
_HEARD = Late(r"\s?(?:同志)?,?(?:啊|呀|哎|诶|嘛|你俩|你们两?|你|您)(?!的)")
_STRANGER = r"[\u4e00-\u9fff]{2,8}?(?:局|委|办|部|中心|公司|科|室|院|站|所|支队|大队|集团|残联|妇联)"
_BEHIND = Late(rf"(?:{_STRANGER}[、和与及])+")
_BEFORE_STRANGER = Late(rf"(?:[、和与及]{_STRANGER})+(?=\s?(?:{T}|[,:]|{N}|{ANY_VERB}))")
_TOPIC = Late(
    r"[^,。;!?\n]{2,24}?(?:这块儿?|那块儿?|这边|这事儿?|那事儿?|的事儿?|的事情|这件事|这项工作|这摊子?|一事|那个|那件)(?:,|\s)?"
)
_DOES_VERB = Late(rf"\s?(?:{ANY_VERB})")


def heads_an_office(said: Said, run: tuple[Mention, ...], start: int, end: int) -> bool:
    """住建局的，井盖那事儿…，明儿下班前: at the head, with a limit behind it, those of an office are spoken to."""
    if run[-1].entry.person or not _OF_THEM.match(said.bones, end):
        return False
    limited = any(time.bound and time.start > end for time in said.times)
    return limited and bool(_FILLER.fullmatch(said.bones, 0, start))


_OF_THEM = Late("的(?=,)")


def stands_first(said: Said, run: tuple[Mention, ...], start: int, end: int) -> bool:
    """Tell whether the name opens a clause or fills it: then it is who is spoken to."""
    opening = max(
        (found.end() for found in _BOUNDARY.finditer(said.bones, max(0, start - 40), start)), default=max(0, start - 40)
    )
    if not any(pattern.fullmatch(said.bones, opening, start) for pattern in (_FILLER, _BEHIND, _TOPIC)):
        return _behind_its_matter(said, run, opening, start, end)
    if said.bones[opening - 1 : opening] == "、" and said.bones[opening - 2 : opening - 1] != ")":
        return bool(_IN_A_ROW.match(said.bones, end))
    if said.bones.endswith("我看", opening, start) and not _OUGHT.match(said.bones, end):
        return False
    if _is_spoken_to(said, run, end):
        return True
    if all(one.entry.group for one in run) and said.bones[end : end + 1] == CONTENT:
        return True  # 各党支部第一季度党费: a group at the head is spoken to.
    short = any(one.alias and not one.entry.group and one.end - one.start <= 2 for one in run)
    behind = any(time.bound and not said.bones[time.end : start].strip(" ,:") for time in said.times)
    return (behind or not short) and bool(_DOES_VERB.match(said.bones, end))


def _is_spoken_to(said: Said, run: tuple[Mention, ...], end: int) -> bool:
    """Tell whether what follows the name shows that somebody is spoken to: 张三，…; 张三你…; …，周五前给我."""
    if _STARTS.match(said.bones, end) or _HEARD.match(said.bones, run[-1].end) or _HEARD.match(said.bones, end):
        return True
    if said.role is not Role.STAFF and (_OWED_TO_ME.match(said.bones, end) or _owes_his_paper(said, end)):
        return True
    strangers = bool(_BEFORE_STRANGER.match(said.bones, end))
    return strangers or _limit_further_on(said, end) or _person_behind_limit(said, run)


_OUGHT = Late(r"(?:你们)?(?:还是)?[要得把将先再]")
"""我看民政局要把…: what the speaker sees fit; 我看财政局周五前能交上 is what he expects."""

_OWED_TO_ME = Late(
    rf"(?:(?!说|讲|答应|承诺|保证|表示|告诉|回复我|问我|能|会(?!同|商|签)|可能|应该|已|了(?!解)|过(?!一?遍|筛|目|关|来|去)|的(?:人|同志|车))[^。;!?\n{NAME}]){{2,40}}?(?:{T})[^,。;!?\n{NAME}]{{0,8}}"
    r"(?:(?:报|发|交|拿给|送给?)我|给我(?!们|打|说|来电)|[见要]结果|(?:我要?)?听(?:你们?)?(?:的)?(?:汇报|结果|回音)|我要(?:看|见|结果))"
)
"""民政局再过一遍筛子，月底前见结果: with a limit that the speaker sets for himself, whatever the verb."""


def _owes_his_paper(said: Said, end: int) -> bool:
    """审计局这份方案要再细一点，后天前改回来: his paper at the head, a limit and what is to be done behind it."""
    found = _HIS_PAPER.match(said.bones, end)
    return found is not None and any(time.bound and time.start == found.end() for time in said.times)


_HIS_PAPER = Late(
    rf"(?:的)?(?:这|那)[个份篇件项块些][^。;!?\n{NAME}]{{1,24}},\s?(?=(?:{T})(?:你们?|您)?(?:{ANY_VERB}|把|将|给|再|务必|必须|要))"
)


def _person_behind_limit(said: Said, run: tuple[Mention, ...]) -> bool:
    """九点半前张三下楼取公文: somebody right behind a limit is to act, whatever the verb."""
    return run[0].entry.person and any(time.bound and time.end == run[0].start for time in said.times)


_IN_A_ROW = Late(rf"(?:{ANY_VERB})[^,。;!?\n的]{{1,20}}(?=[,。;!\n、]|$)")
"""综合科写材料、行政科订会议室: a clause of his own, although only 、 parts it from the one before."""


def _behind_its_matter(said: Said, run: tuple[Mention, ...], opening: int, start: int, end: int) -> bool:
    """管网漏水住建局马上处理, 模板王五改: the matter first, then who and when, without a comma."""
    if not _MATTER.fullmatch(said.bones, opening, start) or any(one.short for one in run):
        return False
    if any(time.bound and end == time.start for time in said.times) or _limit_then_does(said, start, end):
        return True
    return bool(_AT_ONCE.match(said.bones, end) or _SHORT_ACT.match(said.bones, end))


def _limit_then_does(said: Said, start: int, end: int) -> bool:
    """供热台账5天内环保局汇总一下: the matter, the limit, and then who is to act."""
    return any(time.bound and time.end == start for time in said.times) and bool(_DOES_VERB.match(said.bones, end))


_MATTER = Late(rf"(?!{CALL})[^\ue000\n]{{2,30}}(?<![省市县旗州盟区])")
_AT_ONCE = Late(rf"\s?(?:{T})?(?:务必|必须|马上|立即|立刻|赶紧|尽快|抓紧)(?:去|给)?(?:{ANY_VERB})")
_SHORT_ACT = Late(rf"(?:来|去)?(?:{ANY_VERB})(?:一下|下|掉|完|好)?(?=[,。;!\n]|$|{T})")


def _limit_further_on(said: Said, end: int) -> bool:
    """水务局停工检查情况下周二前书面报告: the matter stands between the name and the limit, in one breath."""
    found = _MATTER_THEN_LIMIT.match(said.bones, end)
    return found is not None and any(time.bound and time.start == found.end() for time in said.times)


_MATTER_THEN_LIMIT = Late(
    rf"[\u4e00-\u9fff\ue001\d]{{2,24}}?(?=(?:{T})(?:一定[要得]|必须|务必[得要])|(?:{T})(?:务必|统一|全部|书面|都)?(?:公示|整改|整理|梳理|核实|核对|清理|修复|拆除|落实|汇报|补齐|[改写弄做修办备]好|[改写弄做修办]完|报|上报|提交|交|反馈|汇总|发|送|拿出|给|完成|办结))"
)
