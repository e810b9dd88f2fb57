"""日报, 请假 and 销假: what a person says of the own day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import assignee_named
from handlers.questions import NotUnderstood, WhoIsMeant
from handlers.wording import attending
from handlers.wording.voice import Voice
from ledger.acts.attending import end_leave, report_day, take_leave
from ledger.acts.requests import EndLeave, ReportDay, TakeLeave
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
    back = Button(label=attending.BACK, act="back", args={"begins": first.isoformat(), "whose": request.whose})
    answer = Answer(text=attending.on_leave(voice, request), buttons=((back,),) if heard.place.private else ())
    if delegate is None:
        return (answer,)
    return answer, Answer(text=attending.stands_in(voice, request), to=delegate)


async def _back_meant(books: OpenBooks, heard: Heard) -> Answers:
    """Offer to end the leave from today on: one tap, and nothing is recorded before; nothing without a leave."""
    absence = books.roster.absence_of(heard.person.id)
    if absence is None:
        return ()
    today = books.house.hours.local(heard.sent_at).date()
    back = Button(label=attending.BACK, act="back", args={"begins": today.isoformat(), "whose": heard.person.id})
    return (Answer(text=attending.back_meant(Voice.of(books), absence), buttons=((back,),), lapses=True),)


async def on_back(books: OpenBooks, heard: Heard) -> Answers:
    """Let a leave end before its last day, or not begin; the stand-in and whose leave it was are told."""
    if heard.edited:
        return ()
    if heard.args.get("implied"):
        return await _back_meant(books, heard)  # 我回来了 says nothing of the leave, and 销假 can't be undone.
    ended, cut = await end_leave(books, _back(books, heard))
    voice, whose = Voice.of(books), ended.person
    delegates = {leave.last: leave.delegate for leave in cut}.values()
    freed = tuple(dict.fromkeys(one for one in delegates if one is not None and one != heard.person.id))
    answers = [Answer(text=attending.back(voice, ended, cut, freed), edit=heard.tapped)]
    answers += [Answer(text=attending.no_longer_stands_in(voice, ended, cut), to=one) for one in freed]
    if whose != heard.person.id:
        answers.append(Answer(text=attending.back_for_you(voice, heard.person.name, ended, cut), to=whose))
    return tuple(answers)


def _back(books: OpenBooks, heard: Heard) -> EndLeave:
    """Return who is back from when on, as the words or the button under the leave say."""
    said = heard.args
    if "begins" in said:
        first = max(date.fromisoformat(said["begins"]), books.house.hours.local(heard.sent_at).date())
        return EndLeave(person=heard.person.id, sent_at=heard.sent_at, whose=said["whose"], first=first)
    if heard.text and not said.get("ends"):
        raise NotUnderstood("back")
    whose = _person(books, said.get("person")) or heard.person.id
    return EndLeave(person=heard.person.id, sent_at=heard.sent_at, whose=whose, first=_day(said.get("from")))


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
