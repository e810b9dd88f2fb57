"""Alerts: what the running bot has to tell the people who look after it, each time in a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from bot.cli.alarms import another_poller
from bot.clock import Clock
from bot.intake.flooding import Sorted
from config.timetable import BOARD
from handlers.addressing import addressed, in_words_of, told_there, told_to
from handlers.unreached import named_in_groups
from handlers.wording import running
from handlers.wording.pressing import missed_message
from ledger.people import Role
from ledger.values import dataclass
from storage.actions import NewAction
from storage.books import OpenBooks
from storage.outbox import Outbound, Outgoing
from storage.store import Store

ALERT = "alert"
"""The purpose of an alert's row: one that cannot be delivered raises no other."""
TEXT_REFUSED = "text refused"
"""Why the picture of a report is not sent."""
BOARD_AGAIN = "board.again"
"""The purpose of pinning a board once more, or no longer: nobody hears of it where it cannot be done."""
MISSED = "missed"
"""The purpose of a row that names in a group somebody whom no private message reaches."""


def sentence(
    chat: int,
    text: str,
    *,
    purpose: str = "",
    bulk: bool = False,
    silent: bool = False,
    reply_to: int | None = None,
    markup: Mapping[str, Any] | None = None,
    method: str = "sendMessage",
    **more: Any,
) -> Outgoing:
    """Return the row of one message in HTML to a chat; ``more`` are fields of the row."""
    payload: dict[str, Any] = {"chat_id": chat, "text": text, "parse_mode": "HTML"}
    payload["link_preview_options"] = {"is_disabled": True}
    if markup is not None:
        payload["reply_markup"] = dict(markup)
    if silent:
        payload["disable_notification"] = True
    if reply_to is not None:
        payload["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    return Outgoing(chat=chat, method=method, payload=payload, purpose=purpose, bulk=bulk, lane=f"c{chat}", **more)


Acts = Mapping[str, tuple[str, Mapping[str, Any]]]
"""Buttons of an alert: label → act and its arguments."""


async def tell(books: OpenBooks, roles: Iterable[Role], text: str, *, acts: Acts | None = None) -> int:
    """Put one sentence for every bound holder of a role into the outbox; return how many there are."""
    wanted = set(roles)
    users = await books.directory.users()
    chats = {users[one.id]: one.id for one in books.roster.active_people if one.roles & wanted and one.id in users}
    for chat, person in sorted(chats.items()):
        labelled = {told_to(books, label, person): act for label, act in acts.items()} if acts else {}
        markup = await _buttons(books, chat, labelled) if labelled else None
        await books.outbox.put(sentence(chat, told_to(books, text, person), purpose=ALERT, markup=markup))
    return len(chats)


async def _buttons(books: OpenBooks, chat: int, acts: Acts) -> dict[str, Any]:
    row = []
    for label, (act, args) in acts.items():
        token = await books.actions.store(NewAction(act=act, task=None, args=args, person=None, chat=chat))
        row.append({"text": label, "callback_data": token})
    return {"inline_keyboard": [row]}


def _answers_about(row: Outbound) -> Acts:
    args = {"outbox": row.id}
    return {running.ARRIVED: ("sending.arrived", args), running.SEND_AGAIN: ("sending.again", args)}


@dataclass(frozen=True)
class Alerts:
    """Says once what is wrong with a chat, in the transaction that gives the message up or leaves it open."""

    store: Store
    clock: Clock

    async def migrated(self, old: int, new: int) -> None:
        """Let everything that belongs to a group follow it to its new id."""
        async with self.store.books(now=self.clock.now()) as books:
            await books.directory.migrate_chat(old, new)

    async def unreachable(self, row: Outbound, reason: str) -> None:
        """Give the message up: nobody can write there any more. The administrators hear of it the first time."""
        async with self.store.books(now=self.clock.now()) as books:
            await books.outbox.give_up(row.id, reason=reason)
            text = await (self._person_lost if row.chat > 0 else self._chat_lost)(books, row.chat, reason)
            if text and row.purpose != ALERT:
                await tell(books, [Role.ADMIN], text)
                await self._told_by_others(books, row)

    @staticmethod
    async def _told_by_others(books: OpenBooks, row: Outbound) -> None:
        """Name in the group whom the first undelivered message about a task was for; the next ones know beforehand."""
        person = await books.directory.person_of_user(row.chat) if row.task else None
        if person is not None and row.task is not None:
            for answer in await named_in_groups(books, {person.id: [missed_message(row.task)]}):
                assert answer.chat is not None  # noqa: S101 - a group each
                text = addressed(books, answer, answer.chat, None).text
                await books.outbox.put(sentence(answer.chat, text, purpose=MISSED))

    async def refused(self, row: Outbound, reason: str) -> None:
        """Give the message up; the administrators hear of it once a day for each chat and reason."""
        async with self.store.books(now=self.clock.now()) as books:
            day_before = row.made_at - timedelta(days=1)
            known = await books.outbox.given_up(row.lane, reason=reason, since=day_before, but=ALERT)
            await books.outbox.give_up(row.id, reason=reason)
            if row.slot is not None and row.method == "sendMessage":
                await books.outbox.skip_beside(row, reason=TEXT_REFUSED)
            if row.edits is not None and row.purpose in {BOARD, BOARD_AGAIN}:
                await self._board_refused(books, row, reason)
            elif not known and row.purpose != ALERT:
                await tell(books, [Role.ADMIN], running.refused(await title_of(books, row.chat), reason))

    @staticmethod
    async def _board_refused(books: OpenBooks, row: Outbound, reason: str) -> None:
        """Give a board up whose message is gone; else tell once that the group does not let it be pinned."""
        if row.method == "editMessageText" or "not found" in reason:
            await books.boards.forget(row.chat, message=row.edits)
        elif row.purpose == BOARD:
            await tell(books, [Role.ADMIN], running.cannot_pin(await title_of(books, row.chat)))

    async def lost(self, row: Outbound) -> None:
        """Deal with an edit whose message is gone, or cannot be edited any more."""
        if row.slot is None and row.purpose != BOARD:
            return  # A card that lapsed after somebody had deleted it is nobody's loss.
        async with self.store.books(now=self.clock.now()) as books:
            if row.slot is not None:
                await say_lost(books, row.slot)
            else:
                await books.boards.forget(row.chat, message=row.edits)

    async def rival(self) -> None:
        """Tell the administrators that another program takes this bot's updates."""
        async with self.store.books(now=self.clock.now()) as books:
            await tell(books, [Role.ADMIN], another_poller())

    async def flooding(self, found: Sorted) -> None:
        """Tell those who write faster than anybody reads what becomes of it; strangers are told nothing."""
        async with self.store.books(now=self.clock.now()) as books:
            told = [(user, running.slowed(found.per_minute)) for user in sorted(found.slowed)]
            told += [(user, running.dropped(found.most_waiting)) for user in sorted(found.dropped)]
            for user, text in told:
                if await books.directory.person_of_user(user) is not None:
                    await books.outbox.put(sentence(user, await told_there(books, text, user)))

    async def unknown(self, row: Outbound, reason: str) -> None:
        """Ask those who look after the chats whether a message arrived; nothing is sent again meanwhile."""
        async with self.store.books(now=self.clock.now()) as books:
            if not await books.outbox.leave_open(row.id, reason=reason):
                return  # Somebody tapped one of its buttons meanwhile.
            at = books.house.hours.local(row.made_at)
            text = running.unknown_sending(await title_of(books, row.chat), row.purpose, at)
            await tell(books, [Role.COORDINATOR, Role.ADMIN], text, acts=_answers_about(row))

    @staticmethod
    async def _person_lost(books: OpenBooks, user: int, reason: str) -> str:
        person = await books.directory.person_of_user(user)
        known = person is not None and await books.directory.reachable(person.id)
        await books.directory.mark_unreachable(user, reason)
        return running.unreachable(person.name) if person is not None and known else ""

    @staticmethod
    async def _chat_lost(books: OpenBooks, chat: int, reason: str) -> str:
        known = await books.directory.chat(chat)
        if known is None or not known.active:
            return ""
        await books.directory.drop_chat(chat, reason=reason, now=books.now)
        return running.chat_lost(known.title)


async def say_lost(books: OpenBooks, slot: int) -> None:
    """Tell the group, once for each report, that it was updated but cannot be changed where it stood."""
    report = await books.slots.named(slot)
    if report is None or any(one.part == 0 for one in await books.outbox.of_slot(slot)):
        return
    language = books.languages.of(report.chat, None)
    text = in_words_of(running.report_lost(report.report, report.period), language)
    await books.outbox.put(sentence(report.chat, text, bulk=True, silent=True, slot=slot, part=0))


async def title_of(books: OpenBooks, chat: int) -> str:
    """Return what a chat is called: a group's title or a person's name."""
    if chat > 0:
        person = await books.directory.person_of_user(chat)
        return person.name if person is not None else str(chat)
    known = await books.directory.chat(chat)
    return known.title if known is not None else str(chat)


WINDOW = timedelta(hours=3)
"""How long (real time) a report or reminder may wait for the network; later it is worse than none."""
