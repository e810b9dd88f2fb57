"""``taizhang report information``: month and quarter by unit, as words, data and table; nothing is recorded."""

from __future__ import annotations

import asyncio
import json
from datetime import time
from pathlib import Path

from ledger.acts.information import AboutInformation, SubmitInformation, adopt, submit
from tests.cli.calling import MONDAY, in_books, taizhang


async def two_pieces(books) -> None:
    """Submit two pieces of 张三's office on Monday; one of them is adopted."""
    zhang, li = (next(one for one in books.roster.people if one.name == name) for name in ("张三", "李四"))
    at = books.house.hours.at(MONDAY, time(9))
    for title in ("供热保障的做法", "招商引资的启示"):
        await submit(books, SubmitInformation(person=zhang.id, sent_at=at, title=title, unit=zhang.unit))
    await adopt(books, AboutInformation(person=li.id, sent_at=at, number="XX-2026-1", adopter="省政府办公厅"))


def test_month_and_quarter_in_words_as_data_and_as_a_table(office):
    asyncio.run(in_books(office, two_pieces))
    called = taizhang("report", "information", "--on", str(MONDAY))
    assert called.code == 0
    assert called.out.count("报送2，采用1\n") == 4  # Month and quarter: the whole, and the office.
    told = json.loads(taizhang("report", "information", "--on", str(MONDAY), "--format", "json").out)
    assert told["monthly"]["all"]["submitted"] == ["XX-2026-1", "XX-2026-2"]
    assert told["quarterly"]["units"][0]["adopted"] == [{"number": "XX-2026-1", "adopter": "省政府办公厅"}]
    assert taizhang("report", "information", "--format", "xlsx", "--out", "信息台账.xlsx").code == 0
    assert Path("信息台账.xlsx").read_bytes().startswith(b"PK")
