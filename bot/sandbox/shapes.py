"""Objects and arrays inside a parameter, read as the schema's table describes them, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot.sandbox import lengths
from bot.sandbox import schema_words as words
from bot.sandbox.errors import Json

Objects = dict[str, Any]

ENOUGH = {"User": ("id",)}  # What the platform asks of these where a bot sends them.
BARE = ("KeyboardButton", "InputPollOption")  # Words alone stand for such an object.
TYPES = {"integer": "Number", "float": "Number", "boolean": "Boolean", "string": "String", "file": "String"}
NOTHING = object()


class Wrong(ValueError):  # noqa: N818 - named by what it says, as refusals are
    """A nested value that the platform refuses, in its words."""


@cache
def choices(kinds: str) -> tuple[str, ...]:
    """Return the kinds that a field may have; ``|`` inside ``array<…>`` belongs to the array's parts."""
    return tuple(re.findall(r"array<.*>|[^|]+", kinds.lstrip("!")))


@dataclass(frozen=True)
class Shapes:
    """Reads values of the table's objects; ``strict`` refuses fields that no object of the table has."""

    objects: Objects
    strict: bool
    _marks: dict[str, dict[str, str]] = field(default_factory=dict)  # Object → field → the word that it always holds.

    def __post_init__(self) -> None:
        for name, fields in self.objects.items():
            if not isinstance(fields, str):
                self._marks[name] = {one: kinds.lstrip("!=") for one, kinds in fields.items() if "=" in kinds}

    def read(self, kinds: str, value: Any) -> Any:
        """Return the value, cleaned; NOTHING if it is of another kind."""
        if isinstance(value, str) and (bare := next((kind for kind in choices(kinds) if kind in BARE), None)):
            return self._object([bare], {"text": value})
        if isinstance(value, dict) and (names := list(self._named(kinds))):
            return self._object(names, value)
        for kind in self._spelt_out(kinds):
            if kind.startswith("array<") and isinstance(value, list):
                return [self._part(kind[len("array<") : -1], part) for part in value]
            if (read := _plain(kind, value)) is not NOTHING:
                return read
        return NOTHING

    def _part(self, kinds: str, part: Any) -> Any:
        read = self.read(kinds, part)
        if read is not NOTHING:
            return read
        name = choices(kinds)[0]
        reason = words.family(words.NO_OBJECT, name) or "expected an Object"
        raise Wrong(_within(name, reason) if name[0].isupper() else reason)

    def _spelt_out(self, kinds: str) -> Iterator[str]:
        """Yield the kinds, each object that is one of several as these."""
        for kind in choices(kinds):
            known = self.objects.get(kind)
            if isinstance(known, str):
                yield from self._spelt_out(known)
            else:
                yield kind

    def _named(self, kinds: str) -> Iterator[str]:
        return (kind for kind in self._spelt_out(kinds) if kind in self.objects)

    def _object(self, names: list[str], value: Json) -> Json:
        if not value:
            return {}
        name = self._chosen(names, value)
        try:
            return self._fields(name, value)
        except Wrong as wrong:
            raise Wrong(_within(name, str(wrong))) from None

    def _chosen(self, names: list[str], value: Json) -> str:
        """Return the object that is meant: by the word that only it has, else the one that fits best."""
        marked = [name for name in names if self._marks[name]]
        fitting = [name for name in marked if self._is_marked(name, value)] or [n for n in names if n not in marked]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return min(fitting, key=lambda name: self._misfit(name, value))
        given = value.get("type")
        if given is None:
            raise Wrong(_within(names[0], 'Can\'t find field "type"'))
        reason = words.family(words.NO_SUCH_TYPE, names[0]) or "Unsupported type specified"
        raise Wrong(_within(names[0], reason.format(given)))

    def _is_marked(self, name: str, value: Json) -> bool:
        return all(value.get(one) == word for one, word in self._marks[name].items())

    def _misfit(self, name: str, value: Json) -> tuple[int, int]:
        fields = self.objects[name]
        missing = sum(kinds.startswith("!") and one not in value for one, kinds in fields.items())
        return missing, len(value.keys() - fields.keys())

    def _fields(self, name: str, value: Json) -> Json:
        fields: dict[str, str] = self.objects[name]
        if self.strict and (unknown := next((field for field in value if field not in fields), None)):
            raise Wrong(f'unknown field "{unknown}" in {name}')
        for one, kinds in fields.items():
            if kinds.startswith("!") and value.get(one) is None and one in ENOUGH.get(name, fields):
                raise Wrong(f'Can\'t find field "{one}"')
        given = {field: part for field, part in value.items() if field in fields and part is not None}
        return {field: self._field(name, field, fields[field], part) for field, part in given.items()}

    def _field(self, name: str, field: str, kinds: str, part: Any) -> Any:
        if "=" in kinds:
            return part
        try:
            read = self.read(kinds, part)
        except Wrong:
            if field in words.NO_ROWS and not all(isinstance(row, list) for row in part):
                raise Wrong(words.NO_ROWS[field]) from None
            raise
        if read is NOTHING:
            kind = choices(kinds)[0]
            raise Wrong(f'Field "{field}" must be of type {TYPES.get(kind, "Array" if "<" in kind else "Object")}')
        return lengths.held(f"{name}.{field}", read, strict=self.strict)


def _within(name: str, reason: str) -> str:
    kind = words.family(words.PARSED_AS, name)
    prefix = f"Can't parse {kind}: " if kind else ""
    return reason if not prefix or reason.startswith(prefix) else prefix + reason


def _plain(kind: str, value: Any) -> Any:
    """Read as the platform does: numbers may be words and words numbers, but yes and no are only themselves."""
    if kind == "boolean":
        return value if isinstance(value, bool) else NOTHING
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind in ("string", "file"):
        return value if isinstance(value, str) else str(value) if number else NOTHING
    if kind == "integer" and isinstance(value, int) and number:
        return value
    if kind == "integer" and isinstance(value, str) and re.fullmatch(r"-?\d+", value, re.ASCII):
        return int(value)
    return float(value) if kind == "float" and number else NOTHING
