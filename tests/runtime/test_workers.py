"""Workers: in order per chat; a bug is tried three times and then set aside, an outage for as long as it lasts."""

from __future__ import annotations

import asyncio
import json

import pytest
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.evidence import EvidenceFolder
from bot.intake.dealing import DEADLY, Dealing
from bot.intake.extracting import raw_update
from bot.intake.fetching import Fetching
from bot.intake.workers import Workers, where
from bot.outages import is_outage, outlast
from bot.sheets import Sheets
from handlers import door
from handlers.desk import Desk
from storage.inbox import HeldElsewhere, Incoming
from tests.ledger.house import ADMIN
from tests.runtime.conftest import bind


class Scripted:
    """Deals as it is told to: by default it notes the update, and settles the row as the door would."""

    def __init__(self, store, clock) -> None:
        self.store, self.clock = store, clock
        self.seen: list[int] = []
        self.trouble: dict[int, list[Exception]] = {}
        self.apologies: list[int] = []
        self.reasons: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_once = self.most_at_once = 0

    async def deal(self, update, row: Incoming) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.gate.wait()
            if self.trouble.get(row.update_id):
                raise self.trouble[row.update_id].pop(0)
            async with self.store.books(now=self.clock.now(), source=row):
                self.seen.append(json.loads(row.raw)["update_id"])
        finally:
            self.at_once -= 1

    async def apologise(self, row: Incoming, reason: str) -> None:
        self.apologies.append(row.update_id)
        self.reasons.append(reason)


@pytest.fixture
def dealing(store, clock) -> Scripted:
    return Scripted(store, clock)


@pytest.fixture
def workers(store, dealing, real) -> Workers:
    return Workers(store, dealing, real.now, lambda: None)


async def keep(store, real, *updates: tuple[int, int]) -> None:
    """Keep updates as (update id, chat)."""
    rows = [raw_update({"update_id": n, "message": {"message_id": n, "chat": {"id": chat}}}) for n, chat in updates]
    await store.inbox.keep(1, rows, received_at=real.now())


async def settle(workers: Workers) -> None:
    """Work until no lane is ready."""
    for _ in range(20):
        await workers._look(asyncio.Event())
        await asyncio.gather(*workers._busy.values())
        if not await workers.store.inbox.lanes(now=workers.real()):
            return


async def test_each_chat_in_order(workers, dealing, store, real):
    await keep(store, real, (1, 7), (2, 8), (3, 7), (4, 8), (5, 7))
    await settle(workers)
    assert [n for n in dealing.seen if n in (1, 3, 5)] == [1, 3, 5]
    assert [n for n in dealing.seen if n in (2, 4)] == [2, 4]
    assert await store.inbox.counts() == {"done": 5}


async def test_while_more_of_a_chat_waits_answers_will_follow(workers, dealing, store, real):
    """The last one's answer waits for nobody, nor does one whose chat stands still behind it."""
    await keep(store, real, (1, 7), (2, 7), (3, 7))
    followed = {}
    workers.done = lambda: followed.update({dealing.seen[-1]: workers.has_more("c7")})
    await settle(workers)
    assert followed == {1: True, 2: True, 3: False}
    await keep(store, real, (4, 7), (5, 7))
    dealing.trouble[4] = [ConnectionError()]
    await workers._look(asyncio.Event())
    await asyncio.gather(*workers._busy.values())
    assert not workers.has_more("c7")


async def test_lanes_go_side_by_side_but_not_without_end(workers, dealing, store, real):
    await keep(store, real, *[(n, n) for n in range(1, 21)])
    dealing.gate.clear()
    await workers._look(asyncio.Event())
    while dealing.at_once < workers.at_once:  # noqa: ASYNC110 - nobody tells when all hands are full
        await asyncio.sleep(0)
    await workers._look(asyncio.Event())
    dealing.gate.set()
    await settle(workers)
    assert dealing.most_at_once == workers.at_once
    assert len(dealing.seen) == 20


async def test_a_bug_is_set_aside_after_three_tries_and_apologised_for_once(workers, dealing, store, real):
    await keep(store, real, (1, 7), (2, 7), (3, 8))
    dealing.trouble[1] = [KeyError("x") for _ in range(5)]
    await settle(workers)
    assert dealing.seen == [3]
    for _ in range(2):
        real.pass_by(3)
        await settle(workers)
    assert dealing.seen == [3, 2]
    assert dealing.apologies == [1]
    assert dealing.reasons[0].startswith("KeyError at ")
    assert await store.inbox.counts() == {"quarantined": 1, "done": 2}


async def test_what_was_set_aside_is_dealt_with_once_the_bug_is_mended(workers, dealing, store, real):
    await keep(store, real, (1, 7))
    dealing.trouble[1] = [KeyError("x") for _ in range(3)]
    for _ in range(3):
        await settle(workers)
        real.pass_by(3)
    assert await store.inbox.counts() == {"quarantined": 1}
    assert await store.inbox.again([1]) == 1
    await settle(workers)
    assert dealing.seen == [1]
    assert await store.inbox.counts() == {"done": 1}


class Death(BaseException):
    """Ends the process: nothing that the program could catch."""


async def life(store, dealing, real, deadly: int) -> bool:
    """Let a process live until it has nothing to do, or until the deadly update ends it; return whether it lived."""
    workers = Workers(store, dealing, real.now, lambda: None)
    await store.inbox.started()
    dealing.trouble[deadly] = [Death()]
    try:
        await settle(workers)
    except Death:
        return False
    return True


async def test_an_update_under_which_the_process_ends_is_set_aside_and_the_others_go_on(dealing, store, real):
    await keep(store, real, (1, 7), (2, 7), (3, 8))
    lives = [await life(store, dealing, real, deadly=1) for _ in range(8)]
    assert lives == [False] * 6 + [True] * 2
    assert sorted(dealing.seen) == [2, 3]
    assert dealing.apologies == [1]
    assert [one.reason for one in await store.inbox.aside()] == [DEADLY]


async def test_whoever_waited_through_many_starts_is_not_blamed(workers, dealing, store, real):
    await keep(store, real, *[(n, n) for n in range(1, 21)])
    for _ in range(5):
        await store.inbox.started()
    await settle(workers)
    assert len(dealing.seen) == 20
    assert dealing.most_at_once == 1
    assert dealing.apologies == []


async def test_an_outage_is_not_held_against_a_suspect(workers, dealing, store, real):
    await keep(store, real, (1, 7))
    for _ in range(2):
        await store.inbox.started()
    dealing.trouble[1] = [ConnectionError() for _ in range(6)]
    for _ in range(7):
        await settle(workers)
        real.pass_by(60)
    assert dealing.seen == [1]


class Broken(Dealing):
    """Has a bug in every update."""

    async def deal(self, update, row: Incoming) -> None:
        raise KeyError("张三 13800000000")


@pytest.fixture
def broken(store, bot, clock, real, tmp_path) -> Broken:
    desk = Desk(application=door.build_application(bot), bot_id=bot.id, username="taizhang_bot", real_now=real.now)
    folder = EvidenceFolder(tmp_path)
    return Broken(store, clock, desk, Fetching(bot, folder), Sheets(store, clock, folder, real.now))


async def test_a_bug_is_reported_to_the_administrators_once_and_to_each_sender(workers, broken, store, real):
    await bind(store, ADMIN.id, 77)
    workers.dealing = broken
    await keep(store, real, (1, 7), (2, 8))
    for _ in range(3):
        await settle(workers)
        real.pass_by(3)
    alert = await store.outbox.next_in("c77", now=real.now())
    assert alert is not None
    assert "KeyError at runtime/test_workers.py:" in alert.payload["text"]
    assert "138" not in alert.payload["text"]
    assert await store.outbox.counts() == {"waiting": 3}


AWAY = (ConnectionError(), TelegramError("Invalid server response"), InvalidToken(), Conflict("another"))
"""What a file's download can meet while the platform is away."""


@pytest.mark.parametrize("trouble", AWAY, ids=lambda error: type(error).__name__)
async def test_an_outage_is_waited_out_however_long(workers, dealing, store, real, trouble):
    await keep(store, real, (1, 7))
    dealing.trouble[1] = [trouble for _ in range(6)]
    for _ in range(7):
        await settle(workers)
        real.pass_by(60)
    assert dealing.seen == [1]
    assert dealing.apologies == []


async def test_what_another_process_has_dealt_with_is_passed_over(workers, dealing, store, real, clock):
    await keep(store, real, (1, 7))
    row = await store.inbox.next_in("c7", now=real.now())
    async with store.books(now=clock.now(), source=row):
        pass
    assert await workers._deal(row)
    assert dealing.seen == []


def test_a_bug_is_named_without_its_message():
    with pytest.raises(KeyError) as caught:
        {}["张三 13800000000"]
    said = where(caught.value)
    assert "KeyError" in said
    assert "138" not in said
    assert not is_outage(KeyError())


async def test_what_is_read_at_the_start_waits_for_a_database_that_is_away(monkeypatch, never):
    monkeypatch.setattr("bot.outages.PAUSE", 0)
    answers = [OSError(), TimeoutError(), None]

    async def look() -> str:
        if (error := answers.pop(0)) is not None:
            raise error
        return "花名册"

    assert await outlast(look, never) == "花名册"
    answers.append(KeyError())
    with pytest.raises(KeyError):
        await outlast(look, never)
    never.set()
    assert await outlast(look, never) is None


async def test_where_another_process_is_at_work_the_lane_is_left_to_it_for_a_moment(workers, store, real, dealing):
    """Its order is kept, the other chats go on, and nothing is counted against the update."""
    await keep(store, real, (1, 7), (2, 7), (3, 8))
    dealing.trouble = {1: [HeldElsewhere(1)]}
    stop, finished = asyncio.Event(), asyncio.Event()
    workers.done = lambda: finished.set() if len(dealing.seen) == 3 else None
    running = asyncio.create_task(workers.run(stop))
    async with asyncio.timeout(60):
        await finished.wait()
    stop.set()
    await running
    assert dealing.seen == [3, 1, 2]
    assert dealing.apologies == []
