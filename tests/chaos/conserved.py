"""Whether everything that the crowd meant came about exactly once, by the ledger's export and the chats alone."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from bot.sandbox.values import Room
from tests.chaos.load import SIGNS, Crowd, Key
from tests.chaos.office import Office
from tests.chaos.run import Figure, at_most, none

WORD = re.compile(f"[{SIGNS}]{{5}}")
UNKNOWN = 0.5
"""Percent of all sends whose fate may stay unknown, as long as somebody is asked."""


async def check(office: Office, crowd: Crowd) -> list[Figure]:
    """Return what was lost and what was doubled, of effects and of answers."""
    effects = _effects(await exported(office))
    differences = {word: effects[word] - wanted for word, wanted in crowd.effects.items()}
    answers, unknown = answers_given(office, crowd.answers), _unknown_answers(office)
    given = {key: answers[key] - crowd.answers[key] for key in (*crowd.answers, *_to_nobody(answers))}
    sends = sum(answers.values())
    cardless = {word for word, order in crowd.cards.items() if unknown[order] > answers[order]}
    return [
        none("effects lost", (word for word, more in differences.items() if more < 0 and word not in cardless)),
        none("effects doubled", (word for word, more in differences.items() if more > 0)),
        none("answers lost", lost_answers(office, given, unknown)),
        none("answers doubled", (key for key, more in given.items() if more > 0)),
        at_most("answers of unknown fate in percent", 100 * sum(unknown.values()) / max(sends, 1), UNKNOWN),
    ]


async def exported(office: Office) -> list[tuple[str, str, str]]:
    """Return kind, task and words of every entry since the opening, out of the ledger's export."""
    file = office.folder / "ledger.jsonl"
    await office.bot.command("ledger", "export", str(file))
    objects = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        (one["kind"], one["task"] or "", " ".join(map(str, one["texts"].values())))
        for one in objects
        if one["seq"] > office.seq
    ]


def _effects(entries: list[tuple[str, str, str]]) -> Counter[str]:
    """Count the entries by the crowd's words, and the receipts by their task."""
    words = (word for _, _, text in entries for word in set(WORD.findall(text)))
    return Counter([*words, *(task for kind, task, _ in entries if kind == "Acknowledged")])


def answers_given(office: Office, wanted: Counter[Key]) -> Counter[Key]:
    """Count the bot's answers in the chats by the message that they reply to.

    Where several were gathered, each is a mention: it answers the person's oldest message that is still owed one.
    """
    said = [(room, one) for room in office.world.rooms.values() for one in office.said(room)]
    replies = [(room, one["reply_to_message"]["message_id"]) for room, one in said if "reply_to_message" in one]
    given: Counter[Key] = Counter((room.id, number) for room, number in replies)
    for room, one in said:
        for user in (entity["user"]["id"] for entity in one.get("entities", ()) if "user" in entity):
            given[_owed(room, user, given, wanted)] += 1
    return given


def lost_answers(office: Office, given: Mapping[Key, int], unknown: Counter[Key]) -> list[Key]:
    """Return the messages without their answer, less those of which one of unknown fate may be it.

    A mention does not say which of somebody's messages it answers, so it is counted for the oldest that is owed one.
    """
    missing: defaultdict[Key, list[Key]] = defaultdict(list)
    for key, more in given.items():
        missing[_author(office, key)] += [key] * -more
    open_: Counter[Key] = Counter()
    for key, count in unknown.items():
        open_[_author(office, key)] += count
    return [key for author, keys in missing.items() for key in keys[open_[author] :]]


def _author(office: Office, key: Key) -> Key:
    """Return the chat and who wrote the message there; 0 where nobody did."""
    room = next((one for one in office.world.rooms.values() if one.id == key[0]), None)
    said = room.messages.get(key[1]) if room is not None else None
    return key[0], int(said["from"]["id"]) if said is not None else 0


def _to_nobody(answers: Counter[Key]) -> list[Key]:
    return [key for key in answers if not key[1]]


def _owed(room: Room, user: int, given: Counter[Key], wanted: Counter[Key]) -> Key:
    """Return the first message of the user that is owed an answer; where none is, one that nobody wrote."""
    mine = (number for number, said in room.messages.items() if said["from"]["id"] == user)
    return next(((room.id, one) for one in mine if given[room.id, one] < wanted[room.id, one]), (room.id, 0))


def _unknown_answers(office: Office) -> Counter[Key]:
    """Count the rows whose fate is unknown, with those that they carry, by the message that they answer."""
    rows = office.database.rows(
        "SELECT o.chat, coalesce(i.message, 0) AS message FROM outbox o "
        "LEFT JOIN inbox i ON i.id = o.inbox AND i.chat = o.chat "
        "WHERE o.state = 'unknown' OR o.carrier IN (SELECT id FROM outbox WHERE state = 'unknown')"
    )
    return Counter((int(row.chat), int(row.message)) for row in rows)
