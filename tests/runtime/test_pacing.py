"""Pacing: the platform's limits are kept as it sees them, and nothing is given away."""

from __future__ import annotations

from bot.delivery.pacing import BRAKE, LATEST, MARGIN, Pacing


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


def way(pacing, now, *, there, back, turn=0.0):
    """Let a call have its turn, leave, arrive and be answered; return when it arrived."""
    departure = pacing.left(5, "sendMessage")
    now[0] += turn
    departure.leaves()
    now[0] += there
    arrived = now[0]
    now[0] += back
    departure.answered(None)
    return arrived


def test_what_is_held_up_on_its_way_counts_from_its_arrival():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    way(pacing, now, there=0.02, back=0.02)
    now[0] += 5
    arrived = way(pacing, now, there=0.12, back=0.02, turn=0.3)
    now[0] += pacing.wait(5, "sendMessage")
    assert 0 <= now[0] + 0.02 - (arrived + 1) <= 2 * MARGIN


def test_an_even_way_costs_nothing_however_long():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    for _ in range(3):
        left = now[0]
        way(pacing, now, there=0.2, back=0.2)
        now[0] += pacing.wait(5, "sendMessage")
    assert now[0] - left <= 1 + 2 * MARGIN


def test_an_answer_that_takes_long_holds_nobody_up_for_long():
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    way(pacing, now, there=0.01, back=0.01)
    now[0] += 5
    left = now[0]
    way(pacing, now, there=0.01, back=0.9)
    assert left + 1 + LATEST - now[0] <= pacing.wait(5, "sendMessage") <= left + 1 + LATEST + MARGIN - now[0] + 1e-9


def test_after_a_refusal_nothing_leaves_for_a_moment():
    """It may mean everybody; one that is to last for an hour means a chat, and the others go on."""
    now = [100.0]
    pacing = Pacing(monotonic=lambda: now[0])
    pacing.left(5, "sendMessage").answered(3600.0)
    assert pacing.wait(6, "sendMessage") == BRAKE
    assert pacing.is_full
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
