"""Chinese and Arabic numerals (一, 十五, 两, 27) as numbers; what is no exact number gives nothing."""

from __future__ import annotations

from handlers.reading.late import Late

NUMERAL = r"(?:\d{1,3}|[一二两三四五六七八九十百零几数俩仨]{1,4})"

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}
_SPELLED = Late(r"(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([零一二两三四五六七八九俩仨])?")


def number(said: str) -> int | None:
    """Return the number; 两三 and 几 are no numbers."""
    if said.isascii() and said.isdigit():
        return int(said)
    match = _SPELLED.fullmatch(said)
    if not match or not said:
        return None
    hundreds, tens, ten, ones = match.groups()
    tenfold = (_DIGITS[tens] if tens else 1) if ten else 0
    return (_DIGITS[hundreds] * 100 if hundreds else 0) + tenfold * 10 + (_DIGITS[ones] if ones else 0)


def year(said: str) -> int | None:
    """Return a year written with four digits of either kind (二零二六)."""
    if said.isascii():
        return int(said)
    return int("".join(str(_DIGITS[digit]) for digit in said)) if all(digit in _DIGITS for digit in said) else None
