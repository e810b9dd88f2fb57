"""The probe: finds out whether a message of unknown fate arrived, without ever sending it twice.

Editing a message into what it already is changes nothing, and the platform says so: "message is not modified" means
that the message is there. So the ids that it can have got are tried one after the other.

A message with a keyboard under the input line cannot be edited, and the platform says that, too. In a private chat only
people's messages are refused so besides, and those are known; one that is nobody's is the message looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.calls import Json, call
from bot.delivery.forms import in_html, is_rich
from bot.intake.extracting import integer
from ledger.values import dataclass
from storage.known_messages import Known
from storage.outbox import Outbound

log = structlog.get_logger(__name__)

CANDIDATES = 20
"""So many ids are tried in one look; the next one goes on where it ended."""
MOST = 200
"""Where more ids are possible, even once it is known which of them people wrote, people are asked."""
EDGE = 5
"""So many ids in a row that nobody has are taken for the end of the chat."""
_EDITS = {
    "sendMessage": ("editMessageText", "text"),
    "sendRichMessage": ("editMessageText", "rich_message"),
    "sendPhoto": ("editMessageCaption", "caption"),
    "sendDocument": ("editMessageCaption", "caption"),
}


_FOR_A_MOMENT = {"inline_keyboard": [[{"text": "…", "callback_data": "-"}]]}


class Finding(StrEnum):
    """What one candidate, or the whole probe, has shown.

    ``LATER``: the platform could not be asked just now. ``BLOCKED``: it lets us write nothing there any more, and
    ``MIGRATED``: not under this id, as it would say to the message itself.
    """

    FOUND = "found"
    OTHER = "other"
    NOBODY = "nobody"
    ABSENT = "absent"
    UNCLEAR = "unclear"
    LATER = "later"
    BLOCKED = "blocked"
    MIGRATED = "migrated"


@dataclass(frozen=True, slots=True)
class Probed:
    """The finding: the message's id where it was found, or may be, the refusal's words, the chat's new id.

    ``changed``: it says what it should only since the edit; what it said before was another message's, and
    ``answers`` is the message to which that one was a reply, if it was any.
    """

    finding: Finding
    message: int | None = None
    reason: str = ""
    chat: int | None = None
    changed: bool = False
    answers: int | None = None


_IN_VAIN = (Finding.NOBODY, Finding.OTHER)


Tried = dict[int, Finding]
"""The ids of one message that were tried in vain."""


async def probe(
    bot: Bot, row: Outbound, known: Known | None, tried: Tried, *, heard: bool = True, patient: bool = False
) -> Probed:
    """Return found (with its id), absent (it may be sent again), unclear (people must be asked), later, or a refusal.

    Ids that were tried in vain enter ``tried``; whoever asks again with it, knowing all that people have written
    meanwhile, goes on from there. ``heard``: all that was written before the last look is known by now.
    ``patient``: what people have written may not be known yet, whether it hides the end of the chat or leaves too many
    ids possible; then it is looked later.
    """
    candidates = _candidates(known)
    if row.method not in _EDITS or candidates is None or not _tells(row, known):
        return Probed(Finding.UNCLEAR)
    unseen = Probed(Finding.LATER if patient else Finding.UNCLEAR)
    if len(candidates) > MOST:
        return unseen
    if heard and (found := _nobody_elses(row, candidates, tried)) is not None:
        return Probed(Finding.FOUND, found)
    for candidate in [one for one in candidates if one not in tried][:CANDIDATES]:
        looked = await _try(bot, row, candidate)
        if looked.finding not in _IN_VAIN:
            return looked
        tried[candidate] = looked.finding
    if any(one not in tried for one in candidates) or _nobody_elses(row, candidates, tried) is not None:
        return Probed(Finding.LATER, _nobody_elses(row, candidates, tried))
    return Probed(Finding.ABSENT) if _is_the_end(known, candidates, tried) else unseen


async def given_back(bot: Bot, row: Outbound, message: int) -> bool:
    """Let a message that was changed say again what that row says, and tell whether it can have been its message."""
    if row.method not in _EDITS or not _can_be_edited(row):
        return False
    return (await _try(bot, row, message)).finding is Finding.FOUND


async def told_apart(bot: Bot, row: Outbound, message: int) -> Probed:
    """Find out what a message answers that says what the row says, as another of unknown fate may have said, too.

    The platform tells it only of a message that is changed, so a button comes and goes. Unclear where it is no reply
    though the row is one: what it answered may have been deleted.
    """
    shaken = {"chat_id": row.chat, "message_id": message, "reply_markup": _FOR_A_MOMENT}
    looked = await _look(bot, row, "editMessageReplyMarkup", shaken)
    if not looked.changed:
        return Probed(Finding.LATER)
    if (await _try(bot, row, message)).finding is not Finding.FOUND:
        return Probed(Finding.LATER)  # The next look takes the button away.
    if looked.answers is None and answers(row) is not None:
        return Probed(Finding.UNCLEAR)
    return looked


def answers(row: Outbound) -> int | None:
    """Return the message to which the row is a reply."""
    asked = row.payload.get("reply_parameters")
    return asked["message_id"] if asked else None


def says_the_same(one: Outbound, other: Outbound) -> bool:
    """Tell whether two rows differ in nothing but what they answer, so that an edit takes either for the other."""
    words = [{name: said for name, said in row.payload.items() if name != "reply_parameters"} for row in (one, other)]
    return one.method == other.method and words[0] == words[1]


def _tells(row: Outbound, known: Known | None) -> bool:
    """Tell whether an edit can show anything: one refused means something only of one message, in a private chat."""
    return _can_be_edited(row) or (row.chat > 0 and known is not None and not known.beside)


def _nobody_elses(row: Outbound, candidates: Sequence[int], tried: Tried) -> int | None:
    """Return the id that was refused for a message that cannot be edited, if any.

    Somebody may have written just now: only one that is still nobody's once people have been heard is the message.
    """
    refused = (one for one in candidates if tried.get(one) is Finding.OTHER)
    return None if _can_be_edited(row) else next(refused, None)


def _is_the_end(known: Known | None, candidates: Sequence[int], tried: Tried) -> bool:
    """Tell whether the message cannot have got a higher id than those that were tried."""
    if known is not None and known.ceiling is not None:
        return True
    edge = [tried[one] for one in candidates[-EDGE:]]
    return len(edge) == EDGE and all(finding is Finding.NOBODY for finding in edge)


def _candidates(known: Known | None) -> Sequence[int] | None:
    """Return the ids that it can have: those after the highest known then, but none known to be another's.

    They end at the first message that left when this one had arrived, if at all; else they reach past the newest id
    known now, as far as all messages of unknown fate would reach. ``None`` where nothing can be concluded.
    """
    if known is None or known.highest is None:
        return None
    if known.ceiling is not None:
        end = known.ceiling
    else:
        newest = max([known.highest, *known.since])
        end = max(newest + known.unsettled + EDGE, known.highest + CANDIDATES) + 1
    return [number for number in range(known.highest + 1, end) if number not in known.since]


def _can_be_edited(row: Outbound) -> bool:
    """Tell whether the platform would let it: not with a keyboard under the input line."""
    markup = row.payload.get("reply_markup")
    return markup is None or (isinstance(markup, dict) and "inline_keyboard" in markup)


async def _try(bot: Bot, row: Outbound, candidate: int) -> Probed:
    """Try one id; a rich message that the server does not know has gone as text, if at all."""
    for method, payload in _edits(row, candidate):
        looked = await _look(bot, row, method, payload)
        if looked.finding is not Finding.UNCLEAR:
            break
    return looked


async def _look(bot: Bot, row: Outbound, method: str, payload: Json) -> Probed:
    candidate: int = payload["message_id"]
    try:
        edited = await call(bot, method, payload)
    except BadRequest as error:
        return Probed(_meaning(error.message.lower()), candidate)
    except Forbidden as error:
        return Probed(Finding.BLOCKED, reason=f"Forbidden: {error.message}"[:200])
    except ChatMigrated as error:
        return Probed(Finding.MIGRATED, chat=error.new_chat_id)
    except TelegramError as error:
        log.info("probe_put_off", outbox=row.id, kind=type(error).__name__)
        return Probed(Finding.LATER)
    # The edit took hold: a message of ours lay there that nobody knew of, and it now says what it should.
    log.warning("probe_changed_a_message", outbox=row.id)
    return Probed(Finding.FOUND, candidate, changed=True, answers=_answered(edited))


def _answered(message: object) -> int | None:
    """Return the number of the message to which this one is a reply."""
    told = message.get("reply_to_message") if isinstance(message, dict) else None
    return integer(told.get("message_id")) if isinstance(told, dict) else None


def _edits(row: Outbound, candidate: int) -> Iterator[tuple[str, Json]]:
    """Yield the edit that would change nothing, in each form: the same words, the same inline keyboard."""
    method, words = _EDITS[row.method]
    wanted = ["chat_id", words, "parse_mode", "link_preview_options"]
    if _can_be_edited(row):
        wanted.append("reply_markup")
    payload: dict[str, Any] = {name: row.payload[name] for name in wanted if name in row.payload}
    payload["message_id"] = candidate
    yield method, payload
    if is_rich(payload):
        yield in_html(method, payload)


def _meaning(said: str) -> Finding:
    if "not modified" in said:
        return Finding.FOUND
    if "to edit not found" in said or "message_id_invalid" in said:
        return Finding.NOBODY
    return Finding.OTHER if "can't be edited" in said else Finding.UNCLEAR
