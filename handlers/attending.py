"""日报 and 请假: what a person says of the own day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.heard import Answer, Answers, Heard
from handlers.meaning import assignee_named
from handlers.questions import NotUnderstood, WhoIsMeant
from handlers.wording import attending
from handlers.wording.voice import Voice
from ledger.acts.attending import report_day, take_leave
from ledger.acts.requests import ReportDay, TakeLeave
from ledger.people import Assignee, PersonId
from storage.books import OpenBooks


async def on_report_day(books: OpenBooks, heard: Heard) -> Answers:
    """Record the person's daily report; one that was edited stands beside the first and prevails."""
    done, plan, difficulty = (str(heard.args.get(name) or "") for name in ("done", "plan", "difficulty"))
    if not (done or plan or difficulty):
        raise NotUnderstood("report_day")
    day = _day(heard.args.get("report_date")) or books.house.hours.local(heard.sent_at).date()
    request = ReportDay(
        person=heard.person.id, sent_at=heard.sent_at, day=day, done=done, plan=plan, difficulty=difficulty
    )
    await report_day(books, request)
    late = day < books.house.hours.local(heard.sent_at).date()
    return (Answer(text=attending.reported(Voice.of(books), day, late=late)),)


async def on_leave(books: OpenBooks, heard: Heard) -> Answers:
    """Record a leave and who stands in; the stand-in is told."""
    if heard.edited:
        return ()
    first = _day(heard.args.get("from"))
    last = _day(heard.args.get("to")) or first
    if first is None or last is None:
        raise NotUnderstood("leave")
    delegate = _stand_in(books, heard.args.get("delegate"))
    request = TakeLeave(
        person=heard.person.id,
        sent_at=heard.sent_at,
        whose=_person(books, heard.args.get("person")) or heard.person.id,
        first=first,
        last=last,
        delegate=delegate,
    )
    await take_leave(books, request)
    voice = Voice.of(books)
    answer = Answer(text=attending.on_leave(voice, request))
    if delegate is None:
        return (answer,)
    return answer, Answer(text=attending.stands_in(voice, request), to=delegate)


def _day(said: Any) -> date | None:
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, str):
        return date.fromisoformat(said[:10])
    return said if isinstance(said, date) else None


def _stand_in(books: OpenBooks, said: Any) -> PersonId | None:
    """Return who stands in; a name that the roster does not hold is asked, never dropped."""
    found = _person(books, said)
    if isinstance(said, str) and said and found is None:
        raise WhoIsMeant(said)
    return found


def _person(books: OpenBooks, said: Any) -> PersonId | None:
    if isinstance(said, Assignee):
        return said.person
    found = assignee_named(books, said) if isinstance(said, str) else None
    return found.person if found is not None else None
