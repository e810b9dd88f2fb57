"""What the README tells a newcomer to type: the lines of its shell blocks, without their remarks."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lines(text: str) -> list[str]:
    """Return the lines of the page's shell blocks in order."""
    typed = "".join(found[1] for found in _BLOCK.finditer(text)).splitlines()
    return [line.partition("  #")[0].rstrip() for line in typed]
