"""``taizhang understand``: what the bot would make of each message, without database or network."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.opening import moment
from bot.cli.options import example
from bot.cli.printing import data

if TYPE_CHECKING:
    from ledger.people import Roster


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
    app.command("understand", epilog=example("echo 请张三周五下班前报送分析 | taizhang understand --json"))(understand)
