"""The house rules that the acts and reports lean on: settings and calendar as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from functools import cached_property

from config.appraisal.model import Register
from config.channels import BoardPage
from config.documents import CATEGORIES, DocumentLimits
from config.office import (
    CIRCULAR_NUMBERING,
    NOTICE_NUMBERING,
    Archive,
    Escalation,
    Papers,
    Quiet,
    Receipt,
    Recheck,
    Reminders,
)
from config.regulations import RegulationRules, TrainingRules
from config.timetable import Timetable
from ledger.calendar import WorkCalendar
from ledger.entries import Urgency
from ledger.evidence import EvidenceKind
from ledger.hours import OfficeHours
from ledger.regulations import NUMBERING as REGULATIONS
from ledger.values import dataclass


@dataclass(frozen=True, kw_only=True)
class House:
    """What wiring made of the settings; every value has its default in ``defaults.md``."""

    calendar: WorkCalendar
    hours: OfficeHours
    numbering: str = "DB-{year}-{n}"
    notice_numbering: str = NOTICE_NUMBERING
    circular_numbering: str = CIRCULAR_NUMBERING
    quiet: Quiet = field(default_factory=Quiet)
    receipt: Receipt = field(default_factory=Receipt)
    reminders: Reminders = field(default_factory=Reminders)
    escalation: Escalation = field(default_factory=Escalation)
    recheck: Recheck = field(default_factory=Recheck)
    archive: Archive = field(default_factory=Archive)
    papers: Papers = field(default_factory=Papers)
    documents: DocumentLimits = field(default_factory=DocumentLimits)
    regulations: RegulationRules = field(default_factory=RegulationRules)
    training: TrainingRules = field(default_factory=TrainingRules)
    page: BoardPage | None = None
    """The leaders' page (看板网页), where there is one."""
    yellow_within: int = 3
    """Workdays to the deadline from which the light is yellow."""
    blocker_yellow: int = 3
    """Workdays after which an open blocker turns the light yellow."""
    extensions_at_most: int = 2
    """Extensions that one task may be granted."""
    late_extensions: bool = True
    """Whether an extension may be asked for after the deadline."""
    coordinators_decide: bool = False
    """Whether deciding on extensions is delegated to the coordinators of the field."""
    recurrence_ahead: int = 5
    """Workdays before it is due at which the task of a recurring duty is assigned at the earliest."""
    urgency_workdays: Mapping[Urgency, int] = field(default_factory=dict)
    """Workdays proposed where no date was said; an urgency that is missing leaves what the reader proposes."""
    evidence_required: bool = True
    evidence_needs: Mapping[str, tuple[EvidenceKind, ...]] = field(
        default_factory=lambda: {name: tuple(map(EvidenceKind, rule.needs)) for name, rule in CATEGORIES.items()}
    )
    """The categories (类别), each with the kinds of evidence that a claim must bring."""
    registers: tuple[Register, ...] = ()
    """The appraisal rules (考评细则), every version that is known."""
    appeal_workdays: int = 5
    """Workdays after its day within which a line of a score may be disputed (申诉)."""
    freeze_workdays: int = 5
    """Workdays after its end at which the scores of a quarter are frozen (封存)."""
    outage_from: timedelta = timedelta(minutes=30)
    """How long the bot must have been away for an outage (停机) to be noted."""
    outage_grace_hours: int = 4
    burden_cap: int = 30
    """Working hours after an outage in which what is due is still excused."""
    undo_within: timedelta = field(default=timedelta(minutes=10))
    timetable: Timetable = field(default_factory=Timetable)
    """The settings file's; ``ledger.timetables`` says what is in force."""

    @cached_property
    def other_numberings(self) -> frozenset[str]:
        """The patterns of all numbers that are no tasks': of documents, regulations and trainings."""
        return frozenset({*self.documents.numberings, REGULATIONS, self.training.numbering})

    def number(self, sequence: int, moment: datetime) -> str:
        """Return the task number for the n-th task of the local year of ``moment``."""
        return self.numbering.format(year=self.year(moment), n=sequence)

    def year(self, moment: datetime) -> int:
        """Return the local year that a number belongs to."""
        return self.hours.local(moment).year
