"""Every relative link of every page leads somewhere."""

from __future__ import annotations

import pytest

from tests.docs.pages import dead_links, name_of, pages, text_of


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_somewhere(page):
    assert list(dead_links(page, text_of(page))) == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[here](README.md) and [there](https://example.org/gone)", []),
        ("[gone](docs/no-such-page.md)", ["docs/no-such-page.md"]),
        ("![picture](docs/no-such.png)", ["docs/no-such.png"]),
        ('<img src="docs/no-such.png" width="292">', ["docs/no-such.png"]),
        ("# One, two\n[up](#one-two) [down](#three)", ["#three"]),
        ("```\n[code](nowhere)\n```\n", []),
    ],
)
def test_a_dead_link_is_found(tmp_path, text, dead):
    page = tmp_path / "README.md"
    page.write_text(text, "utf-8")

    assert list(dead_links(page, text)) == dead
