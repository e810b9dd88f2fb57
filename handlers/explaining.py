"""/why and 为什么红灯: the rule and the entries behind a task's light."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import UNCLEAR, check_shown_here, touches
from handlers.questions import WhichTask
from handlers.wording.explaining import ASK_WHY, why
from handlers.wording.voice import Voice
from ledger.explaining import explain
from ledger.lights import Light, light_of
from ledger.permissions import authorise, may
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_why(books: OpenBooks, heard: Heard) -> Answers:
    """Explain the light of the task that is meant; without one, of the only task that shows the light asked about."""
    number = await _number(books, heard)
    await check_shown_here(books, heard, Act.SEE, number)
    task = await books.task(number)
    authorise(books.roster, heard.person, Act.SEE, task)
    found = explain(await books.entries_of(number), books.now, books.house)
    return (Answer(text=why(Voice.of(books), found), task=number, purpose="task"),)


def why_row(books: OpenBooks, task: Task) -> tuple[tuple[Button, ...], ...]:
    """Return the button that explains a light which is not green."""
    lit = light_of(task, books.now, books.house)
    if lit is None or lit.light is Light.GREEN:
        return ()
    return ((Button(label=ASK_WHY, act="why", task=task.number),),)


async def _number(books: OpenBooks, heard: Heard) -> str:
    number = heard.task or (None if heard.args.get(UNCLEAR) else heard.reply_task)
    if number is not None:
        return number
    own = {task.number for task in await books.tasks.open_of(heard.person)}
    seen = [
        task
        for task in await books.tasks.open_all()
        if may(books.roster, heard.person, Act.SEE, task) and touches(books, task, heard)
    ]
    wanted = Light(heard.args.get("light") or Light.RED)
    lit = tuple(task for task in seen if (shown := light_of(task, books.now, books.house)) and shown.light is wanted)
    found = tuple(task for task in lit if task.number in own) or lit
    if len(found) == 1:
        return found[0].number
    raise WhichTask("why", found if heard.place.private else ())
