"""One process on one SQLite file: a lock file beside it that names the holder; PostgreSQL needs none."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from storage.engines import async_url

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "davfs", "ceph", "glusterfs", "lustre", "gpfs", "beegfs", "afs"}
    | {"fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.davfs2", "fuse.juicefs", "fuse.ceph"}
)
"""File systems on which SQLite's locks and its WAL are not reliable."""


class HeldByAnother(RuntimeError):  # noqa: N818 - what is so
    """Another process works on the file; ``holder`` names its process id, its host and since when."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another process works on this database: {holder}")
        self.holder = holder


class OnNetwork(RuntimeError):  # noqa: N818 - what is so
    """The file lies on a network file system, or on one that knows no locks."""


@contextmanager
def single_process(url: str, *, since: datetime) -> Iterator[None]:
    """Hold the lock of the database at ``url`` from ``since`` on; the system frees it whenever the process dies.

    What a dead process has left in the file is written over.
    """
    path = file_of(url)
    if path is None:
        yield
        return
    refuse_network(path)
    with path.with_name(path.name + ".lock").open("a+", encoding="utf-8") as file:
        _take(file.fileno(), file.name)
        file.truncate(0)
        file.write(f"pid {os.getpid()} on {socket.gethostname()} since {since.isoformat(timespec='seconds')}")
        file.flush()
        yield


def file_of(url: str) -> Path | None:
    """Return the SQLite file at ``url``; nothing for a server, or for a database in memory."""
    parsed = async_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(parsed.database).absolute()


def refuse_network(path: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Raise ``OnNetwork`` where the system says that the file's folder is mounted from elsewhere."""
    kind = _file_system(path, mounts)
    if kind in NETWORK:
        raise OnNetwork(f"{path} lies on a network file system ({kind})")


def _take(number: int, name: str) -> None:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise HeldByAnother(Path(name).read_text(encoding="utf-8", errors="replace").strip() or "unknown") from None
    except OSError as error:  # Where nothing can be locked, SQLite's own locks hold nothing, too.
        raise OnNetwork(f"{name} cannot be locked: {error.strerror}") from error


def _file_system(path: Path, mounts: Path) -> str | None:
    """Return the kind of the mount with the longest path above the file; nothing where the system does not say."""
    if not mounts.exists():
        return None
    found = [line.split(" ")[1:3] for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    above = [(place, kind) for place, kind in found if path.is_relative_to(place.replace("\\040", " "))]
    return max(above, key=lambda mount: len(mount[0]))[1] if above else None
