"""The gate for marked text (密级标识): what carries a secrecy marking is never stored, not even in the inbox.

A marking is a form, not a word: 【机密】, 机密★1年, 密级：秘密, a line that is nothing but 绝密, 内部资料 注意保存,
or a file called 秘密-方案.docx. 秘密投票, 商业秘密保护 and 办公室保密工作 are ordinary work and pass. Where a form is
doubtful the gate closes: a message sent again costs a minute, a leak cannot be called back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.reading.late import Late

WORDS = ("工作秘密", "绝密", "机密", "秘密", "内部资料", "内部文件", "内部")
HINTS = "密內内\U0002f814"
"""One of these stands in every marking, also in one that is spaced out."""
_HINT = re.compile(f"[{HINTS}]")
_SPACED = "|".join(r"[ \t·・]*".join(word) for word in WORDS)  # Headings are often spaced out: 机 密.
_SIMPLIFIED = str.maketrans("機絕祕內資級閱傳", "机绝秘内资级阅传")
_WORD = rf"(?P<word>{_SPACED})"
_GRADE = r"(?:级|件|文件|资料)?"
_TERM = r"(?:\d{1,3}[ \t]*[年月天日]|长期|启用前)"

_FORMS = tuple(
    Late(form, re.MULTILINE)
    for form in (
        rf"{_WORD}{_GRADE}[ \t]*[★☆*✱✳⭐]",  # GB/T 9704: 机密★1年
        rf"(?:密[ \t]*级|(?:保密|秘密|涉密)(?:等级|级别|程度)|标密|定密)[ \t]*(?:[::]|为|是|定为|标为)+[ \t\W]*{_WORD}",
        rf"[【\[(〔「『<{{]\s*{_WORD}{_GRADE}[ \t]*{_TERM}?\s*[】\])〕」』>}}]",
        rf"^[^\w\n]*{_WORD}{_GRADE}(?:[^\w\n]|{_TERM})*$",  # A line of its own, as on a title page.
        rf"^[^\w\n]*{_WORD}{_GRADE}[ \t]*[::|—]",
        rf"{_WORD}{_GRADE}[^\w\n]{{0,3}}(?:注意保[存密管]|(?:请勿|不得|严禁|禁止|切勿|勿)(?:外传|外泄|扩散|转发|转载|复制|传阅|上网))",
    )
)
_NAME_BREAKS = re.compile(r"[\s\-_.,+()\[\]【】〔〕「」—·、]+")
_NAME_PIECE = Late(rf"(?:\d*{_WORD}(?:级|件|文件|版)?\d*)")
NAMELESS = "—"
"""Stands for a name of a chat or of a person that carries a marking."""
_NAMES = ("title", "first_name", "last_name")


def marking(text: str) -> str | None:
    """Return the marking that the text carries (机密, …), or nothing."""
    if not _HINT.search(text):
        return None
    plain = _plain(text)
    return _first(form.search(plain) for form in _FORMS)


def marking_of_name(name: str) -> str | None:
    """Return the marking in a file name: a piece of it that is nothing but the marking, or any form for texts."""
    pieces = _NAME_BREAKS.split(_plain(name))
    return _first(_NAME_PIECE.fullmatch(piece) for piece in pieces) or marking(name)


def marking_in(update: Any, *, ours: int | None = None) -> str | None:
    """Return the first marking anywhere in an update: whatever is a text, be it known to us or not.

    What the bot ``ours`` wrote itself is passed over: else nobody could answer a message that names a marking.
    """
    for key, value in _strings(update, ours):
        found = marking_of_name(value) if key == "file_name" else marking(value)
        if found:
            return found
    return None


def unnamed(node: dict[str, Any]) -> dict[str, Any]:
    """Return the object; of a chat or a person (it has an id and a name) without the names that are marked."""
    if "id" in node:
        for name in _NAMES:
            value = node.get(name)
            if isinstance(value, str) and marking(value):
                node[name] = NAMELESS
    return node


def _strings(update: Any, ours: int | None) -> Iterator[tuple[str, str]]:
    """Yield the texts of an update with their keys; a stack, because hostile nesting is deep."""
    waiting = [("", update)]
    while waiting:
        key, node = waiting.pop()
        if isinstance(node, str):
            yield key, node
        elif isinstance(node, list):
            waiting.extend((key, one) for one in node)
        elif isinstance(node, Mapping) and not _is_ours(node, ours):
            waiting.extend(node.items())
            waiting.extend(("", name) for name in node if not name.isascii())


def _is_ours(node: Mapping[str, Any], ours: int | None) -> bool:
    """Tell whether a message is the bot's own; other bots, and administrators who are anonymous, are senders as all."""
    sender = node.get("from")
    return "message_id" in node and ours is not None and isinstance(sender, Mapping) and sender.get("id") == ours


def _plain(text: str) -> str:
    """NFKC, in simplified characters, and without the invisible ones that would split a word."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIMPLIFIED)
    return "".join(char for char in plain if unicodedata.category(char) not in {"Cf", "Mn"})


def _first(matches: Iterator[re.Match[str] | None]) -> str | None:
    return next((re.sub(r"[\s·・]", "", match["word"]) for match in matches if match), None)
