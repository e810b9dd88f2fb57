"""What the bot says on the manual's day, made by the bot's own wording; ``python -m tests.docs.answers`` prints it.

The manual tells one story: on Monday morning 许言之 of 督查室 gives 程若溪 of 综合一科 a task until Friday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from html import unescape

from handlers.buttons import first_buttons, task_buttons
from handlers.chats import CHOICES, FIRST
from handlers.deciding import card_buttons
from handlers.heard import Button
from handlers.questions import WordsMissing
from handlers.sheets import Fault, LedgerSheet
from handlers.storing import Draft
from handlers.wording import (
    asking,
    assignments,
    attending,
    binding,
    calendars,
    cards,
    escalating,
    extending,
    importing,
    lists,
    recurring,
    refusals,
    returning,
    running,
    tasks,
    terms,
    views,
)
from handlers.wording import commands as talk
from handlers.wording.explaining import why
from handlers.wording.voice import Voice
from ledger import entries as e
from ledger import refusals as r
from ledger import time_entries as t
from ledger.acts.importing import Fate
from ledger.acts.requests import TakeLeave
from ledger.entries import Evidence, Source
from ledger.escalations import Escalated, Level
from ledger.evidence import EvidenceKind
from ledger.explaining import explain
from ledger.folding import fold
from ledger.origin_entries import Every, RecurrenceSet
from ledger.people import Assignee, Person
from ledger.tasks import Notice, Task
from ledger.transitions import Act
from tests.demo.memory import HOUSE, MemoryBooks
from tests.docs.circulars import LABELS, circular_draft
from tests.docs.set_up import STEP_LABELS, steps_at_first

ROSTER = MemoryBooks().roster
NUMBER = "DB-2026-118"
TITLE = "报送三季度经济运行分析"
MONDAY = datetime.fromisoformat("2026-11-23T10:00+08:00")
FRIDAY = datetime.fromisoformat("2026-11-27T18:00+08:00")
LACKING = r.EvidenceMissing(NUMBER, (EvidenceKind.ACCEPTANCE,), "项目")
PHOTO = Evidence(sha256="0" * 64, name="分析报告.pdf", size=1, kind="document")
FAULT = Fault(12, "牵头单位", "花名册里没有单位“市建委”，请改为花名册中的名称，或先在花名册中为它加别名。")
LEDGER = LedgerSheet(
    name="督查台账.xlsx", sha256="0" * 64, fates={Fate.NEW: 36, Fate.SAME: 2, None: 1}, late=5, faults=(FAULT,)
)


def person(name: str) -> Person:
    """Return the person of the demo's roster."""
    return next(one for one in ROSTER.active_people if one.name == name)


CHENG, XU, JIANG, LIN, ADMIN = map(person, ("程若溪", "许言之", "江怀瑾", "林静姝", "史文博"))
HIS = Assignee(person=CHENG.id)


def at(day: int, hour: str) -> datetime:
    """Return an hour of the manual's week, days counted from Monday."""
    return datetime.fromisoformat(f"2026-11-23T{hour}+08:00") + timedelta(days=day)


def voice(now: datetime) -> Voice:
    """Return the voice at that moment."""
    return Voice(ROSTER, HOUSE, now)


def story() -> list[tuple[Task, e.Recorded]]:
    """Return the task as it stood after each of its entries."""
    told: list[tuple[Task, e.Recorded]] = []
    task: Task | None = None
    for seq, entry in enumerate(_entries(), 1):
        task = fold(task, entry, seq=seq)
        record = e.Recorded(
            seq=seq, entry=entry, recorded_at=entry.at, source=Source(chat=_chat(entry)), prev="", hash=""
        )
        told.append((task, record))
    return told


def _chat(entry: e.Entry) -> int:
    return -100 if isinstance(entry, e.Assigned) else 100


def _entries() -> Iterable[e.TaskEntry]:
    xu, cheng = XU.id, CHENG.id
    yield e.Assigned(number=NUMBER, by=xu, at=MONDAY, title=TITLE, lead=(HIS,), deadline=FRIDAY)
    yield e.Acknowledged(number=NUMBER, by=cheng, at=at(0, "10:06"), assignee=HIS)
    yield e.ProgressNoted(
        number=NUMBER, by=cheng, at=at(2, "15:20"), assignee=HIS, note="完成60%，初稿已成", percent=60
    )
    yield e.CompletionClaimed(number=NUMBER, by=cheng, at=at(4, "10:30"), assignee=HIS, note="", files=(PHOTO,))
    yield e.Returned(number=NUMBER, by=xu, at=at(4, "11:00"), missing="盖章版", limit=at(4, "17:00"))
    yield e.CompletionClaimed(number=NUMBER, by=cheng, at=at(4, "15:10"), assignee=HIS, note="", files=(PHOTO,))
    yield e.Closed(number=NUMBER, by=xu, at=at(4, "16:00"), note="")


def shown(text: str, buttons: Sequence[Sequence[Button]] = (), *, labels: Iterable[str] = ()) -> str:
    """Return a message as it looks on the phone: without tags, its buttons in brackets below it."""
    plain = unescape(re.sub(r"</?\w+[^>]*>", "", text))
    pressed = [*(button.label for row in buttons for button in row), *labels]
    return "\n".join([plain, " ".join(f"［{label}］" for label in pressed)] if pressed else [plain])


def answers() -> dict[str, str]:
    """Return every answer that the manual may quote, by what it answers."""
    return {**_staff(), **_coordinator(), **_leader(), **_administrator(), **_anybody()}


def _staff() -> dict[str, str]:
    told = [task for task, _ in story()]
    assigned, signed, moved, claimed, returned, _, closed = told
    blocked = fold(
        signed,
        e.BlockerRaised(number=NUMBER, by=CHENG.id, at=at(1, "09:00"), assignee=HIS, reason="财政局数据未反馈"),
        seq=9,
    )
    return {
        "assigned": shown(tasks.assignment(voice(MONDAY), assigned), first_buttons(ROSTER, CHENG, assigned)),
        "signed": shown(tasks.acknowledged(voice(at(0, "10:06")), signed), task_buttons(ROSTER, CHENG, signed)),
        "moved": shown(tasks.progressed(voice(at(2, "15:20")), moved, files=0, percent=60)),
        "lacking": shown(refusals.refusal(voice(MONDAY), LACKING)),
        "no evidence": shown(refusals.refusal(voice(MONDAY), r.EvidenceMissing(NUMBER))),
        "claimed": shown(tasks.claimed(claimed)),
        "returned": shown(returning.returned_notice(voice(at(4, "11:00")), returned, XU.name)),
        "closed": shown(tasks.closed(voice(at(4, "16:00")), closed)),
        "blocked": shown(tasks.blocked(blocked)),
        "notice": shown(
            escalating.told(voice(at(7, "08:30")), *_late()),
            labels=[terms.ACT[Act.PROGRESS], terms.ACT[Act.CLAIM]],
        ),
        "day": shown(attending.reported(voice(at(2, "17:00")), date(2026, 11, 25), late=False)),
        "leave": shown(attending.on_leave(voice(MONDAY), _leave())),
        "my": shown(_my(voice(at(3, "09:00")), moved), labels=[NUMBER]),
        "asked for more time": _extension(moved)[0],
    }


def _my(teller: Voice, task: Task) -> str:
    """Return 程若溪's list with the one task in it."""
    listing = lists.my_tasks(teller, (task,), (), (), ())
    return lists.listed(teller, listing, listing.page(1), asker=CHENG.id)


def _late() -> tuple[Task, Notice]:
    """Return the task with the notice that it got by rule, one workday after its deadline."""
    signed = story()[1][0]
    level, limit = Level.BLUE, datetime.fromisoformat("2026-12-02T18:00+08:00")
    issued = Escalated(number=NUMBER, by=None, at=at(7, "08:30"), notice="督办〔2026〕6号", level=level, limit=limit)
    task = fold(signed, issued, seq=9)
    assert task.notice is not None
    return task, task.notice


def _why() -> str:
    """Return why the task that nobody put a word to since its receipt is red."""
    records = [record for _, record in story()[:2]]
    return why(voice(at(7, "09:00")), explain(records, at(7, "09:00"), HOUSE))


def _leave() -> TakeLeave:
    return TakeLeave(
        person=CHENG.id,
        sent_at=MONDAY,
        whose=CHENG.id,
        first=date(2026, 11, 30),
        last=date(2026, 12, 1),
        delegate=person("陶景行").id,
    )


def _recurrence() -> RecurrenceSet:
    return RecurrenceSet(
        by=XU.id,
        at=MONDAY,
        title="报送项目进展",
        lead=(HIS,),
        every=Every.WEEK,
        weekdays=(4,),
        hour=time(18),
        starts=MONDAY.date(),
    )


def _coordinator() -> dict[str, str]:
    assigned, _, moved, claimed, *_ = (task for task, _ in story())
    draft = Draft(title=TITLE, lead=(HIS,), deadline=FRIDAY)
    now = voice(MONDAY)
    return {
        "card": shown(
            cards.card(now, (draft,), ()),
            labels=[terms.CONFIRM, terms.DROP, terms.OTHER_DEADLINE, terms.OTHER_ASSIGNEE, terms.OTHER_CATEGORY],
        ),
        "circular": shown(circular_draft(ROSTER, voice(at(7, "09:00")), story()[-1][0], *_late()), labels=LABELS),
        "outlives": shown(refusals.refusal(now, r.OutlivesParent(NUMBER, FRIDAY, at(11, "18:00")))),
        "recurrence": shown(recurring.card(now, _recurrence(), ()), labels=[terms.CONFIRM, terms.DROP]),
        "given": shown(assignments.assigned(now, (assigned,), ())),
        "given in the group": shown(assignments.assigned_in_group(now, assigned)),
        "when": shown(assignments._MISSING["deadline"]),
        "claim": shown(
            tasks.claim_card(voice(at(4, "10:30")), claimed, CHENG, ""),
            labels=[terms.ACT[Act.CLOSE], terms.ACT[Act.RETURN], terms.EVIDENCE],
        ),
        "why return": shown(asking.question(now, WordsMissing("return", NUMBER)).text),
        "reminded": shown(tasks.reminded(moved, (CHENG.name,))),
        "escalated": shown(escalating.escalated(voice(at(7, "08:30")), *_late(), (CHENG.name, JIANG.name))),
        "reminded lately": shown(refusals.refusal(now, r.RemindedLately(NUMBER, at(2, "16:00"), at(3, "10:00")))),
    }


def _leader() -> dict[str, str]:
    records = tuple(record for _, record in story())
    task, _ = story()[-1]
    moved = story()[2][0]
    return {
        "task": shown(views.task(voice(at(4, "16:05")), task, records)),
        "extension": _extension(moved)[1],
        "why": shown(_why()),
    }


def _extension(task: Task) -> tuple[str, str]:
    """Return what the asker reads, and the card."""
    request = t.ExtensionRequested(
        number=NUMBER,
        by=CHENG.id,
        at=at(3, "09:00"),
        assignee=HIS,
        deadline=FRIDAY + timedelta(days=5),
        reason="数据未核实",
    )
    now, asked = voice(request.at), fold(task, request, seq=9)
    assert asked.asked is not None
    card = shown(extending.card(now, asked, asked.asked), card_buttons(asked, asked.asked))
    return shown(extending.requested(now, asked, asked.asked, [person("周启航").name])), card


def _administrator() -> dict[str, str]:
    own_day = calendars.own_card(voice(MONDAY), (date(2026, 11, 28),), works=True)
    return {
        "ownday": shown(own_day, labels=(terms.CONFIRM, terms.DROP)),
        "is it you": shown(binding.is_it_you(CHENG, "综合一科"), labels=[terms.CONFIRM, terms.NOT_ME]),
        "waits": shown(binding.waits()),
        "import": shown(importing.card(LEDGER, 6, imports=True), labels=[importing.IMPORT, terms.CANCEL]),
        "setup": shown(steps_at_first(), labels=STEP_LABELS),
        "approve": shown(binding.approve_card(CHENG, "综合一科", 20021), labels=[terms.APPROVE, terms.REFUSE]),
        "bound": shown(binding.bound(CHENG, "综合一科")),
        "group": shown(
            binding.group_alert("综合一科工作群", -1001234567890), labels=[terms.BIND_HERE, terms.LEAVE_GROUP]
        ),
        "reports": shown(
            binding.choose_reports("综合一科工作群", "综合一科"),
            labels=[*(binding.report_toggle(kind, chosen=kind in FIRST) for kind in CHOICES), terms.DONE],
        ),
        "group bound": shown(binding.group_bound("综合一科工作群", "综合一科", FIRST)),
        "unknown": shown(running.unknown_sending("综合一科工作群", "daily", at(4, "17:30"))),
    }


def _anybody() -> dict[str, str]:
    return {
        "neutral": refusals.NEUTRAL,
        "not understood": talk.not_understood(),
        "lapsed": talk.tap_gone("expired"),
        "marked": running.marked("机密"),
        "forwarded": talk.forwarded(),
        "too big": talk.too_big(),
        "stranger": binding.stranger(),
    }


if __name__ == "__main__":
    for _name, _text in answers().items():
        print(f"--- {_name}\n{_text}")  # noqa: T201 - this is what it is for
