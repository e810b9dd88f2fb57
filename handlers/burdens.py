"""减负: how many prompts people get, told to those who read it monthly whenever they ask."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.wording import burden
from ledger.burden import mondays_of_month
from ledger.people import Role
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.books import OpenBooks
from storage.burden import week_of_prompts

READERS = frozenset({Role.COORDINATOR, Role.LEADER})


async def on_burden(books: OpenBooks, heard: Heard) -> Answers:
    """减负情况: the weeks of the month so far, in private; numbers of people, never names."""
    if not heard.person.roles & READERS:
        raise NotAllowed(Act.SEE_REPORT)
    if not heard.place.private:
        return (Answer(text=burden.ONLY_IN_PRIVATE),)
    today = books.house.hours.local(books.now).date()
    weeks = [await week_of_prompts(books, monday) for monday in mondays_of_month(today)]
    return (Answer(text=burden.month(today, weeks, books.house.burden_cap)),)
