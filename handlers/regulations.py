"""制度: the register listed and searched, and whatever is done with one regulation by a button or in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.regulations import RegulationQuestion, asks_regulations, facts_in, words_on_regulation
from handlers.register_cards import NUMBER
from handlers.regulation_cards import PURPOSE, shown
from handlers.regulation_keeping import changed, repealed, with_files
from handlers.regulation_reading import on_lay, on_read, on_readers
from handlers.regulation_tasks import on_task, on_tasks
from handlers.speaking import rows_of
from handlers.wording import regulation_lists as lists
from handlers.wording import regulations as wording
from handlers.wording.voice import Voice
from ledger.acts.regulations import all_regulations, regulation_for
from ledger.permissions import check_right, scopes
from ledger.regulations import Regulation, found_by
from ledger.transitions import Act
from storage.books import OpenBooks

BUTTONS = 12
"""Regulations of a list that are a tap away; the others are named by their number."""
Step = Callable[[OpenBooks, Heard, Regulation, str], Awaitable[Answers]]


async def on_regulations(books: OpenBooks, heard: Heard) -> Answers:
    """``/regulations``, 制度清单, 查制度 公文, 制度修订任务: as the words ask."""
    if heard.edited:
        return ()
    check_right(heard.person, Act.SEE_REGULATION)
    asked = asks_regulations(heard.text)
    if asked is None:  # The command: alone it lists, with words it searches.
        words = heard.text.strip()
        asked = RegulationQuestion(what="find" if words else "list", words=words)
    if asked.what == "tasks":
        return await on_tasks(books, heard)
    known = tuple((await all_regulations(books)).values())
    if asked.what == "find":
        return await _found(books, heard, known, asked.words)
    listed = [one for one in known if asked.status in {None, one.status} and asked.group in {None, one.group}]
    if not listed:
        return (Answer(text=lists.nothing(any_known=bool(known))),)
    parts = lists.listed(Voice.of(books), listed, whole=asked.status is None and asked.group is None)
    return _in_parts(heard, parts, listed if len(listed) <= BUTTONS else ())


async def _found(books: OpenBooks, heard: Heard, known: tuple[Regulation, ...], words: str) -> Answers:
    found = found_by(known, words)
    if len(found) == 1:
        return (await shown(books, heard, found[0]),)
    if not found:
        return (Answer(text=lists.not_found(words)),)
    return _in_parts(heard, lists.found(Voice.of(books), words, found[:BUTTONS], len(found)), found[:BUTTONS])


def _in_parts(heard: Heard, parts: tuple[str, ...], named: tuple[Regulation, ...] | list[Regulation]) -> Answers:
    keys = rows_of(_open_button(one) for one in named) if heard.place.private else ()
    last = len(parts) - 1
    return tuple(Answer(text=part, buttons=keys if n == last else (), reply=False) for n, part in enumerate(parts))


def _open_button(one: Regulation) -> Button:
    args = {"regulation": one.number, "what": "open"}
    return Button(label=lists.button(one), act="regulation.step", args=args, item=one.number)


async def on_words(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the words say of the regulation that they name; a number alone shows it."""
    if heard.edited:
        return ()
    number = str(heard.args[NUMBER])
    regulation = await regulation_for(books, heard.person.id, number, Act.SEE_REGULATION)
    if heard.files:
        return await with_files(books, heard, regulation)
    if not any(map(str.isalnum, heard.text)):
        return (await shown(books, heard, regulation),)
    step = words_on_regulation(heard.text)
    if step is not None:
        return await _STEPS[step[0]](books, heard, regulation, step[1])
    facts = facts_in(heard.text)
    addressed = heard.place.private or heard.addressed
    if facts.says or (addressed and scopes(heard.person, Act.KEEP_REGULATION)):
        return await changed(books, heard, regulation, facts)
    return (Answer(text=wording.what_next(number), task=number, purpose=PURPOSE),) if addressed else ()


async def on_step(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the button under a regulation says."""
    number = str(heard.args["regulation"])
    regulation = await regulation_for(books, heard.person.id, number, Act.SEE_REGULATION)
    return await _STEPS[str(heard.args["what"])](books, heard, regulation, "")


async def _open(books: OpenBooks, heard: Heard, regulation: Regulation, _to: str) -> Answers:
    return (await shown(books, heard, regulation),)


async def _file(_books: OpenBooks, heard: Heard, regulation: Regulation, _to: str) -> Answers:
    """原件: send the message that brought the file once more, in private."""
    if regulation.paper is None:
        return (Answer(text=wording.no_file(regulation.number)),)
    to = heard.person.id
    return (Answer(text="", copies=regulation.paper, to=to, task=regulation.number, purpose=PURPOSE),)


async def _repeal(books: OpenBooks, heard: Heard, regulation: Regulation, _to: str) -> Answers:
    return await repealed(books, heard, regulation)


_STEPS: Mapping[str, Step] = {
    "open": _open,
    "file": _file,
    "read": on_read,
    "readers": on_readers,
    "lay": on_lay,
    "task": on_task,
    "repeal": _repeal,
}
