"""The page on the sandbox says what the sandbox has: its calls, its client, its faults and limits."""

from __future__ import annotations

from bot.sandbox.faults import KINDS
from tests.docs import sandbox_tables
from tests.docs.pages import SANDBOX, code, rows, text_of


def test_the_control_api_lists_the_calls_that_are_served():
    assert sandbox_tables.named_calls() == sandbox_tables.served_calls()


def test_the_page_holds_that_list():
    _, _, block = text_of(SANDBOX).partition("\n## Control API\n")
    shown = block.split("```\n")[1].splitlines()

    assert [line.strip() for line in shown] == [line.strip() for line in sandbox_tables.calls() if line.strip()]


def test_the_client_is_shown_with_all_that_it_can_be_asked_for():
    shown = [[code(row[0]), row[1].replace("`", "")] for row in rows(text_of(SANDBOX), "Client")]

    assert shown == [[call, words.replace("`", "")] for call, words in sandbox_tables.client()]


def test_faults_and_limits_are_shown_with_their_defaults():
    page = text_of(SANDBOX)
    for heading, fields in (("Faults", sandbox_tables.faults()), ("Limits", sandbox_tables.limits())):
        assert {code(row[0]): code(row[1]) for row in rows(page, heading)} == fields

    _, _, kinds = page.partition("Kinds:")
    assert [kind for kind in KINDS if f"`{kind}`" not in kinds.partition("\n\n")[0]] == []
