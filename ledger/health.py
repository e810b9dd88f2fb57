"""Health: how the program is doing, by figures alone, and what of it is a trouble; the same for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from config.channels import Health
from ledger.values import dataclass

MEGABYTE = 1_000_000


class Cause(StrEnum):
    """What may be wrong; the values are names that programs rely on."""

    DATABASE = "database"
    SCHEMA = "schema"
    POLL = "poll"
    TICK = "tick"
    INBOX = "inbox"
    OUTBOX = "outbox"
    PUSHES = "pushes"
    DISK = "disk"
    UNKNOWN = "unknown"
    QUARANTINED = "quarantined"
    RESTORED = "restored"
    FEEDS = "feeds"


MINOR = frozenset({Cause.UNKNOWN, Cause.QUARANTINED, Cause.RESTORED, Cause.FEEDS})
"""These wait for people's word; the program itself is well."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Seconds since the last poll and the last round (tick); ``None`` where nobody knows of any."""

    poll: float | None
    tick: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the database holds; ages are seconds of the oldest, 0 where there is none.

    ``outbox`` counts what may be sent now, ``pushes`` the group reports that are due and have not arrived, ``feeds``
    the programs to which nothing is sent any more because they did not confirm.
    """

    schema: str
    schema_fits: bool
    entries: int
    inbox: int
    inbox_age: float
    quarantined: int
    outbox: int
    outbox_age: float
    unknown: int
    restored: int
    pushes: int
    push_age: float
    feeds: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything at one moment; without ``counted`` the database does not answer. ``disk_free``: bytes."""

    ages: Ages
    counted: Counted | None
    disk_free: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A figure beyond its limit: seconds, bytes, or a number of things."""

    cause: Cause
    found: float
    limit: float

    @property
    def is_minor(self) -> bool:
        """Whether the program itself is well all the same."""
        return self.cause in MINOR


def troubles(figures: Figures, limits: Health, *, polls: bool = True) -> tuple[Trouble, ...]:
    """Return what is wrong, the gravest first; where the platform calls us (``polls`` is false), silence is none."""
    return tuple(_found(figures, limits, polls=polls))


def _found(figures: Figures, limits: Health, *, polls: bool) -> Iterator[Trouble]:
    counted, poll, tick = figures.counted, figures.ages.poll, figures.ages.tick
    if counted is None:
        yield Trouble(Cause.DATABASE, 0, 1)
    elif not counted.schema_fits:
        yield Trouble(Cause.SCHEMA, 0, 1)
    if polls and poll is not None:
        yield from _beyond(Cause.POLL, poll, limits.poll_age.total_seconds())
    if tick is not None:
        yield from _beyond(Cause.TICK, tick, limits.tick_age.total_seconds())
    if counted is not None:
        yield from _beyond(Cause.INBOX, counted.inbox_age, limits.inbox_age.total_seconds())
        yield from _beyond(Cause.OUTBOX, counted.outbox_age, limits.outbox_age.total_seconds())
        yield from _beyond(Cause.PUSHES, counted.push_age, limits.push_age.total_seconds())
    if figures.disk_free < limits.disk_mb * MEGABYTE:
        yield Trouble(Cause.DISK, figures.disk_free, limits.disk_mb * MEGABYTE)
    if counted is not None:
        yield from _beyond(Cause.UNKNOWN, counted.unknown, 0)
        yield from _beyond(Cause.QUARANTINED, counted.quarantined, 0)
        yield from _beyond(Cause.RESTORED, counted.restored, 0)
        yield from _beyond(Cause.FEEDS, counted.feeds, 0)


def _beyond(cause: Cause, found: float, limit: float) -> Iterator[Trouble]:
    if found > limit:
        yield Trouble(cause, found, limit)
