"""Binding requests that wait: seen by whoever may decide, decided one by one or together, never a doubtful one."""

from __future__ import annotations

from sqlalchemy import delete, update

from storage.roster_tables import bindings
from tests.handlers.test_binding import NEW_USER, invite, who_is
from tests.support.dialog import ADMIN, HEAD, LEADER, OUTSIDE_HEAD, OUTSIDER, STAFF, UNBOUND, USERS, Dialog


async def asks(dialog: Dialog, name: str, user: int) -> None:
    """Ask to be bound by a link."""
    token = await invite(dialog, name)
    await dialog.says(user, f"/start {token}")
    await dialog.taps(user, "确认")


async def unbind(dialog: Dialog, *names: str) -> None:
    async with dialog.store.books(now=dialog.now) as books:
        for name in names:
            await books.connection.execute(delete(bindings).where(bindings.c.user == USERS[name]))


async def pending(dialog: Dialog) -> list[str]:
    async with dialog.store.reading(now=dialog.now) as books:
        return [books.roster.person(one.person).name for one in await books.directory.pending_bindings()]


async def review(dialog: Dialog, who: str) -> str:
    await dialog.says(who, "/setup")
    return (await dialog.taps(who, "审核绑定"))[0]


async def test_whoever_asked_before_anybody_could_decide_is_not_forgotten(dialog: Dialog) -> None:
    """The links were handed out before the first administrator opened theirs."""
    async with dialog.store.books(now=dialog.now) as books:
        await books.connection.execute(update(bindings).values(state="ended", ended_at=dialog.now))
    await asks(dialog, STAFF, USERS[STAFF])
    token = await invite(dialog, ADMIN, admin=True)
    await dialog.says(USERS[ADMIN], f"/start {token}")
    said = await dialog.taps(USERS[ADMIN], "确认")
    assert said[-1] == "有1份绑定申请待您审核。"
    assert "未绑定9人，待审核1份" in (await dialog.says(ADMIN, "/setup"))[0]
    assert "· 1份绑定申请待审核。请发送 /setup，点“审核绑定”。" in (await dialog.taps(ADMIN, "自检"))[0]
    assert (await review(dialog, ADMIN)).startswith(f"<b>绑定申请 1</b>\n1. {STAFF}，科员，账号 {USERS[STAFF]}")
    assert "绑定申请" in (await dialog.taps(ADMIN, STAFF))[0]
    await dialog.taps(ADMIN, "同意")
    assert await who_is(dialog, USERS[STAFF]) == STAFF
    await dialog.says(ADMIN, "/setup")
    assert "审核绑定" not in dialog.last_to(ADMIN).buttons


async def test_all_that_are_shown_are_approved_at_once_but_for_the_doubtful(dialog: Dialog) -> None:
    """Two accounts for one person, and a new account for somebody bound, wait for a look at each."""
    await unbind(dialog, HEAD, OUTSIDE_HEAD, LEADER)
    for name in (HEAD, OUTSIDE_HEAD, LEADER):
        await asks(dialog, name, USERS[name])
    await asks(dialog, UNBOUND, NEW_USER)
    await asks(dialog, UNBOUND, NEW_USER + 1)
    await asks(dialog, STAFF, NEW_USER + 2)
    said = await review(dialog, ADMIN)
    assert "<b>绑定申请 6</b>" in said
    assert "全部同意（3份）" in dialog.last_to(ADMIN).buttons
    await asks(dialog, HEAD, NEW_USER + 3)

    said = await dialog.taps(ADMIN, "全部同意（3份）")
    assert said[0] == "已同意2份绑定申请，本人均已收到通知。另有1份已由他人处理或须逐一审核，未作处理。"
    assert await who_is(dialog, USERS[LEADER]) == LEADER
    assert await who_is(dialog, USERS[OUTSIDE_HEAD]) == OUTSIDE_HEAD
    assert "<b>绑定申请 5</b>" in (await dialog.taps(ADMIN, "审核绑定"))[0]
    assert [await who_is(dialog, user) for user in (USERS[HEAD], *range(NEW_USER, NEW_USER + 4))] == [None] * 5
    assert await who_is(dialog, USERS[STAFF]) == STAFF


async def test_a_head_sees_the_people_of_the_own_unit_only(dialog: Dialog) -> None:
    """They asked while the head's own account was not bound yet."""
    await unbind(dialog, HEAD, OUTSIDER)
    await asks(dialog, UNBOUND, USERS[UNBOUND])
    await asks(dialog, OUTSIDER, USERS[OUTSIDER])
    await asks(dialog, HEAD, USERS[HEAD])
    said = await dialog.taps(ADMIN, "同意")
    assert "有1份绑定申请待您审核。" in said
    (said, *_) = await dialog.taps(HEAD, "审核绑定")
    assert UNBOUND in said
    assert OUTSIDER not in said
    assert await dialog.says(HEAD, "审核绑定") == [said]
    await dialog.taps(HEAD, UNBOUND)
    await dialog.taps(HEAD, "不同意")
    assert await pending(dialog) == [OUTSIDER]
    for words in ("/requests", "看看绑定申请"):
        assert await dialog.says(HEAD, words) == ["没有待审核的绑定申请。"]
