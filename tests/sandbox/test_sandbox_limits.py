"""The platform's sending limits, on a time of the test's own."""

from __future__ import annotations

import pytest
from sandbox_api import Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Limits
from bot.sandbox.people import Person


class Time:
    """Real seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


@pytest.fixture
def passing() -> Time:
    return Time()


@pytest.fixture
def limits(passing: Time) -> Limits:
    return Limits(enforced=True, monotonic=passing)


def wait(limits: Limits, chat: int, method: str = "sendMessage", **more: int) -> int:
    """Return the seconds that a call is asked to wait, 0 if it passes."""
    try:
        limits.ask(1, method, chat, **more)
    except ApiError as refused:
        return int((refused.parameters or {})["retry_after"])
    return 0


def test_off_unless_switched_on(passing: Time) -> None:
    off = Limits(monotonic=passing)

    assert [wait(off, 11) for _ in range(100)] == [0] * 100


def test_a_chat_takes_one_a_second_and_a_burst_where_allowed(limits: Limits, passing: Time) -> None:
    assert [wait(limits, 11), wait(limits, 11), wait(limits, 12)] == [0, 1, 0]
    passing.now = 1.0
    assert wait(limits, 11) == 0

    limits.settle({"burst": 3})
    passing.now = 10.0
    assert [wait(limits, 11) for _ in range(4)] == [0, 0, 0, 3]


def test_thirty_a_second_in_all(limits: Limits, passing: Time) -> None:
    assert [wait(limits, chat) for chat in range(1, 32)] == [0] * 30 + [1]
    passing.now = 1.0
    assert wait(limits, 99) == 0


def test_a_group_takes_twenty_a_minute(limits: Limits, passing: Time) -> None:
    for _ in range(20):
        assert wait(limits, -5) == 0
        passing.now += 1.0

    assert wait(limits, -5) == 40
    assert wait(limits, -6) == 0


@pytest.mark.parametrize(
    ("method", "counts"),
    [
        ("sendMessage", True),
        ("copyMessage", True),
        ("editMessageText", True),
        ("sendChatAction", False),
        ("deleteMessage", False),
        ("getChat", False),
    ],
)
def test_what_counts(limits: Limits, method: str, *, counts: bool) -> None:
    wait(limits, 11, method)

    assert (wait(limits, 11) > 0) is counts


def test_edits_count_unless_they_are_let_off(limits: Limits) -> None:
    limits.settle({"edits": False})

    assert [wait(limits, 11, "editMessageText") for _ in range(3)] == [0, 0, 0]


def test_an_album_counts_as_its_parts(limits: Limits, passing: Time) -> None:
    assert wait(limits, -5, "sendMediaGroup", messages=10) == 0
    passing.now = 2.0
    assert wait(limits, -5, "sendMediaGroup", messages=10) == 0
    passing.now = 4.0
    assert wait(limits, -5) == 56


def test_hammering_makes_the_wait_longer_and_patience_ends_it(limits: Limits, passing: Time) -> None:
    hammering = [wait(limits, 11) for _ in range(6)]
    assert hammering == [0, 1, 2, 4, 8, 16]

    passing.now = 15.9
    assert wait(limits, 11) == 2, "a tenth of a second was left: it counts from there"
    passing.now = 18.0
    assert [wait(limits, 11), wait(limits, 11)] == [0, 1]


def test_no_wait_is_longer_than_the_longest(limits: Limits) -> None:
    limits.settle({"longest": 5})

    assert [wait(limits, 11) for _ in range(6)] == [0, 1, 2, 4, 5, 5]


async def test_limits_are_set_over_http(api: Api, office: SandboxClient) -> None:
    zhang: Person = await office.user("张三", id=11)
    await zhang.opens()
    settled = await office.limits(per_chat=2, per_group_minute=5)

    answers = [await api("sendMessage", chat_id=11, text=text) for text in "甲乙丙"]

    assert (settled["per_chat"], settled["overall"], settled["per_group_minute"]) == (2, 30, 5)
    assert [answer.get("parameters") for answer in answers] == [None, None, {"retry_after": 1}]
    await office.limits(enforced=False)
    assert (await api("sendMessage", chat_id=11, text="丁"))["ok"]
