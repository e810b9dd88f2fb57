"""Prove an aiogram 3 bot on the sandbox, by polling and by webhook: ``python tests/sandbox/try_aiogram.py``.

Not among the tests: aiogram needs another pydantic than this project, so it gets a throw-away environment, installed
from the package index that pip knows. Prints one line for each way and exits 1 where one fails.
"""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import tempfile
from asyncio.subprocess import Process, create_subprocess_exec
from pathlib import Path

from other_dialog import holds_the_dialog
from sandbox_api import TOKEN

from bot.sandbox.client import SandboxClient
from bot.sandbox.server import running
from bot.sandbox.world import World
from tests.support.aiogram_env import python_with_aiogram

HERE = Path(__file__).parent


def installed(folder: Path) -> tuple[Path, str]:
    """Make the environment and return its Python with the version of aiogram in it."""
    python = python_with_aiogram(folder)
    version = "import aiogram, pydantic; print(f'aiogram {aiogram.__version__}, pydantic {pydantic.VERSION}')"
    return python, subprocess.run([python, "-c", version], check=True, capture_output=True, text=True).stdout.strip()


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def tried(python: Path, *way: str) -> None:
    """Let the bot hold the dialog on a sandbox of its own, which refuses parameters that the schema does not know."""
    async with running(World()) as url, SandboxClient(url) as office:
        await office.bot(TOKEN)
        process: Process = await create_subprocess_exec(python, HERE / "echo_aiogram.py", url, TOKEN, *way)
        try:
            if way:
                while not await office.journal("setWebhook"):  # noqa: ASYNC110 - a process of its own
                    await asyncio.sleep(0.05)
            await holds_the_dialog(office)
        finally:
            process.terminate()
            await process.wait()


def main() -> None:
    """Try both ways."""
    with tempfile.TemporaryDirectory() as folder:
        python, version = installed(Path(folder))
        sys.stdout.write(f"{version}\n")
        for name, way in (("polling", []), ("webhook", [str(free_port())])):
            asyncio.run(tried(python, *way))
            sys.stdout.write(f"{name}: the whole dialog is held\n")


if __name__ == "__main__":
    main()
