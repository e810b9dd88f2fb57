"""Rendering: a report value becomes blocks of Telegram HTML; everything that users wrote is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.languages import Language
from reports import english
from reports.splitting import LIMIT, units, visible
from reports.telling import MARKS, heading_of
from reports.words import clipped, moment_words, said, term_words, titled

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).with_name("templates")


def blocks_of(
    template: str,
    values: Mapping[str, Any],
    *,
    today: date,
    language: Language = Language.CHINESE,
    room: int | None = None,
) -> tuple[str, ...]:
    """Render the template of the language; an empty line ends a block, for the text of users never holds one.

    What fills more than the ``room`` (UTF-16 units) is not rendered to its end: nobody reads it.
    """
    words = english.moment_words if language is Language.ENGLISH else moment_words

    def moment(value: datetime) -> str:
        return words(value, today)

    from reports.contexts import pieces  # It loads jinja2; see below.

    found = environment(FOLDER, language=language).get_template(template)
    made = pieces(found, {**values, "today": today, "moment": moment})
    text = "".join(made if room is None else _filling(made, room))
    return tuple(block.strip("\n") for block in text.split("\n\n") if block.strip())


def _filling(pieces: Iterable[str], room: int) -> Iterator[str]:
    """Yield the pieces up to the one that fills the room; ends of lines fill none, since some of them fall away."""
    for piece in pieces:
        yield piece
        room -= units(visible(piece).replace("\n", ""))
        if room < 0:
            break


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

    from reports.contexts import Emptied

    in_english = language is Language.ENGLISH
    made = Environment(
        loader=FileSystemLoader(folder / "en" if in_english else folder),
        autoescape=escaping,  # noqa: S701 - see above
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class = Emptied
    made.filters["clip"] = clipped
    made.filters["said"] = said
    made.filters["titled"] = titled
    made.filters["term"] = english.term_words if in_english else term_words
    made.globals["marks"] = {light.value: mark for light, mark in MARKS.items()}
    made.globals["heading_of"] = heading_of
    if in_english:
        named = {"many": english.many, "day": english.day_words, "titled": english.titled, "did": english.ENTRIES.get}
        made.globals.update(named)
    return made
