"""``clocks``: the clock jumps ahead and back, the machine sleeps or lives elsewhere; each period is pushed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox.values import Room
from tests.chaos import oracle
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most, none
from tests.chaos.seeding import Plan

PLAN = Plan(groups=2, start=at("2026-11-01 12:00"))
SOON = 60.0
"""Seconds within which what is owed appears once the clock is right."""
HEADS = {"dispatch": "日调度", "daily": "日报告", "weekly": "周总结"}
LATE = "迟发"
SKIPPED = "skipped"
ABROAD = {"America/New_York": "2026-11-09", "Pacific/Kiritimati": "2026-11-10"}

Period = tuple[str, str]
"""Report and period."""


@dataclass
class Expected:
    """What must have become of each report and period: published, published late, or skipped."""

    office: Office
    periods: dict[Period, str] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    async def owed(self, report: str, period: str, *, state: str = "published") -> None:
        """Wait until one more of the report lies in every group, and note how long it took."""
        self.periods[report, period] = state
        wanted = sum(kind == report and fate != SKIPPED for (kind, _), fate in self.periods.items())
        rooms = self.office.groups
        self.took.append(
            await self.office.until(lambda: all(count(self.office, room)[report] >= wanted for room in rooms))
        )

    def skipped(self, report: str, *periods: str) -> None:
        """Expect a row that says that there was no report."""
        self.periods |= {(report, period): SKIPPED for period in periods}


async def clocks(run: Run) -> list[Figure]:
    """Live through a week of wrong clocks; the short size leaves out the sleep and the journeys."""
    async with opened(run, PLAN) as office:
        expected = Expected(office)
        await office.bot.start()
        await _ahead_and_back(office, expected)
        await _days_ahead(office, expected)
        if not run.short:
            await _asleep(office, expected)
            await _abroad(office, expected)
        await office.finish()
        return [
            at_least("periods", len(expected.periods), 5 if run.short else 10),
            at_most("seconds until a push was there, at most", round(max(expected.took), 1), SOON),
            *_figures(office, expected),
            *await oracle.check(office),
        ]


async def _ahead_and_back(office: Office, expected: Expected) -> None:
    """Jump over the hour of a report, back before it and over it again; then two hours ahead and back."""
    office.clock.jump_to(at("2026-11-02 08:31"))
    await expected.owed("dispatch", "2026-11-02")
    for moment in ("2026-11-02 08:00", "2026-11-02 08:45"):
        office.clock.jump_to(at(moment))
        await office.ring()
    office.clock.jump_to(at("2026-11-02 19:29"))
    await expected.owed("daily", "2026-11-02", state="late")
    for moment in ("2026-11-02 17:29", "2026-11-02 17:31"):
        office.clock.jump_to(at(moment))
        await office.ring()


async def _days_ahead(office: Office, expected: Expected) -> None:
    """Jump three days ahead: what nobody wants any more is given up, each with its row."""
    office.clock.jump_to(at("2026-11-05 17:31"))
    expected.skipped("dispatch", "2026-11-03", "2026-11-04", "2026-11-05")
    expected.skipped("daily", "2026-11-03", "2026-11-04")
    await expected.owed("daily", "2026-11-05")
    await office.ring()


async def _asleep(office: Office, expected: Expected) -> None:
    """Let the machine sleep over the weekend."""
    office.bot.pause()
    office.clock.jump_to(at("2026-11-09 08:32"))
    office.bot.go_on()
    expected.skipped("dispatch", "2026-11-06")
    expected.skipped("daily", "2026-11-06")
    expected.skipped("weekly", "2026-W45")
    await expected.owed("dispatch", "2026-11-09")


async def _abroad(office: Office, expected: Expected) -> None:
    """Let machines in other time zones go on; the office stays where it is."""
    for zone, day in ABROAD.items():
        await office.bot.stop()
        office.bot = office.process(TZ=zone)
        await office.bot.start()
        await office.ring()
        office.clock.jump_to(at(f"{day} 17:31"))
        if ("dispatch", day) not in expected.periods:
            expected.skipped("dispatch", day)
        await expected.owed("daily", day)


def count(office: Office, group: Room) -> Counter[str]:
    """Count the reports that lie in a group."""
    reports = {head: report for report, head in HEADS.items()}
    heads = (one["text"].partition("｜")[0] for one in office.said(group))
    return Counter(reports[head] for head in heads if head in reports)


def _figures(office: Office, expected: Expected) -> Iterator[Figure]:
    """Yield what differs: in the rows, in the chats, in the marks of lateness."""
    rows = office.database.rows(
        "SELECT report, chat, period, state, late FROM slots WHERE chat < 0 AND reason <> 'rest_day'"
    )
    found = {(row.chat, row.report, row.period): _fate(row.state, late=bool(row.late)) for row in rows}
    wanted = {(group.id, *period): fate for group in office.groups for period, fate in expected.periods.items()}
    yield none("periods with another fate than they must have", set(found.items()) ^ set(wanted.items()))
    published = Counter(report for (report, _), fate in expected.periods.items() if fate != SKIPPED)
    yield none(
        "groups with another number of reports", (one for one in office.groups if count(office, one) != published)
    )
    late = sum(fate == "late" for fate in expected.periods.values())
    marked = (sum(LATE in one["text"] for one in office.said(group)) for group in office.groups)
    yield none("groups with another number of late marks", (number for number in marked if number != late))


def _fate(state: str, *, late: bool) -> str:
    return "late" if late and state == "published" else state
