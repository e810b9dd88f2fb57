"""A group in which somebody reports, and the answers that wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.client import Chat, Person, SandboxClient
from storage.inbox import RawUpdate
from storage.outbox import Outgoing
from storage.store import Store
from tests.ledger.house import MONDAY
from tests.runtime.mail import state, texts


@dataclass
class Talk:
    """A group in which 张三 reports, and what the bot says there."""

    store: Store
    office: SandboxClient
    person: Person
    chat: Chat

    async def confirmed(self, number: int, text: str = "", **more: Any) -> int:
        """Commit the answer to a message of the group, as the door does, and return its number."""
        chat, lane = self.chat.id, f"c{self.chat.id}"
        update = {"chat": chat, "user": self.person.id, "message": number, "lane": lane, "kind": "message"}
        await self.store.inbox.keep(1, [RawUpdate(update_id=number, raw="{}", **update)], received_at=MONDAY)
        source = (await self.store.inbox.first_in(lane, now=MONDAY))[0]
        payload = {"chat_id": chat, "text": text or f"DB-2026-{number} 进展已登记。", "parse_mode": "HTML"}
        payload["reply_parameters"] = {"message_id": number, "allow_sending_without_reply": True}
        how = {"method": "sendMessage", "task": f"DB-2026-{number}", "purpose": "task", "lane": lane}
        async with self.store.books(now=MONDAY, source=source) as books:
            return await books.outbox.put(Outgoing(chat=chat, **{**how, "payload": payload, **more}))

    async def said(self) -> list[str]:
        """Return the texts that arrived."""
        return await texts(self.office, self.chat)

    async def states(self, *numbers: int) -> list[str]:
        """Return what became of rows."""
        return [await state(self.store, one) for one in numbers]

    async def payloads(self, *numbers: int) -> list[Any]:
        """Return what is kept of rows."""
        return [row.payload for one in numbers if (row := await self.store.outbox.get(one)) is not None]
