"""The canonical day: one short office day in which every kind of durable step occurs, always in the same order."""

from __future__ import annotations

import asyncio
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from pathlib import Path

from bot.demo.pictures import photo
from bot.sandbox import acts, membership
from bot.sandbox.values import Room
from tests.chaos.office import Json, Office, at, opened
from tests.chaos.run import Run
from tests.chaos.seeding import REPORTS, Plan

POWER = Path(__file__).parent / "power"
BOSS, DOER, DEAF, ADMIN = "李四", "张三", "王五", "孙明"
PLAN = Plan(groups=1, start=at("2026-11-26 08:00"), bound=(BOSS, DOER, DEAF, ADMIN))
HASH = re.compile("[0-9a-f]{8,}")
ENDS = {False: {0}, True: {0, -signal.SIGTERM, -signal.SIGKILL}}
"""Exit codes at the end of the day; a life that has just begun, or has a cut before it, may end by a signal."""
MUTED = "Bad Request: not enough rights to send text messages to the chat"
PATIENCE = 90.0
"""Seconds for one act: two starts of the bot and a probe lie within it."""


@dataclass
class Day:
    """Lives the day in an office whose bot dies at the ordered steps, and is started again each time."""

    office: Office
    cuts: tuple[int, ...] = ()
    """How many steps each life may take: the first life, the second, …; after the last cut it lives on."""
    lives: int = 0
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def live(self) -> None:
        """Live through the day; ``TimeoutError`` where something does not come about."""
        await self._start()  # Loading the program takes long on a busy machine, and is nobody's patience.
        keeper, acts = asyncio.create_task(self._keep_alive()), asyncio.create_task(self._acts())
        await asyncio.wait([keeper, acts], return_when=asyncio.FIRST_COMPLETED)
        async with self._starting:
            for task in (keeper, acts):
                task.cancel()
        await asyncio.gather(keeper, return_exceptions=True)
        if not keeper.cancelled():
            keeper.result()
        await acts
        await self._end()

    async def _end(self) -> None:
        """Stop the bot in order; one whose power is cut over that, or was at the last step, is started again first."""
        code = await self._stopped()
        while self.deaths < self._cuts_made():
            await self._start()
            await self.office.until(lambda: self.office.settled() or not self.office.bot.running, patience=PATIENCE)
            code = await self._stopped()
        if code not in ENDS[self.deaths > 0]:
            raise RuntimeError(f"the bot did not stop in order, but with {code}; its log: {self.office.bot.log}")

    async def _stopped(self) -> int:
        return await self.office.bot.stop() if self.office.bot.running else 0

    async def _keep_alive(self) -> None:
        while True:
            await self._start()
            await self.office.bot.ended()

    async def _start(self) -> None:
        """Start the bot where it does not run, with the step at which this life ends."""
        async with self._starting:
            if not self.office.bot.running:
                cut = self.cuts[self.lives] if self.lives < len(self.cuts) else 0
                cut_file(self.office).write_text(str(cut), "utf-8")
                await self.office.bot.start()
                self.lives += 1

    @property
    def deaths(self) -> int:
        """How often the power was cut."""
        return self.lives - 1

    def _cuts_made(self) -> int:
        """Return how many cuts the steps taken so far have reached."""
        log = steps_log(self.office)
        taken = len(log.read_text("utf-8").splitlines()) if log.exists() else 0
        return sum(until <= taken for until in accumulate(self.cuts))

    async def _acts(self) -> None:
        office, group = self.office, self.office.groups[0]
        await self._at("08:00")
        office.says(DOER, "/start")  # As everybody has: in a chat without a known message nothing can be found out.
        await self._settled()
        await self._at("08:05")
        await self._assigned(f"请{DOER}今天下班前报送简报", group)
        await self._rung("08:30", "dispatch", "todo")
        await self._signed(DOER)
        await self._at("09:10")
        office.says(DOER, "DB-2026-1 完成60%，初稿已成")
        await self._settled()
        acts.send_file(office.world, office.room(DOER), office.people[DOER], ("简报.png", photo("简报")), kind="photo",
                       given={"caption": "DB-2026-1 申请销号"})  # fmt: skip
        await self._pressed(BOSS, "同意销号")
        membership.block(office.world, office.room(DEAF), office.people[DEAF], blocked=True)
        await self._assigned(f"请{DEAF}下周三前报送名单", None)
        lossy = office.fault("drop", method="sendMessage", chat=office.people[DOER].id, when="after")
        office.says(DOER, "我的待办")
        await self._settled()
        if lossy.played != 1:
            raise RuntimeError("the lossy send was not played")
        duty = await self._moved()
        for method in ("sendMessage", "sendPhoto"):  # Not edits: what was never sent can still be asked for.
            office.fault(method=method, code=400, description=MUTED, chat=duty.id, contains="日报告", count=-1)
        await self._rung("16:30", "prompt")
        await self._there("entries WHERE kind = 'ReceiptChased'")  # The same ring's further duty, or the next one's.
        office.says(DOER, "日报：今日完成简报；明日校对；困难：无")
        await self._settled()
        await self._rung("16:50", "preview")
        await self._rung("17:30", "lastcall", "missing", "daily", groups=2)
        await self._after_hours()

    async def _after_hours(self) -> None:
        """Let the watch miss the report that a group refused, a late return change the other's, a board be pinned."""
        office, group = self.office, self.office.groups[0]
        office.clock.jump_to(_moment("17:40"))
        await self._there("slots WHERE report = 'alarm.daily'")
        office.says(BOSS, "日报：今日督办三项；明日复核；困难：无")
        await self._settled()
        office.clock.jump_to(_moment("17:45"))
        await self._there("versions", 2)
        office.says(ADMIN, "/bind", chat=group)
        for label in ("全单位", "☐ 工作看板", "完成"):
            await self._pressed(ADMIN, label, group)
        await self._there("boards WHERE pinned_at IS NOT NULL")

    async def _moved(self) -> Room:
        """Let a new group be bound by the administrator, and become a supergroup; return that."""
        world = self.office.world
        group = world.create_group("值班群", self.office.people.values(), kind="group")
        membership.set_status(world, group, self.office.account.user, "member", by=self.office.people[ADMIN])
        await self._settled()
        self.office.says(ADMIN, "/bind", chat=group)
        for label in ("全单位", "完成"):
            await self._pressed(ADMIN, label, group)
        moved = membership.migrate(world, group)
        await self._settled()
        return moved

    async def _at(self, hour: str) -> None:
        self.office.clock.jump_to(_moment(hour))
        await self._settled()

    async def _settled(self) -> None:
        await self.office.settle(patience=PATIENCE)

    async def _there(self, what: str, number: int = 1) -> None:
        """Wait until the clock's duties have made so many rows, and what they say has been sent."""
        query = f"SELECT count(*) FROM {what}"
        await self.office.until(lambda: self.office.database.rows(query)[0][0] >= number, patience=PATIENCE)
        await self._settled()

    async def _rung(self, hour: str, *reports: str, groups: int = 1) -> None:
        """Let the clock reach the hour, and the reports that are due then reach the chats: group reports so many."""
        self.office.clock.jump_to(_moment(hour))

        def published() -> bool:
            found = Counter(report for report, _, _ in self.office.database.slots())
            return all(found[report] >= (groups if report in REPORTS else 1) for report in reports)

        await self.office.until(published, patience=PATIENCE)
        await self._settled()

    async def _assigned(self, words: str, group: Room | None) -> None:
        self.office.says(BOSS, words, chat=group)
        await self._pressed(BOSS, "确认", group)

    async def _signed(self, who: str) -> None:
        await self._at("08:50")
        self.office.says(who, "签收 DB-2026-1")
        await self._settled()

    async def _pressed(self, who: str, label: str, group: Room | None = None) -> None:
        """Press the newest button of that label once it is there."""
        chat: str | Room = group or who
        await self.office.until(lambda: self._showing(chat, label) is not None, patience=PATIENCE)
        await self._settled()
        message = self._showing(chat, label)
        assert message is not None
        self.office.taps(who, label, message, chat=group)
        await self._settled()

    def _showing(self, chat: str | Room, label: str) -> Json | None:
        shown = (one for one in reversed(self.office.said(chat)) if label in _labels(one))
        return next(shown, None)


def _labels(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def _moment(hour: str) -> datetime:
    return at(f"2026-11-26 {hour}")


@asynccontextmanager
async def a_day(run: Run, *cuts: int) -> AsyncIterator[Day]:
    """Open an office for the day, with the steps at which the power is cut."""
    async with opened(run, PLAN, PYTHONPATH=str(POWER)) as office:
        office.bot.environment |= {"POWER_LOG": str(steps_log(office)), "POWER_CUT": str(cut_file(office))}
        yield Day(office, cuts)


def cut_file(office: Office) -> Path:
    """Return where the next life finds the number of the step at which it ends."""
    return office.folder / "cut"


def steps_log(office: Office) -> Path:
    """Return where the bot writes its durable steps."""
    return office.folder / "steps.log"


STATE = {
    "entries": 'SELECT seq, kind, task, "by", at, chat FROM entries ORDER BY seq',
    "texts": "SELECT seq, field, text FROM texts ORDER BY seq, field",
    "tasks": "SELECT number, version, status, title, deadline, assigned_at, last_at FROM tasks ORDER BY number",
    "branches": "SELECT task, n, person, unit, part, status, task_open FROM branches ORDER BY task, n",
    "numbers": "SELECT series, year, n FROM counters ORDER BY series, year",
    "bindings": 'SELECT person, "user", state FROM bindings ORDER BY id',
    "groups": "SELECT id, title, kind, unit, reports, active FROM chats ORDER BY id",
    "unreachable": 'SELECT "user", reason FROM unreachable ORDER BY "user"',
    "slots": "SELECT report, chat, period, state FROM slots ORDER BY report, chat, period",
    "versions": "SELECT s.report, s.chat, v.number FROM versions v JOIN slots s ON s.id = v.slot ORDER BY 2, 3",
    "boards": "SELECT chat, pinned_at FROM boards ORDER BY chat",
    "inbox": "SELECT state, count(*) FROM inbox GROUP BY state ORDER BY state",
    "outbox": "SELECT chat, method, state, count(*) FROM outbox GROUP BY chat, method, state ORDER BY chat, method",
}
"""What the ledger and everything beside it must look like in the end; tokens and salts are new on every day."""


def final(office: Office) -> dict[str, object]:
    """Return everything that must be the same however often the power was cut."""
    found: dict[str, object] = {
        what: [tuple(map(str, row)) for row in office.database.rows(statement)] for what, statement in STATE.items()
    }
    rooms = office.world.rooms.values()
    chats = {room.key: [_text(one) for one in office.said(room)] for room in rooms}
    pinned = {room.key: [_text(room.messages[number]) for number in room.pinned] for room in rooms}
    return found | {"chats": chats, "pinned": pinned}


def _text(message: Json) -> str:
    """Return the words; the ledger's head differs from day to day, for its salts do."""
    return HASH.sub("…", str(message.get("text") or message.get("caption") or ""))
