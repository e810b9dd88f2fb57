"""Sentences for strangers, for binding people, and for binding groups (绑定)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.english.terms import REPORT, ROLE, WHOLE_HOUSE
from handlers.english.voice import called, escape, listed
from ledger.people import Person, Role, UnitKind

UNIT_KIND = {
    UnitKind.OFFICE: "Office",
    UnitKind.CENTRE: "Centre",
    UnitKind.DEPARTMENT: "Department",
    UnitKind.DISTRICT: "District",
}
PAGE_BEFORE, PAGE_AFTER, OTHER_KIND = "Previous", "Next", "Back"


def stranger() -> str:
    """Return the one polite sentence for everybody whom the roster does not know."""
    return "This assistant is for members of this unit only. Please ask your administrator for a link."


def link_void() -> str:
    """Return one answer for a link that is used up, expired, truncated or made up."""
    return "The link is void or has expired. Please ask your administrator for another."


def link(username: str, token: str) -> str:
    """Return the one-time link; where the bot's name is not known, what is to be sent to it instead."""
    return f"https://t.me/{username}?start={token}" if username else f"/start {token}"


def is_it_you(person: Person, unit: str) -> str:
    """Show the name that the link stands for."""
    return f"You are about to be bound as <b>{called(person.name)}</b>{_of(unit)}. Please confirm that it is you."


def _of(unit: str) -> str:
    return f" ({called(unit)})" if unit else ""


def waits() -> str:
    """Say that approval is awaited."""
    return "Your request waits for an administrator or your head. You will be told here."


def not_yours() -> str:
    """Say that nothing was bound, as the name is not the visitor's."""
    return "Nothing was bound. Please have your administrator check the link."


def approve_card(person: Person, unit: str, user: int) -> str:
    """Put a binding before those who approve."""
    roles = listed(ROLE[role] for role in Role if role in person.roles)
    return f"Binding: {called(person.name)}{_of(unit)}, {roles}. Account {user}. Please verify, then decide."


def approved(person: Person) -> str:
    """Tell the approver."""
    return f"The binding of {called(person.name)} is approved."


def refused(person: Person) -> str:
    """Tell the approver."""
    return f"The binding of {called(person.name)} is refused."


def decided() -> str:
    """Tell an approver that another one was first."""
    return "Somebody else has decided on this binding already."


def unbound() -> str:
    """Tell the old account that a new one has taken its place."""
    return "Your account is no longer bound. If you did not change it yourself, please tell your administrator at once."


def not_approved() -> str:
    """Tell the visitor."""
    return "The binding was refused. Please ask your administrator."


def bound(person: Person, unit: str) -> str:
    """Welcome the bound person: what this is, what to write, and a first try."""
    runs = ["As an administrator, please send /setup and follow its steps."] if person.has(Role.ADMIN) else []
    return "\n".join(
        [
            f"{called(person.name)}{_of(unit)}, you are bound.",
            *runs,
            "Tasks and reminders reach you here; please answer in plain Chinese:",
            "· to acknowledge, reply to a task: 收到",
            "· progress: 完成60%，初稿已成",
            "· your tasks: 我的待办",
            "/help shows what to write.",
        ]
    )


def group_alert(title: str, chat: int) -> str:
    """Tell administrators in private that the bot was added to a group nobody bound."""
    return (
        f"The bot was added to the unbound group “{called(title)}” ({chat}). Please bind it if it is wanted; "
        "after 10 minutes the bot leaves."
    )


def choose_unit(title: str, where: str = "") -> str:
    """Ask what the group belongs to; ``where`` says which of the units are shown."""
    return f"Please choose the unit of the group “{called(title)}”{where}:"


def no_such_unit(words: str) -> str:
    """Say that the roster holds no such unit; the buttons below offer those that it has."""
    return f"The roster has no “{escape(words)}”. Please choose below, or write its name, for example: 本群绑定综合科."


def unit_page(kind: UnitKind, page: int, pages: int) -> str:
    """Say which units are shown, and how far one is in them."""
    return f" ({UNIT_KIND[kind]}, page {page} of {pages})" if pages > 1 else f" ({UNIT_KIND[kind]})"


def choose_reports(title: str, unit: str) -> str:
    """Ask which reports the group gets."""
    return f"Group “{called(title)}”, unit {called(unit)}. Please choose its reports, then press “Done”:"


def report_toggle(kind: str, *, chosen: bool) -> str:
    """Label a report as chosen or not."""
    return f"{'☑' if chosen else '☐'} {REPORT[kind]}"


def group_bound(title: str, unit: str, reports: Iterable[str]) -> str:
    """Confirm the binding of a group."""
    names = listed(REPORT[kind] for kind in reports) or "none for now"
    return f"Group “{called(title)}” is bound to {called(unit)}. Reports: {names}. /bind changes it."


def group_introduced(unit: str, reports: Iterable[str]) -> str:
    """Introduce the bot to a group that was bound: what it does here, and what it leaves alone."""
    names = listed(REPORT[kind] for kind in reports) or "none for now"
    return (
        f"This group is bound to {called(unit)}; the bot registers assignments and progress. Reports: {names}.\n"
        "To assign, write who, by when and what; to acknowledge, reply 收到; reply to the same message with progress. "
        "Other talk is not registered. Usage: /help"
    )


def group_left(title: str) -> str:
    """Confirm that the bot leaves."""
    return f"Left the group “{called(title)}”."


def already_bound(unit: str) -> str:
    """Say that the group was bound in the meantime."""
    return f"The group is bound to {called(unit)} already. /bind changes it."


def unit_name(name: str | None) -> str:
    """Return the unit's name, or the words for the whole house."""
    return name or WHOLE_HOUSE
