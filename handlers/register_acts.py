"""The acts of the registers of regulations (制度) and training (培训), by the names that buttons and words share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from handlers import (
    register_cards,
    regulation_keeping,
    regulation_reading,
    regulation_tasks,
    regulations,
    training_keeping,
    trainings,
)
from handlers.awaited import on_awaited
from handlers.heard import Answers, Heard
from storage.books import OpenBooks

REGISTER_ACTS: Mapping[str, Callable[[OpenBooks, Heard], Awaitable[Answers]]] = {
    "regulations": regulations.on_regulations,
    "regulation.words": regulations.on_words,
    "regulation.step": regulations.on_step,
    "regulation.keep": regulation_keeping.on_keep,
    "regulation.confirm": regulation_keeping.on_confirm,
    "regulation.drop": regulation_reading.on_drop,
    "regulation.laid": regulation_reading.on_laid,
    "regulation.tasks": regulation_tasks.on_confirm,
    "training": trainings.on_training,
    "training.words": trainings.on_words,
    "training.step": trainings.on_step,
    "awaited": on_awaited,
    "training.plan": training_keeping.on_plan,
    "training.confirm": training_keeping.on_confirm,
    "training.drop": register_cards.on_drop,
}
