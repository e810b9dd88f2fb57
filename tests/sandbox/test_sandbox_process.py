"""The sandbox as a process of its own."""

from __future__ import annotations

import asyncio
import signal
import sys

import aiohttp

SERVE = "from bot.sandbox.server import serve; serve(0)"


async def test_it_says_where_it_is_and_ends_quietly() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    lines = [(await asyncio.wait_for(process.stdout.readline(), 20)).decode().split() for _ in range(3)]
    url, token, page = (line[-1] for line in lines)

    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/bot{token}/getMe?colour=red") as response:  # Ignored, as on the platform.
            assert (await response.json())["result"]["is_bot"]
        async with session.get(page) as response:
            assert "台账" in await response.text()
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
    process.send_signal(signal.SIGINT)
    _, errors = await asyncio.wait_for(process.communicate(), 10)

    assert (process.returncode, errors) == (0, b"")
