"""Flooding: whoever writes more in a minute than anybody reads is dealt with at a pace, beside the others.

What is beyond the limit waits in a lane of that person's own, so that nobody in the same group waits behind it; one row
falls due after the other. Only what nobody can mean any more, beyond ``most_waiting`` rows, is set aside as ignored.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime, timedelta

from ledger.values import dataclass
from storage.inbox import FLOODED, RawUpdate

MINUTE = 60.0
FLOOD = "flood"
"""Why an update beyond everything that may wait is ignored."""
MOST_PEOPLE = 10_000
"""So many people's minutes are remembered; then those who have been silent since are forgotten."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A batch with lanes and hours for what floods; ``slowed`` and ``dropped``: whom that begins to concern."""

    rows: tuple[RawUpdate, ...]
    slowed: frozenset[int]
    dropped: frozenset[int]
    until: Mapping[int, datetime]
    minutes: Mapping[int, deque[float]]
    per_minute: int
    most_waiting: int


@dataclass
class Floods:
    """Counts what each person wrote within a minute, by the time of sending; a limit of 0 switches it off."""

    per_minute: int
    most_waiting: int
    _minutes: dict[int, deque[float]] = field(default_factory=dict)
    _until: dict[int, datetime] = field(default_factory=dict)
    _dropping: set[int] = field(default_factory=set)

    def learn(self, waiting: Mapping[str, datetime]) -> None:
        """Go on where a process before this one ended; ``waiting`` says until when each lane has something to do."""
        floods = {lane: until for lane, until in waiting.items() if lane.startswith(FLOODED)}
        self._until |= {int(lane.removeprefix(FLOODED)): until for lane, until in floods.items()}

    def sort(self, batch: Sequence[RawUpdate], *, now: datetime) -> Sorted:
        """Return the batch as it is to be kept; nothing is counted before ``note``, for it may come again."""
        until, minutes = dict[int, datetime](), dict[int, deque[float]]()
        rows, slowed, dropped = [], set[int](), set[int]()
        for row in batch:
            user = row.user
            if user is None or not self.per_minute or not self._floods(row, now, until, minutes):
                rows.append(row)
                continue
            last = self._last(user, now, until)
            if last + self._step - now > self.most_waiting * self._step:
                rows.append(replace(row, given_up=FLOOD))
                dropped |= {user} - self._dropping
                continue
            slowed |= {user} if last == now else set()
            until[user] = last + self._step
            rows.append(replace(row, lane=f"{FLOODED}{user}", next_try=until[user]))
        limits = self.per_minute, self.most_waiting
        return Sorted(tuple(rows), frozenset(slowed), frozenset(dropped), until, minutes, *limits)

    def note(self, kept: Sorted) -> None:
        """Count what was kept."""
        self._until |= kept.until
        self._minutes |= kept.minutes
        self._dropping = (self._dropping - kept.slowed) | kept.dropped
        if len(self._minutes) > MOST_PEOPLE:
            newest = max(minute[-1] for minute in self._minutes.values() if minute)
            self._minutes = {who: one for who, one in self._minutes.items() if one and one[-1] > newest - MINUTE}

    @property
    def _step(self) -> timedelta:
        return timedelta(minutes=1) / self.per_minute

    def _floods(
        self, row: RawUpdate, now: datetime, until: Mapping[int, datetime], minutes: dict[int, deque[float]]
    ) -> bool:
        """Count the row, and tell whether it is one too many, or comes behind some that wait."""
        assert row.user is not None  # noqa: S101 - asked by the caller
        user, at = row.user, float(row.sent_at) if row.sent_at is not None else now.timestamp()
        if user not in minutes:
            minutes[user] = deque(self._minutes.get(user, ()), maxlen=self.per_minute + 1)
        minute = minutes[user]
        while minute and minute[0] <= at - MINUTE:
            minute.popleft()
        minute.append(at)
        return self._last(user, now, until) > now or len(minute) > self.per_minute

    def _last(self, user: int, now: datetime, until: Mapping[int, datetime]) -> datetime:
        """Return when the last row that waits falls due; none waits longer than all, but the clock may be set back."""
        last = max(until.get(user) or self._until.get(user, now), now)
        return last if last - now <= self.most_waiting * self._step else now
