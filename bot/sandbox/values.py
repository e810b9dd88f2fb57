"""The values of the sandbox's world: bots, rooms (chats), topics, polls, links and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.marks import MOMENT
from bot.sandbox.members import ORDINARY, PRESENT, Member, User
from bot.sandbox.updates import UpdateQueue

__all__ = [
    "PRESENT",
    "Bot",
    "InlineQuery",
    "Link",
    "Member",
    "Poll",
    "Query",
    "Room",
    "StoredFile",
    "Topic",
    "User",
    "Webhook",
]

Json = dict[str, Any]


@dataclass
class Webhook:
    """Where a bot wants its updates posted."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None

    def is_like(self, other: Webhook) -> bool:
        """Whether it posts to the same place in the same way."""
        return (self.url, self.secret_token, self.max_connections) == (
            other.url,
            other.secret_token,
            other.max_connections,
        )


@dataclass
class Bot:
    """A bot account with its token's secret, settings and update queue."""

    user: User
    secret: str
    queue: UpdateQueue
    privacy: bool = True
    inline: bool = False
    webhook: Webhook | None = None
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    default_rights: dict[str, Json] = field(default_factory=dict)  # For groups and for channels.
    last_message_id: int = 0
    open: bool = True

    @property
    def id(self) -> int:
        """The number before the colon of the token."""
        return self.user.id

    @property
    def username(self) -> str:
        """The name after the @; every bot has one."""
        return self.user.username or ""


@dataclass
class Topic:
    """A topic of a forum; number 1 is General, which is always there."""

    id: int
    name: str
    icon_color: int
    creator: int
    icon_custom_emoji_id: str = ""
    closed: bool = False
    hidden: bool = False

    def public(self) -> Json:
        """Return the Bot API's ForumTopic."""
        icon = {"icon_custom_emoji_id": self.icon_custom_emoji_id} if self.icon_custom_emoji_id else {}
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color, **icon}


@dataclass
class Link:
    """An invite link of a room."""

    address: str
    creator: int
    name: str = ""
    expires: int = 0
    limit: int = 0
    by_request: bool = False
    primary: bool = False
    revoked: bool = False
    joined: int = 0


@dataclass
class Room:
    """A chat: the private one of a bot and a person, a group, a supergroup or a channel."""

    key: str  # The chat id, or "bot/person" for a private chat.
    chat: Json  # The Bot API's Chat as the bot sees it.
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    authors: dict[int, int] = field(default_factory=dict)  # The account behind a message, whoever it speaks for.
    keyboards: dict[int, Json] = field(default_factory=dict)  # Reply keyboards, by the message that brought them.
    reactions: dict[int, dict[int, list[Json]]] = field(default_factory=dict)  # By message, then by account.
    last_message_id: int = 0
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    bot: Bot | None = None  # Of a private chat.
    denied: list[str] = field(default_factory=lambda: list(ORDINARY))  # What ordinary members may not do.
    description: str = ""
    topics: dict[int, Topic] = field(default_factory=dict)  # Of a forum.
    links: dict[str, Link] = field(default_factory=dict)  # By their address.
    requests: dict[int, str] = field(default_factory=dict)  # Who asks to join, by which link.
    linked: str | None = None  # A channel's discussion group, or the other way round.
    carried: dict[int, int] = field(default_factory=dict)  # A channel's posts as the discussion group has them.
    signed: bool = False  # A channel's posts name their authors.

    @property
    def id(self) -> int:
        """The chat id as the bot knows it."""
        return int(self.chat["id"])

    @property
    def private(self) -> bool:
        """A private chat of one person and one bot."""
        return self.bot is not None

    @property
    def kind(self) -> str:
        """The chat's type."""
        return str(self.chat["type"])

    @property
    def forum(self) -> bool:
        """Whether the chat has topics."""
        return bool(self.chat.get("is_forum"))

    def member(self, user_id: int) -> Member | None:
        """Return the member who is present."""
        member = self.members.get(user_id)
        return member if member and member.present else None

    def shown(self, message_id: int) -> Json:
        """Return a message as people see it, with its reply keyboard and reactions."""
        message = self.messages[message_id]
        extra: Json = {"reply_markup": self.keyboards[message_id]} if message_id in self.keyboards else {}
        if message_id in self.reactions:
            extra["reactions"] = [sign for signs in self.reactions[message_id].values() for sign in signs]
        return {**message, **extra} if extra else message


@dataclass
class StoredFile:
    """The bytes of a photo, a document or another file, and what was measured of it."""

    file_id: str
    unique_id: str
    path: str
    content: bytes
    name: str
    mime: str
    measures: Json = field(default_factory=dict)

    def public(self) -> Json:
        """Return the Bot API's File."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            "file_path": self.path,
        }


@dataclass
class Poll:
    """A poll with its votes; it lies in one message, copies share it."""

    id: str
    owner: int  # The account that sent it.
    facts: Json  # The Bot API's Poll without the counts.
    answers: list[int] = field(default_factory=list)  # The right options of a quiz.
    explanation: Json = field(default_factory=dict)
    votes: dict[int, list[int]] = field(default_factory=dict)  # Options by account.
    places: list[tuple[str, int]] = field(default_factory=list)  # Rooms and messages that show it.


@dataclass
class Query:
    """A tap on an inline button that waits for its answer."""

    id: str
    bot_id: int
    user_id: int
    room: str
    born: float = field(metadata=MOMENT)
    answer: Json | None = None


@dataclass
class InlineQuery:
    """What somebody typed after a bot's name, and what the bot offers for it."""

    id: str
    bot_id: int
    user_id: int
    born: float = field(metadata=MOMENT)
    results: list[Json] | None = None  # Each with its id, the content of the message and its keyboard.
