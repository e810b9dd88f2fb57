"""An office with one person for each column of the table, a task for each cell, and the bot as a process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.clock import ScaledClock
from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person
from bot.sandbox.server import running
from bot.sandbox.world import World
from ledger.acts import (
    acknowledging,
    assigning,
    attending,
    circulars,
    closing,
    departing,
    extending,
    progressing,
    suspending,
)
from ledger.acts import requests as ask
from ledger.circulars import Point, Tone
from ledger.entries import Evidence, Source
from ledger.office_entries import Leaving
from ledger.people import Assignee, PersonId, Role
from ledger.roster_rows import RosterRow
from storage.books import OpenBooks
from storage.store import Store
from tests.rights.answering import answers_in
from tests.rights.table import APART, PRINCIPALS
from tests.support.appraisal import rules_in
from tests.support.bot_process import BotProcess, at_the_sandbox
from tests.support.dialog import evidence, house
from tests.support.looking import Database

TOKEN = "7000000003:sandbox-token-that-opens-nothing"
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)  # Thursday, 10:00 in the office.
BEFORE = NOW - timedelta(minutes=45)
DEADLINE = datetime(2026, 12, 10, 10, 0, tzinfo=UTC)
WANTED = DEADLINE + timedelta(days=4)
TITLE = "报送取暖季保供方案"
PATIENCE = 60.0
GENERAL, SUPERVISION, FINANCE = "综合科", "督查室", "财政局"

WHO: dict[str, tuple[str, str, Role, tuple[str, ...]]] = {
    "own": ("张三", GENERAL, Role.STAFF, ()),
    "colleague": ("王五", GENERAL, Role.STAFF, ()),
    "other": ("吴财", FINANCE, Role.STAFF, ()),
    "head": ("赵科长", GENERAL, Role.HEAD, ()),
    "other_head": ("周局长", FINANCE, Role.HEAD, ()),
    "in_field": ("李四", SUPERVISION, Role.COORDINATOR, (GENERAL,)),
    "gave": ("许言之", SUPERVISION, Role.COORDINATOR, ()),
    "out_field": ("冯远", SUPERVISION, Role.COORDINATOR, (FINANCE,)),
    "reviewer": ("钱审核", "审核科", Role.REVIEWER, ()),
    "own_reviewer": ("沈自办", "审核科", Role.REVIEWER, ()),
    "leader": ("陈静", "市政府办公室", Role.LEADER, (GENERAL,)),
    "other_leader": ("郑远分", "市政府办公室", Role.LEADER, (FINANCE,)),
    "admin": ("孙管理", SUPERVISION, Role.ADMIN, ()),
    "stand_in": ("施代办", FINANCE, Role.STAFF, ()),
    "leaver": ("何已离", GENERAL, Role.STAFF, ()),
}
LEAVING = "唐将离"
INVITED = ("林新", "白新")


def roster() -> tuple[RosterRow, ...]:
    """Return the office: everybody of the table, one who will leave, and two who are not bound yet."""
    house_ = RosterRow(kind="department", name="市政府办公室")
    offices = (RosterRow(kind="office", name=one, unit=house_.name) for one in (GENERAL, SUPERVISION, "审核科"))
    people = (
        RosterRow(kind="person", name=name, unit=unit, roles=(role,), fields=fields)
        for name, unit, role, fields in WHO.values()
    )
    more = (RosterRow(kind="person", name=one, unit=GENERAL, roles=(Role.STAFF,)) for one in (LEAVING, *INVITED))
    return (house_, RosterRow(kind="department", name=FINANCE), *offices, *people, *more)


@dataclass
class Rights:
    """The office while the bot runs: who is who, where they write, and what stands in the ledger."""

    client: SandboxClient
    clock: ScaledClock
    store: Store
    bot: BotProcess
    database: Database
    people: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, PersonId] = field(default_factory=dict)
    groups: dict[str, Chat] = field(default_factory=dict)
    channel: Chat | None = None
    links: dict[str, str] = field(default_factory=dict)

    def person(self, who: str) -> Person:
        """Return the account behind a column; the head is one person in two of them."""
        return self.people["head" if who == "head_gave" else who]

    def lead(self, who: str) -> str:
        """Return whose the tasks are that this column is asked about."""
        return "own_reviewer" if who == "own_reviewer" else "own"

    async def tasks(self, wanted: list[tuple[str, str]]) -> list[str]:
        """Assign a task for each (column, state) and bring it there; return their numbers."""
        async with self.store.books(now=BEFORE) as books:
            await books.reread_roster()
            return [await self._task(books, who, state) for who, state in wanted]

    async def given(self, by: Sequence[str], lead: Sequence[str]) -> None:
        """Let each of these assign a task to all of those, in a message of their own."""
        leads = tuple(Assignee(person=self.ids[one]) for one in lead)
        async with self.store.books(now=BEFORE) as books:
            for one in by:
                books.said_in(Source(chat=self.ids[one], message=1))
                request = ask.AssignTask(
                    person=self.ids[one], sent_at=BEFORE, title=TITLE, lead=leads, deadline=DEADLINE
                )
                await assigning.assign(books, request)

    async def _task(self, books: OpenBooks, who: str, state: str) -> str:
        giver, lead = self.ids["head" if who == "head_gave" else "gave"], self.ids[self.lead(who)]
        at = BEFORE
        given = ask.AssignTask(person=giver, sent_at=at, title=TITLE, lead=(Assignee(person=lead),), deadline=DEADLINE)
        number = (await assigning.assign(books, given)).number
        if state == "assigned":
            return number
        mine = {"number": number, "person": lead, "sent_at": at}
        await acknowledging.acknowledge(books, ask.AcknowledgeTask(**mine))
        writer = {"head": "head", "head_gave": "head", "stand_in": "stand_in"}.get(who) if state == "noted" else None
        noting = mine | ({"person": self.ids[writer]} if writer else {})
        await progressing.note_progress(books, ask.NoteProgress(**noting, note="完成20%", percent=20))
        files: tuple[Evidence, ...] = (evidence(),)
        if state == "blocked":
            await progressing.raise_blocker(books, ask.RaiseBlocker(**mine, reason="数据未到"))
        elif state == "shown":
            await progressing.add_evidence(books, ask.AddEvidence(**mine, files=files))
        elif state == "asked":
            await extending.request_extension(books, ask.RequestExtension(**mine, deadline=WANTED, reason="数据未到"))
        elif state == "suspended":
            await suspending.suspend(books, ask.SuspendTask(**(mine | {"person": giver}), reason="等批复"))
        elif state in {"claimed", "closed", "returned"}:
            await closing.claim(books, ask.ClaimCompletion(**mine, files=files))
        if state == "closed":
            await closing.close(books, ask.CloseTask(number=number, person=self.ids["leader"], sent_at=at))
        if state == "returned":
            back = ask.ReturnTask(number=number, person=self.ids["leader"], sent_at=at, missing="盖章版\n数据")
            await closing.return_(books, back)
        return number

    async def lay_a_circular(self, number: str) -> None:
        """Let the coordinator who gave the task draft a circular about it and lay it before the leader of its field."""
        point = Point(Tone.PRAISE, number, "按期办结。")
        gave, day = {"person": self.ids["gave"], "sent_at": BEFORE}, BEFORE.date()
        wanted = circulars.DraftCircular(
            **gave, first=day, last=day, as_of=BEFORE, title="通报", points=(point,), chats=(self.groups[GENERAL].id,)
        )
        async with self.store.books(now=BEFORE) as books:
            await books.reread_roster()
            one = await circulars.draft(books, wanted)
            laid = circulars.SubmitCircular(**gave, circular=one.id, version=1, to=self.ids["leader"])
            await circulars.submit(books, laid)

    def heard(self) -> int:
        """Count the updates that have arrived."""
        return int(self.database.rows("SELECT count(*) FROM inbox")[0][0])

    async def settle(self, heard: int) -> None:
        """Wait until so many updates have arrived, all are dealt with, and everything to be said is sent."""
        end = time.monotonic() + PATIENCE
        while self.heard() < heard or self.database.unsettled():
            if time.monotonic() > end:
                raise TimeoutError(f"not within {PATIENCE} s; the bot's log: {self.bot.log}")
            await asyncio.sleep(0.1)

    async def answers(self, room: Person | Chat) -> dict[int, Message]:
        """Return the bot's answers in a chat by the message that they reply to, alone or gathered with others."""
        return answers_in(await self.client.messages(room))

    async def cards(self, words: str, label: str) -> dict[str, Message]:
        """Return by column the first message that holds the words and that button, for everybody whom one reached."""
        found: dict[str, Message] = {}
        for who, person in self.people.items():
            fitting = [one for one in await self.client.messages(person) if words in one.text and label in one.buttons]
            if fitting:
                found[who] = fitting[0]
        return found

    def entries(self) -> list[tuple[str, str | None, int | None, int | None]]:
        """Return (kind, task, chat, message) of all entries; chat and message are those of the words that were said."""
        rows = self.database.rows(
            "SELECT e.kind, e.task, i.chat, i.message FROM entries e LEFT JOIN inbox i ON i.id = e.inbox ORDER BY e.seq"
        )
        return [(one.kind, one.task, one.chat, one.message) for one in rows]

    def denials(self) -> list[tuple[int, str, int]]:
        """Return (user, act, chat) of all refusals since they were last taken, and take them: few are kept an hour."""
        rows = self.database.rows("SELECT * FROM denials ORDER BY id")
        assert all(set(one._mapping) == {"id", "at", "user", "person", "act", "chat"} for one in rows)
        self.database.change("DELETE FROM denials")
        return [(one.user, one.act, one.chat) for one in rows]


@asynccontextmanager
async def an_office_of_rights(database_url: str, folder: Path) -> AsyncIterator[Rights]:
    """Open the sandbox and the office, let everybody open the bot, and start it as a process."""
    clock, world = ScaledClock(NOW, speed=0), World()
    world.brakes = False
    async with running(world, clock=clock) as url, SandboxClient(url) as client:
        await client.bot(TOKEN, username="taizhang_bot", first_name="台账助手")
        environment = at_the_sandbox(url, token=TOKEN, database_url=database_url, folder=folder)
        environment["TAIZHANG_APPRAISAL__RULES"] = str(rules_in(folder))
        store = await Store.open(database_url, house=house())
        bot = BotProcess(environment, folder / "bot.log", folder)
        rights = Rights(client, clock, store, bot, Database(database_url))
        try:
            await _move_in(rights)
            await bot.start()
            await rights.settle(
                len(rights.people) + 2 * len(rights.groups)
            )  # Who opened the bot, and what its coming says.
            yield rights
        finally:
            await bot.kill()
            rights.database.close()
            await store.close()


def _with_a_stand_in(rights: Rights) -> ask.TakeLeave:
    """Return the leave of whose task it is, for the day."""
    own, delegate, today = rights.ids["own"], rights.ids["stand_in"], NOW.date()
    return ask.TakeLeave(person=own, sent_at=BEFORE, whose=own, first=today, last=today, delegate=delegate)


async def _take_leaves(rights: Rights, books: OpenBooks) -> None:
    """Let 张三 be on leave today, and on one day for each column of the table, to be taken back."""
    await attending.take_leave(books, _with_a_stand_in(rights))
    for month, number in APART:
        own, day = rights.ids["own"], date(NOW.year + 1, month, number)
        leave = ask.TakeLeave(person=own, sent_at=BEFORE, whose=own, first=day, last=day)
        await attending.take_leave(books, leave)


async def _move_in(rights: Rights) -> None:
    """Let everybody be known and bound, one have left, and the groups stand there with the bot inside."""
    for who in PRINCIPALS:
        if who != "head_gave":
            rights.people[who] = await rights.client.user(WHO[who][0] if who in WHO else "路人")
    for one in (LEAVING, *INVITED):
        rights.people[one] = await rights.client.user(one)
    async with rights.store.books(now=BEFORE) as books:
        await books.directory.import_roster(roster(), by=None, now=BEFORE, sha256="0" * 64)
        await books.reread_roster()
        ids = {one.name: one.id for one in books.roster.people}
        rights.ids = {who: ids[WHO[who][0]] for who in WHO} | {one: ids[one] for one in (LEAVING, *INVITED)}
        for who, person in rights.people.items():
            if who != "stranger" and who not in INVITED:
                await books.directory.bind(rights.ids[who], person.id, approved_by=None, now=BEFORE)
        for one in INVITED:
            rights.links[one] = await books.directory.invite(rights.ids[one], expires_at=NOW + timedelta(days=365))
        await books.reread_roster()
        gone = departing.LetGo(
            person=rights.ids["admin"], sent_at=BEFORE, who=rights.ids["leaver"], how=Leaving.TRANSFERRED
        )
        await departing.let_go(books, gone)
        await _take_leaves(rights, books)
        theirs = tuple(Assignee(person=rights.ids[who]) for who in ("own", "other", "colleague"))
        given = ask.AssignTask(
            person=rights.ids["gave"], sent_at=BEFORE, title="报送拨付情况", lead=theirs, deadline=DEADLINE
        )
        await assigning.assign(books, given)
        units = {unit.name: unit.id for unit in books.roster.units}
    everybody = list(rights.people.values())
    for title in (GENERAL, FINANCE, "未绑定"):
        group = rights.groups[title] = await rights.client.group(title, everybody)
        await rights.client.add_bot(group, TOKEN, admin=True, by=everybody[0])
        if title in units:
            async with rights.store.books(now=BEFORE) as books:
                await books.directory.note_chat(group.id, title=title, kind="supergroup", now=BEFORE)
                await books.directory.bind_chat(group.id, unit=units[title], reports=(), by=None, now=BEFORE)
    rights.channel = await rights.client.channel("通知", [rights.people["gave"]])
    for person in everybody:
        await person.opens()
