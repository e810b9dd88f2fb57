"""``ninety_days``: a quarter over the spring festival, with downs, kills, a mute group, one that is lost, a leaver.

The clock jumps to each hour at which something is due. What each group must have had is worked out by the almanac.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.sandbox.membership import block, set_status
from bot.sandbox.values import Room
from tests.chaos import oracle
from tests.chaos.almanac import UNDELIVERABLE, Almanac, Due, moment
from tests.chaos.load import Crowd
from tests.chaos.memory import resident
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, none, shown
from tests.chaos.seeding import Plan
from tests.chaos.working import finish, rest, warm_up

HEADS = {
    "dispatch": "日调度", "daily": "日报告", "weekly": "周总结", "monthly": "月度总结", "quarterly": "季度总结"
}  # fmt: skip
MINUTE = timedelta(minutes=1)
LENGTHS = tuple(timedelta(minutes=minutes) for minutes in (7, 40, 100, 170, 200, 400, 1200, 3000, 4400))
"""How long the bot is down: minutes to three days, either side of the three hours within which it makes up for it."""
NOON = time(12)
ADMIN, COORDINATOR, LEAVER, BLOCKER = "孙明", "李四", "钱进", "董洁"
NO_RIGHT = "Bad Request: not enough rights to send text messages to the chat"

Fate = tuple[int, str, str, str]
"""Chat, report, period and what became of it."""


@dataclass(frozen=True)
class Size:
    """Which days, how many groups, downs and kills, and how much is said each morning."""

    start: str
    days: int
    groups: int
    downs: int
    kills: int
    words: int
    moved: date
    muted: tuple[date, date] | None = None
    lost: date | None = None


FULL = Size(
    "2026-01-25 12:00", 90, 4, 14, 30, 3, date(2026, 2, 11), (date(2026, 3, 9), date(2026, 3, 13)), date(2026, 4, 2)
)
SHORT = Size("2026-02-13 18:00", 2, 2, 1, 1, 0, date(2026, 3, 1))


@dataclass
class Days:
    """Lives the days in an office."""

    office: Office
    crowd: Crowd
    almanac: Almanac
    size: Size
    chance: random.Random
    seen: list[datetime] = field(default_factory=list)
    """When the bot looked at the clock."""
    largest: float = 0.0
    """MiB of memory, at most, when something was due."""

    async def live(self) -> None:
        """Go from hour to hour; over a down nothing is looked at until its end."""
        moments = self._moments()
        downs = self._downs(moments)
        kills = set(self.chance.sample(range(len(moments)), self.size.kills))
        for number, now in enumerate(moments):
            down = next((end for begin, end in downs if begin <= now < end), None)
            if down is None:
                await self._look(now, kill=number in kills)
            elif self.office.bot.running:
                await (self.office.bot.kill() if self.chance.random() < 0.5 else self.office.bot.stop())
            if down is not None and (number + 1 == len(moments) or moments[number + 1] >= down):
                self.office.clock.jump_to(down)
                await self.office.bot.start()
                await self._look(down, kill=False)

    def _moments(self) -> list[datetime]:
        """Return a minute after each hour at which something is due, and noon of each day of rest."""
        found = []
        for day in self.almanac.every_day():
            found += [moment(day, hour) + MINUTE for hour in self.almanac.hours(day) or (NOON,)]
        return found

    def _downs(self, moments: list[datetime]) -> list[tuple[datetime, datetime]]:
        """Draw when the bot is down: from right before something is due on, never on a day that something happens."""
        quiet = {self.size.moved, self.size.lost}
        first, last = self.size.muted or (None, None)
        found: list[tuple[datetime, datetime]] = []
        while len(found) < self.size.downs:
            begin = self.chance.choice(moments[1:-1]) - 2 * MINUTE
            end = begin + self.chance.choice(LENGTHS[:4] if self.size is SHORT else LENGTHS)
            over = {begin.date() + timedelta(days=number) for number in range((end.date() - begin.date()).days + 1)}
            meets = any(begin < other_end + MINUTE and other < end + MINUTE for other, other_end in found)
            busy = over & quiet or (first and last and any(first <= day <= last for day in over))
            if not meets and not busy and end < moments[-1]:
                found.append((begin, end))
        return found

    async def _look(self, now: datetime, *, kill: bool) -> None:
        """Let it be that hour; on some the bot is killed while it is at it."""
        self.office.clock.jump_to(now)
        self._happens(now)
        if kill:
            await asyncio.sleep(self.chance.uniform(0, 2))
            await self.office.bot.kill()
            await self.office.bot.start()
        await self.office.ring()
        await self.office.settle()
        self.seen.append(now)
        self.largest = max(self.largest, resident(self.office.bot.pid))
        if now.time() == time(8, 31):
            await self._morning(now.date())

    def _happens(self, now: datetime) -> None:
        """Let the group be mute for a week: what is sent there then is refused."""
        if self.size.muted and now.time() == time(8, 31):
            first, last = self.size.muted
            if now.date() == first:
                chat = self.office.groups[2].id
                for method in ("sendMessage", "sendPhoto"):
                    self.office.fault(method=method, code=400, description=NO_RIGHT, chat=chat, count=-1)
            elif now.date() > last:
                self.office.world.faults.clear()

    async def _morning(self, day: date) -> None:
        """Let people say a little, and let happen what happens on that day."""
        office = self.office
        for _ in range(self.size.words):
            self.crowd.step()
        if day == self.size.moved:
            await self._confirmed(ADMIN, "日报推送改到每天18:00", "确认")
            await self._confirmed(ADMIN, f"{LEAVER}调离", "办理离任", "确认离任")
            block(office.world, office.room(BLOCKER), office.people[BLOCKER], blocked=True)
        if day == self.size.moved + timedelta(days=20):
            block(office.world, office.room(BLOCKER), office.people[BLOCKER], blocked=False)
        if day == self.size.lost:
            set_status(office.world, office.groups[3], office.account.user, "kicked", by=office.people[ADMIN])
        await rest(office, self.crowd)

    async def _confirmed(self, who: str, words: str, *labels: str) -> None:
        """Let somebody say something, and tap what is asked one after the other."""
        office, before = self.office, len(self.office.said(who))
        office.says(who, words)
        for label in labels:
            await office.settle()
            office.taps(who, label, next(one for one in office.said(who)[before:] if _has(one, label)))
        await office.settle()

    def wanted(self) -> set[Fate]:
        """Return what must have become of each report of each group."""
        return {
            (group.id, due.report, due.period, fate)
            for due in self.almanac.dues()
            for number, group in enumerate(self.office.groups)
            if (fate := self._fate(due, number))
        }

    def _fate(self, due: Due, group: int) -> str:
        day = due.moment.date()
        if self.size.lost and group == 3 and due.moment > moment(self.size.lost, time(8, 31)):
            return ""
        if self.size.muted and group == 2 and self.size.muted[0] <= day <= self.size.muted[1]:
            return UNDELIVERABLE
        return self.almanac.fate(due, self.seen)


async def ninety_days(run: Run) -> list[Figure]:
    """Live the days, and compare what the groups were sent with what they were owed."""
    size = SHORT if run.short else FULL
    plan = Plan(groups=size.groups, start=at(size.start), reports=tuple(HEADS))
    async with opened(run, plan) as office:
        crowd = Crowd(office, run.chance("crowd"))
        await warm_up(office, crowd, tasks=1 if run.short else 4)
        almanac = Almanac(plan.start.date() + timedelta(days=1), size.days, size.moved, time(18))
        days = Days(office, crowd, almanac, size, run.chance("days"))
        await days.live()
        await finish(office, crowd)
        return [*_figures(office, days), *await oracle.check(office)]


def _figures(office: Office, days: Days) -> Iterator[Figure]:
    wanted, found = days.wanted(), set(_found(office))
    yield at_least("days", (days.seen[-1].date() - days.almanac.first).days + 1, days.size.days)
    yield at_least("periods of a report and a group", len(wanted), 2 * days.size.days)
    yield at_least("kills", office.bot.kills, days.size.kills)
    yield none("periods with another fate than they must have", sorted(wanted ^ found))
    there = Counter(one for group in office.groups for one in _there(office, group))
    yield none("reports that lie in a group more than once", (one for one, count in there.items() if count > 1))
    arrived = Counter((chat, report) for chat, report, _, fate in wanted if fate in {"sent", "late"})
    lying = Counter((chat, report) for chat, report, _ in there.elements())
    yield none("groups with another number of reports", (arrived - lying), (lying - arrived))
    yield shown("fates", " ".join(f"{fate} {count}" for fate, count in Counter(one[3] for one in wanted).items()))
    yield shown("entries", str(len(office.database.entries(after=office.seq))))
    yield shown("MiB of memory, at most", f"{days.largest:.0f}")
    yield shown("MiB of the database at the end", f"{_size(office) / 2**20:.1f}")


def _found(office: Office) -> Iterator[Fate]:
    """Yield what became of each period, by its row and the rows of its messages."""
    sends = Counter[tuple[int, str]]()
    for row in office.database.rows("SELECT slot, state FROM outbox WHERE slot IS NOT NULL AND edits IS NULL"):
        sends[int(row.slot), str(row.state)] += 1
    for row in office.database.rows(
        "SELECT id, report, chat, period, state, late FROM slots WHERE chat < 0 AND reason <> 'rest_day'"
    ):
        states = {state for slot, state in sends if slot == row.id}
        if row.report not in HEADS:
            continue  # A lost group's alarm of one.
        fate = "skipped" if row.state == "skipped" else "late" if row.late else "sent"
        if row.state != "skipped" and states != {"sent"}:
            refused = states == {UNDELIVERABLE, "skipped"}  # Pictures follow the text that was refused (0066).
            fate = UNDELIVERABLE if refused else "/".join(sorted(states)) or "without a message"
        yield int(row.chat), str(row.report), str(row.period), fate


def _there(office: Office, group: Room) -> Iterator[tuple[int, str, int]]:
    """Yield the reports that lie in a group, with the moment of each."""
    reports = {head: report for report, head in HEADS.items()}
    for one in office.said(group):
        head, bar, _ = one["text"].partition("｜")
        if bar and head in reports:
            yield group.id, reports[head], int(one["date"])


def _has(message: dict[str, object], label: str) -> bool:
    return label in str(message.get("reply_markup", ""))


def _size(office: Office) -> int:
    """Return the bytes of the database."""
    url = office.environment["TAIZHANG_DATABASE_URL"]
    if url.startswith("sqlite"):
        return Path(url.removeprefix("sqlite:///")).stat().st_size
    return int(office.database.rows("SELECT pg_database_size(current_database())")[0][0])
