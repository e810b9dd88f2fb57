"""What the clock does for training: people are invited in time, and a cadence that is about to break is warned of."""

from __future__ import annotations

from datetime import timedelta

from handlers.heard import Answer, Answers
from handlers.speaking import rows_of
from handlers.training_cards import PURPOSE, answers
from handlers.wording import trainings as wording
from handlers.wording.voice import Voice
from ledger.acts.trainings import all_trainings, invite, turnout, warn, warned
from ledger.people import PersonId, Role
from ledger.slots import is_quiet
from ledger.trainings import Duty, Training, audience_of, gaps
from storage.books import OpenBooks


def is_open(books: OpenBooks) -> bool:
    """Tell whether the office is at work: nothing of this is worth disturbing anybody."""
    hours = books.house.hours
    return hours.local(books.now).time() >= hours.morning_start and not is_quiet(books.now, books.house)


async def to_invite(books: OpenBooks) -> dict[str, tuple[PersonId, ...]]:
    """Return whom each training that begins soon has yet to be told to, of those who can be told."""
    until = books.now + timedelta(days=books.house.training.invite_days)
    known = (await all_trainings(books)).values()
    soon = [one for one in known if one.cancelled_at is None and books.now < one.starts <= until]
    if not soon:
        return {}
    found: dict[str, tuple[PersonId, ...]] = {}
    bound = await books.directory.users()
    for one in soon:
        told = (await turnout(books, one)).invited
        meant = audience_of(one, books.roster)
        people = tuple(who.id for who in meant if who.id in bound and who.id not in told)
        found |= {one.number: people} if people else {}
    return found


async def to_warn(books: OpenBooks) -> tuple[Duty, ...]:
    """Return the duties of which a warning is due and did not go out yet."""
    today = books.house.hours.local(books.now).date()
    found = gaps((await all_trainings(books)).values(), books.roster, books.house, today)
    told = await warned(books) if found else frozenset()
    return tuple(one for one in found if one.key not in told)


async def invitations(books: OpenBooks) -> Answers:
    """Record whom the invitations go to, and return one message for each person, whatever they are invited to."""
    await books.hold()
    known, mine = await all_trainings(books), dict[PersonId, list[Training]]()
    for number, people in (await to_invite(books)).items():
        await invite(books, number, people, at=books.now)
        for one in people:
            mine.setdefault(one, []).append(known[number])
    return tuple(_invitation(books, person, some) for person, some in mine.items())


def _invitation(books: OpenBooks, person: PersonId, some: list[Training]) -> Answer:
    text = wording.invitation(Voice.of(books), some)
    if len(some) > 1:
        return Answer(text=text, to=person, about=tuple(one.number for one in some), bulk=True)
    keys = rows_of(answers(some[0], open_=True))
    return Answer(text=text, to=person, buttons=keys, task=some[0].number, purpose=PURPOSE, bulk=True)


async def warnings(books: OpenBooks) -> Answers:
    """Record each warning, and return one message for every coordinator and every leader whose field it is."""
    await books.hold()
    due = await to_warn(books)
    for one in due:
        await warn(books, one.key, at=books.now)
    told: dict[PersonId, list[Duty]] = {}
    for one in due:
        for person in _who_answers(books, one):
            told.setdefault(person, []).append(one)
    voice = Voice.of(books)
    return tuple(Answer(text=wording.warning(voice, some), to=person) for person, some in told.items())


def _who_answers(books: OpenBooks, one: Duty) -> tuple[PersonId, ...]:
    """Return the coordinators, and the leader of the field; of what is city-wide, the leaders of the whole house."""
    leaders = books.roster.holders(Role.LEADER)
    if one.field is not None and one.field.leader is not None:
        leaders = tuple(who for who in leaders if who.id == one.field.leader)
    else:
        leaders = tuple(who for who in leaders if not who.fields)
    return tuple(dict.fromkeys(who.id for who in (*books.roster.holders(Role.COORDINATOR), *leaders)))
