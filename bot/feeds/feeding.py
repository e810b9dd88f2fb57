"""Feeding: each program gets what was written since it last confirmed; nothing is left out and nothing overtakes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime, timedelta

import structlog

from bot.alerts import tell
from bot.clock import Clock
from bot.feeds.calling import Call, call_of
from bot.posting import Poster
from bot.sessions import failures
from bot.waiting import Waker
from config.channels import Feed
from handlers.wording import feeds as wording
from ledger.people import Role
from ledger.values import dataclass
from storage.export import entry_window, without_words
from storage.feeds import Feeds, FeedState
from storage.store import Store

log = structlog.get_logger(__name__)

LOOK_EVERY = 2.0
"""Seconds between two looks; a look is one small query for each feed."""
IDLE = 3600.0
AT_ONCE = 100
"""Entries in one call."""
LEASE = timedelta(seconds=120)
"""So long a process that died keeps a feed from the others; a call takes less."""
LONGEST_PAUSE = 600.0
GONE = 410
"""A program that answers so wants nothing more."""


@dataclass
class Feeding:
    """Posts to every feed of the settings; of several processes one does at a time, for each feed."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    poster: Poster
    feeds: Mapping[str, Feed]
    woken: Waker = field(default_factory=Waker)

    def __post_init__(self) -> None:
        self._states = Feeds(self.store.database)

    async def run(self, stop: asyncio.Event) -> None:
        """Post until told to stop; a feed's trouble is not the next one's."""
        while not stop.is_set():
            posted = await self._turn_until(stop)
            pause = LOOK_EVERY if self.feeds else IDLE  # Even then once, for feeds that the settings have dropped.
            await self.woken.wait(0 if posted else pause, stop=stop)

    async def _turn_until(self, stop: asyncio.Event) -> bool:
        """Make one turn; a call that is under way when the order to stop comes is cut off, and comes again."""
        turn, stopped = asyncio.ensure_future(self.turn()), asyncio.ensure_future(stop.wait())
        await asyncio.wait([turn, stopped], return_when=asyncio.FIRST_COMPLETED)
        for one in (turn, stopped):
            one.cancel()
        (result, _) = await asyncio.gather(turn, stopped, return_exceptions=True)
        if isinstance(result, Exception):  # A door: the database may be away for a while.
            log.warning("feeds_not_read", kind=type(result).__name__)
        return result is True

    async def turn(self) -> bool:
        """Begin what is new in the settings, and give every feed its next call; tell whether there may be more."""
        known = {one.name for one in await self._states.all()}
        if known - set(self.feeds):
            await self._states.keep_only(list(self.feeds))
        for name in [name for name in self.feeds if name not in known]:
            await self._begin(name)
        results = await asyncio.gather(*map(self._feed, self.feeds), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return any(results)

    async def _begin(self, name: str) -> None:
        async with self.store.reading(now=self.clock.now()) as books:
            head = (await books.head()).seq
        await self._states.begin(name, after=head if self.feeds[name].start == "now" else 0)

    async def _feed(self, name: str) -> bool:
        state = await self._states.get(name)
        if state is None or state.given_up or (state.next_try is not None and state.next_try > self.real()):
            return False
        async with self.store.reading(now=self.clock.now()) as books:
            if (await books.head()).seq <= state.seq:
                return False
        now = self.real()
        if not await self._states.lease(name, now=now, until=now + LEASE):
            return False
        try:
            return await self._next(name)
        except asyncio.CancelledError:
            await self._states.release(name)
            raise

    async def _next(self, name: str) -> bool:
        """Post what comes next, as it stands now that the feed is ours; tell whether it was confirmed."""
        feed, state = self.feeds[name], await self._states.get(name)
        assert state is not None  # noqa: S101 - it was just leased
        async with self.store.reading(now=self.clock.now()) as books:
            found = await entry_window(books, after=state.seq, most=AT_ONCE)
        wanted = [one for one in found if not feed.kinds or one["kind"] in feed.kinds]
        said = wanted if feed.words else list(map(without_words, wanted))
        if said:
            call = call_of(name, said, secret=feed.secret.get_secret_value(), at=self.real())
            if reason := await self._post(feed, call):
                await self._failed(state, feed, reason)
                return False
        await self._states.confirmed(name, seq=found[-1]["seq"] if found else state.seq)
        return bool(found)

    async def _post(self, feed: Feed, call: Call) -> str:
        """Return why it was in vain; nothing where the program has confirmed."""
        try:
            answer = await self.poster.post(feed.url, call.body, call.headers)
        except failures() as error:
            return type(error).__name__  # Its text may hold the URL.
        return "" if 200 <= answer.status < 300 else f"HTTP {answer.status}"

    async def _failed(self, state: FeedState, feed: Feed, reason: str) -> None:
        """Try again later and later, and give up in the end: then somebody has to look, and says when it goes on."""
        now = self.real()
        since = state.failing_since or now
        given_up = now - since >= feed.give_up or reason == f"HTTP {GONE}"
        pause = timedelta(seconds=min(2.0 ** min(state.tries, 10), LONGEST_PAUSE))
        await self._states.failed(state.name, reason=reason, since=since, next_try=now + pause, given_up=given_up)
        log.warning("feed_failed", feed=state.name, reason=reason, given_up=given_up)
        if given_up:
            async with self.store.books(now=self.clock.now()) as books:
                await tell(books, [Role.ADMIN], wording.given_up(state.name, reason))
