"""Words that name an act by themselves become that act before the reader is asked what they mean."""

from __future__ import annotations

from handlers.calendars import asks_for_calendar
from handlers.heard import Heard
from handlers.meaning import UNCLEAR, with_number
from handlers.reading import circulars, phrases
from handlers.reading.appraising import asks_honours, asks_how_counted, supposed_in, year_asked
from handlers.reading.binding import binds
from handlers.reading.document_steps import asks_documents, registers
from handlers.reading.evidence import is_category
from handlers.reading.importing import asks_import
from handlers.reading.languages import language_in
from handlers.reading.meetings import asks_decisions, asks_meetings, registers_meeting
from handlers.reading.numbers import find_numbers
from handlers.reading.own_data import asks_own_data
from handlers.reading.page_links import asks_page
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
    act = _alone(heard, house) if _is_to_us(heard) else ("bind" if _binds(heard) else None)
    if act is not None:
        return act, heard
    words = about.text
    if phrases.is_instruction(words):
        return "instruct", _without_prefix(about, house)
    if phrases.lists_recurrences(words) or phrases.stops_recurrence(heard.text):
        return "recurring", heard
    if phrases.is_visit(words):
        return "visit", about
    if about.task is None and about.reply_task is None:
        return None
    return _about_a_task(about, words)


def _is_to_us(heard: Heard) -> bool:
    """Tell whether the words may be meant for the bot; of those that are not, nothing but a binding names an act."""
    return heard.place.private or heard.addressed or bool(heard.files)


def _binds(heard: Heard) -> bool:
    return binds(heard.text) and _may_bind(heard)


def _alone(heard: Heard, house: House) -> str | None:
    """Return the first act that the words name by themselves."""
    told = {
        "calendar": asks_for_calendar(heard, house.hours.local(heard.sent_at).date()),
        "digest": heard.place.private and phrases.asks_digest(heard.text),
        "board": heard.place.private and not heard.edited and asks_page(heard.text),
        "recheck": heard.place.private and phrases.asks_recheck(heard.text),
        "day.remind": heard.place.private and phrases.reminds_missing(heard.text),
        "import": _means(heard) and asks_import(heard.text),
        "help": _means(heard) and topic_called(phrases.help_topic(heard.text)) is not None,
        "bind": _binds(heard),
        "document.register": _registers(heard),
        "documents": _means(heard) and bool(asks_documents(heard.text)),
        **_in_registers(heard),
        **_of_meetings(heard),
        "minutes": _means(heard) and circulars.asks_minutes(heard.text),
        "circular": _drafts(heard) and circulars.calls_for_praise(heard.text),
        "circular.words": _is_on_circular(heard, house),
        **_about_scores(heard),
        "data": _means(heard) and asks_own_data(heard.text),
        "verify": heard.place.private and phrases.asks_to_verify(heard.text),
        "language": heard.place.private and not heard.edited and language_in(heard.text) is not None,
    }
    return next((act for act, said in told.items() if said), None)


def _about_a_task(about: Heard, words: str) -> tuple[str, Heard] | None:
    told = {
        "timeline": phrases.asks_timeline(words),
        "orient": phrases.is_orientation(words),
        "category": is_category(words),
        "archive": phrases.is_archiving(words),
        "true": phrases.confirms(words),
        "reopen": phrases.reopens(words),
    }
    return next(((act, about) for act, said in told.items() if said), None)


def _about_scores(heard: Heard) -> dict[str, bool]:
    """Return what is asked about scores in private."""
    asks = _means(heard) and heard.place.private
    return {
        "score.how": asks and asks_how_counted(heard.text),
        "score.suppose": asks and supposed_in(heard.text) is not None,
        "score.year": asks and year_asked(heard.text) is not None,
        "score.honours": asks and asks_honours(heard.text),
    }


def _means(heard: Heard) -> bool:
    """Tell whether the words are said to the bot, or stand under a file; an edit asks for nothing."""
    return _is_to_us(heard) and not heard.edited


def _may_bind(heard: Heard) -> bool:
    """Tell whether words about the group are heard: those of an administrator, or of whoever speaks to the bot."""
    may = heard.addressed or bool(scopes(heard.person, Act.BIND_CHAT))
    return may and not heard.place.private and not heard.edited


def _drafts(heard: Heard) -> bool:
    return heard.place.private and not heard.edited and bool(scopes(heard.person, Act.DRAFT_CIRCULAR))


def _registers(heard: Heard) -> bool:
    """Tell whether a document is registered in private: whose words are read as work first, it would be a claim."""
    return heard.place.private and not heard.edited and registers(heard.text)


def _in_registers(heard: Heard) -> dict[str, bool]:
    """Return which acts of the registers (制度、培训) the words name."""
    means = _means(heard)
    return {
        "training.plan": _plans(heard) and plans_training(heard.text),
        "training": means and bool(asks_training(heard.text)),
        "regulation.keep": means and keeps_regulation(heard.text),
        "regulations": means and asks_regulations(heard.text) is not None,
    }


def _plans(heard: Heard) -> bool:
    """Tell whether a training can be planned: in private, where the rules refuse, or to the bot by who may."""
    return _means(heard) and (heard.place.private or bool(scopes(heard.person, Act.KEEP_TRAINING)))


def _of_meetings(heard: Heard) -> dict[str, bool]:
    """Return which of the acts about meetings the words name."""
    return {
        "meeting.register": _arranges(heard),
        "meeting.decisions": _means(heard) and asks_decisions(heard.text) is not None,
        "meetings": _means(heard) and asks_meetings(heard.text),
    }


def _arranges(heard: Heard) -> bool:
    """Tell whether a meeting is registered by whoever may, said to the bot: a notice in a group is chatter."""
    said = (heard.place.private or heard.addressed) and not heard.edited and registers_meeting(heard.text)
    return said and bool(scopes(heard.person, Act.ARRANGE_MEETING))


def _is_on_circular(heard: Heard, house: House) -> bool:
    """Tell whether whoever drafts or approves says in private, in reply to no task, what becomes of a circular."""
    able = _drafts(heard) or (heard.place.private and bool(scopes(heard.person, Act.APPROVE_CIRCULAR)))
    alone = able and heard.reply_task is None and not heard.edited
    return alone and circulars.names_circular(heard.said or heard.text, house.year(heard.sent_at))


def numbered(heard: Heard, house: House) -> Heard:
    """Take the number off the front, also where no space follows it (DB-2026-1蹲点督办)."""
    front = with_number(heard, house)
    found = find_numbers(heard.text, house.year(heard.sent_at)) if UNCLEAR in front.args else ()
    if not found or found[0].start > 0:
        return front
    said = _behind(heard.said or heard.text, found[0].end)
    return replace(heard, task=found[0].number, text=heard.text[found[0].end :].strip(), said=said)


def _behind(said: str, end: int) -> str:
    """Return the words as they came without the number at their front; ``normalise`` keeps their length."""
    return said.strip()[end:].strip()


def _without_prefix(heard: Heard, house: House) -> Heard:
    """Take 批示： off, and the number that may stand behind it as well as before."""
    bare = replace(heard, text=phrases.without_prefix(heard.text), said=phrases.without_prefix(heard.said))
    return bare if bare.task is not None else numbered(bare, house)
