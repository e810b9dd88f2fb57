"""``pushes``: weeks of scheduled messages under kill -9 and lossy sends; each arrives once, at its own moment."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.house import house_of
from bot.sandbox.faults import Fault
from config.settings import Settings
from tests.chaos import oracle
from tests.chaos.lives import Lives
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most, none
from tests.chaos.seeding import Plan

MORNING, PROMPT, PREVIEW, LAST, EVENING = HOURS = (time(8, 30), time(16, 30), time(16, 50), time(17, 15), time(17, 30))
START = at("2026-11-01 12:00")
NOT_OWING = ("陈静", "孙明")
"""The leader and the administrator owe no daily report; all others are asked for theirs, and nobody gives any."""
TOLD_WHO_IS_MISSING = ("李四", "周琳", "赵刚", "吴敏", "郑华", "冯涛", "韩雪", "杨帆", "朱江")
"""The coordinators and the heads."""
COORDINATORS = TOLD_WHO_IS_MISSING[:2]
"""They read at 16:50 what the groups will get; all groups read the same."""
UNKNOWN = 0.5
PATIENCE = 180.0
IDLE = 2.5
"""Seconds within which a life ends at the latest: most of a push is over by then."""
AFTER = 3.0
"""Seconds after which a request that is still on its way has arrived; a hanging one takes effect before."""
KINDS = ("drop", "error", "html", "garbage", "half", "truncated", "hang")
LOST_ANSWER = 12.0
"""Seconds after which nobody waits for an answer any more."""

Push = tuple[int, str, datetime]
"""Chat, first word of the message, moment of the office's clock."""


@dataclass(frozen=True)
class Size:
    """How much is pushed, and what is done to it."""

    groups: int
    days: int
    kills: int
    losses: int
    owed: int


FULL, SHORT = Size(90, 14, 200, 115, 3_000), Size(2, 1, 2, 2, 50)


async def pushes(run: Run) -> list[Figure]:
    """Let the clock jump from push to push under kills and losses, then count what lies in the chats."""
    size = SHORT if run.short else FULL
    async with opened(run, Plan(groups=size.groups, start=START), TAIZHANG_PROBE__AFTER=str(AFTER)) as office:
        moments = list(_moments(size.days))
        chance, played = run.chance("pushes"), list[Fault]()
        await _greet(office)
        owed = list[Push]()
        for number, moment in enumerate(moments):
            now = list(_owed(office, moment))
            owed += now
            played += _lose(office, chance, _share(size.losses, number, len(moments)), among=len(now))
            office.clock.jump_to(moment)
            await _live(office, chance, _share(size.kills, number, len(moments)), calls=len(now))
            await office.until(_come(office, now), patience=PATIENCE)
        office.world.faults.clear()
        await office.finish()
        lossy = sum(fault.played for fault in played)
        return [
            at_least("kills", office.bot.kills, size.kills),
            at_least("lossy sends", lossy, 0.8 * size.losses),
            at_least("owed", len(owed), size.owed),
            *_counted(office, owed),
            *await oracle.check(office),
        ]


async def _greet(office: Office) -> None:
    """Let a word be said in every chat, as it is when chats are bound: the probe counts from what it has seen."""
    for group in office.groups:
        office.says("李四", "大家好", chat=group)
    for name in office.people:
        office.says(name, "我的待办")
    await office.bot.start()
    await office.settle()


def _moments(days: int) -> Iterator[datetime]:
    """Yield the hours at which something is owed, on so many workdays."""
    calendar = house_of(Settings()).calendar
    day = START.date()
    while days:
        day += timedelta(days=1)
        if calendar.is_workday(day):
            days -= 1
            yield from (datetime.combine(day, hour, START.tzinfo) for hour in HOURS)


def _owed(office: Office, moment: datetime) -> Iterator[Push]:
    """Yield what must arrive at that moment, by the timetable alone."""
    owing = [name for name in office.people if name not in NOT_OWING]
    groups: dict[time, tuple[str, ...]] = {MORNING: ("日调度",), EVENING: ("日报告", *_weekly(moment.date()))}
    people = {
        PROMPT: ("日报提醒", owing),
        LAST: ("日报提醒", owing),
        EVENING: ("日报未报人员", TOLD_WHO_IS_MISSING),
    }
    for report in groups.get(moment.time(), ()):
        yield from ((group.id, report, moment) for group in office.groups)
    head, names = people.get(moment.time(), ("", []))
    yield from ((office.people[name].id, head, moment) for name in names)
    if moment.time() == PREVIEW:
        shown = ("发布预览", *groups[EVENING])
        yield from ((office.people[name].id, report, moment) for name in COORDINATORS for report in shown)


def _weekly(day: date) -> tuple[str, ...]:
    return ("周总结",) if day.weekday() == 4 else ()


def _lose(office: Office, chance: random.Random, losses: int, *, among: int) -> Iterator[Fault]:
    """Let so many sends of this push go wrong, anywhere among them, before their effect or after it."""
    for _ in range(losses):
        when = chance.choice(("before", "after"))
        seconds = AFTER - 1 if when == "before" else LOST_ANSWER
        skip = chance.randrange(max(among // losses, 1))
        yield office.fault(chance.choice(KINDS), when=when, method="sendMessage", skip=skip, seconds=seconds)


def _share(whole: int, number: int, of: int) -> int:
    """Return the part of the whole that falls to one of so many turns, without a remainder in the end."""
    return whole * (number + 1) // of - whole * number // of


async def _live(office: Office, chance: random.Random, kills: int, *, calls: int) -> None:
    """Kill the bot so often while this push goes out."""
    if not kills:
        return
    began = office.world.journal.seq
    await Lives(office, chance, kills, lambda: began + calls - office.world.journal.seq, longest=IDLE).run()


def _come(office: Office, owed: list[Push]) -> Callable[[], bool]:
    """Return what tells whether all of it has arrived, or lies where somebody was asked about it."""
    return lambda: office.settled() and len(set(owed) - there(office).keys()) <= _unknown(office).total()


def there(office: Office) -> Counter[Push]:
    """Count what lies in the chats by chat, first word and moment."""
    zone = START.tzinfo
    return Counter(
        (room.id, one["text"].partition("｜")[0], datetime.fromtimestamp(one["date"], zone))
        for room in office.world.rooms.values()
        for one in office.said(room)
        if "｜" in one["text"]
    )


def _counted(office: Office, owed: list[Push]) -> Iterator[Figure]:
    """Yield never sent, sent twice, never owed, and unknown."""
    found = there(office)
    unknown = _unknown(office)
    missing = Counter(push[0] for push in owed if not found[push])
    yield none("never sent", (missing - unknown).elements())
    yield none("sent twice", (push for push, count in found.items() if count > 1))
    yield none("sent without being owed", found.keys() - set(owed))
    yield at_most("unknown in percent", 100 * unknown.total() / len(owed), UNKNOWN)


def _unknown(office: Office) -> Counter[int]:
    return Counter(int(row[0]) for row in office.database.rows("SELECT chat FROM outbox WHERE state = 'unknown'"))
