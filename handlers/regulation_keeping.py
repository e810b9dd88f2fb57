"""登记制度: words of a coordinator become a card, and then what the register says; files are taken as they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from handlers.cards import spend
from handlers.heard import Answer, Answers, Heard
from handlers.questions import NotUnderstood
from handlers.reading.reader import read_deadline
from handlers.reading.reasons import clauses
from handlers.reading.regulations import RegulationFacts, facts_in
from handlers.register_cards import keys_of
from handlers.regulation_cards import PURPOSE, shown
from handlers.storing import evidence_from, evidence_json
from handlers.understanding import names_within
from handlers.wording import regulations as wording
from handlers.wording.voice import Voice
from ledger.acts.regulations import KeepRegulation, RegulationRow, check_keeping, keep
from ledger.entries import Source
from ledger.people import UnitId
from ledger.permissions import check_right
from ledger.regulation_entries import RegulationGroup, RegulationStatus
from ledger.regulations import Regulation
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_keep(books: OpenBooks, heard: Heard) -> Answers:
    """登记制度《公文处理办法》，N类，文电科负责: show what was understood; nothing counts before 确认."""
    if heard.edited:
        return ()
    check_right(heard.person, Act.KEEP_REGULATION)
    facts = facts_in(heard.said or heard.text)
    if not facts.title or facts.group is None:
        return (Answer(text=wording.how_to_keep()),)
    owner, due = _owner(books, facts), _due(books, heard, facts)
    status = facts.status or (RegulationStatus.TO_REVISE if due else RegulationStatus.IN_FORCE)
    drafted = status is not RegulationStatus.TO_DRAFT
    row = RegulationRow(
        group=facts.group,
        title=facts.title,
        status=status,
        owner=owner,
        due=due,
        edition=facts.edition or int(drafted),
        effective=facts.effective,
        files=heard.files,
        paper=_paper(heard),
        said=heard.text,
    )
    return (await _card(books, heard, row),)


async def changed(books: OpenBooks, heard: Heard, regulation: Regulation, facts: RegulationFacts) -> Answers:
    """Show what would be otherwise with the regulation (待修订，12月20日前，文电科负责), as a card."""
    check_right(heard.person, Act.KEEP_REGULATION)
    owner, due = _owner(books, facts), _due(books, heard, facts)
    if not (facts.says or facts.title or owner or due):
        raise NotUnderstood("regulation.words")
    row = _row(regulation)
    status = facts.status or (RegulationStatus.TO_REVISE if due and not regulation.is_owed else row.status)
    settled = status in {RegulationStatus.IN_FORCE, RegulationStatus.REPEALED}
    row = replace(
        row,
        group=facts.group or row.group,
        title=facts.title or row.title,
        status=status,
        owner=owner or row.owner,
        due=None if settled else due or row.due,
        edition=facts.edition or row.edition,
        effective=facts.effective or row.effective,
        said=heard.text,
    )
    return (await _card(books, heard, row),)


async def repealed(books: OpenBooks, heard: Heard, regulation: Regulation) -> Answers:
    """废止, as a card."""
    check_right(heard.person, Act.KEEP_REGULATION)
    row = replace(_row(regulation), status=RegulationStatus.REPEALED, due=None, said=heard.text)
    return (await _card(books, heard, row),)


async def with_files(books: OpenBooks, heard: Heard, regulation: Regulation) -> Answers:
    """Take a file as the text of the version in force, at once."""
    row = replace(_row(regulation), files=heard.files, paper=_paper(heard), said=heard.text)
    request = KeepRegulation(person=heard.person.id, sent_at=heard.sent_at, row=row)
    kept = await keep(books, request)
    return (await shown(books, heard, kept, note=wording.file_kept(kept)),)


def _paper(heard: Heard) -> Source | None:
    return Source(chat=heard.place.chat, message=heard.message) if heard.files else None


def _row(one: Regulation) -> RegulationRow:
    return RegulationRow(
        number=one.number,
        group=one.group,
        title=one.title,
        status=one.status,
        owner=one.owner,
        due=one.due,
        edition=one.edition,
        effective=one.effective,
        files=one.files,
        paper=one.paper,
    )


def _owner(books: OpenBooks, facts: RegulationFacts) -> UnitId | None:
    """Return the unit that the words name, if they name exactly one."""
    units = [one.unit for one in names_within(books.roster, facts.rest) if one.unit is not None]
    return units[0] if len(units) == 1 else None


def _due(books: OpenBooks, heard: Heard, facts: RegulationFacts) -> date | None:
    house = books.house
    for clause in clauses(facts.rest):
        at = house.hours.local(heard.sent_at)
        found = read_deadline(clause, roster=books.roster, calendar=house.calendar, hours=house.hours, at=at)
        if found.value is not None:
            return house.hours.local(found.value).date()
    return None


async def _card(books: OpenBooks, heard: Heard, row: RegulationRow) -> Answer:
    request = KeepRegulation(person=heard.person.id, sent_at=heard.sent_at, row=row)
    await check_keeping(books, request)
    _, keys = await keys_of(books, heard, _as_json(row), of="regulation")
    return Answer(text=wording.card(Voice.of(books), row), buttons=keys, lapses=True)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Let the register say so, and put the outcome in the card's place."""
    row = _from_json(heard.args)
    await spend(books, heard, heard.args["card"])
    kept = await keep(books, KeepRegulation(person=heard.person.id, sent_at=heard.sent_at, row=row))
    text = wording.kept(Voice.of(books), kept, new=not row.number)
    return (Answer(text=text, edit=True, task=kept.number, purpose=PURPOSE),)


def _as_json(row: RegulationRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "group": row.group.value,
        "title": row.title,
        "status": row.status.value,
        "owner": row.owner,
        "due": row.due.isoformat() if row.due else None,
        "edition": row.edition,
        "effective": row.effective.isoformat() if row.effective else None,
        "papers": evidence_json(row.files),
        "paper": [row.paper.chat, row.paper.message] if row.paper else None,
        "said": row.said,
    }


def _from_json(kept: Any) -> RegulationRow:
    return RegulationRow(
        number=kept["number"],
        group=RegulationGroup(kept["group"]),
        title=kept["title"],
        status=RegulationStatus(kept["status"]),
        owner=UnitId(int(kept["owner"])) if kept["owner"] is not None else None,
        due=date.fromisoformat(kept["due"]) if kept["due"] else None,
        edition=int(kept["edition"]),
        effective=date.fromisoformat(kept["effective"]) if kept["effective"] else None,
        files=evidence_from(kept["papers"]),
        paper=Source(chat=kept["paper"][0], message=kept["paper"][1]) if kept["paper"] else None,
        said=kept["said"],
    )
