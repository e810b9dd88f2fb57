"""Reading (理解): one message in, one request, question or nothing out. Pure: no platform, no database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from handlers.reading import commands
from handlers.reading.appraising import score_adjust, score_appeal
from handlers.reading.arranging import schedule_config, training
from handlers.reading.asking import notice_request, query, report_request
from handlers.reading.assigning import assign, listed, ordered
from handlers.reading.changing import amend, reassign, split
from handlers.reading.choosing import choose
from handlers.reading.closing import close_approve, close_reject, close_request
from handlers.reading.coming_back import ends_leave
from handlers.reading.daily import daily_report
from handlers.reading.directing import directs
from handlers.reading.documents import register_doc
from handlers.reading.extending import extend_approve, extend_reject, extend_request
from handlers.reading.key import asked
from handlers.reading.late import Late, compile_all
from handlers.reading.leaving import leave
from handlers.reading.listing import listing
from handlers.reading.moments import ASK, Now, Resolved
from handlers.reading.names import index_of
from handlers.reading.receipts import acknowledge, decline
from handlers.reading.reporting import blocked, noted, progress
from handlers.reading.said import Said, T, prepare
from handlers.reading.steering import cancel, escalate, inspect, urge
from handlers.reading.values import Context, Intent, Mentioned, Reading
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.people import Role, Roster

Rule = Callable[[Said], Reading | None]
LONGEST = 1200  # Of a longer text only the beginning is read, and then everything is confirmed.

RULES: tuple[Rule, ...] = (
    acknowledge,
    ends_leave,
    daily_report,
    listed,
    score_appeal,
    score_adjust,
    extend_request,
    extend_approve,
    extend_reject,
    close_approve,
    close_reject,
    schedule_config,
    training,
    notice_request,
    report_request,
    escalate,
    inspect,
    cancel,
    urge,
    split,
    leave,
    decline,
    reassign,
    amend,
    close_request,
    blocked,
    listing,
    query,
    register_doc,
    progress,
    noted,
    assign,
)
"""Who looks first: narrow rules before broad ones; an order is what nothing else claims."""


def read(
    text: str,
    *,
    roster: Roster,
    calendar: WorkCalendar,
    hours: OfficeHours,
    at: datetime,
    role: Role,
    context: Context,
    mentions: Iterable[Mentioned] = (),
) -> Reading:
    """Return what the message means to the office; chatter is ``Intent.NONE``."""
    now = Now(hours.local(at), calendar, hours)
    command = commands.command_of(text)
    words = _beginning(text if command is None else commands.WORDS.get(command[0]) or command[1])
    said = prepare(
        words, index=index_of(roster), now=now, role=role, context=context, mentioned=() if command else mentions
    )
    found = _commanded(said, command[0]) if command else _first(said)
    found = _without_typo(found if found.text == text else replace(found, text=text))
    if len(text) <= LONGEST or found.intent is Intent.NONE:
        return found
    return replace(found, asks=(*found.asks, "too_long"))


_ON_A_CARD = frozenset({Intent.ASSIGN, Intent.ASSIGN_RECURRING, Intent.REGISTER_DOC, Intent.NONE})


def _without_typo(found: Reading) -> Reading:
    """Ask for a mistyped day anew where no card would show what it was taken for (延到名天)."""
    if "confirm_typo" not in found.asks or found.intent in _ON_A_CARD:
        return found
    args = {name: value for name, value in found.args.items() if name != "deadline"}
    asks = tuple(dict.fromkeys("deadline" if ask == "confirm_typo" else ask for ask in found.asks))
    return replace(found, args=args, asks=asks)


def learn(roster: Roster, enough: Callable[[], bool] = lambda: False) -> None:
    """Index the roster's names and their sounds and compile all patterns, so that no message waits for it.

    It may take seconds, and ends soon where it is ``enough``.
    """
    index_of(roster).complete()
    compile_all(enough)


def read_deadline(text: str, *, roster: Roster, calendar: WorkCalendar, hours: OfficeHours, at: datetime) -> Resolved:
    """Return the deadline that a few words name (改时限): 下周三下午3点, 月底前; ``value`` is empty where one must ask."""  # noqa: E501
    now = Now(hours.local(at), calendar, hours)
    said = prepare(text[:LONGEST], index=index_of(roster), now=now, role=Role.COORDINATOR, context=Context.PRIVATE)
    chosen = choose(said)
    return chosen.resolved if chosen and not said.typos else ASK


def read_directive(
    text: str, *, roster: Roster, calendar: WorkCalendar, hours: OfficeHours, at: datetime, context: Context
) -> bool:
    """Tell whether a leader's words in reply to a task are an instruction (批示), not a remark."""
    now = Now(hours.local(at), calendar, hours)
    return directs(prepare(text[:LONGEST], index=index_of(roster), now=now, role=Role.LEADER, context=context))


LOOSE = frozenset({Intent.EXTEND_APPROVE, Intent.LEAVE, Intent.QUERY, Intent.REASSIGN, Intent.URGE})
"""What is known by a single word, which may as well stand in the middle of an order."""


_OWN = Late(rf"\s*(?:我(?!们)|本人|(?:{T}|[\d日天号上下午、到至-])*(?:请|休)[^,]{{0,6}}假)")
"""明天请假，由王五代办: the speaker's own leave, with a limit and a doer like an order's."""


def _first(said: Said) -> Reading:
    found = _claimed(said)
    if found is None:
        return Reading(text=said.text)
    if found.intent is Intent.LEAVE and found.args.get("delegate") and _OWN.match(said.bones):
        return found
    return (found.intent in LOOSE and ordered(said)) or found


def _claimed(said: Said) -> Reading | None:
    marks = said.marks
    for bit, rule in _rules(said):
        if bit & marks and (found := rule(said)):
            return found
    return None


def _rules(said: Said) -> tuple[tuple[int, Rule], ...]:
    """Return the rules that may claim what that role says there, each with its bit (``key``).

    In a group staff order nothing: what sounds like an order there is told, supposed or meant among themselves.
    """
    return _ASKED[said.role, said.context]


_ASKED = {
    (role, context): asked(RULES[:-1] if role is Role.STAFF and context is Context.GROUP else RULES, role, context)
    for role in Role
    for context in Context
}


def _commanded(said: Said, name: str) -> Reading:
    """Read a command's words; its own meaning holds unless they say the same act more precisely."""
    number = commands.numbered(said) if not said.numbers else None
    if number is not None:
        said = said.with_number(number)
    if name not in commands.PLAIN:
        return _first(said) if name in commands.WORDS else Reading(text=said.text)
    wanted = commands.PLAIN[name]
    found = next((one for rule in _all_rules(said) if (one := rule(said)) and one.intent is wanted), None)
    return found or commands.plain(said, name)


def _all_rules(said: Said) -> Iterator[Rule]:
    """Return all rules that may claim a command's words; there staff may order in a group, too: they are refused."""
    return (rule for bit, rule in asked(RULES, said.role, said.context) if bit & said.marks)


def _beginning(text: str) -> str:
    """Cut a long text at the end of a line or sentence, so that no name or date is cut in two."""
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    stop = max(head.rfind(mark) for mark in "\n。；;")
    return head[: stop + 1] if stop > 0 else head
