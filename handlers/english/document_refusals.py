"""Refusals about documents (办文), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.english.documents import STAGES
from handlers.english.terms import ACT
from handlers.english.undoing import DONE
from handlers.english.voice import called
from handlers.wording.voice import Voice
from ledger import document_refusals as r
from ledger.documents import DocumentStage
from ledger.refusals import Refusal
from ledger.transitions import Act


def _wrong_stage(_voice: Voice, said: r.WrongDocumentStage) -> str:
    if said.act is Act.SIGN_DOCUMENT and said.stage is DocumentStage.FINISHED:
        return f"{said.number} is finished and cannot be signed for or taken back. Reply with its number to see it."
    if said.act is Act.SIGN_DOCUMENT:
        return f"{said.number} was signed for already; once is enough. To hand it on, reply 转某科."
    stage = STAGES[said.stage]
    return f"{said.number} is “{stage}”: “{ACT[said.act]}” is not possible. Reply with its number to see what is."


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.WrongDocumentStage: _wrong_stage,
    r.NotSignedOff: lambda _voice, said: (
        f"{said.number} is not signed off; it cannot be finished or issued. Please submit it: {said.number} 送签."
    ),
    r.HandlerSigns: lambda _voice, said: (
        f"{said.number} is in your hands; a leader signs it off, or another coordinator registers that."
    ),
    r.HasDocument: lambda voice, said: (
        f"{said.number} is with {voice.assignee(said.handler)} already. Please choose somebody else."
    ),
    r.NotALeader: lambda _voice, said: (
        f"{called(said.name)} cannot sign off {said.number}: it takes a leader who is present and whose field it is."
    ),
    r.GoneOn: lambda voice, said: (
        f"{said.number} cannot be undone: since then there was a {DONE[said.kind]} by {voice.person(said.by)}. "
        "Please ask the present handler to return it."
    ),
    r.LimitPassed: lambda voice, said: (
        f"The deadline {voice.moment(said.limit)} has passed; nothing was registered. For example: 2个工作日内."
    ),
    r.LimitsCross: lambda voice, said: (
        f"Issuing by {voice.moment(said.finish_by)} would be before signing off by {voice.moment(said.sign_by)}; "
        "nothing was registered. Please write the deadlines again."
    ),
}
