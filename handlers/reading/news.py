"""Notices, meetings, statements and stories: they name offices and days and order nothing (通知、消息)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading.choosing import has_limit, is_meant
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.said import N, Said, T
from handlers.reading.targets import Target
from handlers.reading.verbs import STRONG

_MEETING = Keyed(
    "仪会典准地坛培座活",
    r"(?:召开|开|参加|出席|列席|举行|举办).{0,14}(?:会|会议|培训|活动|仪式|讲座|典礼|论坛)(?!议?(?:材料|纪要|名单|通知|议题|准备|方案|汇总|记录|发言))|准时(?:参加|参会|到场|出席)|参会|全体会|(?:会|会议)(?:改到|推迟|延期|取消|提前|照常|在)|(?:地点|会议室)[::]",
)
_NOTICE = Keyed(
    "乐互从做停华持放止气注消知祝者聘解警讯道间馨",
    r"注意着装|做好准备(?:$|[。!,])|报名(?:截止|时间|从)|(?<![成布出写拟好做定改])招聘公告|温馨提示|请大家(?:注意|知悉|互相转告|做好防|关注|支持|理解|谅解)|请(?:各位)?知悉|周知|互相转告|节日快乐|祝大家|祝各位|(?<![报因])停[水电气](?!情况|原因|范围|影响|预案|方案|应急|抢修|区域|台账|数据)|天气预报|气象台|预警信号|放假(?:通知|安排)|据.{2,12}(?:报道|消息|记者)|记者|新华社|讯[ ,]",  # noqa: E501
)
_STATEMENT = Keyed(
    "举争划刚印召定将展已布强成拟指日昨望正示绍获被通预",
    rf"(?:将于|将在|拟于|定于|已经?(?:于|在|完成|报|交|发|办|上报|落实|整改|按)|正在|日前|近日|刚刚|昨[天日晚]|(?:(?<![\u4e00-\u9fff])计划|(?<=[原拟也还已们])计划|预计|力争|争取|有望)(?:{T})|(?:{N})(?:召开|举行|组织召开|印发了|发布了|完成了|开展了|通报了|表示|介绍|指出|强调|获|荣获|被评))",
)


def is_news(said: Said, targets: Sequence[Target]) -> bool:
    """Tell whether the message is a notice, a statement or a story, with no duty for anybody beside it."""
    marked = any(target.marked for target in targets)
    if said.finds(_NOTICE) and not (marked and has_limit(said) and STRONG.search(said.bones)):
        return True
    if said.finds(_MEETING) and not (has_limit(said) and STRONG.search(said.bones)) and not _besides(said, targets):
        return True
    if not marked and (_tells_the_past(said) or said.finds(_FORETELLS) or said.finds(_LAST_YEAR) or _all_past(said)):
        return True
    return bool(said.finds(_STATEMENT)) and not (marked and has_limit(said))


_FORETELLS = Keyed(
    "会估可如恐是肯能过",
    rf"(?:{N})[^,。;\n\ue000\ue002]{{0,4}}(?:{T})(?:就能|会(?![商同签办议审诊谈见的场务])|就会|就可以|才能|才会|应该能|估计|恐怕|大概能|肯定|可能|能不能)"
    rf"|(?:{N})[^,。;\n\ue000\ue002]{{0,4}}(?:{T})[^,。;\n]{{0,4}}[给打报交说来去问找看催](?:我|咱|他|她)?[^,。;\n]{{0,2}}过(?!一?遍|一下|目|关|去|来|程)"
    rf"|(?:如果|要是|假如)(?:{N})(?:{T})[^,。;\n]{{0,6}}不"
    rf"|(?:{N})(?:要是|如果|若是)[^,。;\n]{{0,8}}[没不][^,。;\n]{{0,8}},(?:咱|我|你们?就|大家|就)",
)
"""住建局周五前就能修好, 农牧局周三前给过答复了: what will be or has been is no order."""


_LAST_YEAR = Keyed("今同此这", r"(?:去年|前年|往年|那年|上个?月)(?:的)?(?:这会儿|这时候?|此时|同期|这个时候|今天)")


def _all_past(said: Said) -> bool:
    """昨晚八点前就撤了: every time that is said lies behind."""
    return bool(said.times) and all(
        one.past and one.value is None and (time.rule == "relative_day" or time.pieces.get("week", "").startswith("上"))
        for one, time in zip(said.resolved, said.times, strict=True)
    )


def _tells_the_past(said: Said) -> bool:
    """生态环境局11月20日开展了检查: a day that is over and no limit is a story."""
    loose = said.times and not has_limit(said) and not _is_due(said)
    return bool(loose) and any(
        "confirm_past" in one.asks and time.rule != "weekday"
        for one, time in zip(said.resolved, said.times, strict=True)
    )


def _is_due(said: Said) -> bool:
    """4月30号发来的报告口径不对，后天上午改好重报: beside the day that is over another one is meant."""
    return any(
        time.hour is not None and one.value is not None and not one.asks and is_meant(said, at)
        for at, (time, one) in enumerate(zip(said.times, said.resolved, strict=True))
    )


def _besides(said: Said, targets: Sequence[Target]) -> bool:
    """明天开会，请张三准备材料: a duty for somebody by name beside the notice."""
    named = [one for one in targets if one.called and not any(mention.entry.group for mention in one.mentions)]
    sent = any(SENDS.match(said.bones, one.end) for one in named)
    return sent or any(STRONG.search(said.bones, one.end) for one in named) or bool(named and has_limit(said))


SENDS = Late(
    rf"\s?(?:{T})?(?:各|分别|要|需|请|安排|再)*(?:派|出|抽|抽调)(?:[一两二三四五\d]{{1,2}}(?:人|名|位|个人)|人|员|专人|代表|骨干|\ue001{{2,3}}|工作人员|一?(?:台|辆)车)"
)
"""请发改委派人明天下午参加评审会: whoever is to send somebody has something to do."""
