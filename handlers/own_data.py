"""导出我的数据: what is stored about oneself, in private, once a day; the ledger says that it was asked, no more."""

from __future__ import annotations

from datetime import datetime

from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Heard, Paper
from handlers.wording import own_data as wording
from ledger.discretion import discretion
from ledger.hours import OfficeHours
from ledger.office_entries import OwnDataExported
from ledger.people import PersonId
from storage.books import OpenBooks
from storage.own_data import OwnData, own_data

Collected = tuple[OwnData, OfficeHours, datetime]


async def on_own_data(books: OpenBooks, heard: Heard) -> Answers:
    """``导出我的数据``: two files, one to be read and one for programs."""
    if not heard.place.private:
        return (Answer(text=wording.ONLY_IN_PRIVATE),)
    if (how := discretion()) is not None:
        return (Answer(text=how.file),)  # Nothing is sent, so the day's export is not used up.
    person = heard.person.id
    if await _had_today(books, person):
        return (Answer(text=wording.TODAY_ALREADY),)

    async def read(books: OpenBooks) -> Collected:
        return await own_data(books, person), books.house.hours, books.now

    answers = beforehand(heard, read, _files)
    await books.record(OwnDataExported(by=None, at=heard.sent_at, person=person))  # No act that could be undone.
    return answers


async def _had_today(books: OpenBooks, person: PersonId) -> bool:
    day = books.house.hours.local(books.now).date()
    asked = [one.entry for one in await books.records_of(OwnDataExported) if one.source.chat is not None]
    told = (one.at for one in asked if isinstance(one, OwnDataExported) and one.person == person)
    return any(books.house.hours.local(at).date() == day for at in told)


def _files(found: Collected) -> Answers:
    data, hours, at = found
    local = hours.local(at)
    contents = {"txt": wording.as_text(data, hours, at), "json": wording.as_json(data)}
    papers = (
        Paper(wording.name(str(data.person["name"]), local, ending), content.encode())
        for ending, content in contents.items()
    )
    first, second = papers
    return (Answer(text=wording.caption(data), paper=first), Answer(text=wording.for_programs(), paper=second))
