"""Hearsay (闲谈): what is told, supposed or quoted asks nothing of the office, however official its words are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from handlers.reading.hearsay import is_public, is_quoted
from handlers.reading.late import Late
from handlers.reading.leisure import LEISURE
from handlers.reading.marks import INDEFINITE
from handlers.reading.mood import is_coloured
from handlers.reading.said import N, Said
from handlers.reading.smalltalk import is_small_talk
from handlers.reading.telling import MATTER, is_text
from handlers.reading.values import Context, Reading

_SUPPOSED = Late(
    r"如果|要是|假如|假设|倘若|早知道|万一|若是|换作|换成我|最怕|就好了|该多好|恨不得|梦见|做梦|幻想|哪怕|反正(?:我|他)|[“\"]?造句"
)
_TOLD = Late(
    r"听说|据说|据称|传言|传闻|听人说|居然|竟然|笑死|好家伙|当年|从前|那年|那次|那回|那[几两些]天|那阵|有一[次回年]|小时候|(?:去|前|大前)年|上个?世纪|(?:19|20)[01]\d年|很久|以前(?!报|交|完)|"
    r"多亏|幸亏|亏得|全靠|都说|人家|他们那|他们局|她们|(?:他|她)(?:请|休|说|把|都|又|还)|[他她]们说没|隔壁|我妈|我爸|老师|同学|邻居|朋友圈|抖音|微博|热搜|知乎|小红书"
)
_NEWS = Late(
    rf"记者|本台|消息[::]|新闻|来源[::]|(?:乌海|内蒙古)发布|日报社|摘自|摘登|摘抄|节选|转载|会议指出|公示期|我市|本市|讲评会|事迹|条例》|范文|名词解释|科普|抽检[::]|通报[::]|"
    rf"^[\s]*(?:{N})[::][^,。]{{0,30}}(?:路段|高速|施工|提醒|招聘|公告)"
)
_THINGS = Late(
    r"快递|驾照|年审|驾驶证|身份证|护照|签证|房贷|信用卡|话费|会员|保修|保险|手机|打印机|卡纸|进度条|下载|安装包|更新包|软件|拼图|路上|早高峰|晚高峰|堵|高架|红绿灯|闯红灯|电梯|地铁|航班|"
    r"笑话|视频|段子|表情|照骗|歌|小说|连载|电视剧|综艺|球赛|比赛|比分|裁判|糕点|食品|超市|菜|奶|肉|猫|狗|花|减肥|体重|娃|闺女|儿子|丈母娘|婆婆|彩票|股票|基金|房价|油价|罚\d|违章|扣6分|"
    r"转账|门禁|饭卡|充值|酒|烟|麻将|牌"
)

Rule = Callable[[Said], Reading | None]


def is_hearsay(said: Said) -> bool:
    """Tell whether words in a group, tied to no task, only tell, suppose, quote or speak of private things."""
    if said.context is not Context.GROUP or said.number:
        return False
    table = "\t" in said.text or said.text.count("|") > 1 or "://" in said.plain
    told = (
        table
        or is_text(said)
        or is_quoted(said)
        or is_public(said)
        or bool(INDEFINITE.search(said.masked))
        or is_small_talk(said.plain)
        or is_coloured(said)
        or any(words.search(said.plain) for words in (_SUPPOSED, _TOLD))
    )
    return told or any(words.search(said.bones) for words in (_NEWS, _THINGS, LEISURE))


def is_mere_talk(said: Said) -> bool:
    """Tell whether words outside a group, that name no task, are small talk."""
    return said.context is not Context.GROUP and not said.number and is_small_talk(said.plain)


def in_earnest(rule: Rule) -> Rule:
    """Make a rule pass over hearsay in a group, and over small talk in reply to a task or in private."""

    @wraps(rule)
    def earnest(said: Said) -> Reading | None:
        found = rule(said)
        return None if found is None or is_hearsay(said) or is_mere_talk(said) else found

    return earnest


OURS = Late(r"我(?!市|国|家|妈|爸)|本(?:科|局|区|单位|部门)|咱|俺|领导")
"""Somebody speaks of his own office."""


def is_tied(said: Said) -> bool:
    """Tell whether words speak of the office's own business: by number, in reply, in private, or by their own words."""
    if said.number or said.context is not Context.GROUP:
        return True
    return bool(OURS.search(said.bones) or MATTER.search(said.bones))
