"""Sentences about the links to the leaders' page (看板链接)."""

from __future__ import annotations

from datetime import timedelta

from handlers.english.voice import called, many

ONLY_IN_PRIVATE = "The leaders' page is for one reader only; please send /board in private for a link."
OFF = "The leaders' page is not switched on; please ask your administrator. /digest and /weekly have the figures."


def link(address: str, life: timedelta) -> str:
    """Hand out the link, and say how far it reaches."""
    return (
        f'<a href="{called(address)}">Open the leaders\' page</a>\n'
        f"The link opens once and is valid for {_span(life)}; the page shows what you may see, and changes nothing. "
        "Please do not pass it on; if you did, send 收回看板链接 at once."
    )


def ended(count: int) -> str:
    """Say what was revoked."""
    if not count:
        return "There is no valid link to revoke. /board makes one."
    return "The links are revoked, and pages that are open have ended. /board makes a new one."


def _span(life: timedelta) -> str:
    minutes = int(life.total_seconds()) // 60
    return many(minutes // 60, "hour") if minutes % 60 == 0 else many(minutes, "minute")
