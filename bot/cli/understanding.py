"""``taizhang understand``: what the bot would make of each message, without database or network."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import moment
from bot.cli.options import example
from bot.cli.printing import data

if TYPE_CHECKING:
    from handlers.reading.values import Reading
    from ledger.people import Roster

UNDERSTAND = "逐行读取标准输入中的消息（\\n 表示换行），显示机器人会怎样理解；不用数据库，不连网络。"


class Place(StrEnum):
    """Where the messages are taken to be written."""

    PRIVATE = "private"
    GROUP = "group"
    REPLY = "reply"


class Speaker(StrEnum):
    """Who is taken to write."""

    STAFF = "staff"
    HEAD = "head"
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    LEADER = "leader"
    ADMIN = "admin"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    shown = example("echo 请督查室周五下班前报送核查情况 | taizhang understand --json")
    app.command("understand", help=UNDERSTAND, epilog=shown)(understand)


def understand(
    roster: Annotated[Path | None, typer.Option("--roster", metavar="FILE", help="花名册；默认为演示花名册。")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="ISO", help="消息发送的时间；默认为现在。")] = None,
    role: Annotated[Speaker, typer.Option("--role", help="发消息的人的角色。")] = Speaker.COORDINATOR,
    context: Annotated[
        Place | None, typer.Option("--context", help="在哪里说的；默认群聊，科员的短语视为回复交办。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象。")] = False,
) -> None:
    """Read messages from standard input and print the readings, one a line."""
    for reading in _readings(sys.stdin, _roster(roster), at, role, context):
        data(json.dumps(reading.as_json(), ensure_ascii=False) if as_json else _summary(reading))


def _roster(file: Path | None) -> Roster:
    from bot.demo.plan import office_rows
    from bot.roster_files.reading import read_roster_file
    from bot.roster_files.roster import roster_of

    return roster_of(read_roster_file(file) if file else office_rows())


def _readings(
    lines: Iterable[str], roster: Roster, at: str | None, role: Speaker, context: Place | None
) -> Iterator[Reading]:
    from bot.clock import SystemClock
    from config.calendars import load_calendars
    from handlers.reading import Context, understand_lines
    from ledger.calendar import WorkCalendar
    from ledger.hours import OfficeHours
    from ledger.people import Role

    hours = OfficeHours()
    return understand_lines(
        lines,
        roster=roster,
        calendar=WorkCalendar(load_calendars()),
        hours=hours,
        at=moment(at, hours) if at else SystemClock().now(),
        role=Role(role.value),
        context=Context(context.value) if context else None,
    )


def _summary(reading: Reading) -> str:
    """Return the reading as one line for people: intent, who does what by when, and what must be asked."""
    parts = [reading.intent.value]
    for task in reading.as_json()["tasks"]:
        who = "、".join(task["assignees"]) or "？"
        parts.append(f"{who}｜{task['title']}｜{task['deadline'] or '？'}")
    if reading.task_number:
        parts.append(reading.task_number)
    if reading.asks:
        parts.append("须问：" + "、".join(reading.asks))
    return "\t".join(parts)
