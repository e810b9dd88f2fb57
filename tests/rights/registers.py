"""A regulation (制度) and a training (培训) about which everybody says something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from ledger.acts import regulations, trainings
from ledger.people import PersonId
from ledger.regulation_entries import RegulationGroup, RegulationStatus
from tests.rights.office import BEFORE, GENERAL, Rights


async def a_regulation(rights: Rights, *, asked: Sequence[PersonId]) -> None:
    """Put ZD-N-1 into the register, and ask these people to read it."""
    by = {"person": rights.ids["gave"], "sent_at": BEFORE}
    row = regulations.RegulationRow(group=RegulationGroup.OTHER, title="公文处理办法", status=RegulationStatus.IN_FORCE)
    async with rights.store.books(now=BEFORE) as books:
        await books.reread_roster()
        kept = await regulations.keep(books, regulations.KeepRegulation(**by, row=row))
        await regulations.lay(books, regulations.LayRegulation(**by, number=kept.number, people=tuple(asked)))


async def a_training(rights: Rights, *, asked: Sequence[PersonId]) -> None:
    """Put PX-2026-1 into the plan, and invite these people."""
    async with rights.store.books(now=BEFORE) as books:
        await books.reread_roster()
        office = next(unit.id for unit in books.roster.units if unit.name == GENERAL)
        row = trainings.TrainingRow(title="公文写作", starts=BEFORE + timedelta(days=20), organiser=office)
        request = trainings.KeepTraining(person=rights.ids["gave"], sent_at=BEFORE, row=row)
        kept = await trainings.keep(books, request)
        await trainings.invite(books, kept.number, asked, at=BEFORE)
