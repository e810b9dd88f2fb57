"""A report on request as a file: its name, its caption, and the buttons that ask for one."""

from __future__ import annotations

from handlers.heard import Button
from handlers.wording.spoken import spoken
from handlers.wording.terms import REPORT
from handlers.wording.voice import Voice
from reports.words import signs_missing

LABELS = {"docx": "Word 版", "pdf": "PDF 版", "png": "图片"}


def buttons(kind: str) -> tuple[tuple[Button, ...], ...]:
    """Return the row under a report in private: the same as a file, as it stands when the button is pressed."""
    return (
        tuple(Button(label=label, act="report", args={"kind": kind, "format": form}) for form, label in LABELS.items()),
    )


@spoken
def name(voice: Voice, kind: str, form: str, number: int = 0) -> str:
    """Return the file's name with the moment up to which it holds."""
    page = f"_{number + 1}" if number else ""
    return f"{REPORT[kind]}_{voice.house.hours.local(voice.now):%Y%m%d_%H%M}{page}.{form}"


@spoken
def caption(opening: str, *, missing: int) -> str:
    """Return the report's heading and first figures, and what the fonts could not print."""
    return "\n".join(filter(None, (opening, signs_missing(missing))))


@spoken
def only_in_private() -> str:
    """Say in a group where files are sent."""
    return "报告文件只在私聊发送，请私聊本助手，例：周总结PDF。"
