"""The table of the rights is whole."""

from __future__ import annotations

from ledger.transitions import Act
from tests.rights import test_cells, test_registers, test_scores
from tests.rights.table import ELSEWHERE, ON_A_TASK, ON_ONESELF, PRINCIPALS


def test_every_act_has_a_row():
    """Whoever adds an act says here who may do it."""
    rows = {name for name in (*ON_A_TASK, *ON_ONESELF, *ELSEWHERE) if "." not in name}
    assert rows == {str(act) for act in Act}
    assert all(len(row.cells.split()) == len(PRINCIPALS) for row in (*ON_A_TASK.values(), *ON_ONESELF.values()))
    assert all(
        any(hasattr(one, name) for one in (test_cells, test_registers, test_scores)) for name in ELSEWHERE.values()
    )
