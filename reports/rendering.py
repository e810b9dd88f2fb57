"""Rendering: a report value becomes blocks of Telegram HTML; everything that users wrote is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.languages import Language
from ledger.lights import Light
from reports import english
from reports.splitting import LIMIT, units, visible
from reports.words import clipped, moment_words, said, term_words, titled

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).with_name("templates")
_MARKS = {Light.RED: "🔴", Light.YELLOW: "🟡", Light.GREEN: "🟢"}


def blocks_of(
    template: str, values: Mapping[str, Any], *, today: date, language: Language = Language.CHINESE
) -> tuple[str, ...]:
    """Render the template of the language; an empty line ends a block, for the text of users never holds one."""
    words = english.moment_words if language is Language.ENGLISH else moment_words

    def moment(value: datetime) -> str:
        return words(value, today)

    text = environment(FOLDER, language=language).get_template(template).render(**values, today=today, moment=moment)
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


@lru_cache(maxsize=8)
def environment(folder: Path, *, escaping: bool = True, language: Language = Language.CHINESE) -> Environment:
    """Return the environment of a folder of templates, the English ones being in ``en`` below it.

    Without ``escaping`` what comes of it is no markup.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # With the first report; few bots start with one.

    in_english = language is Language.ENGLISH
    made = Environment(
        loader=FileSystemLoader(folder / "en" if in_english else folder),
        autoescape=escaping,  # noqa: S701 - see above
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clip"] = clipped
    made.filters["said"] = said
    made.filters["titled"] = titled
    made.filters["term"] = english.term_words if in_english else term_words
    made.globals["marks"] = {light.value: mark for light, mark in _MARKS.items()}
    if in_english:
        named = {"many": english.many, "day": english.day_words, "titled": english.titled, "did": english.ENTRIES.get}
        made.globals.update(named)
    return made
