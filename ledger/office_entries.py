"""Entries about the office: its people, who also leave and move (离任、调动), chats, settings and calendar."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ledger.entries import Entry, free
from ledger.people import PersonId, Role, UnitId
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day that a notice names (节假日安排): a day off, or where ``works`` a make-up workday (调休)."""

    day: date
    name: str
    works: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYearSet(Entry):
    """The notice for ``year`` was kept, in the place of an earlier one; ``paper`` is its title."""

    year: int
    paper: str
    days: tuple[NamedDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDaySet(Entry):
    """The office's own rule for one day (本单位调整), which wins over every notice; ``None``: no own rule any more."""

    day: date
    works: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterImported(Entry):
    """The roster was replaced from a file with this SHA-256; ``agreed`` is the second person, where it took one."""

    sha256: str
    people: int
    units: int
    agreed: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Entry):
    """新增人员: the roster holds one person more; the phone number lies in the directory alone."""

    person: PersonId
    unit: UnitId
    roles: tuple[Role, ...]
    fields: tuple[UnitId, ...] = ()
    name: str = free()
    title: str = free("")
    aliases: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrected(Entry):
    """更正人员信息: what the roster says of a person now; ``phone``: the number, too, is another one."""

    person: PersonId
    name: str = free()
    aliases: str = free("")
    phone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesSet(Entry):
    """调整角色: the person's roles and field (分管) from now on; ``agreed`` is the second person behind a grant."""

    person: PersonId
    roles: tuple[Role, ...]
    fields: tuple[UnitId, ...] = ()
    agreed: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInvited(Entry):
    """邀请: a one-time link was made in the chat; the link itself is kept nowhere."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBound(Entry):
    """The person's chat identity was approved; the identity itself lies in the directory."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataExported(Entry):
    """导出本人数据: what is stored about the person was handed out, in the chat to the person or by a command."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatBound(Entry):
    """A group chat was bound to a unit (``None``: the whole house) and its reports were chosen."""

    chat: int
    unit: UnitId | None = None
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(Entry):
    """A setting was changed by chat or command, and holds from the next slot on."""

    name: str
    value: str


class Leaving(StrEnum):
    """Why somebody leaves the office: 调离, 离职, 退休."""

    TRANSFERRED = "transferred"
    RESIGNED = "resigned"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureSet(Entry):
    """Somebody will leave at the beginning of ``day``; ``None``: stays after all."""

    person: PersonId
    how: Leaving
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLeft(Entry):
    """离任: from now on the person may do nothing; what was open has gone to others by entries of its own."""

    person: PersonId
    how: Leaving


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMoved(Entry):
    """调动: another unit, post and role; ``carried``: the open tasks went along."""

    person: PersonId
    unit: UnitId
    roles: tuple[Role, ...]
    title: str = free("")
    carried: bool = False
