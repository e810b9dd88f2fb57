"""启用向导: ``/setup`` shows an administrator how far the office is, and each button does the next step."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from handlers.heard import Answer, Answers, Button, Heard, Paper
from handlers.speaking import rows_of
from handlers.wording import roster_importing
from handlers.wording import setting_up as wording
from handlers.wording.binding import link
from handlers.wording.binding_requests import REVIEW
from handlers.wording.voice import Voice
from ledger.acts.departing import check_roster
from ledger.acts.rostering import InvitePerson, invite
from ledger.discretion import discretion
from ledger.office_refusals import SecondNeeded
from ledger.people import Person
from ledger.setting_up import SetUp, set_up
from reports.papers.invitations import Invitation, invitation_sheet
from storage.books import OpenBooks
from storage.delivery import ONE_TIME
from storage.invitations import LINK_LIFE

PER_SHEET = 96
"""People on one sheet: eight pages."""
SHEETS = 4
"""Sheets at one tap; for more people there is the command line."""


async def on_set_up(books: OpenBooks, heard: Heard) -> Answers:
    """Show the steps, what is done of each, and a button for each."""
    check_roster(books, heard.person.id)
    if not heard.place.private:
        return (Answer(text=wording.only_in_private()),)
    labels = {
        wording.ROSTER: "setup.roster",
        wording.LINKS: "setup.links",
        wording.GROUPS: "setup.groups",
        wording.TIMES: "timetable",
        wording.CHECK: "setup.check",
    }
    found = await _found(books)
    if found.asking:
        labels[REVIEW] = "bind.requests"
    buttons = rows_of((Button(label=label, act=act, item=act) for label, act in labels.items()), 3)
    return (Answer(text=wording.steps(found), buttons=buttons, reply=False),)


async def _found(books: OpenBooks) -> SetUp:
    chats = [one for one in await books.directory.chats() if one.active and one.bound_at and one.reports]
    today, bound = books.house.hours.local(books.now).date(), await books.directory.users()
    asking = len(await books.directory.pending_bindings())
    found = set_up(books.roster, bound, [one.unit for one in chats], books.house.calendar, today)
    return replace(found, asking=asking)


async def on_roster(books: OpenBooks, heard: Heard) -> Answers:
    """Say how the roster is sent."""
    check_roster(books, heard.person.id)
    return (Answer(text=roster_importing.send_it(), reply=False),)


async def on_groups(books: OpenBooks, heard: Heard) -> Answers:
    """Say how a group is bound."""
    check_roster(books, heard.person.id)
    return (Answer(text=wording.how_to_bind(heard.bot), reply=False),)


async def on_check(books: OpenBooks, heard: Heard) -> Answers:
    """Say what is missing, each with what to do."""
    check_roster(books, heard.person.id)
    return (Answer(text=wording.advice(await _found(books)), reply=False),)


async def on_links(books: OpenBooks, heard: Heard) -> Answers:
    """Make a one-time link for everybody who is not bound, as sheets of QR codes to be printed."""
    check_roster(books, heard.person.id)
    if discretion() is not None:  # A sheet that is withheld would end the links that people hold.
        return (Answer(text=wording.on_the_server(), reply=False),)
    bound = await books.directory.users()
    waiting = [one for one in books.roster.active_people if one.id not in bound]
    if not waiting:
        return (Answer(text=wording.all_bound(), reply=False),)
    if len(waiting) > PER_SHEET * SHEETS:
        return (Answer(text=wording.too_many(len(waiting)), reply=False),)
    invited, left = await _invited(books, heard, waiting)
    until = Voice.of(books).moment(books.now + LINK_LIFE)
    pieces = [invited[at : at + PER_SHEET] for at in range(0, len(invited), PER_SHEET)]
    papers = [await _sheet(books, heard, piece, until) for piece in pieces]
    answers = [
        Answer(text=wording.sheet(len(piece), number, len(pieces)), paper=paper, purpose=ONE_TIME, reply=False)
        for number, (piece, paper) in enumerate(zip(pieces, papers, strict=True), start=1)
    ]
    return *answers, *([Answer(text=wording.left_out(left), reply=False)] if left else [])


async def _invited(books: OpenBooks, heard: Heard, people: Sequence[Person]) -> tuple[list[Person], list[Person]]:
    """Record the invitations, and return for whom they are and who needs a second person that is not there."""
    invited, left = list[Person](), list[Person]()
    for one in people:
        try:
            await invite(books, InvitePerson(person=heard.person.id, sent_at=heard.sent_at, who=one.id))
        except SecondNeeded:
            left.append(one)
        else:
            invited.append(one)
    return invited, left


async def _sheet(books: OpenBooks, heard: Heard, people: Sequence[Person], until: str) -> Paper:
    invitations = []
    for one in people:
        token = await books.directory.invite(one.id, expires_at=books.now + LINK_LIFE)
        unit = books.roster.unit(one.unit).name if one.unit is not None else ""
        invitations.append(Invitation(one.name, unit, link(heard.bot, token)))
    made = await asyncio.to_thread(invitation_sheet, invitations, until=until, made_at=books.now)
    return Paper(wording.SHEET_NAME, made.pages[0])
