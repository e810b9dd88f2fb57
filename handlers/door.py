"""The door: an update comes in as raw JSON, answers go out as outbox rows, all inside the books of this update.

python-telegram-bot's Application does the routing; nothing here touches the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from handlers import groups, identifying, tapping, visiting
from handlers.conversation import hear
from handlers.desk import Desk
from handlers.heard import Ready
from handlers.incoming import FileWanted, files_in, heard_from, is_attributable, place_of
from handlers.parsing import cast_plain
from handlers.shape import flaw
from handlers.sheets import Sheet
from handlers.speaking import Listener, speak
from ledger.entries import Evidence
from ledger.values import dataclass
from storage.books import OpenBooks

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]


class Unreadable(ValueError):  # noqa: N818 - named for what is so
    """The update is not what the platform sends; intake quarantines it."""


@dataclass
class Turn:
    """The update that is being dealt with; ``taken`` once a callback has it."""

    books: OpenBooks
    desk: Desk
    files: tuple[Evidence, ...] = ()
    sheet: Sheet | None = None
    ready: Ready | None = None
    taken: bool = False
    failure: Exception | None = None


class _Routing(App):
    """The library's Application, on whose way nothing is asked of what nearly every update is: somebody's words."""

    async def process_update(self, update: object) -> None:
        """Route the update as the library does; words go where they would come to, without a context made for them."""
        said = update.message if isinstance(update, Update) else None
        moves = said is not None and (said.migrate_to_chat_id or said.migrate_from_chat_id)
        if said is None or said.text is None or moves or len(self.handlers) > 1:  # Of more groups each is asked.
            await super().process_update(update)
            return
        try:
            await _on_said(said)
        except Exception as error:
            await self.process_error(update, error)


_WITH_FILES = frozenset({"photo", "document"})
_TURN: ContextVar[Turn] = ContextVar("turn")


def build_application(bot: Bot) -> App:
    """Return the Application that routes updates to the callbacks below; it neither polls nor schedules."""
    application = Application.builder().application_class(_Routing).bot(bot).updater(None).job_queue(None).build()
    application.add_handler(ChatMemberHandler(_on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(CallbackQueryHandler(_on_tap))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, _on_migration))
    spoken = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    # What carries words is no note of the platform's, and need not be compared with each kind of those.
    of_people = filters.TEXT | ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(spoken & of_people, _on_message))
    application.add_error_handler(_keep_failure)
    return application


async def deal(
    raw: Mapping[str, Any],
    books: OpenBooks,
    desk: Desk,
    files: tuple[Evidence, ...] = (),
    sheet: Sheet | None = None,
    *,
    ready: Ready | None = None,
) -> None:
    """Deal with one update inside its open books; ``files`` are those of ``files_wanted``, ``sheet`` the table in them.

    ``Beforehand`` where something is to be made first: then the update comes once more, with the answers ``ready``.
    ``Unreadable`` where the update cannot be parsed; whatever else a callback raises comes out as it is.
    """
    update = _parsed(raw, desk.application.bot)
    turn = Turn(books, desk, files, sheet, ready)
    token = _TURN.set(turn)
    try:
        await desk.application.process_update(update)
    finally:
        _TURN.reset(token)
    if turn.failure is not None:
        raise turn.failure
    if not turn.taken:
        books.settle("ignored", "kind")


def files_wanted(raw: Mapping[str, Any]) -> tuple[FileWanted, ...]:
    """Return the files that intake fetches before it opens the books for ``deal``; files over 20 MB are left out.

    In a group only what answers something or carries words is wanted; whether a person is bound, the books know.
    """
    said = raw.get("message")
    if not isinstance(said, Mapping) or not _WITH_FILES & said.keys():
        return ()  # Most messages; reading them once is enough.
    try:
        message = _parsed(raw, None).message
    except Unreadable:
        return ()
    if message is None or not is_attributable(message):
        return ()
    private = message.chat.type == ChatType.PRIVATE
    matters = private or bool(message.reply_to_message or message.caption or message.media_group_id)
    return tuple(one for one in files_in(message) if not one.too_big) if matters else ()


def caption_of_table(raw: Mapping[str, Any]) -> str | None:
    """Return the words under a document that somebody sent in private and that answers nothing, else ``None``."""
    message = _parsed(raw, None).message
    if message is None or message.document is None or message.reply_to_message is not None:
        return None
    return (message.caption or "").strip() if message.chat.type == ChatType.PRIVATE else None


def token_tapped(raw: Mapping[str, Any]) -> str | None:
    """Return the token of the button that was pressed in private, if this is a tap."""
    query = _parsed(raw, None).callback_query
    private = query is not None and query.message is not None and query.message.chat.type == ChatType.PRIVATE
    return query.data if query is not None and private else None


def _parsed(raw: Mapping[str, Any], bot: Bot | None) -> Update:
    plain = cast_plain(raw, bot)
    if plain is not None:
        return plain
    try:
        update = Update.de_json(dict(raw), bot)
        _ = update.effective_message, update.effective_user, update.effective_chat
        found = flaw(update)
    except Exception as reason:
        raise Unreadable(type(reason).__name__) from reason
    if found is not None:
        raise Unreadable(found)
    return update


async def _keep_failure(_update: object, context: Context) -> None:
    """process_update never raises: keep what went wrong, so that the books are rolled back."""
    _TURN.get().failure = context.error


async def _on_message(update: Update, _context: Context) -> None:
    assert update.effective_message is not None  # noqa: S101 - the filters let only messages through
    await _on_said(update.effective_message)


async def _on_said(message: Message) -> None:
    """Take what somebody says, sends or changes, whoever it is."""
    turn = _take()
    if identifying.is_anonymous(message):
        await identifying.on_anonymous(turn.books, turn.desk, message)
        return
    if not is_attributable(message):
        turn.books.settle("ignored", "not attributable")
        return
    assert message.from_user is not None  # noqa: S101 - is_attributable has looked
    person = await turn.books.directory.person_of_user(message.from_user.id)
    place = await place_of(turn.books, message.chat.id, message.chat.type)
    if not place.bound:
        await groups.on_unbound(turn.books, turn.desk, message, person)
    elif person is not None:
        if place.private:
            await turn.books.directory.mark_reachable(message.from_user.id)
        brought = {"files": turn.files, "sheet": turn.sheet, "ready": turn.ready}
        heard = await heard_from(turn.books, turn.desk, message, person, place, **brought)
        answers = await hear(turn.books, heard, username=turn.desk.username)
        await speak(turn.books, turn.desk, Listener.of(heard), answers)
    elif place.private:
        await visiting.on_visitor(turn.books, turn.desk, message)
    else:
        turn.books.settle("ignored", "stranger in a group")


async def _on_tap(update: Update, _context: Context) -> None:
    turn = _take()
    assert update.callback_query is not None  # noqa: S101 - the handler lets only taps through
    await tapping.on_tap(turn.books, turn.desk, update.callback_query, turn.sheet, turn.ready)


async def _on_membership(update: Update, _context: Context) -> None:
    turn = _take()
    assert update.my_chat_member is not None  # noqa: S101 - the handler lets only these through
    await groups.on_membership(turn.books, turn.desk, update.my_chat_member)


async def _on_migration(update: Update, _context: Context) -> None:
    turn, message = _take(), update.effective_message
    assert message is not None  # noqa: S101 - the filters let only messages through
    await groups.on_migration(turn.books, message)


def _take() -> Turn:
    turn = _TURN.get()
    turn.taken = True
    return turn
