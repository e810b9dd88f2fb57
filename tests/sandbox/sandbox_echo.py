"""An echo bot as python-telegram-bot's own examples write it; nothing in it knows of the sandbox but its URL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sandbox_api import TOKEN
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

CONTEXT = ContextTypes.DEFAULT_TYPE


async def start(update: Update, _: CONTEXT) -> None:
    button = InlineKeyboardButton("确认", callback_data="yes")
    await update.effective_message.reply_html("<b>您好</b>", reply_markup=InlineKeyboardMarkup([[button]]))


async def echo(update: Update, _: CONTEXT) -> None:
    await update.effective_message.reply_text(update.effective_message.text)


async def photo(update: Update, _: CONTEXT) -> None:
    file = await update.effective_message.photo[-1].get_file()
    await update.effective_message.reply_document(bytes(await file.download_as_bytearray()), filename="照片.png")


async def confirm(update: Update, _: CONTEXT) -> None:
    await update.callback_query.answer("已确认")
    await update.callback_query.edit_message_text("已确认。")


@asynccontextmanager
async def polling(url: str) -> AsyncIterator[None]:
    """Run the bot by long polling."""
    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    app = builder.build()
    app.add_handlers(
        [
            CommandHandler("start", start),
            CallbackQueryHandler(confirm),
            MessageHandler(filters.PHOTO, photo),
            MessageHandler(filters.TEXT, echo),
        ]
    )
    async with app:
        await app.updater.start_polling()
        await app.start()
        yield
        await app.updater.stop()
        await app.stop()
