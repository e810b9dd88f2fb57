"""Refusals about circulars (通报), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.wording.circulars import days
from handlers.wording.voice import Voice
from ledger import circular_refusals as r
from ledger.circulars import LONGEST_SENTENCE, LONGEST_TITLE, MOST_SENTENCES, Stage
from ledger.refusals import Refusal

_WRONG_STAGE = {
    Stage.DRAFT: "该通报稿尚未报批。请督查员点“报批”，领导批准后方可印发。",
    Stage.SUBMITTED: "该通报稿正待领导审批，批准后方可印发。",
    Stage.APPROVED: "该通报稿已批准，待督查员印发，无需重复办理。",
    Stage.PUBLISHED: "该通报已印发，不能改动或重复印发。如需更正，请另行起草。",
    Stage.WITHDRAWN: "该通报稿已撤稿。如仍需要，请重新起草，例如：起草本周督办通报。",
}


def _ahead(_voice: Voice, said: r.PeriodAhead) -> str:
    first = f"{said.first.year}年{said.first.month}月{said.first.day}日"
    return f"所写时段自{first}起，尚未开始。请写明已开始的时段，例如：起草本周督办通报。"


def _nothing(_voice: Voice, said: r.NothingToSay) -> str:
    return (
        f"{days(said.first, said.last)}没有可通报的事项，或所有条目均被删去。通报至少须有一条；"
        "可换一个时段，例如：起草上月督办通报。"
    )


def _quiet(voice: Voice, _said: r.NotInQuietTime) -> str:
    return f"现为免打扰时段，未印发。请在{voice.waking_hours()}点“印发”。"


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.PeriodAhead: _ahead,
    r.NothingToSay: _nothing,
    r.CircularMoved: lambda _voice, said: (
        f"该通报稿已更新为第{said.version}版，此处所见已失效。请按最新一版办理，发送 /circular 查看。"
    ),
    r.WrongStage: lambda _voice, said: _WRONG_STAGE[said.stage],
    r.ApproverDrafted: lambda _voice, _said: "该通报稿由您起草或修改过，须由其他领导审批。",
    r.BeyondField: lambda _voice, said: (
        f"{said.number} 不在审批人的分管范围内。请报分管全部所涉事项的领导审批，或先删去该条。"
    ),
    r.NoApprover: lambda _voice, _said: (
        "没有可审批该稿的领导：须未参与起草、在岗，且分管全部所涉事项。请删去跨分管的条目，或待领导返岗后报批。"
    ),
    r.NoGroupChosen: lambda _voice, _said: "尚未选定印发范围，或所选的群已解除绑定。请点“印发范围”选择，再报批。",
    r.NotInQuietTime: _quiet,
    r.NoSuchSentence: lambda _voice, said: f"该通报稿共{said.of}条，没有第{said.n}条。请核对条目序号。",
    r.TooLong: lambda _voice, _said: (
        f"通报每条不超过{LONGEST_SENTENCE}字、标题不超过{LONGEST_TITLE}字、总数不超过{MOST_SENTENCES}条，"
        "未作修改。请精简后重新发送。"
    ),
}
