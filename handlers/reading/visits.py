"""A visit on site as people write it down: 地点：…；发现：…；整改：…, or 蹲点督办某处，发现…，周五前整改."""

from __future__ import annotations

import re

from handlers.reading.facts import fact
from handlers.reading.late import Late

_LABELS = "地点|时间|人员|发现问题|发现|整改时限|整改|限期|责任(?:单位|人|科室)?(?=[:：])"
_SAID = Late(rf"(?P<label>{_LABELS})[:：]?\s*(?P<words>.*?)\s*(?=[;；,，。\n]\s*(?:{_LABELS})|$)", re.DOTALL)
_FREE = Late(r"(?:蹲点(?:督办)?|现场督[办查]|实地督[办查])(?:了)?[:：,，\s]*(?P<place>[^,，;；:：。\n]{2,40})")
_BY = Late(r"[,，;；]\s*(?P<by>[^,，;；]{2,14}前)(?:完成)?整改(?:到位)?[。\s]*$")
_PARTS = Late(r"[;；\n]+|(?<=[^\d])\d{1,2}[.、)]")
_EDGES = "，,；;。:： \n"


@fact(kw_only=True)
class VisitSaid:
    """What was said of a visit; ``time``, ``people``, ``limit``, ``whose`` (who puts it right) are yet to be read."""

    place: str
    findings: tuple[str, ...]
    time: str = ""
    people: str = ""
    limit: str = ""
    whose: str = ""


def visit_in(words: str) -> VisitSaid | None:
    """Return the visit; nothing without a place and something that was found."""
    said = {found["label"]: found["words"].strip(_EDGES) for found in _SAID.finditer(words)}
    free = _FREE.search(words)
    place = said.get("地点") or (free["place"].partition("发现")[0].strip() if free else "")
    found = said.get("发现") or said.get("发现问题") or ""
    by = _BY.search(found)
    limit = said.get("整改") or said.get("整改时限") or said.get("限期") or (by["by"] if by else "")
    if not place or not found:
        return None
    findings = _findings(found[: by.start()] if by else found)
    whose = next((words for label, words in said.items() if label.startswith("责任")), "")
    time, people = said.get("时间", ""), said.get("人员", "")
    return VisitSaid(place=place, findings=findings, time=time, people=people, limit=limit, whose=whose)


def _findings(words: str) -> tuple[str, ...]:
    parts = (part.strip(_EDGES) for part in _PARTS.split(f" {words}"))
    return tuple(filter(None, parts))
