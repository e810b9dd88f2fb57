"""Paper: evidence (佐证材料) by category, document handling limits (办文限时), and how long things are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from config.section import Duration, Section, Workdays


class EvidenceRule(Section):
    """What a claim (申请销号) must bring: files at all, which count, and one of each kind it ``needs``."""

    at_least: Annotated[int, Field(ge=0, le=20)] = 1
    kinds: tuple[Literal["photo", "document"], ...] = ("photo", "document")
    needs: tuple[Literal["photo", "stamped", "acceptance", "number"], ...] = ()


CATEGORIES = {
    "民生": EvidenceRule(needs=("photo",)),
    "项目": EvidenceRule(needs=("photo", "acceptance")),
    "督查": EvidenceRule(needs=("stamped",)),
    "指标": EvidenceRule(needs=("number",)),
}
"""The categories (类别) of an office that has set none."""


class DocumentLimits(Section):
    """Workdays for incoming documents, documents for signature and minutes (纪要)."""

    incoming_workdays: Workdays = 2
    signature_workdays: Workdays = 3
    minutes_to_signature_workdays: Workdays = 0
    minutes_printed_workdays: Workdays = 3


class Retention(Section):
    """How long raw updates, logs and exports are kept; entries are kept for ever."""

    updates: Duration = timedelta(days=30)
    logs: Duration = timedelta(days=180)
    exports: Duration = timedelta(days=7)
