"""What a quarter's circular says of a unit: score and place, and the line behind it with task and person (见人见事)."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.circulars import Point, Tone
from ledger.people import Roster
from ledger.score_facts import ScoreFinding
from ledger.tasks import Task
from reports.points import shown
from reports.score_words import KINDS
from reports.words import clipped

_TITLE = 40  # Signs of a task's title within a sentence.


def score_sentence(roster: Roster, tasks: Mapping[str, Task], one: ScoreFinding) -> Point:
    """Return the sentence, tied to the task of its line."""
    line, task = one.line, tasks.get(one.line.task)
    unit = roster.unit(one.row.score.unit).name
    title = f"“{clipped(task.title, _TITLE).rstrip('。')}”" if task is not None else "有关事项"
    who = roster.person(line.whom.person).name if line.whom is not None and line.whom.person is not None else ""
    by = f"{who}承办的" if who else ""
    does = "加" if one.tone is Tone.PRAISE else "扣"
    stands = f"{one.appraisal.register.name}{shown(one.row.score.total)}分，列{KINDS[one.kind]}第{one.row.place}名"
    rule = one.appraisal.rule(line).name
    return Point(one.tone, line.task, f"{unit}{stands}，{by}{title}{rule}，{does}{shown(abs(line.points))}分。")
