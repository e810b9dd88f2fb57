"""Numbers of people (个人号码) in a text: identity cards, bank cards and telephones that are carried about.

Wherever others may read along, such a number keeps its first three and its last four signs: 138****5678. Lines of an
office (0471-…), service lines (12345, 95…, 400…), document and task numbers, dates and amounts stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"[ \u00a0\u3000\-\u2010-\u2015\uff0d.\u00b7]?"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)\d{4}"  # GB/T 2260: the province comes first.
_IDENTITY = rf"{_REGION}{_GAP}(?:(?:19|20)\d\d{_DAY}{_GAP}\d{{3}}[\dXx]|\d\d{_DAY}\d{{3}})"  # GB 11643.
_CARD = rf"[3-6]\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?"
_MOBILE = rf"(?:\+?86{_GAP})?1[3-9]\d(?:{_GAP}\d{{4}}){{2}}"
_ABROAD = r"\+[1-9]\d{7,14}"
NUMBER = re.compile(
    rf"(?<![\dA-Za-z.])(?:(?P<identity>{_IDENTITY})|(?P<card>{_CARD}))(?![\dA-Za-z])"
    rf"|(?<![\da-f.])(?:(?P<mobile>{_MOBILE})|(?P<abroad>{_ABROAD}))(?![\da-f])"  # No part of a hash.
)
"""What has the form of such a number, in narrow digits; ``numbers_in`` looks closer."""
_SHORTEST = re.compile(r"(?:\d\D?){8}")  # Nearly all texts hold less, and are done with at once.
_TAG = re.compile("(<[^<>]+>)")
_HEAD, _TAIL = 3, 4


def narrow(text: str) -> str:
    """Return the text with full-width digits as plain ones, sign for sign."""
    return text.translate(_NARROW)


_NARROW = str.maketrans({chr(0xFEE0 + ord(sign)): sign for sign in "0123456789+Xx"})


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of people in the text, at the places where they stand in it."""
    if _SHORTEST.search(text):
        yield from (found for found in NUMBER.finditer(narrow(text)) if _is_personal(found))


def _is_personal(found: re.Match[str]) -> bool:
    """Look closer: an identity card with a slip in its last sign is somebody's still, a long serial number no card."""
    if found["card"] is not None:
        return found["card"].startswith("62") or _passes_luhn(found["card"])  # 62: UnionPay, and nothing else.
    return found["abroad"] is None or not found["abroad"].startswith("+86")  # +86 471 … is an office.


def _passes_luhn(card: str) -> bool:
    """Tell whether the check digit of a bank card (ISO/IEC 7812) is right."""
    digits = [int(sign) for sign in reversed(card) if sign.isdecimal()]
    return sum(digits[::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


def masked(text: str) -> str:
    """Return the text in which of every number of a person only head and tail are left."""
    if not _SHORTEST.search(text):
        return text
    pieces, at = [], 0
    for found in numbers_in(text):
        pieces += [text[at : found.start()], hidden(found.group())]
        at = found.end()
    return "".join([*pieces, text[at:]])


def hidden(number: str) -> str:
    """Return head and tail of a number: 138****5678."""
    signs = re.sub(r"[^\dXx+]", "", number)
    return signs[:_HEAD] + "*" * (len(signs) - _HEAD - _TAIL) + signs[-_TAIL:]


def masked_markup(markup: str) -> str:
    """Return the HTML with the same done to its text; tags stay as they are."""
    if not _SHORTEST.search(markup):
        return markup
    return "".join(part if part.startswith("<") else masked(part) for part in _TAG.split(markup))


def cut(text: str, limit: int) -> str:
    """Return at most so many signs, the last a …; half a number, which nobody would know for one, is left out."""
    if len(text) <= limit:
        return text
    end = limit - 1
    return text[: min([end, *(found.start() for found in numbers_in(text) if found.start() < end < found.end())])] + "…"
