"""重点事项: the four orientations (问题、目标、结果、成效) by ``/key``, by words with these labels, or by prompt."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.meaning import task_meant
from handlers.questions import WordsMissing
from handlers.reading.orientations import orientations_in
from handlers.recipients import workers
from handlers.wording import instructing
from ledger.acts.instructing import orient
from ledger.acts.origin_requests import OrientTask
from ledger.origins import Orientations
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_orient(books: OpenBooks, heard: Heard) -> Answers:
    """Write down what was said; what was not said stays as it stands. The assignees are told."""
    number = await task_meant(books, heard, Act.ORIENT, name="orient")
    said = orientations_in(heard.said or heard.text)
    if said == Orientations():
        raise WordsMissing("orient", number)
    request = OrientTask(number=number, person=heard.person.id, sent_at=heard.sent_at, orientations=said)
    task = await orient(books, request)
    text = instructing.oriented(task)
    told = (one for one in workers(books.roster, task.branches) if one.id != heard.person.id)
    answer = Answer(text=text, task=task.number, purpose="task")
    return answer, *(Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told)
