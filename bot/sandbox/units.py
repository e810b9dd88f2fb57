"""UTF-16 arithmetic: the platform counts text, offsets and lengths in UTF-16 code units."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def piece(text: str, entity: Json) -> str:
    """Return the part of ``text`` that ``entity`` covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    start = int(entity["offset"]) * 2
    return raw[start : start + int(entity["length"]) * 2].decode("utf-16-le", "replace")


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Strip outer white space as the platform does, and move or cut the entities with it."""
    kept = text.strip()
    lead = units(text[: len(text) - len(text.lstrip())])
    return kept, [moved for entity in entities if (moved := _moved(entity, lead, units(kept)))]


def _moved(entity: Json, lead: int, end: int) -> Json | None:
    start = max(entity["offset"] - lead, 0)
    stop = min(entity["offset"] - lead + entity["length"], end)
    return {**entity, "offset": start, "length": stop - start} if stop > start else None


def in_order(entities: list[Json]) -> list[Json]:
    """Sort entities as the platform lists them: by offset, the longer first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
