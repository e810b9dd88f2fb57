"""Facts that several people of a unit share count once for it (0064); pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from config.appraisal.events import Event
from config.appraisal.model import Register
from ledger.entries import Completion
from ledger.happenings import Happening
from ledger.people import Assignee, UnitId


def shared_once(
    found: Iterable[tuple[Register, Happening]],
) -> Iterator[tuple[Register, Happening, tuple[Assignee, ...]]]:
    """Yield what happened in a unit, once for all its assignees who share it, with the others beside the first.

    A task closed in time is one to its unit, however many of its people it names.
    """
    shared: dict[object, tuple[Register, Happening, list[Assignee]]] = {}
    for n, (register, one) in enumerate(found):
        key = replace(one, whom=_NOBODY) if _is_joint(one) else n
        _, _, others = shared.setdefault(key, (register, one, []))
        others += [one.whom] if shared[key][1] is not one else []
    yield from ((register, one, tuple(others)) for register, one, others in shared.values())


_NOBODY = Assignee(unit=UnitId(0))


def _is_joint(one: Happening) -> bool:
    """Tell whether it is the task's; a receipt is each one's own, as are the days late where each owes a part."""
    if one.task is None or one.event is Event.RECEIPT_LATE:
        return False
    return one.event is not Event.OVERDUE or one.task.completion is Completion.ANY
