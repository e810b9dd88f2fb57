"""A few plain questions to the Bot API, for the commands that look before the bot runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from config.settings import Settings

PATIENCE = 10.0  # Real seconds; a command must not hang where the network is cut off.


class BotUnreachable(Exception):  # noqa: N818 - named for what is so
    """No usable answer; the text never holds the URL, because the token is in it."""


class Asking:
    """Asks one bot's API."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self._session = session
        self._base = base

    async def call(self, method: str, **params: Any) -> Any:
        """Return the method's result; ``BotUnreachable`` says why there is none."""
        from aiohttp import ClientError

        try:
            async with self._session.post(f"{self._base}/{method}", json=params) as response:
                answer = await response.json(content_type=None)
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            raise BotUnreachable(type(error).__name__) from None
        if not isinstance(answer, dict) or not answer.get("ok"):
            raise BotUnreachable(str(answer.get("description", "")) if isinstance(answer, dict) else "no object")
        return answer["result"]


@asynccontextmanager
async def asking(settings: Settings) -> AsyncIterator[Asking]:
    """Open a session to the bot's API; raises ``WrongSetting`` without a token."""
    from aiohttp import ClientSession, ClientTimeout

    base = f"{settings.api_url.rstrip('/')}/bot{settings.bot_token}"
    async with ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session:
        yield Asking(session, base)
