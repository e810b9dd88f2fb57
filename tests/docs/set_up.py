"""The card of the set-up as the manual shows it: an office of which only the first administrator is bound."""

from __future__ import annotations

from handlers.wording import setting_up
from ledger.setting_up import SetUp

STEP_LABELS = (setting_up.ROSTER, setting_up.LINKS, setting_up.GROUPS, setting_up.TIMES, setting_up.CHECK)
_AT_FIRST = SetUp(
    people=98,
    units=65,
    bound=1,
    groups=0,
    whole=False,
    administrators=1,
    lacking=(),
    unbound=(),
    headless=(),
    provisional=None,
)


def steps_at_first() -> str:
    """Return what ``/setup`` answers first."""
    return setting_up.steps(_AT_FIRST)
