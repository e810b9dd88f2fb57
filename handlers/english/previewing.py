"""Words around the preview of what will be published (发布预览), and the reminder to those who have not reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from config.timetable import Rule
from handlers.english.terms import REPORT
from handlers.english.voice import called, listed, many
from handlers.wording.voice import Voice
from storage.chats import Chat

REMIND = "Remind the missing"
_TITLES = 6


def heading(voice: Voice, reports: Iterable[tuple[Rule, Sequence[Chat]]], missing: int) -> str:
    """Say what will be published when and where, and that nobody has to let it pass."""
    lines = [f"{rule.time:%H:%M} {REPORT[rule.report]}: {_where(chats)}" for rule, chats in reports]
    day = voice.day(voice.house.hours.local(voice.now).date())
    who = f"{many(missing, 'return')} missing." if missing else "All returns are in."
    then = f"{who} Published by itself, nobody need confirm; what happens until then still counts. As it stands:"
    return "\n".join([f"<b>Preview</b> | {day}", *lines, then])


def _where(chats: Sequence[Chat]) -> str:
    names = listed(called(chat.title) for chat in chats[:_TITLES])
    return f"{names}, {len(chats)} groups in all" if len(chats) > _TITLES else names


def opening(rule: Rule, chats: Sequence[Chat]) -> str:
    """Label the button that opens one more text."""
    return f"{REPORT[rule.report]} | {chats[0].title[:20]}"


def nothing_more() -> str:
    """Say that the report is no longer to come today."""
    return "It is published already, or will not be today; please look in the group."


def reminded(told: int, missed: Sequence[str]) -> str:
    """Confirm to whoever pressed how many were reminded, and who cannot be reached."""
    reached = f"Reminded: {many(told - len(missed), 'person', 'people')}."
    return f"{reached} Not reached in private, please tell them: {listed(map(called, missed))}." if missed else reached


def reminded_already(voice: Voice, last: datetime) -> str:
    """Say when they were reminded: once a day is enough."""
    return f"They were reminded at {voice.brief(last)}; once a day is enough. For one task, write 催办 and its number."


def nobody_missing() -> str:
    """Say that nobody is left to be reminded."""
    return "Everybody has reported or is on leave; nobody to remind."


def quiet(voice: Voice) -> str:
    """Say that nobody is disturbed now."""
    return f"It is quiet time; nobody was reminded. Please try again {voice.waking_hours()}."
