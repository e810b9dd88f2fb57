"""The manual quotes what the bot says, and what it tells people to write is understood."""

from __future__ import annotations

import re

import pytest

from handlers.document_cards import patterns
from handlers.heard import Heard, Place
from handlers.phrases import act_in, numbered
from handlers.reading.document_steps import asks_documents, numbers_in, words_on_document
from handlers.reading.information import asks_information, submitted, words_on_information
from handlers.reading.measuring import asked_rate
from handlers.reading.moments import Now
from handlers.reading.past import asked_then
from handlers.reading.reader import read
from handlers.reading.replaying import asked_report
from handlers.reading.unit_first import report_wanted, unit_first
from handlers.reading.values import Context, Intent
from handlers.understanding import ACT_OF_INTENT
from ledger.people import Role
from tests.docs import cards
from tests.docs.answers import HOUSE, MONDAY, ROSTER, XU, answers
from tests.docs.pages import MANUAL, rows, text_of
from tests.docs.quotes import quoted, written_anew

TEXT = text_of(MANUAL)
PARTS = {"一、科员": Role.STAFF, "二、督查员（联络员）": Role.COORDINATOR, "三、领导": Role.LEADER}
UNITS = {unit.name for unit in ROSTER.units}
SAID = re.compile("「([^」]+)」")


def test_answers_in_the_manual_are_the_bots_own():
    """``python -m tests.docs.quotes`` writes them anew; read the difference before committing it."""
    assert quoted(TEXT) and written_anew(TEXT) == TEXT


def test_sentences_quoted_in_running_text_are_the_bots_own():
    shown = {row[0] for row in rows(TEXT, "五、作息与时限") if row[0].endswith("。")}

    assert shown <= set(answers().values())


def phrases() -> list[tuple[Role, str]]:
    parts = [(role, TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]) for heading, role in PARTS.items()]
    parts += [(Role[name.upper()], text_of(cards.CARDS[name])) for name in ("staff", "coordinator", "leader")]
    return list(dict.fromkeys((role, said) for role, text in parts for said in SAID.findall(text)))


@pytest.mark.parametrize(("role", "said"), phrases())
def test_what_the_manual_tells_people_to_write_is_understood(role: Role, said: str):
    reading = read(
        said,
        roster=ROSTER,
        calendar=HOUSE.calendar,
        hours=HOUSE.hours,
        at=HOUSE.hours.local(MONDAY),
        role=role,
        context=Context.PRIVATE,
    )

    assert (reading.intent is not Intent.NONE and reading.intent in ACT_OF_INTENT) or names_an_act(said)


def names_an_act(said: str) -> bool:
    """Tell whether the words name an act by themselves, before the reader looks."""
    place = Place(chat=1, private=True)
    heard = Heard(person=XU, user=1, place=place, message=1, sent_at=MONDAY, text=said, said=said)
    at = Now(HOUSE.hours.local(MONDAY), HOUSE.calendar, HOUSE.hours)
    then = asked_then(numbered(heard, HOUSE).text, roster=ROSTER, now=at)
    rate = asked_rate(said)
    past = any(one is not None and one.rest in {"", *UNITS} for one in (then, rate))
    if submitted(said) or asks_information(said) or (words_on_information(said) and "《" in said):
        return True
    unit, of_unit = unit_first(ROSTER, said)
    if unit is not None and (report_wanted(of_unit) or asks_documents(of_unit)):
        return True
    numbers, rest = numbers_in(said, patterns(HOUSE))
    if numbers:
        return words_on_document(rest) is not None
    return (
        act_in(heard, numbered(heard, HOUSE), HOUSE) is not None
        or past
        or asked_report(said, roster=ROSTER, now=at) is not None
    )


def test_the_manuals_day_is_the_one_that_its_examples_are_counted_from():
    assert HOUSE.hours.local(MONDAY).strftime("%m月%d日%H:%M") in TEXT.replace("星期一", "")
