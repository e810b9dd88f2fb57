"""The four orientations of a key task as people label them: 问题：…目标：…结果：…成效：…."""

from __future__ import annotations

import re

from handlers.reading.late import Late
from ledger.origins import Orientations

_NAMES = {"问题": "problem", "目标": "target", "结果": "result", "成效": "effect"}
_LABEL = "|".join(_NAMES)
LABELS = Late(rf"(?P<label>{_LABEL})[:：]\s*(?P<words>.*?)\s*(?=(?:{_LABEL})[:：]|$)", re.DOTALL)


def orientations_in(text: str) -> Orientations:
    """Return what the labels in the words say."""
    found = {_NAMES[one["label"]]: one["words"].strip("，,；;。 \n") for one in LABELS.finditer(text)}
    return Orientations(**found)


def labels_in(text: str) -> int:
    """Return how many of the four labels the words hold."""
    return len({one["label"] for one in LABELS.finditer(text)})
