"""Words under the leaders' digest (领导摘要)."""

from __future__ import annotations

from handlers.wording.spoken import spoken

VIEW = "查看"
ONLY_IN_PRIVATE = "领导摘要仅供本人查阅，请私信发送 /digest 查看。"


@spoken
def of_circular(place: int, label: str) -> str:
    """Return the label of a button that belongs to one circular of the digest."""
    return f"通报{place} {label}"


@spoken
def ordered(ordinal: int, label: str) -> str:
    """Return the label of a button that belongs to one line of a list."""
    return f"{ordinal}. {label}"
