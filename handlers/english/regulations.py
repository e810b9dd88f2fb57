"""Sentences of regulations (制度): one as it stands, its buttons, and what the register was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from handlers.english.terms import STATUS
from handlers.english.voice import called, entitled, escape, headline, listed, many
from handlers.wording.voice import Voice
from ledger.acts.regulations import RegulationRow
from ledger.entries import Evidence
from ledger.people import UnitId
from ledger.regulation_entries import RegulationStatus
from ledger.regulations import Readers, Regulation
from ledger.tasks import Task

STEPS = {
    "read": "Read",
    "file": "Paper",
    "readers": "Who has read",
    "lay": "Have it read",
    "task": "Assign the revision",
}
STATUSES = {
    RegulationStatus.IN_FORCE: "in force",
    RegulationStatus.TO_REVISE: "to be revised",
    RegulationStatus.TO_DRAFT: "to be drafted",
    RegulationStatus.REPEALED: "repealed",
}
_SHORT_HASH = 12


def titled(title: str) -> str:
    """Return the title as titles are written."""
    return f"“{headline(title, 60)}”"


def standing(
    voice: Voice,
    one: Regulation,
    *,
    task: Task | None,
    cited_by: Sequence[str],
    readers: Readers | None,
    mine: datetime | None,
    note: str = "",
) -> str:
    """Return the regulation as it stands: status, version, owner, what is owed, its file, who has read it."""
    lines = [note, f"<b>{one.number}</b> {titled(one.title)}"]
    lines.append(f"Group: {one.group.value} | Status: {STATUSES[one.status]}{_late(voice, one)}")
    lines += [f"Version: {_edition(voice, one.edition, one.effective)}"] if one.edition else []
    lines.append(f"Owner: {owner(voice, one.owner)}")
    lines += [f"Revision by: {voice.day(one.due)}"] if one.due and one.is_owed else []
    lines += [f"Revision task: {task.number} ({STATUS[task.status]})"] if task is not None else []
    lines += list(_citations(one, cited_by))
    lines += [f"File: {_file(file)}" for file in one.files]
    lines += list(_reading(voice, readers, mine))
    return "\n".join(filter(None, lines))


def _late(voice: Voice, one: Regulation) -> str:
    return " (late)" if one.is_late(voice.house.hours.local(voice.now).date()) else ""


def _edition(voice: Voice, edition: int, effective: date | None) -> str:
    return str(edition) + (f", in force from {voice.day(effective)}" if effective else "")


def owner(voice: Voice, unit: UnitId | None) -> str:
    """Return the name of the office that owns it."""
    return called(voice.roster.unit(unit).name) if unit is not None else "none"


def _citations(one: Regulation, cited_by: Sequence[str]) -> Iterator[str]:
    if cited_by:
        valid = "" if one.status is RegulationStatus.IN_FORCE else "; it is not in force, please check the rules"
        yield f"Cited by the appraisal: {listed(map(called, cited_by))}{valid}"


def _file(file: Evidence) -> str:
    return f"{escape(file.name)} (SHA-256 {file.sha256[:_SHORT_HASH]})"


def _reading(voice: Voice, readers: Readers | None, mine: datetime | None) -> Iterator[str]:
    if readers is not None and (readers.asked or readers.read):
        yield f"Read: {len(readers.read)}, not yet: {len(readers.missing)}"
    if mine is not None:
        yield f"You have read it: {voice.brief(mine)}."


def card(voice: Voice, row: RegulationRow) -> str:
    """Show what the register is to say, before it counts."""
    number = f" ({row.number})" if row.number else ""
    lines = [f"<b>Please check the regulation</b>{number}", f"Title: “{entitled(row.title)}”"]
    lines.append(f"Group: {row.group.value} | Status: {STATUSES[row.status]}")
    lines.append(f"Owner: {owner(voice, row.owner)}")
    lines += [f"Revision by: {voice.day(row.due)}"] if row.due else []
    lines += [f"Version: {_edition(voice, row.edition, row.effective)}"] if row.edition else []
    lines += [f"File: {_file(file)}" for file in row.files]
    return "\n".join([*lines, "Once confirmed it is registered; after 10 minutes this card lapses."])


def kept(voice: Voice, one: Regulation, *, new: bool) -> str:
    """Confirm what the register says now, and what comes next."""
    due = f", by {voice.day(one.due)}" if one.due and one.is_owed else ""
    then = (
        "Send 制度修订任务 to assign it." if one.is_owed else "If there is a text, reply to this message with the file."
    )
    what = f"{titled(one.title)}, {STATUSES[one.status]}, owner {owner(voice, one.owner)}{due}"
    return f"{one.number} {'registered' if new else 'changed'}: {what}. {then}"


def file_kept(one: Regulation) -> str:
    """Confirm that the file is the text of the version."""
    return f"The text of {one.number} is registered: {many(len(one.files), 'file')}."


def revised(one: Regulation) -> str:
    """Tell whoever closed the task what that did to the regulation."""
    return f"{one.number} {titled(one.title)} is now version {one.edition}, in force."


def not_revised(one: Regulation) -> str:
    """Tell whoever closed the task that the regulation stays as it was."""
    return (
        f"{one.number} {titled(one.title)} is unchanged: the task has no file. "
        f"Please send the text with its number {one.number}."
    )


def how_to_keep() -> str:
    """Say how a regulation is put into the register."""
    return "No title or group; nothing is registered. E.g.: 登记制度《公文处理办法》，N类，文电科负责，现行有效."


def what_next(number: str) -> str:
    """Say what can be said of a regulation."""
    return f"Not understood; nothing was registered. Reply 阅知 (read); for the text, send {number}."


def no_file(number: str) -> str:
    """Say that there is no text of it yet."""
    return f"{number} has no text yet; please ask a coordinator to add it."
