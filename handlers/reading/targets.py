"""What each name in a sentence is there for: lead, support, assignee, exception, or mere content (牵头、配合、责任人)."""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.reading.calls import CALL, DUTY
from handlers.reading.masks import CONTENT
from handlers.reading.names import Mention
from handlers.reading.said import N, Said, T
from handlers.reading.verbs import ANY_VERB

_SPAN = 14  # How much of the neighbourhood decides what a name is there for.


class Duty(StrEnum):
    """The part that a name plays."""

    LEAD = "lead"
    SUPPORT = "support"
    ASSIGNEE = "assignee"
    EXCEPT = "except"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Target:
    """Names that stand together and play one part; ``marked`` when a word says so, ``called`` when it is 请 or 由."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    duty: Duty
    marked: bool = False
    called: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    duty: Duty
    left: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None
    marked: bool = False


def _left(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\s?$")


def _right(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{pattern})")


_DO = "牵头|主办|办理|承办|负责|处理|落实|研办|阅处|阅办|研究|跟进|去办|代办|办(?!公|法|事|文|结|好)"
_RULES: tuple[_Rule, ...] = (
    _Rule(
        "contact",
        Duty.CONTENT,
        _left(r"(?:联系|联络|咨询|经办联系)(?:人员|人|员|电话|方式)?[::是为\]]?|(?:联系|值班)电话[::]?"),
    ),
    _Rule(
        "told",
        Duty.ASSIGNEE,
        _left("跟|和|给|告诉|通知|转告|带话给"),
        _right("(?:打声招呼|(?:说|讲|吱|知会)(?:一?声|一下)?|一声),?(?:让|叫|请|要)?(?:他|她|他们)?"),
        marked=True,
    ),
    _Rule(
        "through somebody",
        Duty.CONTENT,
        _left(
            rf"\ue000[^。;\n\ue000]{{0,12}}?(?:通知|督促|敦促|要求|催促?|催一下|指导|提醒|发动|动员|组织|协调|叮嘱|安排)(?:一下)?"
        ),
    ),
    _Rule("excepted", Duty.EXCEPT, _left("除(?:了|去|开)?"), _right("以外|之外|外|[,、]")),
    _Rule("left out", Duty.EXCEPT, _left("不含|不包括|不用|除外[::]?")),
    _Rule("left out behind", Duty.EXCEPT, None, _right("除外|不用报|不用交")),
    _Rule(
        "lead named",
        Duty.LEAD,
        _left(r"(?:牵头|主办|首办|主责)(?:单位|部门|人|科室)?[::是为\]]|牵头(?:单位|部门|人)|首办"),
        marked=True,
    ),
    _Rule(
        "support named",
        Duty.SUPPORT,
        _left(r"(?:配合|协办|协助|会办|参与|参加)(?:单位|部门|人员|人|科室)?[::是为\]]?"),
        marked=True,
    ),
    _Rule(
        "supports",
        Duty.SUPPORT,
        None,
        _right(
            f"\\(?(?:{T})?(?:等)?(?:单位|部门)?(?:要|均|都|予以|积极|做好|全力|共同|密切|分别|各自)*(?:配合(?!单位|部门|人|[::])|协助|协办(?!单位|部门)|会办|参加(?!会|培训|调度|活动|考)|参与|支持|协同|辅助|协作)"
        ),
        marked=True,
    ),
    _Rule(
        "together with",
        Duty.SUPPORT,
        _left(r"会同|联合|会商|协同|(?<=\ue000)商|(?<=\ue000)带着?|牵头.{0,6}商"),
        marked=True,
    ),
    _Rule("all but", Duty.ASSIGNEE, _left("(?:以外|之外|外)的?,?"), marked=True),
    _Rule(
        "of a noun",
        Duty.CONTENT,
        None,
        _right("(?:牵头|主办|负责|承办|起草|编制|提出)[^,。;\\n\ue002]{0,6}的(?!单位|部门)"),
    ),
    _Rule(
        "leads",
        Duty.LEAD,
        None,
        _right(
            f"\\(?(?:{T})?(?:来|总)?(?:牵头(?!单位|部门|人|[::])|牵个头|牵一下头|挑头|打头|主办|牵总|主责|总负责|负总责|领衔|总牵头)"
        ),
        marked=True,
    ),
    _Rule("leads with", Duty.LEAD, None, _right(rf"(?:会同|商|联合|会商|带着?)(?:{N})"), marked=True),
    _Rule(
        "given to",
        Duty.ASSIGNEE,
        _left("派给|派发给|布置给|安排给|下达给|(?:任务|这事|此事|这件事|工作)(?:就)?交给"),
        _right(rf"[:,。]|{T}|$"),
        marked=True,
    ),
    _Rule(
        "handed over",
        Duty.ASSIGNEE,
        _left("(?:批|已)?转(?:给|交|由)?|交给?|移交|批给?|派给?"),
        _right(f"(?:{T})?(?:{_DO})"),
        marked=True,
    ),
    _Rule("first handler", Duty.ASSIGNEE, None, _right("首办"), marked=True),
    _Rule(
        "recipient",
        Duty.CONTENT,
        _left(
            "(?:上|抄|呈|转|汇|填)?报(?:送|给|到|至|告|呈)?(?:给|至|到)?|(?:转|下|印|抄)?发(?:给|到|至|送|往)?(?:给|至|到)?|(?:抄|呈|报)?送(?:给|到|至|达|交)?|"
            "(?:提|上)?交(?:给|到|至)?|反馈(?:给|至|到)?|汇总(?:给|到)|移交给?|对接|联系|回复|答复|给|向|找|问|跟|陪同?|同|与|和|抄告|告知|知会"
        ),
    ),
    _Rule("each with a limit", Duty.ASSIGNEE, _left(f"{T}[、和与及]?|(?<!\ue000)[、]"), _right(f"\\s?{T}")),
    _Rule("place", Duty.CONTENT, _left("(?<!直)(?:到|去|赴|在|从|前往|位于|进驻|往|至|抵|经过?|来自)")),
    _Rule("place behind", Duty.CONTENT, None, _right("现场|境内|辖区|片区|范围|区域|路|街|大厦|广场|大院|段|大桥")),
    _Rule(
        "content",
        Duty.CONTENT,
        _left(
            "把|将|关于|对|就|针对|根据|按照?|据|以|的|及|转发|传达|检查|协调|涉及|替|帮|为|看看?|接|是|了|于|被|等|全|原|某|比|像|含|凭|说|听|因|如|由于|学习|贯彻|"
            "[上去今]年|完成|做好|开展|推进|整理|汇总|梳理|更新|核实|统计|拿出|准备|起草|审核|拟|写|修改"
        ),
    ),
    _Rule(
        "owner of content",
        Duty.CONTENT,
        None,
        _right(
            "的(?!同志|各位)|那边的|请示(?:件|[,。\\s]|$)|来(?:文|函|件|信)|提出的|来的|报的|发的|上报的|报来的|长|党组|班子|系统|领域|大楼|门口|旁|隔壁"
        ),
    ),
    _Rule(
        "called",
        Duty.ASSIGNEE,
        _left(
            rf"(?:{CALL}|(?:责任|承办|落实|经办|办理|负责|牵头|完成)(?:人员|人|单位|部门|科室)[::是为\]]?|谁(?:来)?(?:办|负责|做)?[::]|交办对象[::]?)"
            rf"(?:一下)?(?:各位)?[,:]?(?:{T})?前?,?"
        ),
        marked=True,
    ),
    _Rule(
        "does",
        Duty.ASSIGNEE,
        None,
        _right(
            f"(?:{T})?(?:来|你|具体|全权|直接|分别|各自|共同|同志)*(?:负责|落实|办理|承办|主抓|盯紧|盯着|盯一?下|盯(?!着看)|跟进|跟一?下|跟(?=$|[,。;!])|{DUTY}|来办|去办|包干|抓总|处理|阅办|阅处|研办|核稿|拟办|拟稿|执行|经办|分头|各自|承担)"
        ),
        marked=True,
    ),
)

_CALL = re.compile(rf"(?:{CALL}|交给?)\s?(?:一下)?(?:各位)?[,:]?(?:{T})?,?\s?$")
_BOUNDARY = re.compile(r"(?<=\))、|[,。;!?\n\s:①-⑩⑴-⑽⒈-⒑]")
_FILLER = re.compile(
    rf"(?:喂|哎|诶|欸|哟|对了|那个|这个|嗯+|呃+|额|就是|好的?|另外|还有|还|然后|同时|再|其中|特急|加急|平急|紧急|急件|急|重要|通知|补充|交办|任务|以下|其他|其余|[\[\]()*#\-\d.、①-⑩一二三四五六七八九十@!·•>]|第|每(?:个)?(?:工作日|[天日周月]|季度?|[一二两三四五六七八九十\d]+[天日])?|逐日|按[日周月]|到|至|起|止|{T})*"
)
_STARTS = re.compile(
    rf"\s?(?:同志|啊|呀|哈|哎|诶|嘛|呢|你们?|您|那边(?!的)|这边(?!的)|那里|(?:注意|听好)(?:了|啦|一下)?)*\s?(?:[,:]?\s?(?:{T})|[,:]|\s|$|\n|[。;!(]|一起|一块|共同|这(?:件|个|项)事|谁有空|谁先|每|逐日|按[日周月]|各|分别|都|均|要|需|应|须|必须|务必|得|记得|别|不要|从|自|限(?!制|度|量|额|行)|去(?!年|了|过|哪|世)|帮(?:我|忙)|替我|跑一趟|一并|也|亦|同样|同步|最[迟晚]|至迟|不[晚迟]于|赶在|抢在|麻烦|辛苦|烦请|劳驾|给个|给我|抓紧|尽快|马上|立即|立刻|赶紧|把|将|请|再|按|于|做好)"
)
_HEARD = re.compile(r"\s?(?:同志)?,?(?:啊|呀|哎|诶|嘛|你俩|你们两?|你|您)(?!的)")
_STRANGER = r"[\u4e00-\u9fff]{2,8}?(?:局|委|办|部|中心|公司|科|室|院|站|所|支队|大队|集团|残联|妇联)"
_BEHIND = re.compile(rf"(?:{_STRANGER}[、和与及])+")
_BEFORE_STRANGER = re.compile(rf"(?:[、和与及]{_STRANGER})+(?=\s?(?:{T}|[,:]|{N}|{ANY_VERB}))")
_TOPIC = re.compile(
    r"[^,。;!?\n\ue000]{2,24}(?:这块儿?|那块儿?|这边|这事儿?|那事儿?|的事儿?|的事情|这件事|这项工作|这摊子?|一事|那个|那件)(?:,|\s)?"
)
_DOES_VERB = re.compile(rf"\s?(?:{ANY_VERB})")
_WHOLE = re.compile(r"\s?(?:$|[,。;!?\n])")
_TITLE = re.compile(
    r"(?:副?(?:科长|主任|局长|处长|秘书长|书记|区长|部长|组长|站长|队长)|同志|老师)?(?:、|,)?(?:你们?俩?|您)?"
)
_SPOKEN = re.compile(r"(?:的?(?:同志|各位同志|各位|伙计)们?|(?:那边|这边|方面|那头|这头)(?!的))?")
_SEPARATOR = re.compile(r"\s?(?:[、/&和与及或]|以及|还有|或者|@|[,、 ]@?|\s)?\s?@?")
_BEFORE_COMMA = re.compile(r"(?:报|报送|发|发给|送|给|交|向|反馈|反馈给)$")
_AFTER_COMMA = re.compile(rf"(?:{T})?(?:积极|做好)?(?:配合|牵头|负责|协助|协办|主办|落实)|[::]|{T}")


def find_targets(said: Said) -> tuple[Target, ...]:
    """Return the names in their parts, from left to right; content is left out."""
    runs = list(_runs(said))
    found = [_classify(said, run, alone=len(runs) == 1) for run in runs]
    return tuple(target for target in _named_before(said, found) if target.duty is not Duty.CONTENT)


_THE_SAME = re.compile(
    r"(?:请|由|要求|责成|望)\s?(?:上述|以上|上列|前述|这|该)(?:[一二两三四五六七八九十\d]{0,2}(?:个|家)?)(?:单位|部门|家|局|科室|区|人|同志)"
)


def _named_before(said: Said, found: list[Target]) -> list[Target]:
    """公安局、教育局三家满意率偏低，请上述三家单位…: those named last are called upon."""
    call = _THE_SAME.search(said.bones)
    if call is None or any(target.duty in (Duty.ASSIGNEE, Duty.LEAD) for target in found):
        return found
    before = [target for target in found if target.end <= call.start()]
    several = next((one for one in reversed(before) if len(one.mentions) > 1), None)
    return [replace(one, duty=Duty.ASSIGNEE, marked=True, called=True) if one is several else one for one in found]


def _runs(said: Said) -> Iterator[tuple[Mention, ...]]:
    """Yield names that stand together: 张三李四王五, 财政局、工信局."""
    run: list[Mention] = []
    for mention in said.mentions:
        if run and not _together(said, run[-1], mention):
            yield tuple(run)
            run = []
        run.append(mention)
    if run:
        yield tuple(run)


def _together(said: Said, one: Mention, other: Mention) -> bool:
    between = said.bones[one.end : other.start]
    between = between[_title_end(said, one) - one.end :]
    if not _SEPARATOR.fullmatch(between):
        return False
    if "," in between or (not between.strip("@") and " " in between):
        left, right = said.bones[max(0, one.start - 4) : one.start], said.bones[other.end : other.end + _SPAN]
        return not _BEFORE_COMMA.search(left) and not _AFTER_COMMA.match(right)
    return True


def _title_end(said: Said, mention: Mention) -> int:
    """Return where the name ends together with a title (张三科长)."""
    title = (_TITLE if mention.entry.person else _SPOKEN).match(said.bones, mention.end)
    end = title.end() if title else mention.end
    return end - 1 if end > mention.end and said.bones[end - 1] in "、," else end


def _classify(said: Said, run: tuple[Mention, ...], *, alone: bool) -> Target:
    start, end = run[0].start, _title_end(said, run[-1])
    left, right = said.bones[max(0, start - _SPAN) : start], said.bones[end : end + _SPAN]
    for rule in _RULES:
        if (rule.left is None or rule.left.search(left)) and (rule.right is None or rule.right.match(right)):
            return Target(start, end, run, rule.duty, rule.marked, rule.marked and _is_called(left))
    duty = Duty.ASSIGNEE if _stands_first(said, run, start, end) else Duty.CONTENT
    return Target(start, end, run, duty)


def _is_called(left: str) -> bool:
    return bool(_CALL.search(left))


def _stands_first(said: Said, run: tuple[Mention, ...], start: int, end: int) -> bool:
    """Tell whether the name opens a clause or fills it: then it is who is spoken to."""
    opening = max(
        (found.end() for found in _BOUNDARY.finditer(said.bones, max(0, start - 40), start)), default=max(0, start - 40)
    )
    if (
        not _FILLER.fullmatch(said.bones, opening, start)
        and not _BEHIND.fullmatch(said.bones, opening, start)
        and not _TOPIC.fullmatch(said.bones, opening, start)
    ):
        return False
    if _STARTS.match(said.bones, end) or _HEARD.match(said.bones, run[-1].end) or _HEARD.match(said.bones, end):
        return True
    if _BEFORE_STRANGER.match(said.bones, end):
        return True
    if all(one.entry.group for one in run) and said.bones[end : end + 1] == CONTENT:
        return True  # 各党支部第一季度党费: a group at the head is spoken to.
    short = any(one.alias and not one.entry.group and one.end - one.start <= 2 for one in run)
    return not short and bool(_DOES_VERB.match(said.bones, end))
