"""Words that name an act by themselves become that act before the reader is asked what they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.calendars import asks_for_calendar
from handlers.heard import Heard
from handlers.meaning import UNCLEAR, with_number
from handlers.reading import circulars, phrases
from handlers.reading.appraising import asks_honours, asks_how_counted, supposed_in, year_asked
from handlers.reading.binding import asks_requests, binds
from handlers.reading.document_steps import asks_documents, registers
from handlers.reading.evidence import is_category
from handlers.reading.holidays import holiday_notice, own_days
from handlers.reading.importing import asks_import
from handlers.reading.key import Questions, either_of, marks_of
from handlers.reading.languages import language_in
from handlers.reading.meetings import asks_decisions, asks_meetings, registers_meeting
from handlers.reading.mending import is_said_mended, items_mended
from handlers.reading.numbers import find_numbers
from handlers.reading.own_data import asks_own_data
from handlers.reading.page_links import asks_page
from handlers.reading.past import asks_of_a_moment
from handlers.reading.regulations import asks_regulations, keeps_regulation
from handlers.reading.trainings import asks_training, plans_training
from handlers.wording.helping import topic_called
from ledger.house import House
from ledger.permissions import scopes
from ledger.replacing import replace
from ledger.transitions import Act


def act_in(heard: Heard, about: Heard, house: House) -> tuple[str, Heard] | None:
    """Return the act that the words name; nothing where the reader must look.

    ``about`` is what was heard after the number at its front (``numbered``).
    """
    marks = marks_of(heard.text)
    act = _alone(heard, house, marks) if _is_to_us(heard) else ("bind" if _BIND & marks and _binds(heard) else None)
    if act is not None:
        return act, heard
    if _ANYWHERE & marks and (named := _anywhere(heard, about, house)):
        return named
    if about.task is None and about.reply_task is None:
        return None
    act = _OF_A_TASK.answer(about.text)
    return (act, about) if act is not None else None


def _anywhere(heard: Heard, about: Heard, house: House) -> tuple[str, Heard] | None:
    """Return an act that the words name whoever they are said to."""
    words = about.text
    if phrases.is_instruction(words):
        return "instruct", _without_prefix(about, house)
    if phrases.lists_recurrences(words) or phrases.stops_recurrence(heard.text):
        return "recurring", heard
    return ("visit", about) if phrases.is_visit(words) else None


_ANYWHERE = either_of(phrases.is_instruction, phrases.lists_recurrences, phrases.stops_recurrence, phrases.is_visit)
_OF_A_TASK = Questions(
    ("timeline", phrases.asks_timeline),
    ("orient", phrases.is_orientation),
    ("category", is_category),
    ("archive", phrases.is_archiving),
    ("true", phrases.confirms),
    ("reopen", phrases.reopens),
)


def _is_to_us(heard: Heard) -> bool:
    """Tell whether the words may be meant for the bot; of those that are not, nothing but a binding names an act."""
    return heard.place.private or heard.addressed or bool(heard.files)


def _binds(heard: Heard) -> bool:
    return binds(heard.text) and _may_bind(heard)


_BIND = either_of(binds)


def _alone(heard: Heard, house: House, marks: int) -> str | None:
    """Return the first act that the words name by themselves."""
    return next((act for act, bit, says in _ALONE if bit & marks and says(heard, house)), None)


def _asks_for_calendar(heard: Heard, house: House) -> bool:
    return asks_for_calendar(heard, house.hours.local(heard.sent_at).date())


def _asks_for_help(heard: Heard, _house: House) -> bool:
    return _means(heard) and topic_called(phrases.help_topic(heard.text)) is not None


def _means(heard: Heard) -> bool:
    """Tell whether the words are said to the bot, or stand under a file; an edit asks for nothing."""
    return _is_to_us(heard) and not heard.edited


def _means_in_private(heard: Heard) -> bool:
    return heard.place.private and not heard.edited


def _is_private(heard: Heard) -> bool:
    return heard.place.private


def _may_bind(heard: Heard) -> bool:
    """Tell whether words about the group are heard: those of an administrator, or of whoever speaks to the bot."""
    may = heard.addressed or bool(scopes(heard.person, Act.BIND_CHAT))
    return may and not heard.place.private and not heard.edited


def _decides_bindings(heard: Heard) -> bool:
    return _means_in_private(heard) and bool(scopes(heard.person, Act.BIND_PERSON))


def _drafts(heard: Heard) -> bool:
    return _means_in_private(heard) and bool(scopes(heard.person, Act.DRAFT_CIRCULAR))


def _plans(heard: Heard) -> bool:
    """Tell whether a training can be planned: in private, where the rules refuse, or to the bot by who may."""
    return _means(heard) and (heard.place.private or bool(scopes(heard.person, Act.KEEP_TRAINING)))


def _arranges(heard: Heard) -> bool:
    """Tell whether a meeting is registered by whoever may, said to the bot: a notice in a group is chatter."""
    said = (heard.place.private or heard.addressed) and not heard.edited
    return said and bool(scopes(heard.person, Act.ARRANGE_MEETING))


def _is_on_circular(heard: Heard, house: House) -> bool:
    """Tell whether whoever drafts or approves says in private, in reply to no task, what becomes of a circular."""
    able = _drafts(heard) or (heard.place.private and bool(scopes(heard.person, Act.APPROVE_CIRCULAR)))
    alone = able and heard.reply_task is None and not heard.edited
    return alone and circulars.names_circular(heard.said or heard.text, house.year(heard.sent_at))


_Row = tuple[str, int, Callable[[Heard, House], bool]]


def _asked(act: str, may: Callable[[Heard], bool], asks: Callable[[str], Any], *, empty: bool = False) -> _Row:
    """Return the row of an act that words name where they may; ``empty``: also where what is found in them is empty."""

    def says(heard: Heard, _house: House) -> bool:
        found = asks(heard.text) if may(heard) else None
        return found is not None if empty else bool(found)

    return act, either_of(asks), says


_ALONE: tuple[_Row, ...] = (
    ("calendar", either_of(holiday_notice, own_days), _asks_for_calendar),
    _asked("digest", _is_private, phrases.asks_digest),
    _asked("board", _means_in_private, asks_page),
    _asked("recheck", _is_private, phrases.asks_recheck),
    _asked("day.remind", _is_private, phrases.reminds_missing),
    _asked("import", _means, asks_import),
    ("help", either_of(phrases.help_topic), _asks_for_help),
    _asked("bind", _may_bind, binds),
    _asked("bind.requests", _decides_bindings, asks_requests),
    # Whose words are read as work first, a document registered in private would be a claim.
    _asked("document.register", _means_in_private, registers),
    _asked("documents", _means, asks_documents),
    _asked("training.plan", _plans, plans_training),
    _asked("training", _means, asks_training),
    _asked("regulation.keep", _means, keeps_regulation),
    _asked("regulations", _means, asks_regulations),
    _asked("meeting.register", _arranges, registers_meeting),
    _asked("meeting.decisions", _means, asks_decisions, empty=True),
    _asked("meetings", _means, asks_meetings),
    _asked("minutes", _means, circulars.asks_minutes),
    _asked("circular", _drafts, circulars.calls_for_praise),
    ("circular.words", either_of(circulars.names_circular), _is_on_circular),
    _asked("score.how", _means_in_private, asks_how_counted),
    _asked("score.suppose", _means_in_private, supposed_in),
    _asked("score.year", _means_in_private, year_asked, empty=True),
    _asked("score.honours", _means_in_private, asks_honours),
    _asked("data", _means, asks_own_data),
    _asked("verify", _is_private, phrases.asks_to_verify),
    _asked("language", _means_in_private, language_in),
)
"""Acts in the order in which the words are tried, each with the letters without which they do not name it."""


def numbered(heard: Heard, house: House) -> Heard:
    """Take the number off the front, also where no space follows it (DB-2026-1蹲点督办)."""
    front = with_number(heard, house)
    found = find_numbers(heard.text, house.year(heard.sent_at)) if UNCLEAR in front.args else ()
    if not found or found[0].start > 0:
        return front
    said = _behind(heard.said or heard.text, found[0].end)
    return replace(heard, task=found[0].number, text=heard.text[found[0].end :].strip(), said=said)


def asked_of_number(heard: Heard, house: House) -> Heard:
    """Return what was heard without the number at its front, where anything before the reader may ask for that."""
    marks = marks_of(heard.text)
    mends = bool(_MENDS & marks) and is_said_mended(heard.text)
    return numbered(heard, house) if mends or _OF_A_NUMBER & marks else heard


_MENDS = either_of(items_mended)
_OF_A_NUMBER = _ANYWHERE | _OF_A_TASK.bits | either_of(asks_of_a_moment)


def _behind(said: str, end: int) -> str:
    """Return the words as they came without the number at their front; ``normalise`` keeps their length."""
    return said.strip()[end:].strip()


def _without_prefix(heard: Heard, house: House) -> Heard:
    """Take 批示： off, and the number that may stand behind it as well as before."""
    bare = replace(heard, text=phrases.without_prefix(heard.text), said=phrases.without_prefix(heard.said))
    return bare if bare.task is not None else numbered(bare, house)
