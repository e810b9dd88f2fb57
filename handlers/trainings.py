"""培训: the plan listed, and whatever is said of one training by a button or in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from handlers.heard import Answer, Answers, Heard
from handlers.reading.trainings import asks_training, words_on_training
from handlers.register_cards import NUMBER
from handlers.training_cards import PURPOSE, shown
from handlers.training_keeping import changed, told_invited
from handlers.understanding import names_within
from handlers.wording import trainings as wording
from handlers.wording.voice import Voice
from ledger.acts.trainings import (
    AnswerTraining,
    CancelTraining,
    FileTraining,
    NoteAttendance,
    all_trainings,
    answer,
    cancel,
    file_material,
    note_attendance,
    training_for,
    turnout,
)
from ledger.entries import Source
from ledger.people import PersonId
from ledger.permissions import check_right, may_for, scopes
from ledger.quarters import Quarter
from ledger.trainings import Training, Turnout, audience_of, duties
from ledger.transitions import Act
from reports.trainings import by_office
from storage.books import OpenBooks

Step = Callable[[OpenBooks, Heard, Training, str], Awaitable[Answers]]


async def on_training(books: OpenBooks, heard: Heard) -> Answers:
    """``/training``, 培训计划, 本季度培训, 培训落实情况."""
    if heard.edited:
        return ()
    check_right(heard.person, Act.SEE_TRAINING)
    asked, house = asks_training(heard.text) or "year", books.house
    today = house.hours.local(books.now).date()
    known = sorted((await all_trainings(books)).values(), key=lambda one: one.day(house))
    voice = Voice.of(books)
    if asked == "cadence":
        check_right(heard.person, Act.SEE_ATTENDANCE)
        found = list(duties(known, books.roster, house, today))
        return tuple(Answer(text=part, reply=False) for part in wording.figures(voice, found, (), ()))
    quarter = Quarter.of(today)
    some = [one for one in known if one.day(house).year == today.year]
    if asked == "quarter":
        some = [one for one in some if Quarter.of(one.day(house)) == quarter]
    parts = wording.listed(voice, asked, some)
    return tuple(Answer(text=part, reply=n == 0) for n, part in enumerate(parts))


async def on_words(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the words say of the training that they name; a number alone shows it."""
    if heard.edited:
        return ()
    training = await training_for(books, heard.person.id, str(heard.args[NUMBER]), Act.SEE_TRAINING)
    if heard.files:
        return await _with_files(books, heard, training)
    if not any(map(str.isalnum, heard.text)):
        return (await shown(books, heard, training),)
    step = words_on_training(heard.text)
    if step is not None:
        return await _STEPS[step[0]](books, heard, training, step[1])
    return await _otherwise(books, heard, training) if heard.place.private or heard.addressed else ()


async def _otherwise(books: OpenBooks, heard: Heard, training: Training) -> Answers:
    """Take words that change the training, from whoever may; say what can be said to all others."""
    if scopes(heard.person, Act.KEEP_TRAINING):
        return await changed(books, heard, training)
    return (Answer(text=wording.what_next(training.number), task=training.number, purpose=PURPOSE),)


async def on_step(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the button under a training says."""
    training = await training_for(books, heard.person.id, str(heard.args["training"]), Act.SEE_TRAINING)
    return await _STEPS[str(heard.args["what"])](books, heard, training, "")


async def _join(books: OpenBooks, heard: Heard, training: Training, _words: str) -> Answers:
    request = AnswerTraining(person=heard.person.id, sent_at=heard.sent_at, number=training.number, coming=True)
    after = await answer(books, request, now=heard.sent_at)
    text = wording.joined(after, over=after.is_over(heard.sent_at))
    return (Answer(text=text, task=after.number, purpose=PURPOSE),)


async def _stay(books: OpenBooks, heard: Heard, training: Training, words: str) -> Answers:
    request = AnswerTraining(
        person=heard.person.id, sent_at=heard.sent_at, number=training.number, coming=False, reason=words
    )
    after = await answer(books, request, now=heard.sent_at)
    text = wording.stays(after, wording.unit(Voice.of(books), after.organiser))
    return (Answer(text=text, task=after.number, purpose=PURPOSE),)


async def _list(books: OpenBooks, heard: Heard, training: Training, words: str) -> Answers:
    """参加：张三、李四: the organiser's list; a unit stands for its people who were told of it."""
    told, roster = await turnout(books, training), books.roster
    named = names_within(roster, words)
    people = [one.person for one in named if one.person is not None]
    units = [one.unit for one in named if one.unit is not None]
    invited = (roster.person(one) for one in sorted(told.invited))
    people += [one.id for one in invited if any(roster.within(one.unit, unit) for unit in units)]
    if not people:
        return (Answer(text=wording.nobody(words)),)
    return await _noted(books, heard, training, people)


async def _all(books: OpenBooks, heard: Heard, training: Training, but: str) -> Answers:
    """全部参加, 除王五外全部参加: of those who were told of it, else of those who are meant."""
    told, away = await turnout(books, training), {one.person for one in names_within(books.roster, but)}
    meant = told.invited or {one.id for one in audience_of(training, books.roster)}
    return await _noted(books, heard, training, sorted(meant - away))


async def _noted(books: OpenBooks, heard: Heard, training: Training, people: list[PersonId]) -> Answers:
    wanted = tuple(dict.fromkeys(people))
    request = NoteAttendance(person=heard.person.id, sent_at=heard.sent_at, number=training.number, people=wanted)
    after = await note_attendance(books, request, now=heard.sent_at)
    return (Answer(text=wording.noted(after, len(wanted)), task=after.number, purpose=PURPOSE),)


async def _turnout(books: OpenBooks, heard: Heard, training: Training, _words: str) -> Answers:
    """参训情况 by office, as far as the asker may know; always in private."""
    check_right(heard.person, Act.SEE_ATTENDANCE)
    told = _seen(books, heard, await turnout(books, training))
    absent = sorted(
        (books.roster.person(one) for one in told.wanted - told.attended), key=lambda one: (one.unit or 0, one.id)
    )
    parts = wording.turnout(Voice.of(books), training, by_office([told], books.roster), absent)
    found = tuple(Answer(text=part, to=heard.person.id, task=training.number, purpose=PURPOSE) for part in parts)
    return found if heard.place.private else (Answer(text=wording.in_private()), *found)


def _seen(books: OpenBooks, heard: Heard, told: Turnout) -> Turnout:
    """Return what the asker may know of it."""
    people = ((one, books.roster.person(one)) for one in told.wanted)
    seen = {one for one, who in people if may_for(books.roster, heard.person, Act.SEE_ATTENDANCE, who)}
    return Turnout(invited=told.invited & seen, answers=told.answers, attended=told.attended & seen)


async def _cancel(books: OpenBooks, heard: Heard, training: Training, words: str) -> Answers:
    request = CancelTraining(person=heard.person.id, sent_at=heard.sent_at, number=training.number, reason=words)
    after = await cancel(books, request)
    done = Answer(text=wording.cancelled(after), task=after.number, purpose=PURPOSE)
    return done, *await told_invited(books, heard, after, wording.cancelled_notice(Voice.of(books), after))


async def _with_files(books: OpenBooks, heard: Heard, training: Training) -> Answers:
    """Keep what was sent as material of the training."""
    paper = Source(chat=heard.place.chat, message=heard.message)
    request = FileTraining(
        person=heard.person.id, sent_at=heard.sent_at, number=training.number, files=heard.files, paper=paper
    )
    after = await file_material(books, request)
    return (Answer(text=wording.filed(after, len(heard.files)), task=after.number, purpose=PURPOSE),)


async def _file(_books: OpenBooks, heard: Heard, training: Training, _words: str) -> Answers:
    """材料: send the message that brought it once more, in private."""
    if training.paper is None:
        return (Answer(text=wording.no_material(training.number)),)
    return (Answer(text="", copies=training.paper, to=heard.person.id, task=training.number, purpose=PURPOSE),)


_STEPS: Mapping[str, Step] = {
    "join": _join,
    "stay": _stay,
    "list": _list,
    "all": _all,
    "turnout": _turnout,
    "cancel": _cancel,
    "file": _file,
}
