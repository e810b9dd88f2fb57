"""The pictures that one command takes are there, small, and shown by a page."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import pages, text_of
from tests.support.sources import ROOT

TAKEN = re.findall(r'"([a-z]+\.png)"', (ROOT / "tests" / "pictures" / "make.py").read_text("utf-8"))
LARGEST = 300_000  # Bytes; a clone is not to be a photo album.


def test_every_reader_of_the_manual_gets_a_picture():
    assert {"chat.png", "daily.png", "staff.png", "coordinator.png", "leader.png", "administrator.png"} == set(TAKEN)


@pytest.mark.parametrize("name", TAKEN)
def test_a_picture_is_small_and_shown(name):
    assert 10_000 < (ROOT / "docs" / "pictures" / name).stat().st_size < LARGEST
    assert any(f"pictures/{name}" in text_of(page) for page in pages())
