"""Lists and one task with its timeline, short enough for a phone (待办、事项)."""

from __future__ import annotations

from handlers.english import evidence, extending, instructing, returning, splitting, suspending
from handlers.english.cards import origin
from handlers.english.entries import SAID
from handlers.english.terms import LEVEL, URGENCY
from handlers.english.voice import entitled, many, short, shown, term_words
from handlers.wording.views import NO_FAMILY, SHOWN_ENTRIES, Family
from handlers.wording.voice import Voice
from ledger import entries as e
from ledger.returns import before_claim
from ledger.tasks import Branch, Notice, Task


def task(
    voice: Voice,
    one: Task,
    records: tuple[e.Recorded, ...],
    *,
    own: Branch | None = None,
    family: Family = NO_FAMILY,
) -> str:
    """Return one task: what, who, until when, where it stands (``own``: the asker's branch), and what happened."""
    lines = [f"<b>{one.number} {entitled(one.title)}</b>", *_states(voice, one, own), f"Assignee: {voice.leads(one)}"]
    offers = [branch.offer.assignee for branch in one.branches if branch.offer is not None]
    if offers:
        lines.append(f"Offered to: {voice.names(offers)} (until the receipt the first handler stays answerable)")
    if one.supports:
        lines.append(f"Support: {voice.supports(one)}")
    lines.append(f"Deadline: {voice.deadline(one)}")
    lines += _dates(voice, one)
    if one.urgency:
        lines.append(f"Urgency: {URGENCY[one.urgency]}")
    if one.origin or one.origin_kind:
        lines.append(f"Origin: {origin(one.origin_kind, short(one.origin, 100))}")
    if family.parent is not None:
        lines.append(splitting.parent(family.parent))
    if one.orientations is not None:
        lines += ["<b>Key task</b>", *instructing.orientations(one.orientations)]
    if one.mending is not None:
        limit = f" (by {voice.moment(one.mend_by)})" if one.mend_by else ""
        lines.append(f"To put right{limit}: {returning.to_mend(one.mending)}")
    elif one.is_open:
        lines += returning.before_claim(before_claim(one, records))
    lines += [f"Blocker: {shown(blocker.reason)}" for blocker in one.blockers]
    lines += [f"Supervision: {notice(voice, one.notice)}"] if one.notice else []
    lines += [evidence.standing(voice.house, one)] if one.category else []
    lines.append(f"Evidence: {many(len(one.files), 'file')}")
    lines += splitting.children(voice, family.children)
    return "\n".join([*lines, "", "<b>What happened</b>", *_timeline(voice, records)])


def _dates(voice: Voice, one: Task) -> list[str]:
    extensions = f" (extended {many(one.extensions, 'time')})" if one.extensions else ""
    lines = _terms(voice, one)
    if one.original_deadline and one.original_deadline != one.deadline:
        lines.append(f"First deadline: {voice.moment(one.original_deadline)}{extensions}")
    if one.asked is not None and one.is_open:
        lines.append(extending.pending(voice, one.asked))
    if one.suspended is not None:
        lines.append(suspending.standing(voice, one.suspended))
    if one.estimate is not None and one.is_open:
        lines.append(f"Expected: {voice.moment(one.estimate)}")
    if one.closed_at is not None and one.claimed_at is not None:
        lines.append(f"Completed: {voice.moment(one.claimed_at)}")
    if one.withdrawn_at is not None:
        lines.append(f"Withdrawn because: {shown(one.reason)}")
    return lines


def _terms(voice: Voice, one: Task) -> list[str]:
    if one.original_term is None:
        return []
    lines = [f"Term: {term_words(one.original_term)}"] if one.deadline is not None else []
    if one.term is not None and len(one.leads) > 1 and one.completion is e.Completion.EACH:
        each = (
            f"{voice.assignee(b.assignee)} {voice.moment(b.due) if b.due else 'not acknowledged'}" for b in one.leads
        )
        lines.append(f"Each deadline: {'; '.join(each)}")
    return lines


def notice(voice: Voice, one: Notice) -> str:
    """Return the latest supervision notice, until when it is to be answered, and whether it was."""
    if one.answered_at is not None:
        late = ", late" if one.answered_at > one.limit else ""
        standing = f"answered {voice.moment(one.answered_at)}{late}"
    else:
        standing = "not answered" + (", over the limit" if voice.now > one.limit else "")
    return f"{one.number} ({LEVEL[one.level]}), answer by {voice.moment(one.limit)}, {standing}"


def evidence_sent(one: Task, *, sent: int) -> str:
    """Close the row of files: how many there are, how many came, and the way to those that did not."""
    if not one.files:
        return f"{one.number} has no evidence yet."
    if sent == 0:
        return (
            f"{one.number} has {many(len(one.files), 'file')} of evidence, but the messages are gone. "
            "Please ask the assignee to send them again."
        )
    shown_now = f"above the latest {sent}" if sent < len(one.files) else "see above, the newest first"
    return (
        f"{one.number} evidence: {many(len(one.files), 'file')}, {shown_now}. What is missing was deleted; "
        "please ask the assignee to send it again."
    )


def _states(voice: Voice, one: Task, own: Branch | None) -> list[str]:
    if own is None or not one.is_open or len(one.branches) == 1:
        return [f"Status: {voice.state(one)}"]
    return [f"Status: {voice.branch_state(own)}", f"As a whole: {voice.state(one)}"]


def _timeline(voice: Voice, records: tuple[e.Recorded, ...]) -> list[str]:
    lines = [entry(voice, record) for record in records[-SHOWN_ENTRIES:]]
    hidden = len(records) - SHOWN_ENTRIES
    return [f"({hidden} earlier left out)", *lines] if hidden > 0 else lines


def entry(voice: Voice, record: e.Recorded, *, where: str | None = None) -> str:
    """Return one entry on one line: when, who, what, from where."""
    local = voice.house.hours.local(record.entry.at)
    said = SAID[type(record.entry)](voice, record.entry) + _due(voice, record.entry)
    place = _source(record.source) if where is None else where
    return f"{local:%m-%d %H:%M} {voice.person(record.entry.by)}: {said}{place}"


def _due(voice: Voice, said: e.Entry) -> str:
    if not isinstance(said, e.Receiving) or said.due is None:
        return ""
    return f", deadline set to {voice.moment(said.due)}{' (provisional)' if said.provisional else ''}"


def _source(source: e.Source) -> str:
    if source.chat is None:
        return ""
    return " (group)" if source.chat < 0 else " (private)"
