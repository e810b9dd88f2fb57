"""``writers``: people who write at once, tap at once, ask faster than they are answered; each chat in its order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.demo.pictures import photo
from bot.sandbox import acts
from tests.chaos import conserved, oracle
from tests.chaos.load import REPORTERS, Crowd
from tests.chaos.memory import resident, watched
from tests.chaos.office import Json, Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most, none
from tests.chaos.seeding import Plan
from tests.chaos.working import finish, rest, warm_up

PLAN = Plan(groups=2, start=at("2026-11-26 09:00"))
BOSS, REVIEWER, UNIT, DOER, COLLEAGUE = "李四", "钱进", "综合科", "赵刚", "张三"
TAPS = 20
APART = 0.05
"""Seconds between the two messages of a pair."""
CHANGED = ("已变更", "已销号，无需重复办理")
"""What the later one of two is told: that the task has moved on, or already how."""
GROWTH = 150.0
"""MiB that thousands of updates at once may add."""
PATIENCE = 3600.0
PIECE = 200


@dataclass(frozen=True)
class Size:
    """How many tasks are closed by two at once, and how much is written by two, in pairs, and at once by all."""

    warm: int
    tasks: int
    rounds: int
    pairs: int
    updates: int


FULL, SHORT = Size(4, 20, 200, 500, 5_000), Size(1, 1, 3, 4, 20)


async def writers(run: Run) -> list[Figure]:
    """Let people meet in one task, one card and one chat; then let everybody speak before the bot is there."""
    size = SHORT if run.short else FULL
    async with opened(run, PLAN) as office:
        crowd = Crowd(office, run.chance("crowd"))
        await warm_up(office, crowd, tasks=size.warm)
        tasks = [await _assigned(office, crowd) for _ in range(size.tasks)]
        for _ in range(size.rounds):
            for who in (DOER, COLLEAGUE):
                _say(office, crowd, who, f"{tasks[0]}完成{crowd.chance.randrange(1, 99)}%，已完成{crowd.word()}汇总")
            await asyncio.sleep(0)
        await rest(office, crowd, patience=PATIENCE)
        told = [await _closed_by_two(office, number) for number in tasks]
        disordered = await _pairs(office, crowd, size.pairs)
        growth = await _at_once(office, crowd, size.updates)
        await finish(office, crowd)
        closed = [one.task for one in office.database.entries(after=office.seq) if one.kind == "Closed"]
        return [
            at_least("writes by two to one task", 2 * size.rounds, 2 * SHORT.rounds),
            none("tasks that two closed and that were not closed once", _not_once(tasks, closed)),
            none("closed by two and the later one not told that it has changed", (n for n in told if n != 1)),
            none("chats in which an answer overtook another", disordered),
            at_most(f"MiB that {size.updates} updates at once added", round(growth, 1), GROWTH),
            *await conserved.check(office, crowd),
            *await oracle.check(office),
        ]


def _say(office: Office, crowd: Crowd, who: str, text: str) -> Json:
    said = office.says(who, text)
    crowd.answers[office.room(who).id, said["message_id"]] = 1
    return said


async def _assigned(office: Office, crowd: Crowd) -> str:
    """Assign a task by a card that is tapped twenty times, have it signed for, and return its number."""
    group, word = office.groups[0], crowd.word()
    said = office.says(BOSS, f"请{UNIT}周五下班前报送{word}分析材料", chat=group)
    await office.settle()
    card = next(
        one for one in office.said(group) if one.get("reply_to_message", {}).get("message_id") == said["message_id"]
    )
    for _ in range(TAPS):
        office.taps(BOSS, "确认", card, chat=group)
    await office.settle()
    number = next(one["text"].split()[0] for one in office.said(DOER) if word in one["text"])
    _say(office, crowd, DOER, f"签收 {number}")
    crowd.effects[number] = 1
    await office.settle()
    return str(number)


async def _closed_by_two(office: Office, number: str) -> int:
    """Have the task claimed, let two who may close it do so at once; return how many were told it has changed."""
    given = {"caption": f"{number} 申请销号"}
    file = ("photo.png", photo(number))
    acts.send_file(office.world, office.room(DOER), office.people[DOER], file, kind="photo", given=given)
    await office.settle()
    before = office.world.journal.seq
    for who in (BOSS, REVIEWER):
        office.taps(
            who, "同意销号", next(one for one in office.said(who) if one["text"].startswith(f"{number} 申请销号"))
        )
    await office.settle()
    toasts = office.world.journal.since(before, "answerCallbackQuery")
    return sum(any(one in str(call["params"].get("text")) for one in CHANGED) for call in toasts)


def _not_once(tasks: Sequence[str], closed: Sequence[str | None]) -> Iterator[str]:
    yield from (f"{number}: {closed.count(number)}" for number in tasks if closed.count(number) != 1)


async def _pairs(office: Office, crowd: Crowd, pairs: int) -> list[str]:
    """Let people say two things 50 ms apart, each of which is answered; return where the order was not kept."""
    before = {who: len(office.said(who)) for who in REPORTERS}
    asked: dict[str, list[int]] = {who: [] for who in REPORTERS}
    for _ in range(pairs):
        who = crowd.chance.choice(REPORTERS)
        for text in (f"今日：起草{crowd.word()}提纲。明日：校核。困难：无", "我的待办"):
            asked[who].append(_say(office, crowd, who, text)["message_id"])
            await asyncio.sleep(APART)
    await rest(office, crowd, patience=PATIENCE)
    answered = {who: [_reply_of(one) for one in office.said(who)[before[who] :]] for who in REPORTERS}
    return [who for who in REPORTERS if [one for one in answered[who] if one in asked[who]] != asked[who]]


def _reply_of(message: Json) -> int:
    return int(message.get("reply_to_message", {}).get("message_id", 0))


async def _at_once(office: Office, crowd: Crowd, updates: int) -> float:
    """Let everybody speak while the bot is away, then start it; return the MiB that it took more than before."""
    before = resident(office.bot.pid)
    await office.bot.stop()
    for number in range(updates):
        crowd.step()
        if number % PIECE == 0:
            await asyncio.sleep(0)  # The sandbox answers nobody else meanwhile.
    await office.bot.start()
    async with watched(office.bot.pid) as memory:
        await rest(office, crowd, patience=PATIENCE)
    return memory.most - before
