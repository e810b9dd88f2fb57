"""What an entry of a task says on a line of its course (流水)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.english import returning, supervising, undoing
from handlers.english.terms import LEVEL
from handlers.english.voice import called, headed, listed, many, short, term_words
from handlers.wording.voice import Voice
from ledger import closing_entries as c
from ledger import entries as e
from ledger import origin_entries as o
from ledger import time_entries as t
from ledger.escalations import Escalated, ReceiptChased
from ledger.import_entries import TaskImported
from ledger.undo_entries import Undone


def _with(words: str) -> str:
    return f": {short(words, 60)}" if words else ""


def _because(words: str) -> str:
    return f", reason: {short(words, 60)}" if words else ""


def _asking(words: str) -> str:
    return f", asked for: {short(words, 60)}" if words else ""


def _assigned(voice: Voice, said: e.Assigned) -> str:
    until = f", deadline {voice.moment(said.deadline)}" if said.deadline else ""
    until = f", deadline {term_words(said.term)}" if said.term else until
    return f"assigned to {voice.names(said.lead + said.support)}{until}"


def _progressed(_voice: Voice, said: e.ProgressNoted) -> str:
    share = f" {said.percent}%" if said.percent is not None else ""
    files = f" (evidence: {many(len(said.files), 'file')})" if said.files else ""
    return f"progress{share}{_with(said.note)}{files}"


def _added(_voice: Voice, said: e.EvidenceAdded) -> str:
    what = f"added {many(len(said.files), 'file')} of evidence" if said.files else "added words"
    return f"{what}{_with(said.note)}"


def _amended(voice: Voice, said: e.Amended) -> str:
    parts = [f"task now “{headed(said.title, 60)}”"] if said.title else []
    parts += [f"deadline now {voice.moment(said.deadline)}"] if said.deadline else []
    return f"amended: {', '.join(parts)}" if parts else "amended"


def _corrected(_voice: Voice, said: e.Corrected) -> str:
    parts = [f"progress now {said.percent}%"] if said.percent is not None else []
    parts += [short(said.note, 60)] if said.note else []
    return f"corrected entry {said.corrects}" + (f": {', '.join(parts)}" if parts else "")


def _acknowledged(voice: Voice, said: e.Acknowledged) -> str:
    own = said.assignee.person == said.by
    return "acknowledged" if own else f"acknowledged for {voice.assignee(said.assignee)}"


def _decided(voice: Voice, said: t.ExtensionDecided) -> str:
    if not said.granted:
        return f"refused the extension{_with(said.reason)}"
    until = f" to {voice.moment(said.deadline)}" if said.deadline else ""
    return f"granted the extension{until}{', the last one' if said.last else ''}"


def _suspended(_voice: Voice, said: t.Suspended) -> str:
    awaited = f", waiting for: {short(said.awaiting, 60)}" if said.awaiting else ""
    return f"suspended{awaited}{_because(said.reason)}"


def _resumed(voice: Voice, said: t.Resumed) -> str:
    until = f", deadline {voice.moment(said.deadline)}" if said.deadline else ""
    return f"resumed{until}{_with(said.note)}"


def _recounted(voice: Voice, said: t.Recounted) -> str:
    until = f"deadline now {voice.moment(said.deadline)}" if said.deadline else "deadline unchanged"
    return f"recounted by the holidays, {until}{' (still provisional)' if said.provisional else ''}"


def _reassigned(voice: Voice, said: e.Reassigned) -> str:
    return f"reassigned from {voice.assignee(said.old)} to {voice.assignee(said.new)}{_because(said.reason)}"


def _chased(voice: Voice, said: ReceiptChased) -> str:
    told = listed(voice.person(one) for one in said.told)
    who = voice.assignee(said.assignee)
    return f"receipt of {who} overdue, {f'told {told}' if told else 'nobody to tell'}"


def _escalated(voice: Voice, said: Escalated) -> str:
    asked = _asking(said.reason)
    return f"issued {said.notice} ({LEVEL[said.level]}), answer by {voice.moment(said.limit)}{asked}"


SAID: dict[type[e.Entry], Callable[[Voice, Any], str]] = {
    e.Assigned: _assigned,
    e.Acknowledged: _acknowledged,
    e.Declined: lambda _voice, said: f"declined{_with(said.reason)}",
    e.ProgressNoted: _progressed,
    e.EvidenceAdded: _added,
    e.BlockerRaised: lambda _voice, said: f"reported a blocker{_with(said.reason)}",
    e.BlockerCleared: lambda _voice, _said: "cleared the blocker",
    e.CompletionClaimed: lambda _voice, said: f"claimed completion{_with(said.note)}",
    e.Closed: lambda _voice, said: f"closed{_with(said.note)}",
    e.Returned: lambda _voice, said: f"returned{_with(said.missing)}",
    e.Reassigned: _reassigned,
    e.Withdrawn: lambda _voice, said: f"withdrew{_with(said.reason)}",
    e.Amended: _amended,
    c.Archived: lambda _voice, _said: "archived",
    c.Rechecked: lambda _voice, said: f"confirmed by recheck{_with(said.note)}",
    c.Reopened: lambda voice, said: f"reopened, deadline {voice.moment(said.deadline)}{_with(said.reason)}",
    c.Mended: lambda _voice, said: returning.items_mended(said.items),
    c.Categorised: lambda _voice, said: f"set the category {called(said.category)}",
    t.ExtensionRequested: lambda voice, said: (
        f"requested an extension to {voice.moment(said.deadline)}{_because(said.reason)}"
    ),
    t.ExtensionDecided: _decided,
    t.Suspended: _suspended,
    t.Resumed: _resumed,
    t.Recounted: _recounted,
    o.Split: lambda _voice, said: f"split off {said.child}",
    o.Instruction: lambda _voice, said: f"instruction{_with(said.words)}",
    o.OrientationsSet: lambda _voice, _said: "registered the four orientations",
    o.SiteVisit: lambda _voice, said: supervising.line(said),
    e.Corrected: _corrected,
    TaskImported: lambda _voice, said: (
        f"imported from another ledger (its number {said.reference or 'none'}){_with(said.note)}"
    ),
    e.Reminded: lambda _voice, _said: "reminded",
    Undone: lambda _voice, said: f"undid: {undoing.DONE[said.kind]}",
    ReceiptChased: _chased,
    Escalated: _escalated,
}
"""By the kind of the entry."""
