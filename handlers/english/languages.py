"""Words about the language of the bot and its reports (语言)."""

from __future__ import annotations

from handlers.wording.languages import NAMES

__all__ = ["NAMES", "chosen", "chosen_for_group", "which"]


def which() -> str:
    """Ask for the language, in words that either reader knows."""
    return "Please choose the language (请选择语言):"


def chosen() -> str:
    """Confirm the person's choice, in the language that holds from now on."""
    return "English from now on: answers and messages to you. What you write is still read in Chinese. /help shows how."


def chosen_for_group() -> str:
    """Confirm the group's choice."""
    return "English from now on: messages and reports in this group. What is written here is still read in Chinese."
