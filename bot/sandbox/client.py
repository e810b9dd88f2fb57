"""A small client of the control API, so that dialogs read like dialogs.

async with SandboxClient(url) as office:
    zhang, li = await office.user("张三"), await office.user("李四")
    group = await office.group("工作群", [zhang, li])
    await office.add_bot(group, token, admin=True)
    said = await zhang.says("收到", chat=group)
    answer = await office.next_message(group, after=said)
    await zhang.presses("确认", answer)
    await li.reacts("👍", answer)

    forum = await office.group("督办群", [zhang, li], forum=True)
    topic = await forum.topic("督办")
    poll = await zhang.asks("何时开会", ["周四", "周五"], chat=topic)
    await li.votes("周五", poll)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from bot.sandbox.asking import SandboxRefused
from bot.sandbox.people import Chat, Message, Person, Topic, key_of
from bot.sandbox.records import Records

__all__ = ["PATIENCE", "SandboxClient", "SandboxRefused"]

PATIENCE = 5.0


class SandboxClient(Records):
    """Arranges a sandbox's world, lets people act in it and looks on."""

    # The house

    async def user(self, first_name: str, **more: Any) -> Person:
        """Add a person: ``last_name``, ``username``, ``language_code``, ``phone``, ``id`` are optional."""
        return Person(self, await self.ask("POST", "/sandbox/users", first_name=first_name, **more))

    async def people(self) -> list[Person]:
        """Return everybody who is there."""
        return [Person(self, facts) for facts in (await self.ask("GET", "/sandbox/state"))["users"]]

    async def group(self, title: str, members: Iterable[Person], *, kind: str = "supergroup", **more: Any) -> Chat:
        """Open a group, by its first member; ``kind="group"`` makes a basic one, ``forum=True`` one with topics."""
        ids = [person.id for person in members]
        return Chat(self, await self.ask("POST", "/sandbox/chats", title=title, members=ids, kind=kind, **more))

    async def channel(self, title: str, members: Iterable[Person], **more: Any) -> Chat:
        """Open a channel: ``username``, ``signed`` and the key of a ``discussion`` group are optional."""
        return await self.group(title, members, kind="channel", **more)

    async def chat(self, title: str) -> Chat:
        """Return the group or channel of this title."""
        rooms = (await self.ask("GET", "/sandbox/state"))["chats"]
        return next(Chat(self, room) for room in rooms if room["chat"].get("title") == title)

    async def bot(self, token: str, **more: Any) -> dict[str, Any]:
        """Make a bot known; ``username``, ``first_name`` and ``privacy`` may be set."""
        answer: dict[str, Any] = await self.ask("POST", "/sandbox/bots", token=token, **more)
        return answer

    async def add_bot(self, chat: Chat, token: str, *, admin: bool = False, by: Person | None = None) -> None:
        """Put a bot into a group."""
        bot = await self.bot(token)
        status = "administrator" if admin else "member"
        await self.member(chat, bot["id"], status, by=by)

    async def member(
        self,
        chat: Chat,
        who: Person | int,
        status: str,
        *,
        by: Person | None = None,
        anonymous: bool = False,
        **more: Any,
    ) -> None:
        """Make somebody creator, administrator, member, restricted, left or kicked.

        ``denied`` are rights or permissions that they do not have, ``title`` is an administrator's.
        """
        who_id, by_id = who if isinstance(who, int) else who.id, by.id if by else None
        facts = {"chat": chat.key, "user": who_id, "status": status, "by": by_id, "anonymous": anonymous}
        await self.ask("POST", "/sandbox/members", **facts, **more)

    async def migrate(self, chat: Chat) -> Chat:
        """Turn a basic group into a supergroup and return that."""
        return Chat(self, await self.ask("POST", "/sandbox/migrate", chat=chat.key))

    async def reset(self) -> None:
        """Empty the world."""
        await self.ask("POST", "/sandbox/reset")

    # Looking on

    async def messages(self, chat: Chat | Person, *, after: Message | int = 0, wait: float = 0) -> list[Message]:
        """Return a chat's or a topic's messages after one; a person stands for the chat with the first bot."""
        fields = {"chat": key_of(chat), "after": _number(after), "wait": wait}
        try:
            answer = await self.ask("GET", "/sandbox/messages", **fields)
        except SandboxRefused:
            if isinstance(chat, Person):
                return []  # The private chat opens with the first word.
            raise
        found = [Message(facts, key_of(chat)) for facts in answer["messages"]]
        return [message for message in found if not isinstance(chat, Topic) or message.thread == chat.thread]

    async def next_message(
        self,
        chat: Chat | Person,
        *,
        after: Message | int = 0,
        by_bot: bool = True,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - the word that testers know
    ) -> Message:
        """Return the first message after one, by default the first that a bot wrote; TimeoutError if none comes."""
        return await self.until(chat, lambda message: message.by_bot or not by_bot, after=after, timeout=timeout)

    async def until(
        self,
        chat: Chat | Person,
        holds: Callable[[Message], bool],
        *,
        after: Message | int = 0,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - the word that testers know
    ) -> Message:
        """Return the first message of which something holds, waiting for new ones and for edits."""
        end, seq = time.monotonic() + timeout, 0
        while True:
            found = [message for message in await self.messages(chat, after=after) if holds(message)]
            if found:
                return found[0]
            if (left := end - time.monotonic()) <= 0:
                raise TimeoutError(f"nothing of the kind in {key_of(chat)} within {timeout} s")
            seq = await self._something_new(seq, left)

    async def _something_new(self, seq: int, wait: float) -> int:
        answer = await self.ask("GET", "/sandbox/happenings", after=seq, wait=min(wait, 30))
        return int(answer["seq"])

    # Trouble and time

    async def fault(self, kind: str = "error", **more: Any) -> None:
        """Let a fault wait for its call; see ``bot.sandbox.faults``."""
        await self.ask("POST", "/sandbox/faults", kind=kind, **more)

    async def faults(self) -> list[dict[str, Any]]:
        """Return the faults, each with how many calls it ``met`` and how often it ``played``."""
        listed: list[dict[str, Any]] = (await self.ask("GET", "/sandbox/faults"))["faults"]
        return listed

    async def no_faults(self) -> None:
        """Forget all faults."""
        await self.ask("DELETE", "/sandbox/faults")

    async def inject(self, update: dict[str, Any], *, bot: int | None = None) -> int:
        """Queue a raw update as it is; return its number."""
        return int((await self.ask("POST", "/sandbox/updates", update=update, bot=bot))["update_id"])

    async def restart_numbers(self, by: int, *, bot: int | None = None) -> None:
        """Move the number of the next update, as the platform does after a week without any."""
        await self.ask("POST", "/sandbox/updates", shift=by, bot=bot)

    async def limits(self, *, enforced: bool = True, **more: Any) -> dict[str, Any]:
        """Switch the platform's sending limits on or off, or change them; see ``bot.sandbox.limits``."""
        answer: dict[str, Any] = await self.ask("POST", "/sandbox/limits", enforced=enforced, **more)
        return answer

    async def age(self, seconds: float) -> None:
        """Make waiting updates and taps older."""
        await self.ask("POST", "/sandbox/age", seconds=seconds)

    async def clock(
        self, *, now: datetime | None = None, speed: float | None = None, virtual: bool | None = None
    ) -> datetime:
        """Set the world's clock if asked to, and return its moment; ``virtual``: life times and limits follow it."""
        moment = now.isoformat() if now else None
        verb = "GET" if now is None and speed is None and virtual is None else "POST"
        answer = await self.ask(verb, "/clock", now=moment, speed=speed, virtual=virtual)
        return datetime.fromisoformat(answer["now"])


def _number(message: Message | int) -> int:
    return message if isinstance(message, int) else message.id
