"""Questions and requests to the ledger: queries, reports, draft circulars (查询、报告、通报)."""

from __future__ import annotations

import re

from handlers.reading.duties import Duty
from handlers.reading.key import Key, Keyed, needs
from handlers.reading.late import Late
from handlers.reading.leisure import LEISURE
from handlers.reading.listing import exports_a_part, is_bare
from handlers.reading.numerals import number
from handlers.reading.replies import BUT_STAFF, STAFF, all_names, heard, only
from handlers.reading.resolve import RULES
from handlers.reading.said import N, Said, T
from handlers.reading.strangers import by_nickname
from handlers.reading.talk import in_earnest
from handlers.reading.targets import find_targets
from handlers.reading.telling import is_text
from handlers.reading.values import Context, Intent, Reading
from ledger.calendar import DAY

_WHAT = r"(?:哪些|哪几|啥|什么|多少|几[项件个家]|谁)"
_STATE = r"(?:没办完|没办|没办结|未办结|没完成|没交|未完成|未交|待办|任务|事项|逾期|超期|到期|临期|待审|没销|没落实|要交|要报|该交|该报|红灯|黄灯|绿灯|在办|没销号|待销号|没反馈|没报|未报|未签收|没签收|督办件|卡点|延期)"  # noqa: E501
_OWN_MATTER = r"(?:我|我们科?|咱|\ue000{1,48})(?:的|那|这)?[^,。?!\n]{0,6}"
_QUERY = Late(
    rf"(?:^|[,。\s])(?:{T}|我们?科?|咱们?|{N}|手[里上]|目前|现在){{1,2}}(?:还|都)?有[^,。?!\n]{{0,8}}{_STATE}的?(?:任务|事项|件)?(?:没有?|么|吗|不)(?=[,。?!\s]|$)|{_OWN_MATTER}(?:延期|销号|申请|请示|转办)(?:申请|请示|报告|的事儿?)?(?:还|已经?)?(?:批|过|通过|审|回|办)(?:了|下来|下来了)(?:没有?|么|吗|不)(?=[,。?!\s]|$)|"
    rf"\ue001的?(?:时限|期限|截止(?:时间|日期)?)[^,。?!\n]{{0,6}}(?:哪天|哪一天|几号|什么时候|啥时候|多会儿?|何时|是多少)|"
    rf"^\s*(?:红灯|黄灯|逾期|超期|待办|临期|到期|没办完)的?(?:都)?(?:列|拉|调|捋|数|过)(?:一下|出来|个|一遍)|排名(?:咋样|咋个样)了?[啊呀呢]?(?=[,。?!\s]|$)|(?:久无|长期无|长期没|一直没|没有?|无|零)进展的(?:任务|事项|件)?(?:有?{_WHAT}|$|[?。])|"
    rf"{_WHAT}[^,。?!\n]{{0,8}}{_STATE}|{_STATE}(?:的)?[^,。?!\n]{{0,6}}(?:有|是|都)?{_WHAT}(?!去|来|想)|"
    rf"(?:{T}|这周|本周|今天|本月|这个月|下周)[^,。?!\n]{{0,6}}(?:要|该|需要?|得)(?:我们?)?(?:交|报|办|完成)(?:啥|什么|哪些|多少|的有)|"
    rf"我(?:们科?|科)?(?:的)?(?:待办|任务清单|任务列表|任务|清单|台账)(?:$|有|还|是|呢|[?,。])|^\s*(?:待办|我的待办|查待办|看待办|今日待办|本周待办|逾期|逾期清单|红灯|任务清单)\s*$|"
    rf"(?:多少分|几分|得分(?:是|多少|情况)|扣在哪|扣了?多少|怎么扣的|排(?:名)?第几|第几名|排名(?:多少|情况|怎么样|如何)|考核分)|"
    rf"\ue001(?!\ue001)(?:任务|事项)?[^,。?!\n]{{0,6}}(?:怎么样|卡在(?:谁|哪|什么)|啥情况|什么情况|[什啥]么?状态|咋样|到哪|办到哪|谁在办|谁负责|什么时候到期|还剩几天|详情|(?:怎么|咋|为什么|为何|为啥)(?:又|还|就|突然)?(?:变|亮)?[红黄]了|为什么红灯|为啥红灯|为何红灯|进展如何|进度如何|啥进度|什么进度|进展(?:怎么样|咋样|呢|\?)|情况[?]|几号到期|截止到?什么时候|什么时候截止|还有几天|还剩多少天|几天到期)|"
    rf"有没有[^,。?!\n]{{0,10}}{_STATE}|{_STATE}[^,。?!\n]{{0,10}}(?:有没有|有吗)|(?:哪些|谁|哪几[项件家个])[^,。?!\n]{{0,6}}延期|^(?:\ue001{{1,16}}|[\s,]){{1,4}}(?:这个|那个)?(?:现在|目前)?(?:办|做|走|弄|进行)?到哪(?:一?步|儿|里|了)|"
    rf"^[\s]*(?:我(?:们科?)?)?(?:{T}|[这本下上]周|[这本下]个?月|今[天日]|明[天日])(?:内|之内)?(?:我(?:们科?)?)?(?:要|该|快|将)?(?:到期|交|报|办)的(?:有)?[。?!\s]*$|我(?:手[上里]|这[边里儿])?[^,。?!\n]{{0,6}}(?:还)?(?:有|剩)(?:啥|哪些|什么|几[件项个])(?:活|事|任务|没办|没交|要办|[。?!\s]*$)|"
    rf"(?:{T}|[这本上]周|[这本上]个?月)(?:我(?:们科?)?)?(?:办结|完成|销号)了?(?:几|多少)|(?:{T})?我(?:{T})?(?:要|该|得)(?:干|办|做)(?:啥|什么|哪些)|(?:{N})(?:名下|手[上里头])(?=[,。?!\s]|$|还|有|都|现在|目前|几|哪|多少|的?(?:任务|事项|督办|待办|活|未|没|逾期|超期|红|黄|工作))|我名下|(?:各区|{N})(?:的)?[红黄绿]灯(?:情况|$)|谁手[上里]|办结率|(?:签收及时|延期|退回)率(?:是|有)?(?:多少|怎么样|如何|咋样|[?]|$)|(?:{N})(?:现在|目前)?(?:是)?(?:什么|啥)情况|\ue001(?!\ue001)(?:的)?(?:要求|内容)是(?:啥|什么)|\ue001(?!\ue001)(?:谁(?:在)?(?:负责|办|管))|把[^,。?!\n]{{0,6}}(?:红灯|黄灯|逾期|超期|待办|没办完|到期)[^,。?!\n]{{0,4}}(?:列|拉|调|找)(?:一下|出来|个)|"
    rf"^[\s]*(?:查|看)\s?\ue001{{1,24}}[。?\s]*$|(?:{N})[^,。?!\n]{{0,6}}(?:没办完|没办结|未办结|未完成|未办)的|"
    rf"(?:查一?下|问一?下|查一查|看一?下|查询|查看|看看|显示|列出|列一下|调出)[^,。?!\n]{{0,14}}(?:任务|待办|进度|进展|逾期|红灯|黄灯|事项|得分|台账(?!表)|[\ue001]{{2,}}号?|督办件)|"
    rf"(?:{N})[^,。?!\n]{{0,8}}(?:进展|进度|办得|办理情况|完成情况)(?:如何|怎么样|咋样|到哪)|(?:{N})(?:还|现在|目前)?(?:有|欠|差)(?:几|哪些|多少)(?:[^,。?!\n]{{0,3}}[件项个条任事没未红黄绿逾超到]|(?=[,。?!\s]|$))|谁(?:还)?(?:没|未)(?:交|报|签收|反馈|销号)"
)
_NOT_QUERY = Late(
    rf"优惠券|会员卡|://|来着[。!?\s]*$|是人(?:干|做|办|写)的|有(?:啥|什么|何)区别|谁(?:做|写|设计|画|起|发明)的|谁说的|人民日报|酒驾|谁有(?![没未逾几任事])|聚餐|吃|去不去|参加|打球|几点|天气|谁去|谁有空|请(?:{N})|电影|多少钱|快递|食堂|停车|请.{{0,6}}(?:报送|反馈|说明)"
)
_SCORED = Late(r"分|排名|第几名")
_BARELY_SCORED = Late(r"\s*(?:看看|看一?下|查一?下|查)?(?:得分|排名)[。!?\s]*")
"""Said in private and nothing else: what is counted is the office's."""
_OF_OFFICE = Late(r"我|科|局|单位|季度|本月|这个月|今年|年度|考核|考评|部门|各区")
_LIGHTS = {"红": "red", "黄": "yellow", "绿": "green"}
_FILTERS = (
    ("rate", Late(r"(?:办结|及时|签收|延期|退回|逾期)率")),
    ("silent", Late(r"(?:无|没有?|零)(?:进展|动静)")),
    ("score", Late(r"分(?![解头给派成])|排名|排?第几名?")),
    ("overdue", Late(r"逾期|超期")),
    (
        "assigned",
        Late(r"新(?:交办|下达|布置|派发|增)|(?:[今昨][天日]|[本这]周)(?:交办|布置|下达)了?(?:的|哪|几|多|什么|啥)"),
    ),
    ("unacknowledged", Late(r"签收")),
    ("to_review", Late(r"待销号|待审")),
    ("blocked", Late(r"卡点")),
    ("escalated", Late(r"督办(?:单|情况|台账)")),
    ("unreported", Late(r"没报|未报|没交|未交(?!任)|没反馈|未反馈")),
    ("due", Late(r"到期|要交|该交|要报|该报|临期|得交|得报|需要交")),
)
_PERIODS = (
    ("week", Late(r"[这本]周|这个?星期|本星期")),
    ("next_week", Late(r"下周|下个?星期")),
    ("yesterday", Late(r"昨[天日]")),
    ("today", Late(r"今[天日]")),
    ("tomorrow", Late(r"明[天日]")),
    ("month", Late(r"[这本]个?月")),
    ("quarter", Late(r"[这本]个?季度")),
    ("year", Late(r"今年|本年")),
)

_QUOTED = Late("《[^》\n]{0,80}》|“[^”\n]{0,40}”")
_KINDS = (
    ("ranking", "排名|排行"),
    ("dispatch", "日调度|调度表|晨报|早报"),
    ("daily", "日报"),
    ("weekly", "周总结|周报"),
    ("monthly", "月报|月度|月总结"),
    ("burden", "减负|负担"),
    ("documents", "办文|大起底"),
    ("ledger", "台账"),
    ("quarterly", "季报|季度"),
)
_REPORT = Late(
    r"(?:出|生成|导出?|来|做|打印|调出|拉|整)(?:一下|一份|一个|个|份|张)[^。\n]{0,16}?(?P<a>日报|日调度|周总结|周报|月报|月度|季报|季度|台账|排名|调度表|晨报|办文|减负(?:情况|数[字据]|报告|月报|表))|(?:导出|生成|重发|补发|推送一下)[^。\n]{0,16}?(?P<b>日报|日调度|周总结|周报|月报|月度|季报|季度|台账|排名|调度表)|"
    r"(?:把(?!关)|将(?![上来要军])|给我|发我|(?:(?<![\u4e00-\u9fff])|(?<=[我想还]))要|看看|看一?下)[^。\n]{0,18}?(?P<c>日报|日调度|周总结|周报|月报|月度报告|月度总结|季报|季度报告|台账|排名|调度表|晨报|减负(?:情况|数[字据]|报告|月报|表))[^。\n]{0,8}?(?:发|给|推|看看|导|$|来(?!了))[^。\n]{0,4}(?:我|群|一遍|一份|一下|出来|过来|看看|$)|(?P<d>日报|日调度|周总结|周报|月报|季报|台账|排名|调度表)[^,。\n]{0,8}(?:发我|给我|再发(?:一[次遍份]|我|过来)|重发|再(?:推|来|出|传)(?:送)?一[次遍份]|(?:调|找|翻|导|拿|提)(?:一下|一份)?出来(?=[,。!\s]|$|看|给|发))"
)
_WANTED = Late(
    r"(?:^|[,。;!\s])(?:再|先)?(?:出|要|导|打|来|发(?:一下|我|给我|一份|个))[^,。;\n请]{0,10}?(?P<a>日报|日调度|周总结|周报|月报|月度总结|季报|台账|排名|调度表|晨报)|(?P<b>日报|日调度|周总结|周报|月报|月度总结|季报|台账|排名|调度表)[^。\n]{0,12}(?:(?:出|来|导|发)(?:我)?(?:一份|一张|一个|个|份)|导出)"
)
"""出上周的周总结，要PDF: in private, where nobody but the bot is spoken to."""
_FORM = r"(?:[wW]ord|WORD|docx|文档|pdf|PDF|图片|长图|[eE]xcel|EXCEL|xlsx|表格)(?:版|格式|文件)?"
_CURT = Late(
    rf"[\W_]*的?(?:请|麻烦)?(?:给我|发我|我要|要|看一?下|看看|看)?(?:(?:今[天日]|昨[天日]|前[天日]|本周|这周|上周|本月|这个?月|上个?月)?的?(?P<a>日报告?|日调度|周总结|周报)的?(?:{_FORM})?|(?:本月|这个?月|上个?月)的?(?:月报|月总结|月度总结)的?(?:{_FORM})?|(?:本月|这个?月|上个?月|本季度|今年)?的?(?:基层)?减负(?:情况|数[字据]|报告|月报|表)(?:{_FORM})?)(?:呢|发我|给我|看看|看一?下)?[\W_]*$"
)
"""周总结, 日报告PDF: a report, its day, a form of file, and nothing else, in private."""

_QUERIES, _REQUESTS = (
    Key("?什任何几列台名呢咋哪啥少待得怎手找拉显有查清灯率的看考详谁调逾问没么吗不多期", _QUERY),
    Key("台周季排文日晨月表减", _REPORT, _WANTED, _CURT),
)

_FORMATS = (
    ("docx", Late(r"GB|公文格式|[wW]ord|WORD|docx|文档")),
    ("xlsx", Late(r"[eE]xcel|EXCEL|xlsx|表格版?")),
    ("pdf", Late(r"pdf|PDF")),
    ("png", Late(r"图片|png|长图|截图")),
)
_CIRCULAR = Keyed("通", r"(?:起草|拟(?!于)|草拟|拟定|写|出|生成|形成|做|撰写)[^。;\n]{0,24}通报")
_TOP, _BOTTOM = (
    Late(r"(?:表扬|前|红榜)[^,。]{0,4}?前?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?:名|位|家)"),
    Late(r"后(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?:名|位|家)"),
)
_CIRCULAR_PERIOD = Late(
    r"(?:\d{4}年)?(?:第?[一二三四1-4]季度|上半年|下半年|全年|年度|\d{1,2}月份?|本季度|这季度|上季度|本月|上月|上周|本周)"
)


@needs(_QUERIES, keyed_in={Context.GROUP})
@in_earnest
def query(said: Said) -> Reading | None:
    """我还有哪些没办完的; 目前红灯的有哪些; 城管局这季度多少分."""
    if (
        not (_QUERY.search(said.bones) or _is_asked_in_private(said) or _is_asked_of_it(said))
        or _NOT_QUERY.search(said.bones)
        or said.finds(LEISURE)
        or "://" in said.plain
    ):
        return None
    if said.context is Context.GROUP and not said.number and (_goes_on_telling(said) or is_bare(said)):
        return None
    if _SCORED.search(said.bones) and not (said.mentions or _OF_OFFICE.search(said.plain) or _is_bare_score(said)):
        return None
    light = re.search(r"([红黄绿])(?:灯|色)", said.plain)
    mine = said.role in STAFF or re.search(r"我(?!们?市)", said.bones)
    kind = next((name for name, pattern in _FILTERS if pattern.search(said.plain)), "open")
    period = next((name for name, pattern in _PERIODS if pattern.search(said.plain)), None)
    who = all_names(said)
    return heard(
        said,
        Intent.QUERY,
        filter=kind,
        unit=only(who),
        mine=True if mine and not who and not said.number else None,
        light=_LIGHTS[light[1]] if light else None,
        period=period,
    )


_ASKS = Late(
    r"[?]|多少|几[个项件家天次份篇]|哪[些个家几里一天]|啥|什么|怎么样|咋样|如何|吗(?=[,。!]|$)|到哪|有没有|是否|为何|为什么|排第几|谁(?!负责落实)|没有(?=[,。]|$)"
)
_SHOW = Late(
    r"(?:给我)?(?:列|查|看|调|拉|找|显示|汇总|统计|数|瞧)(?:一?下|一查|一看|看|出来|个|给我)|给我(?:看|瞧|列|查|一份|个)|发我(?:看|一份|一下)"
)
_OF_LEDGER = Late(
    r"任务|事项|督办|待办|逾期|超期|超时|到期|临期|红灯|黄灯|绿灯|卡点|退回|销号|办结|签收|[日周月]报|得分|扣分|加分|打分|多少分|排名|排行|考核|考评|时限|期限|截止|进度|进展|状态|卡在|办到|收文|发文|件文|\ue001文|延期|交办|台账|没报|未报|没交|未交|没反馈|没办|未办|催办|排第|到哪一?步|活儿?|表扬|通报(?!稿)"
)
_LISTED = Late(
    rf"^(?:{N}|{T}|还|目前|\s)*+(?:没|未)(?:签收|报|交|反馈|办结|办完|销号|完成)的(?:单位|部门|科室|人|任务|事项)?[。!\s]*$|^[\s]*(?:看看|看下|查下|要|我要)?(?:{N}|{T}|\ue001|我们?[科局]?|本[科局]|本?季度|[这本上]个?(?:[周月]|季度?)|今年|全市|全部|所有|的|名下|手[上里头]|目前|当前|现在|[、和与及])*"
    rf"(?:任务|事项|待办|逾期|超期|红灯|黄灯|得分|扣分|加分|排名|考核分|考评|办结|销号|卡点|督办件|台账|进度|进展)(?:[、和与及]?(?:得分|扣分|排名|明细|清单|列表|情况|数|率|统计|任务|事项|件))*[。!\s]*$"
)
"""乌达区本季度得分和排名: nothing but whose and what."""


_OF_IT = Late(
    r"[\s,]*(?:请问)?(?:现在|目前|这两天|最近)?(?:(?:此|该|本|这)(?:件|个|项|条)?(?:事项|事情|事|任务|工作)?)?(?:现在|目前)?的?"
    r"(?:(?:最新|办理|落实|推进|工作|完成|整改)?(?:进展|进度|情况|结果|状态)(?:情况)?(?:到|是|现在)?(?:如何|怎么样|怎样|咋样|呢|哪一?步|什么样?|啥样?)|"
    r"(?:办|做|弄|搞|推进|进行|落实|整改)(?:理|结)?(?:得|的)?(?:情况)?(?:如何|怎么样|怎样|咋样)|(?:办|做|弄|搞|推进|进行|走)?到(?:哪一?步|哪儿?|哪里|什么(?:程度|阶段|环节))|"
    r"(?:是)?(?:什么|啥)(?:情况|进展|进度|状态)|(?:有)?(?:没有?)?(?:新|什么|啥)?进展(?:吗|没有?|了吗)?[?]|有(?:没有?)?(?:新|什么|啥)?进展(?:吗|没有?|了吗)?|(?:办|做|弄|搞)?(?:完成|完|好|妥|结)了?(?:吗|没有?|没))(?:了|啊|呀|呢)?[?。!\s]*"
)
"""进展如何 in reply: nothing but a question about the task replied to."""


def _is_asked_of_it(said: Said) -> bool:
    return said.context is Context.REPLY and bool(_OF_IT.fullmatch(said.bones))


_MINE = Late(r"\s*我的[。!?\s]*")


def _is_asked_in_private(said: Said) -> bool:
    """卡点超过三天的给我看看: in private whoever asks, or says only a thing of the ledger, asks the ledger."""
    if said.context is not Context.PRIVATE or any(time.bound for time in said.times):
        return False
    if _MINE.fullmatch(said.plain):
        return True
    if any(target.called for target in find_targets(said)):
        return False
    asked = _ASKS.search(said.bones) if said.role in STAFF else _ASKS.search(said.bones) or _SHOW.search(said.bones)
    return bool(asked and _OF_LEDGER.search(said.plain)) or bool(_LISTED.match(said.bones) and said.text.strip())


def _is_bare_score(said: Said) -> bool:
    return said.context is Context.PRIVATE and bool(_BARELY_SCORED.fullmatch(said.plain))


def _goes_on_telling(said: Said) -> bool:
    """教育局排第几不重要，重要的是成长: whoever asks ends with the question, or says what to do with the answer."""
    clauses = [one for one in re.split(r"[,。;!?\n]", said.bones) if one.strip()]
    asked = max((at for at, one in enumerate(clauses) if _QUERY.search(one)), default=len(clauses) - 1)
    return bool(_ASSERTED.search(said.bones)) or any(not _AND_THEN.search(one) for one in clauses[asked + 1 :])


_ASSERTED = Late(r"谁说|猜|考了|高考|不重要|无所谓|没关系|不(?:意外|奇怪)|管(?:他|它)|查询[码号]")
_AND_THEN = Late(
    rf"列|发|报|给|说|看|查|调|导|统计|汇总|告诉|在哪|为什么|为啥|多少|几|哪|谁|抓紧|谢谢|辛苦|急|呢|^\s?(?:{N}|{T}|\ue001)*\s?$"
)


@needs(_REQUESTS)
@in_earnest
def report_request(said: Said) -> Reading | None:
    """把上周五的日报再发我一遍; 出一份本周周总结，按GB/T 9704排好版发我."""
    plain = _QUOTED.sub("", said.plain)
    found = _REPORT.search(plain) or (
        said.context is Context.PRIVATE and (_WANTED.search(plain) or _CURT.match(_behind_its_day(said)))
    )
    if (
        not found
        or re.search(r"[?]|吗|没交|没报|(?<!给)我(?:发|交|报)", said.plain)
        or (_has_doer(said) and not exports_a_part(said))
        or by_nickname(said.bones)
    ):
        return None
    if said.context is Context.GROUP and (_CHATTED.search(plain) or not (said.times or _WHICH.search(plain))):
        return None
    if (said.mentions or _MADE_READY.search(said.bones)) and _is_to_come(said):
        return None  # 月底前把供热台账报来财政局, 周五前把台账更新好: the bot is given no limit.
    kind = next(name for name, pattern in _KINDS if re.search(pattern, said.plain))
    form = next((name for name, pattern in _FORMATS if pattern.search(said.plain)), None)
    return heard(said, Intent.REPORT_REQUEST, kind=kind, date=_report_date(said), format=form)


def _behind_its_day(said: Said) -> str:
    """上周五的日报告: what stands behind the day whose report is wanted."""
    first = said.times[0] if said.times and not said.plain[: said.times[0].start].strip() else None
    return said.plain[first.end :] if first and not first.bound else said.plain


_MADE_READY = Late(r"[把将][^,。;\n]{1,14}(?:更新|补齐|补全|补充|整理|完善|核对|填|修改|建|[改做弄补录]好|录入)")
"""What people do to a ledger, and the bot never."""


_WHICH = Late(
    "今|昨|前天|[本这上]个?(?:周|星期|月|季)|季度|年|月份?|[日号]那天|导|生成|重发|补发|再发|推送|出一|来份|一份|版|格式|(?i:pdf|word|excel)"
)
_CHATTED = Late("抄|不会写|举手|谁第|长啥|学学|有没有|上有")
"""周报给我看看，我抄一下: colleagues ask one another; the bot is told which report, or its form."""


def _is_to_come(said: Said) -> bool:
    pairs = zip(said.times, said.resolved, strict=True)
    return any(time.bound or (one.value and one.value.date() > said.now.today) for time, one in pairs)


def _report_date(said: Said) -> str | None:
    """Return the past day (or today) whose report is wanted."""
    for time in said.times:
        days = RULES[time.rule](time, said.now).candidates
        found = sorted(day - DAY * back for day in days for back in (0, 7 if time.rule == "weekday" else 0))
        past = [day for day in found if day <= said.now.today]
        if past:
            return past[-1].isoformat()
    return None


_TALKS = Late(
    r"^论|排第|文采|怎么写|写(?:得|过|了|完了|起来)|听说|据说|昨天|上次|能不能|会不会|怎么|教(?:我|你|大家)|学(?:习|着|会)|[?]|吗(?:[,。!]|$)|难写|不好写|最怕|(?:谁|我|他|她)(?:来)?写|如果|要是"
)


@needs(of=BUT_STAFF)
def notice_request(said: Said) -> Reading | None:
    """起草三季度政务绩效考评通报，表扬前3名，点名后3名: a draft, published only after approval."""
    if not said.finds(_CIRCULAR) or _has_doer(said) or _TALKS.search(said.bones):
        return None
    if said.context is Context.GROUP and is_text(said):
        return None
    period, top, bottom = _CIRCULAR_PERIOD.search(said.plain), _TOP.search(said.plain), _BOTTOM.search(said.plain)
    return heard(
        said,
        Intent.NOTICE_REQUEST,
        period=period.group() if period else None,
        top=number(top["n"]) if top else None,
        bottom=number(bottom["n"]) if bottom else None,
    )


def _has_doer(said: Said) -> bool:
    """Tell whether somebody is named who should do it; a request to the bot names nobody."""
    return any(target.duty in (Duty.ASSIGNEE, Duty.LEAD) for target in find_targets(said))
