"""The directory: one-time links, bindings one to one, rosters that keep their ids, chats that move."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.office_entries import ChatBound, PersonBound, RosterImported
from ledger.people import Role, Roster
from ledger.roster_rows import RosterRow
from ledger.slots import DueSlot, Slot
from storage.entry_rows import recorded
from storage.invitations import Invite
from storage.outbox import Outgoing
from storage.server import SESSION
from storage.store import Store
from tests.ledger.house import ADMIN, COLLEAGUE, FINANCE, GENERAL, MONDAY, OUTSIDER, ROSTER, STAFF
from tests.storage.ledgers import BOT, assigned, kept, raw
from tests.storage.office import HOUSE, rows
from tests.support.databases import PostgresDatabases

SOON = MONDAY + timedelta(hours=1)


async def test_those_who_come_at_once_are_given_one_roster(office_url: str) -> None:
    store = await Store.open(office_url, house=HOUSE)  # One that has read nothing yet.

    async def roster() -> Roster:
        async with store.reading(now=MONDAY) as books:
            return books.roster

    try:
        first, *others = await asyncio.gather(*(roster() for _ in range(3)))
    finally:
        await store.close()
    assert first.people and all(one is first for one in others)


async def test_an_invitation_is_used_once_of_two_processes(store: Store, office_url: str) -> None:
    async with store.books(now=MONDAY) as books:
        token = await books.directory.invite(STAFF.id, admin=False, expires_at=SOON)
    other = await Store.open(office_url, house=HOUSE)

    async def use(with_: Store, user: int) -> Invite | None:
        async with with_.books(now=MONDAY) as books:
            return await books.directory.use_invite(token, user=user, now=MONDAY)

    try:
        used = await asyncio.gather(use(store, 1), use(other, 2))
    finally:
        await other.close()
    assert sorted(used, key=bool) == [None, Invite(person=STAFF.id, admin=False, expires_at=SOON)]


async def test_an_expired_or_truncated_token_opens_nothing(store: Store) -> None:
    async with store.books(now=MONDAY) as books:
        token = await books.directory.invite(STAFF.id, admin=True, expires_at=SOON)
        assert await books.directory.look_up_invite(token[:-1], now=MONDAY) is None
        assert await books.directory.look_up_invite(token, now=SOON) is None
        assert await books.directory.use_invite(token, user=1, now=SOON) is None
        found = await books.directory.look_up_invite(token, now=MONDAY)
    assert found == Invite(person=STAFF.id, admin=True, expires_at=SOON)


async def test_a_binding_waits_for_approval_and_revokes_older_ones_of_both_ends(store: Store) -> None:
    async with store.books(now=MONDAY) as books:
        directory = books.directory
        await directory.bind(STAFF.id, 100, approved_by=ADMIN.id, now=MONDAY)
        await directory.bind(COLLEAGUE.id, 200, approved_by=ADMIN.id, now=MONDAY)
        await directory.request_binding(STAFF.id, 200, via="link", now=MONDAY)
        (waiting,) = await directory.pending_bindings()
        assert (waiting.person, waiting.user, waiting.via) == (STAFF.id, 200, "link")
        await directory.bind(STAFF.id, 200, approved_by=ADMIN.id, now=MONDAY)
        assert await directory.pending_bindings() == ()
        assert (await directory.person_of_user(100), await directory.person_of_user(200)) == (None, STAFF)
        assert (await directory.users(), await directory.bound_count()) == ({STAFF.id: 200}, 1)
        assert await directory.user_of(COLLEAGUE.id) is None
        bound = [record.entry for record in await recorded(books.connection)]
    assert [entry.person for entry in bound if isinstance(entry, PersonBound)] == [STAFF.id, COLLEAGUE.id, STAFF.id]


async def test_who_blocked_the_bot_is_not_reachable_until_they_write(store: Store) -> None:
    async with store.books(now=MONDAY) as books:
        await books.directory.bind(STAFF.id, 100, approved_by=ADMIN.id, now=MONDAY)
        assert await books.directory.reachable(STAFF.id)
        assert not await books.directory.reachable(OUTSIDER.id)
        assert await books.directory.all_reachable() == {STAFF.id}
        await books.directory.mark_unreachable(100, "blocked")
        assert not await books.directory.reachable(STAFF.id)
        assert await books.directory.all_reachable() == set()
        await books.directory.mark_reachable(100)
        assert await books.directory.reachable(STAFF.id)


async def test_a_new_roster_keeps_ids_and_lets_the_missing_leave(store: Store) -> None:
    """张三 moves to another unit, 王五 is gone, and a newcomer gets an id of the own."""
    await assigned(store, STAFF)
    async with store.books(now=MONDAY) as books:
        await books.directory.bind(COLLEAGUE.id, 200, approved_by=ADMIN.id, now=MONDAY)
        changed = [
            replace(row, unit=FINANCE.name) if row.name == STAFF.name else row
            for row in rows()
            if row.name != COLLEAGUE.name
        ]
        newcomer = RosterRow(kind="person", name="冯新", unit=GENERAL.name, roles=(Role.STAFF,), superior="赵科长")
        change = await books.directory.import_roster((*changed, newcomer), by=ADMIN.id, now=SOON, sha256="1" * 64)
        assert (change.joined, change.left) == (("冯新",), (COLLEAGUE.name,))
        assert books.roster.person(STAFF.id).unit == FINANCE.id
        assert await books.directory.person_of_user(200) is None
        assert (await books.directory.users()) == {}
    async with store.reading(now=SOON) as books:
        assert books.roster.person(COLLEAGUE.id).left_at == SOON
        assert books.roster.version == change.version == ROSTER.version + 2
        newest = next(person for person in books.roster.people if person.name == "冯新")
        assert newest.superior == next(person.id for person in ROSTER.people if person.name == "赵科长")
        imported = (await recorded(books.connection))[-1].entry
    assert isinstance(imported, RosterImported)
    assert (imported.people, imported.units) == (9, 5)


async def test_a_roster_that_was_rolled_back_is_not_remembered(store: Store) -> None:
    try:
        async with store.books(now=MONDAY) as books:
            await books.directory.import_roster((), by=None, now=MONDAY, sha256="2" * 64)
            assert not any(True for _ in books.roster.active_people)
            raise LookupError  # noqa: TRY301 - something fails after the import
    except LookupError:
        pass
    async with store.books(now=MONDAY) as books:
        assert books.roster.people == ROSTER.people


async def test_a_group_is_bound_to_its_unit_and_reports(store: Store) -> None:
    async with store.books(now=MONDAY) as books:
        noted = await books.directory.note_chat(-7, title="工作群", kind="group", now=MONDAY)
        assert (noted.bound_at, noted.active, noted.reports) == (None, True, ())
        await books.directory.bind_chat(-7, unit=GENERAL.id, reports=("daily",), by=ADMIN.id, now=MONDAY)
        await books.directory.drop_chat(-7, reason="removed", now=MONDAY)
        (chat,) = await books.directory.chats()
        assert (chat.unit, chat.reports, chat.bound_at, chat.active) == (GENERAL.id, ("daily",), MONDAY, False)
        entry = (await recorded(books.connection))[-1].entry
    assert entry == ChatBound(by=ADMIN.id, at=MONDAY, chat=-7, unit=GENERAL.id, reports=("daily",))


async def test_everything_follows_a_group_to_its_new_id_once(store: Store) -> None:
    slot = Slot("daily", -7, "2026-11-23")
    async with store.books(now=MONDAY) as books:
        await books.directory.note_chat(-7, title="工作群", kind="group", now=MONDAY)
        await books.directory.bind_chat(-7, unit=None, reports=("daily",), by=ADMIN.id, now=MONDAY)
        due = DueSlot(slot=slot, due_at=MONDAY)
        await books.slots.claim(due, cut_off=MONDAY, since=MONDAY, body="日报告", head="0" * 64)
        await books.tasks.link(-7, 5, task="DB-2026-1", purpose="assignment")
        waiting = await books.outbox.put(Outgoing(chat=-7, method="sendMessage", payload={"chat_id": -7, "text": "一"}))
    async with store.books(now=MONDAY) as books:
        await books.directory.migrate_chat(-7, -1007)
    async with store.books(now=MONDAY) as books:
        late = await books.outbox.put(Outgoing(chat=-7, method="sendMessage", payload={"chat_id": -7, "text": "二"}))
        await books.directory.migrate_chat(-7, -1007)
    async with store.reading(now=MONDAY) as books:
        (chat,) = await books.directory.chats()
        assert (chat.id, chat.reports, chat.active) == (-1007, ("daily",), True)
        assert await books.directory.moved_to(-7) == -1007
        assert await books.slots.published(since=MONDAY) == {replace(slot, chat=-1007)}
        assert await books.tasks.by_message(-1007, 5) is None  # Another message has that number there.
    row = await store.outbox.next_in("c-1007", now=MONDAY)
    assert row is not None
    assert (row.id, row.chat, row.payload["chat_id"]) == (waiting, -1007, -1007)
    await store.outbox.expired(waiting)
    row = await store.outbox.next_in("c-1007", now=MONDAY)
    assert row is not None
    assert (row.id, row.chat, row.payload["chat_id"]) == (late, -1007, -1007)


@pytest.mark.postgres
async def test_both_notices_of_a_move_are_dealt_with_at_once(
    postgres_databases: PostgresDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old group's and the new one's come together, each in a lane of its own."""
    monkeypatch.setitem(SESSION, "lock_timeout", 500)
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    leaving, arriving = await kept(store, 1, chat=-7), await kept(store, 2, chat=-1007)
    await store.inbox.keep(BOT, [raw(3, chat=-7)], received_at=MONDAY)
    async with store.books(now=MONDAY) as books:
        await books.directory.note_chat(-7, title="工作群", kind="group", now=MONDAY)
    async with store.books(now=MONDAY, source=leaving) as in_the_old:
        async with store.books(now=MONDAY, source=arriving) as in_the_new:
            await in_the_new.directory.migrate_chat(-7, -1007)
        await in_the_old.directory.migrate_chat(-7, -1007)
    assert await store.inbox.counts() == {"done": 2, "waiting": 1}
    assert await store.inbox.lanes(now=MONDAY) == ("c-1007",)
    await store.close()
