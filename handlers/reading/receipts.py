"""收到 and its cousins, and the refusal: acknowledge (签收) and decline (不予受理)."""

from __future__ import annotations

from handlers.reading.key import ANYWHERE, Key, needs
from handlers.reading.late import Late
from handlers.reading.phrases import says_how
from handlers.reading.replies import STAFF, heard, names, only, which_task
from handlers.reading.said import N, Said, T
from handlers.reading.talk import in_earnest
from handlers.reading.values import Context, Intent, Reading

_PAUSE = r"[\s,。!、~.…;\U0001f3fb-\U0001f3ff\ufe0f\u200d-]*+"
_CORE = r"(?:全部|都|均|一并|全)?(?:已经?)?(?:收到|收讫|收妥|收悉|敬悉|拜悉|悉知|已悉|签收|接收|收悉|知悉|阅知|已阅|阅悉|接到|领到|领受|接单|接令)(?:了|啦|咯|嘞|哈|(?:领导)?的?(?:任务|通知|指示|要求|安排|交办单?|督办单|文件))?|收到收到|立即签收|(?:任务|通知)(?:已经?)?(?:收到|接收|签收|收悉)"  # noqa: E501
_CLEAR = r"哦+|没事|收[着倒捣道咯](?:了|嘞|啦|哒)?|收下了?|接[着住]了?|(?:都)?(?:记下|记住|记着|听见|看到|看见|晓得|清楚|明白|懂|领)(?:了|啦|咯|哒|嘞|喽)|明白了?|了解了?|知道了?|清楚了?|要得|得行|妥妥(?:的|滴)|稳了?|没(?:麻达|问题|毛病)|么麻达|[成中]嘞?|欧了|欧克|(?:遵|领)旨|遵命|照办|没问题|保证完成(?:任务)?|得令|得[嘞咧了得]{0,2}|可以|(?i:ok+|okay|roger|copy)(?i:that)?|[👌👍🫡✅🙏💪]|好[嘞滴哒勒哩叻咧哟的]|行[嘞啊吧]?|安排上?|(?:这就|马上|立马|立刻)(?:去|就)?(?:办|弄|安排|整|搞)|我(?:们)?接(?:了|下了?)"  # noqa: E501
_TAIL = (
    r"好的?|嗯+呢?|是|报告|放心|谢谢(?:领导|主任|提醒)?|感谢|辛苦了?|领导|主任|局长|科长|请(?:领导)?放心|"
    rf"(?:我们?|我们?科|我们?局|本科室|{N})?(?:这就|马上|立即|立刻|尽快|抓紧|按时|按期|按要求|及时|会|将|一定|准时|认真|全力|正在|(?:今天|今晚|上午|下午|中午|明天|明早)就)+(?:办理|落实|办|弄|报送|报|完成|推进|处理|对接|反馈|安排|布置|部署|传达|组织|研究|去办|着手|提交|上报|整改|核实){{1,2}}(?:下去|到位|专?人(?:去|到|赶)?(?:现场|处理|核实|办)?)?(?:中|了)?"
)
_PLEDGE = r"领命|阅|(?:请)?(?:领导|主任|秘书长)?(?:请)?放心吧?|保证[^,。不没]{1,6}|保证(?:按期|按时|如期)?完成(?:任务)?|坚决服从[^,。]{0,6}|来了来了|遵照(?:执行|办理)|遵办|照办|坚决(?:落实|执行|完成)(?:任务|到位)?|(?:按|照)(?:要求|指示|通知|时间|方案)(?:抓紧|认真)?(?:落实|执行|办理|办|完成|推进)|即办|晓得了?|妥|中"  # noqa: E501
_LATE = r"不好意思|抱歉|对不起|(?:刚刚?|刚才|才)(?:才)?(?:看到|看见|开完会|在开会|散会|在忙|忙完)(?:了|消息|通知|信息)?"
_RECEIVED = Late(
    rf"{_PAUSE}(?:(?:好的?|嗯+|是|领导|主任|(?:{N})|我们?[科局区办]?|本[科局]|{_LATE})[\s,、]*){{0,3}}(?:{_CORE})(?:了|啦|哈|哦|噢|呢|谢谢)?(?:领导|主任|秘书长|科长|局长|老师)?(?=[\s,。!、~;…-]|并|将|立即|马上|立刻|一定|坚决|$)(?P<rest>[^\n]{{0,40}})"
)
_SIR = r"(?:[\u4e00-\u9fff]|\ue000{1,12})?(?:领导|主任|科长|局长|处长|秘书长|市长|书记|部长|老师)"
_AGREED = Late(
    rf"{_PAUSE}(?:哦+|嗯+)?(?:{_CLEAR}|{_PLEDGE}|好的?|好吧|嗯+|是)(?:{_SIR})?(?=[\s,。!、~;…]|$)(?P<rest>[^\n]{{0,30}})"
)
_PLEDGED = Late(
    rf"{_PAUSE}(?:(?:{_PLEDGE}){_PAUSE})+(?:{_TAIL})?{_PAUSE}|{_PAUSE}(?:我(?:们)?)?(?:这就|马上|立即|立刻)(?:去)?(?:弄|办|做|安排|落实|处理|报|去)(?:了|吧|哈)?{_PAUSE}"
)
_WILL = Late(
    rf"{T}|我们?|马上|立即|立刻|这就|尽快|抓紧|按时|按期|一定|会|将|保证|安排|加班|盯|着手|组织|落实|办|报|交|发您|给您|对接|联系|研究|知道|记下|记住|包在|执行|责成|专人|搞定|照|改|在(?:弄|办|做|写)"
)
_OTHERWISE = Late(
    r"[?%]|吗|呢|不(?!会|误|耽误|折不扣|遗余力|打折扣)|没(?!问题|事)|未|但|可是|只是|能否|进展|进度|困难|卡|退|延|错|缓|宽限|假(?!日|期)|出差|转给|转交|交给|更正|照片|附件|截图|作废|撤|[给发报交]我(?!们)|"
    r"(?:完|好|妥)(?:成|毕)?了|已(?:经)?(?:全部)?(?:完|办结|报|交(?!办|代)|弄|整改|处理|落实|发)|[::]"
)
_NEVER = Late(
    r"(?:绝|决|坚决|肯定|一定|保证)?不(?:会|能|敢|再)?(?:拖延|拖沓|拖|延误|误事|误|耽误|耽搁|掉链子|拖后腿|打折扣|含糊|推诿|马虎|折不扣|遗余力)|(?:这事|这个|放心)?(?:交给|包在)我(?:身上|吧)?"
)
"""What will not go wrong is a promise: 绝不拖延."""

_ACK = Late(
    rf"{_PAUSE}(?:(?:{_TAIL}|{_CLEAR}){_PAUSE})*(?:{_CORE})[哈啊呀啦哟喔昂嗷]?(?:{_PAUSE}(?:{_CORE}|{_CLEAR}|{_TAIL}))*{_PAUSE}"
)
_SHORT = Late(rf"{_PAUSE}(?:(?:(?:{_CLEAR})[哈啊呀啦哟喔昂]?|{_TAIL}|1){_PAUSE})+")
_NUMBERED = Late(r"[\s\ue001]{1,24}|^这个|^这条")
_REFUSAL = Late(
    r"(?:不归|不属于|不属|不在)(?:我们?|本|咱们?)?[\u4e00-\u9fff]{0,6}?(?:管|负责|职责|业务|范围|职能|科室?|局|单位|部门|分管|辖区|区|旗|口|这块|这边)|不归我们(?:[,。!]|$)|(?<=这)不归我(?=[,。!]|$)|"
    r"不是(?:我们?|本|咱们?)(?:科室?|局|单位|部门|处|这边)?(?:管|负责|的(?:事|职责|业务|工作|职能|活|范围)|职责)|"
    r"(?:我们?|本|咱们?)(?:科室?|局|区|单位|部门)?(?:已经?)?不(?:再)?(?:管|承担|负责|承办|受理|分管)|不管[^,。]{1,6}这块|(?:跟|和|与)(?:我们?|本|咱们?)[^,。]{0,4}(?:没有?|无|不)(?:关系|关|沾边|相干|搭界)|(?:我们?|本|咱们?)[^,。]{0,6}只(?:管|负责|承担)|"
    r"早(?:就|已)(?:经)?(?:移交|划转|划归?|转)(?:给|到)|历来(?:都)?是|不归我(?=[,。!]|$)|属于?(?:\ue000{1,48})(?:的)?(?:管|辖|范围|职)|非(?:我|本)[们区局科办]?[^,。]{0,2}(?:职|业务|管|范围)|建议(?:由|转给?|交给?)(?:\ue000{1,48})|(?:没有?|无)[^,。]{0,3}(?:执法|审批|处罚)(?:队伍|力量|权|资格)|没管过|管不着|是(?:\ue000{1,48})的(?:事|活|任务|职责|工作|业务)|不[该应]当?(?:派|分|给|交|转)|超出[^,。]{0,6}(?:权限|职责|职能|范围)|"
    r"(?:业务|职能|工作|职责)[^,。;]{0,8}(?:移交|划转|划归|划给|转给)(?:给|到|了|\ue000)|"
    r"(?:咋|怎么|为啥|为什么|为何|咋又)[^,。]{0,4}(?:派|分|转|给|交|发)(?:到|给)?了?(?:我们?|咱|本)|"
    r"不(?:该|应该?|应当)(?:由|归|是)?(?:我们?|本)[^,。]{0,4}(?:受理|承办|办理|办|负责|牵头|干|管|弄|做)|"
    r"(?:没有?|无|不具备)(?:这个|这项|该项?|此项?|相关|审批|执法|管理|处置)*(?:权限|职权|职能|职责|资质|[审执处监管][批法罚管理]权)|"
    r"(?:职能|职责|业务|权限)[^,。]{0,6}(?:不符|不一致|不相符|划给|移交出?去|已经划|已?划转|已?划出|已?上收)|权[^,。]{0,2}上收|"
    r"(?:不予|无法|不能|没法|没办法)(?:受理|承接|接收|签收|接)|(?:接|签收|受理|承接|承办)不(?:了|住)|不在(?:这个?|该|原)[^,。]{0,2}(?:岗|部门|科室?|单位)|(?:派|分|给)[^,。]{0,3}我们?不合适|不沾边|我(?:已经?)?(?:调离|调走)|(?:这个|这块|这事|此事|这件|该项|业务)(?:应该?)?归(?:\ue000{1,48})|应该?(?:是|由|归)(?:\ue000{1,48})(?:负责|管|牵头|办)|"
    r"(?:请|恳请|建议|申请|麻烦)(?:领导)?(?:予以)?(?:改派|另行?(?:安排|指派|分派|派|找)|重新(?:派|分派|指派|分配|安排)|重派|另派)|"
    r"(?:发|派|分|转|交|搞|找|弄)错(?:人|单位|科室|地方|部门|对象)|派错了?|分错了?|转错了?|不该(?:我们?|归我们?)|应(?:该)?(?:退回|改派)|是不是(?:弄|搞|派|分|发|转)[混错](?!群)"
)
_BETTER = Late(rf"(?:应该?|应当|建议|请|归|属于|得|该)?(?:是|由|归|转给?|转|找|改派给?|改由|属于|派给?)\s?(?P<who>{N})")
_OUR_OFFICE = Late(r"我们|[我本](?:科|局|区|单位|部门)")
_RECEIPTS, _REFUSALS = (
    Key("悉接收阅领", _ACK, _RECEIVED),
    Key("与业什伍何划力受另咋和啥在属应归怎承接是权格沾派离移签管职议该负质走超跟转适重错非", _REFUSAL),
)
LONGEST = 60  # A receipt is short; a long text that begins with 收到 says something else.


@needs(_RECEIPTS, keyed_in=ANYWHERE - {Context.REPLY})
def acknowledge(said: Said) -> Reading | None:
    """收到, 已签收，按时报, 1: a receipt as a reply or with a number; in a group only the plain words for it."""
    words = _NUMBERED.sub("", said.masked)
    if len(words) > LONGEST or not words or (said.role not in STAFF and says_how(said.plain)):
        return None  # 抓紧推进 is a promise in the mouth of staff, and an order in a leader's.
    if _THANKS.fullmatch(words) or (said.role not in STAFF and _HASTE.match(words)):
        return None
    if not (_ACK.fullmatch(words) or (said.context is Context.REPLY and _SHORT.fullmatch(words)) or _promises(said)):
        return None
    return heard(said, Intent.ACK, asks=which_task(said))


_THANKS = Late(rf"{_PAUSE}(?:(?:谢谢|多谢|感谢|辛苦了?|领导|主任|局长|科长|您|大家){_PAUSE})+")
"""谢谢: courtesy alone is no receipt."""
_HASTE = Late(r"[\s\ue001,]{0,24}(?:抓紧|尽快|赶紧|赶快|马上|立即|立刻|按时|按期)")
"""抓紧报: a promise in the mouth of staff; who assigns urges with it."""


def _promises(said: Said) -> bool:
    """收到，周四前报: a receipt with a promise is no new deadline; 收到，但是…, 收到，完成了 say something else."""
    if said.role not in STAFF or not (said.number or said.context is not Context.GROUP):
        return False
    words = _NUMBERED.sub("", said.bones)
    replied = said.context is Context.REPLY
    found = _RECEIVED.fullmatch(words) or (_AGREED.fullmatch(words) if replied else None)
    if found is None:
        return replied and bool(_PLEDGED.fullmatch(words))
    rest = _NEVER.sub("", found["rest"]).strip(" ,。!~")
    if "%" in said.plain:
        return False
    willing = _RECEIVED.made(found) or _WILL.search(rest)
    return not rest or bool(willing and not _OTHERWISE.search(rest))


@needs(_REFUSALS, of=STAFF)
@in_earnest
def decline(said: Said) -> Reading | None:
    """这事不归我们科: goes to the coordinator, never moved by itself."""
    if not _REFUSAL.search(said.bones):
        return None
    if said.context is Context.GROUP and not said.number and not _OUR_OFFICE.search(said.bones):
        return None
    better = _BETTER.search(said.bones)
    return heard(said, Intent.DECLINE, asks=which_task(said), to=only(names(said, better)), reason=said.text.strip())
