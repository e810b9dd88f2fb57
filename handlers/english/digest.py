"""Words under the leaders' digest (领导摘要)."""

from __future__ import annotations

from handlers.wording.spoken import fixed_in_english

VIEW = "View"
ONLY_IN_PRIVATE = "The leaders' digest is for you alone; please send /digest in private."


def of_circular(place: int, label: str) -> str:
    """Return the label of a button that belongs to one circular of the digest."""
    return f"Circular {place}: {fixed_in_english(label)}"


def ordered(ordinal: int, label: str) -> str:
    """Return the label of a button that belongs to one line of a list."""
    return f"{ordinal}. {fixed_in_english(label)}"
