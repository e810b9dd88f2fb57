"""首办 relieved: whoever kept a declined task is told once somebody else has taken it over, by whatever word."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.recipients import workers
from handlers.wording import tasks
from ledger.tasks import Task
from storage.books import OpenBooks


def relieved(books: OpenBooks, heard: Heard, before: Task, task: Task) -> Answers:
    """Tell the first handlers of branches that changed hands by this act: work is a receipt, too."""
    now = {branch.assignee for branch in task.branches}
    gone = [branch for branch in before.branches if branch.assignee not in now]
    if not gone:
        return ()
    text = tasks.taken_over(task, heard.person.name)
    told = (one for one in workers(books.roster, gone) if one.id != heard.person.id)
    return tuple(Answer(text=text, to=one.id, task=task.number) for one in told)
