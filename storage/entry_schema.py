"""The JSON Schema of an exported entry, made from the entries' own models: what programs may rely on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from ledger.entries import Entry, free_fields
from ledger.kinds import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OUTSIDE = ("by", "at", "number")
"""These stand beside ``data``, the number as ``task``."""
_MOMENT = {"type": "string", "format": "date-time"}
_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TEXT = {"type": "string", "pattern": "^(sha256:[0-9a-f]{64})?$"}
_NUMBER = {"anyOf": [{"type": "integer"}, {"type": "null"}]}


def entry_schema() -> dict[str, Any]:
    """Return the schema of one line of the export; fields and kinds may be added to it, none is taken away."""
    names = sorted(KINDS)
    adapters = [(name, "serialization", TypeAdapter(KINDS[name])) for name in names]
    _, found = TypeAdapter.json_schemas(adapters)  # type: ignore[arg-type]
    shared = {name: _as_written(one) for name, one in found["$defs"].items()}
    return {
        "$schema": DIALECT,
        "title": "Taizhang ledger entry",
        "type": "object",
        "required": [*_COMMON],
        "properties": _COMMON,
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": name}}},
                "then": {"properties": {"data": {"$ref": f"#/$defs/{name}"}}},
            }
            for name in names
        ],
        "$defs": shared | {name: _data(KINDS[name], shared[name]) for name in names},
    }


def schema_lines() -> Iterator[str]:
    """Yield the schema as text, each definition on a line of its own, so that a change of one shows as such."""
    schema = entry_schema()
    definitions = [f"  {_json(name)}: {_json(one)}" for name, one in schema.pop("$defs").items()]
    yield "{"
    yield from (f" {_json(name)}: {_json(one)}," for name, one in schema.items())
    yield ' "$defs": {'
    yield ",\n".join(definitions)
    yield " }"
    yield "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _as_written(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a definition without the titles that only repeat names; old entries lack what has a default now."""
    properties = {
        name: {key: value for key, value in one.items() if key not in {"title", "default"}}
        for name, one in schema.get("properties", {}).items()
    }
    needed = [name for name in properties if "default" not in schema["properties"][name]]
    kept = {key: value for key, value in schema.items() if key not in {"title", "required", "properties"}}
    return kept | ({"properties": properties, "required": needed} if properties else {})


def _data(kind: type[Entry], schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of ``data``: free texts are their hashes, and what stands outside is left out."""
    texts = free_fields(kind)
    inside = {name: one for name, one in schema["properties"].items() if name not in _OUTSIDE}
    needed = [name for name in schema["required"] if name not in _OUTSIDE]
    return {**schema, "properties": inside | dict.fromkeys(texts, _TEXT), "required": needed}


_COMMON: dict[str, Any] = {
    "seq": {"type": "integer", "description": "Without gaps, from 1."},
    "kind": {"type": "string"},
    "task": {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "The number of what it is about."},
    "at": _MOMENT | {"description": "When it was said; UTC."},
    "recorded_at": _MOMENT | {"description": "When it was written; UTC."},
    "by": _NUMBER | {"description": "The person; null for the clock and the command line."},
    "source": {"type": "object", "required": ["chat", "message"], "properties": {"chat": _NUMBER, "message": _NUMBER}},
    "data": {"type": "object"},
    "prev": _HASH,
    "hash": _HASH,
    "by_name": {"type": "string"},
    "texts": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Words not erased."},
}
