"""Words about the language of the bot and its reports (语言)."""

from __future__ import annotations

from handlers.wording.spoken import spoken
from ledger.languages import Language

NAMES = {Language.CHINESE: "中文", Language.ENGLISH: "English"}
"""What each language calls itself."""


@spoken
def which() -> str:
    """Ask for the language, in words that either reader knows."""
    return "请选择语言（Please choose the language）："


@spoken
def chosen() -> str:
    """Confirm the person's choice, in the language that holds from now on."""
    return "已改用中文：本助手对您的答复和推送使用中文。"


@spoken
def chosen_for_group() -> str:
    """Confirm the group's choice."""
    return "本群已改用中文：群内的消息和报告使用中文。"
