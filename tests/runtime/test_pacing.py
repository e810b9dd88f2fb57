"""Pacing: the platform's limits are kept as it sees them, and nothing is given away."""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Iterable

from bot.delivery.pacing import AHEAD, BRAKE, LATEST, MARGIN, Departure, Pacing
from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Limits


def pace(calls, pacing, now):
    """Return when each call could leave."""
    left = []
    for chat in calls:
        now[0] += pacing.wait(chat, "sendMessage")
        pacing.left(chat, "sendMessage")
        left.append(now[0])
    return left


def test_one_a_second_to_a_person():
    now = [0.0]
    left = pace([5, 5, 5], Pacing(monotonic=lambda: now[0]), now)
    assert [round(moment) for moment in left] == [0, 1, 2]


def test_twenty_a_minute_to_a_group():
    now = [0.0]
    left = pace([-5] * 21, Pacing(chat_seconds=0, monotonic=lambda: now[0]), now)
    assert left[19] == 0
    assert left[20] >= 60


def test_thirty_a_second_in_all():
    now = [0.0]
    left = pace(range(1, 62), Pacing(monotonic=lambda: now[0]), now)
    for moment in left:
        assert sum(moment <= other < moment + 1 for other in left) <= 30


def test_taps_are_outside_the_limits():
    pacing = Pacing(per_second=1, monotonic=lambda: 0.0)
    pacing.left(5, "sendMessage")
    assert pacing.wait(5, "answerCallbackQuery") == 0
    assert pacing.wait(5, "sendMessage") > 0


async def way(pacing, now, *, there, back, turn=0.0):
    """Let a call have its turn, leave, arrive and be answered; return when it arrived."""
    departure = pacing.left(5, "sendMessage")
    now[0] += turn
    await departure.leaves()
    now[0] += there
    arrived = now[0]
    now[0] += back
    departure.answered(None)
    return arrived


async def test_what_is_held_up_on_its_way_counts_from_its_arrival():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    await way(pacing, now, there=0.02, back=0.02)
    now[0] += 5
    arrived = await way(pacing, now, there=0.12, back=0.02, turn=0.3)
    now[0] += pacing.wait(5, "sendMessage")
    assert 0 <= now[0] + 0.02 - (arrived + 1) <= 2 * MARGIN


async def test_an_even_way_costs_nothing_however_long():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    for _ in range(3):
        left = now[0]
        await way(pacing, now, there=0.2, back=0.2)
        now[0] += pacing.wait(5, "sendMessage")
    assert now[0] - left <= 1 + 2 * MARGIN


async def test_an_answer_that_takes_long_holds_nobody_up_for_long():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    await way(pacing, now, there=0.01, back=0.01)
    now[0] += 5
    left = now[0]
    await way(pacing, now, there=0.01, back=0.9)
    assert left + 1 + LATEST - now[0] <= pacing.wait(5, "sendMessage") <= left + 1 + LATEST + MARGIN - now[0] + 1e-9


class Platform:
    """Calls on their way in time that is only thought: to the sandbox's limits and back, each as fast as it happens."""

    def __init__(self, seed: int, *, jitter: float) -> None:
        self.chance, self.jitter = random.Random(seed), jitter
        self.now = 100.0
        self.limits = Limits(enforced=True, monotonic=lambda: self.now)
        self.accepted: list[float] = []
        self.refused = 0
        self._events: list[tuple[float, int, str, Departure, int]] = []

    def send(self, departure: Departure, chat: int) -> None:
        """Let a call commit, leave, arrive and be answered."""
        leaves = max(self.now + self.chance.uniform(0, self.jitter), departure.at)
        arrives = leaves + 0.025 + self.chance.uniform(0, self.jitter)
        for moment, what in ((leaves, "leaves"), (arrives, "arrives"), (arrives + 0.025, "answered")):
            heapq.heappush(self._events, (moment, len(self._events), what, departure, chat))

    def pass_by(self, until: float) -> None:
        """Let what happens by then happen."""
        while self._events and self._events[0][0] <= until:
            self.now, _, what, departure, chat = heapq.heappop(self._events)
            if what == "leaves":
                departure.at = self.now
            elif what == "answered":
                departure.answered(None)
            else:
                self._arrives(chat)
        self.now = until

    def _arrives(self, chat: int) -> None:
        try:
            self.limits.ask(1, "sendMessage", chat)
        except ApiError:
            self.refused += 1
        else:
            self.accepted.append(self.now)


def test_a_push_over_an_uneven_way_keeps_to_the_ideal_schedule_and_is_refused_nothing():
    """30 at once, then 30 a second (platform facts); within 3 %, and not one 429."""
    platform = Platform(20261127, jitter=0.03)
    pushed(platform, Pacing(monotonic=lambda: platform.now), 600)
    assert (platform.refused, len(platform.accepted)) == (0, 600)
    assert platform.accepted[-1] - platform.accepted[0] <= 1.03 * (600 - 30) / 30


def pushed(platform: Platform, pacing: Pacing, many: int, asked: Iterable[float] = ()) -> list[float]:
    """Push to so many chats; return how long each of those waited for the turn who were answered meanwhile."""
    questions, waits = deque(asked), list[float]()
    for chat in range(1, many + 1):
        while (questions and questions[0] <= platform.now) or (wait := pacing.wait(chat, "sendMessage")) > AHEAD:
            if questions and questions[0] <= platform.now:
                waits.append(answered(platform, pacing, questions.popleft()))
            else:
                soonest = platform.now + wait - AHEAD + 1e-6
                platform.pass_by(min([soonest, *([questions[0]] if questions else [])]))
        platform.send(pacing.left(chat, "sendMessage"), chat)
    platform.pass_by(platform.now + 5)
    return waits


def answered(platform: Platform, pacing: Pacing, since: float) -> float:
    """Let an answer have the next turn; return how long it waited for it."""
    chat = 1_000_000 + len(platform.accepted)
    while (wait := pacing.wait(chat, "sendMessage")) > AHEAD:
        platform.pass_by(platform.now + wait - AHEAD + 1e-6)
    departure = pacing.left(chat, "sendMessage")
    platform.send(departure, chat)
    return departure.at - since


def test_who_is_answered_during_a_long_push_waits_for_a_place_and_not_for_the_next_second():
    """But in the push's first seconds, whose places are taken as they come; evenness costs it less than a second."""
    platform = Platform(20261128, jitter=0.01)
    pacing = Pacing(monotonic=lambda: platform.now)
    pacing.expect(5_000)
    waits = pushed(platform, pacing, 450, asked=[100.25 + 0.61 * number for number in range(25)])
    assert waits[0] > 0.5
    assert max(waits[5:]) < 0.35
    assert (platform.refused, len(platform.accepted)) == (0, 475)
    assert platform.accepted[-1] - platform.accepted[0] <= 1.02 * (475 - 30) / 30 + 0.7


def test_a_short_push_takes_the_places_as_they_come():
    """Thirty groups get their report at once."""
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    pacing.expect(1_800)
    assert pace(range(1, 31), pacing, now) == [100.0] * 30


def test_a_push_that_is_long_is_even_to_its_last_second():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    for waiting in (1_801, 31):
        pacing.expect(waiting)
    left = pace(range(1, 31), pacing, now)
    assert 0.15 < left[-1] - left[0] < 0.3
    now[0] += 2
    pacing.expect(30)
    left = pace(range(31, 61), pacing, now)
    assert left[-1] == left[0]


def test_after_a_refusal_nothing_leaves_for_a_moment():
    """It may mean everybody; one that is to last for an hour means a chat, and the others go on."""
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    pacing.left(5, "sendMessage").answered(3600.0)
    assert pacing.wait(6, "sendMessage") == BRAKE
    assert pacing.full_for == BRAKE
    assert pacing.wait(6, "answerCallbackQuery") == 0
    now[0] += BRAKE
    assert pacing.wait(6, "sendMessage") == 0


def test_confirmations_leave_room_in_a_groups_minute():
    """Ten as they come, then one in six seconds; whatever else there is may leave meanwhile."""
    now = [100.0]
    pacing = Pacing(chat_seconds=0, monotonic=lambda: now[0])
    for _ in range(10):
        assert pacing.lull(-5) == 0
        pacing.left(-5, "sendMessage")
    assert 5.9 < pacing.lull(-5) < 6.1
    assert pacing.wait(-5, "sendMessage") == 0
    now[0] += 6.1
    assert pacing.lull(-5) == 0
    assert pacing.lull(-6) == 0


def test_chats_that_are_silent_are_forgotten():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    pacing.left(-5, "sendMessage")
    now[0] += 120
    pacing.forget_idle()
    assert (len(pacing._chats), len(pacing._groups)) == (0, 0)
