"""The mood of a clause (语气): what is supposed, longed for, remembered or wanted by others has nobody do anything.

Such words colour the clause in which they stand, the whole sentence, or all that follows. What is left of the message
is an order only where somebody is called upon in it, or somebody of the roster is given a limit, pressed, or told what
to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from handlers.reading.calls import POLITE
from handlers.reading.facts import fact
from handlers.reading.key import Keyed, Table
from handlers.reading.late import Late
from handlers.reading.masks import NAME, TIME
from handlers.reading.said import N, Said, T, blank
from handlers.reading.verbs import ANY_VERB, STRONG

Reach = Literal["clause", "sentence", "text"]


@fact()
class Mood:
    """One mood: the letters of its key, its words, and what they colour (the clause, the sentence, all that follows).

    ``dated`` where the words are times themselves, so that they are looked for where the times still stand.
    """

    name: str
    letters: str
    words: str
    reach: Reach = "clause"
    dated: bool = False


_OPENS = r"(?:^|[,。;:!?\n\s])"
_KIN = "妈妈?|爸爸?|哥|姐|弟|妹|婶|叔|姨|舅|奶奶?|爷爷?|媳妇|老[婆公]|对象|闺女|儿子|女儿|孩子|娃"
_PRIVATE = (
    f"[我他她你咱](?:们?家)?(?:{_KIN})|丈母娘|婆婆|岳[父母]|亲家|邻居|同学|闺蜜|室友|朋友|亲戚|老乡|战友|"
    "业委会|居委会|物业|小区|家委会|家长群|班主任|老师|教练|校长|园长|医生|大夫|护士|医院|银行|保险公司|客服|房东|中介|导游|领队|群主|团长|"
    "驾校|健身房|店家|老板娘?|师傅|裁判|媒人|月嫂|保姆|法院|电视台?|广播|网友|博主|主播|专家|砖家"
)
_WANTS = (
    "要求|让|叫|说|讲|通知|催|规定|提醒|嘱咐|叮嘱|交代|布置|吩咐|留言|回复|发话|发火|念叨|抱怨|建议|劝|喊|逼|非要|@"
)
_MINISTRY = (
    r"国家[\u4e00-\u9fff]{2,6}|中央[\u4e00-\u9fff]{0,4}|国务院|(?:教育|财政|公安|民政|交通(?:运输)?|住建|人社|农业农村|工信|商务|司法|水利|生态环境|自然资源|应急(?:管理)?|文旅|审计|统计|\ue000{2,6})[部厅]|"
    r"外[省市地]|[邻兄][近弟]?(?:省|市|县|盟市)|隔壁(?:[省市县区]|单位|科室?)?|某[省市县地]"
)
_THEN = "当时|当初|那时候?|那会儿|那阵子?|那年|彼时|早年间?|早些年|小时候|年轻时|上学时|上学那"
_YEARS = (
    r"(?:[一二两三四五六七八九十几多]{1,3}年(?:之?前|以前)|(?:19\d\d|20[01]\d|202[0-5])年|[去前]年|大前年|上世纪|上[个回次]|"
    r"头[几两]年)"
)

MOODS: tuple[Mood, ...] = (
    Mood(
        "what is supposed",
        "万使便倘只如就怕换旦早是若设非",
        rf"(?:{_OPENS}|{NAME})(?:如果|如(?=有|遇|需|能|无|未|不|确)|假如|假设|假使|假若|倘若|倘使|要是|若是|若(?!干)|要不是|万一|哪怕|就算|即便|即使|除非|只要|一旦|换作|换成|(?<=[,。])早知道?)",
    ),
    Mood(
        "what is longed for",
        "佑凡多就巴恨想望梦求能许",
        r"[真多好只就]希望|[真多好最]想(?!办法)|(?:^|[,。;!\n\s])(?:要|若|如|假如)能|但凡|恨不得|巴不得|恨不能|做梦都|(?<!到底)(?:什么|啥)时候(?:才|也)能(?![给交报])|要是[^,。;!\n]{1,24}(?:该多|多好|就好|多省)|求求|(?:老天|菩萨|锦鲤)保佑|(?:许|许了)个愿|愿望|能[^,。;!\n]{1,24}(?:就|可|那)(?:更好|省心|省事|轻松)(?:了|啦)",
    ),
    Mood(
        "what would be bliss",
        "圆太美谢阿香",
        r"(?:就|可|那|真是?)(?:太好|完美|圆满|谢天谢地|烧高香|阿弥陀佛)(?:了|啦)?|谢天谢地|阿弥陀佛",
        "sentence",
    ),
    Mood(
        "what is remembered",
        "候学当彼得想早起轻那",
        rf"{_OPENS}(?:我|咱们?|还)*(?:记得|想起来?|回想起?|说起|提起)(?:那|当|以前|从前|之前|去年|前年|有一?[次回年]|上[次回]|小时候|刚|我们?|咱|他|她|\ue002{{1,24}}+(?:的时候|那))|{_OPENS}(?:其实|要是|也|我们?|咱们?|就|还|在|而)*(?:{_THEN})(?!的[^,。;\n]{{0,8}}(?:材料|报告|方案|数据|台账|纪要))",
        "sentence",
    ),
    Mood(
        "what lies years back",
        "候儿早次阵",
        rf"{_YEARS}[^,。;\n]{{0,16}}(?:的时候|那会儿|那阵|那次|这会儿)|{_OPENS}早(?:年间?|些年|几年)",
        "sentence",
        dated=True,
    ),
    Mood(
        "how the story went on",
        "亏后哪头好总想才料果眼谁",
        rf"(?:{_OPENS})(?:后来|到头来|到最后|最后还(?:是|不是)|结果(?:还是|还|也|又|呢|拖|没|不|人家|一(?!式|并)|他|她|两|三|全|都)|没想到|谁知|谁料|哪知|哪想到|不料|岂料|果然|果真|转眼|这才|怎料|好在|亏得|总之那)",
        "sentence",
    ),
    Mood(
        "what came to one's ears",
        "亲众友听吹嘀念慨手抖抱无朋网群视讲诉说闻频",
        rf"亲耳|亲口|无意中听|听(?:到|见|闻)(?:有?人|说|他|她|领导|隔壁|{N})|{_OPENS}(?:老|小|大)[\u4e00-\u9fff](?:跟我|跟大家|跟人|又|刚才?|昨天|也|就|还|总|老)*(?:说|讲|告诉我|念叨|抱怨|吹牛|嘀咕|感慨)(?!明|清|好)|(?:网上|网友|新闻里?|电视里?|手机上|群里|朋友圈|公众号|抖音|视频里?)(?:都|有人|刚|上)*(?:说|讲|看到|刷到|传|写|看的)",
    ),
    Mood(
        "what private people want",
        "丈业东主介傅儿医友叔哥团园士夫奶妈妹姆姐姨娃婆婶媒媳嫂学孩客家小居岳弟戚播校游爷爸练老舅裁视象身银闺队院险",
        rf"{_OPENS}(?!请)[\u4e00-\u9fff]{{0,4}}?(?:{_PRIVATE})(?:们)?[^,。;:!?\n请把将{NAME}{TIME}]{{0,6}}(?:{_WANTS})",
    ),
    Mood(
        "what is wanted of others",
        "令印召台启布求知署规谈",
        rf"{_OPENS}(?:昨[天晚]|今早|刚刚?|上周|近日|日前|据悉|听说)?,?(?:{_MINISTRY})(?:也|又|刚|都|今年)?(?:要求|规定|印发|发布|下令|责令|部署|通知|出台|启动|召开|约谈)",
    ),
    Mood(
        "what was not demanded",
        "也存曾未没",
        r"(?:并未|从未|从没|并没有?|没有|没人|未曾|不曾|不存在|谁也没)(?:要求|让|叫|请|安排|规定|通知|催|下达|布置)",
    ),
    Mood(
        "what ought to have been",
        "应按照该",
        r"本该|本应|早该|原该|理应|按理说|按说|照理|(?:当初|那时|其实)就?(?:应该?|不该)|(?<![应活])不该",
    ),
    Mood(
        "what may be",
        "估似像八准可多定恐想未样概许",
        rf"可能|也许|或许|说不定|没准|(?<![货达到率度约近剩])八成(?!以上|[,。;!了]|$)|似乎|想必|未必|不一定|(?:^|[,。;!\n\s{NAME}{TIME}])(?:大概(?:率)?(?!{TIME})|估计|多半|恐怕|好像|看样子|指不定)",
    ),
    Mood(
        "what would suit better",
        "更较最也",
        rf"(?:由|让|请|派|找)(?:{N})[^,。;!\n{TIME}]{{0,10}}(?:更|比较|最|也)(?:合适|妥当|妥|靠谱|顺手|专业|在行|对口|好)",
    ),
    Mood(
        "what an office made known",
        "启增布开推相立线获迎选",
        rf"(?<![请由让]){N}(?:发布|公布|推出|上线了?|启用|开通|新增|迎来|开设|成立|亮相|获批|入选)(?!{T})",
    ),
    Mood(
        "what figures tell",
        "增攀比涨滑突落跌降高",
        r"(?:上涨|下降|增长|回落|下滑|攀升|突破|下跌|高达|同比|环比)了?(?:近|约|超)?(?:[\d\ue001一二三四五六七八九十两半]|新高|历史)",
    ),
    Mood(
        "what was done this morning",
        "刚夜头才早晨",
        rf"(?:{_OPENS}|{NAME})(?:今天|今日)?(?:早上|今早|早晨|清[早晨]|一?大早|凌晨|(?:方才|适才|刚才|刚刚)(?={NAME})|(?<={NAME})刚[才刚]|早些时候|夜里|半夜|头天)[^,。;!?\n]{{1,24}}了(?=[,。;!\s]|$)",
        dated=True,
    ),
    Mood(
        "what superiors want of the speaker",
        "催叫找留让问",
        r"(?:领导|科长|主任|局长|市长|书记|秘书长|上面|上级|老板|头儿)(?:又|也|刚|昨天|今天)?(?:让|叫|催|问|找|留)(?:我|咱)",
    ),
    Mood("what nobody knows", "啥什咋怎", r"不知道(?:啥|什么|咋|怎么回)", "sentence"),
    Mood(
        "what was asked for has come",
        "了式样模",
        rf"(?:{T})[^,。;!\n把将]{{0,6}}(?:报|交|要|反馈|提交)的[^,。;!\n]{{1,8}}(?:(?:报来|交来|收到|到|齐|发你|发您|给你|来)了|,[^,。;!\n]{{0,2}}(?:模板|格式|样表))|(?:请|让|由|责成)\s?(?:{N})[^,。;!\n]{{1,8}}的(?:那|这)[^,。;!\n]{{1,12}}了[。!\s]*$",
        "sentence",
    ),
    Mood(
        "who was told already",
        "已",
        r"(?:^|[,。;!\s])(?:我|咱)?们?已经?(?:请|通知|让|安排|责成|要求|催|致电)",
    ),
    Mood("news of a rumour", "消言说闻", r"的(?:消息|传言|说法|传闻)(?:是|不是|属实|有|已)", "sentence"),
    Mood(
        "what people outside demand",
        "催叫求知让",
        r"(?:^|[,。;!\s])(?:法院|物业|医生|医院|导游|老师|学校|银行|群主|房东|师傅|我?[妈爸]|媳妇|老[婆公]|家里|客户|甲方|保险公司|快递|中介|驾校|教练|商家|平台)(?:又|刚|也|非|昨天|今天)?(?:让|叫|要求|通知|催)",
    ),
    Mood(
        "a feeling",
        "亏可幸怪恭祝",
        r"(?:^|[,。;!\s])(?:幸亏|幸好|多亏|亏得|可惜|难怪|怪不得|恭喜|祝贺)",
        "sentence",
    ),
    Mood("what the speaker remembers", "记", "我记得"),
    Mood(
        "what somebody was heard to say",
        "听",
        rf"(?:^|[,。;!\s])听(?:{N}|(?!我)[\u4e00-\u9fff]{{1,4}}?)(?:讲|说|提起)",
        "sentence",
    ),
    Mood(
        "one's own doings",
        "我",
        rf"(?:^|[,。;!\s])我(?:刚才?|昨[天晚]|已经?|也|都)?(?:让|叫|请|托|催过?|替|帮)\s?(?:{N})(?!的)",
    ),
    Mood("a rumour", "传谣", "网传|谣传|疯传|(?:都|在)传|传言|传闻|辟谣|造谣"),
    Mood(
        "what entertains or is staged",
        "\n:",
        r"^[^,。;!?\n:]{0,10}?(?:绕口令|打油诗|[古新歌]?诗歌?|歌词?|三句半|快板|顺口溜|脱口秀|段子|剧本|(?:演练|模拟|情景|小品|话剧|短剧|拍摄|桌面推演)[^,。;!?\n:]{0,4}脚本|串词|朗诵稿?|连载|小说|故事|第[一二三四五六七八九十百\d\ue001]{1,4}[章回幕集场节]|[^\n:]?(?:选|断|空|答|考|练习|模拟|面试|申论|思考|例|习|抢答)题|联播|大事记|谣言|辟谣|真相|(?:案例|个案)分析|(?:产品|功能|公司|品牌)(?:介绍|简介|说明)|(?:精彩|会议|活动|节目)预告|盘点|攻略|测评|文案|花絮|冷知识|鸡汤|读后感|观后感)[^,。;!?\n:]{0,3}(?:[(][^)\n]{0,12}[)])?[\])]?\s?[:\n]",
        "text",
    ),
    Mood(
        "a part in a play",
        "丁丙乙持旁演甲画",
        r"(?:^|\n)\s?[^\n:]{0,4}(?:旁白|演员.?|主持人?|画外音|[甲乙丙丁]方?)[:]",
        "text",
    ),
    Mood(
        "what is put to choose",
        "(BCD_",
        r"^[^\n]{0,160}?(?:(?:^|[\s,。;:?])[A-D][.、:)][^\n]{1,30}?[\s,。;][B-D][.、:)]|[(]\s{0,8}[)]|_{2,})",
        "text",
    ),
    Mood(
        "what is for sale",
        "们价减券包单宝新梦码量键",
        "一键|扫码|下单|立减|原价|现价|包邮|到手价|领券|不是梦|家人们|宝子|上新|限量",
        "sentence",
    ),
    Mood(
        "what somebody cried",
        "道",
        r"(?:大声|高声|低声|笑着|哭着|他|她|众人|怒)(?:喊|说|叫|笑|叹|吼|问|答)?道|[”\"\ue001][^,。\n]{0,4}(?:喊|笑|叹|吼|问|答|说)道",
        "text",
    ),
)
_RULES = Table((Keyed(one.letters, one.words), one) for one in MOODS)
_CALL = rf"(?:{POLITE}|责成|责令|务必|@)\s?(?:{N}|{T}|各|你|相关|上述|把|将|抓紧|尽快)"
_CALLED = Late(rf"(?:^|[,。;:!?\n\s])(?:再|就|那就|另|并|同时)?{_CALL}|{_CALL}[^,。;!\n]{{2,}}")
_STOPS = {
    "clause": Late(rf"[,。;!?\n]|{_CALL}|就(?={ANY_VERB}|请|让|由|马上|立即|赶紧)"),
    "sentence": Late(rf"[。;!?\n]|(?<=[,:\s]){_CALL}"),
    "text": Late(rf"(?<=[,。:;!?\s]){_CALL}"),
}
_SENTENCE_ENDS = Late(r"[。;!?\n]")
_PRESSED = Late("抓紧|尽快|务必|必须|立即|马上|赶紧|给我|报我|发我|把|将|向我")
_PAUSE = Late(r"[,。;!?\n]")


def is_coloured(said: Said) -> bool:
    """Tell whether the words only suppose, long for, remember or pass on, and nobody is spoken to beside that."""
    return said.once(_is_coloured)


def calls_beside(said: Said, found: re.Match[str]) -> bool:
    """Tell whether somebody is called upon in a clause behind those words, with a limit: 本来不急，请张三周五前报."""
    call = _CALL_TO.search(said.bones, found.end())
    return call is not None and any(time.bound and time.start >= call.start() for time in said.times)


_CALL_TO = Keyed("@劳必托苦请责麻", rf"(?<=[,。;:!?\n])\s?(?:就|现)?(?:{POLITE}|责成|责令|务必|@)\s?{N}")


def _is_coloured(said: Said) -> bool:
    spans = sorted(_spans(said))
    return bool(spans) and not _speaks_to_somebody(blank(said.bones, spans, " "))


def _spans(said: Said) -> Iterator[tuple[int, int]]:
    """Return what the moods colour."""
    for words, mood in _RULES.fitting(said.marks):
        for found in words.finditer(said.masked if mood.dated else said.bones):
            begins = _beginning(said.bones, found.start() + 1) if mood.reach == "sentence" else found.start()
            stop = _STOPS[mood.reach].search(said.bones, found.end())
            yield begins, stop.start() if stop else len(said.bones)


def _beginning(bones: str, at: int) -> int:
    """Return where the sentence begins."""
    return max((one.end() for one in _SENTENCE_ENDS.finditer(bones, 0, at)), default=0)


def _speaks_to_somebody(rest: str) -> bool:
    """Tell whether what is left calls upon somebody, or names somebody with a limit or with something to do."""
    if _CALLED.search(rest) or (_PRESSED.search(rest) and STRONG.search(rest)):
        return True
    return any(
        NAME in clause and (TIME in clause or _PRESSED.search(clause) or STRONG.search(clause))
        for clause in _PAUSE.split(rest)
    )
