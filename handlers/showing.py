"""佐证材料: whoever may see the task looks at the very files that were sent for it, in private."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import check_shown_here
from handlers.questions import WhichTask
from handlers.wording import terms, views
from ledger.entries import Recorded, Source
from ledger.permissions import authorise
from ledger.tasks import Task
from ledger.transitions import Act
from ledger.undoing import standing
from storage.books import OpenBooks

MOST = 10  # More pictures than this bury the chat; the closing line says how many there are.


def evidence_row(task: Task) -> tuple[tuple[Button, ...], ...]:
    """Return the row with the button that shows the files, where there are any."""
    if not task.files:
        return ()
    return ((Button(label=terms.EVIDENCE, act="evidence.show", task=task.number),),)


async def on_show_evidence(books: OpenBooks, heard: Heard) -> Answers:
    """Send the messages that brought the task's files, newest first, and one line that says how many there are."""
    number = heard.task or heard.reply_task
    if number is None:
        raise WhichTask("evidence.show")
    await check_shown_here(books, heard, Act.SEE, number)
    task = await books.task(number)
    authorise(books.roster, heard.person, Act.SEE, task)
    found = await _within_reach(books, sources_of(standing(await books.entries_of(number))))
    copies = tuple(Answer(text="", copies=one, to=heard.person.id, task=number, purpose="task") for one in found[:MOST])
    text = views.evidence_sent(task, sent=len(copies))
    return *copies, Answer(text=text, to=heard.person.id, task=number, purpose="task")


def sources_of(records: Iterable[Recorded]) -> tuple[Source, ...]:
    """Return the messages that brought files, each once, newest first."""
    found = (record.source for record in records if getattr(record.entry, "files", ()))
    return tuple(dict.fromkeys(one for one in reversed(list(found)) if one.chat is not None))


async def _within_reach(books: OpenBooks, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """Leave out groups that the bot has left or that took another id: their messages cannot be fetched any more."""
    present: dict[int, bool] = {}
    for one in sources:
        if one.chat is not None and one.chat not in present:
            known = await books.directory.chat(one.chat) if one.chat < 0 else None
            present[one.chat] = one.chat > 0 or (known is not None and known.active)
    return tuple(one for one in sources if one.chat is not None and present[one.chat])
