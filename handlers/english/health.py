"""What administrators read of the program's health: what is wrong, what to do, and when it is over."""

from __future__ import annotations

from datetime import datetime

from ledger.health import MEGABYTE, Cause, Counted, Trouble

ADVICE = {
    Cause.DATABASE: "Please check the database service, the disk and the rights of its files",
    Cause.SCHEMA: "Please stop the old program and start the new one",
    Cause.POLL: "Please check that the program runs, the server's network, the token and api_url",
    Cause.TICK: "Please check that the program runs; if it does, restart it and pass the log on to the maintainers",
    Cause.INBOX: "Please look at the log; if it does not shrink, restart the program and tell the maintainers",
    Cause.OUTBOX: "Please check the server's network and api_url, and look at the log",
    Cause.PUSHES: "Please look at the log, and tell the groups their reports",
    Cause.DISK: "Please clear or enlarge the disk: once full, nothing can be registered",
    Cause.UNKNOWN: "Please look in the groups or ask, then press “It arrived” or “Send again” in private",
    Cause.QUARANTINED: "Please tell the maintainers; taizhang inbox list shows them",
    Cause.RESTORED: "Please choose “Send all” or “Send none” in private",
    Cause.FEEDS: "Please check address and key with the program's owners, then run taizhang feeds resume",
}
_WHAT = {
    Cause.DATABASE: "the database cannot be used",
    Cause.SCHEMA: "another version of the program has upgraded the database",
    Cause.POLL: "no messages can be fetched from the platform",
    Cause.TICK: "the clock stands still; reports and reminders may be missing",
    Cause.INBOX: "received messages are not dealt with in time",
    Cause.OUTBOX: "messages are not sent in time",
    Cause.DISK: "the disk is nearly full",
}


def began(trouble: Trouble, counted: Counted, since: datetime) -> str:
    """Alarm the administrators of a trouble that has come and stays."""
    more = {
        Cause.INBOX: f", {counted.inbox} now",
        Cause.OUTBOX: f", {counted.outbox} now",
        Cause.DISK: f", {trouble.found / MEGABYTE:.0f} MB left",
    }.get(trouble.cause, "")
    what = f"Since {since:%m-%d %H:%M}: {_WHAT[trouble.cause]}{more}"
    return f"<b>Alarm</b>\n{what}. {ADVICE[trouble.cause]}. You will be told when it is over."


def over(cause: Cause, begin: datetime, end: datetime) -> str:
    """Tell those who were alarmed that the trouble is over."""
    return f"<b>Over</b>\nSince {begin:%m-%d %H:%M}: {_WHAT[cause]}; all well again at {end:%m-%d %H:%M}."


def database_was_away(begin: datetime, end: datetime) -> str:
    """Tell of an outage of the database, of which nothing could be told meanwhile."""
    return (
        f"<b>Over</b>\n{begin:%m-%d %H:%M} to {end:%m-%d %H:%M}: {_WHAT[Cause.DATABASE]}; messages since "
        f"are dealt with now. {ADVICE[Cause.DATABASE]}."
    )
