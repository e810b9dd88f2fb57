"""Staff's words on a task under way: progress with percent, numbers and an estimate (反馈), and blockers (卡点)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.leisure import LEISURE, SMALL_TALK
from handlers.reading.replies import STAFF, all_names, heard, names, only, which_task
from handlers.reading.said import N, Said, T
from handlers.reading.shares import share_of
from handlers.reading.talk import OURS, in_earnest, is_tied
from handlers.reading.tallies import is_tally
from handlers.reading.telling import MATTER
from handlers.reading.values import Context, Intent, Reading

_ESTIMATE = Late(r"(?:预计|估计|力争|争取|计划|大概|大约|拟|打算|最快|应该能?|有望)[^,。;\n\ue002]{0,6}$")
_NUMBERS = Late(
    r"(?P<label>[\u4e00-\u9fff]{2,10}?)(?P<value>\d+(?:\.\d+)?)(?P<unit>公里|千米|平方米|米|吨|亩|万元|亿元|元|户|栋|处|件|篇|条|项|家|份|张|台|辆|名|人次|人|起|次|个|%)"
)
_HEAD = Late(
    r"(?:进展|进度|推进情况|办理情况|最新情况|工作情况|落实情况)(?:情况)?(?:汇报|报告|如下|更新)?[::]|^(?:目前|截至目前|截止目前|今天|现)?(?:进展|进度)(?:是|为|:|到)"
)
_DONE_SO_FAR = Late(
    r"(?:已经?|目前|截至|现已|累计|均已|共)[^,。;\n]{0,12}?(?:完成|排查|整改|报送|上报|提交|发放|走访|检查|联系|对接|召开|启动|开工|进场|办理|印发|起草|形成|拿出|拟|上传|核实|梳理|收集|汇总|落实|到位|拨付|清运|安排|通知|反馈|答复|收到\d|补|更新|调整|修改|改|发)"
)
_WENT_ON = Late(
    rf"(?:刚|刚刚|刚才)(?:跟|和|与|从|把|去|对接|开完|碰完|联系)|(?:(?:现在|目前|这会儿?)[^,。]{{0,4}}|正)(?:在|走|做|弄|写|改|办|核|跑|等)|已经?(?!阅|收到|知)|目前|截至|截止到|"
    rf"(?:进场|开工|动工|到货|到位|启动|铺开|立项|挂网|开标|中标)(?:施工)?(?:了|,|。|$)|"
    rf"(?:弄|做|写|办|改|查|跑|修|挖|铺|收|交|报|录|核|谈|签|发|装|拆|清|理|整理|排查|核对|对接|联系|上报|抢修|施工|整改)(?:完|好|到|齐|上来|出来|通)?(?:了|的(?=,|。|$))|(?:收|交|报)(?:齐|上来)|出来了|"
    rf"(?:还|就|只)?[剩差](?:余|下)?[^,。?]{{0,8}}(?:没|未|个|家|份|处|条|户|件|栋|张|[\ue001])|就等|只等|快(?:完|好|弄完|写完|做完|办完)了|"
    rf"(?:走|推进|进行|办|做|写|弄)到(?:第|了|{N}|[^,。]{{1,8}}(?:了|步|环节|阶段))|又[\u4e00-\u9fff]{{1,3}}了|(?:改|排|修)到第|挂出|过半|[三四五六]分之[一二三四]|先(?:报|交)一部分|(?:推进|办理|施工|整改|审核|会签|制作|起草|调试|招标|对接|处理|落实|编制|审批)(?:中|阶段)|再(?:核|改|查|对)一遍|(?:{T})[^,。]{{0,4}}(?:出|补|发)(?!差)|"
    rf"(?:{T})(?:之?前|以?前)?(?:我们?)?(?:能|可以?|就能|应该能?|争取|接着|继续|开始|准备|再|就)|这是(?:修改|最新|最终|正式)|补(?:充)?(?:一?[张份个下]|材料|照片|上|如下)|(?:照片|材料|数据|扫描件)[^,。]{{0,4}}补"
)
"""What has been done, is being done or comes next: enough in reply to a task, and nowhere else."""

_UNDER_WAY = Late(
    r"正在(?:抓紧|加紧|积极|有序|全力)?(?:推进|办理|整改|施工|起草|修改|核实|对接|排查|汇总|梳理|协调|走流程|审核|征求|准备|收集|整理|落实|会签|研究)|(?:初稿|征求意见|方案|合同|招标|材料|报告)(?:已|正在|刚)[^,。]{0,10}|还(?:剩|差|有)\d*[^,。?]{0,14}(?:没|未|待|正在)"
)
_PROMISE = Late(
    rf"(?:(?:{T})(?:之?前)?,?(?:我们?|我科|我局|本科室|我们科|我们局)|(?:我们?|我科|我局|本科室|我们科|我们局)(?:在|于|会|争取|力争|将)?(?:{T}))(?:会|就|再|先|一定|可以|能|将)*(?:把[^,。]{{1,16}})?(?:再|先)?(?:传(?:上来|过来|给|到群)|报(?!到|名|销|警|税|喜|恩|仇|班|考|废|刊|了)|上报|反馈|提交|交|汇报|补报|补充|完善|送|发|修改|更新|完成|拿出)"
)
_ATTACHED = Late(
    r"附件(?:是|为|里|中)|见附件|盖章版|扫描件|(?:上传|传|发|附)(?:上来|上去|群里|过去)?的是[^,。;\n]{0,6}(?:现场|复核|整改|佐证|验收|施工|对比|核查)[^,。;\n]{0,4}(?:照片|图|材料|视频|单)|(?:已|刚)(?:上传|发您|发给您|发群里|发到群)|(?:最新版|修改稿|修订稿|正式版|终稿|定稿)(?:已|发|来了|在|见|,|(?<![稿案表件]定稿)$)"
)
_NOT_PROGRESS = Late(
    r"有没有|会不会|要不要|算不算|去不去|在不在|(?<!也)是不是|在几楼|排第|咋[^,。]{0,8}[呀啊呢]|[了在好完]没(?:有)?[。!\s]*$|[?]|同比|环比|电量|电池|涨了|跌了|打折|吗(?:[,。!]|$)|请(?:大家|各)|谁|帮我"
)

_STUCK = Late(
    rf"卡在|卡住|卡壳|卡点|推不动(?!车|门)|推进不(?:下去|动|了)|(?:干|办|做|弄|搞)不(?:动|下去|成)|进行不下去|(?:没法|没办法|无法)(?:继续|正常)?(?:推进|进行|动工|复工|干|办|施工|往下|开展|实施|进场|继续)|停滞|停工|停摆|受阻|僵住|僵持|陷入僵局|没(?:有|啥|什么)?进展|迟迟(?:未|没|不|批)|(?:一直|还在)等(?:着)?(?:{N})|等[^,。;\n]{{1,10}}(?:批复|审批|回复|意见|资金|手续)呢|催了[^,。;\n]{{1,4}}[次回遍趟][^,。;\n]{{0,3}}[没不]|不配合|(?:遇|碰)到了?(?:困难|问题|阻力|难题|难处|麻烦|瓶颈|障碍|硬骨头)|(?:要|调|催|拿|借)不(?:来|到|动|上来)(?=[,。!]|$)|(?:审[查图批]|图审|批复|评审|手续|环评|验收|会签|立项|可研|预算)[^,。;\n]{{0,6}}(?:一直|迟迟|还|始终|老|总|又)(?:没|未|不)(?:有)?(?:过|批|下来|通过|出来|盖章|签)|(?:活儿?|工程|工序|作业|工地|塔吊|施工)(?:全|都|只能|被迫)?停(?:着|了|下来)(?=[,。!\s]|$)|在等[^,。;\n]{{0,10}}(?:批复|审批|回复|意见|资金|到位|盖章)|"
    rf"(?:请|恳请|需要?|希望|建议)(?:市?领导|市里|市政府|办公室|秘书长|督查室|帮忙|帮助|出面|予以)*协调|需要?(?:{N})(?:帮助|帮忙|予以|出面)?(?:协调|解决|支持|配合)|(?:{N})(?:一直|迟迟|还|始终)?(?:没|未|不)(?:批|给|配合|回复|答复|出|提供|同意|盖章|会签)"
)
_UNABLE = Late(
    r"(?<![误忘少跑错差耽漏免丢说])(?!不得不)[\u4e00-\u9fff](?<![对])不(?:了(?![解多])|动|成(?![熟立])|上(?!报|班|级|午|升)(?:去|来)?|下(?:去|来)(?!的)|去(?!世)|来(?!及|得)|起来|出(?:来|去)|进(?:去|来)?(?!展|度|行)|开(?!工|展|会|始)|通(?!过|知|报)|拢|齐|够)"
)
"""What cannot be done, whatever the verb (浇不了, 拉不起来, 约不上): the potential complement."""

_FAILED = Late(
    r"(?:崩|断货|停产|流标|废标|谈崩|失败|瘫痪|中断|搁置|(?<![么咋又变])黄|跑路|撂挑子|停电|泡汤|退场|倒闭|破产|解散|撤资|停供)了|流标|废标|故障|踢皮球|扯皮|推诿|进退两难|干着急|没(?:人|谁)[\u4e00-\u9fff]|(?:没|未)(?:过|通过)(?=[,。!]|$)|没(?:着落|下文|回音)|(?:没(?:让|同意|松口|答应)|不(?:敢|让|给|肯|同意|签|盖|理|愿意?|松口|答应|认可|支持))(?=[,。!\u4e00-\u9fff]|$)|(?:请示|请问|求助|不知道?|指导)[^,。]{0,6}(?:怎么办|咋办|如何)|怎么办[。!\s]*$|缺(?!席|点|陷|失|勤)[\u4e00-\u9fff]{1,6}"
)
"""What went wrong, or who will not."""

_CAUGHT_UP = Late(r"(?:抢|赶|补|追)(?:得?回来|上(?:来|进度))|不(?:会)?影响|能(?:赶上|按时|按期|如期)")
"""雪太大进不去山，后面三天抢回来: the work goes on."""

_HINDERED = Late(
    rf"(?:动|干|弄|办|做|推|施|开)不(?:了|成|下去)(?:活|工|展)?|卡(?:着|了(?!壳))|没(?:法|办法)(?:开工|动工|弄|做|施工|报|进行)|进不(?:了|去)(?:场|门)?|(?:没有?|缺)(?:钱|资金|经费|图纸|施工图|指标|人手)|(?:资金|经费|钱|批复|手续|指标|图纸|专项债)[^,。]{{0,4}}(?:没|未)(?:下来|到位|批|出来|拨)|"
    rf"(?:一家|单独|自己)(?:办|干|搞|做)不(?:了|下来|定|成)|(?:要|得|需)(?:{N})(?:配合|协调|出面|支持|帮忙)|(?:人手|力量|资金|经费)不(?:够|足)|忙不过来|[装修拆铺建验测]不了(?=[,。!]|$)|没(?:到货|下来|解决|谈妥)|停着|(?:推进|实施|落实)困难|缺少|阻工|阻挠|阻拦|没法|没办法|没把?[^,。]{{0,8}}给(?:我们?)?(?=[,。!]|$)|(?:协调|谈|沟通)不(?:动|拢|下来|成)|报不了|打不开|不让(?:施工|进|干|拆|动)|(?:难点|困难|堵点|瓶颈|障碍|卡点)(?:是|:|在)|需要(?:{N})|才能(?:动|推|开|继续|干|办|往下)|(?:推进|进展)缓慢"
)
"""What hinders the work; in reply to a task or in private only."""

_FREED = Late(
    r"不卡了|不堵了|(?:已经?|都)?(?:协调|疏通|打通|谈|理顺)(?:好|妥|通|下来)了|可以继续(?:推进|干|施工|办|了)|恢复施工|(?:困难|难点|难题|堵点|障碍|瓶颈)[^,。不没]{0,3}解决"
)
_OBSTACLES = Key(
    "碰未才缓不何停僵协卡咋堵失崩干废忙怎恢打扯持推搁撂撤故散断未没法泡流瓶疏痪破碍等继缺谈跑踢迟退遇配闭阻难需面顺黄",
    _STUCK,
    _HINDERED,
    _UNABLE,
    _FAILED,
    _FREED,
)
_REASON = Late(r"卡在(?P<reason>[^,。;!\n]{1,40})|因(?:为)?(?P<why>[^,。;!\n]{2,40})")
_HELPER = Late(
    rf"(?:协调|需要?|等着?|请|找|卡在|希望|由)(?:市?领导|一下|解决|出面)*\s?(?P<who>{N})|(?P<other>{N})(?:一直|迟迟|还|始终)?(?:没|未|不)"
)


@in_earnest
def progress(said: Said) -> Reading | None:
    """DB-2026-118完成80%，预计周四完工: the estimate is kept and never moves the deadline."""
    if not _is_progress(said):
        return None
    return heard(
        said,
        Intent.PROGRESS,
        asks=() if said.number or _has_topic(said) else which_task(said),
        percent=said.once(share_of),
        estimate=_estimate(said),
        numbers=_numbers(said),
    )


_OF_A_TASK = Late(
    rf"任务|事项|督办|交办|施工|资金|批复|审批|手续|指标|用地|环评|招标|方案|台账|材料|数据|进展|协调|验收|整改|评审|财评|审查|图审|会签|立项|可研|预算|项目(?!经理|部|书)|{N}|领导|我[科局]|"
    r"塔吊|外墙|主体|浇筑|吊装|打桩|混凝土|工地|管[道网廊]|路基|路面|顶管|机组|锅炉|换热站|泵站|厂家|总包|分包|施工队|监理|图纸"
)
"""What ties a hindrance told in a group to a task."""

_CLEARED = Late(
    r"(?:卡点|堵点|难点|问题|障碍)(?:问题)?(?:都|均|现)?(?:已经?|业已)?(?:得到)?(?:解决|解除|消除|打通|化解|协调好)(?:了|完毕)?(?![^,。]{0,4}(?:不了|方案|办法|吗))|(?:解除|消除)卡点"
)


@needs(_OBSTACLES, of=STAFF)
@in_earnest
def blocked(said: Said) -> Reading | None:
    """卡在自治区批复上; 请领导协调财政局: names whose help is needed."""
    told = said.number or said.context is not Context.GROUP
    stuck = _STUCK.search(said.bones) or (told and _is_hindered(said))
    if not stuck or _NOT_PROGRESS.search(said.bones):
        return None
    if not told and (len(said.text) < 6 or not _OF_A_TASK.search(said.bones)):
        return None
    if _CLEARED.search(said.bones) or (told and _FREED.search(said.bones)):
        return heard(said, Intent.BLOCKED, asks=which_task(said), cleared=True)
    reason = _REASON.search(said.plain)
    helper = _HELPER.search(said.bones)
    needs = names(said, helper) or (names(said, helper, "other") if helper else ()) or all_names(said)
    text = (reason["reason"] or reason["why"]) if reason else said.text.strip()
    return heard(said, Intent.BLOCKED, asks=which_task(said), reason=text.removesuffix("上"), needs=only(needs))


def _is_hindered(said: Said) -> bool:
    """浇不了，只能停; 不卡了: said of a task; a share of it done, or time made good, is progress all the same."""
    if _FREED.search(said.bones):
        return True
    if _CAUGHT_UP.search(said.bones) or said.once(share_of) is not None:
        return False
    weak = () if _is_idle(said) else (_UNABLE, _FAILED)
    return any(words.search(said.bones) for words in (_HINDERED, *weak))


def _is_idle(said: Said) -> bool:
    """限行了打不到车: of the weather, the way or pleasure, without a word of work."""
    idle = said.finds(LEISURE) or SMALL_TALK.search(said.bones)
    return bool(idle) and not _AT_WORK.search(said.bones)


_AT_WORK = Late(rf"{MATTER.pattern}|[工场山货机]|设备|现场|管[道网线]|[浇拆修装抢铺挖运]|报(?!名)|{N}")


def _is_progress(said: Said) -> bool:
    if said.role not in STAFF or _NOT_PROGRESS.search(said.bones):
        return False
    if said.once(share_of) is not None or _HEAD.search(said.bones) or _promises(said):
        work = (
            said.context is not Context.GROUP
            or said.number
            or is_tally(said)
            or _IS_WORK.search(said.bones)
            or _TALLIED.search(said.bones)
        )
        return is_tied(said) and bool(work)
    if _goes_on(said) or is_tally(said):
        return True
    if said.number or said.context is Context.REPLY or _counts(said):
        return any(rule.search(said.bones) for rule in (_DONE_SO_FAR, _UNDER_WAY, _ATTACHED)) or bool(_estimate(said))
    return bool(_ATTACHED.search(said.bones) or _CLEARLY.search(said.bones))


def _counts(said: Said) -> bool:
    """已完成3栋，剩2栋: numbers of one's own work; a long text with numbers in a group is somebody's statistics."""
    return bool(_numbers(said)) and (said.context is Context.PRIVATE or len(said.text) <= SHORT)


SHORT = 40


_IS_WORK = Late(
    rf"^[\s]*(?:已经?|目前|现已?|截至(?:目前|{T})|累计|总体|整体|{T})?(?:的)?(?:完成|进度|进展|推进|办理|办|做)|{OURS.pattern}|{N}|"
    r"任务|事项|督办|项目|资金|招标|合同|方案|台账|材料|施工|工程|验收|整改|评审|排查|数据|报告|工作|反馈|提交|上报|再报"
)
"""What shows in a group that a share or a promise is of the office's work."""


_TALLIED = Late(
    r"(?:进展|进度|推进情况|办理情况|落实情况)(?:情况)?[::]\s?(?:目前|累计|现|已经?|共)*(?:受理|完成|办结|整改|排查|拨付|化解|处置|接访|走访|[收办完拨建拆发签改查报交清修开]\S)[^,。;\n]{0,6}[\ue001\d]"
)
"""投诉办理进展：受理215件: under such a heading what is counted is work."""


def _goes_on(said: Said) -> bool:
    """刚跟财政局对接完，材料下午给: short words on the work itself, in reply to a task or with its number."""
    told = said.number or said.context is Context.REPLY
    if not told or len(said.text) > LONGEST or _is_idle(said) or _DENIED.search(said.bones):
        return False
    if _is_of_somebody(said):
        return bool(_WENT_ON.search(said.bones))
    return bool(_WENT_ON.search(said.bones) or (len(said.text) >= SHORTEST and _ASPECT.search(said.bones)))


def _is_of_somebody(said: Said) -> bool:
    """张三最近胖了: what is told of a person is the work's own only where it speaks of work."""
    first = next(iter(said.mentions), None)
    return first is not None and first.entry.person and not first.start and not MATTER.search(said.bones)


_ASPECT = Late(
    r"[\u4e00-\u9fff](?<!为|除|罢|算|行|好|谢)了(?!解|吗|没)|(?:在|等|待|正)(?:着)?[\u4e00-\u9fffA-Za-z]{1,8}(?=[,。!]|$)|[\u4e00-\u9fff]完(?:就|后|再)|敲定|在路上|下一步|接下来|随后|基本|大体"
)
"""The marks of work that goes on, whatever the verb."""

SHORTEST = 6


LONGEST = 120
_DENIED = Late(r"打扰|抱歉|对不起|谢谢|辛苦|别催|不是(?:说|都)|哈哈|嘿嘿|笑死|凭|错|退回|不归|请假|延期|宽限")


def _promises(said: Said) -> bool:
    """明天上午我再报一次: in a group only with an official verb; 我下午发你 is talk between two people."""
    found = _PROMISE.search(said.bones)
    told = said.number or said.context is not Context.GROUP
    return bool(found) and (bool(told) or bool(_OFFICIAL.search(said.bones, found.start() if found else 0)))


_OFFICIAL = Late(r"报(?!名|警|销)|反馈|提交|(?:前|后|上|下|大)半部?分|初稿|其余[^,。]{0,4}部分")
_CLEARLY = Late(
    rf"(?:预计|力争|争取|估计|计划)(?:{T})(?:前)?(?:能|可)?(?:全部)?(?:完成|完工|办结|报送|交付|到位|报齐)|还[剩差][^,。?]{{0,6}}没(?:报|交|办|完成|反馈)|"
    r"正在(?:抓紧|加紧|积极|有序|全力)?(?:推进|办理|整改|施工|会签|征求|汇总|协调|走流程|排查|落实|起草|修改|核实|对接)|"
    r"(?:初稿|方案|前期工作|招标|合同|材料|报告)(?:已|已经)(?:完成|形成|报送|提交|印发|起草|拟|签订|通过)"
)


@needs(of=STAFF, within={Context.REPLY})
@in_earnest
def noted(said: Said) -> Reading | None:
    """厂家不发货，说要先付款: what staff deny in reply to a task is a blocker; what says nothing clearly is asked."""
    if not _tells(said):
        return None
    if not _NEGATED.search(said.bones):
        return None
    return heard(said, Intent.BLOCKED, reason=said.text.strip(), needs=only(all_names(said)))


def _tells(said: Said) -> bool:
    if not SHORTEST < len(said.text) <= LONGEST or _DENIED.search(said.bones) or _is_idle(said):
        return False
    return not (_NOT_PROGRESS.search(said.bones) or _TALKING.search(said.bones))


_NEGATED = Late(r"不(?![过错仅但同断影耽]|好意思)[\u4e00-\u9fff]|没(?!事|问题|关系)|未(?!来)|停了|太[大紧难少多小]")
_TALKING = Late(
    r"您|你|咱们?|在吗|在不在|早上好|晚安|对不起|不好意思|抱歉|不用|不客气|没事|吧[。!\s]*$|啊[。!\s]*$|[呵嘿哈]{2}"
)


def _has_topic(said: Said) -> bool:
    """供热管网排查进展:… says in words which task is meant; the bot searches by them."""
    return bool(_HEAD.search(said.bones)) and len(said.text) > 12


def _estimate(said: Said) -> datetime | None:
    for time, found in zip(said.times, said.resolved, strict=True):
        if _ESTIMATE.search(said.bones, max(0, time.start - 12), time.start):
            return found.value
    return None


def _numbers(said: Said) -> list[dict[str, Any]]:
    found = (one for one in _NUMBERS.finditer(said.plain) if one["unit"] != "%")
    return [{"label": one["label"], "value": float(one["value"]), "unit": one["unit"]} for one in found]
