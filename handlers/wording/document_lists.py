"""Lists of documents (办文清单、未批文件、用时) in the chat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from handlers.wording.documents import STAGES, stage
from handlers.wording.spoken import spoken
from handlers.wording.voice import called, headline
from ledger.document_entries import DocumentKind
from ledger.documents import Document, turnaround
from ledger.house import House
from ledger.people import Roster
from reports.documents import KINDS, DocumentLine, Turnaround, Turnarounds
from reports.splitting import split
from reports.words import clean, moment_words

_HEADINGS = {"open": "在办文件", "sweep": "未批文件"}
HOW_TO_REGISTER = "登记办文请写明文号、首办和时限，例如：收文内政办发〔2026〕35号，秘书二科首办，2个工作日内办理完毕。"


@spoken
def nothing(asked: str) -> str:
    """Say that there is none, as far as the asker may see."""
    return "目前没有您可查看的未批文件。" if asked == "sweep" else f"目前没有您可查看的在办文件。{HOW_TO_REGISTER}"


@spoken
def listed(asked: str, lines: Sequence[DocumentLine], now: datetime) -> tuple[str, ...]:
    """Return the list in parts of a message: by kind, each line with who has it, since when, and its clock."""
    over = sum(line.over for line in lines)
    heading = f"<b>{_HEADINGS[asked]} {len(lines)}件</b>" + (f"（超时{over}件）" if over else "")
    return split(heading, list(_blocks(lines, now)))


def _blocks(lines: Sequence[DocumentLine], now: datetime) -> Iterator[str]:
    for kind in DocumentKind:
        of_kind = [line for line in lines if line.kind is kind]
        if of_kind:
            yield "\n".join([f"<b>{KINDS[kind]}（{len(of_kind)}）</b>", *(row(line, now) for line in of_kind)])


@spoken
def row(line: DocumentLine, now: datetime) -> str:
    """Return one document on one line: number, title, who, stage, clock, and how many workdays it has lain."""
    who = called(line.who) + (f"→{called(line.on_the_way)}" if line.on_the_way else "")
    facts = f"{who}｜{STAGES[line.stage]}｜{_clock(line, now)}｜第{line.spent + 1}个工作日"
    return f"{line.number} {headline(line.title)}｜{facts}"


def _clock(line: DocumentLine, now: datetime) -> str:
    if line.due is None:
        return "无时限"
    if not line.over:
        return f"限{moment_words(line.due, now.date())}{line.until_word}"
    return f"{line.until_word}超时{line.days}个工作日" if line.days else f"{line.until_word}已超时"


COLUMNS = (
    *("编号", "文种", "文号", "标题", "登记时间", "登记人", "首办", "现承办", "状态", "签发时限", "签发时间"),
    *("办结时限", "办结时间", "用时（工作日）", "超时"),
)
"""The columns of the table of documents (办文台账)."""


def document_row(document: Document, roster: Roster, house: House, now: datetime) -> list[str]:
    """Return one document as a row of the table; the last step of what was signed is its 印发."""

    def moment(value: datetime | None) -> str:
        return f"{house.hours.local(value):%Y-%m-%d %H:%M}" if value is not None else ""

    by = document.registered_by
    return [
        document.number,
        KINDS[document.kind],
        clean(document.reference),
        clean(document.title),
        moment(document.registered_at),
        roster.person(by).name if by is not None else "",
        roster.name_of(document.handlers[0]),
        roster.name_of(document.handler),
        stage(document),
        moment(document.sign_by),
        moment(document.signed_off_at),
        moment(document.finish_by),
        moment(document.finished_at),
        str(turnaround(document, document.counted.reached or now, house)),
        "是" if document.was_over(now) else "",
    ]


THIS_QUARTER = "本季度"


@spoken
def took(found: Turnarounds, house: House, span: str = THIS_QUARTER) -> tuple[str, ...]:
    """Return a period's turnaround, of the whole and of each office: against the limit, and the former practice."""
    if not found.whole:
        return (f"{span}没有办结或签发的文件。",)
    first = "\n".join(f"{KINDS[kind]}：{_figures(one, house)}" for kind, one in found.whole.items())
    blocks = [_office(name, of_office) for name, of_office in (*found.offices, *found.centres)]
    return split(f"<b>办文用时</b>｜{span}", [first, *blocks])


def _office(name: str, found: Mapping[DocumentKind, Turnaround]) -> str:
    told = (f"{KINDS[kind]}{len(one.spent)}件，平均{one.mean}个工作日，按时率{one.rate}" for kind, one in found.items())
    return f"{called(name) or '未定单位'}：{'；'.join(told)}"


def _figures(one: Turnaround, house: House) -> str:
    limit, former = limits(one.kind, house)
    was = f"，原{former}个工作日" if former is not None else ""
    return f"{len(one.spent)}件，平均{one.mean}个工作日（限{limit}{was}），按时率{one.rate}"


def limits(kind: DocumentKind, house: House) -> tuple[str, int | None]:
    """Return the limit of the clock that counts, and the workdays of the former practice, where one is known."""
    rules = house.documents
    workdays, former = {
        DocumentKind.INCOMING: (rules.incoming_workdays, rules.former_incoming_workdays),
        DocumentKind.FOR_SIGNATURE: (rules.signature_workdays, rules.former_signature_workdays),
        DocumentKind.MINUTES: (rules.minutes_to_signature_workdays, None),
    }[kind]
    return f"{workdays}个工作日" if workdays else "当日", former
