"""Which task and whose words are meant: numbers in all spellings, the message replied to, the only open task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from handlers.heard import Heard
from handlers.questions import WhichTask, WordsMissing
from handlers.reading.bare_numbers import DATE_MARKS, NUMBER_ENDS, SHARE_MARKS
from handlers.reading.normalise import normalise
from handlers.reading.notes import note_within
from handlers.storing import evidence_json
from handlers.wording.terms import NUMBER_MARK
from ledger.house import House
from ledger.people import Assignee, Person, UnitId
from ledger.permissions import authorise, branch_of, may, stands_in
from ledger.refusals import NotAllowed, Refusal
from ledger.replacing import replace
from ledger.tasks import Task
from ledger.transitions import TRANSITIONS, Act, fits_branch
from storage.books import OpenBooks

UNCLEAR = "unclear"  # Said of words that seem to name a task: it is asked which, even where only one would fit.
_NUMBER = re.compile(
    rf"(?:(?P<prefix>[A-Za-z]{{1,4}})[- ]?)?(?:(?P<year>(?:19|20)\d\d)[- ])?(?P<n>\d{{1,6}})"
    rf"(?:{NUMBER_MARK}(?!{DATE_MARKS})|(?={NUMBER_ENDS}|$))"
)
_LIKE_A_NUMBER = re.compile(rf"\W*(?:[A-Za-z]{{1,4}}[- ]?)?\d[\d-]*(?!{SHARE_MARKS})")
_BRANCH_ACTS = frozenset(
    {
        Act.ACKNOWLEDGE,
        Act.DECLINE,
        Act.PROGRESS,
        Act.ADD_EVIDENCE,
        Act.RAISE_BLOCKER,
        Act.CLEAR_BLOCKER,
        Act.CLAIM,
        Act.CORRECT,
        Act.MEND,
        Act.REQUEST_EXTENSION,
    }
)


def with_number(heard: Heard, house: House) -> Heard:
    """Take a task number off the front of a command's words (DB-2026-118, 2026-118, 118, 118号)."""
    text = heard.text.strip()
    found = _number_at_front(text)
    if found is None:
        seems = _LIKE_A_NUMBER.match(heard.text)
        return replace(heard, args={**heard.args, UNCLEAR: True}) if seems else heard
    prefix, year, n = found.group("prefix", "year", "n")
    number = house.numbering.format(year=int(year) if year else house.year(heard.sent_at), n=int(n))
    if prefix and not number.upper().startswith(prefix.upper()):
        return heard
    return replace(heard, task=number, text=text[found.end() :].strip(), said=_rest(heard), mentions=())


def _rest(heard: Heard) -> str:
    """Take the number off the words as they came, full-width or not."""
    raw = heard.said.strip()
    found = _number_at_front(normalise(raw))
    return raw[found.end() :].strip() if found else raw


@lru_cache(maxsize=64)
def _number_at_front(words: str) -> re.Match[str] | None:
    """Return the number that the words begin with; many ask it of the same message."""
    return _NUMBER.match(words)


async def task_meant(books: OpenBooks, heard: Heard, act: Act, *, name: str) -> str:
    """Return the number of the task that the act is about; ask (``WhichTask``) where it is not clear.

    Whoever has no right to the act is refused here, before anything is asked: a question would tell that there is
    such a task.
    """
    unclear = bool(heard.args.get(UNCLEAR))
    number = heard.task or (None if unclear else heard.reply_task)
    if number is not None:
        await check_shown_here(books, heard, act, number)
        await _check_right(books, heard.person, act, number)
        return number
    fitting = await fitting_tasks(books, heard, act)
    if heard.reply_tasks:
        return _one_of(books, heard, [one for one in fitting if one.number in heard.reply_tasks], name)
    if len(fitting) == 1 and not unclear and (heard.place.private or heard.addressed):
        return fitting[0].number
    if not fitting and not unclear and heard.place.private and (only := await _only_one(books, heard, act)):
        return only
    raise WhichTask(name, fitting if heard.place.private else (), kept_words(heard))


def _one_of(books: OpenBooks, heard: Heard, fitting: Sequence[Task], name: str) -> str:
    """Return the person's only task of those that the answered message tells of; ask where there are more, or none."""
    if len(fitting) == 1 and not heard.args.get(UNCLEAR):
        return fitting[0].number
    raise WhichTask(name, tuple(one for one in fitting if touches(books, one, heard)), kept_words(heard))


async def _only_one(books: OpenBooks, heard: Heard, act: Act) -> str | None:
    """Return the one open task that the person can mean: where it stands is then told, and what to do instead.

    A receipt and progress may be about anything, and are not put to a task that they do not fit.
    """
    if act not in _BRANCH_ACTS - {Act.ACKNOWLEDGE, Act.PROGRESS}:
        return None
    open_ = await open_for(books, heard.person)
    return open_[0].number if len(open_) == 1 else None


async def _check_right(books: OpenBooks, person: Person, act: Act, number: str) -> None:
    """Refuse whoever may not do the act; that it fits where the task stands is the act's own affair."""
    task = await books.task(number)
    if act in _BRANCH_ACTS:
        branch_of(books.roster, person, act, task)
    elif act is not Act.REASSIGN:
        authorise(books.roster, person, act, task)
    elif not may(books.roster, person, act, task):
        branch_of(books.roster, person, Act.DECLINE, task)  # Whose own it is may wish to hand it over, no stand-in.


def kept_words(heard: Heard) -> dict[str, Any]:
    """Return what was said so far, for a button to carry on until the task is chosen."""
    plain = {key: value for key, value in heard.args.items() if isinstance(value, str | int | float | list)}
    return (
        plain
        | ({"text": heard.said.strip() or heard.text} if heard.text else {})
        | ({"files": evidence_json(heard.files), "source": heard.message} if heard.files else {})
    )


async def fitting_tasks(books: OpenBooks, heard: Heard, act: Act) -> tuple[Task, ...]:
    """Return the person's tasks for which the act is possible where they stand."""
    if act in _BRANCH_ACTS:
        return tuple(task for task in await open_for(books, heard.person) if _branch_fits(books, heard, act, task))
    tasks = await (books.tasks.claimed() if act in {Act.CLOSE, Act.RETURN} else books.tasks.open_all())
    return tuple(
        task for task in tasks if task.status in TRANSITIONS[act] and may(books.roster, heard.person, act, task)
    )


async def open_for(books: OpenBooks, person: Person) -> tuple[Task, ...]:
    """Return the person's own open tasks, then those of colleagues on leave in whose place the person stands."""
    found = {task.number: task for task in await books.tasks.open_of(person)}
    for absent in books.roster.covered_by(person.id):
        theirs = await books.tasks.open_of(absent)
        found |= {task.number: task for task in theirs if stands_in(books.roster, person, task)}
    return tuple(found.values())


def _branch_fits(books: OpenBooks, heard: Heard, act: Act, task: Task) -> bool:
    try:
        return fits_branch(act, task, branch_of(books.roster, heard.person, act, task))
    except NotAllowed:
        return False


async def check_shown_here(books: OpenBooks, heard: Heard, act: Act, number: str) -> None:
    """Refuse in a group what lies outside the unit that the group is bound to, in the words of "no such task"."""
    if heard.place.private or heard.place.unit is None:
        return
    try:
        task = await books.task(number)
    except Refusal:
        raise NotAllowed(act, number) from None
    if not touches(books, task, heard) and not await _assigned_here(books, heard, number):
        raise NotAllowed(act, number)


def touches(books: OpenBooks, task: Task, heard: Heard) -> bool:
    """Tell whether a branch of the task lies in the unit that the group is bound to."""
    return lies_in(books, task, heard.place.unit)


def lies_in(books: OpenBooks, task: Task, unit: UnitId | None) -> bool:
    """Tell whether a branch of the task lies in the unit or below it; ``None`` is the whole house."""
    return unit is None or any(
        books.roster.within(books.roster.unit_of(branch.assignee), unit) for branch in task.branches
    )


async def _assigned_here(books: OpenBooks, heard: Heard, number: str) -> bool:
    records = await books.entries_of(number)
    return bool(records) and records[0].source.chat == heard.place.chat


def note_of(heard: Heard, act: str, number: str, *, share: bool = False) -> str:
    """Return what was said beside the number and the act, as it was written; ``share``: nor beside a percentage."""
    return note_within(heard.said or heard.text, act, number=number, share=share)


def reason_of(heard: Heard, act: str, number: str) -> str:
    """Return the reason that stands beside the act; ask (``WordsMissing``) where there is none."""
    reason = note_of(heard, act, number)
    if not reason:
        raise WordsMissing(act, number)
    return reason


def words_of(heard: Heard, *, act: str, number: str, arg: str) -> str:
    """Return the words that the act needs, from the reading or as said; ask (``WordsMissing``) where there are none."""
    words = str(heard.args.get(arg) or heard.text).strip()
    if not words:
        raise WordsMissing(act, number)
    return words


def assignee_named(books: OpenBooks, name: str) -> Assignee | None:
    """Return the one active person or unit of that name or alias."""
    people = [Assignee(person=one.id) for one in books.roster.active_people if name in (one.name, *one.aliases)]
    units = [Assignee(unit=one.id) for one in books.roster.units if name in (one.name, *one.aliases)]
    found = people + units
    return found[0] if len(found) == 1 else None
