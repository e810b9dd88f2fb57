"""Lists of documents (办文清单、未批文件、用时) in the chat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from handlers.english.documents import KINDS, STAGES
from handlers.english.voice import called, headline, many
from ledger.document_entries import DocumentKind
from ledger.documents import DocumentGoal
from ledger.house import House
from reports.documents import DocumentLine, Turnaround, Turnarounds
from reports.english import moment_words
from reports.splitting import split

_HEADINGS = {"open": "Documents in hand", "sweep": "Documents not signed off"}
HOW_TO_REGISTER = (
    "To register one, write reference, first handler and limit, for example: "
    "收文内政办发〔2026〕35号，秘书二科首办，2个工作日内办理完毕."
)
THIS_QUARTER = "this quarter"


def nothing(asked: str) -> str:
    """Say that there is none, as far as the asker may see."""
    if asked == "sweep":
        return "There are no unsigned documents that you may see."
    return f"There are no documents in hand that you may see. {HOW_TO_REGISTER}"


def listed(asked: str, lines: Sequence[DocumentLine], now: datetime) -> tuple[str, ...]:
    """Return the list in parts of a message: by kind, each line with who has it, since when, and its clock."""
    over = sum(line.over for line in lines)
    heading = f"<b>{_HEADINGS[asked]} {len(lines)}</b>" + (f" ({over} over the limit)" if over else "")
    return split(heading, list(_blocks(lines, now)))


def _blocks(lines: Sequence[DocumentLine], now: datetime) -> Iterator[str]:
    for kind in DocumentKind:
        of_kind = [line for line in lines if line.kind is kind]
        if of_kind:
            head = f"<b>{KINDS[kind].capitalize()} ({len(of_kind)})</b>"
            yield "\n".join([head, *(row(line, now) for line in of_kind)])


def row(line: DocumentLine, now: datetime) -> str:
    """Return one document on one line: number, title, who, stage, clock, and how many workdays it has lain."""
    who = called(line.who) + (f"→{called(line.on_the_way)}" if line.on_the_way else "")
    facts = f"{who} | {STAGES[line.stage]} | {_clock(line, now)} | workday {line.spent + 1}"
    return f"{line.number} {headline(line.title)} | {facts}"


def _clock(line: DocumentLine, now: datetime) -> str:
    if line.due is None:
        return "no limit"
    last = "finish" if line.kind is DocumentKind.INCOMING else "issue"
    goal = "sign off" if line.until is DocumentGoal.SIGN_OFF else last
    if not line.over:
        return f"{goal} by {moment_words(line.due, now.date())}"
    return f"{goal}, {many(line.days, 'workday')} over" if line.days else f"{goal}, over"


def took(found: Turnarounds, house: House, span: str = THIS_QUARTER) -> tuple[str, ...]:
    """Return a period's turnaround, of the whole and of each office: against the limit, and the former practice."""
    if not found.whole:
        return (f"Nothing was finished or signed off: {span}.",)
    first = "\n".join(f"{KINDS[kind]}: {_figures(one, house)}" for kind, one in found.whole.items())
    blocks = [_office(name, of_office) for name, of_office in (*found.offices, *found.centres)]
    return split(f"<b>Time taken</b> | {span}", [first, *blocks])


def _office(name: str, found: Mapping[DocumentKind, Turnaround]) -> str:
    told = (
        f"{KINDS[kind]} {len(one.spent)}, {one.mean} workdays on average, {one.rate} in time"
        for kind, one in found.items()
    )
    return f"{called(name) or 'No unit'}: {'; '.join(told)}"


def _figures(one: Turnaround, house: House) -> str:
    limit, former = _limits(one.kind, house)
    was = f", formerly {former}" if former is not None else ""
    allowed = many(limit, "workday") if limit else "the same day"
    return f"{len(one.spent)}, {one.mean} workdays on average (limit {allowed}{was}), {one.rate} in time"


def _limits(kind: DocumentKind, house: House) -> tuple[int, int | None]:
    rules = house.documents
    return {
        DocumentKind.INCOMING: (rules.incoming_workdays, rules.former_incoming_workdays),
        DocumentKind.FOR_SIGNATURE: (rules.signature_workdays, rules.former_signature_workdays),
        DocumentKind.MINUTES: (rules.minutes_to_signature_workdays, None),
    }[kind]
