"""Sentences of the set-up (启用向导): the steps, the sheets of QR codes, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.english.binding_requests import REVIEW
from handlers.english.terms import ROLE
from handlers.english.voice import called, listed, many
from handlers.wording import terms as chinese
from ledger.people import Person, Role, Unit
from ledger.setting_up import SetUp

ROSTER, LINKS, GROUPS, TIMES, CHECK = "Import the roster", "QR codes", "Group chats", "Timetable", "Check"
_NAMED = 5
_ON_THE_SERVER = "For the server, the token and rights in groups, please run taizhang check."


def only_in_private() -> str:
    """Say in a group where the set-up is done."""
    return "The set-up is done in private only; please send /setup there."


def steps(found: SetUp) -> str:
    """Show the steps with what there is of each."""
    done = ": complete" if found.complete else ": please use the buttons"
    asking = f", {found.asking} to be decided on" if found.asking else ""
    return "\n".join(
        [
            f"<b>Set-up</b>{done}",
            f"1. {ROSTER}: {many(found.people, 'person', 'people')}, {many(found.units, 'unit')}",
            f"2. {LINKS}: {found.bound} bound, {found.people - found.bound} not bound{asking}",
            f"3. {GROUPS}: {found.groups} with reports",
            f"4. {TIMES}: see and change the times of reports",
            f"5. {CHECK}: what is missing, and what to do",
        ]
    )


def how_to_bind(username: str) -> str:
    """Say how a group comes to its bot."""
    return (
        f"1. Add @{called(username)} to the group chat.\n"
        "2. In private you are asked: press “Bind this group”, choose its unit and reports; "
        "or write in the group, for example: 本群绑定综合科.\n"
        "From a group that is not bound the bot leaves after 10 minutes."
    )


def all_bound() -> str:
    """Say that nobody is left to be bound."""
    return "Everybody in the roster is bound; no codes are needed."


def too_many(count: int) -> str:
    """Say that so many sheets are made on the server."""
    return f"{count} are not bound: please run taizhang roster invite --sheet FILE.pdf on the server."


def on_the_server() -> str:
    """Say in minimal mode, where no file leaves, how the sheets are made; no link was."""
    return (
        "This unit runs in minimal mode: no QR codes are sent, and no links were made. "
        "Please run taizhang roster invite --sheet FILE.pdf on the server and hand the print out in person."
    )


def sheet(people: int, number: int, sheets: int) -> str:
    """Say what the sheet is and how it is handed out."""
    part = f" (sheet {number} of {sheets})" if sheets > 1 else ""
    return (
        f"QR codes{part} for {many(people, 'person', 'people')}, valid for 7 days. Please print, cut and hand them out "
        "in person, never in a group; you approve whoever has scanned and confirmed."
    )


def left_out(people: Sequence[Person]) -> str:
    """Name those whose binding takes a second person who is not there yet."""
    return (
        f"Not made: {_some([one.name for one in people])}. Coordinators, reviewers, leaders and administrators are "
        "approved by a second person, and there is none yet. Please run taizhang roster invite on the server."
    )


def advice(found: SetUp) -> str:
    """Say what is missing and what to do about it."""
    lines = [f"· {line}" for line in _missing(found)] or ["Nothing is missing."]
    return "\n".join([f"<b>{CHECK}</b>", *lines, _ON_THE_SERVER])


def _missing(found: SetUp) -> Iterable[str]:
    if found.lacking:
        example = f"设张三为{chinese.ROLE[found.lacking[0]]}"
        yield f"The roster has no {_roles(found.lacking)}. Please fill in its column 角色, or write: {example}."
    if found.unbound:
        yield f"No {_roles(found.unbound)} is bound, so nobody does their part. Please bind them first."
    if found.headless:
        yield f"Without a head: {_units(found.headless)}. Please give their heads the role 科室负责人 in the roster."
    if found.administrators < 2:
        yield "Only one administrator is bound. Please appoint another: leaving and approving take two."
    if found.asking:
        yield f"{many(found.asking, 'binding')} to be decided on: send /setup and press “{REVIEW}”."
    if found.bound < found.people:
        left = many(found.people - found.bound, "person", "people")
        yield f"{left} not bound, whom no task reaches. Please press “{LINKS}” and hand them out."
    if not found.groups:
        yield f"No group gets reports. Please bind one: “{GROUPS}”."
    elif not found.whole:
        yield "No group of the whole house gets its daily report. Please write in the main group: 本群绑定全单位."
    if found.provisional is not None:
        yield (
            f"The holidays of {found.provisional} are not registered; deadlines go by weekends for now. "
            "Please send the notice in full."
        )


def _roles(roles: Iterable[Role]) -> str:
    return listed(ROLE[role] for role in roles)


def _units(units: Sequence[Unit]) -> str:
    return _some([one.name for one in units])


def _some(names: Sequence[str]) -> str:
    return listed(map(called, names[:_NAMED])) + (f", {len(names)} in all" if len(names) > _NAMED else "")
