"""An echo bot as aiogram's examples write it: ``echo_aiogram.py URL TOKEN [PORT]``; with a port by webhook there."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "aiogram-secret"
dispatcher = Dispatcher()


@dispatcher.message(CommandStart())
async def start(message: Message) -> None:
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="确认", callback_data="yes")]])
    await message.reply("<b>您好</b>", reply_markup=keyboard)


@dispatcher.message(F.photo)
async def photo(message: Message, bot: Bot) -> None:
    content = await bot.download(message.photo[-1].file_id)
    await message.answer_document(BufferedInputFile(content.read(), "照片.png"), caption=message.caption)


@dispatcher.message(F.document)
async def document(message: Message, bot: Bot) -> None:
    content = await bot.download(message.document.file_id)
    await message.answer_photo(BufferedInputFile(content.read(), "p.png"), caption=message.document.file_name)


@dispatcher.message(F.text)
async def echo(message: Message) -> None:
    await message.reply(message.text)


@dispatcher.edited_message(F.text)
async def edited(message: Message) -> None:
    await message.answer(f"改为：{message.text}")


@dispatcher.callback_query()
async def confirm(query: CallbackQuery) -> None:
    await query.answer("已确认")
    await query.message.edit_text("已确认。")


async def main(url: str, token: str, port: str | None = None) -> None:
    """Run by long polling, or by webhook where a port is given."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    if port is None:
        await dispatcher.start_polling(bot)
        return
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, path="/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(port)).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
