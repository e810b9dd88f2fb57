"""How papers write days, moments and the numbers of their headings, in both languages (双语)."""

from __future__ import annotations

from datetime import date, datetime

from ledger.languages import Language
from reports import english

_DIGITS = "零一二三四五六七八九"


def day_on_paper(day: date, language: Language) -> str:
    """Return 2026年11月7日, no zero before a digit (7.3.5.4); in English 7 Nov 2026."""
    if language is Language.ENGLISH:
        return f"{day.day} {english.MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def moment_on_paper(moment: datetime, dated: date, language: Language) -> str:
    """Return 11月7日18:00, in English 7 Nov 18:00, with the year where it is not that of the paper."""
    other = moment.year != dated.year
    if language is Language.ENGLISH:
        year = f" {moment.year}" if other else ""
        return f"{moment.day} {english.MONTHS[moment.month - 1]}{year} {moment:%H:%M}"
    year = f"{moment.year}年" if other else ""
    return f"{year}{moment.month}月{moment.day}日{moment:%H:%M}"


def ordinal(level: int, count: int, language: Language = Language.CHINESE) -> str:
    """Return 一、 （一） 1. or （1）, by the level from 0 (7.3.3); in English 1. (1) 1) or a dash."""
    if language is Language.ENGLISH:
        return (f"{count}. ", f"({count}) ", f"{count}) ", "– ")[level]
    return (f"{numeral(count)}、", f"（{numeral(count)}）", f"{count}. ", f"（{count}）")[level]


def numeral(count: int) -> str:
    """Return a count below 1000 in Chinese: 十二, 一百零三."""
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    if not hundreds:
        return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
    head = f"{_DIGITS[hundreds]}百"
    if not rest:
        return head
    return head + (f"{_DIGITS[tens]}十" if tens else "零") + (_DIGITS[ones] if ones else "")
