"""申诉 in the chat: a line of the own score is disputed in words, and a leader answers with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.appraising import decision_in
from handlers.recipients import unreached
from handlers.scoring import Material, materials
from handlers.speaking import rows_of
from handlers.storing import assignee_from, assignee_json
from handlers.understanding import understood
from handlers.waiting import kept_for
from handlers.wording import appealing as wording
from handlers.wording.scoring import NO_RULES
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts import appealing as acts
from ledger.appeals import Appeal, Disputed
from ledger.people import Person, Roster, UnitId
from ledger.permissions import check_right
from ledger.scores import Kind
from ledger.transitions import Act
from ledger.values import dataclass
from storage.books import OpenBooks


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the person may dispute, and the name of its rule."""

    about: Disputed
    rule: str


async def on_appeal(books: OpenBooks, heard: Heard) -> Answers:
    """凭啥扣我0.5分; ``/appeal`` alone lists what may be disputed."""
    if heard.edited:
        return ()
    check_right(heard.person, Act.APPEAL_SCORE)
    if not heard.place.private:
        return (Answer(text=wording.ONLY_IN_PRIVATE),)
    if not books.house.registers:
        return (Answer(text=NO_RULES),)
    person = heard.person
    lines = beforehand(heard, materials, lambda read: lines_of(read, person))
    meant = _meant(books, heard, lines)
    if not meant:
        return (Answer(text=wording.NOTHING_FITS if lines else wording.NOTHING_LOST),)
    reason = heard.said.strip() or heard.text
    if len(meant) == 1 and reason:
        return await _appealed(books, heard, meant[0].about, reason)
    buttons = (
        Button(label=wording.line_label(one.about, one.rule), act="appeal.line", args=_kept(one.about, reason))
        for one in meant[-wording.MOST :]
    )
    return (Answer(text=wording.CHOOSE, buttons=rows_of(buttons, 1), lapses=True),)


def lines_of(read: Sequence[Material], person: Person) -> tuple[Line, ...]:
    """Return the lines of the periods that took points and that the person may dispute, in the order of time."""
    found = [
        Line(
            Disputed(
                unit=row.score.unit,
                whom=line.whom,
                register=one.register.key,
                version=line.version,
                rule=line.rule,
                item=line.item,
                task=line.task,
                line=line.seq or 0,
                line_at=line.at,
                points=line.points,
            ),
            one.rule(line).name,
        )
        for material in read
        for one in material.appraised()
        for row in one.rows
        for line in row.score.lines
        if line.kind is Kind.RULE and line.points < 0 and line.whom is not None
    ]
    roster: Roster | None = read[0].facts.roster if read else None
    mine = (one for one in found if roster is not None and acts.may_appeal(roster, person, one.about))
    return tuple(sorted(mine, key=lambda one: one.about.line_at))


def _meant(books: OpenBooks, heard: Heard, lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines that the words can mean: of the task, of so many points, by the rule, as far as they say so."""
    said = heard.args or understood(books, heard).args
    points = said.get("points")
    if heard.task is not None:
        lines = [one for one in lines if one.about.task == heard.task]
    if points is not None:
        lines = [one for one in lines if abs(one.about.points) == abs(Decimal(str(points)))]
    return [one for one in lines if one.rule in heard.text] or lines


def _kept(about: Disputed, reason: str) -> dict[str, Any]:
    return {
        "unit": about.unit,
        "whom": assignee_json(about.whom),
        "register": about.register,
        "version": about.version,
        "rule": about.rule,
        "item": about.item,
        "task": about.task,
        "line": about.line,
        "line_at": about.line_at.isoformat(),
        "points": str(about.points),
        "reason": reason,
    }


def _about(kept: Any) -> Disputed:
    return Disputed(
        unit=UnitId(int(kept["unit"])),
        whom=assignee_from(kept["whom"]),
        register=kept["register"],
        version=int(kept["version"]),
        rule=kept["rule"],
        item=kept["item"],
        task=kept["task"],
        line=int(kept["line"]),
        line_at=datetime.fromisoformat(kept["line_at"]),
        points=Decimal(kept["points"]),
    )


async def on_line(books: OpenBooks, heard: Heard) -> Answers:
    """Take the line that was chosen; without a reason that is asked for."""
    if heard.args["reason"]:
        return await _appealed(books, heard, _about(heard.args), str(heard.args["reason"]))
    token = await kept_for(books, heard.person, "appeal.why", heard.args)
    return (Answer(text=wording.WHY, purpose=f"more:{token}", prompt=True),)


async def on_why(books: OpenBooks, heard: Heard) -> Answers:
    """Take the reason in reply."""
    if heard.edited:
        return ()
    return await _appealed(books, heard, _about(heard.args), heard.said.strip() or heard.text)


async def _appealed(books: OpenBooks, heard: Heard, about: Disputed, reason: str) -> Answers:
    request = acts.AppealScore(person=heard.person.id, sent_at=heard.sent_at, about=about, reason=reason)
    one = await acts.appeal(books, request)
    able = acts.answerers(books, one)
    waits = wording.submitted([person.name for person in able], await unreached(books, able))
    text = joined(_text(books, one), waits if able else wording.NOBODY_ANSWERS)
    return Answer(text=text), *[await _card(books, one, person) for person in able]


def _text(books: OpenBooks, one: Appeal) -> str:
    return wording.appeal(Voice.of(books), one, _rule(books, one))


def _rule(books: OpenBooks, one: Appeal) -> str:
    """Return the name of the rule that took the points."""
    wanted = (one.about.register, one.about.version)
    known = (register for register in books.house.registers if (register.key, register.version) == wanted)
    return next((rule.name for register in known for rule in register.rule if rule.key == one.about.rule), "")


async def _card(books: OpenBooks, one: Appeal, reader: Person) -> Answer:
    """Return it with the answers that the reader may give; a reply in words does as well as a button."""
    args = {"appeal": one.id}
    buttons = [
        Button(label=wording.GRANT, act="appeal.answer", args={**args, "granted": True}),
        Button(label=wording.REFUSE, act="appeal.answer", args={**args, "granted": False}),
    ]
    if one.about.task:
        buttons.append(Button(label=one.about.task, act="task", task=one.about.task, item="task"))
    purpose = f"card:{await kept_for(books, reader, 'appeal.reply', args)}"
    return Answer(text=_text(books, one), buttons=rows_of(buttons), to=reader.id, purpose=purpose)


async def on_answer(books: OpenBooks, heard: Heard) -> Answers:
    """Take the tap; the reason is asked for."""
    await acts.check_answer(books, _answer(heard, ""))
    token = await kept_for(books, heard.person, "appeal.answer.why", heard.args)
    return (Answer(text=wording.WHY_ANSWER, purpose=f"more:{token}", prompt=True),)


async def on_answer_why(books: OpenBooks, heard: Heard) -> Answers:
    """Take the reason in reply: whoever disputed the line is told what came of it."""
    if heard.edited:
        return ()
    one = await acts.decide_appeal(books, _answer(heard, heard.said.strip() or heard.text))
    text = wording.answered(Voice.of(books), one, _rule(books, one))
    return Answer(text=text), Answer(text=text, to=one.by)


async def on_reply(books: OpenBooks, heard: Heard) -> Answers:
    """Take 成立 or 不成立 with the reason in reply to the card."""
    if heard.edited:
        return ()
    decided = decision_in(heard.text)
    if decided is None:
        raise NotUnderstood("appeal.reply")
    granted, reason = decided
    heard = replace(heard, text=reason, said=reason, args={**heard.args, "granted": granted})
    return await (on_answer_why if reason else on_answer)(books, heard)


def _answer(heard: Heard, reason: str) -> acts.DecideAppeal:
    return acts.DecideAppeal(
        person=heard.person.id,
        sent_at=heard.sent_at,
        appeal=int(heard.args["appeal"]),
        granted=bool(heard.args["granted"]),
        reason=reason,
    )
