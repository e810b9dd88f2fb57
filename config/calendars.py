"""Calendar years and feasts as models of the shipped files; the schema of a year is that of holiday-cn (节假日安排)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SHIPPED = Path(__file__).with_name("calendars")


class CalendarDay(BaseModel):
    """One day that a notice names: a day off, or a make-up workday (调休)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: str
    date: date
    is_off_day: bool = Field(alias="isOffDay")


class CalendarYear(BaseModel):
    """What the notice for one year says; a local overlay is a year without papers."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # holiday-cn files carry a "$schema" too.

    year: int
    papers: tuple[str, ...] = ()
    days: tuple[CalendarDay, ...] = ()


class Feast(BaseModel):
    """A statutory feast: its own day each year, and the days off around that day where no notice is known yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    aliases: tuple[str, ...] = ()
    fixed: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    dates: tuple[date, ...] = ()
    first_off: int = 0
    last_off: int = 0

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if (self.fixed is None) == (not self.dates):
            raise ValueError("a feast has either a fixed day or a list of dates")
        return self

    def day_in(self, year: int) -> date | None:
        """Return the feast's own day, or nothing where the lunar table ends."""
        if self.fixed is not None:
            return date.fromisoformat(f"{year}-{self.fixed}")
        return next((day for day in self.dates if day.year == year), None)


class CalendarData(BaseModel):
    """All that a work calendar is built from; of two years that name the same day the later one wins."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    years: tuple[CalendarYear, ...] = ()
    feasts: tuple[Feast, ...] = ()

    def overlaid(self, days: Iterable[CalendarDay]) -> CalendarData:
        """Return the same data with the office's own days behind them, so that those win."""
        by_year: dict[int, list[CalendarDay]] = {}
        for day in days:
            by_year.setdefault(day.date.year, []).append(day)
        local = tuple(CalendarYear(year=year, days=tuple(found)) for year, found in by_year.items())
        return self.model_copy(update={"years": self.years + local})


def load_calendars(extra: Path | None = None) -> CalendarData:
    """Read the shipped years, then the files in the folder ``extra`` (imported notices and local overlays)."""
    feasts = CalendarData.model_validate_json((SHIPPED / "feasts.json").read_bytes()).feasts
    folders = [SHIPPED] if extra is None else [SHIPPED, extra]
    years = tuple(year for folder in folders for year in _years_in(folder))
    return CalendarData(years=years, feasts=feasts)


def _years_in(folder: Path) -> Iterator[CalendarYear]:
    """Yield the years in order of the file names, so that ``2026-local.json`` comes after ``2026.json``."""
    for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]*.json"), key=lambda path: path.stem):
        yield CalendarYear.model_validate_json(file.read_bytes())
