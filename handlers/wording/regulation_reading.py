"""阅知 in words: who is asked to read a regulation, who has, and who has not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from handlers.wording.regulations import titled
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called
from ledger.people import Person
from ledger.regulations import Regulation
from reports.splitting import split

CONFIRM, DROP = "确认发出", "取消"


@spoken
def read(one: Regulation) -> str:
    """Confirm that somebody has read it."""
    return f"已记录阅知：{one.number} {titled(one.title)}第{one.edition}版。"


@spoken
def read_before(voice: Voice, one: Regulation, at: datetime) -> str:
    """Say that this is known already."""
    return f"您已于{voice.brief(at)}阅知 {one.number}，无需重复。"


@spoken
def please_read(voice: Voice, one: Regulation) -> str:
    """Ask somebody to read it."""
    since = f"，{voice.day(one.effective)}起施行" if one.effective else ""
    what = f"{one.number} {titled(one.title)}第{one.edition}版{since}。"
    return f"<b>请阅知</b>\n{what}\n阅后请点“阅知”，或回复“阅知”；只提醒这一次。"


@spoken
def card(one: Regulation, units: Sequence[str], count: int, unreached: int) -> str:
    """Show how many would be asked."""
    who = "、".join(map(called, units)) if units else "各科室"
    missed = f"另有{unreached}人尚未绑定，本次不发。" if unreached else ""
    what = f"{one.number} {titled(one.title)}第{one.edition}版"
    return f"将请{who}共{count}人阅知 {what}，每人一条消息。{missed}确认后发出。"


@spoken
def laid(one: Regulation, count: int) -> str:
    """Confirm that they are asked."""
    return f"已请{count}人阅知 {one.number} {titled(one.title)}。查看进度请发送：{one.number} 阅知情况。"


@spoken
def dropped() -> str:
    """Confirm that nothing was recorded."""
    return "已取消，未作登记，也未发出。"


@spoken
def in_private() -> str:
    """Say in a group where the list went."""
    return "已私信。"


@spoken
def readers(voice: Voice, one: Regulation, *, asked: int, missing: Sequence[Person]) -> tuple[str, ...]:
    """Return who has not read it yet, by office; ``asked`` counts all of whom one may know."""
    heading = f"<b>{one.number} 阅知情况</b>｜{titled(one.title)}第{one.edition}版"
    if not asked:
        return (f"{heading}\n尚未组织阅知，或不在您的查看范围。",)
    counts = f"应阅{asked}人，已阅{asked - len(missing)}人，未阅{len(missing)}人"
    rows = [
        f"{called(voice.roster.unit(unit).name) if unit is not None else '未定单位'}："
        + "、".join(called(person.name) for person in people)
        for unit, people in groupby(missing, key=lambda person: person.unit)
    ]
    return split(heading, [counts, *(["未阅人员\n" + "\n".join(rows)] if rows else [])])
