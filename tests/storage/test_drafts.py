"""What a backup is written to, what is left of one that was killed, and who is kept away meanwhile."""

from __future__ import annotations

import asyncio
import fcntl
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import text

from storage.backing_up import back_up
from storage.drafts import drop_leftovers, private_draft, private_folder
from storage.lock import HeldByAnother
from storage.migrating import upgrade_within
from storage.store import Store
from storage.turns import Key, Turn, nobody_else
from tests.ledger.house import MONDAY
from tests.storage.office import HOUSE
from tests.support.databases import PostgresDatabases


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "taizhang.zip"


async def test_what_a_killed_backup_left_goes_with_the_next_and_what_is_being_written_stays(
    store: Store, file: Path, tmp_path: Path
):
    left = [tmp_path / ".taizhang-1.part", tmp_path / ".taizhang-2.part" / "check.db"]
    left[1].parent.mkdir()
    for one in left:
        one.write_bytes(b"half")
    (stays := tmp_path / ".taizhang-3.part").symlink_to(tmp_path / "nowhere")  # It cannot be opened.
    with private_draft(tmp_path) as (draft, _), private_folder(tmp_path) as folder:
        await back_up(store.database, file, evidence=tmp_path / "none", at=MONDAY)
        assert _names(tmp_path) == {draft.name, folder.name, file.name, stays.name}
    assert _names(tmp_path) == {file.name, stays.name}


def test_what_is_taken_for_a_leftover_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Two backups that begin in one instant: the other looks for leftovers between the making and the lock."""
    locks = 0
    lock = fcntl.flock

    def late(number: int | IO[bytes], how: int) -> None:
        nonlocal locks
        if how == fcntl.LOCK_EX:
            locks += 1
            if locks % 2:
                drop_leftovers(tmp_path)
        lock(number, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with private_folder(tmp_path) as folder:
        (folder / "check.db").write_bytes(b"whole")
        with private_draft(tmp_path) as (draft, out):
            out.write(b"whole")
            assert _names(tmp_path) == {folder.name, draft.name}
    assert locks == 4


def _names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.mark.postgres
async def test_a_backup_waits_for_a_migration_and_nobody_restores_under_a_running_bot(
    postgres_databases: PostgresDatabases, file: Path, tmp_path: Path
):
    """Rows of the new schema under the revision of the old one could never be restored."""
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    async with store.database.writing() as migration:
        await upgrade_within(migration)
        making = asyncio.create_task(back_up(store.database, file, evidence=tmp_path / "none", at=MONDAY))
        await asyncio.wait([making], timeout=0.1)
        assert not making.done()
        await migration.execute(text("UPDATE alembic_version SET version_num = 'other'"))
    assert (await making).revision == "other"
    sender = Turn(store.database, Key.SENDER)
    assert await sender.take()
    with pytest.raises(HeldByAnother, match=r"session \d+ on .* since "):
        async with nobody_else(store.database):
            pass
    await sender.release()
    async with nobody_else(store.database):
        assert not await sender.take()
    await store.close()
