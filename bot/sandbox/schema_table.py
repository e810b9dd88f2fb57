"""Make ``schema.json``: method → parameter → kinds, from a full Bot API schema, without its prose.

``python -m bot.sandbox.schema_table bot-api.json > bot/sandbox/schema.json``
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PLAIN = {"Integer": "integer", "String": "string", "Boolean": "boolean", "Float": "float", "InputFile": "file"}


def compact(schema: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return ``{"sendMessage": {"chat_id": "!integer|string", …}}``; ``!`` marks what is required."""
    methods = schema["methods"]
    return {name: {field["name"]: _field(field) for field in methods[name]["fields"]} for name in sorted(methods)}


def _field(field: dict[str, Any]) -> str:
    kinds = sorted({_kind(name) for name in field["types"]})
    return ("!" if field["required"] else "") + "|".join(kinds)


def _kind(name: str) -> str:
    if name.startswith("Array of"):
        return "array"
    return PLAIN.get(name, "object")


def main(path: str) -> None:
    """Write the table to standard output, one method a line."""
    table = compact(json.loads(Path(path).read_text(encoding="utf-8")))
    lines = [f"{json.dumps(name)}: {json.dumps(fields)}" for name, fields in table.items()]
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
