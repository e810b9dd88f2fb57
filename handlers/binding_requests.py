"""Binding requests (绑定申请) that wait: an approver looks them through, one by one or all that are shown at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from handlers import binding
from handlers.heard import Answer, Answers, Button, Heard
from handlers.speaking import rows_of
from handlers.wording import binding_requests as wording
from ledger.people import PersonId
from storage.books import OpenBooks
from storage.directory import PendingBinding

SHOWN = 20
"""Requests in one message; the next ones come once these are decided."""


async def on_requests(books: OpenBooks, heard: Heard) -> Answers:
    """Show the requests that this person may decide on, the first first."""
    waiting = await binding.decidable(books, heard.person.id, heard.user)
    if not waiting:
        return (Answer(text=wording.none(), reply=False),)
    shown = waiting[:SHOWN]
    alone = _undoubted(waiting, shown, await books.directory.users())
    buttons = rows_of([_looked_at(books, one) for one in shown], 2)
    if len(alone) > 1:
        args = {"requests": [one.id for one in alone]}
        together = Button(label=wording.all_shown(len(alone)), act="bind.approve.all", args=args, item="all")
        buttons = (*buttons, (together,))
    text = wording.waiting([(books.roster.person(one.person), one.user) for one in shown], len(waiting))
    return (Answer(text=text, buttons=buttons, reply=False),)


def _undoubted(
    waiting: Sequence[PendingBinding], shown: Sequence[PendingBinding], bound: Mapping[PersonId, int]
) -> list[PendingBinding]:
    """Return those that may be approved together: one account for one person, and neither of them bound before."""
    people, users = Counter(one.person for one in waiting), Counter(one.user for one in waiting)
    taken = frozenset(bound.values())
    return [
        one
        for one in shown
        if people[one.person] == users[one.user] == 1 and one.person not in bound and one.user not in taken
    ]


def _looked_at(books: OpenBooks, request: PendingBinding) -> Button:
    args = {"person": request.person, "user": request.user, "request": request.id}
    name = books.roster.person(request.person).name
    return Button(label=name, act="bind.look", args=args, item=str(request.id))


async def on_look(books: OpenBooks, heard: Heard) -> Answers:
    """Show one request, to be approved or refused."""
    person, user = await binding.asked(books, heard)
    if not await binding.waits(books, person, user):
        return binding.decided()
    return binding.approval_cards(books, heard.args, [heard.person])


async def on_all(books: OpenBooks, heard: Heard) -> Answers:
    """Bind all that were shown, but for those of whom somebody has decided, or become doubtful, since then."""
    await books.hold()  # Of two who decide at once, one is first.
    waiting = await binding.decidable(books, heard.person.id, heard.user)
    listed = frozenset(heard.args["requests"])
    meant = _undoubted(waiting, [one for one in waiting if one.id in listed], await books.directory.users())
    welcomes = [
        answer
        for one in meant
        for answer in await binding.let_in(books, one.person, one.user, approved_by=heard.person.id)
    ]
    text = wording.all_approved(len(meant), len(listed) - len(meant))
    rest = ((Button(label=wording.REVIEW, act="bind.requests"),),) if len(waiting) > len(meant) else ()
    return Answer(text=text, buttons=rest, edit=True), *welcomes
