"""The office's rules as values."""

from __future__ import annotations

from datetime import time

import pytest

from config.office import Quiet


@pytest.mark.parametrize(
    ("hour", "quiet"),
    [
        (time(19, 59), False),
        (time(20), True),
        (time(0), True),
        (time(7, 59), True),
        (time(8), False),
        (time(12), False),
    ],
)
def test_the_night_is_quiet_over_midnight(hour, quiet):
    assert Quiet().covers(hour) is quiet


def test_a_quiet_noon_does_not_reach_into_the_night():
    noon = Quiet(starts=time(12), ends=time(14))

    assert [noon.covers(time(hour)) for hour in (11, 12, 13, 14, 23)] == [False, True, True, False, False]
