"""The chat page's colours: words can be read on whatever they stand on, in light and in dark (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from bot.sandbox.page import FOLDER

LEAST = 4.5
"""The contrast that small words need."""
GROUNDS = ("paper", "ground", "open", "warm", "mine")
PAIRS = (
    *((ink, ground) for ink in ("ink", "quiet") for ground in GROUNDS),
    *(("link", ground) for ground in ("paper", "ground", "open", "mine", "warm")),
    *(("alarm", ground) for ground in ("paper", "ground", "open", "warm")),
    *(("good", "warm"), ("on-red", "red"), ("ink", "key")),
)


def colours() -> dict[str, tuple[str, str]]:
    """Return the variables that are plain colours: what they are in light and in dark."""
    text = (FOLDER / "style.css").read_text("utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", text)
    both = re.findall(r"--([\w-]+): (#\w+);", text)
    return {name: (light, dark) for name, light, dark in pairs} | {name: (one, one) for name, one in both}


def brightness(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_what_they_stand_on(ink: str, ground: str) -> None:
    known = colours()
    for one, other in zip(known[ink], known[ground], strict=True):
        low, high = sorted((brightness(one), brightness(other)))
        assert (high + 0.05) / (low + 0.05) >= LEAST, f"{one} on {other}"


def test_the_measure_knows_black_from_white() -> None:
    assert brightness("#000") == 0 and brightness("#ffffff") == pytest.approx(1)
