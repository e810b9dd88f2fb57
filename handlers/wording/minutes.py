"""Sentences of minutes (纪要): what was decided, and blanks for whatever nobody has said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice
from ledger.tasks import Task
from reports.papers import MinutesDraft
from reports.words import clean, term_words

_BLANK = "＿＿＿＿＿＿"
_TITLE = "会议纪要"
_BETWEEN_NAMES = re.compile(r"[、，,;；\s]+")
_FACTS = {"held": "时间", "place": "地点", "chair": "主持人", "present": "出席人员"}


def minutes(voice: Voice, meeting: Mapping[str, str], tasks: Sequence[Task]) -> MinutesDraft:
    """Return the minutes; nothing is in them that was not said."""
    return MinutesDraft(
        issuer=voice.house.papers.issuer,
        title=meeting.get("title", _TITLE),
        held=meeting.get("held", _BLANK),
        place=meeting.get("place", _BLANK),
        chair=meeting.get("chair", _BLANK),
        present=_names(meeting.get("present", _BLANK)),
        absent=_names(meeting.get("absent", "")),
        recorder=meeting.get("recorder", ""),
        decisions=[(clean(task.title).rstrip("。"), [_duty(voice, task)]) for task in tasks],
    )


def _names(said: str) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN_NAMES.split(said)))


def _duty(voice: Voice, task: Task) -> str:
    leads = "、".join(voice.roster.name_of(branch.assignee) for branch in task.leads)
    support = "、".join(voice.roster.name_of(branch.assignee) for branch in task.supports)
    who = f"由{leads}牵头，{support}配合" if support else f"由{leads}负责"
    return f"{who}，{_until(voice, task)}（{task.number}）。"


def _until(voice: Voice, task: Task) -> str:
    if task.deadline is not None:
        local = voice.house.hours.local(task.deadline)
        return f"于{local.year}年{local.month}月{local.day}日{local:%H:%M}前完成"
    return f"{term_words(task.term)}内完成" if task.term is not None else "时限另定"


@spoken
def missing(meeting: Mapping[str, str]) -> tuple[str, ...]:
    """Return what nobody has said of the meeting."""
    return tuple(word for name, word in _FACTS.items() if name not in meeting)


@spoken
def caption(count: int, blanks: Sequence[str]) -> str:
    """Return what stands under the file, and what is to be filled in by hand."""
    said = f"会议纪要，议定事项{count}件。"
    if not blanks:
        return said
    return f"{said}\n原文未写明{'、'.join(blanks)}，已留空，请填写；或在原文中按“时间：……”“地点：……”逐行写明。"


def file_name(day: date) -> str:
    """Return the file's name."""
    return f"{_TITLE}_{day:%Y%m%d}.docx"


@spoken
def nothing() -> str:
    """Say what minutes are made of."""
    return "没有可出纪要的内容。请先将会议议定事项发来并确认交办，再回复该消息，或直接写“出一份纪要”。"
