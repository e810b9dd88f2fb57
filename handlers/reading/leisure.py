"""What people speak of beside their work: a word of it makes no order of a sentence (闲谈)."""

from __future__ import annotations

from handlers.reading.key import Keyed
from handlers.reading.late import Late

_PLEASURE = (
    "当[爹爸妈娘](?!的)|预产期|坐月子|聚餐|搞笑|哈哈|嘻嘻|嘿嘿|鸡腿|国足|游戏|吃饭|吃火锅|打球|爬山|生日|结婚|婚礼|喜酒|满月|请客|拼车|外卖|会餐|唱歌|团建|逛街|喝酒|喝茶|奶茶|"
    "羽毛球|篮球|足球|乒乓|跑步|健身|相亲|老婆|老公|媳妇|接娃|理发|包饺子|月饼|粽子|打牌|麻将|钓鱼|看球|团购|拼单|红包|抢票|体重|减肥|瘦|份子|还我钱|借我|还钱|你那[本把件条辆双瓶]"
)
_DAILY = (
    "作业|电梯|堵车|孩子|快递|电影|旅游|咖啡|加油站|幼儿园|下雪|降温|天气真|食堂|早餐|午餐|晚餐|午饭|晚饭|搬家|装修|车位|挪车|挪一下车|感冒|"
    "发烧|体检(?:报告)?|疫苗|献血"
)
_WEATHER = "下(?:大|小|暴)?[雨雪雹]|[真好太]热|热死|[真好太]冷|冷死|冻死|降温|刮风|大风|沙尘|雾霾|出太阳|天气|中暑"
_ON_THE_WAY = "限行|打不?到车|打车|堵车|路上堵|堵(?:了|得|死)|公交|地铁|早高峰|晚高峰|停车|红绿灯|迟到"
SMALL_TALK = Late(f"{_WEATHER}|{_ON_THE_WAY}")
"""Weather and traffic: they hinder work, too, but only with a word of work beside them."""

LEISURE = Keyed(
    "业乓产亲体你借冒包卖吃哈啡喝嘻嘿团堂奶妈娃娘婚媳子客幼影拼搬梯歌步油游满烧爬爸爹牌献球理生瘦真票笑老肥苗装足身车递逛酒钓钱降雪餐饭饼鸡麻",
    f"{_PLEASURE}|{_DAILY}",
)
"""What people speak of beside their work; an office may have work with the second half of it."""
FUN = Keyed(
    "乓产亲体你借包卖吃哈喝嘻嘿团奶妇妈娃娘婚子客戏拼歌步满爬爸爹牌球理生瘦票笑老肥足身逛酒钱餐饼鱼鸡麻", _PLEASURE
)
"""What is never an office's work."""
