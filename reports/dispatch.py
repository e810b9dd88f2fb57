"""Daily dispatch (日调度): what is due, late, new, unsigned, to be reviewed or held up this morning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.values import dataclass
from reports import lists
from reports.documents import DocumentLine, pressing
from reports.lines import Section, sections_data
from reports.offices import UnitLights, by_unit
from reports.periods import Period
from reports.view import View
from reports.visits import Visit, visits_between


@dataclass(frozen=True, slots=True)
class DailyDispatch:
    """The dispatch as a value; ``sections`` in the order of printing, ``documents`` due by today."""

    sections: Mapping[str, Section]
    units: tuple[UnitLights, ...]
    visits: tuple[Visit, ...] = ()
    documents: tuple[DocumentLine, ...] = ()

    @property
    def is_nil(self) -> bool:
        """Nothing to dispatch: the report is a nil return (零报告), whatever stands still."""
        return not self.visits and not any(part.count for key, part in self.sections.items() if key != "suspended")

    @property
    def open_count(self) -> int:
        """All open tasks of the units together."""
        return sum(len(unit.all) for unit in self.units)

    def as_data(self) -> dict[str, Any]:
        """Return figures and lists as JSON values."""
        return {
            "nil": self.is_nil,
            "sections": sections_data(self.sections),
            "units": [unit.as_data() for unit in self.units],
            "visits": [visit.as_data() for visit in self.visits],
            "documents": [line.as_data() for line in self.documents],
        }


def daily_dispatch(view: View, period: Period) -> DailyDispatch:
    """Return the dispatch for the view's unit; new is what was assigned since the dispatch before."""
    sections = (
        lists.due_today(view),
        lists.overdue(view),
        lists.newly_assigned(view, period.start, period.end),
        lists.unacknowledged(view),
        lists.to_review(view),
        lists.blockers(view),
        lists.suspended(view),
        lists.notices(view),
        lists.silent(view),
    )
    visits = visits_between(view, period.start, period.end)
    return DailyDispatch({section.key: section for section in sections}, by_unit(view), visits, pressing(view))
