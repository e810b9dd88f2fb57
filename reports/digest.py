"""Leaders' digest (领导摘要) of 08:40: what needs a leader's decision, and nothing else.

What is on no leader's field, or somebody else's to decide, is not in it; the leader's own tasks are in the to-do list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ledger.acts.extending import who_decides
from ledger.circulars import Circular, Stage
from ledger.escalations import Rung
from ledger.languages import Language
from ledger.lights import blocker_age
from ledger.people import Person
from ledger.permissions import in_field, may, scopes, takes_part
from ledger.tasks import Branch, Task
from ledger.transitions import Act
from ledger.values import dataclass
from reports import lists
from reports.documents import DocumentLine, overdue_for
from reports.lines import Line, Section, sections_data
from reports.rendering import one_message
from reports.view import View
from reports.words import titled

_LENGTHS = (8, 5, 3)  # Lines per list: a digest is read in twenty seconds, and the buttons open the rest.


@dataclass(frozen=True, slots=True)
class Digest:
    """One leader's digest as a value; ``sections`` in the order of printing: first what only a leader can decide.

    ``circulars`` (通报待批) are those that were laid before this leader, ``documents`` (办文超时) open papers of the
    field, or laid before this leader, whose clock has run out.
    """

    sections: Mapping[str, Section]
    circulars: tuple[Circular, ...] = ()
    documents: tuple[DocumentLine, ...] = ()

    @property
    def count(self) -> int:
        """How many things wait; a task that waits for two decisions counts twice."""
        return len(self.circulars) + len(self.documents) + sum(section.count for section in self.sections.values())

    def as_data(self) -> dict[str, Any]:
        """Return figures and lists as JSON values."""
        laid = [
            {"title": titled(one.title), "version": one.version, "tasks": list(one.tasks)} for one in self.circulars
        ]
        return {
            "nil": not self.count,
            "count": self.count,
            "circulars": {"count": len(laid), "lines": laid},
            "documents": [line.as_data() for line in self.documents],
            "sections": sections_data(self.sections),
        }


def digest(view: View, person: Person, circulars: Iterable[Circular] = ()) -> Digest | None:
    """Return what waits for the leader, ``None`` for everybody who is none, or has left; ``circulars`` are everybody's.

    Of these it takes what was laid before this leader and is not decided.
    """
    if not scopes(person, Act.SEE_DIGEST):
        return None

    def sees(task: Task) -> bool:
        return may(view.facts.roster, person, Act.SEE, task)

    sections = (
        Section("extensions", tuple(_extensions(view, person))),
        Section("disputes", tuple(_disputes(view, person, sees))),
        Section("red", tuple(_red(view, sees))),
        Section("blocked", tuple(_blocked(view, sees))),
        Section("raised", tuple(_raised(view, person))),
    )
    laid = tuple(one for one in circulars if one.stage is Stage.SUBMITTED and one.to == person.id)
    return Digest({section.key: section for section in sections}, laid, overdue_for(view, person))


def digest_text(view: View, found: Digest, language: Language = Language.CHINESE) -> tuple[str, Digest]:
    """Return the digest as one message, and what it shows of each list; ordinals run through the sections."""
    values = {"s": found.sections, "circulars": found.circulars, "count": found.count, "documents": found.documents}
    text, most = one_message("digest.html.j2", view.today, values, _LENGTHS, language)
    shown = {key: Section(key, section.lines[:most]) for key, section in found.sections.items()}
    return text, Digest(shown, found.circulars[:most], found.documents[:most])


def _extensions(view: View, person: Person) -> Iterator[Line]:
    """Yield the requests (延期待批) that this leader is asked about, the oldest first; ``until`` is the date wanted."""
    house, roster = view.facts.house, view.facts.roster
    asked = [(task, task.asked) for task in view.open if task.asked is not None]
    for task, one in sorted(asked, key=lambda pair: pair[1].at):
        if person in who_decides(roster, house, task):
            yield view.line(task, note=one.reason, until=one.deadline, why="late" if one.late else "")


def _disputes(view: View, person: Person, sees: Callable[[Task], bool]) -> Iterator[Line]:
    """Yield the claims on which reviewer and doer disagree (销号争议): returned before, and claimed again."""
    for task in view.claimed:
        if task.returns and sees(task) and not takes_part(view.facts.roster, person, task):
            yield view.line(task, days=task.returns, note=task.missing)


def _red(view: View, sees: Callable[[Task], bool]) -> Iterator[Line]:
    """Yield what is overdue and not claimed (红灯), the longest first."""
    return (view.overdue_line(task) for task in view.overdue if task.claimed_at is None and sees(task))


def _blocked(view: View, sees: Callable[[Task], bool]) -> Iterator[Line]:
    """Yield the blockers that are as old as they may become without the leader (求助)."""
    house = view.facts.house
    for task, branch, blocker in lists.held_up(view):
        if blocker_age(task, blocker, view.now, house) >= house.blocker_yellow and sees(task):
            yield lists.blocker_line(view, task, branch, blocker)


def _raised(view: View, person: Person) -> Iterator[Line]:
    """Yield the receipts in the leader's field that nobody below has brought about; each once."""
    for task, branch in raised(view):
        if in_field(view.facts.roster, person, branch.assignee):
            yield lists.unsigned_line(view, task, branch)


def raised(view: View) -> tuple[tuple[Task, Branch], ...]:
    """Return the branches of which the coordinators have heard, and the leaders not yet (领办逾期)."""
    return tuple(
        (task, branch)
        for task in view.open
        for branch in task.unacknowledged
        if branch.chased is Rung.COORDINATOR and branch.declined_at is None
    )
