"""Refusals about training (培训), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.wording.voice import Voice
from ledger import training_refusals as r
from ledger.refusals import Refusal

SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.TrainingPast: lambda voice, said: (
        f"{voice.moment(said.starts)} has passed; nothing was registered. Please write the time, e.g.: 12月10日下午."
    ),
    r.TrainingGone: lambda _voice, said: f"{said.number} is cancelled. If it takes place after all, register it anew.",
    r.NotYetHeld: lambda voice, said: (
        f"{said.number} has not begun ({voice.moment(said.starts)}). Please register the attendance afterwards."
    ),
}
