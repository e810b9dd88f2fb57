"""Paper: evidence (佐证材料) by category, document handling limits (办文限时), and how long things are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from config.section import Duration, Section, Workdays, numbered


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


_NUMBERINGS = (
    *("incoming_numbering", "signature_numbering", "minutes_numbering"),
    *("meeting_numbering", "information_numbering"),
)


class DocumentLimits(Section):
    """Workdays for incoming documents, documents for signature and minutes (纪要), and how long both once took.

    Minutes are signed off on the day itself where ``minutes_to_signature_workdays`` is 0. The numberings are those of
    the house, one series for each kind and year; meetings (办会) and information (政务信息) have theirs here, too.
    """

    incoming_workdays: Workdays = 2
    signature_workdays: Workdays = 3
    minutes_to_signature_workdays: Workdays = 0
    minutes_printed_workdays: Workdays = 3
    former_incoming_workdays: Workdays = 7
    former_signature_workdays: Workdays = 5
    incoming_numbering: str = "SW-{year}-{n}"
    signature_numbering: str = "QF-{year}-{n}"
    minutes_numbering: str = "JY-{year}-{n}"
    meeting_numbering: str = "HY-{year}-{n}"
    information_numbering: str = "XX-{year}-{n}"

    @property
    def numberings(self) -> tuple[str, ...]:
        """The patterns of all its numbers."""
        return tuple(getattr(self, name) for name in _NUMBERINGS)

    @field_validator(*_NUMBERINGS)
    @classmethod
    def _numbered(cls, pattern: str) -> str:
        return numbered(pattern)

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len(set(self.numberings)) < len(_NUMBERINGS):
            raise ValueError(
                "收文、签发件、纪要、会议、信息的编号格式不能相同，例如 SW-{year}-{n}、QF-{year}-{n}、JY-{year}-{n}"
            )
        return self


FORMER = "离任人员"
"""What stands, with the number of the row, in the place of the name of somebody who left long ago."""


class Retention(Section):
    """How long things are kept once their term begins to run; entries themselves are kept for ever.

    ``updates`` and ``aside`` are raw updates that were dealt with or set aside, ``messages`` what the bot sent,
    ``exports`` files that it made, ``logs`` also refusals. ``texts`` and ``evidence`` run from the end of a task or
    document, ``leavers`` from the day on which somebody left.
    """

    updates: Duration = timedelta(days=30)
    aside: Duration = timedelta(days=90)
    messages: Duration = timedelta(days=90)
    logs: Duration = timedelta(days=180)
    exports: Duration = timedelta(days=7)
    texts: Duration = timedelta(days=3650)  # The shortest term of office papers: 10 years.
    evidence: Duration = timedelta(days=3650)
    leavers: Duration = timedelta(days=1095)  # Three years, as long as claims can be raised (民法典 188).

    @field_validator("messages")
    @classmethod
    def _past_two_weeks(cls, term: timedelta) -> timedelta:
        if term < timedelta(days=14):  # Burden figures and edits of published reports need the last week's.
            raise ValueError('应不少于 14 天，例如 "90d"')
        return term

    @field_validator("updates")
    @classmethod
    def _past_redelivery(cls, term: timedelta) -> timedelta:
        if term < timedelta(days=2):  # The platform hands an update out again for a day.
            raise ValueError('应不少于 2 天，例如 "30d"')
        return term
