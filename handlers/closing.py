"""申请销号, 同意销号 and 退回."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from handlers.buttons import act_button, first_buttons
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import note_of, reason_of, task_meant
from handlers.progressing import add_files, files_of
from handlers.reading.evidence import kinds_in
from handlers.reading.notes import list_within
from handlers.recipients import reviewers, workers
from handlers.regulation_tasks import of_regulation
from handlers.relieving import relieved
from handlers.returning import item_buttons
from handlers.showing import evidence_row
from handlers.speaking import rows_of
from handlers.wording import returning, tasks
from handlers.wording.refusals import refusal
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts.closing import archive, claim, close, lacking, return_
from ledger.acts.progressing import add_evidence, note_progress
from ledger.acts.requests import AddEvidence, ArchiveTask, ClaimCompletion, CloseTask, NoteProgress, ReturnTask
from ledger.acts.splitting import waiting_children
from ledger.entries import CompletionClaimed, EvidenceAdded
from ledger.evidence import EvidenceKind
from ledger.people import Person, Role
from ledger.refusals import EvidenceMissing, OpenBranches
from ledger.returns import before_claim
from ledger.tasks import Status, Task
from ledger.transitions import Act
from ledger.undoing import standing
from storage.books import OpenBooks


async def on_claim(books: OpenBooks, heard: Heard) -> Answers:
    """Record the claim and put it before the reviewers; what is missing (a file, a reason) is asked for."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.CLAIM, name="claim")
    files = files_of(heard)
    request = ClaimCompletion(
        number=number,
        person=heard.person.id,
        sent_at=heard.sent_at,
        note=note_of(heard, "claim", number),
        despite=heard.text if heard.reply_purpose == "ask:despite" else "",
        files=files,
        shows=kinds_in(heard.text, files, books.house.hours, asked=await _asked_kinds(books, heard, number)),
    )
    before = await books.task(number)
    try:
        task = await claim(books, request)
    except EvidenceMissing as missing:
        return (await _asked_for_evidence(books, request, missing),)
    except OpenBranches as waiting:
        return (await _asked_why(books, request, waiting),)
    answer = Answer(text=tasks.claimed(task), task=task.number, purpose="task", edit=True)
    freed = relieved(books, heard, before, task)
    if task.status is not Status.CLAIMED:
        return answer, *freed
    return answer, *freed, *await claim_cards(books, task, heard.person, request.note, reviewers(books.roster, task))


def _asked(books: OpenBooks, missing: EvidenceMissing | OpenBranches, purpose: str) -> Answer:
    text = refusal(Voice.of(books), missing)
    return Answer(text=text, task=missing.number, purpose=purpose, prompt=True)


async def _asked_kinds(books: OpenBooks, heard: Heard, number: str) -> tuple[EvidenceKind, ...]:
    """Return the kinds that were asked for in the message replied to."""
    if heard.reply_purpose != "ask:claim":
        return ()
    task = await books.task(number)
    return lacking(books.house, task)


async def _asked_for_evidence(books: OpenBooks, request: ClaimCompletion, missing: EvidenceMissing) -> Answer:
    """Ask for what is missing; what came already, files or a figure, is kept and need not come again."""
    asked = _asked(books, missing, "ask:claim")
    if request.files:
        return await _with_files(books, request, asked)
    if request.shows and request.note:
        kept = NoteProgress(
            number=request.number,
            person=request.person,
            sent_at=request.sent_at,
            note=request.note,
            shows=request.shows,
        )
        await note_progress(books, kept)
    return asked


async def _with_files(books: OpenBooks, request: ClaimCompletion, asked: Answer) -> Answer:
    kept = AddEvidence(
        number=request.number,
        person=request.person,
        sent_at=request.sent_at,
        files=request.files,
        shows=request.shows,
    )
    await add_evidence(books, kept)
    return replace(asked, text=tasks.with_files_kept(asked.text, len(request.files)))


async def _asked_why(books: OpenBooks, request: ClaimCompletion, waiting: OpenBranches) -> Answer:
    """Ask for the reason; files that came with the claim are evidence already, and need not come again with it."""
    asked = _asked(books, waiting, "ask:despite")
    return await _with_files(books, request, asked) if request.files else asked


async def claim_cards(books: OpenBooks, task: Task, claimant: Person, note: str, people: Iterable[Person]) -> Answers:
    """Return the card by which each of these may decide the claim."""
    lacked = before_claim(task, await books.entries_of(task.number)) if task.returns else None
    parts = await waiting_children(books, task)
    text = tasks.claim_card(Voice.of(books), task, claimant, note, lacked=lacked, parts=parts)
    buttons = ((act_button(Act.CLOSE, task), act_button(Act.RETURN, task)), *evidence_row(task))
    return tuple(
        Answer(text=text, to=person.id, buttons=buttons, task=task.number, purpose="claim") for person in people
    )


async def claim_cards_again(books: OpenBooks, task: Task, people: tuple[Person, ...]) -> Answers:
    """Return the card of the claim that waits, as it stands now: the buttons of the one before are void."""
    said = [record.entry for record in standing(await books.entries_of(task.number))]
    claims = [at for at, entry in enumerate(said) if isinstance(entry, CompletionClaimed)]
    claim = said[claims[-1]] if claims else None
    if not people or claim is None or claim.by is None:
        return ()
    beside = [one.note for one in said[claims[-1] :] if isinstance(one, CompletionClaimed | EvidenceAdded) and one.note]
    return await claim_cards(books, task, books.roster.person(claim.by), tasks.together(beside), people)


async def on_evidence(books: OpenBooks, heard: Heard, *, said_as: str = "") -> Answers:
    """Record files that came without words; of a claim that waits for its review the reviewers get the card anew."""
    answers = await add_files(books, heard, said_as=said_as)
    task = await books.task(str(answers[0].task))
    if task.status is not Status.CLAIMED:
        return answers
    return *answers, *await claim_cards_again(books, task, reviewers(books.roster, task))


async def on_close(books: OpenBooks, heard: Heard) -> Answers:
    """Strike the task off and tell those who did the work; an edited decision changes nothing."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.CLOSE, name="close")
    request = CloseTask(
        number=number, person=heard.person.id, sent_at=heard.sent_at, note=note_of(heard, "close", number)
    )
    task = await close(books, request)
    text = tasks.closed(Voice.of(books), task)
    said = joined(text, await of_regulation(books, task))
    answer = Answer(text=said, task=task.number, purpose="task", edit=True)
    told = workers(books.roster, task.branches)
    answers = [answer, *(Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told)]
    return *answers, *_to_who_assigned(books, heard, task, text, told)


def _to_who_assigned(books: OpenBooks, heard: Heard, task: Task, text: str, told: Collection[Person]) -> Answers:
    """Let whoever assigned the task read, without a sound, what another decided; leaders read it in their reports."""
    giver = books.roster.person(task.assigned_by) if task.assigned_by is not None else None
    if giver is None or giver.id == heard.person.id or giver in told or not giver.is_active or giver.has(Role.LEADER):
        return ()
    return (Answer(text=text, to=giver.id, task=task.number, purpose="task", silent=True),)


async def on_return(books: OpenBooks, heard: Heard) -> Answers:
    """Send the claim back with what is missing, and tell the assignees."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.RETURN, name="return")
    listed = list_within(note_of(heard, "return", number))
    missing = listed or returning.bare(str(heard.args.get("missing") or reason_of(heard, "return", number)))
    limit = heard.args.get("deadline")
    request = ReturnTask(number=number, person=heard.person.id, sent_at=heard.sent_at, missing=missing, limit=limit)
    task = await return_(books, request)
    voice = Voice.of(books)
    notice = returning.returned_notice(voice, task, heard.person.name)
    told = workers(books.roster, task.leads)
    by = returning.returned_by(voice, task, heard.person.name)
    return (
        Answer(text=returning.returned(voice, task), task=task.number, purpose="task"),
        *(
            Answer(
                text=notice,
                to=one.id,
                buttons=(*rows_of(item_buttons(task), 3), *first_buttons(books.roster, one, task)),
                task=task.number,
                purpose="task",
            )
            for one in told
        ),
        *_to_who_assigned(books, heard, task, by, told),
    )


async def on_archive(books: OpenBooks, heard: Heard) -> Answers:
    """Put a closed task away: ``/archive 118``, 118号归档, or the button on it."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.ARCHIVE, name="archive")
    task = await archive(books, ArchiveTask(number=number, person=heard.person.id, sent_at=heard.sent_at))
    return (Answer(text=tasks.archived(task), task=task.number, purpose="task", edit=True),)
