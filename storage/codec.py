"""Entries and tasks as JSON and back; free texts are split off, and their salted hashes stand in for them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from ledger.chain import text_hash
from ledger.documents import Document
from ledger.entries import Entry, TaskEntry, free_fields
from ledger.kinds import KINDS
from ledger.people import PersonId
from ledger.register_entries import RegisterEntry
from ledger.tasks import Task
from ledger.values import dataclass
from storage.canonical import Hashed, sparse_writer, split_writer
from storage.types import Written, plain, text_of

HASHED = "sha256:"
_COLUMNS = ("by", "at", "number")  # These stand in columns of their own.
_MARK = f':"{HASHED}'  # Outside of a string, in which its quotation mark would be escaped.
_SALTED = re.compile(rf'"(\w+)":"{HASHED}[0-9a-f]{{64}}"')

_NONE = frozenset[str]()
_NULL = "null"

Salted = Mapping[str, tuple[str | None, str | None]]
"""The texts of an entry with their salts, by field; erased ones have lost both."""

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class FreeText:
    """A free text beside its entry; the salt keeps short texts from being guessed by their hash."""

    field: str
    text: str
    salt: str


@dataclass(frozen=True, slots=True)
class Coded:
    """An entry as it is stored: ``data`` is canonical JSON, ``task`` the number of what it is about."""

    kind: str
    task: str | None
    data: Written
    texts: tuple[FreeText, ...]


def storable(entry: E) -> E:
    """Return the entry with texts that every database keeps."""
    texts: dict[str, Any] = {}
    for name in free_fields(type(entry)):
        text = getattr(entry, name)
        if (kept := plain(text)) is not text:
            texts[name] = kept
    return replace(entry, **texts) if texts else entry


def encode(entry: Entry) -> Coded:
    """Split the entry into what is chained and what can be erased."""
    name, free, write = _how_written(type(entry))
    texts, hashed = [], {}
    for field in free:
        text = getattr(entry, field)
        if text:
            salt = secrets.token_hex(16)
            texts.append(FreeText(field, text, salt))
            hashed[field] = f'"{HASHED}{text_hash(salt, text)}"'
    task = entry.number if isinstance(entry, TaskEntry | RegisterEntry) else None
    return Coded(name, task, Written(write(entry, hashed)), tuple(texts))


def _how_written(kind: Any) -> tuple[str, Sequence[str], Callable[[Any, Hashed], str]]:
    """Return the kind's name, which of its fields are free texts, and what writes the others."""
    return _cached_writing(kind)


@cache
def _cached_writing(kind: Any) -> tuple[str, Sequence[str], Callable[[Any, Hashed], str]]:
    free = free_fields(kind)
    return kind.__name__, free, split_writer(kind, without=_COLUMNS, free=free)


def decode(
    kind: str,
    data: Mapping[str, Any],
    *,
    task: str | None,
    by: PersonId | None,
    at: datetime,
    texts: Mapping[str, str | None],
) -> tuple[Entry, frozenset[str]]:
    """Return the entry with its texts, and the names of those that were erased (they read as ``""``)."""
    free, checked = _how_read(kind)
    values = {**data, "by": by, "at": at}
    if task is not None:
        values["number"] = task
    hashed = [name for name in free if values.get(name)]
    for name in hashed:
        values[name] = texts.get(name) or ""
    entry: Entry = checked(values)
    return entry, frozenset([name for name in hashed if texts.get(name) is None]) if hashed else _NONE


def decode_stored(kind: str, said: str, *, task: str | None, by: PersonId | None, at: str) -> Entry:
    """Return the entry from its data in canonical form, without parsing them first; ``at`` is a stamp.

    They are ``told_in`` full: with the texts in their places.
    """
    number = "" if task is None else f',"number":{_quoted(task)}'
    inside = "}" if said == "{}" else f",{said[1:]}"
    entry: Entry = _reader_called(kind)(f'{{"at":"{at}","by":{_NULL if by is None else by}{number}{inside}')
    return entry


def told_in(kind: str, data: str, texts: Salted) -> tuple[str, int] | None:
    """Return the data (canonical JSON) with the texts in the place of their hashes, and how many are erased.

    Erased texts read as "". ``None`` where a text is not the one that was hashed.
    """
    said, erased = data, data.count(_MARK)
    for name, (word, salt) in texts.items():
        if word is None:
            continue
        before, hashed, after = said.partition(f'"{name}":"{HASHED}{text_hash(salt or "", word)}"')
        if not hashed:
            return None
        erased -= 1
        if name in _free_in(kind):
            said = f'{before}"{name}":{_quoted(word)}{after}'
    return (_SALTED.sub(partial(_emptied, _free_in(kind)), said) if erased else said), erased


def _emptied(free: Container[str], found: re.Match[str]) -> str:
    return f'"{found[1]}":""' if found[1] in free else found[0]


@cache
def _free_in(kind: str) -> Container[str]:
    return frozenset(free_fields(KINDS[kind])) if kind in KINDS else _NONE


def body_of(row: RowMapping | Mapping[str, Any]) -> dict[str, Any]:
    """Return what is hashed of a stored entry; the names are those of the export."""
    return {
        "seq": row["seq"],
        "kind": row["kind"],
        "task": row["task"],
        "at": stamp(row["at"]),
        "recorded_at": stamp(row["recorded_at"]),
        "by": row["by"],
        "source": {"chat": row["chat"], "message": row["message"]},
        "data": row["data"],
    }


def canonical_of(row: Sequence[Any], *, at: str, recorded_at: str) -> str:
    """Return the canonical JSON of what is hashed of an entry, put together from its columns without parsing ``data``.

    ``row`` begins with seq, kind, task, by, chat, message and data as it is stored; the moments are stamps. Where
    ``data`` is not stored in canonical form this is not the canonical JSON either, and only ``body_of`` tells.
    """
    seq, kind, task, by, chat, message, data, *_ = row
    who, about = _NULL if by is None else by, _NULL if task is None else _quoted(task)
    there, then = _NULL if chat is None else chat, _NULL if message is None else message
    return (
        f'{{"at":"{at}","by":{who},"data":{data},"kind":{_quoted(kind)},"recorded_at":"{recorded_at}",'
        f'"seq":{seq},"source":{{"chat":{there},"message":{then}}},"task":{about}}}'
    )


def stamp(moment: datetime) -> str:
    """Write a moment so that equal moments are equal texts."""
    return f"{text_of(moment).replace(' ', 'T')}+00:00"


def dump_state(state: Task | Document) -> Written:
    """Return a task or document, as it stands, as ASCII JSON; what was never said of it is left out."""
    return Written(sparse_writer(type(state))(state))


def read_task(stored: str) -> Task:
    """Return the task that was dumped, from the text that is stored."""
    task: Task = _reader_of(Task)(stored)
    return task


def load_document(state: Mapping[str, Any]) -> Document:
    """Return the document that was dumped."""
    document: Document = _adapter(Document).validate_python(state)
    return document


def read_document(stored: str) -> Document:
    """Return the document that was dumped, from the text that is stored."""
    document: Document = _reader_of(Document)(stored)
    return document


def _how_read(kind: str) -> tuple[Sequence[str], Callable[..., Any]]:
    """Return which fields of a kind of entry are free texts, and what checks values and makes an entry of them."""
    return _cached_how(kind)


@cache
def _cached_how(kind: str) -> tuple[Sequence[str], Callable[..., Any]]:
    made = KINDS[kind]
    return tuple(free_fields(made)), _adapter(made).validator.validate_python


def _reader_of(kind: Any) -> Callable[[str], Any]:
    """Return what makes a value of the kind from JSON, without its adapter in between."""
    return _cached_reader(kind)


@cache
def _reader_called(kind: str) -> Callable[[str], Any]:
    return _reader_of(KINDS[kind])


@cache
def _cached_reader(kind: Any) -> Callable[[str], Any]:
    return _adapter(kind).validator.validate_json


_cached = cache(TypeAdapter)


def _adapter(kind: Any) -> TypeAdapter[Any]:
    return _cached(kind)
