"""The shared cases: 142 messages and 27 base dates, read exactly, and never a wrong deadline without a question."""

import pytest

from handlers.reading import Context, default_context, read_deadline, to_minute
from handlers.reading.moments import Now
from handlers.reading.resolve import resolve_range
from handlers.reading.time_words import find_times
from ledger.people import Role
from tests.reading.expectations import deadlines, mismatch
from tests.reading.office import CALENDAR, HOURS, OFFICE, moment, rows, said

PHRASES = rows("phrases.tsv")
BASES = rows("date_bases.tsv")
NOT_REACHED: dict[int, str] = {}
"""Rows of phrases.tsv that are not read exactly yet, by number, each with its reason."""


def spoken(row):
    """Read a row as the command line would without a context."""
    text, role = row["text"].replace("\\n", "\n"), Role(row["sender_role"])
    return said(text, role=role, context=default_context(text, role))


def test_a_phrase_is_read_exactly():
    wrong = {number: found for number, row in enumerate(PHRASES, 1) if (found := mismatch(row, spoken(row)))}
    assert wrong.keys() == NOT_REACHED.keys(), wrong


def test_at_least_97_of_100_phrases_are_exact():
    exact = sum(not mismatch(row, spoken(row)) for row in PHRASES)
    assert exact / len(PHRASES) >= 0.97


def test_no_phrase_gives_a_wrong_deadline_without_a_question():
    silent = [
        row["text"]
        for row in PHRASES
        if (reading := spoken(row)).certain and deadlines(reading) not in ("", row["expected_deadline"])
    ]
    assert silent == []


@pytest.mark.parametrize("context", list(Context))
def test_staff_words_keep_their_meaning_everywhere(context):
    """Only what a message asks may depend on where it was said, never its deadline."""
    changed = []
    for row in PHRASES:
        text, role = row["text"].replace("\\n", "\n"), Role(row["sender_role"])
        found = deadlines(said(text, role=role, context=context))
        changed += [] if found in ("", row["expected_deadline"]) else [(row["text"], found)]
    assert changed == []


@pytest.mark.parametrize("row", BASES, ids=lambda row: f"{row['base_local']} {row['phrase']}")
def test_a_date_is_read_from_its_base(row):
    """The limit alone, as it is typed when a card's 改时限 is answered in words."""
    expected = row["expected"].split("/")[-1]
    found = read_deadline(row["phrase"], roster=OFFICE, calendar=CALENDAR, hours=HOURS, at=moment(row["base_local"]))
    assert (to_minute(found.value) or "") == expected
    assert found.value or found.asks
    assert ("confirm" not in row["notes"]) or any(ask.startswith("confirm") for ask in found.asks)
    assert ("provisional" not in row["notes"]) or found.provisional


@pytest.mark.parametrize("row", BASES, ids=lambda row: f"{row['base_local']} {row['phrase']}")
def test_a_date_inside_an_order_is_the_same_date(row):
    """请住建局…报送材料 around the words changes nothing."""
    reading = said(f"请住建局{row['phrase']}报送材料", at=row["base_local"])
    (task,) = reading.tasks
    assert (to_minute(task.deadline) or "") == row["expected"].split("/")[-1]
    if "/" in row["expected"]:
        assert to_minute(task.starts) == row["expected"].split("/")[0]


def test_a_range_stays_in_the_week_of_its_first_day():
    first, second = find_times("下周三到周五", HOURS)
    opened, closed = resolve_range(first, second, Now(moment("2026-11-23T10:00"), CALENDAR, HOURS))
    assert (to_minute(opened.value), to_minute(closed.value)) == ("2026-12-02T18:00", "2026-12-04T18:00")
