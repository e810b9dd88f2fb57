"""Evidence, pacing, outcomes, the remote clock and the poller's turn."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.forms import forms, in_plain
from bot.delivery.outcomes import Fate, arrived_as, outcome_of
from bot.evidence import EvidenceFolder
from bot.remote_clock import RemoteClock
from storage.engines import Database
from storage.store import Store
from storage.turns import Key, Turn
from tests.runtime.conftest import HOUSE


async def test_the_same_file_is_kept_once(tmp_path):
    folder = EvidenceFolder(tmp_path)
    first = await folder.keep(b"one")
    assert await folder.keep(b"one") == first
    assert folder.path(first).read_bytes() == b"one"
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


async def test_a_file_and_the_folder_made_for_it_outlive_a_power_cut(tmp_path, monkeypatch):
    """What was kept stands in a folder whose own name is on the disk, too."""
    synced = []
    monkeypatch.setattr("os.fsync", lambda number: synced.append(Path(f"/proc/self/fd/{number}").resolve()))
    folder = EvidenceFolder(tmp_path / "evidence")
    sha256 = await folder.keep(b"one")
    assert [synced[0], synced[-1]] == [tmp_path / "evidence", folder.path(sha256).parent]


async def test_what_a_dead_process_had_begun_to_write_goes(tmp_path):
    folder = EvidenceFolder(tmp_path)
    sha256 = await folder.keep(b"one")
    draft = folder.path(sha256).with_name(".begun")
    draft.write_bytes(b"o")
    begun = datetime.fromtimestamp(draft.stat().st_mtime, UTC)
    folder.drop_drafts(begun - timedelta(seconds=1))
    assert draft.exists()
    folder.drop_drafts(begun + timedelta(seconds=1))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [sha256]


async def test_half_a_file_is_never_taken_for_the_whole(tmp_path):
    folder = EvidenceFolder(tmp_path)
    sha256 = await folder.keep(b"whole")
    folder.path(sha256).write_bytes(b"who")
    await folder.keep(b"whole")
    assert folder.path(sha256).read_bytes() == b"whole"


@pytest.mark.parametrize(
    ("error", "method", "fate"),
    [
        (RetryAfter(3), "sendMessage", Fate.RETRY),
        (NetworkError("Too Many Requests"), "sendMessage", Fate.RETRY),
        (ChatMigrated(-100), "sendMessage", Fate.MIGRATED),
        (Forbidden("Forbidden: bot was blocked by the user"), "sendMessage", Fate.BLOCKED),
        (BadRequest("Chat not found"), "sendMessage", Fate.REFUSED),
        (BadRequest("Not enough rights to send text messages to the chat"), "sendMessage", Fate.REFUSED),
        (BadRequest("Can't parse entities: unclosed tag"), "sendMessage", Fate.PLAIN),
        (BadRequest("Message is not modified: ..."), "editMessageText", Fate.DONE),
        (BadRequest("Message to edit not found"), "editMessageText", Fate.DONE),
        (BadRequest("Query is too old and response timeout expired"), "answerCallbackQuery", Fate.DONE),
        (BadRequest("Message to copy not found"), "copyMessage", Fate.DONE),
        (ChatMigrated(-100), "copyMessage", Fate.DONE),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), "copyMessage", Fate.DONE),
        (TimedOut(), "copyMessage", Fate.UNKNOWN),
        (TimedOut(), "editMessageText", Fate.RETRY),
        (TimedOut(), "sendMessage", Fate.UNKNOWN),
        (NetworkError("Bad Gateway"), "sendMessage", Fate.UNKNOWN),
        (TelegramError("Invalid server response"), "sendPhoto", Fate.UNKNOWN),
    ],
    ids=str,
)
def test_what_an_error_means(error, method, fate):
    assert outcome_of(error, method, surely_not_sent=lambda _: False).fate is fate


@pytest.mark.parametrize(
    ("error", "method", "fate"),
    [
        (EndPointNotFound("Not Found"), "sendRichMessage", Fate.PLAIN),
        (BadRequest("Chat not found"), "sendRichMessage", Fate.PLAIN),
        (BadRequest("Message text is empty"), "editMessageText", Fate.PLAIN),
        (BadRequest("Message is not modified: ..."), "editMessageText", Fate.DONE),
        (BadRequest("Message to edit not found"), "editMessageText", Fate.DONE),
        (Forbidden("Forbidden: bot was blocked by the user"), "sendRichMessage", Fate.BLOCKED),
        (TimedOut(), "sendRichMessage", Fate.UNKNOWN),
    ],
    ids=str,
)
def test_what_an_error_means_for_a_rich_message(error, method, fate):
    assert outcome_of(error, method, rich=True, surely_not_sent=lambda _: False).fate is fate


def test_what_surely_did_not_leave_is_tried_again():
    assert outcome_of(NetworkError("x"), "sendMessage", surely_not_sent=lambda _: True).fate is Fate.RETRY


@pytest.mark.parametrize(
    ("result", "fate", "message"),
    [
        ({"message_id": 9, "chat": {"id": 7}}, Fate.DONE, 9),
        ({"message_id": 9}, Fate.DONE, 9),
        ({"message_id": 9, "chat": {"id": 8}}, Fate.UNKNOWN, None),
        ({"message_id": True, "chat": {"id": "7"}}, Fate.DONE, None),
        ({"message_id": 2**70}, Fate.DONE, None),
        (True, Fate.DONE, None),
    ],
    ids=str,
)
def test_an_answer_about_another_chat_is_none(result, fate, message):
    outcome, arrived = arrived_as(result, 7)
    assert (outcome.fate, arrived) == (fate, message)


def test_each_form_is_simpler_than_the_last():
    block = {"type": "paragraph", "text": "<甲> & 乙"}
    assert list(forms("sendRichMessage", {"chat_id": 1, "rich_message": {"blocks": [block]}})) == [
        ("sendRichMessage", {"chat_id": 1, "rich_message": {"blocks": [block]}}),
        (
            "sendMessage",
            {
                "chat_id": 1,
                "text": "&lt;甲&gt; &amp; 乙",
                "parse_mode": "HTML",
                "link_preview_options": {"is_disabled": True},
            },
        ),
        ("sendMessage", {"chat_id": 1, "text": "<甲> & 乙", "link_preview_options": {"is_disabled": True}}),
    ]
    assert list(forms("sendMessage", {"text": "甲"})) == [("sendMessage", {"text": "甲"})]


def test_plain_text_keeps_the_words():
    assert in_plain({"text": "<b>甲</b> &lt;乙&gt;", "parse_mode": "HTML"}) == {"text": "甲 <乙>"}


async def test_the_sandboxs_clock_is_followed(url, office):
    clock = await RemoteClock.open(f"{url}/clock")
    try:
        moment = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
        await office.clock(now=moment)
        await clock.ask()
        assert abs(clock.now() - moment) < timedelta(seconds=1)
        assert clock.speed == 0
    finally:
        await clock.close()


async def test_only_a_clock_on_this_machine_is_followed():
    with pytest.raises(ValueError, match="this machine"):
        await RemoteClock.open("http://example.com/clock")


@pytest.mark.postgres
async def test_one_process_polls_and_another_takes_over(postgres_databases):
    url = postgres_databases.fresh()
    first, second = await Store.open(url, house=HOUSE), await Store.open(url, house=HOUSE)
    one, two = Turn(first.database, Key.POLLER), Turn(second.database, Key.POLLER)
    assert await one.take()
    assert await one.is_ours()
    assert not await two.take()
    await one.release()
    assert not await one.is_ours()
    assert await two.take()
    await two.release()
    await first.close()
    await second.close()


@pytest.mark.postgres
async def test_a_paused_process_loses_the_turn(postgres_databases):
    """Its session is alive, but nobody speaks in it: the server ends it, and another takes over."""
    url = postgres_databases.fresh()
    paused, other = Database(url), Database(url)
    holder, waiting = Turn(paused, Key.SENDER, silence=timedelta(milliseconds=50)), Turn(other, Key.SENDER)
    try:
        assert await holder.take()
        async with asyncio.timeout(20):
            while not await waiting.take():
                pass
        assert not await holder.is_ours()
        assert await waiting.is_ours()
        await waiting.release()
    finally:
        await paused.close()
        await other.close()
