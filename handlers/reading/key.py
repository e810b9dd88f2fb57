"""The letters without which a pattern finds nothing (必要字): most rules are passed over by what a message does not say."""  # noqa: E501

from __future__ import annotations

import re

from handlers.reading.late import Late


class Key:
    """Letters of which one stands in whatever any of the patterns finds; a test proves it from the patterns."""

    def __init__(self, letters: str, *patterns: re.Pattern[str] | Late) -> None:
        self.letters = frozenset(letters)
        self.patterns = patterns

    def fits(self, said: frozenset[str]) -> bool:
        """Tell whether one of the patterns may find something in a text of these letters."""
        return not self.letters.isdisjoint(said)


class Keyed(Late):
    """One pattern of a table, with its key."""

    def __init__(self, letters: str, words: str) -> None:
        super().__init__(words)
        self.key = Key(letters, self)
