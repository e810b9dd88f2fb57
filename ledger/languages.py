"""Languages (语言): which one people and groups are spoken to in; Chinese, unless somebody has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ledger.people import PersonId
from ledger.values import dataclass

PREFIX = "language."
"""What the names of these settings begin with; ``.person.ID`` or ``.chat.ID`` follows."""


class Language(StrEnum):
    """The language of what the bot says and of its reports; what people say to it is read in Chinese."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Languages:
    """Who and which groups have chosen English."""

    people: frozenset[int] = frozenset()
    chats: frozenset[int] = frozenset()

    @property
    def all_chinese(self) -> bool:
        """Nobody has chosen anything else."""
        return not self.people and not self.chats

    def of(self, chat: int, person: PersonId | None) -> Language:
        """Return the language of a group by its choice (their ids are below zero), in private by the person's."""
        if chat >= 0:
            return self.of_person(person)
        return Language.ENGLISH if chat in self.chats else Language.CHINESE

    def of_person(self, person: PersonId | None) -> Language:
        """Return the language that the person has chosen."""
        return Language.ENGLISH if person in self.people else Language.CHINESE


ALL_CHINESE = Languages()
"""Before anybody has chosen."""


def setting_of_person(person: PersonId) -> str:
    """Return the name of the setting that holds the person's choice."""
    return f"{PREFIX}person.{person}"


def setting_of_chat(chat: int) -> str:
    """Return the name of the setting that holds the group's choice."""
    return f"{PREFIX}chat.{chat}"


def languages_in(settings: Mapping[str, str]) -> Languages:
    """Return the choices among the settings."""
    chosen = [name.removeprefix(PREFIX).split(".") for name, value in settings.items() if value == Language.ENGLISH]
    people = (int(number) for kind, number in chosen if kind == "person")
    return Languages(frozenset(people), frozenset(int(number) for kind, number in chosen if kind == "chat"))
