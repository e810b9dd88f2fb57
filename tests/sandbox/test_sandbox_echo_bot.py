"""An unmodified python-telegram-bot runs on the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from conftest import TOKEN
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.sandbox.client import SandboxClient

CONTEXT = ContextTypes.DEFAULT_TYPE
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


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


@pytest.fixture
async def echo_bot(url: str) -> AsyncIterator[None]:
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


async def test_an_unmodified_echo_bot_answers(office: SandboxClient, echo_bot: None) -> None:
    zhang = await office.user("张三")
    said = await zhang.says("收到 👍")

    answer = await office.next_message(zhang, after=said)

    assert answer.text == "收到 👍"
    assert answer.raw["from"]["id"] == 7000000001


async def test_a_button_is_tapped_answered_and_the_message_changes(office: SandboxClient, echo_bot: None) -> None:
    zhang = await office.user("张三")
    card = await office.next_message(zhang, after=await zhang.opens("abc"))
    assert (card.text, card.buttons) == ("您好", ["确认"])

    pressed = await zhang.presses("确认", card, wait=5)

    assert pressed["answer"] == {"text": "已确认"}
    changed = await office.until(zhang, lambda message: message.edited)
    assert (changed.id, changed.text, changed.buttons) == (card.id, "已确认。", [])


async def test_a_photo_goes_to_the_bot_and_comes_back_as_a_document(office: SandboxClient, echo_bot: None) -> None:
    zhang = await office.user("张三")
    sent = await zhang.sends_photo(PNG, caption="现场照片")

    answer = await office.next_message(zhang, after=sent)

    assert answer.raw["document"]["file_name"] == "照片.png"
    assert await office.file(answer.file_id) == PNG
