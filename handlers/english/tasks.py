"""Sentences about one task after an act: number first, then the fact, then what to do by when (办理答复)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.english import evidence, returning
from handlers.english.cards import origin
from handlers.english.voice import called, entitled, headed, listed, many, short, shown, within
from handlers.wording.voice import Voice
from ledger.mending import Mending
from ledger.people import Person
from ledger.tasks import Task


def assignment(voice: Voice, task: Task) -> str:
    """Tell an assignee what was assigned, by whom, until when."""
    lines = [f"<b>{task.number} assigned to you</b>", entitled(task.title), f"Assignee: {voice.leads(task)}"]
    if task.supports:
        lines.append(f"Support: {voice.supports(task)}")
    lines += [f"Deadline: {voice.deadline(task)}", f"Assigned by: {voice.person(task.assigned_by)}"]
    if task.origin or task.origin_kind:
        lines.append(f"Origin: {origin(task.origin_kind, shown(task.origin))}")
    if task.parent:
        lines.append(f"Part of: {task.parent}")
    if task.category:
        lines.append(f"Category: {called(task.category)}")
    needs = evidence.named(voice.house.evidence_needs.get(task.category, ())) or "evidence"
    return "\n".join([*lines, f"Please acknowledge; when it is done, claim completion with {needs}."])


def acknowledged(voice: Voice, task: Task, *, due: datetime | None = None) -> str:
    """Confirm the receipt and say what is expected next, and by when: the branch's own limit, where it has one."""
    if due is not None:
        until = _until(voice, task, due)
        return f"{task.number} acknowledged; the deadline runs from now. Please complete it and claim by {until}."
    if task.deadline is None:
        return f"{task.number} acknowledged. Please proceed without delay, and claim completion when it is done."
    return f"{task.number} acknowledged. Please complete it and claim by {_until(voice, task, task.deadline)}."


def all_acknowledged(voice: Voice, signed: Sequence[Task]) -> str:
    """Confirm several receipts at once, each with its limit."""
    lines = [f"{task.number} {headed(task.title)} | {voice.deadline(task)}" for task in signed]
    head = f"{many(len(signed), 'task')} acknowledged. Please complete each in time and claim completion:"
    return "\n".join([head, *lines])


def _until(voice: Voice, task: Task, limit: datetime) -> str:
    return f"{voice.moment(limit)} (provisional)" if task.provisional else voice.moment(limit)


def declined(voice: Voice, task: Task) -> str:
    """Confirm that the assignment was declined, and who stays answerable."""
    return (
        f"{task.number} declined; this went to whoever assigned it. "
        f"Until decided otherwise, {voice.leads(task)} stays answerable."
    )


def declined_notice(voice: Voice, task: Task, by: str, reason: str) -> str:
    """Tell the one who assigned that the task was declined."""
    what = f"Task: {headed(task.title)}\nPlease reassign or withdraw it."
    return f"{task.number} {called(by)} declines: {shown(reason)}\n{what}"


def progressed(voice: Voice, task: Task, *, files: int, percent: int | None) -> str:
    """Confirm a progress note."""
    share = f", {percent}%" if percent is not None else ""
    sent = f", evidence: {many(files, 'file')}" if files else ""
    hint = " If it is done, please claim completion." if percent == 100 else ""
    return f"{task.number} progress registered{share}{sent}.{hint} Deadline {voice.deadline(task)}."


def evidence_added(task: Task, files: int) -> str:
    """Confirm files of evidence, or words that join a claim without any."""
    if not files:
        return f"{task.number} Your words are registered and went to the reviewer."
    then = "They went to the reviewer" if task.claimed_at is not None else "Please claim completion when it is done"
    return f"{task.number} evidence received: {many(files, 'file')}, {len(task.files)} in all. {then}."


def with_files_kept(text: str, files: int) -> str:
    """Say beside a question that the files need not be sent again."""
    return f"{text} The evidence ({many(files, 'file')}) is kept and need not be sent again."


def blocked(task: Task) -> str:
    """Confirm a blocker."""
    return f"{task.number} blocker registered; whoever assigned the task was told. Please clear it once it is solved."


def blocked_notice(voice: Voice, task: Task, by: str, reason: str) -> str:
    """Tell the one who assigned what holds the task up."""
    facts = f"{headed(task.title)} | {voice.deadline(task)}"
    return f"{task.number} {called(by)} reports a blocker: {shown(reason)}\nTask: {facts}"


def unblocked(task: Task) -> str:
    """Confirm that the blocker is gone."""
    return f"{task.number} blocker cleared, please go on."


def claimed(task: Task) -> str:
    """Confirm the claim of one branch, and what it still waits for."""
    if task.claimed_at is None:
        return f"{task.number} Your part is claimed; it is reviewed together with the other parts once they are."
    return f"{task.number} completion claimed and sent for review. You will be told here."


def claim_card(
    voice: Voice, task: Task, by: Person, note: str, *, lacked: Mending | None = None, parts: Sequence[str] = ()
) -> str:
    """Put the claim before those who decide it."""
    lines = [f"<b>{task.number} completion claimed</b>", entitled(task.title)]
    lines.append(f"Claimed by: {called(by.name)}{_in_place(voice, task, by)}")
    if note:
        lines.append(f"Note: {shown(note)}")
    lines += _still_open(voice, task, parts)
    lines += returning.before_claim(lacked)
    lines += [evidence.standing(voice.house, task)] if task.category else []
    lines += [f"Evidence: {many(len(task.files), 'file')}{_file_names(task)}", f"Deadline: {voice.deadline(task)}"]
    return "\n".join([*lines, "Please review: close it, or return it and say what is missing."])


def _in_place(voice: Voice, task: Task, by: Person) -> str:
    claimed = [branch.assignee for branch in task.branches if branch.claimed_by == by.id and branch.assignee.person]
    others = [one for one in claimed if one.person != by.id]
    return f" (in place of {voice.names(others)})" if others else ""


def _still_open(voice: Voice, task: Task, parts: Sequence[str]) -> list[str]:
    open_ = [f"support of {voice.names(one.assignee for one in task.open_supports)}"] if task.open_supports else []
    open_ += [f"parts {listed(parts)}"] if parts else []
    return [f"Not done yet: {'; '.join(open_)}"] if open_ else []


def _file_names(task: Task) -> str:
    names = [short(file.name, 20) for file in task.files[-5:] if file.name]
    return f" ({listed(names)})" if names else ""


def closed(voice: Voice, task: Task) -> str:
    """Confirm that the task is struck off."""
    return f"{task.number} closed: {headed(task.title)}. Reviewed by {voice.person(task.closed_by)}."


def archived(task: Task) -> str:
    """Confirm that the closed task is put away."""
    return f"{task.number} archived: {headed(task.title)}. /task {task.number} still shows it."


def reassigned(voice: Voice, task: Task, old: str, new: str) -> str:
    """Say that the task went from one to another."""
    facts = f"{headed(task.title)}, deadline {voice.deadline(task)}"
    return f"{task.number} reassigned from {called(old)} to {called(new)}: {facts}."


def offered(voice: Voice, task: Task, old: str, new: str) -> str:
    """Say that a declined task is to go to another, and who keeps it until that one signs."""
    facts = f"{headed(task.title)}, deadline {voice.deadline(task)}"
    return f"{task.number} offered to {called(new)}; until the receipt {called(old)} stays answerable: {facts}."


def taken_over(task: Task, by: str) -> str:
    """Tell the first handler that somebody else has signed."""
    return f"{task.number} acknowledged by {called(by)}; it is no longer yours: {headed(task.title)}."


def hand_over_asked(task: Task, new: str) -> str:
    """Confirm the wish to hand over, and who decides."""
    return f"{task.number} Your wish to hand over to {called(new)} went to your head. Until agreed it stays yours."


def hand_over_card(voice: Voice, task: Task, by: str, new: str, reason: str) -> str:
    """Put the wish to hand over before the head."""
    why = f"\nReason: {shown(reason)}" if reason else ""
    facts = f"{headed(task.title)} | {voice.deadline(task)}"
    return f"{task.number} {called(by)} wishes to hand over to {called(new)}: {facts}{why}\nPlease agree or refuse."


def hand_over_moot(task: Task, old: str) -> str:
    """Say that the wish is void, for the task has gone on."""
    return f"{task.number} is no longer with {called(old)}; the wish is void. /task {task.number} shows the assignee."


def hand_over_refused(task: Task) -> str:
    """Say that the wish to hand over was turned down."""
    return f"{task.number} The hand-over was refused, please go on."


def withdrawn(task: Task) -> str:
    """Say that the task was withdrawn, and why."""
    return f"{task.number} withdrawn: {headed(task.title)}. Reason: {within(task.reason)}. The ledger keeps the record."


def amended(voice: Voice, task: Task, before: Task) -> str:
    """Say what was changed, before and after."""
    parts = []
    if task.deadline != before.deadline:
        was = voice.moment(before.deadline) if before.deadline else "none"
        parts.append(f"deadline from {was} to {voice.deadline(task)}")
    if task.title != before.title:
        was = f"from “{headed(before.title)}” " if before.title else ""
        parts.append(f"task {was}to “{headed(task.title)}”")
    return f"{task.number} amended: {'; '.join(parts) or 'nothing changed'}."


def corrected(task: Task) -> str:
    """Confirm red ink."""
    return f"{task.number} corrected; the first record is kept."


def reminded(task: Task, names: tuple[str, ...]) -> str:
    """Confirm an urging and who got it."""
    return f"{task.number} reminded: {called(listed(names))}."


def urged_nobody(task: Task, units: tuple[str, ...]) -> str:
    """Say that units without people cannot be urged, and what to do."""
    return f"{task.number} not reminded: nobody is in {called(listed(units))}. Please reassign or mend the roster."


def urged_absent(task: Task, names: tuple[str, ...]) -> str:
    """Say that people on leave without a stand-in are not urged, and what to do."""
    return (
        f"{task.number} not reminded: {called(listed(names))} on leave without a stand-in. "
        "Please reassign or get in touch another way."
    )


def urged_oneself(task: Task) -> str:
    """Say that the task lies with the one who urges."""
    return f"{task.number} is yours; there is nobody to remind."


def reminder(voice: Voice, task: Task, by: str) -> str:
    """Urge the assignees."""
    facts = f"{headed(task.title)} | {voice.deadline(task)} | {voice.state(task)}"
    return f"{task.number} {called(by)} reminds you: {facts}\nPlease note your progress soon."


def not_bound(names: tuple[str, ...]) -> str:
    """Name the people, and the units without people, that the bot cannot tell."""
    return f"These assignees cannot be reached in private, please tell them: {called(listed(names))}."


def nothing_to_remind() -> str:
    """Say that nothing waits to be urged."""
    return "There is nothing to remind of."
