"""Leaders' digest (领导摘要): each line can be decided where it stands, by a button or in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from handlers.buttons import ASIDE, act_button, open_button
from handlers.circular_cards import STEP, About
from handlers.deciding import card_buttons
from handlers.document_cards import opening_documents
from handlers.heard import Answer, Answers, Button, Heard
from handlers.speaking import rows_of
from handlers.wording.circulars import APPROVE, RETURN
from handlers.wording.digest import ONLY_IN_PRIVATE, VIEW, of_circular, ordered
from ledger.acts.circulars import all_circulars
from ledger.attendance import absentees
from ledger.circulars import Circular
from ledger.facts import Facts
from ledger.languages import ALL_CHINESE, Language, Languages
from ledger.people import Person, Role
from ledger.permissions import check_right
from ledger.tasks import Task
from ledger.transitions import Act
from reports.digest import Digest, digest, digest_text
from reports.view import View
from storage.books import OpenBooks

PURPOSE = "digest"


def digests(
    facts: Facts, circulars: Collection[Circular], languages: Languages = ALL_CHINESE
) -> tuple[tuple[Answer, int], ...]:
    """Return the digest of every leader who is not on leave, and how many things wait in it; pure."""
    view = View(facts)
    return tuple(_written(view, one, found, languages.of_person(one.id)) for one, found in of_leaders(view, circulars))


def of_leaders(view: View, circulars: Collection[Circular]) -> Iterator[tuple[Person, Digest]]:
    """Yield every leader who is not on leave with the digest."""
    away = absentees(view.facts.leaves, view.today)
    for one in view.facts.roster.holders(Role.LEADER):
        if one.id not in away and (found := digest(view, one, circulars)) is not None:
            yield one, found


async def on_digest(books: OpenBooks, heard: Heard) -> Answers:
    """``/digest``, 领导摘要: the leader's own digest as it stands now, in private; others are refused."""
    check_right(heard.person, Act.SEE_DIGEST)
    if not heard.place.private:
        return (Answer(text=ONLY_IN_PRIVATE),)
    view = View(await books.facts(since=books.now, at=books.now))
    found = digest(view, heard.person, (await all_circulars(books)).values())
    language = books.languages.of_person(heard.person.id)
    return () if found is None else (_written(view, heard.person, found, language)[0],)


def _written(view: View, person: Person, found: Digest, language: Language) -> tuple[Answer, int]:
    text, shown = digest_text(view, found, language)
    tasks = {task.number: task for task in view.facts.tasks}
    lines = [(key, tasks[line.number]) for key, section in shown.sections.items() for line in section.lines]
    about = tuple(dict.fromkeys(task.number for _, task in lines))
    buttons = (*_of_circulars(shown.circulars), *_rows(lines), *rows_of(opening_documents(shown.documents), 3))
    return Answer(text=text, to=person.id, buttons=buttons, purpose=PURPOSE, about=about), found.count


def _of_circulars(laid: Sequence[Circular]) -> Iterator[tuple[Button, ...]]:
    """Yield a row for each circular: to read it, to approve exactly the version that waits, or to send it back."""
    for place, one in enumerate(laid, start=1):
        about, item = About(one.id, one.version), f"circular{one.id}"
        steps = ((VIEW, "circular.open", ""), (APPROVE, STEP, "approve"), (RETURN, "circular.return", "return"))
        yield tuple(
            Button(label=of_circular(place, label), act=act, args=about.kept(what=what, **{ASIDE: True}), item=item)
            for label, act, what in steps
        )


def _rows(lines: Sequence[tuple[str, Task]]) -> Iterator[tuple[Button, ...]]:
    """Yield a row of decisions for each line that only a leader decides; of the others a button each opens them."""
    views: list[Button] = []
    for ordinal, (key, task) in enumerate(lines, start=1):
        if key == "extensions" and task.asked is not None:
            yield tuple(_beside(ordinal, one) for row in card_buttons(task, task.asked) for one in row)
        elif key == "disputes":
            yield tuple(_beside(ordinal, act_button(act, task)) for act in (Act.CLOSE, Act.RETURN))
        else:
            views.append(replace(open_button(task), label=ordered(ordinal, VIEW), args={ASIDE: True}))
    yield from rows_of(views, 4)


def _beside(ordinal: int, button: Button) -> Button:
    """Return the button under its line's ordinal: it is spent with those of its line, and the digest stays."""
    args = {**button.args, ASIDE: True}
    return replace(button, label=ordered(ordinal, button.label), args=args, item=str(ordinal))
