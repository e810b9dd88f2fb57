"""Sentences about binding requests (绑定申请) that wait."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.spoken import spoken
from handlers.wording.terms import ROLE
from handlers.wording.voice import called
from ledger.people import Person, Role

REVIEW = "审核绑定"


@spoken
def none() -> str:
    """Say that nobody waits."""
    return "没有待审核的绑定申请。"


@spoken
def some_wait(count: int) -> str:
    """Say that somebody waits for a decision."""
    return f"有{count}份绑定申请待您审核。"


@spoken
def waiting(shown: Sequence[tuple[Person, int]], count: int) -> str:
    """Show who asks, with the account of each, and how many there are in all."""
    rows = [f"{number}. {_row(person, user)}" for number, (person, user) in enumerate(shown, start=1)]
    more = [f"另有{count - len(shown)}份，处理后再点“{REVIEW}”。"] if count > len(shown) else []
    return "\n".join(
        [
            f"<b>绑定申请 {count}</b>",
            *rows,
            *more,
            "请核实账号确属本人；点姓名逐一审核；一人多个账号申请或更换账号的，须逐一审核。",
        ]
    )


def _row(person: Person, user: int) -> str:
    return f"{called(person.name)}，{'、'.join(ROLE[role] for role in Role if role in person.roles)}，账号 {user}"


@spoken
def all_shown(count: int) -> str:
    """Label the button that approves all that are shown."""
    return f"全部同意（{count}份）"


@spoken
def all_approved(count: int, left: int) -> str:
    """Say how many were bound, and how many of those shown were not."""
    others = f"另有{left}份已由他人处理或须逐一审核，未作处理。" if left else ""
    return f"已同意{count}份绑定申请，本人均已收到通知。{others}" if count else f"未同意任何绑定申请。{others}"
