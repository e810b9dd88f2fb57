"""Sentences about points that people decide (人工赋分): the proposal, who confirms it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, escape, untold
from ledger import score_refusals as r
from ledger.adjustments import Adjustment, Choice, Standing
from ledger.people import Assignee
from ledger.refusals import Refusal
from reports.points import arithmetic, signed
from reports.scores import evidence_words

AGREE, REFUSE, WITHDRAW = "同意", "不同意", "撤回"
ONLY_IN_PRIVATE = "赋分建议仅在私聊中办理，请私信发送，例：给城管局扣0.5分，依据4.2，无故缺席调度会。"
ONE_BY_ONE = "赋分建议须逐个单位提出，未作登记。请每条消息只写一个单位。"
NONE_WAITS = "目前没有待您办理的赋分建议。提出请写：给城管局扣0.5分，依据4.2，无故缺席调度会，并附佐证材料。"
EVIDENCE = "请回复本消息，附佐证材料（文件或照片），或写明事项编号、文号。附佐证后方可报请确认。"
WHY_NOT = "请回复本消息，说明不同意的理由。"
MOST_CHOICES = 8
_STANDING = {Standing.GRANTED: "已确认", Standing.REFUSED: "未获同意", Standing.WITHDRAWN: "已撤回"}


@spoken
def choose_rule(name: str, points: Decimal, found: Sequence[Choice]) -> str:
    """Ask under which rule the points are proposed."""
    lines = [f"{n}. {_rule(one)}" for n, one in enumerate(found, start=1)]
    said = f"请选择{called(name)} {signed(points)} 分所依据的细则，选定后登记："
    return "\n".join([said, *lines])


@spoken
def rule_label(n: int, one: Choice) -> str:
    """Return the label of a rule's button."""
    return f"{n}. {called(one.rule.name, 40)}" + (f"·{one.key}" if one.key else "")


@spoken
def no_rule(name: str, points: Decimal, able: Sequence[Choice]) -> str:
    """Say that no rule gives so many points, and which ones there are."""
    shown = dict.fromkeys(f"· {_rule(one)}" for one in able)
    head = f"没有可给{called(name)}记 {signed(points)} 分的细则，未作登记。"
    if not shown:
        return f"{head}该单位不在考评范围内，或细则中没有须人工认定的条款。逾期、退回等由台账自动计分。"
    more = len(shown) - MOST_CHOICES
    rest = f"\n……另有{more}条，请写明依据的考评项。" if more > 0 else ""
    return "\n".join([f"{head}分值须为细则一次分值的整数倍。可认定的有：", *list(shown)[:MOST_CHOICES]]) + rest


@spoken
def too_many(name: str, points: Decimal, found: Sequence[Choice]) -> str:
    """Say that more rules fit than can be chosen from, and how to name one."""
    names = "、".join(dict.fromkeys(called(one.rule.name) for one in found[:MOST_CHOICES]))
    return (
        f"可给{called(name)}记 {signed(points)} 分的细则有{len(found)}条，如{names}。请写明考评项或细则，例：依据4.2。"
    )


def _rule(one: Choice) -> str:
    cites = "，".join(filter(None, (one.register.name, one.key, one.rule.cites)))
    return f"{called(one.rule.name)} 每次{signed(one.rule.points)}（{called(cites)}）"


@spoken
def proposal(voice: Voice, one: Adjustment, choice: Choice | None) -> str:
    """Return what is proposed, for whoever reads it."""
    whom, proposer = _name(voice, one.whom), voice.roster.person(one.proposed_by).name
    rule = "" if choice is None else f"\n{_counted(one, choice)}"
    return (
        f"<b>赋分建议</b>｜{whom}{rule}\n"
        f"理由：{escape(one.reason) or '（无文字）'}\n佐证：{escape(evidence_words(one))}\n提出人：{called(proposer)}"
    )


def _counted(one: Adjustment, choice: Choice) -> str:
    each = choice.rule.points
    under = f"，{one.item}" if one.item else ""
    cites = f"{called(choice.register.name)}第{one.version}版{under}，{called(choice.rule.cites)}"
    return f"{called(choice.rule.name)} {arithmetic(one.times, each, '次')}（{cites}）"


@spoken
def proposed(names: Iterable[str], missed: Sequence[str]) -> str:
    """Confirm the proposal and say whose word it waits for."""
    waits = f"已报{'、'.join(map(called, names))}确认，其中一人同意后计分。"
    return waits + untold(missed)


NOBODY_CONFIRMS = (
    "已登记，但目前没有可确认的人员（审核人或分管领导，提出人和被考评单位的除外）。请联系管理员设置后办理。"
)


@spoken
def granted(voice: Voice, one: Adjustment) -> str:
    """Confirm to whoever agreed that it counts."""
    return f"已确认{_name(voice, one.whom)}的赋分，计入得分。"


@spoken
def granted_by(name: str, voice: Voice, one: Adjustment) -> str:
    """Tell the proposer that it counts."""
    return f"{called(name)}已确认{_name(voice, one.whom)}的赋分，计入得分。"


@spoken
def refused(voice: Voice, one: Adjustment) -> str:
    """Confirm to whoever refused that nothing counts."""
    return f"已不同意{_name(voice, one.whom)}的赋分，不计分。"


@spoken
def refused_by(name: str, reason: str, voice: Voice, one: Adjustment) -> str:
    """Tell the proposer why nothing counts."""
    return f"{called(name)}不同意{_name(voice, one.whom)}的赋分：{escape(reason)}。不计分；如需重提，请补充依据和佐证。"


@spoken
def counted(voice: Voice, one: Adjustment, choice: Choice | None) -> str:
    """Tell those whose score it is what was counted, and on what evidence."""
    rule = "" if choice is None else f"{_counted(one, choice)}\n"
    said = f"{_name(voice, one.whom)}考评赋分已计入：\n{rule}"
    return (
        f"{said}理由：{escape(one.reason) or '（无文字）'}\n佐证：{escape(evidence_words(one))}\n明细请发 /score 查看。"
    )


@spoken
def withdrawn(voice: Voice, one: Adjustment) -> str:
    """Say that the proposal is given up."""
    return f"{_name(voice, one.whom)}的赋分建议已撤回，无需确认。"


def _name(voice: Voice, whom: Assignee) -> str:
    return called(voice.roster.name_of(whom))


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.NotScored: lambda _voice, _said: "该细则不适用于所指单位或已失效，未作登记。请重新提出，写明依据的考评项。",
    r.NothingShown: lambda _voice, _said: "人工赋分须有佐证，未作登记。请附文件或照片，或写明事项编号、文号。",
    r.AdjustmentSettled: lambda _voice, said: (
        f"该赋分建议{_STANDING[said.standing]}，无需重复办理。如有变化，请督查员另行提出。"
    ),
    r.ProposerDecides: lambda _voice, _said: "该赋分由您提出，须由其他审核人或分管领导确认。",
    r.OwnScore: lambda _voice, _said: "该赋分涉及您本人或本单位，须由其他审核人或分管领导确认。",
}
