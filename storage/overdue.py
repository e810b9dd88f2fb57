"""What is past its term (到期): the statements that find it; each names the keys of rows that still hold something."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, Select, Table, and_, or_, select, union_all

from config.documents import FORMER
from ledger.kinds import KINDS
from ledger.office_entries import PersonAdded, PersonCorrected, PersonMoved
from ledger.origin_entries import RecurrenceSet
from ledger.regulation_entries import REGULATIONS
from ledger.score_entries import ScoresFrozen
from storage.delivery import OutboxState
from storage.inbox import QUARANTINED
from storage.mail_tables import actions, inbox, outbox, slots, versions
from storage.roster_tables import denials, people
from storage.tables import branches, documents, entries, tasks, texts

IN_FORCE = frozenset(kind.__name__ for kind in (*REGULATIONS, RecurrenceSet, ScoresFrozen))
"""Kinds without an end of their own: rules, recurring duties and frozen scores hold until somebody says otherwise."""
OF_THE_ROSTER = frozenset(kind.__name__ for kind in (PersonAdded, PersonCorrected, PersonMoved))
"""Kinds that say who somebody is: their words go with the person."""
_BY_AGE = sorted(set(KINDS) - IN_FORCE - OF_THE_ROSTER)
OVER = (
    OutboxState.SENT,
    OutboxState.GATHERED,
    OutboxState.UNDELIVERABLE,
    OutboxState.EXPIRED,
    OutboxState.SKIPPED,
)
"""States of messages whose fate is known."""


def ended(before: datetime) -> ColumnElement[bool]:
    """Tell of an entry whether what it is about has ended before; what has no end counts from its recording."""
    cached = (select(table.c.number).where(_over(table, before)) for table in (tasks, documents))
    return or_(*(entries.c.task.in_(one) for one in cached), _by_age(before))


def old_texts(before: datetime) -> CompoundSelect[tuple[int, str]]:
    """Find the free texts whose task or document ended before; whoever begins with those reads no others."""
    there = select(texts.c.seq, texts.c.field).where(texts.c.text.is_not(None))
    of = entries.c.seq == texts.c.seq
    about = (
        there.select_from(table).join(entries, entries.c.task == table.c.number).join(texts, of)
        for table in (tasks, documents)
    )
    cached = (one.where(_over(table, before)) for one, table in zip(about, (tasks, documents), strict=True))
    return union_all(*cached, there.select_from(entries).join(texts, of).where(_by_age(before)))


def _over(table: Table, before: datetime) -> ColumnElement[bool]:
    return and_(table.c.is_open.is_(False), table.c.last_at < before)


def _by_age(before: datetime) -> ColumnElement[bool]:
    kept = (select(table.c.number) for table in (tasks, documents))
    alone = or_(entries.c.task.is_(None), and_(*(entries.c.task.not_in(one) for one in kept)))
    recorded = and_(entries.c.at < before, entries.c.recorded_at < before)  # Nothing is recorded before it was sent.
    return and_(recorded, alone, entries.c.kind.in_(_BY_AGE))


def old_reports(before: datetime) -> Select[tuple[int]]:
    """Find the slots whose report was due before, and still has its body."""
    more = select(versions.c.slot).where(versions.c.body != "")
    return select(slots.c.id).where(slots.c.due_at < before, or_(slots.c.body != "", slots.c.id.in_(more)))


def old_messages(before: datetime, reports: datetime) -> Select[tuple[int]]:
    """Find what was sent before, or given up; the messages of a report stay as long as the report."""
    old = or_(and_(outbox.c.slot.is_(None), outbox.c.made_at < before), outbox.c.made_at < reports)
    return select(outbox.c.id).where(outbox.c.state.in_(OVER), old, outbox.c.payload != {}).order_by(outbox.c.id)


def old_buttons(before: datetime) -> Select[tuple[str]]:
    """Find the buttons that were used, or ran out, before."""
    over = or_(actions.c.used_at < before, actions.c.expires_at < before)
    return select(actions.c.token).where(over, actions.c.args != {})


def old_updates(before: datetime) -> Select[tuple[int]]:
    """Find what was set aside before and nobody has looked into since."""
    return select(inbox.c.id).where(inbox.c.state == QUARANTINED, inbox.c.received_at < before)


def old_refusals(before: datetime) -> Select[tuple[int]]:
    """Find the refusals of before."""
    return select(denials.c.id).where(denials.c.at < before)


def old_leavers(before: datetime) -> Select[tuple[int]]:
    """Find those who left before, are still named, and hold no open task."""
    holding = select(branches.c.person).where(branches.c.task_open.is_(True), branches.c.person.is_not(None))
    named = people.c.name.not_like(f"{FORMER}%")
    return select(people.c.id).where(people.c.left_at < before, named, people.c.id.not_in(holding))
