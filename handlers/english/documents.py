"""Sentences of documents (办文): a document as it stands, its buttons, and each step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.english.voice import called, entitled, headline, listed, many, short, shown, within
from handlers.wording.voice import Voice
from ledger.document_entries import DocumentKind
from ledger.documents import Document, DocumentClock, DocumentGoal, DocumentStage, days_over, turnaround

STEPS = {
    "sign": "Acknowledge",
    "hand": "Reassign",
    "return": "Return",
    "submit": "Submit for signature",
    "sign_off": "Sign off",
    "finish": "Finish",
    "withdraw": "Void",
}
PAPER, TAKE_BACK = "Paper", "Take back"
KINDS = {
    DocumentKind.INCOMING: "incoming",
    DocumentKind.FOR_SIGNATURE: "for signature",
    DocumentKind.MINUTES: "minutes",
}
STAGES = {
    DocumentStage.REGISTERED: "not signed for",
    DocumentStage.HANDLED: "in hand",
    DocumentStage.SUBMITTED: "submitted for signature",
    DocumentStage.SIGNED_OFF: "signed off",
    DocumentStage.FINISHED: "finished",
    DocumentStage.WITHDRAWN: "void",
}


def done_word(kind: DocumentKind) -> str:
    """Return how the last step is called: an incoming paper is finished, what was signed is issued."""
    return "finish" if kind is DocumentKind.INCOMING else "issue"


def done(kind: DocumentKind) -> str:
    """Return that the last step is taken."""
    return "finished" if kind is DocumentKind.INCOMING else "issued"


def label(what: str, document: Document, *, takes_back: bool = False) -> str:
    """Return what the button of a step says: what is signed is issued, what is on its way taken back."""
    if what == "finish":
        return done_word(document.kind).capitalize()
    return TAKE_BACK if takes_back and what == "sign" else STEPS[what]


def stage(document: Document) -> str:
    """Return how far it has come."""
    return done(document.kind) if document.stage is DocumentStage.FINISHED else STAGES[document.stage]


def heading(document: Document) -> str:
    """Return number, kind and title on one line."""
    return f"{document.number} {KINDS[document.kind]}: {headline(document.title)}"


def limits(voice: Voice, document: Document) -> str:
    """Return the clocks of the document in words."""
    words = _goals(document.kind)
    return ", ".join(f"{words[clock.until]} by {voice.moment(clock.due)}" for clock in document.clocks)


def _goals(kind: DocumentKind) -> dict[DocumentGoal, str]:
    return {DocumentGoal.SIGN_OFF: "sign off", DocumentGoal.FINISH: done_word(kind)}


def standing(voice: Voice, document: Document, *, note: str = "") -> str:
    """Return the document as it stands: who has it, how far it has come, how its clocks run."""
    lines = [note, f"<b>{document.number}</b> {KINDS[document.kind]}: {entitled(document.title)}"]
    lines += [f"Reference: {called(document.reference)}"] if document.reference else []
    held = voice.assignee(document.handler)
    if document.is_open and document.offered is not None:
        held += f" (handed on to {voice.assignee(document.offered)}, not signed for)"
    lines += [f"First handler: {held}", f"Status: {stage(document)}{_at(voice, document)}"]
    words = _goals(document.kind)
    lines += [f"To {words[clock.until]} by: {_clock(voice, document, clock)}" for clock in document.clocks]
    if len(document.handlers) > 1:
        lines.append(f"Way: {' → '.join(voice.assignee(one) for one in document.handlers)}")
    lines += [f"Reason: {shown(document.reason)}"] if document.reason else []
    return "\n".join(filter(None, lines))


def _at(voice: Voice, document: Document) -> str:
    if document.stage is DocumentStage.SUBMITTED:
        return f" (with {voice.person(document.submitted_to)})"
    return ""


def _clock(voice: Voice, document: Document, clock: DocumentClock) -> str:
    if document.withdrawn_at is not None:
        return voice.moment(clock.due)
    if clock.reached is None:
        return voice.time_left(clock.due)
    spent = many(turnaround(document, clock.reached, voice.house), "workday")
    late = many(days_over(clock, clock.reached, voice.house), "workday")
    over = f"{late} over" if clock.is_over(voice.now) else "in time"
    return f"{voice.moment(clock.due)} ({over}, took {spent})"


def signed(voice: Voice, document: Document) -> str:
    """Confirm the receipt and say what is expected next."""
    who = voice.assignee(document.handler)
    return f"{document.number} signed for; {who} is answerable, {limits(voice, document)}."


def taken_back(voice: Voice, document: Document) -> str:
    """Confirm that what was on its way stays where it was."""
    who = voice.assignee(document.handler)
    return f"{document.number} taken back; {who} stays answerable, {limits(voice, document)}."


def taken_back_notice(document: Document, by: str) -> str:
    """Tell whoever had it on the way."""
    return f"{heading(document)}\n{called(by)} took it back; you need not sign for it."


def taken_over(voice: Voice, document: Document) -> str:
    """Tell the handler before that another one answers for it now."""
    return f"{heading(document)}\n{voice.assignee(document.handler)} signed for it and is answerable now."


def handed(voice: Voice, document: Document, missed: Sequence[str]) -> str:
    """Confirm that it is on its way, and who answers until it arrives."""
    to = voice.assignee(document.offered) if document.offered is not None else ""
    before = voice.assignee(document.handler)
    return with_missed(f"{document.number} handed on to {to}; until it is signed for, {before} is answerable.", missed)


def handed_to(voice: Voice, document: Document, by: str, note: str) -> str:
    """Tell the next handler."""
    said = f"\nNote: {shown(note)}" if note else ""
    return f"{heading(document)}\nFrom {called(by)}: please sign for it, {limits(voice, document)}.{said}"


def left_behind(voice: Voice, document: Document, by: str, why: str) -> str:
    """Tell who has a document now, or again, that came from somebody who has left."""
    offered = document.offered is not None
    now = "it comes to you, please sign for it" if offered else "it is back with you, please submit or hand it on"
    return f"{heading(document)}\n{called(by)} has left; {now}, {limits(voice, document)}."


def returned(voice: Voice, document: Document) -> str:
    """Confirm that it went back, and to whom."""
    return f"{document.number} returned; {voice.assignee(document.handler)} is answerable."


def returned_notice(voice: Voice, document: Document, by: str) -> str:
    """Tell who has it again, and who registered it."""
    who = voice.assignee(document.handler)
    return (
        f"{heading(document)}\nReturned by {called(by)}: {within(document.reason)}. "
        f"{who} is answerable now, {limits(voice, document)}."
    )


def submitted(voice: Voice, document: Document, missed: Sequence[str]) -> str:
    """Confirm before whom it lies."""
    return with_missed(f"{document.number} submitted to {voice.person(document.submitted_to)} for signature.", missed)


def submitted_to(voice: Voice, document: Document, by: str) -> str:
    """Ask the leader to sign."""
    then = "Please sign off, or return it with the reason."
    return f"{heading(document)}\nSubmitted by {called(by)}, {limits(voice, document)}. {then}"


def signed_off(document: Document) -> str:
    """Confirm that it is signed off."""
    return f"{document.number} signed off."


def signed_off_notice(voice: Voice, document: Document, by: str) -> str:
    """Tell the handler that it may be issued."""
    until = f" by {voice.moment(document.finish_by)}" if document.finish_by else ""
    return f"{heading(document)}\n{called(by)}: signed off, please {done_word(document.kind)} it{until}."


def finished(voice: Voice, document: Document, at: datetime) -> str:
    """Confirm the last step, with how long it took."""
    over = [clock for clock in document.clocks if clock.is_over(at)]
    late = many(max((days_over(one, at, voice.house) for one in over), default=0), "workday")
    spent = many(turnaround(document, document.counted.reached or at, voice.house), "workday")
    return f"{document.number} {done(document.kind)}, took {spent}, {f'{late} over' if over else 'in time'}."


def finished_notice(document: Document, by: str) -> str:
    """Tell who registered it."""
    return f"{heading(document)}\n{called(by)}: {done(document.kind)}."


def withdrawn(document: Document) -> str:
    """Confirm that it is void."""
    return f"{document.number} is void; the number is not used again."


def withdrawn_notice(document: Document, by: str) -> str:
    """Tell who had it."""
    return f"{heading(document)}\n{called(by)} made it void: {within(document.reason)}. Nothing more is to be done."


def undone(document: Document, what: str) -> str:
    """Confirm that a step was taken back."""
    return f"Undone on {document.number}; it is now “{stage(document)}”."


def undone_notice(document: Document, by: str, what: str) -> str:
    """Tell who had heard of the step."""
    return f"{heading(document)}\n{called(by)} undid the last step; it is now “{stage(document)}”."


def why(what: str, number: str) -> str:
    """Ask for the reason of a return, or of making it void."""
    return f"{STEPS[what]} {number}: please reply with the reason."


def to_whom(number: str) -> str:
    """Ask for the next handler."""
    return f"Please reply with the office or person to whom {number} goes."


def no_such_handler(name: str) -> str:
    """Say that the roster holds no such name, or several."""
    return f"The roster has no single “{short(name, 20)}”. Please write the full name, for example: 转秘书一科."


def choose_leader(number: str) -> str:
    """Ask before whom it is to be laid."""
    return f"Please choose the leader who signs {number}:"


def no_such_leader(name: str, able: Sequence[str]) -> str:
    """Say who can sign."""
    if not able:
        return (
            "No leader who is present has it in their field. Please submit it when one is back, "
            "or have a coordinator register the signature."
        )
    return f"“{short(name, 20)}” cannot sign it. These can: {listed(map(called, able))}."


def no_paper() -> str:
    """Say that no file came with it."""
    return "It was registered without a paper."


def what_next(number: str) -> str:
    """Say which words a reply about a document may hold."""
    return (
        f"Not understood for {number}; nothing was registered. You may reply: 签收, 转某科, 退回 (with the reason), "
        "送某领导签发, 已签发, 办结 or 印发, 作废 (with the reason)."
    )


def which_of_several(numbers: Sequence[str]) -> str:
    """Ask for one document at a time where a step needs words or a choice."""
    return f"This takes one document at a time; please reply for each: {listed(numbers)}."


def with_missed(text: str, missed: Sequence[str]) -> str:
    """Add whom no message reaches."""
    if not missed:
        return text
    return (
        f"{text}\nThese do not use this assistant and were not told: {listed(map(called, missed))}. Please tell them."
    )
