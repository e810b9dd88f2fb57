"""One control call: its fields, and the people and chats that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.acts import enter, me
from bot.sandbox.errors import Json
from bot.sandbox.values import Bot, Member, Room, User
from bot.sandbox.world import World


@dataclass(frozen=True)
class Asked:
    """The fields of body, query and path together."""

    world: World
    given: Json

    def get(self, name: str, default: Any = None) -> Any:
        """Return an optional field."""
        return self.given.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self.given[name]

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self.given.get(name, default)
        if value is None:
            raise KeyError(name)
        return int(value)

    def seconds(self, name: str = "wait", most: float = 60.0) -> float:
        """Return how long to wait, in real seconds."""
        return min(max(float(self.given.get(name) or 0), 0.0), most)

    def user(self, name: str = "user") -> User:
        """Return the person who acts."""
        return self.world.user(self.number(name))

    def bot(self) -> Bot:
        """Return the bot meant."""
        named = self.given.get("bot")
        return self.world.only_bot(None if named is None else int(named))

    def room(self, name: str = "chat") -> Room:
        """Return a room by its key."""
        return self.world.room(self.given[name])

    def entered(self) -> Room:
        """Return the room in which the person acts."""
        bot = self.given.get("bot")
        return enter(self.world, self.user(), self.given.get("chat"), None if bot is None else int(bot))

    def inside(self) -> tuple[Room, Member]:
        """Return the room in which the person acts, and what they are there."""
        room = self.entered()
        return room, me(room, self.user())
