"""All kinds of entries (流水), by the name that stands in the database and in exports."""

from __future__ import annotations

from ledger.circular_entries import CIRCULARS
from ledger.closing_entries import Archived, Categorised, Mended, RecheckDrawn, Rechecked, Reopened
from ledger.document_entries import DOCUMENTS
from ledger.entries import (
    Acknowledged,
    Amended,
    Assigned,
    BlockerCleared,
    BlockerRaised,
    Closed,
    CompletionClaimed,
    Corrected,
    DailyReported,
    Declined,
    Entry,
    EvidenceAdded,
    LeaveEnded,
    LeaveTaken,
    ProgressNoted,
    Reassigned,
    Reminded,
    Returned,
    Withdrawn,
)
from ledger.escalations import Escalated, ReceiptChased
from ledger.import_entries import LedgerImported, TaskImported
from ledger.information_entries import INFORMATION
from ledger.meeting_entries import MEETINGS
from ledger.office_entries import (
    CalendarDaySet,
    CalendarYearSet,
    ChatBound,
    DepartureSet,
    OwnDataExported,
    PersonAdded,
    PersonBound,
    PersonCorrected,
    PersonInvited,
    PersonLeft,
    PersonMoved,
    RolesSet,
    RosterImported,
    SettingChanged,
)
from ledger.origin_entries import (
    Instruction,
    OrientationsSet,
    RecurrenceHanded,
    RecurrenceSet,
    RecurrenceStopped,
    SiteVisit,
    Split,
)
from ledger.outages import OutageNoted
from ledger.regulation_entries import REGULATIONS
from ledger.retention import Erased
from ledger.score_entries import ADJUSTMENTS, APPEALS, ScoresFrozen
from ledger.time_entries import ExtensionDecided, ExtensionRequested, Recounted, Resumed, Suspended
from ledger.training_entries import TRAININGS
from ledger.undo_entries import Undone

_ALL: tuple[type[Entry], ...] = (
    Assigned, Acknowledged, Declined, ProgressNoted, EvidenceAdded, BlockerRaised, BlockerCleared, CompletionClaimed,
    Closed, Returned, Reassigned, Withdrawn, Amended, ExtensionRequested, ExtensionDecided, Suspended, Resumed, Split,
    Instruction, OrientationsSet, SiteVisit, RecurrenceSet, RecurrenceHanded, RecurrenceStopped, Corrected, Reminded,
    ReceiptChased, Escalated, DailyReported, LeaveTaken, RosterImported, PersonBound, ChatBound, SettingChanged,
    CalendarYearSet, CalendarDaySet, LedgerImported, TaskImported, Categorised, Archived, Undone, Mended,
    RecheckDrawn, Rechecked, Reopened, DepartureSet, PersonLeft, PersonMoved, Recounted, PersonAdded, PersonCorrected,
    RolesSet, PersonInvited, LeaveEnded, Erased, OwnDataExported,
    *CIRCULARS, *ADJUSTMENTS, *APPEALS, ScoresFrozen, OutageNoted, *DOCUMENTS, *REGULATIONS, *TRAININGS,
    *MEETINGS, *INFORMATION,
)  # fmt: skip
KINDS: dict[str, type[Entry]] = {kind.__name__: kind for kind in _ALL}
"""Every kind of entry; one that is missing here can be neither written nor read."""
NUDGES = frozenset(kind.__name__ for kind in (Reminded, ReceiptChased, Escalated))
"""Kinds that only press: a task that holds nothing but these since then is silent."""
