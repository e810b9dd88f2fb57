"""阅知 in words: who is asked to read a regulation, who has, and who has not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from handlers.english.regulations import titled
from handlers.english.voice import called, listed, many
from handlers.wording.voice import Voice
from ledger.people import Person
from ledger.regulations import Regulation
from reports.splitting import split

CONFIRM, DROP = "Send it out", "Cancel"


def read(one: Regulation) -> str:
    """Confirm that somebody has read it."""
    return f"Noted as read: {one.number} {titled(one.title)} version {one.edition}."


def read_before(voice: Voice, one: Regulation, at: datetime) -> str:
    """Say that this is known already."""
    return f"You have read {one.number} already ({voice.brief(at)})."


def please_read(voice: Voice, one: Regulation) -> str:
    """Ask somebody to read it."""
    since = f", in force from {voice.day(one.effective)}" if one.effective else ""
    what = f"{one.number} {titled(one.title)} version {one.edition}{since}."
    return f"<b>Please read</b>\n{what}\nThen press “Read” or reply 阅知; you are asked once only."


def card(one: Regulation, units: Sequence[str], count: int, unreached: int) -> str:
    """Show how many would be asked."""
    who = listed(map(called, units)) if units else "all offices"
    missed = f" {many(unreached, 'person', 'people')} not bound yet: not asked now." if unreached else ""
    what = f"{one.number} {titled(one.title)} version {one.edition}"
    people = many(count, "person", "people")
    return f"{people} of {who} will be asked to read {what}, one message each.{missed} Please confirm."


def laid(one: Regulation, count: int) -> str:
    """Confirm that they are asked."""
    return (
        f"{many(count, 'person', 'people')} asked to read {one.number} {titled(one.title)}. "
        f"To see how far it is: {one.number} 阅知情况."
    )


def dropped() -> str:
    """Confirm that nothing was recorded."""
    return "Cancelled; nothing was registered or sent."


def in_private() -> str:
    """Say in a group where the list went."""
    return "Sent in private."


def readers(voice: Voice, one: Regulation, *, asked: int, missing: Sequence[Person]) -> tuple[str, ...]:
    """Return who has not read it yet, by office; ``asked`` counts all of whom one may know."""
    heading = f"<b>{one.number} readers</b> | {titled(one.title)} version {one.edition}"
    if not asked:
        return (f"{heading}\nNobody is asked yet, or nobody whom you may see.",)
    counts = f"asked {asked}, read {asked - len(missing)}, not yet {len(missing)}"
    rows = [
        f"{called(voice.roster.unit(unit).name) if unit is not None else 'No unit'}: "
        + listed(called(person.name) for person in people)
        for unit, people in groupby(missing, key=lambda person: person.unit)
    ]
    return split(heading, [counts, *(["Not yet\n" + "\n".join(rows)] if rows else [])])
