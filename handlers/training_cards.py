"""A training (培训) as somebody reads it, with the buttons open to them."""

from __future__ import annotations

from handlers.heard import Answer, Button, Heard
from handlers.speaking import rows_of
from handlers.wording import trainings as wording
from handlers.wording.voice import Voice
from ledger.acts.trainings import turnout
from ledger.permissions import scopes
from ledger.trainings import Training
from ledger.transitions import Act
from storage.books import OpenBooks

PURPOSE = "training"
"""What a message about a training is linked to: a reply to it is about the training."""


async def shown(books: OpenBooks, heard: Heard, training: Training) -> Answer:
    """Return the training as it stands; figures and buttons in private only."""
    told, private = await turnout(books, training), heard.place.private
    text = wording.standing(Voice.of(books), training, told, counts=private and bool(told.invited))
    keys: tuple[tuple[Button, ...], ...] = ()
    if private:
        sees = bool(scopes(heard.person, Act.SEE_ATTENDANCE)) and bool(told.wanted)
        keys = rows_of((*answers(training, open_=training.cancelled_at is None), *_more(training, sees=sees)), 2)
    return Answer(text=text, buttons=keys, task=training.number, purpose=PURPOSE)


def answers(training: Training, *, open_: bool) -> tuple[Button, ...]:
    """Return the buttons by which somebody answers."""
    return tuple(_button(what, training) for what in ("join", "stay")) if open_ else ()


def _more(training: Training, *, sees: bool) -> tuple[Button, ...]:
    able = {"turnout": sees, "file": training.paper is not None}
    return tuple(_button(what, training) for what, may in able.items() if may)


def _button(what: str, training: Training) -> Button:
    args = {"training": training.number, "what": what}
    return Button(label=wording.STEPS[what], act="training.step", args=args, item=training.number)
