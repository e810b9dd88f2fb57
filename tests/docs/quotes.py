"""Answers quoted in the manual, in fenced blocks that name them; ``python -m tests.docs.quotes`` writes them anew."""

from __future__ import annotations

import re

from tests.docs.answers import answers
from tests.docs.documents import documents_quoted
from tests.docs.pages import MANUAL, text_of
from tests.support.sources import ROOT

_QUOTE = re.compile(r"^```text (?P<name>[^\n]+)\n(?P<text>.*?)```$", re.MULTILINE | re.DOTALL)
_GOLDEN = ROOT / "tests" / "reports" / "golden"


def quoted(text: str) -> list[str]:
    """Return the names of the answers that the page quotes."""
    return [found["name"] for found in _QUOTE.finditer(text)]


def written_anew(text: str) -> str:
    """Return the page with every quoted answer as the bot gives it now; a golden report by its file's name."""
    known = answers() | documents_quoted()

    def block(found: re.Match[str]) -> str:
        name = found["name"]
        said = known[name] if name in known else _golden(name)
        return f"```text {name}\n{said}\n```"

    return _QUOTE.sub(block, text)


def _golden(name: str) -> str:
    return (_GOLDEN / f"{name}.txt").read_text("utf-8").rstrip("\n")


if __name__ == "__main__":
    MANUAL.write_text(written_anew(text_of(MANUAL)), "utf-8")
