"""The platform as far as the door may ask it: the bot's own name, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from telegram.request import BaseRequest

BOT, USERNAME = 7_000_000_001, "taizhang_bot"


class Offline(BaseRequest):
    """Answers getMe and nothing else: whoever else speaks to the network breaks the rule."""

    @property
    def read_timeout(self) -> float | None:
        """Return no limit."""
        return None

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(self, url: str, method: str, *_args: Any, **_kwargs: Any) -> tuple[int, bytes]:
        """Return the bot's own description."""
        assert url.endswith("/getMe"), f"{method} {url.rsplit('/', 1)[-1]}"
        me = {"id": BOT, "is_bot": True, "first_name": "台账助手", "username": USERNAME}
        return 200, json.dumps({"ok": True, "result": me}).encode()
