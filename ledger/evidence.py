"""Kinds of evidence (佐证材料): what a claim must bring, by the category (类别) of the task."""

from __future__ import annotations

from enum import StrEnum


class EvidenceKind(StrEnum):
    """What a piece of evidence is: a photo of the place, a stamped document, an acceptance form, a reported figure."""

    PHOTO = "photo"
    STAMPED = "stamped"
    ACCEPTANCE = "acceptance"
    NUMBER = "number"
