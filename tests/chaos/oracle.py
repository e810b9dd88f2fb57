"""The conservation oracle: what came in, what was recorded and what went out add up, whatever happened in between.

Asked when the bot has settled and stands still; every figure counts violations, so every goal is 0.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.house import house_of
from bot.sandbox.webhooks import POSTED
from config.settings import Settings
from storage.store import Store
from storage.verify import Verdict, verify
from tests.chaos import seeding
from tests.chaos.office import SECRET, Office
from tests.chaos.run import Figure, none

_WORDS = re.compile("[\u3400-\u9fff]{4,}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SENDS = "(method LIKE 'send%' OR method LIKE 'copy%')"


async def check(office: Office) -> list[Figure]:
    """Return what does not add up."""
    verdict = await _verdict(office)
    return [
        *_updates(office),
        *_entries(office),
        none("chain broken", [verdict.broken] if verdict.broken else []),
        none("ledger unprotected", [] if verdict.triggers_effective else ["triggers"], verdict.triggers_missing),
        none("tasks that are not the fold of their entries", verdict.tasks_differ),
        *_messages(office),
        *_logs(office),
    ]


def _updates(office: Office) -> Iterator[Figure]:
    """Every update that was handed out is one row of the inbox, and every row has its verdict."""
    rows = Counter(int(row[0]) for row in office.database.rows("SELECT update_id FROM inbox"))
    handed = handed_out(office)
    yield none("updates handed out without a row", handed - rows.keys())
    yield none("rows without an update", rows.keys() - handed)
    yield none("updates with two rows", (number for number, count in rows.items() if count > 1))
    verdicts = office.database.rows("SELECT update_id, state, reason FROM inbox")
    settled = {("done", True), ("done", False), ("ignored", True), ("quarantined", True)}
    yield none("rows without a verdict", (row for row in verdicts if (row.state, bool(row.reason)) not in settled))


def handed_out(office: Office) -> set[int]:
    """Return the ids of the updates that left the sandbox in an answer of its own, or were taken by a webhook."""
    calls = (*office.world.journal.since(0, "getUpdates"), *office.world.journal.since(0, POSTED))
    answers = (call["answer"] for call in calls if call["status"] == 200)
    return {int(update["update_id"]) for answer in answers for update in answer.get("result") or ()}


def _entries(office: Office) -> Iterator[Figure]:
    """Every entry since the opening names the one row that caused it, and no row caused the same entry twice.

    What is by nobody is by the clock: no row caused it.
    """
    found = office.database.rows(
        'SELECT e.seq, e.kind, e."by", e.inbox, i.id FROM entries e LEFT JOIN inbox i ON i.id = e.inbox '
        "WHERE e.seq > :seq",
        seq=office.seq,
    )
    by_clock = [row for row in found if row.by is None and row.inbox is None]
    yield none("entries without a cause", (tuple(row) for row in found if row.id is None and row not in by_clock))
    yield none(
        "entries made twice of one row",
        office.database.rows(
            "SELECT inbox, kind, task, count(*) FROM entries WHERE inbox IS NOT NULL "
            'GROUP BY inbox, kind, task, "by" HAVING count(*) > 1'
        ),
    )
    yield none(
        "entries of rows that had no effect",
        office.database.rows("SELECT e.seq FROM entries e JOIN inbox i ON i.id = e.inbox WHERE i.state <> 'done'"),
    )


async def _verdict(office: Office) -> Verdict:
    """Verify the ledger by replaying it; reads the database without the bot."""
    url = office.environment["TAIZHANG_DATABASE_URL"]
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    try:
        return await verify(store)
    finally:
        await store.close()


def _messages(office: Office) -> Iterator[Figure]:
    """Rows marked sent are the messages that lie in the chats, one each; nothing is left on its way.

    Rows that were gathered are said by the message of the row that carries them, each in a line of its own.
    """
    sent = Counter(
        (int(row.chat), int(row.message or 0))
        for row in office.database.rows(f"SELECT chat, message FROM outbox WHERE state = 'sent' AND {_SENDS}")
    )
    there = Counter(
        (room.id, one["message_id"]) for room in office.world.rooms.values() for one in office.written(room)
    )
    doubtful = Counter(int(row[0]) for row in office.database.rows("SELECT chat FROM outbox WHERE state = 'unknown'"))
    unclaimed = Counter(chat for chat, _ in (there - sent).elements())
    yield none("rows marked sent without their message", (sent - there).elements())
    yield none("messages without a row", (unclaimed - doubtful).elements())
    yield none("rows that share a message", (one for one, count in sent.items() if count > 1))
    yield none("rows gathered into no message", _unsaid(office))
    waiting = "SELECT id, state, reason FROM outbox WHERE state IN ('waiting', 'sending', 'held')"
    yield none("rows never settled", (tuple(row) for row in office.database.rows(waiting)))
    unasked = "SELECT id, reason FROM outbox WHERE state = 'unknown' AND coalesce(reason, '') NOT LIKE 'asked:%'"
    yield none("unknown sends that nobody was asked about", (tuple(row) for row in office.database.rows(unasked)))


def _unsaid(office: Office) -> Iterator[int]:
    """Yield the gathered rows whose carrier was not sent, or asked about, with their words in it."""
    rows = office.database.rows(
        "SELECT one.id, one.payload AS said, carrier.payload AS whole FROM outbox one LEFT JOIN outbox carrier "
        "ON carrier.id = one.carrier AND carrier.carrier = carrier.id AND carrier.id <> one.id "
        "WHERE one.state = 'gathered'"
    )
    for row in rows:
        said, whole = (json.loads(one) if isinstance(one, str) else one or {} for one in (row.said, row.whole))
        if said["text"] not in whole.get("text", ""):
            yield int(row.id)


def _logs(office: Office) -> Iterator[Figure]:
    """No token, no phone number, no words of a message, and no bug's traceback stand in any log."""
    written = "\n".join(
        process.log.read_text("utf-8", "replace") for process in office.processes if process.log.exists()
    )
    log = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)
    phones = [seeding.phone_of(number) for number in range(len(office.people))]
    yield none("tokens in the log", re.findall(re.escape(SECRET), log))
    yield none("phone numbers in the log", (phone for phone in phones if phone in log))
    words = {found for text in _texts(office) for found in _WORDS.findall(text)}
    yield none("words of people in the log", (run for run in set(_WORDS.findall(log)) if _quotes(run, words)))
    yield none("tracebacks in the log", re.findall("Traceback", log))


def _texts(office: Office) -> Iterable[str]:
    """Return what people wrote: messages as they stand, and updates as they were before an edit."""
    for room in office.world.rooms.values():
        for message in room.messages.values():
            if message["from"]["id"] != office.account.id:
                yield str(message.get("text") or message.get("caption") or "")
    for call in office.world.journal.since(0, "getUpdates"):
        for update in (call["answer"] or {}).get("result") or ():
            for inner in (update.get("message"), update.get("edited_message")):
                yield str(inner.get("text", "")) if isinstance(inner, dict) else ""


def _quotes(run: str, words: set[str]) -> bool:
    """Tell whether a run of Chinese in the log holds four characters in a row of what somebody wrote."""
    return any(run[start : start + 4] in word for start in range(len(run) - 3) for word in words)
