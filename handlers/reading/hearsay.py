"""What is told, supposed, quoted or announced orders nothing (传闻、假设、引文、公告): the rules of an order stay silent."""  # noqa: E501

from __future__ import annotations

from handlers.reading import telling
from handlers.reading.key import Key
from handlers.reading.late import Late
from handlers.reading.mood import is_coloured
from handlers.reading.said import N, Said, T
from handlers.reading.values import Context

_SUPPOSED = Late(
    r"(?:^|[,。;!\n\s])(?:如果|假如|假设|假使|倘若|倘使|要是|若是|要不是|早知道?|设若|万一|比如|譬如|好比)"
)
_UNREAL = Late(
    r"当时|当初|早就|可能早|就好了|就不会|肯定早|的话[,。]?(?:就|我|咱|谁|那)|我就|我请|我倒|我给|大不了|岂不|恐怕|怕是|肯定(?:让|会|要|得|早)|(?:假如|要是|假设)[^,。]{1,8}是[^,。]{1,8},|也就.{0,8}(?:不|出)"
)
_QUOTED = Late(
    r"范文|例文|摘自|摘录自|转自|转载|来源[::]|出处[::]|节选自|原文如下|造句|(?:写法|格式|措辞|开头|模板).{0,12}(?:规范|学习|参考|不错|挺好|可以学)|存着学习|供学习|(?:报道|通讯员|编辑|责编|供稿)[::]|本报讯|本台消息|电视剧|小说|段子|笑话|歌词|诗句|台词|梦见|做梦|梦到|-+\s?这(?:个|份|条|篇|话|则|通知)?[^,。\n]{0,8}(?:写得|说得|真|太|挺|不错)|(?:刚|昨天|在网上|朋友圈)?看到(?:一|自治区|国家|省|文件|新闻|有|网上|个)"
)
_MACHINE = Late(
    r"^[\s]*\[[^\]\n]{1,12}\][^。;\n]{0,6}(?:您|尊敬的)|^[\s]*\[[^\]\n]{0,10}(?:助手|机器人|系统|平台|快讯|头条|播报|天气|广告|验证码|到账|物流|订单|会员|银行|医院|学校|家长)[^\]\n]{0,4}\]|^\s*\[[^\]\n]{2,8}\][^。;\n]{0,12}(?:行程|订单|车费|余额|取件|到账|支付|消费|积分|话费|流量|派[送件]|账单|还款|优惠|骑行|充值|退款|签收码|登机|车次)|您(?:预约|预订|尾号|的快递|的订单|的外卖|已成功|有一条)|退订|验证码|\b(?:def|return|import|function|const|SELECT|INSERT|UPDATE|print)\b[\s(]|\"[a-z_]{2,20}\":"
)
_PUBLIC = Late(
    rf"尊敬的(?:各位)?(?:业主|客户|用户|家长|会员|旅客|读者)|过往(?:车辆|行人)|(?:广大)?(?:市民|群众|驾驶员|司机|业主|居民|考生|家长|游客)朋友|广大(?:市民|群众|驾驶员|业主|居民|考生|游客)|慢行|绕行|敬请(?:谅解|期待|关注|留意|知悉)|带来不便|公示期|自行|自觉|自备|请(?:各位|\ue000{{2}})?(?:业主|家长|旅客|乘客|居民|住户|用户|客户|同学|考生|市民|车主|租户|商户|游客)|公示(?:如下|公告)|报名(?:网址|方式|费用)|咨询热线|(?:{N})(?:公示|公告|(?:发布|印发)了?(?:公告|通告|消息|指数|预警|招聘)|(?:提示|发布)(?=:)|提醒您|提醒广大|温馨提示)"
)
_TOLD = Late(
    r"据说|翻(?:到|出)(?:一|了|以前|当年)|多年(?:了|前)|听说|据传|传说|那(?:次|回|年|天)(?!的(?:材料|报告|方案|数据|会))|(?:上|前)(?:次|回|年|个?月|周|星期)(?:被|给|下|挨|因|就)|当年|想当年|小时候|以前(?:有|我|他|咱|在)|曾经|后来|结果(?:他|她|人家|没|不)|居然|竟然|难怪|怪不得|连夜赶回|脸(?:都)?(?:黑|绿|红)了|笑死|哭笑不得"
)
_ELSEWHERE = Late(
    r"(?:^|[,。;!?\s])(?:看(?:了|到)?(?:新闻|网上)|新闻[上里]?说|网上说|有人说|听人说|老师(?:让|叫|要求|说|布置)"
    r"|(?:隔壁|别人|人家|外省|外地|外市|邻市|兄弟(?:市|单位))[^,。;!?请]{0,6}(?:要求|让|叫|规定|说|都|才))"
    r"|不知道?真假|(?:还)?没想好|(?:上个?(?:月|周|季度)|去年|前年)[^。;!?]{0,24}(?:批了|批下来了|过了|通过了)[。!\s]*$"
)
"""隔壁市要求各局天天报数, 有人说任务撤了: of others, of the past, or of what nobody has decided."""

_ROTA = Late(rf"(?:^|\n) ?(?:{T}|{N})(?:[ 、:,和]{{0,3}}(?:{N}|{T}))+[ 。;,]*(?=\n|$)")

_ON_DUTY = Late(
    rf"^[\s]*(?:{T})?[^,。;:\n]{{0,6}}(?:值班|带班|轮值|当班|值守)(?:人员|安排|领导|表)?:\s?"
    rf"(?:{N})(?:[、,和 ]{{1,2}}(?:{N}))*(?=[,。!~\s]|$)"
)
"""明早八点值班：李四、王五: who has the watch."""

_IN_TURN = Late(rf"(?:{T})[ :]?(?:{N})(?:[ 、,;]{{1,2}}(?:{T})[ :]?(?:{N})){{2,}}[。]?\s*$")
"""1日陈静，2日李四，3日王海南: who is on duty when."""

_QUOTES, _NOTICES, _SUPPOSITIONS = (
    Key(":SU[fpsu例剧句太如学得您挺摘梦段消看真码笑考范订讯词说转选错", _QUOTED, _MACHINE),
    Key("主便印告咨址学客布广式往慢户敬朋民示绕考自费醒长", _PUBLIC),
    Key("万使倘如是比知设", _SUPPOSED),
)
_FAR, _WATCHES = Key("兄别外家师想批真网说过邻闻隔", _ELSEWHERE), Key("值带当", _ON_DUTY)


def is_hearsay(said: Said) -> bool:
    """Tell whether the message tells, supposes, quotes or announces instead of ordering."""
    if is_quoted(said) or is_supposed(said) or is_public(said) or _is_rota(said):
        return True
    if said.context is not Context.PRIVATE and _FAR.fits(said.marks) and _ELSEWHERE.search(said.plain):
        return True
    return said.context is Context.GROUP and (is_coloured(said) or telling.is_told(said))


def is_quoted(said: Said) -> bool:
    """Tell whether the words are another text's or a machine's."""
    return _QUOTES.fits(said.marks) and bool(_QUOTED.search(said.bones) or _MACHINE.search(said.bones))


def is_public(said: Said) -> bool:
    """Tell whether the words are a notice to the public (请绕行, 敬请谅解)."""
    return _NOTICES.fits(said.marks) and bool(_PUBLIC.search(said.bones))


def is_told(said: Said) -> bool:
    """Tell whether something of the past is being told: no act follows from it."""
    coloured = said.context is Context.GROUP and (telling.is_text(said) or is_coloured(said))
    return coloured or bool(_TOLD.search(said.bones)) or is_quoted(said) or is_supposed(said)


def is_supposed(said: Said) -> bool:
    """如果当时住建局牵头，可能早就弄完了: nobody is told to do anything; 如果没报，请张三补报 is an order."""
    if not _SUPPOSITIONS.fits(said.marks):
        return False
    return bool(_SUPPOSED.search(said.bones)) and bool(_UNREAL.search(said.bones))


def _is_rota(said: Said) -> bool:
    """Tell whether the text lists days and names (值班安排): it orders nothing."""
    if any(time.bound for time in said.times):
        return False
    listed = len(_ROTA.findall(said.bones)) > 1 or _IN_TURN.search(said.bones)
    return bool(listed or (_WATCHES.fits(said.marks) and _ON_DUTY.search(said.bones)))
