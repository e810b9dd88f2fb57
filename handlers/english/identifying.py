"""Words about orders of anonymous administrators (匿名管理员)."""

from __future__ import annotations

MINE = "It was me"


def who_wrote_it() -> str:
    """Ask who gave an order in the group's name."""
    return f"Sent anonymously: nothing was registered. If you gave this order, press “{MINE}” and check the card."
