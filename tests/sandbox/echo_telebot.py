"""An echo bot as pyTelegramBotAPI's examples write it: ``python echo_telebot.py URL TOKEN``, a process of its own.

Nothing in it knows of the sandbox but its URL, and nothing of this project imports it: the library is under the GPL.
"""

from __future__ import annotations

import sys

import telebot
from telebot.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

URL, TOKEN = sys.argv[1:]
telebot.apihelper.API_URL = URL + "/bot{0}/{1}"
telebot.apihelper.FILE_URL = URL + "/file/bot{0}/{1}"
bot = telebot.TeleBot(TOKEN, parse_mode="HTML")


@bot.message_handler(commands=["start"])
def start(message: Message) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("确认", callback_data="yes")]])
    bot.reply_to(message, "<b>您好</b>", reply_markup=keyboard)


@bot.message_handler(content_types=["photo"])
def photo(message: Message) -> None:
    content = bot.download_file(bot.get_file(message.photo[-1].file_id).file_path)
    bot.send_document(message.chat.id, content, visible_file_name="照片.png", caption=message.caption)


@bot.message_handler(content_types=["document"])
def document(message: Message) -> None:
    content = bot.download_file(bot.get_file(message.document.file_id).file_path)
    bot.send_photo(message.chat.id, content, caption=message.document.file_name)


@bot.message_handler(func=lambda _: True)
def echo(message: Message) -> None:
    bot.reply_to(message, message.text)


@bot.edited_message_handler(func=lambda _: True)
def edited(message: Message) -> None:
    bot.send_message(message.chat.id, f"改为：{message.text}")


@bot.callback_query_handler(func=lambda _: True)
def confirm(query: CallbackQuery) -> None:
    bot.answer_callback_query(query.id, "已确认")
    bot.edit_message_text("已确认。", query.message.chat.id, query.message.message_id)


bot.polling(long_polling_timeout=20)
