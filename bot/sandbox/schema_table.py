"""Make ``schema.json`` from a full Bot API schema: methods and objects with their kinds, without the prose.

``python -m bot.sandbox.schema_table bot-api.json > bot/sandbox/schema.json``

    {"methods": {"sendMessage": {"chat_id": "!integer|string", "entities": "array<MessageEntity>", …}, …},
     "objects": {"InputMedia": "InputMediaPhoto|InputMediaVideo|…", "InputMediaPhoto": {"type": "!=photo", …}, …}}

``!`` marks what is required, ``=word`` the word that a field always holds, a name with a capital another object; an
object that may be one of several is their names.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

PLAIN = {"Integer": "integer", "String": "string", "Boolean": "boolean", "Float": "float", "InputFile": "file"}
RENAMED = {"RichTextUnion": "RichText"}
OTHERS = {"Exception", "TelegramType"}  # Kinds of the schema's own machinery; so is an object that has such a field.
OWN = re.compile(r"`aiogram\.types\.\w+\.(\w+)`")
ALWAYS = re.compile(r"(?:must be|always) [*'](\w+)[*']")
ARRAY = "Array of "

Fields = dict[str, str]
Table = dict[str, dict[str, Fields | str]]


def compact(schema: dict[str, Any]) -> Table:
    """Return the table of methods and objects."""
    methods, objects = schema["methods"], schema["types"]
    kept = {name: _object(objects[name]) for name in sorted(objects) if not _machinery(objects[name])}
    return {"methods": {name: _fields(methods[name]) for name in sorted(methods)}, "objects": kept}


def _machinery(described: dict[str, Any]) -> bool:
    kinds = {kind for field in described["fields"] for kind in field["types"]}
    official = described["fields"] or "Source: https://core.telegram.org" in " ".join(described["description"])
    return bool(kinds & OTHERS) or described["name"] in PLAIN or not official


def _object(described: dict[str, Any]) -> Fields | str:
    if described["fields"]:
        return _fields(described)
    choices = OWN.findall(" ".join(described["description"]))
    if described["name"] in choices:  # A text may also be a plain one, or a row of texts.
        choices = ["string", f"array<{described['name']}>", *(name for name in choices if name != described["name"])]
    return "|".join(choices) or {}


def _fields(described: dict[str, Any]) -> Fields:
    return {field["name"]: _field(field) for field in described["fields"]}


def _field(field: dict[str, Any]) -> str:
    always = ALWAYS.search(field["description"])
    if always and field["types"] == ["String"]:
        return f"{'!' if field['required'] else ''}={always[1]}"
    return ("!" if field["required"] else "") + _kinds(field["types"])


def _kinds(names: list[str]) -> str:
    inner = [name.removeprefix(ARRAY) for name in names if name.startswith(ARRAY)]
    plain = sorted({PLAIN.get(name, RENAMED.get(name, name)) for name in names if not name.startswith(ARRAY)})
    return "|".join([*plain, *([f"array<{_kinds(inner)}>"] if inner else [])])


def main(path: str) -> None:
    """Write the table to standard output, one method or object a line."""
    table = compact(json.loads(Path(path).read_text(encoding="utf-8")))
    parts = [f"{json.dumps(part)}: {{\n{_lines(rows)}\n}}" for part, rows in table.items()]
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


def _lines(rows: dict[str, Fields | str]) -> str:
    return ",\n".join(f"{json.dumps(name)}: {json.dumps(fields)}" for name, fields in rows.items())


if __name__ == "__main__":
    main(sys.argv[1])
