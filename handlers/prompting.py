"""The prompt for a daily report (日报提醒): one tap or one word sends what the day's entries say already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from config.timetable import ReportKind
from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading import phrases
from handlers.wording import attending
from handlers.wording.terms import AS_DRAFTED, AS_REPORT, NOTHING_TODAY
from handlers.wording.voice import Voice
from ledger.acts.attending import report_day
from ledger.acts.requests import ReportDay
from ledger.facts import Facts
from ledger.languages import ALL_CHINESE, Languages
from ledger.people import Person
from ledger.timetables import hour_before, in_force
from reports.private import Reminders
from storage.books import OpenBooks
from storage.outbox import tokens_of

PROMPTS = (ReportKind.PROMPT, ReportKind.LASTCALL)
"""The purposes of a prompt and of a last call: a reply to one is about the daily report."""
AGREE = "day.agree"


def prompts(
    facts: Facts, *, since: datetime | None, due: datetime | None, last: bool, languages: Languages = ALL_CHINESE
) -> tuple[Answer, ...]:
    """Return the prompt, or the last call, of everybody who has yet to report; pure."""
    reminders = Reminders(facts, since=since, due=due, languages=languages)
    write = reminders.last_call if last else reminders.prompt
    day = facts.house.hours.local(facts.at).date()
    purpose = ReportKind.LASTCALL if last else ReportKind.PROMPT
    written = ((person, write(person)) for person in facts.roster.active_people)
    return tuple(
        Answer(text=text, to=person.id, buttons=(tuple(_buttons(reminders, person, day)),), purpose=purpose, bulk=True)
        for person, text in written
        if text
    )


def _buttons(reminders: Reminders, person: Person, day: date) -> Iterator[Button]:
    """Yield 照此报送 where there is something to be sent, and 今日无事项 where there is not."""
    draft = reminders.draft(person)
    label, done = (AS_DRAFTED, draft) if draft else (NOTHING_TODAY, NOTHING_TODAY)
    yield Button(label=label, act=AGREE, args={"done": done, "report_date": day.isoformat()})


async def reporting_since(books: OpenBooks, at: datetime) -> datetime | None:
    """Return the last daily report's cut-off before the day of ``at``, else its last hour: what came after counts."""
    today = books.house.hours.at(books.house.hours.local(at).date(), time())
    cut_offs = [
        await books.slots.last_cut_off(ReportKind.DAILY, chat.id)
        for chat in await books.directory.chats()
        if ReportKind.DAILY in chat.reports
    ]
    known = [moment for moment in cut_offs if moment is not None and moment < today]
    if known:
        return max(known)
    return await hour_before(books, ReportKind.DAILY, today)


async def reporting_hour(books: OpenBooks, at: datetime) -> datetime | None:
    """Return the hour of the daily report on the day of ``at``; ``None`` for one that does not ring."""
    rules = await in_force(books)
    day = books.house.hours.local(at).date()
    return next((books.house.hours.at(day, rule.time) for rule in rules if rule.report is ReportKind.DAILY), None)


async def meant(books: OpenBooks, heard: Heard) -> str | None:
    """Return what words that say nothing else mean after a prompt: 对, or in reply to it a line of the report."""
    if heard.reply_purpose not in {"", *PROMPTS} or heard.reply_task is not None:
        return None
    if phrases.agrees(heard.text):
        return "day.yes" if await _proposed(books, heard) is not None else None
    return "day.line" if heard.reply_purpose in PROMPTS and phrases.is_weighty(heard.text) else None


async def on_agreed(books: OpenBooks, heard: Heard) -> Answers:
    """Report what was proposed, for the day of the prompt, and put that in the prompt's place."""
    done, day = str(heard.args["done"]), date.fromisoformat(str(heard.args["report_date"]))
    request = ReportDay(person=heard.person.id, sent_at=heard.sent_at, day=day, done=done)
    await report_day(books, request)
    late = day < books.house.hours.local(heard.sent_at).date()
    return (Answer(text=attending.agreed(Voice.of(books), day, done, late=late), edit=True),)


async def on_yes(books: OpenBooks, heard: Heard) -> Answers:
    """对, in reply to the prompt or after it: the same as its button."""
    token = await _proposed(books, heard)
    assert token is not None  # noqa: S101 - meant has looked
    received = books.source.received_at if books.source is not None else books.now
    kept = await books.actions.take(token, person=heard.person.id, chat=heard.place.chat, now_real=received)
    return await on_agreed(books, replace(heard, args=kept.args))


async def on_line(books: OpenBooks, heard: Heard) -> Answers:
    """Ask whether a line in reply to the prompt is the daily report: nothing is recorded that nobody meant so."""
    day = books.house.hours.local(heard.sent_at).date()
    args = {"done": heard.said.strip() or heard.text, "report_date": day.isoformat()}
    button = Button(label=AS_REPORT, act=AGREE, args=args)
    return (Answer(text=attending.as_report(args["done"]), buttons=((button,),), lapses=True),)


async def _proposed(books: OpenBooks, heard: Heard) -> str | None:
    """Return the button of the latest prompt in this chat, if it is of today and proposes what the entries say."""
    payload = await books.outbox.latest_payload(heard.place.chat, PROMPTS)
    token = next(iter(tokens_of(payload)), None) if payload is not None else None
    kept = await books.actions.peek(token) if token is not None else None
    today = books.house.hours.local(heard.sent_at).date().isoformat()
    if kept is None or kept.args.get("done") == NOTHING_TODAY:
        return None  # Nobody agrees to nothing by a word in passing.
    return token if kept.args.get("report_date") == today else None
