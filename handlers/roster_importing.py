"""导入名册 in private: the sent file as a dry run on a card, then imported; whatever reaches beyond posts takes two."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from handlers import waiting
from handlers.heard import Answer, Answers, Button, Heard, Paper
from handlers.sheets import RosterSheet, Wanted
from handlers.wording import roster_importing as wording
from handlers.wording import terms
from handlers.wording.importing import FAULT_COLUMNS, fault_row
from ledger.acts.departing import check_roster
from ledger.acts.roster_files import seconds_for, takes_second
from ledger.office_refusals import SecondNeeded
from ledger.people import Person, PersonId
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from reports.sheets import xlsx_of
from storage.books import OpenBooks

SHOWN = 6
"""More faults than these are read on a desk, in a file."""


async def on_file(books: OpenBooks, heard: Heard) -> Answers:
    """Say what an import of the file would change; nothing counts before it is confirmed."""
    check_roster(books, heard.person.id)
    sheet = _sheet(heard)
    if sheet is None:
        return (Answer(text=wording.send_it()),)
    if sheet.faults:
        return Answer(text=wording.refused(sheet, SHOWN)), *await _faults(sheet)
    second = takes_second(heard.person.id, sheet.gaining, await books.directory.users())
    args = {"name": sheet.name, "sha256": sheet.sha256, "asker": heard.person.id, "version": sheet.version}
    buttons = (
        Button(label=wording.IMPORT, act=Wanted.ROSTER, args=args),
        Button(label=terms.CANCEL, act="roster.file.drop"),
    )
    return (Answer(text=wording.card(sheet, second=second), buttons=(buttons,), lapses=True),)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Import it, or put it before a second person."""
    check_roster(books, heard.person.id)
    sheet = _sheet(heard)
    if sheet is None or sheet.faults or heard.args["version"] != await books.directory.roster_version():
        return (Answer(text=_not_now(sheet), edit=True),)
    bound = await books.directory.users()
    if not takes_second(heard.person.id, sheet.gaining, bound):
        return await _imported(books, heard, sheet, agreed=None)
    able = seconds_for(books.roster, heard.person.id, sheet.gaining, bound)
    if not able:
        raise SecondNeeded(sheet.gaining[0].name, Act.GRANT_ROLE)
    args = dict(heard.args) | await waiting.begin(books, heard, "roster.file")
    asked = wording.agree(heard.person.name, sheet)
    cards = (Answer(text=asked, to=one.id, buttons=(_decide(args),), reply=False) for one in able)
    return Answer(text=wording.put_to([one.name for one in able]), edit=True), *cards


def _decide(args: Mapping[str, Any]) -> tuple[Button, ...]:
    return (
        Button(label=terms.APPROVE, act=Wanted.ROSTER_AGREE, args=args),
        Button(label=terms.REFUSE, act="roster.file.refuse", args=args),
    )


async def on_agree(books: OpenBooks, heard: Heard) -> Answers:
    """Import it in the name of who sent it, as a second person agreed."""
    asker = _asker(books, heard)
    check_roster(books, asker.id)
    sheet = _sheet(heard)
    if sheet is None or sheet.faults or heard.args["version"] != await books.directory.roster_version():
        return (Answer(text=_not_now(sheet), edit=True),)
    _check_second(heard, seconds_for(books.roster, asker.id, sheet.gaining, await books.directory.users()))
    await waiting.settle(books, heard)
    return await _imported(books, heard, sheet, agreed=heard.person.id)


async def on_refuse(books: OpenBooks, heard: Heard) -> Answers:
    """Import nothing, as a second person did not agree, and tell who asked."""
    asker = _asker(books, heard)
    _check_second(heard, seconds_for(books.roster, asker.id, (), await books.directory.users()))
    await waiting.settle(books, heard)
    text = wording.not_agreed(str(heard.args["name"]))
    return Answer(text=text, edit=True), Answer(text=text, to=asker.id, reply=False)


async def on_drop(_books: OpenBooks, _heard: Heard) -> Answers:
    """取消 on the card: nothing was imported."""
    return (Answer(text=wording.dropped(), edit=True),)


def _asker(books: OpenBooks, heard: Heard) -> Person:
    return books.roster.person(PersonId(int(heard.args["asker"])))


def _check_second(heard: Heard, able: list[Person]) -> None:
    if all(one.id != heard.person.id for one in able):
        raise NotAllowed(Act.GRANT_ROLE)


def _sheet(heard: Heard) -> RosterSheet | None:
    return heard.sheet if isinstance(heard.sheet, RosterSheet) else None


def _not_now(sheet: RosterSheet | None) -> str:
    if sheet is None:
        return wording.gone()
    return wording.refused(sheet, SHOWN) if sheet.faults else wording.has_changed()


async def _imported(books: OpenBooks, heard: Heard, sheet: RosterSheet, *, agreed: PersonId | None) -> Answers:
    asker = _asker(books, heard)
    await books.directory.import_roster(sheet.rows, by=asker.id, now=heard.sent_at, sha256=sheet.sha256, agreed=agreed)
    text = wording.done(sheet, len(tuple(books.roster.active_people)), len(books.roster.units))
    answer = Answer(text=text, edit=True)
    return (answer,) if agreed is None else (answer, Answer(text=text, to=asker.id, reply=False))


async def _faults(sheet: RosterSheet) -> Answers:
    """Return a long list of faults as a file, in the order of the rows."""
    if len(sheet.faults) <= SHOWN:
        return ()
    content = await asyncio.to_thread(xlsx_of, FAULT_COLUMNS, [fault_row(one) for one in sheet.faults])
    return (Answer(text=wording.faults_caption(sheet), paper=Paper(wording.faults_name(sheet), content)),)
