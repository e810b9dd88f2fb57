"""撤销: one's own last act is taken back by a further entry; what may be taken back, and what counts afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from ledger import circular_entries as n
from ledger import closing_entries as c
from ledger import document_entries as d
from ledger import entries as e
from ledger import office_entries as f
from ledger import origin_entries as o
from ledger import regulation_entries as r
from ledger import score_entries as s
from ledger import time_entries as t
from ledger import training_entries as tr
from ledger.escalations import Escalated, ReceiptChased
from ledger.import_entries import LedgerImported, TaskImported
from ledger.information_entries import INFORMATION
from ledger.kinds import NUDGES
from ledger.meeting_entries import MEETINGS
from ledger.outages import OutageNoted
from ledger.retention import Erased
from ledger.undo_entries import Undone
from ledger.values import dataclass

UNDOABLE: dict[type[e.Entry], bool] = {
    e.Acknowledged: True,
    e.Declined: True,
    e.ProgressNoted: True,
    e.EvidenceAdded: True,
    e.BlockerRaised: True,
    e.BlockerCleared: True,
    e.Corrected: True,
    e.CompletionClaimed: True,
    e.Closed: True,
    e.Returned: True,
    e.Reassigned: True,
    e.Withdrawn: True,
    e.Amended: True,
    t.ExtensionRequested: True,
    t.ExtensionDecided: True,
    t.Suspended: True,
    t.Resumed: True,
    o.OrientationsSet: True,
    # A number, a push or a leader's word is out in the world; a report, a leave or what the roster says is replaced
    # by the next one.
    e.Assigned: False,
    o.Split: False,
    o.Instruction: False,
    o.SiteVisit: False,
    o.RecurrenceSet: False,
    o.RecurrenceHanded: False,
    o.RecurrenceStopped: False,
    e.Reminded: False,
    ReceiptChased: False,
    Escalated: False,
    e.DailyReported: False,
    e.LeaveTaken: False,
    e.LeaveEnded: False,
    f.RosterImported: False,
    f.PersonBound: False,
    f.ChatBound: False,
    f.SettingChanged: False,
    c.Categorised: True,
    c.Mended: True,
    c.Archived: True,
    c.RecheckDrawn: False,
    c.Rechecked: True,
    c.Reopened: True,
    f.CalendarYearSet: False,
    t.Recounted: False,
    f.CalendarDaySet: False,
    f.DepartureSet: False,
    f.PersonLeft: False,
    f.PersonMoved: False,
    f.PersonAdded: False,
    f.PersonCorrected: False,
    f.RolesSet: False,
    f.PersonInvited: False,
    # A circular is changed by a further version, sent back, or withdrawn; each of them is a step of its own.
    n.CircularDrafted: False,
    n.CircularChanged: False,
    n.CircularSubmitted: False,
    n.CircularApproved: False,
    n.CircularReturned: False,
    n.CircularPublished: False,
    n.CircularWithdrawn: False,
    # Points that were proposed are withdrawn by a step of their own; what a second person said stands.
    s.AdjustmentProposed: False,
    s.AdjustmentDecided: False,
    s.AdjustmentWithdrawn: False,
    # An appeal is answered, and the answer is a line of its own.
    s.ScoreAppealed: False,
    s.AppealDecided: False,
    s.ScoresFrozen: False,
    OutageNoted: False,
    Erased: False,
    f.OwnDataExported: False,
    # A number that was given to a paper is out in the world; it is made void (作废) by a step of its own.
    d.DocumentRegistered: False,
    d.DocumentSigned: True,
    d.DocumentHanded: True,
    d.DocumentReturned: True,
    d.DocumentSubmitted: True,
    d.DocumentSignedOff: True,
    d.DocumentFinished: True,
    d.DocumentWithdrawn: True,
    d.DocumentUndone: False,
    # What the register says is replaced by what is said next; who was asked was asked, and who has read has read.
    r.RegulationKept: False,
    r.RegulationTasked: False,
    r.RegulationRevised: False,
    r.RegulationLaid: False,
    r.RegulationRead: False,
    # A plan is changed or cancelled, an answer is given anew, a list of those who attended takes the older one's place.
    tr.TrainingKept: False,
    tr.TrainingCancelled: False,
    tr.TrainingFiled: False,
    tr.TrainingInvited: False,
    tr.TrainingAnswered: False,
    tr.TrainingAttended: False,
    tr.CadenceWarned: False,
    # What was told of a meeting or of information is out; it is cancelled, changed, or made void (作废).
    **dict.fromkeys((*MEETINGS, *INFORMATION), False),
    LedgerImported: False,
    TaskImported: False,
    Undone: False,
}
"""Every kind of entry: whether the one who made it may take it back."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """An entry that its author takes back, and the task's entries, all of them and in order."""

    record: e.Recorded
    entry: e.TaskEntry
    records: tuple[e.Recorded, ...]

    @property
    def since(self) -> e.Recorded | None:
        """The first entry by which somebody has gone on from there; another branch's own work does not count."""
        own = (self.entry.by, self.entry.at)
        later = (one for one in standing(self.records) if one.seq > self.record.seq)
        return next((one for one in later if (one.entry.by, one.entry.at) != own and self._goes_on(one.entry)), None)

    def _goes_on(self, later: e.Entry) -> bool:
        if not isinstance(self.entry, e.BranchEntry):
            return True
        if isinstance(later, e.BranchEntry) and not isinstance(later, e.CompletionClaimed):
            return later.assignee == self.entry.assignee
        return type(later).__name__ not in NUDGES


def standing(records: Iterable[e.Recorded]) -> tuple[e.Recorded, ...]:
    """Return the entries that count: those that were not taken back; of what was taken back, both are left out."""
    known = tuple(records)
    undone = undone_by(known)
    if not undone:
        return known  # So it is nearly always.
    return tuple(one for one in known if one.seq not in undone and not isinstance(one.entry, Undone))


def undone_by(records: Iterable[e.Recorded]) -> frozenset[int]:
    """Return the numbers (``seq``) of the entries that these take back."""
    return frozenset(one.entry.undoes for one in records if isinstance(one.entry, Undone))
