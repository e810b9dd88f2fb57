"""What somebody is in a room, and what that allows: rights of administrators, permissions of members."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

PRESENT = ("creator", "administrator", "member", "restricted")
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
RIGHTS_OF = {
    "group": ("can_pin_messages", "can_manage_tags"),
    "supergroup": ("can_pin_messages", "can_manage_topics", "can_manage_tags"),
    "channel": ("can_post_messages", "can_edit_messages", "can_manage_direct_messages"),
}
"""What administrators may have besides, by the kind of the chat."""
ALL_RIGHTS = (*RIGHTS, "can_pin_messages", "can_manage_topics", "can_manage_tags", *RIGHTS_OF["channel"])
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
ORDINARY = ("can_change_info", "can_pin_messages", "can_manage_topics")
"""What members of a new group may not do."""


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
    deactivated: bool = False

    def public(self) -> Json:
        """Return the Bot API's User; of a deleted account only the number is left."""
        if self.deactivated:
            return {"id": self.id, "is_bot": self.is_bot, "first_name": ""}
        known = {name: getattr(self, name) for name in ("last_name", "username", "language_code")}
        named = {name: value for name, value in known.items() if value}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, **named}

    @property
    def name(self) -> str:
        """First and last name as shown."""
        return " ".join(filter(None, (self.first_name, self.last_name)))


@dataclass
class Member:
    """What somebody is in a room; ``denied`` are the rights or permissions that are kept from them."""

    user: User
    status: str = "member"
    anonymous: bool = False
    title: str | None = None
    denied: list[str] = field(default_factory=list)
    until: int = 0
    inside: bool = True  # Somebody restricted may have left.
    appointed_by: int | None = None

    @property
    def present(self) -> bool:
        """Neither left nor kicked."""
        return self.status in PRESENT and (self.inside or self.status != "restricted")

    @property
    def leads(self) -> bool:
        """The creator or an administrator."""
        return self.status in ("creator", "administrator")

    def lapse(self, moment: int) -> None:
        """End a ban or a restriction whose time is over; nobody is told."""
        if not 0 < self.until <= moment:
            return
        self.status = "member" if self.present else "left"
        self.denied, self.until, self.inside = [], 0, True

    def public(self, kind: str = "supergroup", viewer: int | None = None) -> Json:
        """Return the Bot API's ChatMember in a chat of a kind, as a bot sees it."""
        base: Json = {"user": self.user.public(), "status": self.status}
        titled = {"custom_title": self.title} if self.title else {}
        if self.status == "creator":
            return {**base, "is_anonymous": self.anonymous, **titled}
        if self.status == "administrator":
            editable = viewer is not None and self.appointed_by == viewer
            return {**base, "can_be_edited": editable, "is_anonymous": self.anonymous, **self._rights(kind), **titled}
        if self.status == "restricted":
            return {**base, "is_member": self.inside, "until_date": self.until, **self._allowed(PERMISSIONS)}
        if self.status == "kicked":
            return {**base, "until_date": self.until}
        return base

    def _rights(self, kind: str) -> dict[str, bool]:
        return self._allowed((*RIGHTS, *RIGHTS_OF.get(kind, ())))

    def _allowed(self, names: tuple[str, ...]) -> dict[str, bool]:
        return {name: name not in self.denied for name in names}
