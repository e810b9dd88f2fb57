"""An office of 23 people on the sandbox, driven as people drive it: through chat, by words, photos and buttons."""

from __future__ import annotations

import asyncio
import csv
import time
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from pathlib import Path

from bot.clock import ScaledClock
from bot.demo.pictures import photo
from bot.remote_clock import ASK_EVERY
from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person
from tests.scenario.script import ROSTER, Step, local
from tests.support.bot_process import BotProcess
from tests.support.looking import Database, Kept

PATIENCE = 60.0
TOKEN = "7000000001:sandbox-token-that-opens-nothing"
ADMIN, LEADER = "孙明", "陈静"


class Office:
    """People, their group, the bot and the ledger behind it."""

    def __init__(self, client: SandboxClient, clock: ScaledClock, bot: BotProcess, database_url: str) -> None:
        self.client, self.clock, self.bot = client, clock, bot
        self.database = Database(database_url)
        self.people: dict[str, Person] = {}
        self.numbers: dict[str, str] = {}
        self.group: Chat
        self.seq = 0

    async def move_in(self, only: Collection[str] = ()) -> None:
        """Import the roster, bind people by one-time links (all, or ``only`` some), and the group with its reports."""
        names = [name for name in _names() if not only or name in only or name == ADMIN]
        self.clock.jump_to(local(26, "08:05"))
        await self.bot.command("db", "upgrade")
        await self.bot.command("roster", "import", str(ROSTER))
        for name in names:
            self.people[name] = await self.client.user(name)
        await self.bot.start()
        await self._bind_admin()
        printed = await self.bot.command("roster", "invite", *(name for name in names if name != ADMIN))
        for line in printed.splitlines():
            name, link = line.split("\t")
            await self._bind(name, link)
        await self._bind_group()
        await self.settle()
        self.seq = self.database.entries()[-1].seq

    async def _bind_admin(self) -> None:
        link = (await self.bot.command("roster", "invite", "--admin", ADMIN)).split("start=")[1].strip()
        opened = await self.people[ADMIN].opens(link)
        await self.press(self.people[ADMIN], "确认", opened)
        await self.until(lambda: self._bound(1))

    async def _bind(self, name: str, link: str) -> None:
        before = len(self._bindings())
        opened = await self.people[name].opens(link.split("start=")[1].strip())
        await self.press(self.people[name], "确认", opened)
        card = await self.client.until(
            self.people[ADMIN], lambda message: name in message.text and "同意" in message.buttons, timeout=PATIENCE
        )
        await self.people[ADMIN].presses("同意", card)
        await self.until(lambda: self._bound(before + 1))

    def _bindings(self) -> list[Kept]:
        return [entry for entry in self.database.entries() if entry.kind == "PersonBound"]

    async def _bound(self, count: int) -> bool:
        return len(self._bindings()) >= count

    async def _bind_group(self) -> None:
        admin = self.people[ADMIN]
        self.group = await self.client.group("市政府办公室工作群", [admin, *(set(self.people.values()) - {admin})])
        await self.client.add_bot(self.group, TOKEN, admin=True, by=admin)
        said = await admin.says("/bind", chat=self.group)
        for label in ("全单位", "完成"):
            await self.press(admin, label, said, chat=self.group)
        await self.client.until(self.group, lambda message: "已绑定" in message.text, after=said, timeout=PATIENCE)

    async def press(self, who: Person, label: str, after: Message | int, *, chat: Chat | None = None) -> None:
        """Tap the newest button with that label."""
        room = chat or who
        try:
            await self.client.until(room, lambda message: label in message.buttons, after=after, timeout=PATIENCE)
        except TimeoutError as late:
            heard = await self.client.messages(room, after=after)
            raise AssertionError(f"no button {label} for {who}: {[one.text for one in heard]}") from late
        found = [one for one in await self.client.messages(room, after=after) if label in one.buttons]
        await who.presses(label, found[-1])

    async def until(self, holds: Callable[[], Awaitable[bool]], *, patience: float = PATIENCE) -> None:
        """Wait in real time until something is so; the bot is another process."""
        end = time.monotonic() + patience
        while not await holds():
            if time.monotonic() > end:
                raise TimeoutError(f"not within {patience} s; the bot's log: {self.bot.log}")
            await asyncio.sleep(0.02)

    async def settle(self) -> None:
        """Wait until everything said is dealt with and everything to be said is sent."""

        async def calm() -> bool:
            return self.database.unsettled() == 0

        await self.until(calm)

    async def reach(self, moment: datetime) -> None:
        """Let the clock jump to the moment."""
        self.clock.jump_to(moment)

    async def ring(self) -> None:
        """Wait until the bot has made two whole rounds since it can have heard of the clock's last jump."""
        heard_at = time.time() + ASK_EVERY
        rounds: set[float] = set()

        async def rung() -> bool:
            mark = self.bot.alive_at()
            if mark > heard_at:
                rounds.add(mark)
            return len(rounds) >= 2

        await self.until(rung)

    async def do(self, step: Step) -> None:
        """Do one step as the person would, and wait for what must follow."""
        who, room = self.people[step.who], self.group if step.in_group else None
        said = await self._act(step, who, room)
        if step.kinds:
            await self.recorded(step)
        elif step.answer:
            await self._answer(step, who, room, said)
        else:
            await self.settle()
            assert not [one for one in await self.client.messages(room or who, after=said) if one.by_bot]

    async def _act(self, step: Step, who: Person, room: Chat | None) -> Message:
        words = step.text.format(**self.numbers)
        if step.act == "按":
            card = await self._card(step, who, label=words)
            await who.presses(words, card)
            return card
        if step.act == "照片":
            return await who.sends_photo(photo(step.task or "photo"), chat=room, caption=words)
        if step.act == "回复":
            return await who.says(words, chat=room, reply_to=await self._card(step, who))
        said = await who.says(words, chat=room)
        if step.act == "交办":
            await self.press(who, "确认", said, chat=room)
        return said

    async def _card(self, step: Step, who: Person, label: str = "") -> Message:
        number = self.numbers[step.task]

        def fits(message: Message) -> bool:
            about = f"{number} " in f"{message.text} ".replace("\n", " ")
            return message.by_bot and about and (not label or label in message.buttons)

        try:
            await self.client.until(who, fits, timeout=PATIENCE)
        except TimeoutError as late:
            heard = await self.client.messages(who)
            raise AssertionError(f"{step}: no card about {number}: {[(o.text, o.buttons) for o in heard]}") from late
        return [one for one in await self.client.messages(who) if fits(one)][-1]

    async def recorded(self, step: Step) -> None:
        """Wait for the one entry that the step must leave."""

        async def there() -> bool:
            return bool(self.database.acts(after=self.seq))

        try:
            await self.until(there)
        except TimeoutError as late:
            heard = await self.client.messages(self.group if step.in_group else self.people[step.who])
            raise AssertionError(f"{step}: no entry; last words: {[one.text for one in heard[-3:]]}") from late
        entry = self.database.acts(after=self.seq)[0]
        if step.act == "交办":
            assert entry.task is not None, step
            self.numbers[step.task] = entry.task
        wanted = self.numbers[step.task] if step.task else None
        assert (entry.kind in step.kinds, entry.task) == (True, wanted), (step, entry)
        self.seq = entry.seq

    async def _answer(self, step: Step, who: Person, room: Chat | None, said: Message) -> None:
        wanted = step.answer.format(**self.numbers)
        found = lambda message: message.by_bot and wanted in message.text  # noqa: E731
        try:
            await self.client.until(room or who, found, after=said, timeout=PATIENCE)
        except TimeoutError as late:
            heard = await self.client.messages(room or who, after=said)
            raise AssertionError(f"{step}: heard {[one.text for one in heard]}") from late


def _names() -> list[str]:
    with ROSTER.open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file) if row["kind"] == "person"]


def log_of(folder: Path) -> Path:
    """Return where the bot writes."""
    return folder / "bot.log"
