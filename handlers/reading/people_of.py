"""From targets to the people of a task: lead, support, assignees, groups and exclusions, with the ids behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.reading.calls import WHOEVER
from handlers.reading.duties import Duty
from handlers.reading.facts import fact
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.names import Entry, Mention
from handlers.reading.said import Said
from handlers.reading.targets import Target
from ledger.people import Assignee

_EITHER = Late(r"或者?|/")
_ANY = Keyed(
    "任其即谁",
    rf"任[一意](?:人|个|家|单位|科室)?|{WHOEVER}|其中(?:一|任)|有一[人家个](?:完成|办|报)?即可|一[人家个](?:办|完成|报)即可",
)


@fact()
class People:
    """The people of one task, by the names to show and by id."""

    lead: str | None = None
    support: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    mode: str = "each"
    lead_id: Assignee | None = None
    support_ids: tuple[Assignee, ...] = ()
    assignee_ids: tuple[Assignee, ...] = ()
    candidates: tuple[tuple[str, tuple[Assignee, ...]], ...] = ()
    asks: tuple[str, ...] = ()


def people_of(said: Said, targets: Sequence[Target]) -> People:
    """Sort the targets into the parts of a task."""
    lead, support, assignees, left_out = _sorted(targets)
    if assignees and not any(entry.group for entry in assignees):
        left_out = []  # 请海南区、乌达区报，海勃湾区不用报: nobody is taken from the two.
    if lead or support:
        lead, support = _led(lead, support, assignees)
        assignees = lead
    only = assignees[0] if len(assignees) == 1 and not assignees[0].group and not left_out else None
    return People(
        lead=lead[0].name if lead else only.name if only else None,
        support=tuple(name for entry in support for name in _expanded(said, entry) if not lead or name != lead[0].name),
        assignees=(*map(shown, assignees), *(f"except={entry.name}" for entry in left_out)),
        mode=_mode(said, targets),
        lead_id=_single(lead[0] if lead else only),
        support_ids=tuple(one for entry in support for one in entry.who if not lead or one not in lead[0].who),
        assignee_ids=_without(assignees, left_out),
        candidates=tuple((one.name, one.who) for one in (*assignees, *support) if _twice(one)),
        asks=tuple(_doubts(targets, assignees, support)),
    )


def shown(entry: Entry) -> str:
    """Return the name as the reading shows it."""
    return f"group={entry.name}" if entry.group else entry.name


def _led(lead: list[Entry], support: list[Entry], assignees: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Exactly one leads: whoever is named beside the lead supports."""
    leads = lead or assignees
    beside = assignees if lead else []
    rest = [entry for entry in (*leads[1:], *beside, *support) if entry not in leads[:1]]
    return leads[:1], list(dict.fromkeys(rest))


_PARTS = (Duty.LEAD, Duty.SUPPORT, Duty.ASSIGNEE, Duty.EXCEPT)


def _sorted(targets: Iterable[Target]) -> tuple[list[Entry], ...]:
    """Return who leads, supports, is assigned and is left out, each once, in the order of the sentence."""
    found: dict[Duty, dict[Entry, None]] = {duty: {} for duty in _PARTS}
    for target in targets:
        if target.duty in found:
            found[target.duty].update((one.entry, None) for one in target.mentions)
    return tuple(list(found[duty]) for duty in _PARTS)


def _expanded(said: Said, entry: Entry) -> list[str]:
    """Support offices each own a branch, so that a group among them is spelt out."""
    if not entry.group or not entry.who:
        return [shown(entry)]
    return [said.index.name_of(one) for one in entry.who]


def _without(assignees: Iterable[Entry], left_out: Sequence[Entry]) -> tuple[Assignee, ...]:
    """Return the ids of the assignees, each once; of a double name nobody's."""
    known = [entry for entry in assignees if not _twice(entry)]
    if len(known) == 1 and not (left_out or known[0].group):
        return known[0].who
    gone = {one for entry in left_out for one in entry.who}
    return tuple(dict.fromkeys(one for entry in known for one in entry.who if one not in gone))


def _single(entry: Entry | None) -> Assignee | None:
    return entry.who[0] if entry and len(entry.who) == 1 else None


def _twice(entry: Entry) -> bool:
    return not entry.group and len(entry.who) > 1


def _doubts(targets: Sequence[Target], assignees: list[Entry], support: list[Entry]) -> Iterable[str]:
    if not assignees or any(map(_twice, (*assignees, *support))):
        yield "assignee"
    if any(_is_guess(one) for target in targets for one in target.mentions):
        yield "confirm_name"


def _is_guess(mention: Mention) -> bool:
    return mention.guessed


def _mode(said: Said, targets: Sequence[Target]) -> str:
    if said.finds(_ANY, said.masked):
        return "any"
    for target in targets:
        for one, other in zip(target.mentions, target.mentions[1:], strict=False):
            if target.duty is Duty.ASSIGNEE and _EITHER.fullmatch(said.bones[one.end : other.start].strip()):
                return "any"
    return "each"
