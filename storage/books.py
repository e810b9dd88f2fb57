"""The open books: everything that one update or one ring of the bell reads and writes, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS
from ledger.document_entries import DocumentEntry, DocumentKind, DocumentUndone
from ledger.documents import Document, fold_document, numbering_of, replay_document
from ledger.entries import Assigned, Entry, LeaveEnded, LeaveTaken, Recorded, Source, TaskEntry
from ledger.facts import ALL, Facts, Head, Wanted
from ledger.folding import fold, replay
from ledger.house import House
from ledger.languages import ALL_CHINESE, PREFIX, Languages
from ledger.office_entries import CalendarDaySet, CalendarYearSet, PersonLeft, PersonMoved, SettingChanged
from ledger.people import Person, PersonId, Roster
from ledger.queries import State, TaskQuery
from ledger.refusals import NoSuchTask
from ledger.tasks import Task
from ledger.undo_entries import Undone
from storage import amendments, calendars, changes, document_rows, facts, languages, past, task_rows
from storage.actions import Actions
from storage.alarms import Alarms
from storage.boards import Boards
from storage.chain import Chain
from storage.denials import Denials
from storage.directory import Directory
from storage.document_rows import DocumentQueries
from storage.engines import replace_in
from storage.entry_rows import recorded
from storage.inbox import DONE, IGNORED, Incoming
from storage.outbox import OutboxWriter
from storage.prepared import Step, change_together
from storage.proving import Proof, prove
from storage.roster_rows import read_roster
from storage.slots import Slots
from storage.tables import entries, settings
from storage.task_queries import TaskQueries
from storage.versions import Versions

TASKS, NOTICES = "task", "notice"  # The series of numbers: tasks, and supervision notices.
_SETTING = select(settings.c.value).where(settings.c.name == bindparam("wanted"))


class OpenBooks:
    """The books that the acts lean on (``ledger.acts.ports``), and beside them directory, outbox, actions, slots."""

    def __init__(
        self,
        connection: AsyncConnection,
        *,
        house: House,
        roster: Roster,
        spoken: Languages = ALL_CHINESE,
        now: datetime,
        source: Incoming | None = None,
        writable: bool = True,
        shipped: House | None = None,
        seen: Mapping[str, int] | None = None,
    ) -> None:
        self.connection = connection
        self.now = now
        self.source = source
        self._house = house
        self._shipped = shipped or house
        self._roster = roster
        self.languages = spoken
        self._chain = Chain(connection, source=source, writable=writable, seen=seen)
        self.directory = Directory(self)
        self.tasks = TaskQueries(connection)
        self.documents = DocumentQueries(connection)
        self.outbox = OutboxWriter(connection, now=now, source=source)
        self.actions = Actions(connection)
        self.denials = Denials(connection)
        self.slots = Slots(connection, now=now)
        self.alarms = Alarms(connection, now=now)
        self.boards = Boards(connection)
        self.versions = Versions(connection, now=now)
        self._known: dict[str, Task | None] = {}
        self.written: list[Recorded] = []
        marked = source.marked if source else None
        self.settled: tuple[str, str | None] = (IGNORED, f"marked:{marked}") if marked else (DONE, None)

    @property
    def roster(self) -> Roster:
        """The roster as it stands in this transaction."""
        return self._roster

    @property
    def house(self) -> House:
        """The house rules in force."""
        return self._house

    async def task(self, number: str) -> Task:
        """Return the task, held against other writers until the books close; ``NoSuchTask`` where there is none."""
        task = await self._held(number)
        if task is None:
            raise NoSuchTask(number)
        return task

    async def _held(self, number: str) -> Task | None:
        """Return the task if there is one; once the chain is held, nobody but these books can change it."""
        if number not in self._known:
            found = await self._chain.hold_with(task_rows.look_at(number))
            self._known[number] = task_rows.made_of(number, found)
        return self._known[number]

    async def hold(self) -> Head:
        """Wait for other writers, and keep them waiting until the books close; before any row that they may want."""
        return await self._chain.hold()

    async def closed_in(self, first: date, last: date) -> tuple[str, ...]:
        """Return the numbers of the tasks that are closed, and were closed on one of these local days."""
        query = TaskQuery(state=State.CLOSED, period=(first, last))
        found = await self.tasks.matching(query, now=self.now, roster=self.roster, house=self.house)
        return tuple(task.number for task in found)

    async def entries_of(self, number: str) -> tuple[Recorded, ...]:
        """Return the entries of a task or document in order; erased texts read as ``""``."""
        return await recorded(self.connection, entries.c.task == number)

    async def assigned_by(self, person: PersonId, said: Source | None = None) -> tuple[Recorded, ...]:
        """Return what the person assigned by that message, else by the latest that brought about a task."""
        mine = (entries.c.by == person, entries.c.kind == Assigned.__name__, entries.c.message.is_not(None))
        if said is None:
            last = select(entries.c.chat, entries.c.message).where(*mine).order_by(entries.c.seq.desc()).limit(1)
            newest = (await self.connection.execute(last)).one_or_none()
            if newest is None:
                return ()
            said = Source(chat=newest.chat, message=newest.message)
        return await recorded(self.connection, *mine, entries.c.chat == said.chat, entries.c.message == said.message)

    async def last_act(self, person: PersonId) -> tuple[Recorded, ...]:
        """Return all entries of the person's latest message or tap that left any, in order."""
        await self._chain.hold()
        mine = entries.c.by == person
        last = select(entries.c.seq, entries.c.at).where(mine).order_by(entries.c.seq.desc()).limit(1)
        newest = (await self.connection.execute(last)).one_or_none()
        found = () if newest is None else await recorded(self.connection, mine, entries.c.at == newest.at)
        return tuple(record for record in found if record.source == found[-1].source)

    async def next_number(self, year: int) -> str:
        """Take the year's next task number; it is given back if the books are not committed."""
        return self.house.numbering.format(year=year, n=await self._chain.take_number(TASKS, year))

    async def next_notice(self, year: int) -> str:
        """Take the year's next number of a supervision notice, as ``next_number`` does."""
        return self.house.notice_numbering.format(year=year, n=await self._chain.take_number(NOTICES, year))

    async def next_document(self, kind: DocumentKind, year: int) -> str:
        """Take the year's next number of a document of that kind, as ``next_number`` does."""
        return numbering_of(kind, self.house).format(year=year, n=await self._chain.take_number(kind, year))

    def said_in(self, source: Source) -> None:
        """Let the entries that follow name this message as their source instead of the update's own."""
        self._chain.source = source

    async def append(self, entry: TaskEntry) -> Task:
        """Append an entry of a task to the chain and return the task as it now stands."""
        before = await self._held(entry.number)
        record, steps = await self._chain.link(entry, recorded_at=self.now)
        if isinstance(entry, Undone):  # What it leaves behind is read from the chain, so it has to stand there.
            await change_together(self.connection, steps)
            task, steps = replay(await self.entries_of(entry.number)), []
        else:
            task = fold(before, record.entry, seq=record.seq)
        self.written.append(record)
        await self.versions.outdate(record)
        await self.keep(task, last_at=entry.at, behind=steps)
        return task

    async def document(self, number: str) -> Document | None:
        """Return the document, held against other writers until the books close; ``None`` where there is none."""
        await self._chain.hold()
        return await document_rows.load(self.connection, number)

    async def open_documents(self) -> tuple[Document, ...]:
        """Return every document that is neither finished nor withdrawn."""
        return await self.documents.open_all()

    async def file(self, entry: DocumentEntry) -> Document:
        """Append an entry of a document to the chain and return the document as it now stands."""
        before = await self.document(entry.number)
        record = await self._chain.write(entry, recorded_at=self.now)
        self.written.append(record)
        if isinstance(entry, DocumentUndone):
            document = replay_document(await self.entries_of(entry.number))
        else:
            document = fold_document(before, record.entry, seq=record.seq, source=record.source)
        await document_rows.save(self.connection, document, last_at=entry.at)
        return document

    async def keep(self, task: Task, *, last_at: datetime, behind: Sequence[Step] = ()) -> None:
        """Let the task stand as folded; ``last_at`` is the sending time of its entry, which ``behind`` writes."""
        before = self._known.get(task.number)
        await task_rows.save(self.connection, task, last_at=last_at, before=before, behind=behind)
        self._known[task.number] = task

    async def record(self, entry: Entry) -> Recorded:
        """Append an entry that belongs to no task, and return it as it stands in the chain."""
        record = await self._chain.write(entry, recorded_at=self.now)
        self.written.append(record)
        await self.versions.outdate(record)
        if isinstance(entry, SettingChanged):
            await self._keep_setting(entry, record.seq)
        if isinstance(entry, CalendarYearSet | CalendarDaySet):
            await calendars.keep(self.connection, entry, record.seq)
            self._house = await calendars.laid_over(self._shipped, self.connection)
        if isinstance(entry, PersonLeft | PersonMoved | LeaveTaken | LeaveEnded):
            await changes.keep(self.connection, entry)
            await self.reread_roster()
        return record

    async def put_person(self, person: Person) -> PersonId:
        """Let the roster say this of the person, a newcomer included; return the id."""
        await self.hold()
        number = await changes.put(self.connection, person)
        await self.reread_roster()
        return number

    async def records_of(self, *kinds: type[Entry], after: int = 0) -> tuple[Recorded, ...]:
        """Return all entries of these kinds in order, those behind that ``seq``; erased texts read as ``""``."""
        of_kind = entries.c.kind.in_([kind.__name__ for kind in kinds])
        return await recorded(self.connection, of_kind, entries.c.seq > after)

    async def facts(
        self, *, since: datetime, at: datetime, amended: bool = False, upto: Head | None = None, wanted: Wanted = ALL
    ) -> Facts:
        """Return the ledger as of ``at`` by the time of sending, in bulk; ``upto``: by the first links alone.

        ``wanted`` is what is needed of the period, all by default. ``amended`` adds what was sent afterwards about that
        day, late returns (补报) and red ink (更正), and needs all.
        """
        reach: dict[str, Any] = {
            "since": since,
            "at": at,
            "upto": upto and upto.seq,
            "wanted": ALL if amended else wanted,
        }
        found = await facts.read(self.connection, house=self.house, roster=self.roster, **reach)
        return await amendments.amended(self.connection, found, head=upto or await self.head()) if amended else found

    async def late_for(self, at: datetime, head: Head) -> tuple[Recorded, ...]:
        """Return what was sent until ``at``, and recorded only behind that link of the chain (迟到的记录)."""
        return await recorded(self.connection, entries.c.at <= at, entries.c.seq > head.seq)

    async def head_with(self, digest: str) -> Head | None:
        """Return the link of the chain with that hash, which may be its beginning; ``None`` where there is none."""
        query = select(entries.c.seq).where(entries.c.hash == digest)
        seq = 0 if digest == GENESIS else (await self.connection.execute(query)).scalar_one_or_none()
        return None if seq is None else Head(seq, digest)

    async def task_as_of(self, number: str, at: datetime) -> Task:
        """Return the task as the ledger held it at a past moment; ``NoSuchTask`` before its assignment was recorded."""
        known = await recorded(self.connection, entries.c.task == number, entries.c.recorded_at <= at)
        if not known:
            raise NoSuchTask(number)
        return replay(known)

    async def tasks_at(self, moment: datetime) -> tuple[Task, ...]:
        """Return every task that was in the ledger at a past moment, as it stood, by the time of recording."""
        return await past.tasks_at(self.connection, moment)

    async def head(self) -> Head:
        """Return the last link of the chain."""
        return await self._chain.head()

    def settle(self, state: str, reason: str) -> None:
        """Let the inbox row become ``ignored`` or ``quarantined`` with its reason instead of ``done``."""
        self.settled = state, reason

    async def proof(self, head: str = "") -> Proof:
        """Prove the chain's last entries, and that a printed hash, or its beginning, is one of its own."""
        return await prove(self.connection, head=head)

    async def setting(self, name: str) -> str | None:
        """Return what was changed by chat or command; ``None`` where the settings file holds."""
        found: str | None = (await self.connection.execute(_SETTING, {"wanted": name})).scalar_one_or_none()
        return found

    async def settings(self) -> dict[str, str]:
        """Return everything that was changed by chat or command."""
        rows = await self.connection.execute(select(settings.c.name, settings.c.value))
        return {row.name: row.value for row in rows}

    async def reread_roster(self) -> None:
        """See the roster as this transaction has changed it."""
        self._roster = await read_roster(self.connection, self.house.hours.local(self.now).date())

    async def _keep_setting(self, entry: SettingChanged, seq: int) -> None:
        kept = replace_in(self.connection, settings)
        await kept.changed(self.connection, {"name": entry.name, "value": entry.value, "seq": seq})
        if entry.name.startswith(PREFIX):
            await languages.outdate(self.connection)
            self.languages = await languages.read_languages(self.connection)
