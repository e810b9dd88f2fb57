"""Sentences about a claim that was sent back (退回), and about the list of what to put right (补正)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.english.voice import many, shown, within
from handlers.wording.returning import bare
from handlers.wording.voice import Voice
from ledger.mending import Mending
from ledger.refusals import NothingToMend
from ledger.tasks import Task


def returned(voice: Voice, task: Task) -> str:
    """Confirm that a claim was sent back: for what, and until when it is to be put right."""
    return _sent_back(voice, task, f"returned to {voice.leads(task)}")


def returned_by(voice: Voice, task: Task, by: str) -> str:
    """Tell whoever assigned the task that another sent the claim back."""
    return _sent_back(voice, task, f"claim returned by {shown(by)} to {voice.leads(task)}")


def _sent_back(voice: Voice, task: Task, how: str) -> str:
    limit = f"To be put right by {voice.moment(task.mend_by)}." if task.mend_by else ""
    if task.mending is not None and task.mending.is_list:
        return f"{task.number} {how}, {_wanted(task)}" + (f"\n{limit}" if limit else "")
    return f"{task.number} {how}, missing: {within(bare(task.missing))}. {limit}".rstrip()


def returned_notice(voice: Voice, task: Task, by: str) -> str:
    """Tell the assignees what is missing."""
    then = f"{_until(voice, task)} Deadline {voice.deadline(task)}."
    return f"{task.number} Your claim was returned by {shown(by)}, {_wanted(task)}\n{then}"


def mending(voice: Voice, task: Task, one: Mending) -> str:
    """Show the list with what is ticked off, and what is expected next."""
    if not one.waiting:
        return f"{task.number} All {len(one.items)} points are put right; please claim completion."
    return f"{task.number} To put right ({_share(one)}):\n{to_mend(one)}\n{_until(voice, task)}"


def item_mended(n: int) -> str:
    """Return the label of the button that ticks an item off."""
    return f"Point {n} done"


def items_mended(items: tuple[int, ...]) -> str:
    """Return the entry as a line of the timeline has it."""
    return f"put right point {', '.join(map(str, items))}"


def to_mend(one: Mending) -> str:
    """Return the list, numbered where it is more than one thing, with what is said to be put right."""
    if not one.is_list:
        return shown(one.wanted) + (" (done)" if one.done else "")
    return "\n".join(_items(one))


def before_claim(lacked: Mending | None) -> list[str]:
    """Return what the claim before this one lacked, and what of it is said to be put right, for whoever reviews."""
    if lacked is None:
        return []
    if not lacked.is_list:
        return [f"Returned last time, missing: {bare(to_mend(lacked))}"]
    return [f"Returned last time, to put right ({_share(lacked)}):", to_mend(lacked)]


def nothing_to_mend(said: NothingToMend) -> str:
    """Say that there is no such item."""
    if not said.of:
        return f"{said.number} has no list to put right. Please note progress or claim completion."
    return (
        f"{said.number} has {many(said.of, 'point')} to put right; yours is not among them or done already. "
        f"/mend {said.number} shows the list."
    )


def _items(one: Mending) -> Iterator[str]:
    for n, item in enumerate(one.items, 1):
        yield f"{n}. {shown(item)}{' (done)' if n in one.done else ''}"


def _share(one: Mending) -> str:
    return f"{len(one.done)} of {len(one.items)} done"


def _wanted(task: Task) -> str:
    if task.mending is not None and task.mending.is_list:
        return f"{many(len(task.mending.items), 'point')} to put right:\n{to_mend(task.mending)}"
    return f"missing: {shown(bare(task.missing))}"


def _until(voice: Voice, task: Task) -> str:
    by = f" by {voice.moment(task.mend_by)}" if task.mend_by else ""
    return f"Please put it right{by} and claim completion again."
