"""One cell of a roster file: text to value, complaining in Chinese where it cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from bot.roster_files.columns import KIND_MEMBER_PREFIXES, KIND_WORDS, KINDS, ROLE_WORDS, ROLES
from ledger.people import Role
from ledger.roster_rows import KIND_PREFIX

Complain = Callable[[str, str], None]
"""Takes the column and what is wrong with its cell."""

LONGEST_NAME = 40
LONGEST_TITLE = 100
MOST_VALUES = 200
_SEPARATORS = re.compile(r"[;,、\n]")  # After NFKC ； and ， are ; and , already.
_HIDDEN = {"Cc", "Cf", "Co", "Cs"}  # Control, zero-width and direction marks: two names could look alike.
_BETWEEN_HAN = re.compile(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿])")
_PHONE = re.compile(r"\+?\d{5,20}")


def name_in(cell: str, column: str, complain: Complain, *, required: bool = False) -> str:
    """Return one name; spaces that only align two characters (张　三) are dropped."""
    name = _BETWEEN_HAN.sub("", cell)
    if required and not name:
        complain(column, "不能为空，请填写名称。")
    _check_text(name, column, complain, longest=LONGEST_NAME)
    if name and not any(letter.isalnum() for letter in name):
        complain(column, f"“{_shown(name)}”不是名称，请填写中文或字母。")
    return name


def names_in(cell: str, column: str, complain: Complain) -> tuple[str, ...]:
    """Return several names, each once."""
    names = [name_in(part.strip(), column, complain) for part in _SEPARATORS.split(cell) if part.strip()]
    if len(names) > MOST_VALUES:
        complain(column, f"超过 {MOST_VALUES} 项，请分成几行或改用“类型:科室”这样的写法。")
    return tuple(dict.fromkeys(names))


def long_text_in(cell: str, column: str, complain: Complain) -> str:
    """Return a text that is shown but never looked up."""
    _check_text(cell, column, complain, longest=LONGEST_TITLE)
    return cell


def kind_in(cell: str, complain: Complain) -> str:
    """Return the kind of the row."""
    kind = KINDS.get(cell.lower())
    if kind is None:
        wrong = f"不认识“{_shown(cell)}”" if cell else "不能为空"
        complain("kind", f"{wrong}，请写：{'、'.join(KIND_WORDS.values())}。")
    return kind or ""


def roles_in(cell: str, complain: Complain) -> tuple[Role, ...]:
    """Return the roles, each once."""
    words = [word.strip() for word in _SEPARATORS.split(cell) if word.strip()]
    for word in words:
        if word.lower() not in ROLES:
            complain("role", f"不认识角色“{_shown(word)}”，请写：{'、'.join(ROLE_WORDS.values())}，多个用分号隔开。")
    return tuple(dict.fromkeys(ROLES[word.lower()] for word in words if word.lower() in ROLES))


def phone_in(cell: str, complain: Complain) -> str:
    """Return the phone number's digits."""
    phone = re.sub(r"[\s\-()]", "", cell)
    if phone and not _PHONE.fullmatch(phone):
        complain("phone", "不是电话号码，请只写数字，例如 13900000000。")
        return ""
    return phone


def members_in(cell: str, complain: Complain) -> tuple[str, ...]:
    """Return the members of a group; 类型:科室 becomes ``kind:office``."""
    return tuple(_member(name, complain) for name in names_in(cell, "members", complain))


def _member(name: str, complain: Complain) -> str:
    for prefix in KIND_MEMBER_PREFIXES:
        if name.lower().startswith(prefix):
            word = name[len(prefix) :].strip()
            if word.lower() not in KINDS:
                complain("members", f"不认识类型“{_shown(word)}”，请写：{'、'.join(KIND_WORDS.values())}。")
            return KIND_PREFIX + KINDS.get(word.lower(), "")
    return name


def _check_text(text: str, column: str, complain: Complain, *, longest: int) -> None:
    if any(unicodedata.category(letter) in _HIDDEN for letter in text):
        complain(column, "含有看不见的控制字符，请重新输入这一格。")
    if len(text) > longest:
        complain(column, f"过长（{len(text)} 字），请控制在 {longest} 字以内。")
    # A spreadsheet that opens an export would take such a text for a formula.
    if text[:1] in {"=", "+", "-", "@"}:
        complain(column, f"不能以“{text[0]}”开头，请去掉开头的符号。")


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else text[:LONGEST_NAME] + "…"
