"""One process on one SQLite file, on a local disk; whoever comes second learns who holds it and since when."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.wording.running import already_running, held_by
from storage.lock import NETWORK, HeldByAnother, OnNetwork, refuse_network, single_process

SINCE = datetime(2026, 11, 27, 0, 30, tzinfo=UTC)
HOLD = """
from datetime import datetime
from storage.lock import single_process
with single_process({url!r}, since=datetime.fromisoformat({since!r})): print('held', flush=True); input()
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


def test_a_second_process_is_told_who_holds_the_file_and_the_dead_one_holds_it_no_longer(url: str) -> None:
    script = HOLD.format(url=url, since=SINCE.isoformat())
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HeldByAnother) as caught, single_process(url, since=SINCE):
            pass
        assert caught.value.holder == f"pid {holder.pid} on {socket.gethostname()} since 2026-11-27T00:30:00+00:00"
        holder.kill()
        holder.wait()
    lock = Path(url.removeprefix("sqlite:///") + ".lock")
    assert f"pid {holder.pid} " in lock.read_text("utf-8")  # What the dead one left.
    with single_process(url, since=SINCE):
        assert f"pid {os.getpid()} " in lock.read_text("utf-8")
        with pytest.raises(HeldByAnother), single_process(url, since=SINCE):
            pass


def test_what_others_left_in_the_file_does_not_matter(url: str) -> None:
    lock = Path(url.removeprefix("sqlite:///") + ".lock")
    lock.write_bytes(b"\xff\x00 pid 1 on elsewhere" * 99)
    with single_process(url, since=SINCE):
        assert lock.read_text("utf-8").startswith(f"pid {os.getpid()} on ")


def test_the_sentence_names_process_host_and_time() -> None:
    assert held_by("pid 12 on srv1 since 2026-11-27T08:30:00+08:00") == "pid 12，主机 srv1，2026-11-27 08:30:00 起"
    assert already_running("unknown").startswith("这个数据库正由另一个进程使用（unknown），")


@pytest.mark.parametrize("kind", sorted(NETWORK))
def test_a_network_file_system_is_refused(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"root / ext4 rw 0 0\nserver:/x /srv/a\\040share {kind} rw 0 0\n", "utf-8")
    refuse_network(Path("/srv/ledger.db"), mounts)
    refuse_network(Path("/srv/ledger.db"), tmp_path / "not there")
    with pytest.raises(OnNetwork, match=kind):
        refuse_network(Path("/srv/a share/ledger.db"), mounts)


def test_a_local_disk_mounted_below_a_network_one_is_fine(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("server:/x /srv nfs4 rw 0 0\n/dev/sdb /srv/local xfs rw 0 0\n", "utf-8")
    refuse_network(Path("/srv/local/ledger.db"), mounts)


def test_where_nothing_can_be_locked_nothing_runs(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_file: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    with pytest.raises(OnNetwork, match="No locks available"), single_process(url, since=SINCE):
        pass
