"""Numbers of people that somebody typed: where the bot says them whole, and where it masks them; kinds × places."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from handlers.digest import digests
from ledger.personal import masked
from reports import compose
from reports.papers import docx_of, paper_of
from reports.pictures.values import board
from reports.private import Reminders
from reports.tables import rows_of
from storage.export import entry_objects
from storage.outbox import Outgoing
from tests.support.dialog import COORDINATOR, GROUP, STAFF, Dialog

NUMBERS = {
    "identity": "110101199003075678",
    "old identity": "110101900307567",
    "card": "6222021234565678567",
    "mobile": "13812345678",
    "mobile, spaced": "138 1234 5678",
    "abroad": "+4917612345678",
}
LINES = {"service line": "12345", "office line": "0471-6601234", "service number": "400-661-2345"}
"""What everybody may ring stays as it is, everywhere."""

WHOLE, MASKED = "whole", "masked"
PLACES = {
    # In private, about one task, to those who may see it: it is they who have to ring up.
    "card in private": WHOLE,
    "assignment": WHOLE,
    "task in private": WHOLE,
    "timeline in private": WHOLE,
    "claim before the reviewer": WHOLE,
    # Several tasks in one message: one tap opens the one that is meant.
    "list in private": MASKED,
    "search in private": MASKED,
    "to-do list": MASKED,
    "prompt": MASKED,
    "digest": MASKED,
    # Whatever a group reads.
    "card in a group": MASKED,
    "confirmation in a group": MASKED,
    "task in a group": MASKED,
    "timeline in a group": MASKED,
    "search in a group": MASKED,
    "report in a group": MASKED,
    "label in a group": MASKED,
    # Whatever is printed or kept as a file, for files travel.
    "report as text": MASKED,
    "report as values": MASKED,
    "report as paper": MASKED,
    "report as workbook": MASKED,
    "report as picture": MASKED,
    "export": MASKED,
    # What is recorded is evidence.
    "entry": WHOLE,
    "entries as .jsonl": WHOLE,
}


class Said:
    """Looks at what was said in each place for the number, and for what is left of it."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.found: dict[str, str] = {}

    def in_(self, place: str, text: str) -> None:
        """Note how the number stands in the text; one that is in neither form is a place that says nothing."""
        whole, hidden = self.number in text, masked(self.number) in text
        assert whole or hidden, (place, text)
        assert not (whole and hidden and self.number != masked(self.number)), (place, text)
        self.found[place] = WHOLE if whole else MASKED


@pytest.mark.parametrize("kind", [*NUMBERS, *LINES])
async def test_numbers_of_people_are_whole_in_private_only(dialog: Dialog, kind: str) -> None:
    said = Said((NUMBERS | LINES)[kind])
    await _in_the_group(dialog, said)
    await _in_private(dialog, said)
    await _in_files(dialog, said)
    await _printed(dialog, said)
    expected = dict.fromkeys(PLACES, MASKED if kind in NUMBERS else WHOLE)
    assert said.found == {place: WHOLE if PLACES[place] == WHOLE else one for place, one in expected.items()}


async def _in_the_group(dialog: Dialog, said: Said) -> None:
    order = f"/assign 请张三周三下班前回访投诉人{said.number}并报送"
    said.in_("card in a group", (await dialog.says(COORDINATOR, order, chat=GROUP))[0])
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    said.in_("confirmation in a group", dialog.last_to(GROUP).text)
    said.in_("assignment", dialog.last_to(STAFF).text)
    await dialog.says(STAFF, f"DB-2026-1 已联系{said.number}，完成50%")
    said.in_("task in a group", (await dialog.says(COORDINATOR, "/task 1", chat=GROUP))[0])
    said.in_("timeline in a group", (await dialog.says(COORDINATOR, "/timeline 1", chat=GROUP))[0])
    said.in_("search in a group", (await dialog.says(COORDINATOR, "/find 张三", chat=GROUP))[0])
    said.in_("report in a group", "".join(await dialog.says(COORDINATOR, "/daily", chat=GROUP)))
    async with dialog.store.books(now=dialog.now) as books:
        button = {"text": f"1. {said.number}", "callback_data": "t"}
        payload = {"chat_id": GROUP, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
        await books.outbox.put(Outgoing(chat=GROUP, method="sendMessage", payload=payload))
    await dialog.delivered()
    said.in_("label in a group", next(iter(dialog.last_to(GROUP).buttons)))


async def _in_private(dialog: Dialog, said: Said) -> None:
    said.in_("card in private", (await dialog.says(COORDINATOR, f"/assign 请王五周五前约谈{said.number}并报送"))[0])
    said.in_("task in private", (await dialog.says(STAFF, "/task 1"))[0])
    said.in_("timeline in private", (await dialog.says(STAFF, "/timeline 1"))[0])
    said.in_("list in private", (await dialog.says(STAFF, "/my"))[0])
    said.in_("search in private", (await dialog.says(COORDINATOR, "/find 张三"))[0])
    await dialog.sends_photo(STAFF, f"DB-2026-1 申请销号，已答复{said.number}")
    said.in_("claim before the reviewer", dialog.last_to(COORDINATOR).text)
    await dialog.taps(STAFF, "撤销本次操作")


async def _in_files(dialog: Dialog, said: Said) -> None:
    await dialog.says(COORDINATOR, "/export")
    kept = await dialog.store.papers.get(dialog.calls[-1].payload["document"]["paper"])
    assert kept is not None
    cells = openpyxl.load_workbook(BytesIO(kept[1])).active.iter_rows(values_only=True)
    said.in_("export", "\n".join(f"{cell}" for row in cells for cell in row))
    entries = await dialog.entries()
    said.in_("entry", entries[0].title)  # type: ignore[attr-defined]
    async with dialog.store.reading(now=dialog.now) as books:
        lines = [json.dumps(one, ensure_ascii=False) async for one in entry_objects(books)]
    said.in_("entries as .jsonl", "\n".join(lines))


async def _printed(dialog: Dialog, said: Said) -> None:
    """Read what the clock would send when the task is due, and late."""
    since = dialog.now
    dialog.passes(days=2)
    async with dialog.store.reading(now=dialog.now) as books:
        facts = await books.facts(since=since, at=dialog.now)
        person = next(one for one in books.roster.active_people if one.name == STAFF)
    said.in_("to-do list", Reminders(facts).todo(person) or "")
    said.in_("prompt", Reminders(facts, since=since).prompt(person) or "")
    late = replace(facts, at=facts.tasks[0].deadline.replace(hour=23))  # type: ignore[union-attr]
    said.in_("digest", "".join(answer.text for answer, _ in digests(late, ())))
    composed = compose("dispatch", facts)
    said.in_("report as text", composed.text)
    said.in_("report as values", json.dumps(composed.data, ensure_ascii=False))
    said.in_("report as workbook", "".join("".join(row) for row in rows_of(composed)))
    with ZipFile(BytesIO(docx_of(paper_of(composed.built)))) as file:
        said.in_("report as paper", file.read("word/document.xml").decode())
    unit = replace(composed.built.report.units[0], name=f"专班{said.number}")  # type: ignore[attr-defined]
    report = replace(composed.built.report, units=(unit,))  # type: ignore[type-var]
    said.in_("report as picture", json.dumps(board(replace(composed.built, report=report)), ensure_ascii=False))


async def test_whoever_wrote_it_a_group_reads_no_number(dialog: Dialog) -> None:
    """The last look lies in the outbox: text, caption and edit are the same to it; private chats are not touched."""
    number = NUMBERS["mobile"]
    async with dialog.store.books(now=dialog.now) as books:
        for chat in (GROUP, 1001):
            link = f'<a href="tg://user?id={number}">张三</a>'
            payload = {"chat_id": chat, "text": f"{link} {number}", "parse_mode": "HTML"}
            await books.outbox.put(Outgoing(chat=chat, method="sendMessage", payload=payload))
    await dialog.delivered()
    assert [one.text for one in dialog.shown] == [
        f'<a href="tg://user?id={number}">张三</a> 138****5678',
        f'<a href="tg://user?id={number}">张三</a> {number}',
    ]
