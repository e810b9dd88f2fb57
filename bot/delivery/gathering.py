"""Gathering: confirmations that wait for one group leave as one message, for the platform allows 20 a minute there.

Only what one line says about one task, in reply to somebody in a group, without buttons. Questions, cards, edits and
reports go alone, and nothing overtakes what waits before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.delivery.forms import LONGEST_TEXT, visible_units
from handlers.wording import gathered
from handlers.wording.spoken import fixed_in_english
from ledger.languages import Language
from storage.gathering import MOST, Load, Waiting
from storage.outbox import Outbound

HEADLINE = 20
"""UTF-16 units that the first line takes at most."""
_TOPIC = "message_thread_id"
_PLAIN = {"chat_id", "text", "parse_mode", "reply_parameters"}


def load_of(waiting: Sequence[Waiting], language: Language) -> Load:
    """Return what leaves as one message now: the head of the lane, with the confirmations that follow one.

    The answers are in the group's ``language`` already; what holds them together follows it.
    """
    head = waiting[0].row
    together = takewhile(lambda one: is_confirmation(one) and _topic(one.row) == _topic(head), waiting)
    lines = list(_that_fit(together, language))
    if len(lines) < 2:
        return Load(head)
    kept = {name: value for name, value in head.payload.items() if name != "reply_parameters"}
    whole = replace(head, payload={**kept, "text": _said(gathered.together(lines), language)})
    return Load(whole, tuple(one.row.id for one in waiting[1 : len(lines)]))


def may_wait(waiting: Sequence[Waiting]) -> bool:
    """Tell whether more may be waited for: nothing but confirmations is there, and there is room."""
    return len(waiting) < MOST and all(map(is_confirmation, waiting))


def is_confirmation(one: Waiting) -> bool:
    """Tell whether it may be gathered: nobody would miss anything if it stood among others."""
    row = one.row
    alone = row.bulk or row.slot is not None or row.edits is not None or row.expires_at is not None or row.tries > 0
    return one.name is not None and row.chat < 0 and not alone and _is_line(row)


def _topic(row: Outbound) -> object:
    """Return the topic of a forum into which it goes; ``None`` outside of one."""
    return row.payload.get(_TOPIC)


def _is_line(row: Outbound) -> bool:
    """Tell whether it is one line about a task, in reply to a message, with nothing to press."""
    said = row.payload
    is_plain = row.method == "sendMessage" and said.keys() - {_TOPIC} == _PLAIN
    return is_plain and row.task is not None and "\n" not in said["text"]


def _that_fit(waiting: Iterable[Waiting], language: Language) -> Iterator[str]:
    """Yield the lines of as many as one message holds."""
    room = LONGEST_TEXT - HEADLINE
    for one in waiting:
        line = _said(gathered.line(one.user or 0, one.name or "", one.row.payload["text"]), language)
        room -= visible_units({"text": line, "parse_mode": "HTML"}) + 1
        if room < 0:
            return
        yield line


def _said(text: str, language: Language) -> str:
    return fixed_in_english(text) if language is Language.ENGLISH else text
