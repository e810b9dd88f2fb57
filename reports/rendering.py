"""Rendering: a report value becomes blocks of Telegram HTML; everything that users wrote is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ledger.languages import Language
from ledger.lights import Light
from reports import english
from reports.splitting import LIMIT, units, visible
from reports.words import clipped, moment_words, said, term_words, titled

FOLDER = Path(__file__).with_name("templates")
_MARKS = {Light.RED: "🔴", Light.YELLOW: "🟡", Light.GREEN: "🟢"}


def blocks_of(
    template: str, values: Mapping[str, Any], *, today: date, language: Language = Language.CHINESE
) -> tuple[str, ...]:
    """Render the template of the language; an empty line ends a block, for the text of users never holds one."""
    in_english = language is Language.ENGLISH
    words, made = (english.moment_words, _english()) if in_english else (moment_words, environment(FOLDER))

    def moment(value: datetime) -> str:
        return words(value, today)

    text = made.get_template(template).render(**values, today=today, moment=moment)
    return tuple(block.strip("\n") for block in text.split("\n\n") if block.strip())


def one_message(
    template: str,
    today: date,
    values: Mapping[str, Any],
    lengths: Sequence[int],
    language: Language = Language.CHINESE,
) -> tuple[str, int]:
    """Return the text with the longest lists (``lengths``, falling) that fit into one message, and that length."""
    for most in lengths:
        text = "\n\n".join(blocks_of(template, {**values, "most": most}, today=today, language=language))
        if units(visible(text)) <= LIMIT:
            break
    return text, most


@cache
def _english() -> Environment:
    """Return the environment of the English templates."""
    made = environment(FOLDER / "en").overlay()
    made.filters = {**made.filters, "term": english.term_words}
    named = {"many": english.many, "day": english.day_words, "titled": english.titled, "did": english.ENTRIES.get}
    made.globals = {**made.globals, **named}
    return made


@lru_cache(maxsize=4)
def environment(folder: Path, *, escaping: bool = True) -> Environment:
    """Return the environment of a folder of templates; without ``escaping`` what comes of it is no markup."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=escaping,  # noqa: S701 - see above
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clip"] = clipped
    made.filters["said"] = said
    made.filters["titled"] = titled
    made.filters["term"] = term_words
    made.globals["marks"] = {light.value: mark for light, mark in _MARKS.items()}
    return made
