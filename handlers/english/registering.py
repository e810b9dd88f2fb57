"""The registration of a document (办文登记): its card, what it lacks, and who is told."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.documents import KINDS, done_word, heading, limits, with_missed
from handlers.english.voice import called, entitled, escape, headed, listed, many, short
from handlers.wording.voice import Voice
from ledger.document_entries import DocumentKind
from ledger.documents import Document, DocumentLimit
from ledger.people import Assignee


def card(
    voice: Voice,
    *,
    kind: DocumentKind,
    title: str,
    reference: str,
    handler: Assignee,
    limit: DocumentLimit,
    files: int,
    doubts: Sequence[str],
) -> str:
    """Show a registration as understood, before it counts."""
    lines = ["<b>Please check the document</b>", f"Kind: {KINDS[kind]}", f"Title: {entitled(title)}"]
    lines += [f"Reference: {called(reference)}"] if reference else []
    lines.append(f"First handler: {voice.assignee(handler)}")
    lines += [f"Sign off by: {voice.time_left(limit.sign_by)}"] if limit.sign_by else []
    lines += [f"{done_word(kind).capitalize()} by: {voice.time_left(limit.finish_by)}"] if limit.finish_by else []
    lines += [f"Paper: {many(files, 'file')}"] if files else []
    lines += map(escape, doubts)
    then = "Once confirmed it gets its number; after 10 minutes this card lapses. To change handler or limit, reply."
    return "\n".join([*lines, then])


def who_first() -> str:
    """Ask for the first handler."""
    return "No first handler; nothing is registered yet. Please reply with who it is, for example: 秘书二科首办."


def by_office(name: str) -> str:
    """Return the label by which the own office is proposed."""
    return f"First: {short(name, 12)}"


def which_first(names: Sequence[str]) -> str:
    """Ask which of several it is: exactly one is answerable."""
    return f"There can be one first handler; you wrote: {listed(map(called, names))}. Please reply with one."


def forwarded() -> str:
    """Say on the card whose words they are."""
    return "From a forwarded message, please check."


def known_before(number: str) -> str:
    """Say on the card that the paper is in the books."""
    return f"This reference is registered as {number} already; please check whether it is the same."


def longer_than_limit(workdays: int) -> str:
    """Say on the card that the limit that was said is longer than the house's."""
    return f"The limit is longer than the house's ({many(workdays, 'workday')}), please check."


def not_changed() -> str:
    """Say that a reply to the card named nothing that it could take."""
    return "Not understood; the card is unchanged. Write the handler (改由秘书一科首办) or the limit (周四下班前)."


def registered(voice: Voice, document: Document, missed: Sequence[str]) -> str:
    """Confirm the registration."""
    what = f"{headed(document.title)}, first handler {voice.assignee(document.handler)}, {limits(voice, document)}"
    return with_missed(f"{document.number} registered: {what}.", missed)


def given(voice: Voice, document: Document) -> str:
    """Tell the first handler."""
    return (
        f"{heading(document)}\nYou are the first handler, {limits(voice, document)}. Please acknowledge; "
        "until somebody else does, you stay answerable."
    )


def given_to_unit(voice: Voice, document: Document) -> str:
    """Tell those behind the unit that is the first handler."""
    return (
        f"{heading(document)}\nFirst handler: {voice.assignee(document.handler)}, {limits(voice, document)}. "
        "Please acknowledge; until another unit does, this one stays answerable."
    )
