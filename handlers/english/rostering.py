"""Words about what the roster says of people: who is new, is called otherwise, has another role, is invited (名册)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from handlers.english.departing import who
from handlers.english.terms import ROLE
from handlers.english.voice import called, escape, listed
from handlers.wording.departing import unit_of
from handlers.wording.voice import Voice
from ledger.acts.rostering import AddPerson, SetRoles
from ledger.people import Person, Role, Unit
from ledger.personal import hidden

LINK = "Invitation link"
_LAPSES = "After 10 minutes this card lapses."
_SECOND = "in force once another administrator or a leader agrees"


def unclear(words: Sequence[str]) -> str:
    """Say which words the roster does not hold."""
    return (
        f"Not understood: “{escape(listed(words))}”; nothing was registered. Please write name, unit and role, "
        "for example: 新增人员 张三，综合科，科员，手机13900000000."
    )


def unit_missing() -> str:
    """Ask for the unit."""
    return "Please write the unit, for example: 新增人员 张三，综合科，科员."


def roles_in_words(roles: Collection[Role]) -> str:
    """Name the roles in the order of the table of rights."""
    return listed(ROLE[role] for role in Role if role in roles)


def addition(voice: Voice, unit: Unit, request: AddPerson, beyond: Collection[Role], fields: Sequence[Unit]) -> str:
    """Show somebody new before it counts."""
    post = f", {request.title}" if request.title else ""
    facts = f"{request.name} ({unit.name}, {roles_in_words(request.roles)}{post})"
    lines = ["<b>Please check the new person</b>", called(facts)]
    lines += [f"Phone: {hidden(request.phone)}"] if request.phone else []
    lines += [f"Aliases: {called(listed(request.aliases))}"] if request.aliases else []
    if beyond:
        over = _over(voice, beyond, [one.id for one in fields])
        lines.append(f"Roles asked for: {roles_in_words(beyond)}{over}, {_SECOND}.")
    return "\n".join([*lines, _LAPSES])


def added(voice: Voice, person: Person, asked: Sequence[str]) -> str:
    """Confirm somebody new, and say how the account is bound."""
    role = f" The roles went to {called(listed(asked))}." if asked else ""
    return f"Added: {who(voice, person)}.{role} “{LINK}” makes a link, for that person alone."


def correction(voice: Voice, before: Person, after: Person) -> str:
    """Show another name, alias or number before it counts."""
    changes = "; ".join(_changes(before, after))
    return "\n".join(["<b>Please check the correction</b>", f"{who(voice, before)}: {changes}.", _LAPSES])


def corrected(voice: Voice, before: Person, after: Person) -> str:
    """Confirm what the roster says now."""
    return f"Corrected, {who(voice, after)}: {'; '.join(_changes(before, after))}."


def corrected_yourself(before: Person, after: Person) -> str:
    """Tell the person what the roster says of them now."""
    changes = "; ".join(_changes(before, after))
    return f"The roster has changed: {changes}. If this is wrong, please tell the administrator."


def _changes(before: Person, after: Person) -> Iterable[str]:
    if before.name != after.name:
        yield f"name from “{called(before.name)}” to “{called(after.name)}”"
    new = [one for one in after.aliases if one not in before.aliases]
    gone = [one for one in before.aliases if one not in after.aliases]
    if new:
        yield f"alias “{called(listed(new))}” added"
    if gone:
        yield f"alias “{called(listed(gone))}” taken away"
    if before.phone != after.phone:
        yield f"phone now {hidden(after.phone)}"


def roles(voice: Voice, person: Person, request: SetRoles, *, second: bool) -> str:
    """Show other roles before they count."""
    end = f"Once confirmed it is {_SECOND}." if second else "Once confirmed it is in force."
    return "\n".join(["<b>Please check the roles</b>", f"{_became(voice, person, request)}.", f"{end} {_LAPSES}"])


def _became(voice: Voice, person: Person, request: SetRoles) -> str:
    after = roles_in_words(request.roles) + _over(voice, request.roles, request.fields)
    return f"{who(voice, person)}: roles {after}"


def _over(voice: Voice, roles: Collection[Role], fields: Sequence[int]) -> str:
    if not {Role.LEADER, Role.COORDINATOR} & set(roles):
        return ""
    names = [unit.name for unit in voice.roster.units if unit.id in fields]
    return f" (field: {called(listed(names)) or 'whole house'})"


def put_to(names: Sequence[str]) -> str:
    """Say who is asked in the second place."""
    return f"Went to {called(listed(names))}; in force once they agree. You will be told here."


def agree(voice: Voice, person: Person, request: SetRoles) -> str:
    """Put other roles before the second person."""
    asker = voice.person(request.person)
    return f"Roles asked for by {asker}: {_became(voice, person, request)}. Please verify, then decide."


def roles_set(voice: Voice, person: Person) -> str:
    """Confirm the roles."""
    after = roles_in_words(person.roles) + _over(voice, person.roles, person.fields)
    return f"Changed, {called(person.name)} ({called(unit_of(voice, person))}): roles {after}."


def roles_yourself(voice: Voice, person: Person) -> str:
    """Tell the person of the own roles."""
    after = roles_in_words(person.roles) + _over(voice, person.roles, person.fields)
    return f"The roster has changed: your roles are {after}. /help shows what to write."


def roles_refused(person: Person) -> str:
    """Tell who asked that the second person did not agree."""
    return f"The roles of {called(person.name)} were refused; the roster is unchanged."


def asker_gone() -> str:
    """Say that who asked may not do so any more."""
    return "Whoever asked is no administrator any more; the request is void. An administrator can ask anew."


def nobody_seconds() -> str:
    """Tell who asked that whoever was asked in the second place is there no more."""
    return "Whoever was to agree to the roles has left, and nobody else can; the roster is unchanged. Please ask later."


def invitation(person: Person, link: str, *, beyond: bool) -> str:
    """Return the link, and how it is passed on."""
    approver = "Another administrator or the head" if beyond else "An administrator or the head"
    return (
        f"Link of {called(person.name)} (7 days, once only):\n{called(link)}\n"
        f"Please send it to that person alone, not to a group. {approver} approves the binding."
    )
