"""来源: what an order says it goes back to: a meeting, a document of a superior, a leader's instruction."""

from __future__ import annotations

from handlers.reading.facts import fact
from handlers.reading.late import Late
from ledger.origins import OriginKind

_BY = r"(?:根据|按照?|依据|落实|贯彻落实|遵照)"
_LONG = r"[^,，。;；:：\n]{0,40}?"
_PATTERNS: tuple[tuple[OriginKind, Late], ...] = (
    (
        OriginKind.INSTRUCTION,
        Late(
            rf"(?:{_BY})?(?P<words>[^,，。;；:：\s]{{0,20}}?(?:批示|指示)(?:精神|要求)?(?:[:：]?[“「\"][^”」\"]{{1,200}}[”」\"])?)"
        ),
    ),
    (
        OriginKind.DOCUMENT,
        Late(
            rf"{_BY}(?P<words>{_LONG}(?:《[^》]{{2,60}}》{_LONG}|〔\d{{4}}〕\d+号{_LONG}|文件|通知|来文|[来发]函)+)(?=要求|精神|规定|部署|[,，]|$)"
        ),
    ),
    (
        OriginKind.MEETING,
        Late(
            rf"{_BY}(?P<words>{_LONG}(?:会议纪要|会议|常务会|专题会|调度会|例会|办公会|纪要))(?=要求|精神|部署|安排|议定|决定|[,，]|$)"
        ),
    ),
)
"""The narrowest first: an instruction may quote a document, and a document may be about a meeting."""


@fact()
class SourceSaid:
    """What kind of source the words name, and how they name it."""

    kind: OriginKind
    words: str


def without_source(title: str, said: SourceSaid) -> str:
    """Return the title without the clause at its front that names the source, where something else is left."""
    head, comma, rest = title.partition("，")
    return rest if comma and said.words in head and rest.strip() else title


def source_in(text: str) -> SourceSaid | None:
    """Return the source that an order names, or nothing; a source is named at the beginning of a clause."""
    for kind, pattern in _PATTERNS:
        found = pattern.search(text)
        if found is not None and (found.start() == 0 or text[found.start() - 1] in " \n,，。;；:：、"):
            return SourceSaid(kind, found["words"].strip())
    return None
