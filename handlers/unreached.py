"""Those whom no private message reaches: they are named in plain text in the group that is nearest to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.heard import Answer, Answers
from handlers.wording import pressing
from ledger.people import Person, PersonId
from storage.books import OpenBooks
from storage.chats import Chat

Missed = Mapping[PersonId, Sequence[str]]
"""What each person would have been told, in a word or two."""


async def named_in_groups(books: OpenBooks, told: Missed, *, about: tuple[str, ...] = ()) -> Answers:
    """Return one message for each group in which somebody is to be told by others; nobody who can be told in private.

    A person without an id can't be mentioned, so the name stands in plain text. ``about`` are the tasks.
    """
    groups = await _groups(books)
    found: dict[int, list[tuple[str, Sequence[str]]]] = {}
    for person, said in told.items():
        if await books.directory.reachable(person):
            continue
        one = books.roster.person(person)
        chat = _nearest(books, groups, one)
        if chat is not None:
            found.setdefault(chat, []).append((one.name, said))
    return tuple(Answer(text=pressing.named(people), chat=chat, about=about) for chat, people in found.items())


async def _groups(books: OpenBooks) -> tuple[Chat, ...]:
    bound = [one for one in await books.directory.chats() if one.id < 0 and one.active and one.bound_at is not None]
    return tuple(one for one in bound if not one.is_channel)


def _nearest(books: OpenBooks, groups: Sequence[Chat], person: Person) -> int | None:
    """Return the group of the person's own unit, else of the nearest unit above, else one of the whole house."""
    roster = books.roster

    def depth(chat: Chat) -> int:
        return sum(roster.within(chat.unit, unit.id) for unit in roster.units) if chat.unit is not None else 0

    here = [chat for chat in groups if chat.unit is None or roster.within(person.unit, chat.unit)]
    return max(here, key=depth).id if here else None
