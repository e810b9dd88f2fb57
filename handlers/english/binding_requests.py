"""Sentences about binding requests (绑定申请) that wait."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.terms import ROLE
from handlers.english.voice import called, listed, many
from ledger.people import Person, Role

REVIEW = "Review bindings"


def none() -> str:
    """Say that nobody waits."""
    return "No binding waits for a decision."


def some_wait(count: int) -> str:
    """Say that somebody waits for a decision."""
    return f"{many(count, 'binding')} to be decided on by you."


def waiting(shown: Sequence[tuple[Person, int]], count: int) -> str:
    """Show who asks, with the account of each, and how many there are in all."""
    rows = [f"{number}. {_row(person, user)}" for number, (person, user) in enumerate(shown, start=1)]
    more = [f"{count - len(shown)} more; press “{REVIEW}” again after these."] if count > len(shown) else []
    advice = "Please make sure that each account is the person's own. Press a name to decide on one; "
    advice += "several accounts for one person, or a new account, are decided on one by one."
    return "\n".join([f"<b>Bindings {count}</b>", *rows, *more, advice])


def _row(person: Person, user: int) -> str:
    return f"{called(person.name)}, {listed(ROLE[role] for role in Role if role in person.roles)}, account {user}"


def all_shown(count: int) -> str:
    """Label the button that approves all that are shown."""
    return f"Approve all ({count})"


def all_approved(count: int, left: int) -> str:
    """Say how many were bound, and how many of those shown were not."""
    others = f" {left} decided by somebody else, or to be decided one by one." if left else ""
    return f"{many(count, 'binding')} approved; everybody was told.{others}" if count else f"Nothing approved.{others}"
