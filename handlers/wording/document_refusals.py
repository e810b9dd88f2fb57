"""Refusals about documents (办文), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.wording.documents import STAGES
from handlers.wording.terms import ACT
from handlers.wording.undoing import DONE
from handlers.wording.voice import Voice, called
from ledger import document_refusals as r
from ledger.documents import DocumentStage
from ledger.refusals import Refusal
from ledger.transitions import Act


def _wrong_stage(_voice: Voice, said: r.WrongDocumentStage) -> str:
    if said.act is Act.SIGN_DOCUMENT and said.stage is DocumentStage.FINISHED:
        return f"{said.number} 已办结，不能签收或收回。回复编号可查看该件。"
    if said.act is Act.SIGN_DOCUMENT:
        return f"{said.number} 此前已签收，无需重复签收。如需转出，请回复“转某科”。"
    return f"{said.number} 当前为“{STAGES[said.stage]}”，不能{ACT[said.act]}。回复编号可查看可办理的操作。"


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.WrongDocumentStage: _wrong_stage,
    r.NotSignedOff: lambda _voice, said: (
        f"{said.number} 尚未签发，不能办结或印发。请先送签，例如：{said.number} 送签。"
    ),
    r.HandlerSigns: lambda _voice, said: f"{said.number} 由您承办，须由分管领导签发，或由其他督查员登记签发。",
    r.HasDocument: lambda voice, said: (
        f"{said.number} 已在{voice.assignee(said.handler)}，无需再转。请另选单位或人员。"
    ),
    r.NotALeader: lambda _voice, said: (
        f"{called(said.name)}不能签发 {said.number}：须为在岗、分管该件的领导。请另送其他领导。"
    ),
    r.GoneOn: lambda voice, said: (
        f"{said.number} 此后已由{voice.person(said.by)}{DONE[said.kind]}，不能撤销。如需更正，请联系现承办人退回。"
    ),
    r.LimitPassed: lambda voice, said: (
        f"所写时限{voice.moment(said.limit)}已过，未作登记。请重新写明时限，例如：2个工作日内。"
    ),
    r.LimitsCross: lambda voice, said: (
        f"印发时限{voice.moment(said.finish_by)}早于签发时限{voice.moment(said.sign_by)}，未作登记。请重新写明时限。"
    ),
}
