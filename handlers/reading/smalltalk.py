"""Small talk (闲聊): what nobody says of an office's work, so that no rule takes it for a word on a task."""

from __future__ import annotations

from handlers.reading.late import Late
from handlers.reading.leisure import LEISURE, SMALL_TALK
from handlers.reading.telling import MATTER

_HOME = (
    "我[家妈爸娃媳]|我儿子|我女儿|我孩子|闺女|老婆|老公|媳妇|丈母娘|婆婆|[孩他她]妈|[孩他她]爸|二胎|二宝|相亲|彩礼|喜酒|份子钱|"
    "写作业|口算|手抄报|家长群|家长会|月考(?!核)|期中考|接娃|带娃|遛狗|遛弯|理发|洗头|搬完家|我的?车(?!间)|挪车|驾照|科目[一二三四]"
)
_BODY = (
    r"流鼻血|颈椎|腰疼|头疼|胃疼|膝盖疼|嗓子疼|牙疼|拔牙|拔完|布洛芬|失眠|困死|犯困|没睡|睡到|睡着|起床|熬夜|做梦|梦见|"
    r"减肥|瘦了?\d|胖了|我(?:快|都|好|有点)?饿|累瘫|累死|冻死|热死|笑死|笑不活|脸肿|挂号|专家号"
)
_TABLE = (
    "吃撑|吃完饭|好吃|难吃|真香|馋|辣死|太油|烤肉|火锅|撸串|包饺子|饺子|包子|羊杂|烩菜|奶茶|喝多|喝酒|整两盅|螺蛳粉|"
    "外卖|饭卡|菜市场|夹生"
)
_MONEY = (
    r"砍一刀|拼单|拼多多|淘宝|双十[一二]|退货|包邮|红包|打[一二三四五六七八九]折|全场[\d一二三四五六七八九]折|年终奖|彩票|"
    r"基金[跌涨]|股票|涨停|茅台"
)
_PLAY = (
    r"国足|欧冠|世界杯|进球|打牌|三缺一|麻将|钓鱼|打?游戏|副本|段位|上分|第\d+关|追剧|电视剧|演唱会|抖音|快手|朋友圈|"
    r"热搜|主播|看直播|表情包|头像|昵称|爬山|健身|跑完?步|跑了\d+公里|打球|那个剧|大结局|凶手|葡萄酒|扫地机器人"
)
_MOOD = (
    "哈哈|嘻嘻|嘿嘿|呜呜|破防|绷不住|躺平|摸鱼|emo|芭比|栓Q|尊嘟|绝绝子|(?i:yyds)|卷不动|太难了|命苦|无语|离谱|太惨|好惨|气死|毁灭吧|求放过|勿念|"
    "[😂🤣😭🤪😅🙄]|\\[(?:捂脸|笑哭|流泪|偷笑|旺柴)\\]"
)
_PASSED_ON = (
    "听说|据说|听[\\u4e00-\\u9fff]{1,4}[讲说]|新闻说|老话|古人云|谁知道呢|我就问问|也不清楚|^\\s*(?:\\[转\\]|转[::]|转发[::])|所有人|尾号|验证码|"
    "尊敬的(?:业主|客户|用户|家长|会员|机主)|\\[(?:中国移动|中国联通|中国电信|美团|菜鸟|顺丰|京东)[^\\]]{0,4}\\]|五星好评"
)
_TALK = Late(f"{_HOME}|{_BODY}|{_TABLE}|{_MONEY}|{_PLAY}|{_MOOD}|{_PASSED_ON}")
_OWN_LIFE = Late(
    r"我[家妈爸娃媳妹弟哥姐](?!们)|[猫狗娃宝](?:今[天日])?的?日报|家里(?:那|的)?(?:点|些)?(?:装修|事|活|饭)|闺女|老婆|老公|媳妇|遛狗|带娃|接娃|扫地机器人|打游戏|五星好评|下载好慢|睡着了|睡过头|犯困|打瞌睡|困死"
)
"""Words of one's own life and body, which no word of work makes an office's: 我家扫地机器人完成率100%."""

_ACT = Late(
    r"申请|延期|宽限|请假|销号|办结|督办|时限|期限|驳回申请|上报|反馈|[编\d]号|供[热暖水电]|施工|工程|设备|厂家|施工队"
)
_ONLY = Late(
    r"[^\w?]*(?:(?:[呵哈嘻嘿]+|收到|好家伙|好的?|嗯+|可以|知道|明白|不错|真的假的|厉害|牛+|绝了?|早上?好?|晚安|再见|拜拜|明天见|下班了?|溜了|在吗|在不在|你好|您好|谢谢|多谢|感谢|辛苦|客气|没事儿?|"
    r"[大家各位领导您你老师啊呀了啦哈哦噢嗯的吧呢~])[^\w?]*)*+"
)
"""Possessive, with longer words before shorter ones: thousands of 哈 before a word of work would take minutes else."""


def is_small_talk(text: str) -> bool:
    """Tell whether the words are of home, table, play or mood, or only passed on, and no word of work is among them."""
    if _OWN_LIFE.search(text):
        return not _ACT.search(text)
    return bool(_TALK.search(text)) and not _is_of_work(text)


def asks_for_nothing(text: str) -> bool:
    """Tell whether words that mean nothing to the office may be left alone where other words are asked about."""
    if _ONLY.fullmatch(text):
        return True
    idle = _TALK.search(text) or LEISURE.search(text) or SMALL_TALK.search(text)
    return bool(idle) and not (_is_of_work(text) or _AT_WORK.search(text))


_AT_WORK = Late(r"[查核改修装建拆铺]|报(?!名)|要求|一并|同步|注意|口径|安全|隐患|管[道网线]|现场")


def _is_of_work(text: str) -> bool:
    return bool(MATTER.search(text) or _ACT.search(text))
