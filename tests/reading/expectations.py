"""Comparing a reading with a row of the cases: intent, people, deadline."""

from __future__ import annotations

from handlers.reading import Intent, Reading, to_minute

_WHO = {
    Intent.REASSIGN: "to",
    Intent.CANCEL: "to",
    Intent.LEAVE: "delegate",
    Intent.URGE: "unit",
    Intent.ESCALATE: "unit",
    Intent.QUERY: "unit",
    Intent.SCORE_ADJUST: "unit",
    Intent.INSPECT: "by",
    Intent.TRAINING: "audience",
}
"""Where an intent without tasks keeps its people."""


def people(reading: Reading) -> str:
    """Return the people as the cases write them."""
    if reading.tasks:
        return "|".join(_of_task(task.support, task.lead, task.assignees) for task in reading.tasks)
    if reading.intent is Intent.SPLIT:
        lead = f"lead={reading.args['unit']};" if reading.args.get("unit") else ""
        return f"{lead}sub={','.join(reading.args.get('to', ()))}"
    who = reading.args.get(_WHO.get(reading.intent, ""))
    named = "group=overdue" if who == "overdue" else who
    return ",".join(named) if isinstance(named, list) else named or ""


def _of_task(support: tuple[str, ...], lead: str | None, assignees: tuple[str, ...]) -> str:
    if support:
        return f"lead={lead};co={','.join(support)}"
    left_out = [name for name in assignees if name.startswith("except=")]
    return ";".join([",".join(name for name in assignees if name not in left_out), *left_out])


def deadlines(reading: Reading) -> str:
    """Return the deadlines as the cases write them: tasks and stages by ``|``."""
    if not reading.tasks:
        parts = reading.args.get("tasks")
        moment = parts[0].deadline if parts else reading.args.get("deadline") or reading.args.get("at")
        return to_minute(moment) or ""
    stages = ([stage.deadline for stage in task.milestones] or [task.deadline] for task in reading.tasks)
    return "|".join(to_minute(moment) or "" for moments in stages for moment in moments)


def mismatch(row: dict[str, str], reading: Reading) -> str:
    """Return what differs from the row, nothing where all is exact."""
    expected = row["expected_assignees"]
    wanted = expected if ";" in expected else expected.removeprefix("lead=")
    pairs = {
        "intent": (row["expected_intent"], reading.intent.value),
        "people": (wanted, people(reading)),
        "deadline": (row["expected_deadline"], deadlines(reading)),
    }
    return "; ".join(f"{name}: {one} != {other}" for name, (one, other) in pairs.items() if one != other)
