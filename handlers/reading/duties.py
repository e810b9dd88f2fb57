"""What the words beside a name say that it is there for, as a table of rules: the first that fits decides (角色)."""

from __future__ import annotations

from enum import StrEnum

from handlers.reading.calls import CALL, DUTY, WORK_GIVEN
from handlers.reading.facts import fact
from handlers.reading.late import Late
from handlers.reading.said import N, T


class Duty(StrEnum):
    """The part that a name plays."""

    LEAD = "lead"
    SUPPORT = "support"
    ASSIGNEE = "assignee"
    EXCEPT = "except"
    CONTENT = "content"


@fact()
class DutyRule:
    """A name has the duty where both its neighbourhoods match; ``marked`` when words say so expressly.

    ``ends`` are the letters with which ``left`` ends, ``begins`` those with which ``right`` begins, where that is
    certain: by them a name's few rules are found among all. ``test_keys`` proves them from the patterns.
    """

    name: str
    duty: Duty
    left: Late | None = None
    right: Late | None = None
    marked: bool = False
    ends: str = ""
    begins: str = ""


def _left(pattern: str) -> Late:
    return Late(rf"(?:{pattern})\s?$")


def _right(pattern: str) -> Late:
    return Late(rf"\s?(?:{pattern})")


_DO = "牵头|主办|办理|承办|负责|处理|落实|研办|阅处|阅办|研究|跟进|去办|代办|办(?!公|法|事|文|结|好)"
RULES: tuple[DutyRule, ...] = (
    DutyRule(
        "contact",
        Duty.CONTENT,
        _left(r"(?:联系|联络|咨询|经办联系)(?:人员|人|员|电话|方式)?[::是为\]]?|(?:联系|值班)电话[::]?"),
        ends=":]为人员式是系络话询",
    ),
    DutyRule(
        "speaks",
        Duty.CONTENT,
        None,
        _right(r"(?:在[^,。;\n]{0,14})?(?:强调|指出|表示|批示|指示|提到|主持|听取)(?!意见)"),
        begins="主听在强批指提表",
    ),
    DutyRule(
        "author",
        Duty.CONTENT,
        _left("转发?"),
        _right(r"[^,。;\n]{0,8}(?:函|通知|文件|来文|意见|公告|简报)"),
        ends="发转",
    ),
    DutyRule(
        "told",
        Duty.ASSIGNEE,
        _left("跟|和|给|告诉|通知|转告|带话给"),
        _right("(?:打声招呼|(?:说|讲|吱|知会)(?:一?声|一下)?|一声),?(?:让|叫|请|要)?(?:他|她|他们)?"),
        marked=True,
        ends="告和知给诉跟",
        begins="一吱打知讲说",
    ),
    DutyRule(
        "gathered by the lead",
        Duty.SUPPORT,
        _left(r"牵头(?:负责)?,?(?:组织|联合|协调|召集|邀请|商请|带领)"),
        marked=True,
        ends="合织请调集领",
    ),
    DutyRule(
        "through somebody",
        Duty.CONTENT,
        _left(
            r"\ue000[^。;\n\ue000]{0,12}?(?:通知|督促|敦促|要求|催促?|催一下|指导|提醒|发动|动员|组织|协调|叮嘱|安排|盯[着住紧牢])(?:一下)?"
        ),
        ends="下住促催动员嘱导排求牢着知紧织调醒",
    ),
    DutyRule(
        "excepted",
        Duty.EXCEPT,
        _left("除(?:了|去|开)?"),
        _right("以外|之外|外|[,、]"),
        ends="了去开除",
        begins=",、之以外",
    ),
    DutyRule(
        "with",
        Duty.ASSIGNEE,
        _left(r"(?<=\ue000)[(](?:含|包括|包含)"),
        marked=True,
        ends="含括",
    ),
    DutyRule(
        "left out",
        Duty.EXCEPT,
        _left("不含|不包括|不用|除外[::]?"),
        ends=":含外括用",
    ),
    DutyRule(
        "left out behind",
        Duty.EXCEPT,
        None,
        _right("除外|不用报|不用交"),
        begins="不除",
    ),
    DutyRule(
        "lead named",
        Duty.LEAD,
        _left(r"(?:牵头|主办|首办|主责)(?:单位|部门|人|科室)?[::是为\]]|牵头(?:单位|部门|人)|首办"),
        marked=True,
        ends=":]为人位办是门",
    ),
    DutyRule(
        "helped",
        Duty.LEAD,
        _left(r"\ue000(?:协助|配合)"),
        None,
        marked=True,
        ends="助合",
    ),
    DutyRule(
        "support named",
        Duty.SUPPORT,
        _left(r"(?:配合|协办|协助|会办|参与|参加)(?:单位|部门|人员|人|科室)?[::是为\]]?"),
        marked=True,
        ends=":]与为人位办加助合员室是门",
    ),
    DutyRule(
        "supports",
        Duty.SUPPORT,
        None,
        _right(
            f"\\(?(?:{T})?(?:等)?(?:单位|部门)?(?:要|均|都|予以|积极|做好|全力|共同|密切|分别|各自)*(?:配合(?!单位|部门|人|[::])|协助|协办(?!单位|部门)|会办|参加(?!会|培训|调度|活动|考)|参与|支持|协同|辅助|协作|协(?=[,。;]|$))"
        ),
        marked=True,
        begins="(予会做全共分协单参各均密支积等要辅部都配\ue002",
    ),
    DutyRule(
        "together with",
        Duty.SUPPORT,
        _left(r"会同|联合|会商|协同|(?<=\ue000)商|(?<=\ue000)带着?|牵头.{0,6}商"),
        marked=True,
        ends="合同商带着",
    ),
    DutyRule(
        "all but",
        Duty.ASSIGNEE,
        _left("(?:以外|之外|外)的?,?"),
        marked=True,
        ends=",外的",
    ),
    DutyRule(
        "of a noun",
        Duty.CONTENT,
        None,
        _right("(?:牵头|主办|负责|承办|起草|编制|提出)[^,。;\\n\ue002]{0,6}的(?!单位|部门)"),
        begins="主承提牵编负起",
    ),
    DutyRule(
        "leads",
        Duty.LEAD,
        None,
        _right(
            f"\\(?(?:{T})?(?:来|总)?(?:牵头(?!单位|部门|人|[::])|牵个头|牵一下头|挑头|打头|主办|牵总|主责|总负责|负总责|领衔|总牵头|主笔|执笔|(?:为主|统筹|抓总)(?=[,、。;(\\s]|$)|为牵头)"
        ),
        marked=True,
        begins="(为主总打执抓挑来牵统负领\ue002",
    ),
    DutyRule(
        "leads with",
        Duty.LEAD,
        None,
        _right(rf"(?:会同|商|联合|会商|带着?)(?:{N})"),
        marked=True,
        begins="会商带联",
    ),
    DutyRule(
        "given to",
        Duty.ASSIGNEE,
        _left(
            "(?:^|[,。;:\\n])[^把将,。;]{0,12}(?:转办?|批|派|分|交办)(?:给|到)|(?:派发|布置|安排|下达|交代|分配|派)(?:一?[个项件条])?(?:任务|工作|活儿?|事情?)?给|(?:任务|这事|此事|这件事|工作)(?:就)?交给"
        ),
        _right(rf"[:,。]|{T}|$"),
        marked=True,
        ends="到给",
    ),
    DutyRule(
        "given work",
        Duty.ASSIGNEE,
        _left("(?:^|[,。;:!\\n\\s])(?:帮我|请|麻烦|帮忙)?(?:再|也|就)?给"),
        _right(f"(?:再|也)?(?:{WORK_GIVEN})"),
        marked=True,
        ends="给",
        begins="下也交再加发安布建新派",
    ),
    DutyRule(
        "handed over",
        Duty.ASSIGNEE,
        _left("(?:批|已)?转(?:给|交|由)?|交给?|移交|批给?|派给?"),
        _right(f"(?:{T})?(?:{_DO})"),
        marked=True,
        ends="交批派由给转",
        begins="主代办去处承牵研落负跟阅\ue002",
    ),
    DutyRule(
        "first handler",
        Duty.ASSIGNEE,
        None,
        _right("(?:首|先)办"),
        marked=True,
        begins="先首",
    ),
    DutyRule(
        "recipient",
        Duty.CONTENT,
        _left(
            "(?:上|抄|呈|转|汇|填)?报(?:送|给|到|至|告|呈)?(?:给|至|到)?|(?:转|下|印|抄)?发(?:给|到|至|送|往)?(?:给|至|到)?|(?:抄|呈|报)?送(?:给|到|至|达|交)?|"
            "(?:提|上)?交(?:给|到|至)?|反馈(?:给|至|到)?|汇总(?:给|到)|移交给?|对接|联系|回复|答复|给|向|找|问|跟|陪同?|同|与|和|抄告|告知|知会"
        ),
        ends="与交会到发同向呈告和复往找报接知系给至跟达送问陪馈",
    ),
    DutyRule(
        "each with a limit",
        Duty.ASSIGNEE,
        _left(f"{T}[、和与及]?|(?<!\ue000)[、]"),
        _right(f"\\s?(?:于|在|应|须|要|请)?{T}"),
        ends="、与及和\ue002",
    ),
    DutyRule(
        "place",
        Duty.CONTENT,
        _left("(?<!直)(?:到|去|赴|在|从|前往|位于|进驻|往|至|抵|经过?|来自)"),
        ends="于从到去在往抵经自至赴过驻",
    ),
    DutyRule(
        "place behind",
        Duty.CONTENT,
        None,
        _right("现场(?![督盯办核查看处])|境内|辖区|片区|范围|区域|路|街|大厦|广场|大院|段|大桥"),
        begins="区境大广段片现范街路辖",
    ),
    DutyRule(
        "content",
        Duty.CONTENT,
        _left(
            "把|将|关于|对|(?<![,。;:!\n嗯呃那])(?<!^)就|针对|根据|按照?|据|以|的|及|转发|传达|检查|协调|涉及|替|帮|为|(?<!我)看看?|接|(?<![一二三四五六七八九个件项点事])(?<!然后就)(?<!还有就)(?<!另外就)(?<!那个就)(?<!^还)(?<![,。;]还)是|了|于|被|等|全|原|某|比|像|含|凭|说|听|因|如|由于|学习|贯彻|"
            "[上去今]年|完成|做好|开展|推进|整理|汇总|梳理|更新|核实|统计|拿出|准备|起草|审核|拟|写|修改"
        ),
        ends="为习了于以像全写凭出原及发含听因备好如实对将就展帮年彻总成把拟按据接改新是替某查核比照理的看等草被计说调达进",
    ),
    DutyRule(
        "owner of content",
        Duty.CONTENT,
        None,
        _right(
            "的(?!(?:听着|听好|听清|注意|听一?下)|同志|各位|老师|领导|朋友|负责|几位|两位|人(?=[,\\ue002把]))|那边的|请示(?:件|[,。\\s]|$)|来(?:文|函|件|信)|提出的|来的|报的|发的|上报的|报来的|长(?![期时远效久])|党组|班子|系统|领域|大楼|门口|旁|隔壁"
        ),
        begins="上党发大报提旁来班的系请那长门隔领",
    ),
    DutyRule(
        "called",
        Duty.ASSIGNEE,
        _left(
            rf"(?:{CALL}|(?:责任|承办|落实|经办|办理|负责|牵头|完成)(?:人员|人|单位|部门|科室)[::是为\]]?|谁(?:来)?(?:办|负责|做)?[::]|交办对象[::]?)"
            rf"(?:一下)?(?:各位)?[,:]?(?:{T})?前?,?"
        ),
        marked=True,
        ends=",:@]下为人令位促前办劳叫员定室成托排是求派烦由着知苦让请象转门限驾\ue002",
    ),
    DutyRule(
        "does",
        Duty.ASSIGNEE,
        None,
        _right(
            f"(?:{T})?(?:来|你|具体|全权|直接|分别|各自|共同|同志)*(?:负责|落实|办理|承办|主抓|抓(?=$|[,。;!])|具体抓|抓落实|盯紧|盯着|盯一?下|盯(?!着看)|跟进|跟一?下|跟(?=$|[,。;!])|{DUTY}|来办|去办|包干|抓总|处理|阅办|阅处|研办|核稿|拟办|拟稿|执行|经办|分头|各自|承担)"
        ),
        marked=True,
        begins="主会你全共具分办包协去参各同处总执承抓拟支来核牵盯直研经落负跟配阅领首\ue002",
    ),
)
