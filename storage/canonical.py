"""Canonical: values as canonical JSON, by code that is written out for each class (decision 0110).

What is written is, to the byte, what pydantic's JSON values come to once ``json`` has sorted and written them, at half
of the cost. A field whose type is not known here is left to pydantic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, timezone, tzinfo
from functools import cache, lru_cache
from itertools import count
from json.encoder import encode_basestring_ascii
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import TzInfo

from storage.types import written

Writer = Callable[[Any], str]
Hashed = Mapping[str, str]
"""What stands for the texts that are split off, as JSON, by field."""

_SEVERAL = (tuple, frozenset)
_FIXED = (timezone, TzInfo)
_ONE_KIND = 2  # ``tuple[X, ...]`` has two arguments, ``frozenset[X]`` one.


def sparse_writer(kind: Any) -> Writer:
    """Return what writes values of the dataclass without the fields that are as by default, at any depth."""
    return _sparse.of(kind)


def split_writer(kind: Any, *, without: tuple[str, ...], free: tuple[str, ...]) -> Callable[[Any, Hashed], str]:
    """Return what writes values of the dataclass ``without`` these fields, and its ``free`` texts as they are given.

    A free text that is not given is empty.
    """
    return _full.split(kind, without=without, free=free)


class _Writers:
    """The writers of all classes that were asked for; they know each other by their names in ``known``."""

    def __init__(self, *, sparse: bool) -> None:
        self._is_sparse = sparse
        self._names: dict[Any, str] = {}
        self._numbers = count()
        self.known: dict[str, Any] = {"quoted": encode_basestring_ascii, "moment": _moment, "number": int.__repr__}

    def of(self, kind: Any) -> Writer:
        """Return the writer of a dataclass."""
        writer: Writer = self.known[self.name(kind)]
        return writer

    def name(self, kind: Any) -> str:
        """Return the name of the writer of a dataclass, which may hold values of its own class."""
        name = self._names.get(kind)
        if name is None:
            name = self._names[kind] = self._new("write")
            body = self._left_out(kind) if self._is_sparse else self._whole(kind, (), ())
            self._run(f"def {name}(value):\n{body}")
        return name

    def split(self, kind: Any, *, without: tuple[str, ...], free: tuple[str, ...]) -> Callable[[Any, Hashed], str]:
        """Return the writer that takes the free texts apart."""
        name = self._new("split")
        self._run(f"def {name}(value, hashed):\n{self._whole(kind, without, free)}")
        writer: Callable[[Any, Hashed], str] = self.known[name]
        return writer

    def _whole(self, kind: Any, without: tuple[str, ...], free: tuple[str, ...]) -> str:
        """Write out a function's body that puts every field into its place at once."""
        lines, pairs = [], []
        for name, hint, _ in _fields(kind):
            if name in free:
                lines.append(f" its_{name} = hashed.get('{name}', '\"\"')\n")
                pairs.append(f'\\"{name}\\":{{its_{name}}}')
            elif name not in without:
                lines.append(f" its_{name} = value.{name}\n")
                pairs.append(f'\\"{name}\\":{{{self._said(hint, f"its_{name}")}}}')
        return f'{"".join(lines)} return f"{{{{{",".join(pairs)}}}}}"\n'

    def _left_out(self, kind: Any) -> str:
        """Write out a function's body that asks of each field whether it is as by default."""
        lines = [" said = ''\n"]
        for name, hint, default in _fields(kind):
            more = f'said += f",\\"{name}\\":{{{self._said(hint, f"its_{name}")}}}"'
            lines.append(f" its_{name} = value.{name}\n {self._unless(default, f'its_{name}')}{more}\n")
        return f"{''.join(lines)} return '{{' + said[1:] + '}}'\n"

    def _unless(self, default: Any, name: str) -> str:
        """Return what asks whether it is not as by default; most are the very same object."""
        if default is MISSING:
            return ""
        if default is None:
            return f"if {name} is not None: "
        usual = self._keep(default)
        return f"if {name} is not {usual} and {name} != {usual}: "

    def _said(self, hint: Any, name: str) -> str:
        """Return the expression, without double quotation marks, for the JSON of what is called ``name``."""
        hint = hint.__supertype__ if isinstance(hint, NewType) else hint
        inside = get_args(hint)
        if get_origin(hint) in {Union, UnionType} and inside[1:] == (NoneType,):
            return f"('null' if {name} is None else {self._said(inside[0], name)})"
        if get_origin(hint) in _SEVERAL and len(inside) <= _ONE_KIND and inside[1:] in {(), (...,)}:
            return f"('[' + ','.join([{self._said(inside[0], 'one')} for one in {name}]) + ']' if {name} else '[]')"
        if is_dataclass(hint):
            return f"{self.name(hint)}({name})"
        return self._plain(hint, name)

    def _plain(self, hint: Any, name: str) -> str:
        if isinstance(hint, type) and issubclass(hint, str):  # Those that are counted (StrEnum), too, are their values.
            return f"quoted({name})"
        if hint is int:
            return f"number({name})"
        if hint is bool:
            return f"('true' if {name} else 'false')"
        if hint is datetime:
            return f"moment({name})"
        return f"{self._keep(_by_pydantic(hint))}({name})"

    def _keep(self, value: Any) -> str:
        name = self._new("kept")
        self.known[name] = value
        return name

    def _new(self, what: str) -> str:
        return f"{what}_{next(self._numbers)}"

    def _run(self, source: str) -> None:
        exec(source, self.known)  # noqa: S102 - made of the names of our own fields


def _fields(kind: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, type and default of each field, in the order of canonical JSON."""
    hints = get_type_hints(kind)
    for one in sorted(fields(kind), key=lambda one: one.name):
        yield one.name, hints[one.name], one.default


def _moment(moment: datetime) -> str:
    zone = moment.tzinfo
    return _text_of(moment, zone) if zone.__class__ in _FIXED else _by_pydantic(datetime)(moment)


@lru_cache(maxsize=1000)
def _text_of(moment: datetime, _zone: tzinfo) -> str:
    """Return what is written of a moment: most come again with their task. Equal ones may be of different zones."""
    text = moment.isoformat()
    return f'"{text[:-6]}Z"' if text.endswith("+00:00") else _by_pydantic(datetime)(moment)


@cache
def _by_pydantic(hint: Any) -> Writer:
    """Return what lets pydantic write a value of a type that is not known here."""
    dump = TypeAdapter(hint).dump_python
    return lambda value: written(dump(value, mode="json"))


_sparse, _full = _Writers(sparse=True), _Writers(sparse=False)
