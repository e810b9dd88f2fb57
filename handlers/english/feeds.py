"""What administrators read of feeds: which program does not take the entries any more, and what to do."""

from __future__ import annotations

from handlers.english.voice import escape


def given_up(name: str, reason: str) -> str:
    """Tell that a program has not confirmed for long, and how it goes on."""
    return (
        f"<b>Alarm</b>\nThe program “{escape(name)}” has not taken entries for long ({escape(reason)}). Nothing more "
        "is sent, and nothing is lost. Please check its address and key with its owners, then run "
        f"taizhang feeds resume {escape(name)}."
    )
