"""A report on request as a file: its name, its caption, and the buttons that ask for one."""

from __future__ import annotations

from handlers.english.terms import REPORT
from handlers.wording.voice import Voice

LABELS = {"docx": "Word", "pdf": "PDF", "png": "Picture"}


def name(voice: Voice, kind: str, form: str, number: int = 0) -> str:
    """Return the file's name with the moment up to which it holds."""
    page = f"_{number + 1}" if number else ""
    moment = f"{voice.house.hours.local(voice.now):%Y%m%d_%H%M}"
    return f"{REPORT[kind].replace(' ', '_')}_{moment}{page}.{form}"


def caption(opening: str, *, missing: int) -> str:
    """Return the report's heading and first figures, and what the fonts could not print."""
    return "\n".join(filter(None, (opening, signs_missing(missing))))


def signs_missing(count: int) -> str:
    """Say how many signs no font of ours has; they are printed as 〓."""
    return f"{count} characters are in none of the fonts and printed as “〓”; the Word file has them." if count else ""


def only_in_private() -> str:
    """Say in a group where files are sent."""
    return "Reports as files are sent in private only; please ask there, for example: 周总结PDF."
