"""The sandbox as a process of its own, with and without a file that keeps its world."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import aiohttp

from bot.sandbox import saving
from bot.sandbox.client import SandboxClient
from bot.sandbox.world import World

SERVE = """
import pathlib, signal, sys
from bot.sandbox.server import serve
signal.signal(signal.SIGINT, signal.default_int_handler)  # Whoever runs the tests in the background ignores it.
serve(0, state=pathlib.Path(sys.argv[1]) if sys.argv[1:] else None)
"""


async def started(*state: str) -> tuple[Process, str, str, str]:
    """Start a sandbox and return it with its URL, a token and the page, as it prints them."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SERVE, *state, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    lines = [(await asyncio.wait_for(process.stdout.readline(), 60)).decode().split() for _ in range(3)]
    url, token, page = (line[-1] for line in lines)
    return process, url, token, page


async def test_it_says_where_it_is_and_ends_quietly() -> None:
    process, url, token, page = await started()

    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/bot{token}/getMe?colour=red") as response:  # Ignored, as on the platform.
            assert (await response.json())["result"]["is_bot"]
        async with session.get(page) as response:
            assert "台账" in await response.text()
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
    process.send_signal(signal.SIGINT)
    _, errors = await asyncio.wait_for(process.communicate(), 10)

    assert (process.returncode, errors) == (0, b"")


async def test_its_world_survives_a_kill_and_a_stop(tmp_path: Path) -> None:
    """What the file held before a kill -9 is there again; a stop keeps the last word; processes come and go."""
    file = tmp_path / "world.json"
    first, url, *_ = await started(str(file))
    async with SandboxClient(url) as office:
        await (await office.user("赵六", id=66)).says("甲")
    async with asyncio.timeout(10):
        while "\\u7532" not in (file.read_text("ascii") if file.exists() else ""):  # noqa: ASYNC110 - from a process
            await asyncio.sleep(0.02)
    first.kill()
    await first.communicate()

    second, url, token, _ = await started(str(file))
    async with SandboxClient(url) as office:
        here = await office.save()
        zhao = next(person for person in await office.people() if person.id == 66)
        assert [line["text"] for line in await office.dialog(zhao)] == ["甲"]
        await zhao.says("乙")
    second.terminate()
    _, errors = await asyncio.wait_for(second.communicate(), 10)

    assert (second.returncode, errors) == (0, b"")
    world = World()
    saving.load_from(world, file)
    assert [message["text"] for message in world.rooms["7000000001/66"].messages.values()] == ["甲", "乙"]
    assert f"7000000001:{world.bots[7000000001].secret}" == token
    saving.load(World(), json.loads(json.dumps(here)))


async def test_a_file_that_is_no_world_stops_the_start_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    file.write_text("{}")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", "0", "--state", str(file), stdout=PIPE, stderr=PIPE
    )
    output, errors = await asyncio.wait_for(process.communicate(), 20)

    assert (process.returncode, output) == (1, b"")
    assert "不是模拟世界的存档，未作改动" in errors.decode()
    assert file.read_text() == "{}"
