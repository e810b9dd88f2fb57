"""Frozen scores (封存): appraisals in one canonical form, its SHA-256, and the quarters that were frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from config.appraisal.model import Register
from ledger.entries import Recorded
from ledger.quarters import Frozen, Quarter
from ledger.score_entries import ScoresFrozen
from ledger.scores import Appraisal, Ranked

_ROWS = TypeAdapter(tuple[Ranked, ...], config=ConfigDict(defer_build=True))


def canonical(appraisals: Iterable[Appraisal]) -> str:
    """Return the appraisals as one text: equal ones are equal texts, with every rule that a line names."""
    told = [
        {
            "register": one.register.version,
            "versions": [_plain(version.model_dump(mode="python")) for version in one.versions],
            "rows": _rows(one.rows),
        }
        for one in appraisals
    ]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _rows(rows: tuple[Ranked, ...]) -> Any:
    """Return the rows as JSON values; a line without what lines had not at first is written as it was then."""
    told = _ROWS.dump_python(rows, mode="json")
    for line in (line for row in told for line in row["score"]["lines"]):
        for late in ("outage", "also"):
            if not line[late]:
                del line[late]
    return told


def digest(text: str) -> str:
    """Return the SHA-256 of the canonical form."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_appraisals(text: str) -> tuple[Appraisal, ...]:
    """Return the appraisals of which this is the canonical form."""
    return tuple(map(_appraisal, json.loads(text)))


def frozen_of(records: Iterable[Recorded]) -> dict[Quarter, Frozen]:
    """Return every quarter that was frozen; one whose words were erased has no rows left."""
    found: dict[Quarter, Frozen] = {}
    for record in records:
        entry = record.entry
        if isinstance(entry, ScoresFrozen):
            quarter = Quarter.read(entry.quarter)
            rows = read_appraisals(entry.appraisals) if entry.appraisals else ()
            found.setdefault(quarter, Frozen(quarter, entry.at, entry.upto, entry.digest, rows))
    return found


def _appraisal(told: Mapping[str, Any]) -> Appraisal:
    versions = tuple(Register.model_validate(one) for one in told["versions"])
    last = next(one for one in versions if one.version == told["register"])
    return Appraisal(last, versions, _ROWS.validate_python(told["rows"]))


def _plain(value: Any) -> Any:
    """Return what a rule file holds as JSON values: numbers as numbers, for the model takes points no other way."""
    match value:
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case _:
            return value
