"""The agenda: which task is to be looked at when, in sixteen bytes a line; an office may have a hundred thousand lines.

A task is named by the number of its last entry: once another entry is added nobody finds it by that any more, so that
lines of what has changed need not be looked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import datetime


class Agenda:
    """Lines in the order of their moments."""

    def __init__(self) -> None:
        self._moments, self._versions = array("d"), array("q")

    def note(self, at: datetime, version: int) -> None:
        """Add a line at the end: of many it is cheaper to ``sort`` them once, before anything else is asked."""
        self._moments.append(at.timestamp())
        self._versions.append(version)

    def sort(self) -> None:
        """Put in their places what was noted in any order."""
        order = sorted(range(len(self._moments)), key=self._moments.__getitem__)
        self._moments = array("d", map(self._moments.__getitem__, order))
        self._versions = array("q", map(self._versions.__getitem__, order))

    def insert(self, at: datetime, version: int) -> None:
        """Add a line in its place."""
        moment = at.timestamp()
        place = bisect_right(self._moments, moment)
        self._moments.insert(place, moment)
        self._versions.insert(place, version)

    def due(self, now: datetime) -> list[int]:
        """Return each task whose moment has come, once."""
        return list(dict.fromkeys(self._versions[: self._come(now)]))

    def forget(self, until: datetime) -> None:
        """Strike the lines whose moment has come by then."""
        come = self._come(until)
        del self._moments[:come], self._versions[:come]

    def _come(self, now: datetime) -> int:
        return bisect_right(self._moments, now.timestamp())
