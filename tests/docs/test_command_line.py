"""What pages type into a terminal exists, and what exists is explained."""

from __future__ import annotations

import re

import pytest

from tests.docs.command_line import calls, commands
from tests.docs.pages import MANUAL, OPERATIONS, PROCEDURES, READMES, name_of, text_of
from tests.support.sources import ROOT

PAGES = [*READMES, OPERATIONS, PROCEDURES, MANUAL]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_a_page_names_exist(page):
    assert [call.line for call in calls(text_of(page)) if call.command not in commands()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_options_that_a_page_names_exist(page):
    known = commands()

    assert [
        call.line
        for call in calls(text_of(page))
        if not {"--help", "--config", *known.get(call.command, ())}.issuperset(call.options)
    ] == []


@pytest.mark.parametrize("command", commands())
def test_every_command_is_explained(command):
    assert re.search(rf"`?taizhang\s+{command}\b", text_of(OPERATIONS))


@pytest.mark.parametrize("page", READMES, ids=name_of)
def test_make_targets_of_the_first_screen_exist(page):
    named = set(re.findall(r"(?:^|`)make ([a-z]+)\b", text_of(page), re.MULTILINE))

    assert named == {"demo", "test"}
    assert all(f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8") for target in named)
