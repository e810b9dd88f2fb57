"""Words go straight to their callback, and whoever adds a group of handlers of his own is asked as by the library."""

from __future__ import annotations

from telegram.ext import MessageHandler, filters

from tests.support.dialog import STAFF, Dialog

DONE = "DB-2026-1 已完成60%，正在修改第2稿"


async def test_further_handlers_hear_what_is_said(assigned: Dialog):
    """The answer is the same with them and without."""
    heard: list[tuple[str | None, int]] = []

    async def listen(update, context):
        heard.append((update.message.text, context.bot.id))

    alone = await assigned.says(STAFF, DONE)
    assigned.application.add_handler(MessageHandler(filters.TEXT, listen), group=1)

    assert await assigned.says(STAFF, DONE) == alone
    assert heard == [(DONE, assigned.application.bot.id)]


async def test_what_goes_wrong_is_heard_by_the_error_handlers(assigned: Dialog, monkeypatch):
    """Those of the library's users, too; then it is intake's, as before."""
    told: list[object] = []

    async def tell(_update, context):
        told.append(type(context.error))

    async def fail(*_: object):
        raise LookupError

    assigned.application.add_error_handler(tell)
    monkeypatch.setattr("handlers.door.place_of", fail)

    try:
        await assigned.says(STAFF, DONE)
    except LookupError:
        told.append("and raised")
    assert told == [LookupError, "and raised"]
