"""The agenda: what is due at a moment is told whatever the order in which it was noted, once, and then forgotten."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda import Agenda
from tests.ledger.house import MONDAY

LINES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=12)


@settings(max_examples=60)
@given(noted=LINES, inserted=LINES, looks=st.lists(st.integers(-1, 41), max_size=4))
def test_an_agenda_is_a_list_in_order(
    noted: list[tuple[int, int]], inserted: list[tuple[int, int]], looks: list[int]
) -> None:
    agenda, lines = Agenda(), [*noted, *inserted]
    for minute, version in noted:
        agenda.note(MONDAY + timedelta(minutes=minute), version)
    agenda.sort()
    for minute, version in inserted:
        agenda.insert(MONDAY + timedelta(minutes=minute), version)
    for look in looks:
        now = MONDAY + timedelta(minutes=look)
        assert sorted(agenda.due(now)) == sorted({version for minute, version in lines if minute <= look})
        agenda.forget(now)
        lines = [(minute, version) for minute, version in lines if minute > look]
