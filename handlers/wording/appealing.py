"""Sentences about appeals (申诉): which line is disputed, who answers, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, escape, untold
from ledger import score_refusals as r
from ledger.adjustments import Standing
from ledger.appeals import Appeal, Disputed
from ledger.refusals import Refusal
from reports.points import signed

GRANT, REFUSE = "申诉成立", "申诉不成立"
ONLY_IN_PRIVATE = "考评申诉仅在私聊中办理，请私信说明对哪一项扣分有异议和理由。"
NOTHING_FITS = (
    "没有与所述相符、可由您申诉的扣分，未作登记。请发 /score 核对明细，或写明事项编号，例：/appeal 118 当天系统故障。"
)
NOTHING_LOST = "目前没有可由您申诉的扣分。明细请发 /score 查看。"
CHOOSE = "请选择对哪一项扣分申诉："
WHY = "请回复本消息，说明申诉理由。"
WHY_ANSWER = "请回复本消息，写明答复理由。"
MOST = 8
_STANDING = {Standing.GRANTED: "已认定成立", Standing.REFUSED: "已认定不成立"}


@spoken
def line_label(about: Disputed, rule: str) -> str:
    """Return the label of a line's button."""
    return called(" ".join(filter(None, (about.task, rule, signed(about.points)))), 40)


@spoken
def appeal(voice: Voice, one: Appeal, rule: str) -> str:
    """Return the appeal, for whoever reads it."""
    about = one.about
    unit, by = voice.roster.unit(about.unit).name, voice.roster.person(one.by).name
    line = "｜".join(filter(None, (called(about.task), f"{called(rule)} {signed(about.points)}", _day(voice, about))))
    return f"<b>考评申诉</b>｜{called(unit)}\n{line}\n理由：{escape(one.reason)}\n申诉人：{called(by)}"


def _day(voice: Voice, about: Disputed) -> str:
    return voice.day(voice.house.hours.local(about.line_at).date())


@spoken
def submitted(names: Iterable[str], missed: Sequence[str]) -> str:
    """Confirm the appeal and say who answers it."""
    return f"已报{'、'.join(map(called, names))}答复，结果在私聊告知，另列一行，原扣分不改动。{untold(missed)}"


NOBODY_ANSWERS = "已登记，但目前没有可答复的分管领导。请联系管理员设置后办理。"


@spoken
def answered(voice: Voice, one: Appeal, rule: str) -> str:
    """Say what came of the appeal, and why."""
    about = one.about
    what = " ".join(filter(None, (called(about.task), called(rule), signed(about.points))))
    result = f"成立，退回 {signed(one.given)} 分" if one.standing is Standing.GRANTED else "不成立，维持扣分"
    unit = called(voice.roster.unit(about.unit).name)
    return f"{unit}的申诉（{what}）{result}。理由：{escape(one.answer)}"


def _too_late(voice: Voice, said: r.AppealTooLate) -> str:
    return f"该项扣分的申诉期限为{voice.moment(said.limit)}，已过，未作登记。如有新的证据，请向督查员说明。"


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.NothingLost: lambda _voice, _said: "只能对扣分的一项申诉，未作登记。请发 /score 核对明细后再申诉。",
    r.AppealTooLate: _too_late,
    r.AppealedAlready: lambda _voice, _said: "该项扣分已申诉过，每项以一次为限。结果在 /score 的明细中查看。",
    r.AppealSettled: lambda _voice, said: (
        f"该申诉{_STANDING[said.standing]}，无需重复答复。如有变化，请督查员另行提出赋分。"
    ),
    r.OwnAppeal: lambda _voice, _said: "该申诉由您或您所在单位提出，须由其他分管领导答复。",
}
