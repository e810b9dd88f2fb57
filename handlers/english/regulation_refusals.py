"""Refusals about regulations (制度), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.english.regulations import STATUSES, titled
from handlers.wording.voice import Voice
from ledger import regulation_refusals as r
from ledger.refusals import Refusal


def _undefined(voice: Voice, said: r.RevisionUndefined) -> str:
    n = said.number
    if not said.owed:
        return f"{n} needs no revision. If it does, please write so, for example: {n} 待修订，12月20日前."
    if not said.owned:
        return f"{n} has no owner, so nothing can be assigned. Please write, for example: {n} 文电科负责."
    if said.due is None:
        return f"{n} has no date for the revision. Please write one, for example: {n} 12月20日前."
    return f"{n}: {voice.day(said.due)} for the revision has passed. Please write another date: {n} 12月20日前."


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.TitleTaken: lambda _voice, said: (
        f"{titled(said.title)} is registered as {said.number} already. To change it, write its number and what changes."
    ),
    r.NothingToRead: lambda _voice, said: (
        f"{said.number} is “{STATUSES[said.status]}”: no version is in force. Please wait until it is issued."
    ),
    r.AllAsked: lambda _voice, said: (
        f"Everybody was asked to read {said.number} already, or has. To see how far it is: {said.number} 阅知情况."
    ),
    r.HasRevision: lambda _voice, said: (
        f"The revision of {said.number} is assigned already ({said.task}). Please remind or amend that task."
    ),
    r.RevisionUndefined: _undefined,
}
