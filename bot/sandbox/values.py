"""The values of the sandbox's world: people, bots, rooms (chats), members and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.marks import MOMENT
from bot.sandbox.updates import UpdateQueue

Json = dict[str, Any]

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PRESENT = ("creator", "administrator", "member")
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages", "can_pin_messages",
)  # fmt: skip


@dataclass
class User:
    """A person, or a bot's account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
    is_bot: bool = False

    def public(self) -> Json:
        """Return the Bot API's User."""
        known = {name: getattr(self, name) for name in ("last_name", "username", "language_code")}
        named = {name: value for name, value in known.items() if value}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, **named}

    @property
    def name(self) -> str:
        """First and last name as shown."""
        return " ".join(filter(None, (self.first_name, self.last_name)))


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
    webhook: Webhook | None = None
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
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
class Member:
    """What somebody is in a room."""

    user: User
    status: str = "member"
    anonymous: bool = False
    title: str | None = None

    @property
    def present(self) -> bool:
        """Neither left nor kicked."""
        return self.status in PRESENT

    @property
    def leads(self) -> bool:
        """The creator or an administrator."""
        return self.status in ("creator", "administrator")

    def public(self) -> Json:
        """Return the Bot API's ChatMember."""
        base: Json = {"user": self.user.public(), "status": self.status}
        if self.status == "kicked":
            return {**base, "until_date": 0}
        if not self.leads:
            return base
        titled = {"custom_title": self.title} if self.title else {}
        if self.status == "creator":
            return {**base, "is_anonymous": self.anonymous, **titled}
        rights = dict.fromkeys(RIGHTS, True)
        return {**base, "can_be_edited": False, "is_anonymous": self.anonymous, **rights, **titled}


@dataclass
class Room:
    """A chat: the private one of a bot and a person, a group or a supergroup."""

    key: str  # The chat id, or "bot/person" for a private chat.
    chat: Json  # The Bot API's Chat as the bot sees it.
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    keyboards: dict[int, Json] = field(default_factory=dict)  # Reply keyboards, by the message that brought them.
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    last_message_id: int = 0
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    bot: Bot | None = None  # Of a private chat.

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

    def member(self, user_id: int) -> Member | None:
        """Return the member who is present."""
        member = self.members.get(user_id)
        return member if member and member.present else None

    def shown(self, message_id: int) -> Json:
        """Return a message as people see it, with its reply keyboard and reactions."""
        message = self.messages[message_id]
        extra: Json = {"reply_markup": self.keyboards[message_id]} if message_id in self.keyboards else {}
        if message_id in self.reactions:
            extra["reactions"] = self.reactions[message_id]
        return {**message, **extra} if extra else message


@dataclass
class StoredFile:
    """The bytes of a photo or a document."""

    file_id: str
    unique_id: str
    path: str
    content: bytes
    name: str
    mime: str

    def public(self) -> Json:
        """Return the Bot API's File."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            "file_path": self.path,
        }


@dataclass
class Query:
    """A tap on an inline button that waits for its answer."""

    id: str
    bot_id: int
    user_id: int
    room: str
    born: float = field(metadata=MOMENT)
    answer: Json | None = None
