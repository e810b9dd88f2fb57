"""Sentences of circulars (通报): the draft with its buttons, and its way; the circular itself stays as approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.english.reporting import signs_missing
from handlers.english.voice import called, entitled, escape, in_days, many
from handlers.english.voice import listed as in_a_row
from handlers.wording.circulars import opening, told_points, tones
from handlers.wording.spoken import fixed_in_english
from handlers.wording.voice import Voice
from ledger.circulars import Circular, Stage, Tone
from reports.splitting import split
from reports.words import clean

SUBMIT, APPROVE, RETURN, PUBLISH, WITHDRAW = "Submit", "Approve", "Return", "Publish", "Withdraw"
TASKS, GROUPS, WORD, DONE = "Tasks", "Groups", "Word", "Done"
PARTS = {Tone.PRAISE: "Praise", Tone.CRITICISM: "Criticism"}
STAGES = {
    Stage.DRAFT: "to be submitted",
    Stage.SUBMITTED: "to be approved",
    Stage.APPROVED: "approved, to be published",
    Stage.PUBLISHED: "published",
    Stage.WITHDRAWN: "withdrawn",
}
HOW_TO_CHANGE = (
    "To change it, reply for example: 删去第2条; 第1条改为…; 增加一条 DB-2026-12; 标题改为…. "
    "Then press “Submit”; it is published once a leader approved."
)
HOW_TO_PUBLISH = "Please press “Publish”. If it is changed again, it must be approved again."
HOW_TO_DECIDE = "Please approve or return it; or reply 同意, or 退回，第2条核实后再报."
HOW_TO_DRAFT = "To draft one, write 起草本周督办通报 or 拟一份11月份表扬通报, or send /circular 本月."
_NONE = {
    "submit": "to be submitted",
    "approve": "to be approved",
    "return": "to be returned",
    "publish": "approved and to be published",
    "withdraw": "to be withdrawn",
}


def days(first: date, last: date) -> str:
    """Return 23 Nov 2026 to 26 Nov 2026."""
    start = f"{in_days(first)} {first.year}"
    return start if first == last else f"{start} to {in_days(last)} {last.year}"


def _block(title: str, sentences: Iterable[str], start: int) -> str:
    lines = (f"{n}. {escape(said)}" for n, said in enumerate(sentences, start=start))
    return "\n".join([f"<b>{title}</b>", *lines])


def card(voice: Voice, one: Circular, groups: Sequence[str], *, note: str = "", hint: str = "") -> tuple[str, ...]:
    """Return the draft as its authors and leaders read it: sentences numbered through, so that each can be named."""
    heading = f"<b>Draft of a circular (version {one.version}, {STAGES[one.stage]})</b>"
    range_ = in_a_row(map(called, groups)) or "none chosen, please press “Groups”"
    first = "\n".join(filter(None, (note, f"Title: {entitled(clean(one.title))}", f"Groups: {range_}")))
    blocks, start = [first, escape(opening(voice, one))], 1
    for tone in tones(one):
        points = told_points(one, tone)
        blocks.append(_block(PARTS[tone], points, start))
        start += len(points)
    return split(heading, [*blocks, *([fixed_in_english(hint)] if hint else [])])


def left_out(count: int) -> str:
    """Say that the period has more facts than the draft."""
    return f"{count} more left out; to add one, write 增加一条 and its number." if count else ""


def changed(one: Circular) -> str:
    """Say that there is a new version."""
    return f"Changed, now version {one.version}."


def submitted_by(name: str) -> str:
    """Tell the leader who asks for the approval."""
    return f"{called(name)} asks for your approval."


def submitted(one: Circular, name: str, missed: Sequence[str]) -> str:
    """Confirm to whom it went."""
    if missed:
        return (
            f"Version {one.version} did not reach {called(name)}, who does not use this assistant. "
            "Please submit it to another leader, or have them bound first."
        )
    return f"Version {one.version} went to {called(name)}. If it is changed before approval, submit it again."


def choose_leader() -> str:
    """Ask to whom it goes."""
    return "Please choose the leader:"


def choose_groups() -> str:
    """Ask who is to read it."""
    return "Please choose the groups, then press “Done”; other groups make a new version."


def toggle(title: str, *, chosen: bool) -> str:
    """Return the label of one group."""
    return f"{'☑' if chosen else '☐'} {title}"


def approved(one: Circular) -> str:
    """Confirm the approval to the leader."""
    return (
        f"Version {one.version} is approved; a coordinator publishes it. If you change your mind before, "
        "write 退回通报 with the reason."
    )


def approved_by(name: str) -> str:
    """Tell the authors that they may publish."""
    return f"Approved by {called(name)}."


def why_return(one: Circular) -> str:
    """Ask what is to be otherwise."""
    return f"Please reply with what is to be changed in version {one.version}."


def returned(one: Circular) -> str:
    """Confirm to the leader that it goes back."""
    return f"Version {one.version} went back to the coordinators."


def returned_by(name: str, reason: str) -> str:
    """Tell the authors why it came back."""
    return f"Returned by {called(name)}: {escape(clean(reason))}"


def published_in(one: Circular, groups: Sequence[str], gone: int) -> str:
    """Confirm what went where, and how many chosen groups are not there any more."""
    missed = f"\n{many(gone, 'chosen group')} no longer bound, nothing sent there." if gone else ""
    return f"{called(one.number)} published in: {in_a_row(map(called, groups))}.{missed}"


def withdrawn(one: Circular) -> str:
    """Confirm that it will not go out."""
    return f"The draft (version {one.version}) is withdrawn and will not be published."


def withdrawn_notice(one: Circular, name: str) -> str:
    """Tell the leader who has it that nothing waits any more."""
    what = f"“{entitled(clean(one.title))}” (version {one.version})"
    return f"{called(name)} withdrew the draft {what}; nothing to approve."


def caption(one: Circular, number: str, *, missing: int = 0) -> str:
    """Return what stands under a file, and what the fonts could not print."""
    said = called(number) if number else f"Draft (version {one.version}, {STAGES[one.stage]}), no number yet"
    return "\n".join(filter(None, (said, signs_missing(missing))))


def file_name(one: Circular, number: str, form: str) -> str:
    """Return the file's name."""
    return f"{number or f'circular_draft_{one.version}'}.{form}"


def listed(circulars: Sequence[Circular]) -> str:
    """List what is under way, and what was published last."""
    if not circulars:
        return f"There are no circulars. {HOW_TO_DRAFT}"
    lines = [
        f"{n}. {entitled(clean(one.title))} | {called(one.number) or f'version {one.version}'} | {STAGES[one.stage]}"
        for n, one in enumerate(circulars, start=1)
    ]
    return "\n".join(["<b>Circulars</b>", *lines, HOW_TO_DRAFT])


def tasks_heading(count: int) -> str:
    """Return the heading of the tasks behind a draft."""
    return f"Tasks behind the draft: {count}"


def tasks_hidden() -> str:
    """Say that the asker may see none of them."""
    return "None of its tasks is one that you may see."


def none_waits(what: str) -> str:
    """Say that no circular is where the words could be meant for it."""
    return f"There is no circular {_NONE.get(what, 'to be changed')}. /circular shows them."


def which_one() -> str:
    """Ask which of several is meant."""
    return "There are several drafts; please reply to the one you mean, or send /circular."


def name_task() -> str:
    """Ask for the number that a sentence needs."""
    return "Each sentence needs its task, for example: 增加一条 DB-2026-12, or: 增加一条表扬 DB-2026-12 某某单位…."


def no_fact(number: str) -> str:
    """Say that the ledger holds neither praise nor criticism of the task in the period."""
    return (
        f"{number} has nothing to praise or criticise in the period. To add it, write the words, for example: "
        f"增加一条批评 {number} …."
    )


def no_such_leader(name: str, able: Iterable[str]) -> str:
    """Say who can approve."""
    return f"“{called(name)}” cannot approve it. These can: {in_a_row(map(called, able))}."
