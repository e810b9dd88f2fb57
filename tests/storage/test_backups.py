"""A backup is one moment of a running ledger, whole or not there; it fills an empty database of either kind."""

from __future__ import annotations

import asyncio
import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text

from bot.evidence import EvidenceFolder
from storage import restoring
from storage.backing_up import MANIFEST, back_up, last_numbers
from storage.delivery import OutboxState
from storage.engines import Database
from storage.mail_tables import inbox, outbox, papers, restores
from storage.migrating import current
from storage.outbox import Outgoing
from storage.restores import Restores
from storage.restoring import FromNewerProgram, NotABackup, NotEmpty, restore
from storage.store import Store
from storage.tables import entries
from storage.verify import verify
from tests.ledger.house import MONDAY
from tests.storage.ledgers import BOT, assigned, progressed, raw, received
from tests.storage.office import HOUSE
from tests.support.everything import rows_of

LATER = MONDAY + timedelta(hours=3)
PHOTO = b"\xff\xd8 photo"
Change = Callable[[dict[str, bytes]], None]


async def filled(store: Store, evidence: Path) -> None:
    """Leave tasks, mail in every state, a file, a paper, and numbers whose rows are gone."""
    number = await assigned(store)
    await received(store, number)
    await progressed(store, number, at=MONDAY)
    await EvidenceFolder(evidence).keep(PHOTO)
    await store.inbox.keep(BOT, [raw(1), raw(2), raw(3)], received_at=MONDAY)
    async with store.books(now=MONDAY) as books:
        for chat in (7, 8, 9, 10):
            await books.outbox.put(Outgoing(chat=chat, method="sendMessage", payload={"text": "\ud800\0在"}))
    await store.outbox.sending(2, now=MONDAY)
    await store.outbox.sent(2, message=5, now=MONDAY)
    await store.outbox.sending(3, now=MONDAY)
    async with store.database.writing() as connection:
        await connection.execute(insert(papers).values(name="台账.xlsx", content=b"\0\xff", made_at=MONDAY))
        await connection.execute(delete(inbox).where(inbox.c.update_id == 3))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "taizhang.zip"


@pytest.mark.parametrize("into", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_what_was_backed_up_is_there_again_in_either_kind_of_database(
    store: Store, file: Path, tmp_path: Path, into: str, request: pytest.FixtureRequest
):
    await filled(store, tmp_path / "evidence")
    made = await back_up(store.database, file, evidence=tmp_path / "evidence", at=LATER)
    assert _others_may(file) == 0 and made.moment == LATER

    url = request.getfixturevalue(f"{into}_databases").fresh()
    database = Database(url)
    await restore(file, database, evidence=tmp_path / "other", at=LATER + timedelta(hours=1))

    there, here = await rows_of(database), await rows_of(store.database)
    (generation,) = there.pop("restores")
    assert generation[3:5] == (made.seq, 3) and here.pop("restores") == []
    states = {row[0]: row for row in there.pop("outbox")}
    assert {number: row[8] for number, row in states.items()} == {
        1: OutboxState.RESTORED, 2: OutboxState.SENT, 3: OutboxState.RESTORED, 4: OutboxState.RESTORED,
    }  # fmt: skip
    here.pop("outbox")
    assert _comparable(there) == _comparable(here)
    async with database.reading() as connection:
        numbers = await last_numbers(connection)
    assert (numbers["inbox"], numbers["outbox"]) == (
        3,
        4,
    )  # Also that of the row which is gone.
    assert EvidenceFolder(tmp_path / "other").path(hashlib.sha256(PHOTO).hexdigest()).read_bytes() == PHOTO
    await database.close()

    again = await Store.open(url, house=HOUSE)
    assert (await verify(again, head=made.head)).is_whole
    assert await assigned(again, at=LATER) == "DB-2026-2"
    await again.inbox.keep(BOT, [raw(4)], received_at=LATER)
    async with again.database.reading() as connection:
        assert max((await connection.execute(select(inbox.c.id))).scalars()) == 4
    await again.close()


def _others_may(file: Path) -> int:
    return file.stat().st_mode & 0o77


def _comparable(rows: dict[str, list[tuple]]) -> dict[str, list[str]]:
    """Return the rows without what the two kinds of databases say otherwise: the zone of moments, truth as 1."""
    return {name: [repr([_plain(value) for value in row]) for row in found] for name, found in rows.items()}


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return value.replace(tzinfo=None) if hasattr(value, "tzinfo") else value


async def test_what_is_written_meanwhile_is_whole_or_not_in_it(store: Store, file: Path, tmp_path: Path):
    async def go_on() -> None:
        for _ in range(12):
            await received(store, await assigned(store))

    writing = asyncio.create_task(go_on())
    for n in range(2):
        one = file.with_name(f"{n}.zip")
        async with store.database.reading() as connection:
            before = len((await connection.execute(select(entries.c.seq))).all())
        made = await back_up(store.database, one, evidence=tmp_path / "none", at=MONDAY)
        assert made.seq >= before  # Nothing that was committed before the start is missing.
        database = Database(f"sqlite:///{tmp_path / f'{n}.db'}")
        await restore(one, database, evidence=tmp_path / "none", at=LATER)
        await database.close()
        copy = await Store.open(f"sqlite:///{tmp_path / f'{n}.db'}", house=HOUSE)
        assert (await verify(copy, head=made.head)).is_whole
        await copy.close()
    await writing


async def test_nothing_is_written_over(store: Store, file: Path, tmp_path: Path):
    await asyncio.to_thread(file.write_text, "见证")
    with pytest.raises(FileExistsError):
        await back_up(store.database, file, evidence=tmp_path, at=MONDAY)
    assert _contents(tmp_path) == {file.name: "见证".encode()}
    good = file.with_name("good.zip")
    await back_up(store.database, good, evidence=tmp_path / "none", at=MONDAY)
    before = await rows_of(store.database)
    with pytest.raises(NotEmpty):
        await restore(good, store.database, evidence=tmp_path / "none", at=LATER)
    assert await rows_of(store.database) == before


def _contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def _cut_off(members: dict[str, bytes]) -> None:
    members["tables/entries.jsonl"] = members["tables/entries.jsonl"][:-40]


def _changed(members: dict[str, bytes]) -> None:
    members["tables/texts.jsonl"] = members["tables/texts.jsonl"].replace(b"0", b"1", 1)


def _without_a_part(members: dict[str, bytes]) -> None:
    del members["tables/tasks.jsonl"]


def _no_manifest(members: dict[str, bytes]) -> None:
    del members[MANIFEST]


@pytest.mark.parametrize("change", [_cut_off, _changed, _without_a_part, _no_manifest])
async def test_what_was_changed_is_no_backup_and_leaves_no_row(
    store: Store, file: Path, tmp_path: Path, change: Change
):
    await filled(store, tmp_path / "evidence")
    await back_up(store.database, file, evidence=tmp_path / "none", at=MONDAY)
    _rewritten(file, change)
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(NotABackup):
        await restore(file, database, evidence=tmp_path / "none", at=LATER)
    assert await current(database) is None
    await database.close()


async def test_a_newer_program_s_backup_is_refused(store: Store, file: Path, tmp_path: Path):
    await back_up(store.database, file, evidence=tmp_path / "none", at=MONDAY)

    def newer(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | {"revision": "9999"}).encode()

    _rewritten(file, newer)
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(FromNewerProgram):
        await restore(file, database, evidence=tmp_path / "none", at=LATER)
    await database.close()


def _rewritten(file: Path, change: Change) -> None:
    with zipfile.ZipFile(file) as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)


async def test_a_restore_that_breaks_off_leaves_nothing_and_can_be_done_again(
    store: Store, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    await filled(store, tmp_path / "evidence")
    await back_up(store.database, file, evidence=tmp_path / "none", at=MONDAY)
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")

    def dies(table: str) -> None:
        if table == "tasks":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await restore(file, database, evidence=tmp_path / "none", at=LATER, progress=dies)
    assert await current(database) is None  # Not even the schema: rows without the note of it would all be sent again.
    await restore(file, database, evidence=tmp_path / "none", at=LATER)
    async with database.reading() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM entries"))).scalar_one() > 0
    await database.close()


async def test_an_older_program_s_backup_is_brought_up_to_date(file: Path, tmp_path: Path):
    from storage.migrating import downgrade, upgrade

    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    await upgrade(old)
    async with old.writing() as connection:
        row = {"lane": "c7", "chat": 7, "method": "sendMessage", "payload": {}, "purpose": "", "bulk": False, "part": 0}
        await connection.execute(insert(outbox).values(row | {"state": "waiting", "tries": 0, "made_at": MONDAY}))
    await downgrade(old, "0010")
    made = await back_up(old, file, evidence=tmp_path / "none", at=MONDAY)
    assert made.revision == "0010"
    await old.close()
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    await restore(file, database, evidence=tmp_path / "none", at=LATER)
    async with database.reading() as connection:
        assert (await connection.execute(select(outbox.c.state, outbox.c.prompt))).all() == [("restored", False)]
    await database.close()


@pytest.mark.parametrize(("send", "state"), [(True, OutboxState.WAITING), (False, OutboxState.SKIPPED)])
async def test_what_was_unsent_waits_until_somebody_decides_once(store: Store, send: bool, state: OutboxState):
    async with store.books(now=MONDAY) as books:
        await books.outbox.put(Outgoing(chat=7, method="sendMessage", payload={"text": "在"}))
        await books.connection.execute(outbox.update().values(state=OutboxState.RESTORED))
        row = {"made_at": MONDAY, "restored_at": LATER, "seq": 0, "held": 1}
        await books.connection.execute(insert(restores).values(row))
    assert await store.outbox.lanes(now=LATER) == () and await store.outbox.release() == 0
    async with store.books(now=LATER) as books:
        mine = Restores(books.connection, now=LATER)
        one = await mine.untold()
        assert one is not None and (one.made_at, one.held) == (MONDAY, 1)
        assert await mine.told(one) and not await mine.told(one) and await mine.untold() is None
        assert [await mine.settle(send=send), await mine.settle(send=not send)] == [1, 0]
    found = await store.outbox.get(1)
    assert found is not None and found.state is state


async def test_rows_are_never_there_without_the_note_that_they_were_restored(
    store: Store, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A process that ended between the two left a ledger from which the bot would have sent everything again."""
    await filled(store, tmp_path / "evidence")
    await back_up(store.database, file, evidence=tmp_path / "none", at=MONDAY)

    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_begin_anew", dies)
        with pytest.raises(KeyboardInterrupt):
            await restore(file, database, evidence=tmp_path / "none", at=LATER)
    assert await current(database) is None
    await restore(file, database, evidence=tmp_path / "none", at=LATER)
    async with database.reading() as connection:
        assert (await connection.execute(select(restores.c.held))).scalars().all() == [3]
    await database.close()
