"""Lists of tasks in blocks, ten rows a page, short enough for a phone (清单)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.paging import Page
from handlers.wording.spoken import fixed_in_english, spoken, word
from handlers.wording.voice import Voice
from ledger.people import PersonId
from ledger.tasks import Task
from ledger.values import dataclass

ROWS = 10
"""Rows of one page."""
MINE = ("逾期", "本周到期", "其他", word("中止", "lists.STOPPED"), "代办", "待我审核", "待我审批延期")
TODAY = ("今日到期", "逾期")
NOTHING_MINE, NOTHING_TODAY = "目前没有待办事项。", "今日没有到期或逾期事项。"


@dataclass(frozen=True, slots=True)
class Block:
    """Tasks under one title, and how many there are."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A whole list: its heading, if the blocks' titles are not enough, and what is said where it is empty."""

    blocks: tuple[Block, ...]
    nothing: str
    heading: str = ""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All rows in order."""
        return tuple(task for block in self.blocks for task in block.tasks)

    def in_english(self) -> Listing:
        """Return the list with its titles in English."""
        blocks = tuple(Block(fixed_in_english(one.title), one.tasks) for one in self.blocks)
        heading, nothing = fixed_in_english(self.heading), fixed_in_english(self.nothing)
        return Listing(blocks=blocks, heading=heading, nothing=nothing)

    def page(self, number: int) -> Page[Task]:
        """Return the page; the nearest there is where the list has become shorter."""
        return Page.cut(self.tasks, number, size=ROWS)


@spoken
def listed(voice: Voice, whole: Listing, page: Page[Task], *, asker: PersonId) -> str:
    """Return the page's text: each block's title with the number of all its tasks, then the rows of this page."""
    if not page.shown:
        return whole.nothing
    lines = [f"<b>{whole.heading}</b>"] if whole.heading else []
    start, first = 0, (page.n - 1) * ROWS
    for block in whole.blocks:
        low, high = max(first, start), min(first + ROWS, start + len(block.tasks))
        if low < high:
            lines.append(f"<b>{block.title}（{len(block.tasks)}）</b>")
            lines += [voice.row(task, asker=asker) for task in block.tasks[low - start : high - start]]
        start += len(block.tasks)
    return "\n".join([*lines, f"第{page.n}/{page.of}页"] if page.of > 1 else lines)


def my_tasks(
    voice: Voice,
    tasks: tuple[Task, ...],
    covered: tuple[Task, ...],
    to_decide: tuple[Task, ...],
    asked: tuple[Task, ...],
) -> Listing:
    """Return the person's open tasks, overdue first, those of colleagues on leave, and what waits for a decision."""
    today = voice.house.hours.local(voice.now).date()
    week = voice.house.hours.end_of_business(today + timedelta(days=6 - today.weekday()))
    stopped = [task for task in tasks if task.suspended is not None]
    late = [task for task in tasks if task.is_overdue(voice.now)]
    due = [task for task in tasks if task not in [*late, *stopped] and task.deadline and task.deadline <= week]
    rest = [task for task in tasks if task not in [*late, *due, *stopped]]
    found_each: tuple[Sequence[Task], ...] = (late, due, rest, stopped, covered, to_decide, asked)
    blocks = zip(MINE, found_each, strict=True)
    return Listing(
        heading=mine(len(tasks) + len(covered)),
        blocks=tuple(Block(title, tuple(found)) for title, found in blocks if found),
        nothing=NOTHING_MINE,
    )


@spoken
def mine(count: int) -> str:
    """Return the heading of somebody's own list."""
    return f"我的待办 {count}项"


@spoken
def nothing(title: str, *, only_open: bool) -> str:
    """Say that nothing is left of a list, or nothing that the asker may see."""
    return f"“{title}”所列事项均已办理。" if only_open else f"“{title}”中没有您可查看的事项。"


def today(due: tuple[Task, ...], late: tuple[Task, ...]) -> Listing:
    """Return what falls due today and what is overdue."""
    blocks = tuple(Block(title, found) for title, found in zip(TODAY, (due, late), strict=True) if found)
    return Listing(blocks=blocks, nothing=NOTHING_TODAY)
