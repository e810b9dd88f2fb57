"""A folder that stands for a machine: what procedures put into ``/opt``, ``/etc``, ``/var/lib`` comes to lie in it.

``shims/`` holds the commands that would change the real machine: users, services and the package index.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.sources import ROOT

SHIMS = Path(__file__).parent / "shims"
PLACES = ("/opt/taizhang", "/etc", "/var/lib/taizhang", "/backup", "/root", "/usr/local/bin")
_PLACE = re.compile(rf"(?<![\w/.}}])(?P<slash>/{{0,3}})(?P<place>{'|'.join(PLACES)})(?=[/\s\"']|$)", re.M)
FAILING = {"taizhang check"}
"""Lines that may end with 1: nobody is bound yet."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line, its exit code, and what it printed."""

    line: str
    code: int
    out: str

    @property
    def failed(self) -> bool:
        """Whether whoever follows the page would stop here."""
        return self.code != 0 and self.line not in FAILING


class Machine:
    """An empty machine in ``folder``; ``settings`` reach every command, as the office's own server would."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self._environment = {
            **os.environ,
            **settings,
            "MACHINE": str(folder),
            "PYTHON": sys.executable,
            "PYTHONPATH": str(ROOT),
            "PATH": os.pathsep.join([str(SHIMS), str(folder / "usr/local/bin"), os.environ["PATH"]]),
        }
        for place in (*PLACES, "/etc/systemd/system", "/etc/logrotate.d"):
            self.at(place).mkdir(parents=True, exist_ok=True)

    def at(self, place: str) -> Path:
        """Return where a path of the machine lies."""
        return self.folder / place.lstrip("/")

    def types(self, line: str) -> Typed:
        """Type one line into a shell in the folder of the clone."""
        done = subprocess.run(
            ["bash", "-euc", _PLACE.sub(lambda found: f"{found['slash']}{self.folder}{found['place']}", line)],
            cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return Typed(line, done.returncode, done.stdout + done.stderr)

    @property
    def running(self) -> bool:
        """Whether the bot was started, and not stopped since."""
        return self._pid.exists()

    @property
    def _pid(self) -> Path:
        return self.folder / "taizhang.pid"

    def off(self) -> None:
        """End the bot, if it runs."""
        if self.running:
            os.kill(int(self._pid.read_text()), signal.SIGTERM)
            self._pid.unlink()
