"""导入台账 in private: the sent file as a dry run on a card, then imported, or put before the coordinators."""

from __future__ import annotations

import asyncio
from typing import Any

from handlers.heard import Answer, Answers, Button, Heard, Paper
from handlers.sheets import LedgerSheet, Wanted
from handlers.wording import importing as wording
from handlers.wording import terms
from ledger.acts.importing import check_import
from ledger.people import Role
from ledger.permissions import scopes
from ledger.transitions import Act
from reports.sheets import xlsx_of
from storage.books import OpenBooks

SHOWN = 6
"""More faults than these are read on a desk, in a file."""


async def on_import(books: OpenBooks, heard: Heard) -> Answers:
    """``/import``, 导入台账, or the file itself: say what an import would do; nothing counts before it is confirmed."""
    check_import(books, heard.person.id, Act.PREPARE_IMPORT)
    if not heard.place.private:
        return (Answer(text=wording.only_in_private()),)
    sheet = _sheet(heard)
    if sheet is None:
        return (Answer(text=wording.send_it()),)
    if not sheet.new:
        return Answer(text=wording.nothing_new(sheet, SHOWN)), *await _faults(sheet)
    imports = bool(scopes(heard.person, Act.IMPORT))
    text = wording.card(sheet, SHOWN, imports=imports)
    return Answer(text=text, buttons=(_buttons(sheet, imports=imports),)), *await _faults(sheet)


def _sheet(heard: Heard) -> LedgerSheet | None:
    return heard.sheet if isinstance(heard.sheet, LedgerSheet) else None


def _buttons(sheet: LedgerSheet, *, imports: bool) -> tuple[Button, ...]:
    args = {"name": sheet.name, "sha256": sheet.sha256}
    go_on = (wording.IMPORT, Wanted.IMPORT) if imports else (wording.SUBMIT, Wanted.SUBMIT)
    return Button(label=go_on[0], act=go_on[1], args=args), Button(label=terms.CANCEL, act="import.drop")


async def on_submit(books: OpenBooks, heard: Heard) -> Answers:
    """Put an administrator's file before the coordinators: one of them imports it."""
    check_import(books, heard.person.id, Act.PREPARE_IMPORT)
    sheet = _sheet(heard)
    if sheet is None or not sheet.new:
        return (Answer(text=wording.gone() if sheet is None else wording.nothing_new(sheet, SHOWN), edit=True),)
    bound = await books.directory.users()
    coordinators = [one for one in books.roster.holders(Role.COORDINATOR) if one.id in bound]
    if not coordinators:
        return (Answer(text=wording.nobody_imports(), edit=True),)
    text = wording.submitted_card(heard.person.name, sheet, SHOWN)
    papers = await _faults(sheet)
    answers = [Answer(text=wording.submitted(coordinators), edit=True)]
    for one in coordinators:
        answers.append(Answer(text=text, to=one.id, buttons=(_buttons(sheet, imports=True),), reply=False))
        answers += [_to(paper, one.id) for paper in papers]
    return tuple(answers)


def _to(answer: Answer, person: Any) -> Answer:
    return Answer(text=answer.text, paper=answer.paper, to=person, reply=False)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Say what the tap has imported; a right that has gone meanwhile is refused."""
    check_import(books, heard.person.id)
    sheet = _sheet(heard)
    if sheet is None:
        return (Answer(text=wording.gone(), edit=True),)
    return Answer(text=wording.done(sheet, SHOWN), edit=True), *await _faults(sheet)


async def on_drop(_books: OpenBooks, _heard: Heard) -> Answers:
    """取消 on the card: nothing was imported."""
    return (Answer(text=wording.dropped(), edit=True),)


async def _faults(sheet: LedgerSheet) -> Answers:
    """Return a long list of faults as a file, in the order of the rows."""
    if len(sheet.faults) <= SHOWN:
        return ()
    rows = [wording.fault_row(one) for one in sheet.faults]
    content = await asyncio.to_thread(xlsx_of, wording.FAULT_COLUMNS, rows)
    return (Answer(text=wording.faults_caption(sheet), paper=Paper(wording.faults_name(sheet), content)),)
