"""The page for programs: the schema is that of the models, and what is really written fits it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from ledger.kinds import KINDS
from storage.entry_schema import entry_schema
from storage.export import entry_objects, without_words
from storage.store import Store
from tests.docs.pages import ROOT
from tests.ledger.house import MONDAY
from tests.storage.conftest import *  # noqa: F403 - the store's fixtures
from tests.storage.ledgers import assigned, progressed
from tests.support.schemas import misfits

SCHEMA = entry_schema()


def test_the_schema_of_the_page_is_that_of_the_models():
    """``taizhang ledger schema > docs/entries.schema.json`` writes it anew; a field that goes would break programs."""
    assert json.loads((ROOT / "docs" / "entries.schema.json").read_text("utf-8")) == SCHEMA
    assert set(KINDS) <= set(SCHEMA["$defs"])


async def test_what_is_exported_fits_the_schema(store: Store):
    await progressed(store, await assigned(store), at=MONDAY + timedelta(hours=1), percent=80)
    async with store.reading(now=MONDAY) as books:
        lines = [json.loads(json.dumps(one)) async for one in entry_objects(books)]
    assert {one["kind"] for one in lines} >= {"RosterImported", "Assigned", "ProgressNoted"}
    assert [list(misfits(one, SCHEMA)) for one in map(without_words, lines)] == [[]] * len(lines)
    assert [list(misfits(one, SCHEMA)) for one in lines] == [[]] * len(lines)


@pytest.mark.parametrize(
    ("name", "value"), [("seq", "1"), ("hash", "x"), ("data", {"title": "words that should be hashed"}), ("source", {})]
)
async def test_what_does_not_fit_is_found(store: Store, name: str, value: object):
    await assigned(store)
    async with store.reading(now=MONDAY) as books:
        *_, line = [json.loads(json.dumps(one)) async for one in entry_objects(books)]
    assert list(misfits({**line, name: value}, SCHEMA)) != []
