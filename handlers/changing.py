"""转办, 撤回 and changes of the assignment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from handlers import deciding
from handlers.confirming import to_know, told_of
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import task_meant, words_of
from handlers.questions import WhoIsMeant, WordsMissing
from handlers.recipients import deciders, workers
from handlers.speaking import rows_of
from handlers.storing import assignee_from, assignee_json
from handlers.understanding import assignees_in, deadline_in
from handlers.wording import choices, splitting, tasks, terms
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts.changing import amend, reassign, withdraw
from ledger.acts.requests import AmendTask, ReassignTask, WithdrawTask
from ledger.acts.splitting import offspring
from ledger.people import Assignee, Person
from ledger.permissions import branch_of, may, scopes
from ledger.refusals import NotAllowed
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

_LONGEST_TITLE = 120


async def on_reassign(books: OpenBooks, heard: Heard) -> Answers:
    """Hand the task to somebody else; where the person may not, ask those who may by a card."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.REASSIGN, name="reassign")
    words = words_of(heard, act="reassign", number=number, arg="to")
    new = assignees_in(books, heard, words)
    if not new:
        raise WhoIsMeant(words)
    task = await books.task(number)
    if not may(books.roster, heard.person, Act.REASSIGN, task):
        return _hand_over(books, heard, task, new[0])
    old = _old(books, heard, task)
    if old is None and len(task.leads) > 1:
        return (_which_lead(books, heard, task, new[0], words),)
    return await _reassigned(books, heard, task, old=old, new=new[0])


def _which_lead(books: OpenBooks, heard: Heard, task: Task, new: Assignee, words: str) -> Answer:
    """Ask in whose place the new assignee comes, where several lead."""
    buttons = rows_of(
        Button(
            label=books.roster.name_of(one.assignee),
            act="reassign",
            task=task.number,
            args={"to": words, "old": assignee_json(one.assignee)},
        )
        for one in task.leads
    )
    text = choices.which_lead(task, books.roster.name_of(new))
    return Answer(text=text, buttons=buttons, task=task.number, lapses=True)


def _old(books: OpenBooks, heard: Heard, task: Task) -> Assignee | None:
    """With several leads, the one that was chosen; a head gives away the branch of the own office."""
    if heard.args.get("old"):
        return assignee_from(heard.args["old"])
    if len(task.leads) == 1:
        return None
    try:
        return branch_of(books.roster, heard.person, Act.CLAIM, task).assignee
    except NotAllowed:
        return None


async def _reassigned(
    books: OpenBooks, heard: Heard, before: Task, *, old: Assignee | None, new: Assignee, reason: str = ""
) -> Answers:
    request = ReassignTask(
        number=before.number, person=heard.person.id, sent_at=heard.sent_at, new=new, old=old, reason=reason
    )
    task = await reassign(books, request)
    voice = Voice.of(books)
    gone = [branch for branch in before.branches if branch not in task.branches]
    offered = any(one.offer is not None and one.offer.assignee == new for one in task.branches)
    sentence = tasks.offered if offered else tasks.reassigned
    text = sentence(voice, task, voice.names(one.assignee for one in gone), voice.assignee(new))
    told = books.roster.behind(new)
    answers = [Answer(text=text, task=task.number, purpose="task", edit=True)]
    note = tasks.offer_note(voice.names(one.assignee for one in gone), voice.assignee(new)) if offered else ""
    answers += [one for one in told_of(books, task, told, note=note) if one.to != heard.person.id]
    answers += [
        Answer(text=text, to=one.id, task=task.number) for one in workers(books.roster, gone) if one not in told
    ]
    then = await to_know(books, [new])
    if then:
        answers.append(Answer(text=joined(*then)))
    return tuple(answers)


def _hand_over(books: OpenBooks, heard: Heard, task: Task, new: Assignee) -> Answers:
    if not scopes(heard.person, Act.DECLINE):
        raise NotAllowed(Act.REASSIGN, task.number)
    old = branch_of(books.roster, heard.person, Act.DECLINE, task).assignee  # Whose own it is, and no stand-in.
    args = {"old": assignee_json(old), "new": assignee_json(new), "wisher": heard.person.id}
    cards = hand_over_cards(books, task, args, deciders(books.roster, heard.person, task))
    text = tasks.hand_over_asked(task, books.roster.name_of(new))
    return Answer(text=text, task=task.number, purpose="task"), *cards


def hand_over_cards(books: OpenBooks, task: Task, args: Mapping[str, Any], people: Iterable[Person]) -> Answers:
    """Return the card by which each of these may agree that the task is handed over."""
    wisher, new = books.roster.person(args["wisher"]), assignee_from(args["new"])
    text = tasks.hand_over_card(Voice.of(books), task, wisher.name, books.roster.name_of(new), "")
    buttons = (
        (
            Button(label=terms.APPROVE, act="handover.agree", task=task.number, args=args),
            Button(label=terms.REFUSE, act="handover.refuse", task=task.number, args=args),
        ),
    )
    return tuple(Answer(text=text, to=one.id, buttons=buttons, task=task.number, purpose="task") for one in people)


def hands_over(task: Task, args: Mapping[str, Any]) -> bool:
    """Tell whether the branch that is to go over is still held by who wished it."""
    return any(branch.assignee == assignee_from(args["old"]) for branch in task.held)


async def on_hand_over_agreed(books: OpenBooks, heard: Heard) -> Answers:
    """Hand the task over, as a head agreed, by the head's own right."""
    assert heard.task is not None  # noqa: S101 - the button always names its task
    task = await books.task(heard.task)
    old, new = assignee_from(heard.args["old"]), assignee_from(heard.args["new"])
    if not hands_over(task, heard.args):
        return (Answer(text=tasks.hand_over_moot(task, books.roster.name_of(old)), edit=True, task=task.number),)
    return await _reassigned(books, heard, task, old=old, new=new)


async def on_hand_over_refused(books: OpenBooks, heard: Heard) -> Answers:
    """Leave the task where it is, as a head did not agree."""
    assert heard.task is not None  # noqa: S101 - the button always names its task
    task = await books.task(heard.task)
    if not may(books.roster, heard.person, Act.REASSIGN, task):
        raise NotAllowed(Act.REASSIGN, task.number)
    text = tasks.hand_over_refused(task)
    return Answer(text=text, edit=True, task=task.number), Answer(text=text, to=heard.args["wisher"], task=task.number)


async def on_withdraw(books: OpenBooks, heard: Heard) -> Answers:
    """Withdraw the task with its reason, and tell those who had it."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.WITHDRAW, name="withdraw")
    reason = words_of(heard, act="withdraw", number=number, arg="reason")
    request = WithdrawTask(number=number, person=heard.person.id, sent_at=heard.sent_at, reason=reason)
    below = await offspring(books, await books.task(number))
    task = await withdraw(books, request)
    gone = [await books.task(one.number) for one in below]
    text = joined(tasks.withdrawn(task), splitting.also_withdrawn(gone), between="")
    told = [answer for one in gone for answer in _everybody(books, heard, one, tasks.withdrawn(one))[1:]]
    return *_everybody(books, heard, task, text), *told


async def on_amend(books: OpenBooks, heard: Heard) -> Answers:
    """Change deadline or title of an assignment, and tell those who work on it what it was and is.

    A later limit, said by whoever decides on the extension that was asked for, is the decision.
    """
    number = await task_meant(books, heard, Act.AMEND, name="amend")
    before = await books.task(number)
    title = _title(heard, before)
    deadline = None if title else await _deadline(books, heard, number)
    if deadline is not None and deciding.decides(books, heard, before, deadline):
        return await deciding.granted_until(books, heard, number, deadline)
    request = AmendTask(
        number=number,
        person=heard.person.id,
        sent_at=heard.sent_at,
        title=title,
        deadline=deadline,
        said=heard.text,
    )
    below = await offspring(books, before)
    task = await amend(books, request)
    voice, moved = Voice.of(books), [(one, await books.task(one.number)) for one in below]
    moved = [(was, now) for was, now in moved if was != now]
    text = joined(tasks.amended(voice, task, before), splitting.also_shortened([now for _, now in moved]), between="")
    told = [
        answer for was, now in moved for answer in _everybody(books, heard, now, tasks.amended(voice, now, was))[1:]
    ]
    return *_everybody(books, heard, task, text), *told


def _title(heard: Heard, task: Task) -> str:
    """Return the title that was said, whole or in part (“三季度”改成“四季度”); empty where it is not about that."""
    old, new = heard.args.get("old"), heard.args.get("new")
    if isinstance(old, str) and isinstance(new, str):
        if old not in task.title:
            raise WordsMissing("amend", task.number)
        return task.title.replace(old, new, 1)
    said = heard.args.get("title")
    return " ".join(said.split())[:_LONGEST_TITLE] if isinstance(said, str) else ""


async def _deadline(books: OpenBooks, heard: Heard, number: str) -> datetime:
    said = heard.args.get("deadline")
    if isinstance(said, datetime):
        return said
    words = words_of(heard, act="amend", number=number, arg="delta")
    found = deadline_in(books, heard, heard.text or words, await books.task(number))
    if found is None:
        raise WordsMissing("amend", number)
    return found


def _everybody(books: OpenBooks, heard: Heard, task: Task, text: str) -> Answers:
    told = [one for one in workers(books.roster, task.branches) if one.id != heard.person.id]
    answer = Answer(text=text, task=task.number, purpose="task", edit=True)
    return answer, *(Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told)
