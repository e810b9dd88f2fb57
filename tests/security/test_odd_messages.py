"""What a server may send and people cannot write: dates out of time, senders in others' names, albums of no number."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, STAFF, Dialog

DAY = 86_400
CHANNEL = {"id": -5, "type": "channel", "title": "频道"}
BOT = {"id": 9, "is_bot": True, "first_name": "别的机器人"}


@pytest.mark.parametrize("date", [None, -5, 0, 1, 1.5, 3_000_000_000, 253_402_300_799], ids=str)
async def test_a_date_that_no_message_can_have_counts_as_now(assigned: Dialog, date: float | None) -> None:
    """Else a report would be of 1970, and a deadline overdue by forty years when it is set."""
    await assigned.says(STAFF, "DB-2026-1 完成10%", more={"date": date})
    assert [one.at for one in await assigned.entries()] == [assigned.now, assigned.now]
    assert (await assigned.says(STAFF, "日报：今日完成简报", more={"date": date}))[0].startswith(
        "11月23日（星期一）日报"
    )
    assert (
        "时限：11月27日（星期五）18:00"
        in (await assigned.says(COORDINATOR, "请王五周五前报送简报", more={"date": date}))[0]
    )


@pytest.mark.parametrize("days", [-3, 0.5])
async def test_a_clock_that_is_somewhat_ahead_and_a_message_that_waited_are_believed(
    assigned: Dialog, days: float
) -> None:
    sent = assigned.now.timestamp() + days * DAY
    await assigned.says(STAFF, "DB-2026-1 完成10%", more={"date": int(sent)})
    assert (await assigned.entries())[-1].at.timestamp() == int(sent)


async def test_a_message_from_far_ahead_is_no_later_than_now(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 完成10%", more={"date": int(assigned.now.timestamp() + 3 * DAY)})
    assert (await assigned.entries())[-1].at == assigned.now


@pytest.mark.parametrize(
    "more",
    [{"via_bot": BOT}, {"sender_business_bot": BOT}, {"is_automatic_forward": True}, {"sender_chat": CHANNEL}],
    ids=lambda one: next(iter(one)),
)
async def test_what_was_written_in_somebodys_name_is_nobodys(assigned: Dialog, more: dict[str, Any]) -> None:
    for chat in (None, GROUP):
        where = {"chat": chat} if chat else {}
        assert await assigned.says(STAFF, "DB-2026-1 完成10%", more=more, **where) == []
    assert await assigned.kinds() == ["Assigned"]


@pytest.mark.parametrize("album", ["77", "９９", "²", "9" * 5_000, "-5", "x"], ids=lambda one: one[:5])
async def test_an_album_is_one_whatever_it_is_called(assigned: Dialog, album: str) -> None:
    """The first picture says for which task they are; whoever else puts one in has no part in it."""
    more = {"media_group_id": album}
    (said,) = await assigned.sends_photo(STAFF, "DB-2026-1 完成30%", chat=GROUP, more=more)
    assert "佐证材料1份" in said
    assert await assigned.sends_photo(STAFF, chat=GROUP, more=more) == []
    assert await assigned.sends_photo(COLLEAGUE, chat=GROUP, more=more) == []
    assert await assigned.kinds() == ["Assigned", "ProgressNoted", "EvidenceAdded"]
