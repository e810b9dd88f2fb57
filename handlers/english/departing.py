"""Words about people who leave or move (离任、调动), and about what was open with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.english.recurring import rhythm
from handlers.english.terms import ROLE
from handlers.english.voice import called, escape, headline, listed, many
from handlers.wording.departing import unit_of
from handlers.wording.voice import Voice
from ledger.acts.departing import HandedOver
from ledger.office_entries import Leaving
from ledger.people import Person, Role, Unit
from ledger.recurrence import Standing
from ledger.tasks import Task

_MOST = 8

HOW = {Leaving.TRANSFERRED: "transferred", Leaving.RESIGNED: "resigned", Leaving.RETIRED: "retired"}
MOVED = "moved"
GO_ON, SURE, KEEP_HERE, CARRY = "Go on", "Yes, leaving", "Confirm, tasks stay", "Confirm, tasks go along"


def which(voice: Voice, people: Sequence[Person], example: str = "") -> str:
    """Ask for the unit where several people have the name."""
    names = [f"{called(unit_of(voice, one))}{called(one.name)}" for one in people]
    return f"{len(people)} people of that name: {listed(names)}. Please write the unit, for example: {names[0]}."


def who(voice: Voice, person: Person) -> str:
    """Name the person with unit and roles."""
    known = listed(filter(None, (unit_of(voice, person), listed(ROLE[one] for one in Role if one in person.roles))))
    return f"{called(person.name)} ({called(known)})" if known else called(person.name)


def card(voice: Voice, person: Person, when: str, tasks: Sequence[Task], heirs: str, *, duties: int) -> str:
    """Show a departure before it counts: first of two steps."""
    return "\n".join(
        [
            "<b>Please check the departure</b>",
            f"{who(voice, person)}: {when}.",
            *_open(tasks, heirs),
            *([f"{many(duties, 'recurring task')} handed on as well."] if duties else []),
            "Account and invitations end with it, and nothing is sent any more; the history is kept.",
        ]
    )


def starting(voice: Voice, how: Leaving, day: date | None) -> str:
    """Return from when on, and how."""
    return f"{HOW[how]} from {voice.day(day)}" if day else f"{HOW[how]} from today"


def _open(tasks: Sequence[Task], heirs: str) -> list[str]:
    if not tasks:
        return ["No open tasks."]
    lines = [f"{many(len(tasks), 'open task')}, to go to {heirs}:"]
    return [*lines, *(f"· {task.number} {headline(task.title, 24)}" for task in tasks[:_MOST]), *_rest(len(tasks))]


def _rest(count: int) -> list[str]:
    return [f"· {count - _MOST} more"] if count > _MOST else []


def sure(voice: Voice, person: Person, how: Leaving, day: date | None) -> str:
    """Ask a second time: it cannot be taken back."""
    when = f"from {voice.day(day)}" if day else "at once"
    return f"Once more: {who(voice, person)}, {HOW[how]}, {when}. It cannot be undone. This card lapses in 10 minutes."


def done(voice: Voice, person: Person, how: Leaving, handed: Sequence[HandedOver]) -> str:
    """Confirm to who asked for it."""
    went = f"{many(len(handed), 'open task')} went to {_heirs(voice, handed)}." if handed else "No open tasks."
    return f"{called(person.name)} {HOW[how]}, the account has ended. {went} Please take them out of the groups."


def will(voice: Voice, person: Person, how: Leaving, day: date) -> str:
    """Confirm a departure on a later day."""
    name = called(person.name)
    return f"Registered: {name} {HOW[how]} from {voice.day(day)}, done by itself. If it changes, write 取消{name}离任."


def stays(person: Person) -> str:
    """Confirm that nobody leaves after all."""
    return f"The departure of {called(person.name)} is cancelled."


def none_set(person: Person) -> str:
    """Say that there is no departure that could be taken back."""
    return f"No departure of {called(person.name)} is set; nothing to cancel."


def faulty(when: str) -> str:
    """Say that the date is none."""
    return f"“{escape(when)}” is no date of the calendar; nothing was registered. Please check it."


def farewell(voice: Voice, how: Leaving, handed: Sequence[HandedOver]) -> str:
    """Tell the person, before the account ends, where the open tasks went."""
    went = f" {many(len(handed), 'open task')} went to {_heirs(voice, handed)}." if handed else ""
    return f"You are registered as {HOW[how]}; this account has no rights any more.{went} Please ask the administrator."


def inherited(voice: Voice, person: Person, why: str, handed: Sequence[HandedOver]) -> str:
    """Tell the one to whom the tasks went, all in one message."""
    head = f"<b>From {called(person.name)}, who left or moved: {many(len(handed), 'task')} now with you</b>"
    return "\n".join([head, *_tasks(voice, handed), "Please acknowledge each; or reassign them."])


def told(voice: Voice, person: Person, why: str, handed: Sequence[HandedOver]) -> str:
    """Tell the one who assigned the tasks, all in one message."""
    head = f"<b>From {called(person.name)}, who left or moved, these tasks of yours went to {_heirs(voice, handed)}</b>"
    return "\n".join([head, *_tasks(voice, handed)])


def without_stand_in(person: Person) -> str:
    """Tell somebody on leave that the stand-in is gone."""
    return f"{called(person.name)}, your stand-in, has left. Please name another, e.g.: 请假期间由其他同志代办."


def duties(voice: Voice, person: Person, why: str, own: Sequence[Standing]) -> str:
    """Tell the one who answers for what recurs now, all in one message."""
    lines = [f"<b>From {called(person.name)}, who left or moved: {many(len(own), 'recurring task')} now with you</b>"]
    lines += [f"· Recurrence {one.n} {rhythm(one.rule)}, {headline(one.rule.title, 24)}" for one in own[:_MOST]]
    return "\n".join([*lines, *_rest(len(own)), "They are assigned by themselves; else please ask the coordinator."])


def duty_orphaned(voice: Voice, person: Person, why: str, duty: Standing) -> str:
    """Ask whoever set a duty to see to it, as nobody could take it over."""
    what = f"Recurrence {duty.n} ({rhythm(duty.rule)}, {headline(duty.rule.title, 24)})"
    return f"{called(person.name)} left or moved: nobody takes over {what}. Please write “停止周期{duty.n}”."


def orphaned(person: Person, tasks: Sequence[str]) -> str:
    """Tell coordinators which tasks nobody could take over."""
    return f"{called(person.name)} has left: nobody takes over {listed(tasks)}. Please reassign them soon."


def _tasks(voice: Voice, handed: Sequence[HandedOver]) -> list[str]:
    lines = [
        f"· {one.task.number} {headline(one.task.title, 24)} | deadline {voice.deadline(one.task)}"
        for one in handed[:_MOST]
    ]
    return [*lines, *_rest(len(handed))]


def _heirs(voice: Voice, handed: Sequence[HandedOver]) -> str:
    return voice.names(dict.fromkeys(one.to for one in handed))


def move_card(voice: Voice, person: Person, unit: Unit, *, title: str, roles: Sequence[Role], count: int) -> str:
    """Show a transfer before it counts."""
    post = f" as {called(title)}" if title else ""
    now = listed(ROLE[role] for role in roles)
    open_ = f"{many(count, 'open task')}: please choose whether they stay with the unit's head or go along."
    return "\n".join(
        [
            "<b>Please check the move</b>",
            f"{who(voice, person)} to {called(unit.name)}{post}, roles {now}.",
            open_ if count else "No open tasks.",
            "After 10 minutes this card lapses.",
        ]
    )


def moved(voice: Voice, person: Person, unit: Unit, title: str, handed: Sequence[HandedOver]) -> str:
    """Confirm a transfer."""
    post = f" as {called(title)}" if title else ""
    went = f" {many(len(handed), 'open task')} went to {_heirs(voice, handed)}." if handed else ""
    return f"{called(person.name)} moved to {called(unit.name)}{post}.{went}"


def moved_yourself(voice: Voice, unit: Unit, title: str, handed: Sequence[HandedOver]) -> str:
    """Tell the person of the own transfer."""
    post = f" as {called(title)}" if title else ""
    went = f" {many(len(handed), 'open task')} went to {_heirs(voice, handed)}." if handed else ""
    return f"The roster has changed: you moved to {called(unit.name)}{post}.{went} /my shows your tasks."
