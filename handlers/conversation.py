"""The conversation: whatever way an act was asked for (button, command, prompt, plain words), one table leads to it."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import assigning, deciding, departing, instructing, lists, prompting, returning, undoing
from handlers.acts import ACTS
from handlers.asof import asks_then
from handlers.buttons import own_branch
from handlers.commands import command_named
from handlers.denying import refused
from handlers.documents import named_by_reference
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import with_number
from handlers.of_unit import asks_of_unit
from handlers.phrases import act_in, asked_of_number, numbered
from handlers.questions import NotUnderstood, Question, WhichTask
from handlers.reading.normalise import normalise
from handlers.reading.phrases import says_how
from handlers.reading.reasons import stop_or_go
from handlers.reading.smalltalk import asks_for_nothing
from handlers.reading.values import Intent, Reading
from handlers.registers import about_register
from handlers.replaying import asks_replay
from handlers.several import perform_each
from handlers.storing import evidence_json
from handlers.understanding import act_of, args_of, doubtful, understood
from handlers.viewing import spoken_of
from handlers.wording import asking, frames, later, terms
from handlers.wording import commands as wording
from handlers.wording.refusals import NEUTRAL, refusal
from handlers.wording.voice import Voice
from ledger.people import Role
from ledger.refusals import NoSuchTask, NotAllowed, Refusal, WrongStatus
from storage.actions import ActionGone
from storage.books import OpenBooks

_WORDLESS = frozenset({"ack", "archive", "unblock", "remind", "task", "timeline", "why", "resume", "undo"})
"""Acts whose command nothing but a number can follow."""
_OF_WORK = frozenset({Intent.PROGRESS, Intent.BLOCKED})  # Said by whoever works on a task, or meant for nobody.
_DECIDING = frozenset({Role.HEAD, Role.COORDINATOR, Role.REVIEWER, Role.LEADER})
_IN_PROMPTS = frozenset({"percent", "estimate", "deadline", "delta"})
_READ_WHOLE = frozenset({"assign", "recur", "document.register", "training.plan"})  # They ask for what is missing.
_COMMAND = re.compile(r"/(?P<name>[^\s@/]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<words>.*))?", re.DOTALL)


async def perform(books: OpenBooks, heard: Heard, act: str) -> Answers:
    """Do the act; a refusal or a question is an answer, and nothing was recorded."""
    try:
        return await undoing.with_button(books, heard, await ACTS[act](books, heard))
    except Refusal as said:
        if isinstance(said, NotAllowed | NoSuchTask):
            await refused(books, user=heard.user, person=heard.person.id, act=act, chat=heard.place.chat)
        text = refusal(Voice.of(books), said)
        return (Answer(text=text, toast=text, buttons=_to_look(heard, said), purpose="refused", task=None),)
    except ActionGone as gone:
        text = wording.tap_gone(gone.reason)
        return (Answer(text=text, toast=text),)
    except Question as asked:
        return _asked(books, heard, asked)


def _to_look(heard: Heard, said: Refusal) -> tuple[tuple[Button, ...], ...]:
    """Return the button that opens the task where the refusal sends the person to look at it."""
    if not isinstance(said, WrongStatus) or not heard.place.private:
        return ()
    return ((Button(label=said.number, act="task", task=said.number),),)


def _asked(books: OpenBooks, heard: Heard, asked: Question) -> Answers:
    """Leave a bare word in a group that names no task unanswered: it is chatter."""
    if isinstance(asked, WhichTask) and _is_chat(heard):
        return ()
    return (asking.question(Voice.of(books), asked),)


async def hear(books: OpenBooks, heard: Heard, *, username: str) -> Answers:
    """Return the answers to one message of a bound person; chatter has none."""
    answers = await _answers(books, heard, username)
    if heard.place.private and not heard.edited:
        await _link(books, heard, answers)
    return answers


async def _link(books: OpenBooks, heard: Heard, answers: Answers) -> None:
    """Let a reply to one's own words in private be about the task that they were about."""
    task = next((answer.task for answer in answers if answer.task and answer.to is None), None)
    if task is not None:
        await books.tasks.link(heard.place.chat, heard.message, task=task, purpose="said")


async def _answers(books: OpenBooks, heard: Heard, username: str) -> Answers:
    if heard.too_big and (heard.place.private or heard.reply_task):
        return (Answer(text=wording.too_big()),)
    if heard.sheet is not None:
        return await perform(books, heard, heard.sheet.act)
    if heard.forwarded:
        return await perform(books, heard, "forwarded")
    return await _on_message(books, heard, username)


async def _on_message(books: OpenBooks, heard: Heard, username: str) -> Answers:
    """Take what somebody says or sends of their own."""
    found = _COMMAND.fullmatch(heard.text)
    if found is not None:
        return await _on_command(books, heard, found, username)
    if heard.place.private and heard.text in terms.KEYBOARD_ACTS:
        return await perform(books, heard, terms.KEYBOARD_ACTS[heard.text])
    if heard.album is not None:
        return await _on_album(books, heard)
    return await _on_reply_or_words(books, heard)


async def _on_album(books: OpenBooks, heard: Heard) -> Answers:
    """Let all pictures of an album go where the first one went; one answer is enough for all."""
    assert heard.album is not None  # noqa: S101 - hear has looked
    first = await books.tasks.by_message(heard.place.chat, heard.album)
    if first is not None and first.task is not None and not heard.text:
        await perform(books, replace(heard, task=first.task), "evidence")
        return ()
    answers = await _on_reply_or_words(books, heard)
    task = next((answer.task for answer in answers if answer.task), None)
    if task is not None:
        await books.tasks.link(heard.place.chat, heard.album, task=task, purpose="album")
    return answers


async def _on_reply_or_words(books: OpenBooks, heard: Heard) -> Answers:
    kind, _, rest = heard.reply_purpose.partition(":")
    if kind == "ask":
        return await _on_prompt(books, heard, rest)
    if kind in {"more", "card"}:
        return await _on_kept(books, heard, rest)
    if (paper := await about_register(books, heard)) is not None:
        return await perform(books, paper[1], paper[0])
    return await _on_words(books, heard)


async def _on_command(books: OpenBooks, heard: Heard, found: re.Match[str], username: str) -> Answers:
    if heard.edited or (found["bot"] and found["bot"].lower() != username.lower()):
        return ()
    command = command_named(found["name"])
    if command is None:
        return (Answer(text=wording.no_such_command()),) if heard.place.private or found["bot"] else ()
    words = (found["words"] or "").strip()
    raw = _COMMAND.fullmatch(normalise(heard.said).strip())
    said = heard.said.strip()[raw.start("words") :].strip() if raw and raw["words"] else words
    asked = replace(heard, text=words, said=said, mentions=(), args=command.args, addressed=True)
    if command.act in frames.COMMANDS and words:
        sentence = frames.COMMANDS[command.act].format(words=words)
        asked = replace(asked, args=args_of(understood(books, asked, sentence)))
    if command.takes_number:
        asked = with_number(asked, books.house)
    if command.act in _WORDLESS and asked.task is None and asked.text:
        return (Answer(text=NEUTRAL),)  # A number that is none is answered like one that does not exist.
    return await perform(books, asked, command.act)


async def _on_prompt(books: OpenBooks, heard: Heard, act: str) -> Answers:
    """Do the act that a prompt asked words for; a percentage or deadline in them is read as well."""
    name = "claim" if act == "despite" else act
    reading = understood(books, heard)
    args = {key: value for key, value in args_of(reading).items() if key in _IN_PROMPTS}
    return await perform(books, replace(heard, task=heard.reply_task, args=args), name)


async def _on_kept(books: OpenBooks, heard: Heard, token: str) -> Answers:
    """Take words in reply to a card or to a question about an assignment: the kept first words come back."""
    kept = await books.actions.peek(token)
    if kept is None or kept.person != heard.person.id or kept.chat != heard.place.chat:
        return (Answer(text=wording.tap_gone("unknown")),)
    return await perform(books, replace(heard, args=kept.args, addressed=True), kept.act)


async def _on_words(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the reader makes of plain words; files without words are evidence."""
    if not heard.text:
        return await _on_files(books, heard)
    if departing.changes_roster(heard, books):
        return await perform(books, heard, "roster")
    if asks_replay(books, heard):
        return await perform(books, heard, "replay")
    about = asked_of_number(heard, books.house)
    named = asks_of_unit(books, heard) or act_in(heard, about, books.house) or _as_of(books, heard, about)
    named = named or _stop_or_go(books, heard) or _yes_or_no(heard) or await returning.mends(books, heard, about)
    named = named or await undoing.undoes(books, heard) or await named_by_reference(books, heard)
    if named is not None:
        return await perform(books, named[1], named[0])
    if heard.addressed and _is_bare_question(heard) and (asked := lists.list_words(books, heard)):
        return await perform(books, replace(heard, args=asked), "query")
    return await _on_reading(books, heard, understood(books, heard))


def _yes_or_no(heard: Heard) -> tuple[str, Heard] | None:
    """Return what 同意 asks for in the mouth of somebody who decides, where it is said of nothing."""
    decides = heard.place.private and not heard.edited and bool(heard.person.roles & _DECIDING)
    return ("yes_or_no", heard) if decides and heard.reply_task is None and asking.decides(heard.text) else None


def _as_of(books: OpenBooks, heard: Heard, asked: Heard) -> tuple[str, Heard] | None:
    """Return the question how things stood (118号上周五的情况); in a group only of a task, or where one is asked."""
    about = asked.task is not None or asked.reply_task is not None
    if heard.edited or not (about or heard.place.private or heard.addressed):
        return None
    return ("asof", asked) if asks_then(books, heard, asked.text, about_a_task=about) else None


def _stop_or_go(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return what suspends or resumes a task in plain words, in private only (118号先中止，等省里批复)."""
    if not heard.place.private or heard.edited:
        return None
    clock = stop_or_go(heard.said or heard.text, books.house.year(heard.sent_at))
    if clock is None or not (clock[1] or heard.reply_task):
        return None
    return clock[0], replace(heard, task=clock[1], text=clock[2], said=clock[2], mentions=())


async def _on_reading(books: OpenBooks, heard: Heard, reading: Reading) -> Answers:
    if await _is_not_ones_own(books, heard, reading):
        reading = Reading(text=reading.text)
    heard, reading = await assigning.about_the_task(books, heard, reading)
    act = act_of(reading)
    if heard.reply_purpose == deciding.CARD:
        act = deciding.in_reply(act, reading)
    ordered = act == "assign" and not heard.origin
    pressed = reading.intent is Intent.URGE and says_how(heard.said or heard.text)
    told = ordered or pressed or reading.intent is Intent.NONE
    if told and await instructing.instructs(books, heard):
        return await perform(books, heard, "instruct")
    if act is None and reading.intent is Intent.NONE:
        return await _on_nothing(books, heard)
    if act is None:
        return () if _is_chat(heard) and not reading.certain else (Answer(text=later.not_yet()),)
    if act in _READ_WHOLE:
        about = _about_its_number(books, heard, reading) if act == "assign" else None
        return await perform(books, about or heard, act if about is None else "choose")
    bare = bool(reading.args.get("bare")) and heard.reply_purpose in {"claim", deciding.CARD}
    if doubtful(reading) and not bare:
        return () if _is_chat(heard) else (asking.question(Voice.of(books), NotUnderstood(act)),)
    return await perform_each(books, heard, reading, act, perform)


def _about_its_number(books: OpenBooks, heard: Heard, reading: Reading) -> Heard | None:
    """Return an order in private with a number and nobody's name (118号抓紧办，周三前拿出来) as words on that task."""
    about = numbered(heard, books.house)
    nobody = reading.tasks and not any(task.lead_id or task.assignee_ids for task in reading.tasks)
    return replace(about, reply_task=about.task) if nobody and heard.place.private and about.task is not None else None


async def _is_not_ones_own(books: OpenBooks, heard: Heard, reading: Reading) -> bool:
    """Tell whether words of work (限行了打不到车) answer a task on which whoever says them does not work: mere talk."""
    if reading.task_number is not None or heard.reply_task is None or not _is_of_work(heard, reading):
        return False
    task = await books.tasks.get(str(heard.reply_task))
    return task is not None and own_branch(books.roster, heard.person, task) is None


def _is_of_work(heard: Heard, reading: Reading) -> bool:
    """Tell whether the words are of whoever works on a task: 收到 of a leader or coordinator is mostly a nod."""
    decides = heard.person.has(Role.LEADER) or heard.person.has(Role.COORDINATOR)
    if reading.intent is Intent.ACK:
        return decides and heard.place.private and heard.reply_purpose == "task"  # A card asks for its own answer.
    return reading.intent in _OF_WORK and (decides or _is_chat(heard))


def _is_bare_question(heard: Heard) -> bool:
    """Tell whether words in a group are about no task: said to the bot they may be those of a list (红灯)."""
    return not heard.place.private and heard.reply_task is None and not heard.edited


def _is_chat(heard: Heard) -> bool:
    """Tell whether this was said in a group, to nobody in particular: it is left alone."""
    return not heard.place.private and not heard.addressed


async def _on_nothing(books: OpenBooks, heard: Heard) -> Answers:
    """Leave chatter alone; words with files are progress, a number alone opens its task, a reply is asked about."""
    if heard.files:
        return await perform(books, with_number(heard, books.house), "progress")
    if not heard.place.private or heard.edited:
        return ()
    with_task = with_number(heard, books.house)
    if with_task.task is not None and not with_task.text:
        return await perform(books, with_task, "task")
    about = heard if heard.reply_task is not None else await spoken_of(books, with_task)
    if about is not None:
        return () if asks_for_nothing(normalise(about.said or about.text)) else await perform(books, about, "choose")
    if (reporting := await prompting.meant(books, heard)) is not None:
        return await perform(books, heard, reporting)
    return await lists.on_word(books, heard) or (Answer(text=wording.not_understood()),)


async def _on_files(books: OpenBooks, heard: Heard) -> Answers:
    if not heard.files or heard.edited:
        return ()
    kept = {"files": evidence_json(heard.files), "source": heard.message}
    return await perform(books, replace(heard, args=kept), "evidence")
