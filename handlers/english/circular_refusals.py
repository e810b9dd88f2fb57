"""Refusals about circulars (通报), each with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.english.circulars import days
from handlers.english.voice import many
from handlers.wording.voice import Voice
from ledger import circular_refusals as r
from ledger.circulars import LONGEST_SENTENCE, LONGEST_TITLE, MOST_SENTENCES, Stage
from ledger.refusals import Refusal

_WRONG_STAGE = {
    Stage.DRAFT: "This draft is not submitted yet. A coordinator presses “Submit”; a leader's approval comes first.",
    Stage.SUBMITTED: "This draft waits for a leader; it can be published once approved.",
    Stage.APPROVED: "This draft is approved already and waits to be published by a coordinator.",
    Stage.PUBLISHED: "This circular is published and stays as it is. To correct it, please draft another.",
    Stage.WITHDRAWN: "This draft is withdrawn. If it is still needed, draft it anew, for example: 起草本周督办通报.",
}

SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.PeriodAhead: lambda voice, said: (
        f"The period from {voice.day(said.first)} has not begun. Please name one that has, e.g.: 起草本周督办通报."
    ),
    r.NothingToSay: lambda _voice, said: (
        f"{days(said.first, said.last)} has nothing to say, or every sentence was taken out. A circular has at least "
        "one; please try another period, for example: 起草上月督办通报."
    ),
    r.CircularMoved: lambda _voice, said: (
        f"The draft is now version {said.version}; what you see here has lapsed. /circular shows the latest."
    ),
    r.WrongStage: lambda _voice, said: _WRONG_STAGE[said.stage],
    r.ApproverDrafted: lambda _voice, _said: "You drafted or changed it; another leader must approve.",
    r.BeyondField: lambda _voice, said: (
        f"{said.number} is outside the leader's field. Please submit to one whose field holds all, or take it out."
    ),
    r.NoApprover: lambda _voice, _said: (
        "No leader can approve it: one who did not draft it, is present, and whose field holds all tasks. "
        "Please take out what lies outside, or wait until one is back."
    ),
    r.NoGroupChosen: lambda _voice, _said: (
        "No group is chosen, or it is no longer bound. Please press “Groups” first, then submit."
    ),
    r.NotInQuietTime: lambda voice, _said: (
        f"It is quiet time; nothing was published. Please press “Publish” {voice.waking_hours()}."
    ),
    r.NoSuchSentence: lambda _voice, said: (
        f"The draft has {many(said.of, 'sentence')}, none is number {said.n}. Please check the number."
    ),
    r.TooLong: lambda _voice, _said: (
        f"A sentence has at most {LONGEST_SENTENCE} characters, a title {LONGEST_TITLE}, a circular {MOST_SENTENCES} "
        "sentences; nothing was changed. Please shorten it."
    ),
}
