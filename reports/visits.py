"""Visits on site (蹲点督办) as a report lists them: where, who went, what was found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ledger.origin_entries import SiteVisit
from ledger.values import dataclass
from reports.view import View
from reports.words import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit; ``about`` is the number of the task that was looked into, where there is one."""

    place: str
    held_at: datetime
    who: tuple[str, ...]
    findings: tuple[str, ...]
    about: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the visit as JSON values."""
        return {
            "place": self.place,
            "held_at": self.held_at.isoformat(),
            "who": list(self.who),
            "findings": list(self.findings),
            "about": self.about or None,
        }


def visits_between(view: View, after: datetime, until: datetime) -> tuple[Visit, ...]:
    """Return the visits recorded in (after, until] that the view covers: by the task, else by who went there."""
    found = view.facts.said(SiteVisit, after=after, until=until)
    return tuple(_visit(view, one) for one in found if _covers(view, one))


def _covers(view: View, visit: SiteVisit) -> bool:
    if view.units is None:
        return True
    if visit.about is not None:
        return any(task.number == visit.about for task in view.tasks)
    return any(view.covers(view.facts.roster.unit_of(one)) for one in visit.visitors)


def _visit(view: View, visit: SiteVisit) -> Visit:
    return Visit(
        place=said(visit.place),
        held_at=view.facts.house.hours.local(visit.held_at),
        who=tuple(view.facts.roster.name_of(one) for one in visit.visitors),
        findings=tuple(map(said, filter(None, visit.findings.split("\n")))),
        about=visit.about or "",
    )
