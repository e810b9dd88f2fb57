"""Words about supervision on site (蹲点督办)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import called, escape, many, short, shown
from handlers.wording.voice import Voice
from ledger.acts.origin_requests import RecordVisit
from ledger.origin_entries import SiteVisit
from ledger.tasks import Task


def recorded(voice: Voice, visit: RecordVisit, rest: Sequence[str]) -> str:
    """Confirm a visit, and name the findings that nobody was given yet."""
    head = f"{visit.about} " if visit.about else ""
    where = f"{shown(visit.place)}, {voice.moment(visit.held_at)}"
    lines = [f"{head}on-site supervision registered: {where}.", *_facts(voice, visit)]
    if rest:
        lines.append(f"Without a unit or deadline, please assign these: {escape('; '.join(rest))}.")
    return "\n".join(lines)


def _facts(voice: Voice, visit: RecordVisit) -> list[str]:
    lines = [f"People: {voice.names(visit.visitors)}"]
    lines += [f"Findings: {'; '.join(map(shown, visit.findings))}"]
    if visit.fix_by:
        lines.append(f"To be put right by: {voice.moment(visit.fix_by)}")
    return [*lines, f"Photos: {len(visit.files)}"]


def notice(voice: Voice, visit: RecordVisit, task: Task, by: str) -> str:
    """Tell those who work on the task what was found."""
    where = f"Place: {shown(visit.place)}, {voice.moment(visit.held_at)}"
    head = f"<b>{task.number} on-site supervision by {called(by)}</b>\n{where}"
    return "\n".join([head, *_facts(voice, visit), "Please put it right; each finding becomes a task of its own."])


def line(visit: SiteVisit) -> str:
    """Return a visit as one entry of a timeline."""
    photos = f" ({many(len(visit.files), 'photo')})" if visit.files else ""
    found = "; ".join(visit.findings.split("\n"))
    return f"on-site supervision at {short(visit.place)}: {short(found, 60)}{photos}"
