"""Refusals about training (培训), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.wording.voice import Voice
from ledger import training_refusals as r
from ledger.refusals import Refusal

SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.TrainingPast: lambda voice, said: (
        f"所写时间{voice.moment(said.starts)}已过，未作登记。请重新写明培训时间，例如：12月10日下午。"
    ),
    r.TrainingGone: lambda _voice, said: f"{said.number} 已取消，不能再办理。如仍需举办，请重新登记。",
    r.NotYetHeld: lambda voice, said: (
        f"{said.number} 尚未开始（{voice.moment(said.starts)}），不能登记参训名单。请在培训后再写。"
    ),
}
