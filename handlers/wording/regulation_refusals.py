"""Refusals about regulations (制度), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.wording.regulations import titled
from handlers.wording.voice import Voice
from ledger import regulation_refusals as r
from ledger.refusals import Refusal
from reports.regulations import STATUSES


def _undefined(voice: Voice, said: r.RevisionUndefined) -> str:
    if not said.owed:
        return f"{said.number} 现不需修订。如需修订，请写明，例如：{said.number} 待修订，12月20日前。"
    if not said.owned:
        return f"{said.number} 未定责任科室，不能交办。请写明，例如：{said.number} 文电科负责。"
    if said.due is None:
        return f"{said.number} 未定修订时限，不能交办。请写明，例如：{said.number} 12月20日前。"
    return (
        f"{said.number} 的修订时限{voice.day(said.due)}已过，不能交办。请重新写明时限，例如：{said.number} 12月20日前。"
    )


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.TitleTaken: lambda _voice, said: (
        f"{titled(said.title)}已登记为 {said.number}，未重复登记。如需更改，请写明编号和更改的内容。"
    ),
    r.NothingToRead: lambda _voice, said: (
        f"{said.number} 当前为“{STATUSES[said.status]}”，没有可阅知的有效版本。请待正式印发后再办理。"
    ),
    r.AllAsked: lambda _voice, said: (
        f"{said.number} 的阅知范围内人员均已提醒过或已阅知，不再重复发送。查看进度请发送：{said.number} 阅知情况。"
    ),
    r.HasRevision: lambda _voice, said: (
        f"{said.number} 已交办修订（{said.task}），无需重复交办。请在该事项下催办或调整。"
    ),
    r.RevisionUndefined: _undefined,
}
