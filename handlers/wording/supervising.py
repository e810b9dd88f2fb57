"""Words about supervision on site (蹲点督办)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, escape, short, shown
from ledger.acts.origin_requests import RecordVisit
from ledger.origin_entries import SiteVisit
from ledger.tasks import Task


def title(place: str, number: str | None) -> str:
    """Return what the order to go there is called."""
    about = f"（{number}）" if number else ""
    return f"到{place}蹲点督办{about}" if place else f"蹲点督办{about}"


def to_mend(finding: str) -> str:
    """Return what a finding is called as a task."""
    return f"整改：{finding}"


def origin(voice: Voice, visit: RecordVisit) -> str:
    """Name the visit as what a task goes back to."""
    return f"{voice.day(voice.house.hours.local(visit.held_at).date())}{visit.place}"


@spoken
def recorded(voice: Voice, visit: RecordVisit, rest: Sequence[str]) -> str:
    """Confirm a visit, and name the findings that nobody was given yet."""
    head = f"{visit.about} " if visit.about else ""
    lines = [f"{head}蹲点督办已登记：{shown(visit.place)}，{voice.moment(visit.held_at)}。", *_facts(voice, visit)]
    if rest:
        lines.append(f"以下问题未写明责任单位或整改时限，请另行交办：{escape('；'.join(rest))}。")
    return "\n".join(lines)


def _facts(voice: Voice, visit: RecordVisit) -> list[str]:
    lines = [f"人员：{voice.names(visit.visitors)}"]
    lines += [f"问题：{'；'.join(map(shown, visit.findings))}"]
    if visit.fix_by:
        lines.append(f"整改时限：{voice.moment(visit.fix_by)}")
    return [*lines, f"现场照片：{len(visit.files)}份"]


@spoken
def notice(voice: Voice, visit: RecordVisit, task: Task, by: str) -> str:
    """Tell those who work on the task what was found."""
    head = f"<b>{task.number} {called(by)}蹲点督办</b>\n地点：{shown(visit.place)}，{voice.moment(visit.held_at)}"
    return "\n".join([head, *_facts(voice, visit), "请对照整改；问题另行编号交办。"])


@spoken
def line(visit: SiteVisit) -> str:
    """Return a visit as one entry of a timeline."""
    photos = f"（照片{len(visit.files)}份）" if visit.files else ""
    found = "；".join(visit.findings.split("\n"))
    return f"蹲点督办{short(visit.place)}：{short(found, 60)}{photos}"
