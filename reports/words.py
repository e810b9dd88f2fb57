"""Text from users before it is printed, and how moments and numbers are written."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from ledger.discretion import title, words
from ledger.personal import masked
from ledger.terms import Term, TermUnit
from ledger.values import dataclass

_TERM_UNITS = {TermUnit.WORKDAYS: "个工作日", TermUnit.DAYS: "天", TermUnit.HOURS: "小时"}
ENTRIES = {
    "Assigned": "交办",
    "Acknowledged": "签收",
    "Declined": "不予受理",
    "BlockerCleared": "解除卡点",
    "Closed": "审核销号",
    "Returned": "审核退回",
    "Mended": "补正",
    "Reassigned": "转办",
    "Withdrawn": "撤回",
    "Amended": "调整",
    "ExtensionRequested": "申请延期",
    "ExtensionDecided": "审批延期",
    "Suspended": "中止",
    "Resumed": "恢复办理",
    "Recounted": "时限重算",
    "Corrected": "更正",
    "Reminded": "催办",
    "Escalated": "督办",
}
"""What somebody did on a task, by the kind of the entry; the rest is ``ENTRY``."""
ENTRY = "记录"
ERASED = "（文字已清除）"
"""What stands for words whose term is over, or that somebody asked to have erased."""


@dataclass(frozen=True, slots=True)
class Span:
    """The period of a summary: its name in data, and how the summary calls itself, it, the one before and the next."""

    key: str
    name: str
    this: str
    last: str
    next: str


SPANS = {
    "weekly": Span("week", "周总结", "本周", "上周", "下周"),
    "monthly": Span("month", "月度总结", "本月", "上月", "下月"),
    "quarterly": Span("quarter", "季度总结", "本季度", "上季度", "下季度"),
}
"""By the kind of the summary."""
_JOINER = "\u200d"
_TITLE = 40  # Two lines on a phone.


def clean(text: str) -> str:
    """Return the text on one line, without control, zero-width and direction characters; emoji stay whole.

    Numbers of people are masked: whatever a report is printed as may be passed on.
    """
    if text.isprintable():  # Of all spaces only the plain one is; nor is a joiner.
        return masked(" ".join(text.split()) if " " in text else text)
    return masked(" ".join("".join(map(_kept, text)).split()).strip(_JOINER))


def said(text: str, length: int | None = None) -> str:
    """Return what somebody wrote as ``clean``, or cut where it is longer; in minimal mode that there is something."""
    return words(clean(text) if length is None else clipped(text, length))


def titled(text: str, length: int | None = None) -> str:
    """Return a title as ``clean``, or cut where it is longer; in minimal mode its first signs."""
    return title(clean(text) if length is None else clipped(text, length))


def _kept(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cs":
        return "\ufffd"
    if category == "Cc":
        return " "
    return "" if category == "Cf" and sign != _JOINER else sign


def clipped(text: str, length: int = _TITLE) -> str:
    """Return the cleaned text, cut with … where it is longer; empty where there is nothing to see."""
    shown = clean(text)
    if len(shown) <= length:
        return shown
    return shown[: length - 1].rstrip(_JOINER) + "…"


def moment_words(moment: datetime, today: date) -> str:
    """Return 18:00 for a moment of today, 11-30 18:00 for another, with the year where it differs."""
    if moment.date() == today:
        return f"{moment:%H:%M}"
    return f"{moment:%m-%d %H:%M}" if moment.year == today.year else f"{moment:%Y-%m-%d %H:%M}"


def term_words(term: Term) -> str:
    """Return 签收后2个工作日 for a term that runs from the receipt."""
    return f"签收后{term.amount}{_TERM_UNITS[term.unit]}"


def number_key(number: str) -> tuple[str | int, ...]:
    """Return a key that sorts DB-2026-9 before DB-2026-10: words and numbers by turns, as all keys have them."""
    bits: list[str | int] = [*_DIGITS.split(number)]
    bits[1::2] = map(int, bits[1::2])
    return tuple(bits)


_DIGITS = re.compile(r"(\d+)")


_SHARE = re.compile(r"^(?:目前|现|已|累计|总体|进度)*(?:完成|达到?|推进)?(?:了)?\s*(\d{1,3})[%％][，,。；;、：:\s]*")


def beside_share(note: str, percent: int | None) -> str:
    """Return the words without the percentage at their front, where the line shows the same one already."""
    found = _SHARE.match(note)
    return note[found.end() :] if found and int(found[1]) == percent else note


def signs_missing(count: int) -> str:
    """Say how many signs no font of ours has; they are printed as 〓."""
    return f"字库缺 {count} 个字，已以“〓”代替，请以 Word 版为准。" if count else ""
