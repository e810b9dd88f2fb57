"""Cells are asked in batches: everybody says everything, then what came of each is compared with the table."""

from __future__ import annotations

import asyncio
import os
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.people import Chat, Message
from tests.rights.office import FINANCE, GENERAL, TITLE, Rights
from tests.rights.table import APART, PRINCIPALS, TOPICS, Row

NEUTRAL = "未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"
NOWHERE = "DB-2026-99999"
OUTSIDE = {"stranger", "leaver"}
LONG = "TAIZHANG_LONG" in os.environ
"""All cells of the groups too; else each act is asked there by a few, in turn (some 40 ms of the bot for a message)."""
AT_ONCE = 15
"""Acts in one batch: nobody's refusals reach the number that is kept in an hour."""


@dataclass(frozen=True)
class Cell:
    """One act that one person asks for."""

    act: str
    who: str
    row: Row
    number: str
    expected: str

    @property
    def words(self) -> str:
        """What the person writes; days and topics differ, so that nothing is asked for twice."""
        column = PRINCIPALS.index(self.who)
        month, day = APART[column]
        return self.row.words.format(n=self.number, d=8 + column, t=TOPICS[column], apart=f"{month}月{day}日")


@dataclass
class Outcome:
    """What came of it: the answer, and the kinds of the entries that it left."""

    cell: Cell
    said: Message
    answer: Message | None
    kinds: tuple[str, ...]

    @property
    def text(self) -> str:
        """What was answered."""
        return self.answer.text if self.answer is not None else ""

    def fault(self, *, silent: bool = False) -> str | None:
        """Say what is not as the table has it."""
        cell = self.cell
        if cell.expected == "y":
            wanted = cell.row.kind or cell.row.name or TITLE
            right = wanted in self.kinds if cell.row.kind else wanted in self.text
        elif silent or cell.who in OUTSIDE:
            right = not self.kinds and not any(word and word in self.text for word in (TITLE, cell.number))
        elif cell.expected == "d":
            right = not self.kinds and "须由他人" in self.text
        elif cell.expected == "?":
            right = not self.kinds and bool(self.text) and not is_refusal(self.text)
        else:
            chatter = cell.row.decides and self.said.raw["chat"]["type"] != "private" and not self.text
            right = not self.kinds and (chatter or is_refusal(self.text))
        if silent and self.text:
            right = False
        return None if right else f"{cell.who} × {cell.act}: {cell.expected} {cell.words} → {self.kinds} {self.text!r}"


def is_refusal(text: str) -> bool:
    """Tell whether the words refuse for want of a right; they name no task."""
    return text == NEUTRAL or text.startswith(("您没有“", "该交办超出您的权限范围"))


async def cells(
    rights: Rights, rows: Mapping[str, Row], people: Sequence[str], *, shown: bool = True, here: bool = False
) -> list[Cell]:
    """Return the cells of some acts with a task for each: refused ones share theirs, for nothing happens to it."""
    wanted: dict[tuple[str, str, str], tuple[str, str]] = {}
    for act, row in rows.items():
        for who in people:
            if who == "head_gave" and row.expected(who) == row.expected("head"):
                continue  # One person in two columns: asked twice only where it makes a difference.
            expected = row.expected(who) if shown and (not here or rights.lead(who) == "own") else "n"
            alone = expected == "y" and bool(row.kind)
            wanted[act, who, expected] = (who, row.state) if alone else (rights.lead(who), row.state)
    asked = [key for key, (_, state) in wanted.items() if state]
    shared = sorted({wanted[key] for key in asked if not _is_alone(key, rows)})
    alone = [key for key in asked if _is_alone(key, rows)]
    numbers = await rights.tasks([wanted[key] for key in alone] + shared)
    of = dict(zip(alone, numbers, strict=False)) | {
        key: dict(zip(shared, numbers[len(alone) :], strict=True))[wanted[key]]
        for key in asked
        if not _is_alone(key, rows)
    }
    return [Cell(act, who, rows[act], of.get((act, who, result), ""), result) for act, who, result in wanted]


def _is_alone(key: tuple[str, str, str], rows: Mapping[str, Row]) -> bool:
    return key[2] == "y" and bool(rows[key[0]].kind)


async def asked(rights: Rights, batch: Sequence[Cell], *, chat: Chat | None = None) -> list[Outcome]:
    """Let everybody say their cells, press 确认 where a card asks for it, and return what came of each."""
    lines: dict[str, list[Cell]] = defaultdict(list)
    for cell in batch:
        lines["head" if cell.who == "head_gave" else cell.who].append(cell)
    said: list[tuple[Cell, Message]] = []
    heard = rights.heard()

    async def say(line: list[Cell]) -> None:
        for cell in line:
            message = await rights.person(cell.who).says(cell.words, chat=chat)
            said.append((cell, message))

    await asyncio.gather(*(say(line) for line in lines.values()))
    await rights.settle(heard := heard + len(said))
    found = await _answers(rights, said, chat)
    for cell, message in said:
        card = found.get((message.room, message.id))
        if card is not None and "确认" in card.buttons and cell.expected == "y":
            await rights.person(cell.who).presses("确认", card)
            heard += 1
    await rights.settle(heard)
    left: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for kind, _, where, message_id in rights.entries():
        left[where, message_id].append(kind)
    outcomes = []
    for cell, message in said:
        answer, place = found.get((message.room, message.id)), message.raw["chat"]["id"]
        kinds = left[place, message.id] + (left[place, answer.id] if answer is not None else [])
        outcomes.append(Outcome(cell, message, answer, tuple(kinds)))
    return outcomes


async def _answers(
    rights: Rights, said: Sequence[tuple[Cell, Message]], chat: Chat | None
) -> dict[tuple[str, int], Message]:
    """Return the replies to what was said, and the file that came where a command asked for one."""
    rooms = {message.room: chat or rights.person(cell.who) for cell, message in said}
    found = {}
    for key, room in rooms.items():
        found |= {(key, to): answer for to, answer in (await rights.answers(room)).items()}
        papers = [one for one in await rights.client.messages(room) if one.by_bot and "document" in one.raw]
        wanted = [message for cell, message in said if message.room == key and cell.act in {"export", "make_minutes"}]
        found |= {(key, one.id): paper for one, paper in zip(wanted, papers, strict=False)}
    return found


def faults(rights: Rights, outcomes: Sequence[Outcome], *, silent: Collection[str] = ()) -> str:
    """Return what is not as the table has it, a line each; nothing is answered to ``silent`` ones."""
    wrong = [fault for one in outcomes if (fault := one.fault(silent=one.cell.who in silent))]
    return "\n".join(wrong + unnoted(rights, outcomes))


def unnoted(rights: Rights, outcomes: Sequence[Outcome]) -> list[str]:
    """Return whose refusals are not all kept, or more than those; strangers' are kept by rules of their own."""
    kept = Counter(user for user, _, _ in rights.denials())
    due: Counter[int] = Counter()
    for one in outcomes:
        if one.cell.who not in OUTSIDE:
            due[rights.person(one.cell.who).id] += is_refusal(one.text)
    return [f"{user}: {kept[user]} kept of {number}" for user, number in due.items() if kept[user] != number]


def batches(rows: Mapping[str, Row]) -> list[dict[str, Row]]:
    """Return the acts in batches."""
    listed = list(rows.items())
    return [dict(listed[at : at + AT_ONCE]) for at in range(0, len(listed), AT_ONCE)]


def in_turn(listed: Sequence[Cell], few: int) -> list[Cell]:
    """Return a few cells of each act, other people from act to act, and at least one of each outcome."""
    if LONG:
        return list(listed)
    found: list[Cell] = []
    for number, act in enumerate(dict.fromkeys(cell.act for cell in listed)):
        turned = [cell for cell in listed if cell.act == act]
        turned = turned[number % len(turned) :] + turned[: number % len(turned)]
        first = {cell.expected: cell for cell in reversed(turned)}
        rest = [cell for cell in turned if cell not in first.values()]
        found += [*first.values(), *rest][: max(few, len(first))]
    return found


GROUPS = {GENERAL: True, FINANCE: False}
"""The groups, and whether the tasks of the table lie in the unit that they are bound to."""
