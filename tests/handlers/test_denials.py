"""Refusals of access are recorded without content, and limited in rate."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from storage.denials import MOST_AN_HOUR, Denial
from tests.support.dialog import GROUP, OUTSIDER, REVIEWER, STAFF, USERS, Dialog

STRANGER = 4242


async def denials(dialog: Dialog) -> tuple[Denial, ...]:
    """Return everything that was refused."""
    async with dialog.store.reading(now=dialog.now) as books:
        return await books.denials.since(dialog.now - timedelta(days=1))


async def acts(dialog: Dialog) -> list[tuple[int, str, int]]:
    """Return who was refused what in which chat."""
    return [(one.user, one.act, one.chat) for one in await denials(dialog)]


async def test_an_act_without_the_right_is_recorded_and_nothing_of_its_words(assigned: Dialog) -> None:
    await assigned.says(OUTSIDER, "/progress 1 完成50%，机要通道口令四五六")
    await assigned.says(OUTSIDER, "/task 999", chat=GROUP)
    await assigned.says(STAFF, "/assign 请王五周五前报送值班安排")

    outsider, staff = USERS[OUTSIDER], USERS[STAFF]
    assert await acts(assigned) == [
        (outsider, "progress", outsider),
        (outsider, "task", GROUP),
        (staff, "assign", staff),
    ]
    assert all(one.person is not None and one.at == assigned.now for one in await denials(assigned))
    async with assigned.store.database.reading() as connection:
        rows = (await connection.execute(text("SELECT * FROM denials"))).all()
    assert "口令" not in str(rows)


async def test_strangers_and_forged_buttons_are_recorded(assigned: Dialog) -> None:
    await assigned.says(STRANGER, "你好")
    await assigned.says(STRANGER, "/start AAAAAAAAAAAAAAAAAAAAAA")
    await assigned.says(STRANGER, "你好", chat=GROUP)
    card = assigned.last_to(STAFF)
    await assigned.press(REVIEWER, card.buttons["签收"], card)
    await assigned.press(STAFF, "forged", card)
    await assigned.press(STRANGER, card.buttons["签收"], card)

    chat = card.chat
    assert await acts(assigned) == [
        (STRANGER, "stranger", STRANGER),
        (STRANGER, "link", STRANGER),
        (USERS[REVIEWER], "button", chat),
        (USERS[STAFF], "button", chat),
        (STRANGER, "button", chat),
    ]


async def test_what_is_merely_too_late_or_not_possible_is_no_denial(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    for _ in range(2):
        await assigned.press(STAFF, card.buttons["签收"], card)
    await assigned.says(STAFF, "/ack 1")
    await assigned.says(STAFF, "/claim 1")
    assert await denials(assigned) == ()


async def test_one_user_fills_no_more_than_the_hours_share(assigned: Dialog) -> None:
    for _ in range(MOST_AN_HOUR + 3):
        await assigned.says(OUTSIDER, "/task 1")
    assert len(await denials(assigned)) == MOST_AN_HOUR
    await assigned.says(STRANGER, "你好")
    assert len(await denials(assigned)) == MOST_AN_HOUR + 1
    assigned.passes(hours=1)
    await assigned.says(OUTSIDER, "/task 1")
    assert len(await denials(assigned)) == MOST_AN_HOUR + 2
