"""Closing: the claim that it is done (申请销号), the agreement (销号) and the return with what is missing (退回)."""

from __future__ import annotations

import re

from handlers.reading.key import Key, Keyed, needs
from handlers.reading.late import Late
from handlers.reading.replies import DECIDERS, STAFF, deadline, heard, which_task
from handlers.reading.said import N, Said
from handlers.reading.shares import share_of
from handlers.reading.talk import in_earnest
from handlers.reading.values import Context, Intent, Reading

_CLAIM = Keyed(
    "结销验",
    r"(?:申请|提请|请予|请求?|报请|恳请)(?:予以|给予|一并|办结|审核|领导|审批|督查室)*(?:销号|办结|销账|结项|验收|核销|结案)|可以?(?:予以)?(?:办结|销账|结案)(?=[,。!\s]|$)|(?:可以|能|请)销(?:号|账)?(?:了)?(?:吧|吗|么|不)?(?=[,。!?\s]|$)|(?:可以|能|请)销号",
)
_FINISHED = Late(
    r"(?:[已己巳]经?|全部|均已|都已?|现已|业已|今[天日])(?:全部|按期|按时|如期|提前|圆满|按要求|按照要求)*(?:办结|办完|完成(?!了?[\d\ue001]|[^,。]{0,6}[\d\ue001](?!号)|一半|大半|过半|初)|完工|整改到位|整改完(?:毕|成)|落实到位|处理完毕|处置完毕|办理完毕|整改完|落实完|销号|交付|验收通过|结束了?)|(?:整改|办理|处置|处理|落实|核查|修复)(?:完毕|到位)(?=[,。!\s]|$)|(?:^|[,。\s])(?:完工|竣工|完成|结束了)(?=[,。!✅☑✔\s]|$)|已(?:处理|办|修|弄|做|整改)好|(?:修|建|拆|装|铺|贴|换|验收)(?:好|完)了(?![\d\ue001])|"
    r"(?:完成|办结|办完|弄完|做完|干完|整完|搞完|处理完|整改完|忙完|写完|办好|弄好|做好|搞好|整好|办妥|弄妥|改完|改好|报完|交完|落实完)(?:了|啦|咯|喽)(?![\d\ue001]|一半|大半|[^,。]{0,4}[\d\ue001])|(?:弄|办|做|搞|干|修|收拾|处理)(?:得)?(?:利索|利落|停当|妥当|到位|齐活)了?|收官|(?:任务|事项|工作|整改)(?:已|都|全部)?(?:完成|办结)(?=[,。!✅☑✔\s]|$)|全部[^,。;]{1,6}(?:到位|完成|完毕)|搞定|搞掂|完事儿?了|齐活|完工了|收工了|[Oo][Kk]了|妥了|(?:任务|事项|工作|整改|这块|这边|部分)(?:都|全部|全)?完(?:成)?了"
)
_NOT_YET = Late(
    r"(?:还没|没有?|未|尚未|快|即将|马上|就要|差点|等)(?:能|有)?(?:全部)?(?:弄|做|办|搞|完)|[?]|吗(?:[,。!]|$)|完成了没|完成率|不了|预计|进入|下一步|正在|继续|阶段|还(?:有|差|剩)|剩(?:余|下\d)|快(?:完|好)|(?:\ue002{1,24}|接着|然后|随后)(?:再|接着|继续|开始|做|进行|去做|搞)|准备(?:写|做|报)|就等|什么时候|(?:初稿|草稿|讨论稿|征求意见稿|框架|提纲|第一稿|前期|大头|大部分|主体)[^,。]{0,6}(?:完|好)|完成了?[^,。;]{0,6}(?:摸底|起草|调研|论证|招标|立项|设计|勘察|初稿|征求意见|动员|部署|前期)|(?:能|会|可以|争取)搞定|剩点|剩些|差不多|基本(?:完|办|弄)|(?:在|等)(?:着)?(?:改|审|核|签|批|看|走|送|修|盖|印)"
)
_OWN = Late(
    r"\ue000(?:承担|负责|牵头|这边)?的?部分|我(?:们|科|局)?这(?:块|边|部分|一块|头)|我们?(?:科|局|单位)?(?:的)?部分|就差|只差|剩下(?:的)?是"
)
_KINDS = Late(
    r"照片|图片|截图|验收单|验收报告|回执|凭证|合同|附件|视频|证明|单据|签收单|会议纪要|扫描件|总结报告|书面报告|材料|发票|清单|台账|现场图|对比图|盖章件|批复|通知书"
)
_AGREE = Late(
    r"(?<!不)(?:同意|准予|批准|可以|予以|准许)(?:予以)?(?:销号|办结|销账|结项|结案|核销)|销号(?:通过|吧|同意|可以)|(?:审核|验收|核验)(?:通过|合格)|^[\s\ue001]{0,24}(?:请)?(?:予以)?(?:销号|销账|通过|审核通过|办结)[吧了。!\s]*$"
)
_SIGNED_OFF = Late(
    r"(?<!不)(?:同意|准予|批准)[\ue001、和与,\s]{1,24}(?:号)?(?:[这共]?[两二三四五六几]?[件项个条])?(?:都|均)?销|(?<![不未])通过[,。!\s]+销号|(?<!不)(?:达到|符合)销号|(?:^|[,。!\s])(?:好|行|准|那就|予以|可以|同意|都|给他们?)?销(?:号|账)?(?:了|吧|掉)?(?=[。!\s]|$)|(?<![不别先没能再])(?:可以|行|准|同意|能|给)?销(?:号|账)?(?:了|吧|掉)|(?<![不])(?:可以|准予|予以|同意)销|(?:核实|核查|核对|审核|查看|看过|情况)(?:无误|属实|清楚|过了)[^。]{0,10}(?:同意|销|办结|通过)|(?:已|确已)(?:办结|整改到位|完成|落实)[^。]{0,10}(?:同意|销号|准予)|"
    r"(?:同意|准予|批准)[\ue001、和与,\s]{1,24}(?:号)?(?:一并|全部)?(?:予以)?(?:销号|销账|办结)"
)
"""可以销了, 核实无误，销号: what only a reply or a number ties to a task."""

_BARE_YES = Late(r"^[\s\ue001]{0,24}(?:同意|可以|准|批准|通过|没意见|无异议)[。!\s]*$")
_REFUSE = Late(
    r"不同意(?!.{0,4}延)|不予(?:销号|办结|通过)|不(?:能|准|可以|给)(?:予)?(?:销号|办结|通过)|(?:^|[,。;\s\ue001])(?:请)?(?:先)?(?:退回(?!到)|打回|驳回)(?!.{0,3}延)|不通过|未通过|没通过|不合格|不符合要求|(?:材料|佐证|手续|资料|证据|附件|照片)(?:还)?不(?:全|齐|清|够|行|完整|符)|(?:重新|(?<!不)再)(?:整改|上报|报送|报一|提交|申报)|补正|补齐(?:后|再)|"
    r"(?:还)?(?:缺|差|少)[^,。;\n]{1,16}[,。;\s]?[^。]{0,12}(?:补|重报|再报|重新)"
)
_SENT_BACK = Late(
    r"不(?:能|给|可以|准|予|要|该)(?:予)?销|不能算|哪算|不算(?:完|数|办结)|不符合|不到位|没(?:修|整改|盖章|签字)|没有(?:盖章|签字|附件|照片)|[差缺]一?(?:份|张|个)|重新[\u4e00-\u9fff]|补[^,。;]{0,5},?再(?:报|传|交|送|发|申)|(?:先)?(?:别|不要|暂不|先不|不忙|缓)销|打回(?:去)?|退回(?:去)?|(?:照片|材料|佐证|证据|附件|图片|截图|数据|内容)[^,。]{0,5}(?:模糊|看不清|不清|太少|对不上|有误|不实|不一致|是(?:去年|以前|旧)|没盖章|没签字|不足|不够)|"
    r"(?:重新|(?<!不)再)(?:拍|核|弄|做|改|办|写|整|查|传|测|填)|重(?:做|拍|写|报|核|传|发|交|提|新来)|补(?:充|上|了|齐|好|全)[^,。]{0,6}(?:再|后)|(?:还?差|还?缺|少了?)[^,。;\n]{1,16}[,。;\s]?[^。]{0,12}补|没(?:办|弄|整改)(?:完|好|到位)|(?:没|未)(?:有)?(?:解决|落实)|继续(?:整改|办理|落实)"
)
"""先别销，照片看不清; 重新拍: a claim that is not accepted, said in reply or with the number."""

_CONSENTS, _RETURNS = (
    Key("准可同异格结见过销", _AGREE, _SIGNED_OFF, _BARE_YES),
    Key("不再别少差打是未没算糊继缓缺补误退重驳", _REFUSE, _SENT_BACK),
)
_MISSING = Late(
    r"(?:缺少?|还?差|少了?|没有|未附|未提供|没附|没见到?)(?P<missing>[^,。;!\n]{1,24})|(?:补齐|补正|补上|补充|补)(?P<add>[^,。;!\n后再]{2,20})"
)


_RESULT = Late(
    r"[\u4e00-\u9fff](?:好|完|平|通|亮|净|掉|上|齐|稳)了(?![\d\ue001])|到位(?=[,。!]|$)|已(?:经)?(?:全部)?落实(?=[,。!]|$)"
)
_SHOWN = Late(
    r"(?:照片|图|表|报告|验收单|回执|凭证|材料|视频|截图|佐证)[^,。;]{0,6}(?:已|都|也)?(?:传|拍|发|交|附|见附件|在(?:群|邮箱|附件)|上传)|见(?:照片|图|附件|表)"
)
"""坑填平了，现场图已拍: what came about, and the proof of it."""

_CLAIMS = Key("了付位利好妥完当搞收活竣结落销", _CLAIM, _FINISHED, _RESULT)


def _spoken_of_a_task(said: Said) -> bool:
    told = said.number or _KINDS.search(said.plain) or _OWN.search(said.bones)
    return bool(told) or said.context is not Context.GROUP


@needs(_CONSENTS, of=DECIDERS)
@in_earnest
def close_approve(said: Said) -> Reading | None:
    """同意销号; a bare 同意 in reply is asked what it agrees to where the message replied to does not say."""
    if _is_agreed(said) and not _REFUSE.search(said.bones) and not _NOT_SO.search(said.bones):
        return heard(said, Intent.CLOSE_APPROVE, asks=which_task(said))
    if _BARE_YES.match(said.bones) and (said.number or said.context is Context.REPLY):
        return heard(said, Intent.CLOSE_APPROVE, asks=("which_act",), bare=True)
    return None


def _is_agreed(said: Said) -> bool:
    told = said.number or said.context is Context.REPLY
    return bool(_AGREE.search(said.bones) or (told and _SIGNED_OFF.search(said.bones)))


_NOT_SO = Late(r"[?]|吗|不(?:能|给|可以|准|予|要|该)(?:予)?销|别销|先不|暂不|不符合")


@needs(_RETURNS, of=DECIDERS)
@in_earnest
def close_reject(said: Said) -> Reading | None:
    """不同意，缺验收单，明天下班前补正重报: what is missing, and by when."""
    told = said.number or said.context is Context.REPLY
    sent_back = (
        told
        and _SENT_BACK.search(said.bones)
        and not re.search(r"[?]|吗|为什么|为啥|怎么|咋|延期|宽限|作废|撤|取消|我(?:再|重新)", said.bones)
    )
    if not (_REFUSE.search(said.bones) or sent_back):
        return None
    in_group = said.context is Context.GROUP and not said.number
    if in_group and not (_STRICT.search(said.bones) and _OF_A_CLAIM.search(said.bones)):
        return None
    limit = deadline(said)
    missing = _MISSING.search(said.plain)
    what = (missing["missing"] or missing["add"]) if missing else None
    return heard(said, Intent.CLOSE_REJECT, asks=(*which_task(said), *limit.asks), deadline=limit.value, missing=what)


_OF_A_CLAIM = Late(rf"材料|佐证|证据|照片|整改|销号|验收|手续|附件|补正|补充|补齐|打回去|重报|重办|报告|回访|单|{N}")


@needs(_CLAIMS, of=STAFF)
@in_earnest
def close_request(said: Said) -> Reading | None:
    """已办结…申请销号, 弄完了，照片发群里了, 搞定✅: evidence is asked where none is spoken of."""
    asked = bool(said.finds(_CLAIM))
    if not asked and (said.once(share_of) or 100) < 100:
        return None  # 完成40%，已完成数据汇总: a share is finished, not the task.
    if _NOT_YET.search(_CLAIM.sub("", said.bones)):
        return None
    told = said.number or said.context is not Context.GROUP
    done = _FINISHED.search(said.bones) or (told and _RESULT.search(said.bones) and _SHOWN.search(said.plain))
    if not asked and not (done and _spoken_of_a_task(said)):
        return None
    kinds = list(dict.fromkeys(one.group() for one in _KINDS.finditer(said.plain)))
    scope = "own" if _OWN.search(said.bones) else None
    asks = (*which_task(said), *(() if kinds else ("evidence",)))
    return heard(said, Intent.CLOSE_REQUEST, asks=asks, evidence=kinds, scope=scope)


_STRICT = Late(
    r"^[\s]*不同意(?=[,。!]?[^,。]{0,4}(?:缺|差|少|材料|佐证|证据|照片|整改|办结|补|重|理由))|销号|[^\s被又](?:退回|打回|驳回)(?!来)|^(?:退回|打回|驳回)(?!来|了?[\s。!]*$|的|原形)|补正|重报"
)
