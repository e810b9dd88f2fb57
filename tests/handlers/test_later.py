"""Whatever is read has an act."""

from __future__ import annotations

from handlers.reading.values import Intent
from handlers.understanding import ACT_OF_INTENT


def test_every_intent_is_served():
    assert set(ACT_OF_INTENT) | {Intent.NONE} == set(Intent)
