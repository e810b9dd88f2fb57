"""The conservation oracle: what came in, what was recorded and what went out add up, whatever happened in between."""

from __future__ import annotations

from collections import Counter

from tests.scenario.office import TOKEN, Office

_SENDS = ("sendMessage", "sendPhoto", "sendDocument")


async def check(office: Office) -> None:
    """Assert everything that must hold after a run."""
    await _updates_are_inbox_rows(office)
    _rows_are_settled(office)
    _entries_have_one_source(office)
    await _sent_is_what_was_accepted(office)
    await _the_ledger_verifies(office)
    _the_log_is_silent_about_people(office)


async def _updates_are_inbox_rows(office: Office) -> None:
    """Every update that was handed out and acknowledged lies in the inbox, once."""
    rows = [int(row[0]) for row in office.database.rows("SELECT update_id FROM inbox ORDER BY update_id")]
    offered = {
        int(update["update_id"])
        for call in await office.client.journal("getUpdates")
        if call["status"] == 200
        for update in (call["answer"].get("result") or ())
    }
    assert sorted(offered) == rows


def _rows_are_settled(office: Office) -> None:
    """Each row was dealt with, or is ignored with a reason; nothing waits and nothing was quarantined."""
    states = Counter((state, bool(reason)) for state, reason in office.database.rows("SELECT state, reason FROM inbox"))
    assert set(states) <= {("done", False), ("done", True), ("ignored", True)}, states


def _entries_have_one_source(office: Office) -> None:
    """Hold that an entry from chat names the message, and the inbox row that caused it."""
    orphans = office.database.rows(
        "SELECT e.seq FROM entries e LEFT JOIN inbox i ON i.id = e.inbox WHERE e.inbox IS NOT NULL AND i.id IS NULL"
    )
    assert orphans == []
    twice = office.database.rows(
        'SELECT inbox, kind, task, count(*) FROM entries WHERE inbox IS NOT NULL GROUP BY inbox, kind, task, "by" '
        "HAVING count(*) > 1"
    )
    assert twice == []


async def _sent_is_what_was_accepted(office: Office) -> None:
    """Rows marked sent are the messages that the platform accepted, one each, and nothing is in doubt."""
    calls = [call for method in _SENDS for call in await office.client.journal(method)]
    results = [call["answer"]["result"] for call in calls if call["answer"].get("ok")]
    accepted = Counter((int(result["chat"]["id"]), int(result["message_id"])) for result in results)
    sent = Counter(
        (int(chat), int(message))
        for chat, message in office.database.rows(
            "SELECT chat, message FROM outbox WHERE state = 'sent' AND method IN ('sendMessage', 'sendPhoto', "
            "'sendDocument')"
        )
    )
    assert sent == accepted
    doubtful = office.database.rows("SELECT id, state, reason FROM outbox WHERE state NOT IN ('sent', 'expired')")
    assert doubtful == []


async def _the_ledger_verifies(office: Office) -> None:
    """Hold that the chain is whole, the triggers are there, and the tables of state are the fold of the entries."""
    await office.bot.command("ledger", "verify")


def _the_log_is_silent_about_people(office: Office) -> None:
    """No token, no words of a message and no traceback stand in the log."""
    log = office.bot.log.read_text(encoding="utf-8", errors="replace")
    assert TOKEN.split(":")[1] not in log
    assert "Traceback" not in log
    assert "三季度经济运行分析" not in log
