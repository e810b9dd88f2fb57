"""What the sandbox's client can be asked for afterwards: transcripts, the journal, the state in a file."""

from __future__ import annotations

from typing import Any

from bot.sandbox.asking import Asking
from bot.sandbox.people import Chat, Person, key_of


class Records(Asking):
    """The part of the client that looks back."""

    async def transcript(self, chat: Chat | Person | str | None = None) -> str:
        """Return a chat as a dialog to read in a failing test; all chats where none is named."""
        return await self.read("/sandbox/transcript", chat=None if chat is None else key_of(chat), format="text")

    async def dialog(self, chat: Chat | Person | str) -> list[dict[str, Any]]:
        """Return a chat's messages as short objects; see ``bot.sandbox.transcripts``."""
        answer = await self.ask("GET", "/sandbox/transcript", chat=key_of(chat))
        lines: list[dict[str, Any]] = answer["chats"][0]["lines"]
        return lines

    async def journal(
        self,
        method: str | None = None,
        *,
        after: int = 0,
        chat: Chat | Person | int | None = None,
        text: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return the Bot API calls: ``method``, ``params``, ``status``, ``answer``, ``moment``, ``fault``.

        A post to a webhook stands there as the method ``webhook``, with its update as the result.
        """
        number = chat if chat is None or isinstance(chat, int) else chat.id
        answer = await self.ask("GET", "/sandbox/journal", method=method, after=after, chat=number, text=text)
        calls: list[dict[str, Any]] = answer["calls"]
        return calls

    async def save(self) -> dict[str, Any]:
        """Return the whole world, to be written to a file or to be loaded again."""
        world: dict[str, Any] = await self.ask("POST", "/sandbox/save")
        return world

    async def load(self, world: dict[str, Any]) -> None:
        """Load a world that was saved; what is there now is forgotten."""
        await self.ask("POST", "/sandbox/load", **world)
