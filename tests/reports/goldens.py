"""Golden texts: what arrives on the phone, to be read and agreed by a coordinator.

``TAIZHANG_UPDATE_GOLDEN=1 python -m pytest tests/reports`` writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from reports.splitting import LIMIT, units, visible

FOLDER = Path(__file__).with_name("golden")
_TAGS = {"b", "blockquote"}


def agrees(name: str, parts: Sequence[str] | str | None) -> None:
    """Assert that the messages are well-formed, fit, and read as the golden text does."""
    messages = [parts] if isinstance(parts, str) else list(parts or ())
    for message in messages:
        assert units(visible(message)) <= LIMIT
        _WellFormed().check(message)
    text = "\n\n======== 下一条消息 ========\n\n".join(visible(message) for message in messages) + "\n"
    file = FOLDER / f"{name}.txt"
    if os.environ.get("TAIZHANG_UPDATE_GOLDEN") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


class _WellFormed(HTMLParser):
    """Telegram's HTML: known tags only, each closed in its turn."""

    def check(self, message: str) -> None:
        self.open: list[str] = []
        self.feed(message)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS
        assert attrs in ([], [("expandable", None)])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
