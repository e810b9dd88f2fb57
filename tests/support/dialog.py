"""A dialog with the door: people write and tap, the answers are read from the outbox; no network."""

from __future__ import annotations

import asyncio
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from telegram.ext import ExtBot

from bot.evidence import EvidenceFolder
from bot.sheets import Sheets
from config.calendars import load_calendars
from handlers import door
from handlers.beforehand import Beforehand, made_ready
from handlers.desk import Desk
from ledger.calendar import WorkCalendar
from ledger.entries import Entry, Evidence
from ledger.hours import OfficeHours
from ledger.house import House
from ledger.people import Role
from ledger.roster_rows import RosterRow
from ledger.tasks import Task
from storage.inbox import RawUpdate
from storage.outbox import Outbound
from storage.store import Store
from tests.handlers.offline import BOT, USERNAME, Offline
from tests.support.appraisal import REGISTER
from tests.support.shown import Hands, Shown, buttons_of

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in the office.

STAFF, COLLEAGUE, HEAD = "张三", "王五", "赵科长"
COORDINATOR, REVIEWER, LEADER, ADMIN = "李四", "钱审核", "陈静", "孙管理"
OUTSIDE_HEAD, OUTSIDER, UNBOUND = "周局长", "吴财", "郑未绑"
GROUP, OFFICE_GROUP = -1001, -1002

_OFFICES = {
    "综合科": "office",
    "督查室": "office",
    "审核科": "office",
    "市政府办公室": "department",
    "财政局": "department",
}
_PEOPLE: dict[str, tuple[str, tuple[Role, ...]]] = {
    STAFF: ("综合科", (Role.STAFF,)),
    COLLEAGUE: ("综合科", (Role.STAFF,)),
    HEAD: ("综合科", (Role.HEAD,)),
    COORDINATOR: ("督查室", (Role.COORDINATOR,)),
    REVIEWER: ("审核科", (Role.REVIEWER,)),
    LEADER: ("市政府办公室", (Role.LEADER,)),
    ADMIN: ("督查室", (Role.ADMIN,)),
    OUTSIDE_HEAD: ("财政局", (Role.HEAD,)),
    OUTSIDER: ("财政局", (Role.STAFF,)),
    UNBOUND: ("综合科", (Role.STAFF,)),
}
USERS = {name: 1001 + number for number, name in enumerate(_PEOPLE)}
"""Everybody's numeric id, also of the one who is not bound."""

ROSTER = tuple(
    RosterRow(kind=kind, name=name, unit="市政府办公室" if kind == "office" else "") for name, kind in _OFFICES.items()
) + tuple(
    RosterRow(kind="person", name=name, unit=unit, roles=roles, phone=f"1390000{USERS[name]}")
    for name, (unit, roles) in _PEOPLE.items()
)


def house() -> House:
    """Return the default house rules with the shipped calendars."""
    return House(calendar=WorkCalendar(load_calendars()), hours=OfficeHours(), registers=(REGISTER,))


def fill(url: str) -> None:
    """Import the roster, bind everybody but one, and bind two groups: the whole house's and an office's."""
    asyncio.run(_fill(url))


async def _fill(url: str) -> None:
    store = await Store.open(url, house=house())
    async with store.books(now=MONDAY) as books:
        await books.directory.import_roster(ROSTER, by=None, now=MONDAY, sha256="0" * 64)
        await books.reread_roster()
        for person in books.roster.people:
            if person.name != UNBOUND:
                await books.directory.bind(person.id, USERS[person.name], approved_by=None, now=MONDAY)
        general = next(unit.id for unit in books.roster.units if unit.name == "综合科")
        for chat, title, unit in ((GROUP, "全办工作群", None), (OFFICE_GROUP, "综合科工作群", general)):
            await books.directory.note_chat(chat, title=title, kind="supergroup", now=MONDAY)
            await books.directory.bind_chat(chat, unit=unit, reports=("daily",), by=None, now=MONDAY)
    await store.close()


class Dialog:
    """The office's chats; each word or tap goes through the inbox, the door and the outbox."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = MONDAY
        self.real = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
        self.shown: list[Shown] = []
        self._folder = TemporaryDirectory()
        self.sheets = Sheets(store, Hands(lambda: self.now), EvidenceFolder(Path(self._folder.name)), lambda: self.real)
        self.calls: list[Outbound] = []
        self.toasts: list[str] = []
        self._update = 0
        self._message = 100
        self._by_id: dict[tuple[int, int], dict[str, Any]] = {}

    async def open(self) -> Dialog:
        """Build the application; nothing is asked of the network but the bot's name."""
        bot = ExtBot(f"{BOT}:test", request=Offline(), get_updates_request=Offline())
        self.application = door.build_application(bot)
        await self.application.initialize()
        self.desk = Desk(
            application=self.application,
            bot_id=BOT,
            username=USERNAME,
            real_now=lambda: self.real,
            business_time=lambda real: self.now + (real - self.real),
        )
        return self

    async def close(self) -> None:
        """Close application and store."""
        self._folder.cleanup()
        await self.application.shutdown()
        await self.store.close()

    async def says(self, who: str | int, text: str, **how: Any) -> list[str]:
        """Send words; return the texts that were sent in consequence, to whomever."""
        return await self.update(self.message(who, text, **how))

    async def taps(self, who: str | int, label: str, *, chat: int | None = None) -> list[str]:
        """Press the latest button whose label holds ``label`` in the chat (default: in private)."""
        user = self.user(who)
        shown = self.latest(chat if chat is not None else user, label)
        token = next(data for text, data in shown.buttons.items() if label in text)
        return await self.press(who, token, shown)

    async def press(self, who: str | int, token: str, shown: Shown) -> list[str]:
        """Press a button by its data, as a client would, or as a forger."""
        raw = self._by_id.get((shown.chat, shown.message)) or self._message_of(BOT, shown.text, chat=shown.chat)
        query = {"id": f"q{self._update}", "from": self._from(self.user(who)), "chat_instance": "1", "data": token}
        return await self.update({"callback_query": query | {"message": raw}})

    def latest(self, chat: int, label: str) -> Shown:
        """Return the latest message in the chat that shows such a button."""
        return next(
            one for one in reversed(self.shown) if one.chat == chat and any(label in text for text in one.buttons)
        )

    def last_to(self, who: str | int) -> Shown:
        """Return the latest message in somebody's private chat, or in the group of that id."""
        chat = self.user(who)
        return next(one for one in reversed(self.shown) if one.chat == chat)

    def user(self, who: str | int) -> int:
        """Return the numeric id."""
        return USERS[who] if isinstance(who, str) else who

    def message(self, who: str | int, text: str = "", **how: Any) -> dict[str, Any]:
        """Return an update with a message: ``chat``, ``reply_to`` (Shown or id), ``edited`` (id), ``more`` fields."""
        user = self.user(who)
        raw = self._message_of(user, text, chat=how.get("chat", user), message=how.get("edited"))
        reply_to = how.get("reply_to")
        if reply_to is not None:
            number = reply_to.message if isinstance(reply_to, Shown) else reply_to
            raw["reply_to_message"] = self._by_id[raw["chat"]["id"], number]
        raw |= how.get("more", {})
        if how.get("edited"):
            raw["edit_date"] = int(self.now.timestamp())
            return {"edited_message": raw}
        return {"message": raw}

    def _message_of(self, user: int, text: str, *, chat: int, message: int | None = None) -> dict[str, Any]:
        self._message += 1
        kind = {"type": "private"} if chat > 0 else {"type": "supergroup", "title": "工作群"}
        number = message or self._message
        raw = {"message_id": number, "date": int(self.now.timestamp()), "chat": {"id": chat} | kind}
        raw |= {"from": self._from(user)} | ({"text": text} if text else {})
        self._by_id[chat, number] = raw
        return raw

    @property
    def last_message(self) -> int:
        """Return the id of the latest message."""
        return self._message

    @staticmethod
    def _from(user: int) -> dict[str, Any]:
        return {"id": user, "is_bot": user == BOT, "first_name": f"用户{user}"}

    async def sends_table(self, who: str | int, name: str, content: bytes, caption: str = "", **how: Any) -> list[str]:
        """Send a document, kept in the folder before the door as intake does."""
        document = {"file_id": f"f{self._update}", "file_unique_id": "u", "file_name": name, "file_size": len(content)}
        more = {"document": document} | ({"caption": caption} if caption else {})
        sha256 = await self.sheets.folder.keep(content)
        file = Evidence(sha256=sha256, name=name, size=len(content), kind="document")
        body = self.message(who, "", **how | {"more": more | how.get("more", {})})
        wanted = door.files_wanted(body | {"update_id": 1})
        return await self.update(body, (file,) if wanted else ())

    async def update(self, body: dict[str, Any], files: tuple[Evidence, ...] = ()) -> list[str]:
        """Keep the update, deal with it, deliver what it made; return the texts."""
        self._update += 1
        raw = body | {"update_id": self._update}
        inner = body.get("message") or body.get("edited_message") or body.get("callback_query", {}).get("message") or {}
        kept = RawUpdate(
            update_id=self._update,
            raw=json.dumps(raw),
            chat=inner.get("chat", {}).get("id"),
            user=(body.get("callback_query") or inner).get("from", {}).get("id"),
            message=inner.get("message_id"),
            kind=next(iter(body)),
            lane="c1",
        )
        await self.store.inbox.keep(BOT, [kept], received_at=self.real)
        return await self.again(files)

    async def again(self, files: tuple[Evidence, ...] = ()) -> list[str]:
        """Deal with the update that waits, be it for the second time; return the texts."""
        row = await self.store.inbox.next_in("c1", now=self.real)
        assert row is not None
        raw = json.loads(row.raw)
        sheet = await self.sheets.of(raw, row, files)
        ready = None
        while True:
            try:
                async with self.store.books(now=self.now, source=row) as books:
                    await door.deal(raw, books, self.desk, files, sheet, ready=ready)
                return await self.delivered()
            except Beforehand as wanted:
                ready = await made_ready(wanted, self.store.reading(now=self.now))

    async def sends_photo(self, who: str | int, caption: str = "", **how: Any) -> list[str]:
        """Send a photo, fetched before the door as intake does."""
        photo = [{"file_id": f"f{self._update}", "file_unique_id": "u", "width": 9, "height": 9, "file_size": 10}]
        more = {"photo": photo} | ({"caption": caption} if caption else {})
        body = self.message(who, "", **how | {"more": more | how.get("more", {})})
        wanted = door.files_wanted(body | {"update_id": 1})
        return await self.update(body, tuple(evidence(one.name, one.kind) for one in wanted))

    async def delivered(self) -> list[str]:
        """Send what waits in the outbox and return the new texts in order."""
        texts: list[str] = []
        for lane in await self.store.outbox.lanes(now=self.real):
            while (one := await self.store.outbox.next_in(lane, now=self.real)) is not None:
                texts += await self._deliver(one)
        return texts

    async def _deliver(self, one: Outbound) -> list[str]:
        self.calls.append(one)
        if one.method == "answerCallbackQuery":
            await self.store.outbox.sent(one.id, message=None, now=self.real)
            self.toasts.append(one.payload["text"])
            return []
        if one.method == "copyMessage":
            raw = self._message_of(BOT, "", chat=one.chat)
            await self.store.outbox.sent(one.id, message=raw["message_id"], now=self.real)
            return []
        if one.method not in {"sendMessage", "editMessageText"}:
            await self.store.outbox.sent(one.id, message=None, now=self.real)
            return []
        text = one.payload["text"]
        number = one.payload.get("message_id")
        raw = self._message_of(BOT, text, chat=one.chat, message=number)
        self.shown.append(Shown(one.chat, raw["message_id"], text, buttons_of(one.payload), one.payload))
        await self.store.outbox.sent(one.id, message=raw["message_id"], now=self.real)
        return [text]

    async def task(self, number: str = "DB-2026-1") -> Task:
        """Return the task as it stands."""
        async with self.store.reading(now=self.now) as books:
            found = await books.tasks.get(number)
        assert found is not None
        return found

    async def entries(self, number: str = "DB-2026-1") -> list[Entry]:
        """Return the task's entries."""
        async with self.store.reading(now=self.now) as books:
            return [record.entry for record in await books.entries_of(number)]

    async def kinds(self, number: str = "DB-2026-1") -> list[str]:
        """Return the names of the task's entries."""
        return [type(entry).__name__ for entry in await self.entries(number)]

    def passes(self, **span: float) -> None:
        """Let business time and real time pass alike."""
        self.now += timedelta(**span)
        self.real += timedelta(**span)


def evidence(name: str = "photo.jpg", kind: str = "photo") -> Evidence:
    """Return a file as intake hands it over."""
    return Evidence(sha256=hashlib.sha256(name.encode()).hexdigest(), name=name, size=10, kind=kind)
