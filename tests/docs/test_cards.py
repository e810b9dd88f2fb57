"""The printable pages are one page each, and their PDFs are those of the texts."""

from __future__ import annotations

import re

import pytest

from handlers.wording.terms import ROLE
from ledger.people import Role
from tests.docs.cards import CARDS, paper, pdf


@pytest.mark.parametrize("name", CARDS)
def test_the_pdf_is_that_of_the_text_and_has_one_page(name):
    """``python -m tests.docs.cards`` makes them anew; look at them before committing them."""
    made, missing = pdf(CARDS[name])

    assert missing == 0
    assert re.findall(rb"<xmpTPg:NPages>(\d+)<", made) == [b"1"]
    assert CARDS[name].with_suffix("").with_suffix(".pdf").read_bytes() == made


@pytest.mark.parametrize(
    ("name", "role"), [(name, Role("admin" if name == "administrator" else name)) for name in CARDS]
)
def test_a_page_is_for_the_role_that_its_title_names(name, role):
    assert ROLE[role] in paper(CARDS[name]).title.replace("领导", "分管领导")
