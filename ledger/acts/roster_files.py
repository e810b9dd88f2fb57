"""导入名册: a whole roster that an administrator sends as a file, and when that takes a second person."""

from __future__ import annotations

from collections.abc import Collection

from ledger.acts.rostering import FROM_A_POST
from ledger.people import Person, PersonId, Role, Roster


def beyond_posts(before: Roster, after: Roster) -> tuple[Person, ...]:
    """Return those with more than a post who come, or whose roles, field or phone number change.

    The phone number counts, for whoever has it can bind an account by sharing the own contact.
    """
    known = {one.id: one for one in before.active_people}
    return tuple(
        one for one in after.active_people if one.roles - FROM_A_POST and _way_in(one) != _way_in(known.get(one.id))
    )


def _way_in(person: Person | None) -> object:
    return person and (person.roles, frozenset(person.fields), person.phone)


def seconds_for(
    before: Roster, asker: PersonId, gaining: Collection[Person], bound: Collection[PersonId]
) -> list[Person]:
    """Return the bound administrators and leaders who may agree: neither who asked nor who gains by it."""
    not_these = {asker, *(one.id for one in gaining)}
    holders = dict.fromkeys([*before.holders(Role.ADMIN), *before.holders(Role.LEADER)])
    return [one for one in holders if one.id in bound and one.id not in not_these]


def takes_second(asker: PersonId, gaining: Collection[Person], bound: Collection[PersonId]) -> bool:
    """Tell whether a second person is to agree: whenever somebody gains, once anybody but the asker is bound."""
    return bool(gaining) and any(one != asker for one in bound)
