"""Telling and ordering (陈述与祈使): the marks of a sentence that tells something, whatever it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.reading.calls import POLITE
from handlers.reading.key import Key
from handlers.reading.late import Late
from handlers.reading.masks import NAME
from handlers.reading.said import N, Said, T
from handlers.reading.verbs import STRONG


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of telling; ``text`` where it belongs to another text, which no word of command makes an order."""

    name: str
    words: str
    text: bool = False


_GENRE = (
    "快讯|简讯|短讯|要闻|头条|资讯|消息|启事|招聘|求职|转让|出租|每日一学|科普|试题|真题|题目|论题|作文题?|考题|面试题|例题|附则|总则|判决书|裁定书|条款|词条|解读|名言|金句|语录|台词|"
    "剧情|热评|书评|影评|案例|交流材料|典型材料|经验材料|节选|选登|说明书|名词解释|歌词|口诀|顺口溜|相声|小品|笑话|段子|谜语|对联|成语接龙|剧本|甲|乙|日记|造句"
)
_MEDIA = "融媒|日报|晚报|晨报|[^)]网|记者|客户端|公众号|通讯员|来源|供稿|真题|媒体|电视台|广播|微博|抖音|头条"
_ELSEWHERE = "国务院|国家|中央|全国|自治区|外省|外地|全省|省里?|市委|各地|央视|人大常委会"
_YEARS = r"(?:[一二两三四五六七八九十几多\d]{1,3}年(?:之?前|以前)|(?:19\d\d|20[01]\d|202[0-5])年|[去前]年|大前年)"
_PAST = rf"昨[天日晚夜]|前[天晚](?!之)|上(?:个?(?:周|星期|礼拜|月|季度))|{_YEARS}"

_CERTAIN = r"(?<!\d)某(?:市|县|区|局|省|地|单位|部门|人|些|位|领导|企业)"
INDEFINITE = Late(rf"{_CERTAIN}|有(?:些|的)(?:事|活|单位|部门|人|地方|同志|科室)|那(?:帮|群|伙)|他们(?:局|科|单位|那)")
"""Somebody who is not named: nobody is called upon, and nobody's task is spoken of."""

MARKS: tuple[Mark, ...] = (
    Mark(
        "a text with its genre at the head",
        rf"^[\s\[]*(?:(?!会议|纪要|批示)[^,。;:!?\n]){{0,8}}?(?:{_GENRE}|(?<!纪要)(?<!批示)摘[录要])(?:[(][^)\n]{{0,12}}[)])?\]?\s?[:\]]",
        text=True,
    ),
    Mark(
        "words of a law",
        rf"自(?:{T}|[^,。;\n]{{2,14}})起(?:施行|生效|试行)|负责解释|第[\ue001一二三四五六七八九十百\d]{{1,12}}条规定|(?:条例|办法|规定|法|准则|细则)[》\ue001]?(?:明确)?规定,|[\ue001]{{4,}}规定,|应当自",
        text=True,
    ),
    Mark(
        "an opinion",
        r"(?:我|个人|本人)(?:倒|也|还是|就)?(?:觉得|认为|感觉|猜|寻思|怀疑)|我(?:打?赌|看悬)|(?:^|[,。!\s])(?:要我说|依我看|在我看来|说实话|说真的|讲真|老实说)|我看(?:应该|还是|不如)|(?:还)?不如让|最合适|就我",
        text=True,
    ),
    Mark("what somebody once made", rf"请(?:{N})[^,。;\n]{{0,8}}[写做画拍修办弄]的那"),
    Mark(
        "reported speech",
        rf"(?:{N})的(?:同志|人|领导|朋友|小伙子?|工作人员)[^,。;\n]{{0,4}}(?:说|讲|回复|答复|表示|透露|打电话来)",
    ),
    Mark(
        "what others promise",
        rf"(?<![跟和给向对叫让\ue000])(?:{N})(?:那边|同志)?(?:都|也|已经?|刚才?)?(?:说|讲|答应|承诺|表示)(?:好|过|了)?(?:的是|,)?(?:{T})",
    ),
    Mark(
        "what others reported",
        rf"(?<![跟和给向对叫让请由\ue000])(?:{N})(?:那边|那头)(?:答复|回复|透露|松口|点头)(?:了|说|是)?,?(?:{T})|(?<![跟和给向对叫让\ue000])(?:{N})(?:那边|那头|方面)?(?:刚才?|已经?|又)?(?:回话|来电|打来?电话|发(?:来|了|个)?(?:通知|消息|微信|函)|回信|回复|回了?消息|答复|捎话|传话)[^,。;\n]{{0,6}}?,?(?:说|称|讲)",
    ),
    Mark(
        "what was accomplished",
        rf"(?:{N})[^,。;!\n把将请让]{{0,6}}?(?:{T})[^,。;!\n把将请让\ue000]{{0,6}}?[\u4e00-\u9fff]了(?![吧没解的就再后给发报交送拿才])(?:[\u4e00-\u9fff\ue001\d](?![给发报交送])){{2,12}}(?=[,。;!\s]|$)",
    ),
    Mark(
        "what somebody is unable to do",
        rf"(?:{N})[^,。;!\n请]{{0,6}}?(?:{T})[^,。;!\n请不]{{1,6}}不(?:了|上|完|成|来|出|到|过来)(?![的就要须得也话还说请])",
    ),
    Mark(
        "what happened",
        rf"(?:{N})[^,。;!\n]{{0,2}}(?:{T})(?:一?共|已|累计|又|就)?(?:接到|收到(?!后)|发生|出现|新增|迎来|有(?:演出|活动|个?会|雪|雨|人来|一?场))",
    ),
    Mark(
        "what is done already",
        rf"(?:{N})把[^,。;!\n\ue002]{{1,14}}了,(?:{T})?(?:就能|就可以|终于|谁|大家|真|\ue000{{2,6}}可以)|(?:^|[,。;!\n])(?:{N})(?:{T})[\u4e00-\u9fff]{{1,2}}(?:完|好|掉|清|齐|出来)了[。!\s]*$",
    ),
    Mark(
        "what went out of the speaker's hands",
        rf"(?:{N})(?:{T})?(?:就|已经?|刚)?把[^,。;!\n\ue002]{{1,14}}?(?:上|过|出|回|下|进)去了(?=[,。!\s]|$)",
    ),
    Mark(
        "what reached somebody else",
        rf"(?:{N})[^,。;!\n]{{0,6}}把[^,。;!\n\ue002]{{1,14}}[送交发寄拿递报传还](?:去|到|给)(?!我)[^,。;!\n\ue002别]{{1,10}}了(?=[,。!\s]|$)",
    ),
    Mark(
        "what was done before its time",
        rf"(?:{N})[^,。;!\n]{{0,6}}?(?:{T})(?:就(?!得|要|把|给|必须|应)|早就|已经?|都已)[^,。;!\n]{{1,12}}了(?=[,。!\s]|$)|(?:{N})[^。;!\n]{{0,24}}提前[\u4e00-\u9fff]{{1,3}}了(?=[,。!\s]|$)",
    ),
    Mark("whose words they are", r"[他她](?:们)?(?:自己|本人|亲口)?(?:说|讲|答应|承诺|保证)的[。!\s]*$"),
    Mark("one's own bills", r"[交缴还](?:房租|物业费|话费|房贷|学费|车贷|信用卡)"),
    Mark(
        "what the speaker witnessed",
        r"(?:^|[,。!\s])我(?:也|都|亲眼|当面)*(?:看[见到]|听[见到]|瞧见|碰[见到])(?:了|的)[。!\s]*$",
    ),
    Mark(
        "how long it took",
        rf"(?:{N})[^,。;!\n\ue000]{{0,6}}?(?<![拖欠等晚迟压卡催缓])了(?:(?:一整?|大半|整)个?{T}|(?:大半|整|[一两二三四五六七八九十几半好\d]+)(?:宿|夜|天|晚|整天|通宵|个?(?:月|小时|钟头|星期|礼拜)|趟|遍|回))(?![给内之前的])",
    ),
    Mark(
        "what became of what somebody made",
        rf"(?:{N})[^,。;!\n]{{0,6}}[写做画拍交报发送提编起投]的(?:那|这)?[^,。;!\n]{{0,12}},?[^,。;!\n]{{0,8}}(?:采用|采纳|刊发|刊登|发表|录用|转发|推广|通过|过审|获奖|上[报榜]|表扬|点赞)了(?=[,。!\s]|$)",
    ),
    Mark(
        "an honour",
        r"(?<![拟将可能应])(?:获得?|荣获|夺得|拿(?:下|到|了)|得)了?[^,。;\n的\ue002]{0,10}?(?:[一二三特优金银铜头大]等?奖|称号|荣誉|锦旗|第[一二三]名?|冠军)了?(?=[,。!\s]|$)",
    ),
    Mark(
        "how people feel",
        r"(?:大家|同志们|心里|我们?|\ue000{2})(?:都|也|心里)*(?:很|挺|特别|非常|真|十分|可)(?:是)?(?:高兴|开心|激动|感动|振奋|佩服|羡慕|满意|骄傲|意外|吃惊|欣慰|失望|郁闷|难受)",
    ),
    Mark(
        "one's family",
        r"(?:^|[,。!\s])(?:我(?:们?家)?(?:那口子|那位|媳妇|爱人|对象|[妈爸爷奶姐哥弟妹]|岳[父母]|婆婆|丈母娘|儿子|女儿|闺女|孩子)|家里(?:那位|那口子|老[人爷]|孩子)|孩子(?:他|她)?[妈爸])(?!们)",
    ),
    Mark("where somebody is", rf"(?:{N})(?:{T})(?:都|一直|均|全天|整天|还|仍)(?:在(?!办|建|逃|册|岗)|不在)"),
    Mark(
        "a visit",
        rf"(?:{N})(?:的人|的同志)?(?:{T})(?:要|会)?来(?:咱|我们|我市|这|拍|参观|检查|调研|慰问|采访|督查|考察|审计|暗访|开会)",
    ),
    Mark("a notice passed on", r"^\s?[\[(]?转发?[\])]?[:][^,。;\n]{0,40}(?:通知|公告|通告|消息)(?!精神|要求)"),
    Mark("what few have done", r"没(?:几|有?一|有几|有多少)[个家人](?:单位|部门)?(?:报|交|办|来|做|落实)"),
    Mark("a comparison", r"不就是|就像|好比|相当于|跟[^,。]{1,8}(?:似的|一样)", text=True),
    Mark(
        "a speaker who is none of ours",
        r"^[\s]*[\u4e00-\u9fff]{0,4}(?:客|友|商|妈|爸|哥|姐|东|主|老师|师傅|者|甲方|乙方|群众|短信|来电|群通知|女儿|儿子|同学)[::]",
        text=True,
    ),
    Mark("a certain somebody", _CERTAIN, text=True),
    Mark("nobody in particular", INDEFINITE.pattern),
    Mark("a habit", r"一般(?:都|得|要|需|是|来说|情况)|通常|往往|每次都|向来|从来|总是|老是|平时都"),
    Mark(
        "an aspect",
        r"才(?:把|将|交|报|送|完|弄|做|办|到|下班|回|睡|吃|给)|差点|熬到|[搞做办弄干开查写牵去来用试交报]过(?:[一两几]|[,。!]|$)|(?:都|全|已经?)(?:[^,。;]{0,4})(?:交|报|办|弄|做|走|睡|来|回|完)(?:完|好|齐)?(?:了|在)(?=[,。!]|$)|[裱挂放存贴]起来|恢复了|刚刚?(?:才|把)",
    ),
    Mark(
        "somebody elsewhere",
        rf"(?:{_ELSEWHERE})[^,。;\n]{{0,20}}?(?:印发|发布|召开|下发|出台|公布|部署|通报|开展|启动|规定|修订|通过了)|(?:学习会|座谈会|新闻发布会|调研时|会议)(?:要求|指出|强调|提出)",
    ),
    Mark(
        "a remark",
        r"(?:^|[,。!\s])[^,。!\n]{0,8}(?:致敬|点赞|尴尬|捧场|真不容易|不容易|(?<=[,。])正常|了不起|不简单|好样的|给力|服了|无语|笑了[^,。]{0,4}|可惜|遗憾|巧了|挺好|真好|真快|真行|多好|真[大长烦累牛美慢贵难]|老规矩|疯)[啊呀哦哈吧了的]?[。!~\s]*$",
    ),
    Mark("what is free to all", r"自愿|不强制|有意者|先到先得", text=True),
    Mark(
        "an offer",
        r"有意向|感兴趣|有兴趣|愿意的|想(?:去|参加|来|报|要|看)的|有需要的|随意|欢迎(?:大家|各位|来|参加|报名|新|前来)|自取|\ue000{2}可以(?:去|来|参加)",
    ),
    Mark("an unreal condition", r"要是[^,。;\n]{1,10},[^。;\n]{0,20}(?:就|早|都)[^,。;\n]{0,8}了[。!\s]*$"),
    Mark("a longing", r"但愿|盼着|巴不得", text=True),
    Mark(
        "a wish",
        r"(?:了|要是[^,。;\n]{1,20}|能(?![^,。;\n]{0,8}[给报发交])[^,。;\n]{1,12})就好了|该多好"
        r"|(?:如果|要是|若是|假如|万一|能)[^。;!\n]{1,24}(?:就|可|真|那)(?:是|真|可)*(?:太好|好|省心|轻松|踏实|放心|完美|谢天谢地|烧高香|阿弥陀佛|省事|不愁)(?:了|啦|咯)|(?:再好不过|求之不得|谢天谢地|阿弥陀佛)",
    ),
    Mark(
        "one's own business",
        r"(?:^|[,。!\s])我(?:自己)?(?:想|打算|准备|决定|计划|的目标|也要|一定要)(?!请|让|听|知道|看到|要)|(?:督促|提醒|鼓励|激励|奖励|安慰)(?:下|一下)?自己|自己(?:也|都)",
    ),
)
_TEXT = re.compile("|".join(mark.words for mark in MARKS if mark.text))
_TOLD = re.compile("|".join(mark.words for mark in MARKS if not mark.text))
_SOURCED = re.compile(rf"[(][^()\n]{{0,14}}(?:{_MEDIA})[^()\n]{{0,6}}[)][\s。]*$")
"""A text with its source behind it (乌海日报)."""

_TEXTS = Key("盼巴赌悬(:]似先如寻就强当怀愿效施某样比猜看者规觉认讲试说适释", _TEXT, _SOURCED)

_OVER = re.compile(rf"(?:^|[,。;:!?\n\s{NAME}])(?:{_PAST})(?![^,。;!\n]{{0,8}}的)")
"""A day that is over, where it says when something happened; 昨天的记录 is a thing."""

_PAST_DAY = re.compile(_PAST)
_PAST_BEFORE = re.compile(rf"(?:{_PAST})[^,。;!\n]*$")
_CALLING = re.compile(
    rf"(?:^|[,。;:!?\n\s])(?:{POLITE}|责成|责令|务必|@)\s?(?:{N}|{T}|各|你|把|将|抓紧|尽快|上述|相关)"
)


MATTER = re.compile(
    r"任务|事项|督办|交办|项目|资金|批复|审批|手续|指标|用地|环评|招标|合同|方案|台账|材料|数据|进展|进度|协调|施工|供应商|专项债|验收|整改|评审|报告|统计|财评|招投标|完成|推进|意见|这(?:个|件|项)?事"
)
"""A word of office business."""

_TAKEN_ON = re.compile("负责|牵头|主办|承办|跟进|盯")


def is_told(said: Said) -> bool:
    """Tell whether the message tells something; words of command with a limit outweigh all but another text's marks."""
    if is_text(said):
        return True
    mark = _TOLD.search(said.bones)
    told = mark or _is_over(said) or _is_between_people(said) or _is_nobodys(said)
    return bool(told) and not _is_commanded(said, mark.end() if mark else len(said.text))


def is_text(said: Said) -> bool:
    """Tell whether the words are another text's, a law's or an opinion: then they act on nothing."""
    return _TEXTS.fits(said.letters) and bool(_TEXT.search(said.bones) or _SOURCED.search(said.plain))


def _is_commanded(said: Said, told: int) -> bool:
    """Tell whether somebody is called upon, pressed or limited behind what is told (灯老是坏，行政科周五前修好)."""
    if _CALLING.search(said.bones) and (_live_limits(said) or STRONG.search(said.bones)):
        return True
    if said.mentions and _PRESSED.search(said.bones, min(told, said.mentions[0].end)):
        return True
    return any(_names_somebody(said, at, told) for at in _live_limits(said, bound=True))


_PRESSED = re.compile("抓紧|尽快|务必|必须|立即|马上|赶紧|给我|报我|发我")


def _names_somebody(said: Said, at: int, told: int) -> bool:
    """Tell whether a name stands behind what is told, in the clause of the limit that begins there."""
    start = max(told - 1, *(said.bones.rfind(mark, 0, at) for mark in ",。;!\n"))
    end = next((found.start() for found in _PAUSE.finditer(said.bones, at)), len(said.bones))
    return any(start < one.start < end for one in said.mentions)


_PAUSE = re.compile(r"[,。;!\n]")


def _is_over(said: Said) -> bool:
    """昨晚抢修爆管，凌晨三点恢复供水: a day that is over and no limit still to come."""
    return bool(_OVER.search(said.masked)) and not _live_limits(said)


def _is_between_people(said: Said) -> bool:
    """买单的事由王五负责: people share out anything; without a limit only office business is an order."""
    people = all(one.entry.person for one in said.mentions)
    bare = not said.times and bool(_TAKEN_ON.search(said.bones)) and not STRONG.search(said.bones)
    return people and bare and not said.number and not MATTER.search(said.bones)


def _is_nobodys(said: Said) -> bool:
    """省里要求年底前全部完成, 请在三日内领取包裹: what is required of nobody here, and is no office work, is told."""
    if said.mentions or said.number:
        return False
    return not _OFFICE_WORK.search(said.bones) or ("要求" in said.masked and not _ASKED.search(said.masked))


_OFFICE_WORK = Late(
    r"任务|事项|督办|项目|批复|审批|方案|材料|数据|进展|进度|验收|整改|报告|统计|意见|把|将|回复|答复|报(?!名|警|销)|交(?:上?来|给我|稿|表|到|一下)|反馈|提交|给我|发我|发群|发过来|传过来|拿过来|办结|落实|汇总|梳理|排查|核实|拿出|起草|[稿表册单函件账]|[写弄做改整](?:好|完|出|一下)"
)
_ASKED = re.compile(r"请|把|将|务必|必须|报上来|交上来|报来|发我|报我|给我")


def _live_limits(said: Said, *, bound: bool = False) -> list[int]:
    """Return where days and limits stand that are not said of a time that is over."""
    return [
        time.start
        for time in said.times
        if (time.bound or (time.rule != "hour" and not bound))
        and not _PAST_DAY.match(said.masked, time.start)
        and not _PAST_BEFORE.search(said.masked, max(0, time.start - 10), time.start)
    ]
