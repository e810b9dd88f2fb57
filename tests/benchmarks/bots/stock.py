"""The bare echo of python-telegram-bot, without any storage: ``python -m tests.benchmarks.bots.stock URL TOKEN``."""

from __future__ import annotations

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said."""
    message = update.message
    assert message is not None
    await message.reply_text(message.text or "")


def main(url: str, token: str) -> None:
    """Poll until told to stop."""
    application: Application[Any, Any, Any, Any, Any, Any]
    application = Application.builder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:3])
