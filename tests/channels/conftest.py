"""Groups of other messengers beside the small office, and the delivery that writes to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.channels.calling import ChannelCalls
from bot.clock import ScaledClock
from bot.delivery.pacing import Pacing
from bot.delivery.prober import Prober
from bot.delivery.pump import Delivery
from bot.delivery.sender import Sender
from bot.posting import Poster
from bot.sandbox.client import SandboxClient
from bot.transport import surely_not_sent
from storage.channels import Channels
from storage.store import Store
from tests.ledger.house import MONDAY
from tests.runtime.conftest import (  # noqa: F401 - fixtures
    RealTime,
    alerts,
    bot,
    clock,
    database_file,
    office,
    prober,
    real,
    store,
    url,
    world,
    zhang,
)
from tests.support.messengers import Messengers, messengers


@pytest.fixture
async def outside(real) -> AsyncIterator[Messengers]:  # noqa: F811 - the fixture
    async with messengers(lambda: real.now().timestamp()) as made:
        yield made


@pytest.fixture
async def calls(store, real, outside) -> AsyncIterator[ChannelCalls]:  # noqa: F811 - the fixture
    poster = Poster(seconds=2)
    yield ChannelCalls(store, poster, real.now, (outside.host,))
    await poster.close()


@pytest.fixture
def delivery(store, bot, real, alerts, calls) -> Delivery:  # noqa: F811 - the fixture
    sender = Sender(store, bot, real.now, alerts, surely_not_sent, calls)
    pacing = Pacing(per_second=0, chat_seconds=0, group_per_minute=0, channel_per_minute=0)
    return Delivery(store, sender, pacing, real.now)


@pytest.fixture
def join(store, outside, tmp_path):  # noqa: F811 - the fixture
    """Return what adds a channel to the house, its address in a file."""

    async def joined(platform: str, *, reports=("daily",), unit=None, secret: str = "", address: str = "") -> int:
        file = tmp_path / f"{platform}.url"
        file.write_text(f"{address or outside.url(platform)} {secret}\n")
        async with store.books(now=MONDAY) as books:
            chat = await Channels(books).add(f"{platform}群", platform=platform, address=f"file:{file}")
            await books.directory.bind_chat(chat, unit=unit, reports=reports, by=None, now=MONDAY)
        return chat

    return joined


@dataclass
class Town:
    """Everything that a report passes on its way to the groups of other messengers."""

    store: Store
    office: SandboxClient
    outside: Messengers
    delivery: Delivery
    prober: Prober
    join: Callable[..., Awaitable[int]]
    real: RealTime
    clock: ScaledClock


@pytest.fixture
def town(request: pytest.FixtureRequest) -> Town:
    return Town(**{name: request.getfixturevalue(name) for name in Town.__dataclass_fields__})
