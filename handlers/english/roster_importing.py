"""Sentences about a roster that comes as a file (导入名册): the dry run, the second person, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.english.importing import faults_of, file_of
from handlers.english.voice import called, escape, listed, many
from handlers.sheets import RosterSheet
from ledger.roster_rows import GROUP, PERSON

IMPORT = "Import the roster"
_NAMED = 8


def send_it() -> str:
    """Say how a roster is imported."""
    return (
        "Please send the roster here (.xlsx or .csv; the first row names the columns: "
        "类型、名称、所属、角色、职务、手机、别名、成员、上级、分管). It is checked first."
    )


def card(sheet: RosterSheet, *, second: bool) -> str:
    """Show what an import would change, before anything counts."""
    last = (
        f"{_gaining(sheet)} After “{IMPORT}”, another administrator or a leader has to agree."
        if second
        else f"If all is right, press “{IMPORT}”."
    )
    return "\n".join(["<b>Please check the roster</b>", *_told(sheet), last])


def agree(by: str, sheet: RosterSheet) -> str:
    """Put a file before a second person."""
    head = f"<b>Please review the roster</b> (from {called(by)})"
    return "\n".join([head, *_told(sheet), f"{_gaining(sheet)} Please verify, then decide."])


def put_to(names: Iterable[str]) -> str:
    """Say who was asked to agree."""
    return f"Submitted to {listed(map(called, names))}; it is imported once one of them agrees."


def not_agreed(name: str) -> str:
    """Say that a second person did not agree."""
    return f"The roster was refused and nothing was changed. {file_of(name)}. Please check it and send it again."


def refused(sheet: RosterSheet, shown: int) -> str:
    """Say why the file cannot be taken."""
    head = ["<b>The roster could not be imported</b>", file_of(sheet.name)]
    return "\n".join([*head, *faults_of(sheet.faults, shown), "Please mend it and send it again."])


def without_you() -> str:
    """Return what is wrong with a file after which the sender could not run the system any more."""
    return (
        "You are not in the table, or no longer an administrator, so nobody would run the system; "
        "please add your row with the role 管理员 and send it again."
    )


def has_changed() -> str:
    """Say that the roster changed since the card was shown."""
    return "The roster has changed meanwhile; nothing was imported. Please send the file again and check it."


def gone() -> str:
    """Say that the file is not at hand any more."""
    return "The file is gone, please send it again."


def dropped() -> str:
    """Say that nothing was imported."""
    return "Cancelled; the roster was not changed."


def done(sheet: RosterSheet, people: int, units: int) -> str:
    """Say what was imported, and what comes next."""
    held = f" {many(sheet.held, 'open task')} of those who left will pass to their successors." if sheet.held else ""
    return (
        f"Roster imported: {many(people, 'person', 'people')}, {many(units, 'unit')}; {len(sheet.joined)} joined, "
        f"{len(sheet.left)} left.{held} Next: /setup makes the QR codes for binding."
    )


def faults_caption(sheet: RosterSheet) -> str:
    """Say what the file with the faults holds."""
    return f"All {many(len(sheet.faults), 'fault')}, by row and column."


def _told(sheet: RosterSheet) -> Iterable[str]:
    people = sum(row.kind == PERSON for row in sheet.rows)
    groups = sum(row.kind == GROUP for row in sheet.rows)
    units = len(sheet.rows) - people - groups
    yield file_of(sheet.name)
    yield f"{many(people, 'person', 'people')}, {many(units, 'unit')}, {many(groups, 'group')}."
    yield f"{len(sheet.joined)} joining{_named(sheet.joined)}, {len(sheet.left)} leaving{_named(sheet.left)}."
    if sheet.held:
        yield f"Those leaving hold {many(sheet.held, 'open task')}, which pass to their successors."


def _gaining(sheet: RosterSheet) -> str:
    names = [one.name for one in sheet.gaining]
    return f"Concerns coordinators, reviewers, leaders or administrators: {_some(names)}."


def _named(names: Sequence[str]) -> str:
    return f" ({_some(names)})" if names else ""


def _some(names: Sequence[str]) -> str:
    return listed(map(escape, names[:_NAMED])) + (" and others" if len(names) > _NAMED else "")
